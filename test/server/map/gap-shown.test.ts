import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { Viewer } from "@linkwork/shared/map/rules.ts";
import { endorsed } from "@linkwork/shared/map/state-gap.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { gapShown } from "../../../apps/server/src/map/present-gap.ts";
import { full } from "../../kit/depth.ts";
import { as, begun, everybody, type Life, lived, panel, residents, tries } from "./gap-lives.ts";

const seenBy = ({ state, log, at }: Life, viewer: Viewer) =>
  gapShown(state, viewer, { now: new Date(at).toISOString(), area: () => undefined, events: log });
const passer = as(panel, "Wull", "resident");
const viewers: readonly Viewer[] = ["outsider", passer, ...everybody];
const isThe = (one: Actor, viewer: Viewer): boolean => viewer !== "outsider" && one.personId === viewer.personId;
const lives = fc.array(tries, { minLength: 10, maxLength: 80 });

test("I8: what was closed, declined, or is told of elsewhere says so on its page for ever, with the words, and what it leads to", () => {
  let over = 0;
  fc.assert(
    fc.property(fc.boolean(), lives, (suggested, all) => {
      const life = all.reduce(lived, begun(suggested));
      const { status, hidden, words, into, closure } = life.state;
      if (!["closed", "declined", "merged"].includes(status)) return;
      over++;
      for (const viewer of hidden || !life.state.reviewed ? [] : viewers) {
        const page = seenBy(life, viewer);
        if (!page) continue;
        expect(page).toMatchObject({ status, words, into });
        if (status === "merged") expect(page.into).not.toBeNull();
        else expect(status === "closed" ? page.closure?.words : page.words).toBe(status === "closed" ? closure?.words : words);
      }
      // what was ever there for everybody is so still
      if (status !== "declined" && !hidden && life.state.reviewed) expect(seenBy(life, "outsider")).toBeDefined();
    }),
    { numRuns: full ? 1_000 : 150 },
  );
  expect(over).toBeGreaterThan(10);
});

test("I11: whatever residents did to it, no page names one of them to anybody, by name or by number; what they raised and stand behind stays and counts when they have left", () => {
  fc.assert(
    fc.property(fc.boolean(), lives, (suggested, all) => {
      const life = all.reduce(lived, begun(suggested));
      for (const viewer of viewers) {
        const page = JSON.stringify(seenBy(life, viewer) ?? {});
        for (const one of residents) {
          expect(page).not.toContain(one.name);
          if (!isThe(one, viewer)) expect(page).not.toContain(one.personId);
        }
      }
      // nothing that ends a membership reaches the gap: what is counted is counted by what was said
      const { residents: lived_, partners } = endorsed({ ...life.state, burst: null });
      const left = seenBy(life, "outsider")?.endorsed;
      if (left && !life.state.burst) expect(left).toEqual({ residents: lived_, partners });
    }),
    { numRuns: full ? 1_000 : 150 },
  );
});
