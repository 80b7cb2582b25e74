import { somebodiesIn, somebodyIn } from "@linkwork/shared/map/rules.ts";
import { expect, test } from "vitest";

const said = (text: string, client?: string[]) => somebodiesIn(text, client).map(({ from, to, what }) => [what, text.slice(from, to)]);

test("all that looks like somebody's is found, in the order in which it stands, and nothing twice: one answer can be for all of it", () => {
  expect(said("Ring Jean on 0141 496 0123, or write to jean@govan.test, 12 Elder Street.")).toEqual([
    ["telephone", "0141 496 0123"],
    ["telephone", "jean@govan.test"],
    ["address", "12 Elder Street"],
  ]);
  expect(said("Mariam and mariam", ["Mariam"])).toEqual([
    ["client", "Mariam"],
    ["client", "mariam"],
  ]);
  expect(said("A bench where people talk.")).toEqual([]);
});

test("a number of the health service is asked about before all else, wherever it stands", () => {
  const text = "Ring 0141 496 0123 about 943 476 5919.";
  expect(somebodyIn(text)).toMatchObject({ what: "number", from: text.indexOf("943") });
  expect(somebodiesIn(text)).toHaveLength(2);
});
