import { lookingLike, mayWrite, wordFields, wordsIn } from "@linkwork/shared/boards/rules-person.ts";
import { boardCommands } from "@linkwork/shared/boards/schema.ts";
import { projectCommands } from "@linkwork/shared/projects/schema.ts";
import { describe, expect, test } from "vitest";
import type { z } from "zod";

/** What only the house gives; no words of a person come with it, or words that somebody was asked about before. */
const ofTheHouse = [
  ...["openBoard", "followProject", "addSustainCard", "addGapCard", "deleteBoard", "addFile", "noteFile", "handOverCards"],
  ...["receiveCard", "noteArrival", "returnCard", "settleProject", "noteExport"],
];
type Def = {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  options?: z.ZodType[];
  format?: string;
  checks?: { _zod: { def: { check: string } } }[];
};
/** The free texts of a schema, by the fields in which they stand: a string of which nothing says what it looks like. */
function textsOf(schema: z.ZodType, field = ""): string[] {
  const def = schema.def as unknown as Def;
  if (def.shape) return Object.entries(def.shape).flatMap(([key, each]) => textsOf(each, key));
  if (def.element) return textsOf(def.element, field);
  if (def.innerType) return textsOf(def.innerType, field);
  if (def.options) return def.options.flatMap((each) => textsOf(each, field));
  const formed = def.format !== undefined || (def.checks ?? []).some(({ _zod }) => _zod.def.check === "string_format");
  return def.type === "string" && !formed ? [field] : [];
}

describe("words that look like a person", () => {
  const commands: Record<string, z.ZodType> = { ...boardCommands, ...projectCommands };
  const asked = Object.entries(commands).filter(([name]) => !ofTheHouse.includes(name));

  test("every text that somebody writes in a project or on a board is looked at, and each can be kept by who says that it is nobody's", () => {
    const writing = asked.map(([name, schema]) => ({ name, schema, texts: textsOf(schema) })).filter(({ texts }) => texts.length > 0);
    expect(writing.length).toBeGreaterThan(20);
    for (const { name, schema, texts } of writing) {
      expect(
        // `was` says what stood there when it was read
        texts.filter((field) => field !== "was" && !wordFields.includes(field)),
        name,
      ).toEqual([]);
      expect(Object.keys((schema.def as unknown as Def).shape ?? {}), name).toContain("anyway");
    }
  });

  test("who only changes something that carries no words is never asked", () => {
    for (const name of ["moveCard", "archiveCard", "tickItem", "assign", "setDue", "acceptPlace", "withdrawProposal"])
      expect(textsOf(commands[name] as z.ZodType), name).toEqual([]);
  });

  test("they are found wherever they stand, with their place, and names of organisations may stand beside a number", () => {
    const charter = {
      title: "Walks",
      purpose: "For Mrs Jean Mackay, 0141 496 0123",
      brings: [{ words: "CHI 0101011237?" }],
      startsOn: "2027-01-01",
    };
    expect(wordsIn({ charter }).map(([field]) => field)).toEqual(["charter.title", "charter.purpose", "charter.brings.0.words"]);
    const found = lookingLike({ charter }, { names: [] }).map(({ field, what }) => [field, what]);
    expect(found).toContainEqual(["charter.purpose", "telephone"]);
    expect(mayWrite({ charter }, { names: [] })).toMatchObject({ code: "LooksLikeAPerson", details: { field: "charter.purpose" } });
    expect(mayWrite({ charter, anyway: true }, { names: [] })).toBe(true);
  });

  test("what stands there already is not asked about once more", () => {
    const words = "Ring Jean Mackay, 0141 496 0123";
    expect(mayWrite({ words }, { names: [] })).not.toBe(true);
    expect(mayWrite({ words }, { names: [], standing: { votes: [{ words }] } })).toBe(true);
  });
});
