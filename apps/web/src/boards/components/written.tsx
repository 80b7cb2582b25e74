import { cardWords } from "@linkwork/shared/boards/words-card.ts";
import { useMemo } from "react";
import { Link } from "../../ui/link.tsx";
import { type Block, blocksOf, type Piece } from "../markdown.ts";

/** What somebody wrote in Markdown, drawn as parts of the page: nothing of it is ever taken as markup. */
export function Written({ text }: { text: string }) {
  const blocks = useMemo(() => blocksOf(text, location.origin), [text]);
  return (
    <div className="written" dir="auto">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one version never move
        <Part key={index} block={block} />
      ))}
    </div>
  );
}

// below the headings of a card, which are of the third level
const heads = { 1: "h4", 2: "h5", 3: "h6" } as const;

function Part({ block }: { block: Block }) {
  switch (block.kind) {
    case "heading": {
      const Head = heads[block.level];
      return (
        <Head>
          <Pieces pieces={block.pieces} />
        </Head>
      );
    }
    case "list": {
      const List = block.ordered ? "ol" : "ul";
      return (
        <List>
          {block.items.map((pieces, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one version never move
            <li key={index}>
              <Pieces pieces={pieces} />
            </li>
          ))}
        </List>
      );
    }
    case "paragraph":
      return (
        <p>
          {block.lines.map((pieces, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one version never move
            <span key={index}>
              {index > 0 ? <br /> : null}
              <Pieces pieces={pieces} />
            </span>
          ))}
        </p>
      );
  }
}

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one version never move
    <OnePiece key={index} piece={piece} />
  ));
}

function OnePiece({ piece }: { piece: Piece }) {
  switch (piece.kind) {
    case "text":
      return piece.text;
    case "strong":
      return (
        <strong>
          <Pieces pieces={piece.pieces} />
        </strong>
      );
    case "em":
      return (
        <em>
          <Pieces pieces={piece.pieces} />
        </em>
      );
    case "link":
      return (
        <a href={piece.url} target="_blank" rel="noopener noreferrer nofollow">
          <Pieces pieces={piece.pieces} />
          <span className="visually-hidden"> (opens in a new tab)</span>
        </a>
      );
    case "case":
      return <Link to={piece.path}>{cardWords.aCase}</Link>;
  }
}
