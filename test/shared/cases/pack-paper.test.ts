import type { Pack } from "@linkwork/shared/cases/pack.ts";
import { packFile, pageOf } from "@linkwork/shared/cases/pack-paper.ts";
import { packWords } from "@linkwork/shared/cases/words-requests.ts";
import fc from "fast-check";
import { expect, test } from "vitest";

const at = "2026-11-29T10:15:00.000Z";
const who = { name: "Tariq", orgName: "Govan Food Hub" };
const pack = (change: Partial<Pack> = {}): Pack => ({
  ...{
    format: "linkwork-pack",
    version: 1,
    kind: "person",
    madeAt: at,
    label: "M.K.",
    orgName: "Southside Practice",
    phone: "0141 496 0000",
  },
  ...{ consents: [], messages: [], files: [], seen: [] },
  ...change,
});

test("whatever somebody wrote stands on the page as they wrote it, and is never part of the page's own language", () => {
  const tag = /<(?!\/?(?:html|head|meta|title|style|body|main|h1|h2|h3|p|small|dl|dt|dd|ul|li|article|b|i|span|bdi|br)\b|!doctype)/;
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
      const written = `${text}<script>alert("x")</script><img src=x onerror='y'>`;
      const file = packFile(
        pack({
          ...{
            label: written,
            orgName: written,
            messages: [{ seq: 1, at, who: { name: written, orgName: written }, topic: written, text: written }],
          },
          ...{
            files: [{ name: written, size: 1, at, who, readable: true }],
            seen: [{ day: "2026-11-29", lines: [{ who: written, did: [written] }] }],
          },
          person: { name: written, contact: written },
        }),
      );
      expect(file).not.toMatch(tag);
      expect(file).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
    }),
  );
});

test("the page stands by itself: it fetches nothing, runs nothing, has a language, a title and one first heading", () => {
  const file = packFile(pack());
  expect(file).not.toMatch(/<script|<link|<img|https?:|src=|href=|url\(/);
  expect(file).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  expect(file).toMatch(/^<!doctype html>\n<html lang="en-GB">.*<title>What is held about you<\/title>/s);
  expect(file.match(/<h1>/g)).toHaveLength(1);
});

test("every message stands in its order with organisation and time, what is kept back says so and why, and what there is nothing of says that", () => {
  const { blocks } = pageOf(
    pack({
      messages: [
        { seq: 1, at, who, text: "first\nline", before: [{ at, text: "older" }], files: ["a.pdf"] },
        { seq: 2, at, who, withheld: "otherPerson" },
        { seq: 3, at, who: {}, place: "health", text: "third" },
      ],
    }),
  );
  const said = blocks.flatMap((block) => (block.kind === "said" ? [block] : []));
  expect(said.map(({ who: name, text }) => [name, text])).toEqual([
    ["Tariq, Govan Food Hub", "first\nline"],
    [packWords.changed, "older"],
    ["Tariq, Govan Food Hub", "A message is not shown here. It is about somebody else."],
    ["Somebody", "third"],
  ]);
  expect(said.map(({ about }) => about)).toEqual([["with: a.pdf"], [], [], ["notes on health"]]);
  expect(said[0]?.when).toBe("Sunday 29 November 2026 at 10:15");
  expect(blocks.filter((block) => block.kind === "line" && block.text === packWords.nothing)).toHaveLength(3);
});

test("an organisation's page speaks of itself and gives the person's rights to nobody else", () => {
  const { title, blocks } = pageOf(pack({ kind: "organisation", orgName: "Govan Food Hub" }));
  const all = JSON.stringify(blocks);
  expect(title).toBe("What Govan Food Hub wrote and read");
  expect(all).not.toMatch(/about you|Information Commissioner/i);
});
