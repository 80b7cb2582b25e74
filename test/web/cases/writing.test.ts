import { describe, expect, it } from "vitest";
import { completing, type Mentionable, mentionsIn, putIn } from "../../../apps/web/src/cases/components/mentions.ts";
import { putBackInto } from "../../../apps/web/src/cases/components/put-back.ts";
import { piecesOf } from "../../../apps/web/src/cases/components/rich-text.tsx";

const who = (name: string): Mentionable => ({ key: name, name, place: "", mention: { kind: "person", personId: name as never } });
const people = [who("Tariq Ansari"), who("Tariq Ansari Khan"), who("Grace Okafor")];

describe("naming somebody", () => {
  it("completes any part of a name after @, at the start of a word only", () => {
    expect(completing("Hello @oka", 10, people)?.found.map((p) => p.name)).toEqual(["Grace Okafor"]);
    expect(completing("a@tar", 5, people)).toBeNull();
    expect(completing("@nobody", 7, people)).toBeNull();
  });

  it("ends once the whole name stands there", () => {
    expect(completing("@Grace Okafor ", 14, people)).toBeNull();
    expect(completing("@Grace Okafor", 13, people)).toBeNull();
  });

  it("puts the name in where it was being written and keeps what follows", () => {
    const at = completing("Hi @gr, later", 6, people);
    expect(at && putIn("Hi @gr, later", at, 6, people[2] as Mentionable)).toEqual({ text: "Hi @Grace Okafor , later", caret: 17 });
  });

  it("names by what stands in the text when it is sent: the longer name is not also the shorter one", () => {
    expect(mentionsIn("@Tariq Ansari Khan and nobody else", people)).toEqual([{ kind: "person", personId: "Tariq Ansari Khan" }]);
    expect(mentionsIn("@Tariq Ansari and @Grace Okafor", people)).toHaveLength(2);
    expect(mentionsIn("Tariq Ansari", people)).toEqual([]);
  });
});

describe("words that come back to the box", () => {
  it("stand behind what was written since, and only once, however often they are sent there", () => {
    expect(putBackInto(" ", "The bus goes at ten.")).toBe("The bus goes at ten.");
    const both = putBackInto("Hello", "The bus goes at ten.");
    expect(both).toBe("Hello\n\nThe bus goes at ten.");
    for (const text of [both, "The bus goes at ten."]) expect(putBackInto(text, "The bus goes at ten.")).toBe(text);
  });
});

describe("links", () => {
  it("only http and https become links, without the full stop behind them", () => {
    const links = (text: string) =>
      piecesOf(text)
        .filter((p) => p.link)
        .map((p) => p.text);
    expect(links("See https://a.org/x?y=1. Or http://b.org!")).toEqual(["https://a.org/x?y=1", "http://b.org"]);
    expect(links("javascript:alert(1) data:text/html,x ftp://c.org //d.org www.e.org")).toEqual([]);
  });

  it("every character is kept, in order", () => {
    for (const text of ["", "a", "https://a.org", "x https://a.org y http://b.org", "<b>https://a.org</b>"])
      expect(
        piecesOf(text)
          .map((p) => p.text)
          .join(""),
      ).toBe(text);
  });
});
