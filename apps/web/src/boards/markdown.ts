import type { Link } from "@linkwork/shared/boards/schema-links.ts";
import { cardWords } from "@linkwork/shared/boards/words-card.ts";

/** A piece of a line, as it is drawn. Nothing of what somebody wrote ever becomes markup. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "strong" | "em"; readonly pieces: readonly Piece[] }
  | { readonly kind: "link"; readonly url: string; readonly pieces: readonly Piece[] }
  /** an address of one of our cases, which its reader may not have */
  | { readonly kind: "case"; readonly path: string };
/** A part of a text. */
export type Block =
  | { readonly kind: "heading"; readonly level: 1 | 2 | 3; readonly pieces: readonly Piece[] }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly (readonly Piece[])[] }
  | { readonly kind: "paragraph"; readonly lines: readonly (readonly Piece[])[] };

const heading = /^(#{1,3})\s+(.+?)\s*#*$/;
const bullet = /^\s{0,3}[-*+]\s+(.*)$/;
const numbered = /^\s{0,3}\d{1,3}[.)]\s+(.*)$/;
/** Deeper than this, and it is text. */
const deepest = 4;

/** Cuts a text into headings, lists and paragraphs: the little Markdown that there is. `origin`: where the product is. */
export function blocksOf(text: string, origin = ""): Block[] {
  const blocks: Block[] = [];
  let open: { kind: "list"; ordered: boolean; items: Piece[][] } | { kind: "paragraph"; lines: Piece[][] } | undefined;
  for (const line of text.split(/\r\n?|\n/)) {
    const head = heading.exec(line);
    const point = bullet.exec(line) ?? numbered.exec(line);
    if (line.trim() === "") open = undefined;
    else if (head) {
      open = undefined;
      blocks.push({ kind: "heading", level: (head[1] ?? "#").length as 1 | 2 | 3, pieces: piecesOf(head[2] ?? "", origin) });
    } else if (point) {
      const ordered = numbered.test(line);
      if (open?.kind !== "list" || open.ordered !== ordered) {
        open = { kind: "list", ordered, items: [] };
        blocks.push(open);
      }
      open.items.push(piecesOf(point[1] ?? "", origin));
    } else {
      if (open?.kind !== "paragraph") {
        open = { kind: "paragraph", lines: [] };
        blocks.push(open);
      }
      open.lines.push(piecesOf(line.trim(), origin));
    }
  }
  return blocks;
}

const marks =
  /\[([^\]\n]{1,300})\]\(([^()\s]{1,500})\)|(\*\*|__)(?=\S)(.{1,2000}?\S)\3|([*_])(?=\S)(.{0,2000}?\S)\5(?![\p{L}\p{N}])|(https:\/\/[^\s<>"'()]{1,500}[^\s<>"'().,;:!?])/u;

/** Cuts a line where something in it is marked. */
export function piecesOf(line: string, origin = "", depth = 0): Piece[] {
  const pieces: Piece[] = [];
  let rest = line;
  while (rest !== "" && depth <= deepest) {
    const found = marks.exec(rest);
    if (!found) break;
    const [whole, words, address, strong, bold, , slanted, bare] = found;
    if (found.index > 0) pieces.push({ kind: "text", text: rest.slice(0, found.index) });
    if (words !== undefined && address !== undefined) pieces.push(linkOf(address, words, whole, origin, depth));
    else if (bare !== undefined) pieces.push(linkOf(bare, bare, bare, origin, deepest));
    else if (strong !== undefined) pieces.push({ kind: "strong", pieces: piecesOf(bold ?? "", origin, depth + 1) });
    else pieces.push({ kind: "em", pieces: piecesOf(slanted ?? "", origin, depth + 1) });
    rest = rest.slice(found.index + whole.length);
  }
  if (rest !== "") pieces.push({ kind: "text", text: rest });
  return pieces;
}

/** A link if it leads where a link may: https, without a name and password in it. All else stays what was typed. */
function linkOf(address: string, words: string, typed: string, origin: string, depth: number): Piece {
  const path = casePath(address, origin);
  if (path) return { kind: "case", path };
  if (!/^https:\/\//i.test(address) || !URL.canParse(address)) return { kind: "text", text: typed };
  const { protocol, username, password, href } = new URL(address);
  if (protocol !== "https:" || username !== "" || password !== "") return { kind: "text", text: typed };
  return {
    kind: "link",
    url: href,
    pieces: depth >= deepest ? [{ kind: "text", text: words }] : withoutLinks(piecesOf(words, origin, depth + 1)),
  };
}
/** No link lies in another. */
const withoutLinks = (pieces: readonly Piece[]): Piece[] =>
  pieces.flatMap((piece): Piece[] => (piece.kind === "link" ? withoutLinks(piece.pieces) : piece.kind === "case" ? [] : [piece]));

/** The address of a case of ours: whoever reads the card may not be in it, and can't tell from the card whether there is one. */
export function casePath(address: string, origin: string): string | undefined {
  const own = origin !== "" && address.startsWith(`${origin}/`) ? address.slice(origin.length) : address;
  return /^\/(?:cases|safety|erased)\/[\w-]{1,64}(?:[/?#]\S*)?$/.exec(own)?.[0].replace(/[?#].*$/, "");
}
/** What a link of a card is called. Of a case it is not told: whoever reads the card may not be in it, and there may be none. */
export const nameOfLink = (to: Link, origin: string): string =>
  to.kind === "web" && casePath(to.url, origin) !== undefined ? cardWords.aCase : to.title;
