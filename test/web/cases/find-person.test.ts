import { describe, expect, it } from "vitest";
import { thoseCalled } from "../../../apps/web/src/cases/components/find-person.tsx";

const known = ["Màiri NicLeòid", "Mohammed Khan", "Anne-Marie Khan", "Old Moe"].map((name, at) => ({ clientId: `c${at}`, name, cases: 0 }));
const names = (looked: string, chosen = "") => thoseCalled(known, looked, chosen).map(({ name }) => name);

describe("thoseCalled", () => {
  it("finds people by the beginning of each word of their name, in any order, whatever accents they have", () => {
    expect(names("")).toHaveLength(4);
    expect(names("mairi")).toEqual(["Màiri NicLeòid"]);
    expect(names("khan mo")).toEqual(["Mohammed Khan"]);
    expect(names("MARIE")).toEqual(["Anne-Marie Khan"]);
    expect(names("han")).toEqual([]);
  });
  it("never takes away whoever is chosen already", () => {
    expect(names("mairi", "c3")).toEqual(["Màiri NicLeòid", "Old Moe"]);
  });
});
