import { mayRead, readableFrom, wasIn } from "@linkwork/shared/cases/rules.ts";
import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import { type CaseState, foldCase } from "@linkwork/shared/cases/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { audienceOf, present, presentState } from "../../../apps/server/src/cases/present.ts";
import { cafe, hub, lead, live, people, step } from "../../kit/lives.ts";

// What goes over the wire to those outside the practice, in any life of a case: enough for their copy, and nobody's name who isn't in.

const wired = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const outside = people.filter((one) => one.orgId !== lead.orgId);
const kindOf = (audience: string) => audience.split(" ")[0];
const hasBeenIn = (state: CaseState, orgId: string) =>
  Object.values(state.participations).some((p) => p.orgId === orgId && wasIn(p)) ||
  Object.values(state.guests).some((g) => g.orgId === orgId);

type Told = { event: CaseEvent; state: CaseState; at: string; follows: boolean };
/** What one reader is handed, event by event; a state afresh where they come in. */
function* handedTo(who: Actor, life: ReturnType<typeof live>): Generator<Told & { after: CaseState }> {
  let copy: CaseState | undefined;
  for (const { before, event, after } of life) {
    if (!mayRead(after, who, event.at)) {
      copy = undefined;
      continue;
    }
    const [audience, from, was] = [audienceOf(after, who), readableFrom(after, who), readableFrom(before, who)];
    const goesOn = copy && kindOf(audienceOf(before, who)) === kindOf(audience) && from.seq === was.seq && from.at === was.at;
    const shown = wired(present(event, audience, after));
    copy = copy && goesOn ? foldCase(copy, shown) : wired(presentState(after, who));
    yield { event: shown, state: copy, at: event.at, follows: goesOn === true, after };
  }
}

test("the copy of everybody outside the practice, folded from what they are shown, is what the server would tell them now", () => {
  let followed = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) => {
      const life = live(steps);
      for (const who of outside)
        for (const { state, after, follows } of handedTo(who, life)) {
          expect(state).toEqual(wired(presentState(after, who)));
          if (follows) followed += 1;
        }
    }),
    { numRuns: 150 },
  );
  expect(followed).toBeGreaterThan(100);
});

test("an organisation that was asked, agreed to or invited, or said no, is in no byte that another one gets until it is in", () => {
  let hidden = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) => {
      const life = live(steps);
      for (const [other, reader] of [
        [cafe, hub],
        [hub, cafe],
      ] as const)
        for (const who of outside.filter(({ orgId }) => orgId !== other.orgId && (orgId === reader.orgId || other === cafe)))
          for (const { event, state, after } of handedTo(who, life)) {
            if (!hasBeenIn(after, other.orgId)) {
              hidden += 1;
              expect(JSON.stringify([event, state]), `${event.type} for ${who.name}`).not.toMatch(
                new RegExp(`${other.orgId}|${other.name}`),
              );
            }
          }
    }),
    { numRuns: 150 },
  );
  expect(hidden).toBeGreaterThan(100);
});

test("of what others may know nobody outside the practice is told more than who reads along, and of no yes who interpreted or was witness", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) => {
      for (const who of outside)
        for (const { event, state } of handedTo(who, live(steps))) {
          for (const consent of Object.values(state.consents))
            if (!consent.terms.controllers.includes(who.orgId)) {
              expect(consent.terms.scopes.filter((scope) => scope !== "message")).toEqual([]);
              expect(consent.record ?? consent.translations).toBeUndefined();
            }
          expect(JSON.stringify([event, state])).not.toMatch(/"(interpreter|witness|leadOnly|evidenceRef)":/);
        }
    }),
    { numRuns: 60 },
  );
});
