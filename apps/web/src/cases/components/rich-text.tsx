import { Fragment } from "react";

const links = /https?:\/\/[^\s<>"'()]+[^\s<>"'().,;:!?]/g;

type Piece = { key: number; text: string; link: boolean };

/** Cuts a text where web addresses stand in it. Nothing but http and https is ever a link. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const match of text.matchAll(links)) {
    if (match.index > done) pieces.push({ key: done, text: text.slice(done, match.index), link: false });
    pieces.push({ key: match.index, text: match[0], link: true });
    done = match.index + match[0].length;
  }
  if (done < text.length) pieces.push({ key: done, text: text.slice(done), link: false });
  return pieces;
}

/** What somebody wrote, as plain text: lines kept, web addresses as links, the names of those who are named in bold. */
export function RichText({ text, named }: { text: string; named: readonly string[] }) {
  return (
    <>
      {text.split("\n").map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of one version never move
        <p key={index} dir="auto">
          {line === ""
            ? "\u00a0"
            : piecesOf(line).map((piece) =>
                piece.link ? (
                  <a key={piece.key} href={piece.text} target="_blank" rel="noopener noreferrer nofollow">
                    {piece.text}
                    <span className="visually-hidden"> (opens in a new tab)</span>
                  </a>
                ) : (
                  <Named key={piece.key} text={piece.text} named={named} />
                ),
              )}
        </p>
      ))}
    </>
  );
}

function Named({ text, named }: { text: string; named: readonly string[] }) {
  const found = named.map((name) => `@${name}`).find((name) => text.includes(name));
  if (found === undefined) return text;
  const [before = "", ...after] = text.split(found);
  return (
    <Fragment>
      {before}
      <b>{found}</b>
      <Named text={after.join(found)} named={named} />
    </Fragment>
  );
}
