import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeDrafts } from "../../../apps/web/src/kernel/draft-sync.ts";

test("of two drafts the one that goes further stands; where each has something of its own both stand, the server's first", () => {
  expect(mergeDrafts("half a", "half a thought")).toBe("half a thought");
  expect(mergeDrafts("half a thought", "half a")).toBe("half a thought");
  expect(mergeDrafts("", "mine")).toBe("mine");
  expect(mergeDrafts("theirs", "")).toBe("theirs");
  expect(mergeDrafts("from the phone", "from the desk")).toBe("from the phone\n\nfrom the desk");
});

test("what one side left alone gives way to what the other did with it: words that were sent here don't come back", () => {
  expect(mergeDrafts("as it was", "", "as it was")).toBe("");
  expect(mergeDrafts("", "as it was", "as it was")).toBe("");
  expect(mergeDrafts("from the phone", "", "as it was")).toBe("from the phone");
  expect(mergeDrafts("", "from the desk", "as it was")).toBe("from the desk");
});

test("no word of either is ever lost, and once merged it stays as it is", () => {
  const words = fc.array(fc.constantFrom("a", "bb", "ccc", " ", "\n", "é"), { maxLength: 8 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(words, words, (theirs, mine) => {
      const merged = mergeDrafts(theirs, mine);
      expect(merged).toContain(theirs.trim());
      expect(merged).toContain(mine.trim());
      expect(mergeDrafts(merged, merged)).toBe(merged);
      expect(mergeDrafts(theirs, merged)).toBe(merged);
    }),
  );
});
