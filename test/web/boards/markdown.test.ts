import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Block, blocksOf, nameOfLink, type Piece, piecesOf } from "../../../apps/web/src/boards/markdown.ts";

const origin = "https://linkwork.test";
const within = (pieces: readonly Piece[]): Piece[] =>
  pieces.flatMap((piece) => ("pieces" in piece ? [piece, ...within(piece.pieces)] : [piece]));
const all = (blocks: readonly Block[]): Piece[] =>
  within(
    blocks.flatMap((block) => (block.kind === "heading" ? block.pieces : block.kind === "list" ? block.items.flat() : block.lines.flat())),
  );
const links = (text: string): string[] => all(blocksOf(text, origin)).flatMap((piece) => (piece.kind === "link" ? [piece.url] : []));
const says = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (piece.kind === "text" ? piece.text : "pieces" in piece ? says(piece.pieces) : "")).join("");

describe("what a card says", () => {
  test("headings, points and paragraphs are parts of the page, bold and italic stand in them", () => {
    const blocks = blocksOf("# Needed\n\nTwo drivers,\n**every** *Thursday*\n- a car\n- a phone\n1. ask\n2) ring");
    expect(blocks.map(({ kind }) => kind)).toEqual(["heading", "paragraph", "list", "list"]);
    expect(blocks[1]).toMatchObject({ lines: [[{ text: "Two drivers," }], [{ kind: "strong" }, { text: " " }, { kind: "em" }]] });
    expect(blocks[3]).toMatchObject({ ordered: true, items: [[{ text: "ask" }], [{ text: "ring" }]] });
  });

  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox",
    "http://glasgow.gov.uk",
    "//glasgow.gov.uk",
    "https://somebody:word@glasgow.gov.uk",
    "https://",
    "file:///etc/passwd",
    "/boards/elsewhere",
  ])("%s never becomes a link, whatever words it hides behind", (address) => {
    expect(links(`[come here](${address}) and ${address}`).filter((url) => !/^https:\/\/glasgow\.gov\.uk/.test(url))).toEqual([]);
    expect(links(`[come here](${address})`)).toEqual([]);
  });

  test("markup that somebody typed stays what they typed", () => {
    const typed = "<script>alert(1)</script> <img src=x onerror=alert(1)> &lt;b&gt;";
    expect(blocksOf(typed)).toEqual([{ kind: "paragraph", lines: [[{ kind: "text", text: typed }]] }]);
  });

  test("an address that begins with https is a link, by itself and behind words, and no link lies in another", () => {
    expect(links("See https://www.glasgow.gov.uk/transport.")).toEqual(["https://www.glasgow.gov.uk/transport"]);
    const pieces = piecesOf("[the **bus** https://elsewhere.org](https://www.firstbus.co.uk/a)");
    expect(pieces).toMatchObject([{ kind: "link", url: "https://www.firstbus.co.uk/a" }]);
    expect(within(pieces).filter(({ kind }) => kind === "link")).toHaveLength(1);
  });

  test("an address of a case of ours says no more than that it is one, so that nobody learns from a card whether it is there", () => {
    for (const address of [`${origin}/cases/0190-ab?part=health`, "/cases/0190-ab", "/safety/0190-ab"]) {
      const found = all(blocksOf(`[M.K.](${address})`, origin));
      expect(found).toEqual([{ kind: "case", path: expect.stringMatching(/^\/(cases|safety)\/0190-ab$/) }]);
    }
    expect(all(blocksOf(`${origin}/cases/0190-ab`, origin))).toEqual([{ kind: "case", path: "/cases/0190-ab" }]);
  });

  test("a link that somebody put there as a page on the web, and that is one of our cases, doesn't keep what they called it", () => {
    const web = (url: string) => ({ kind: "web" as const, url, title: "Margaret's case" });
    expect(nameOfLink(web(`${origin}/cases/0190-ab`), origin)).toBe("a case (open it if it is yours)");
    expect(nameOfLink(web(`${origin}/safety/0190-ab?x=1`), origin)).toBe("a case (open it if it is yours)");
    expect(nameOfLink(web("https://elsewhere.org/cases/0190-ab"), origin)).toBe("Margaret's case");
  });

  test("whatever is written is read without breaking, no word is lost, and each link begins with https", () => {
    const bits = fc.constantFrom(
      "*",
      "**",
      "_",
      "[",
      "](",
      ")",
      "https://a.org/",
      "javascript:x",
      "# ",
      "- ",
      "1. ",
      "\n",
      "word",
      " ",
      "<b>",
      "\u202e",
      "‏اردو",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(bits, fc.string({ unit: "grapheme", maxLength: 8 })), { maxLength: 40 }), (parts) => {
        const text = parts.join("");
        const blocks = blocksOf(text, origin);
        for (const piece of all(blocks)) if (piece.kind === "link") expect(piece.url).toMatch(/^https:\/\//);
        const words = text.match(/word/g)?.length ?? 0;
        expect(says(all(blocks).filter((piece) => piece.kind === "text")).match(/word/g)?.length ?? 0).toBe(words);
      }),
    );
  });

  test("a long line of marks is read at once", () => {
    const began = performance.now();
    for (const mark of ["*a ", "**a ", "_", "[a](", "[", "**", "* "]) blocksOf(mark.repeat(8_000 / mark.length));
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
