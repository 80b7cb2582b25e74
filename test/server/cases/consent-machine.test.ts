import type { CaseCommand, CaseEvent } from "@linkwork/shared/cases/schema.ts";
import { type CaseState, type ConsentStatus, foldCase, noCase } from "@linkwork/shared/cases/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { type CaseId, type ClientId, type EventId, newId, type OrgId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import { describe, expect, test } from "vitest";
import { decide } from "../../../apps/server/src/cases/decide.ts";
import { consentInput } from "../../kit/build.ts";
import { testClock } from "../../kit/clock.ts";

const clock = testClock(Date.parse("2026-03-02T09:00:00.000Z"));
const now = new Date(clock.now()).toISOString();
const uuid = <T extends string = string & never>() => newId<T>(clock.now());
const hub = { orgId: uuid<OrgId>(), name: "Food Hub", sector: "third" as const, phone: "0141", about: "food" };
const rhona: Actor = {
  ...{ personId: uuid<PersonId>(), orgId: uuid<OrgId>(), name: "Rhona", orgName: "Practice", sector: "statutory" as const },
  roles: ["linkWorker"],
};
const caseId = uuid<CaseId>();
const id = uuid() as string;
const word = { consentId: id, method: "phone" as const };
const yes = (change: Record<string, unknown> = {}) => ({ ...consentInput(clock, [hub.orgId]), consentId: id, ...change });

type Asked = { type: string; input: unknown };
function ask(state: CaseState, { type, input }: Asked): CaseEvent | Refusal {
  const context = { actor: rhona, now, id: uuid<EventId>(), roomId: caseRoom(caseId), event: () => undefined };
  const facts = { cards: { [hub.orgId]: hub }, clientIsOurs: true };
  const draft = decide(state, { type, input } as CaseCommand, { ...context, facts });
  return draft instanceof Refusal ? draft : ({ ...draft, seq: 0, id: context.id, at: now, actor: rhona } as unknown as CaseEvent);
}
/** What is true after these, one after the other; each has to be possible. */
const after = (...asked: Asked[]): CaseState =>
  asked.reduce((state, each, i) => {
    const event = ask(state, each);
    if (event instanceof Refusal) throw event;
    return foldCase(state, { ...event, seq: i + 1 });
  }, noCase);

const opening = { caseId, clientId: uuid<ClientId>(), label: "M.K.", need: "food", purpose: "food", jurisdiction: "SCT" };
const opened = { type: "openCase", input: opening };
const { terms } = yes();
const propose = { type: "proposeConsent", input: { consentId: id, terms } };
const give = { type: "recordConsent", input: yes() };
const moves = {
  propose,
  give,
  refuse: { type: "refuseConsent", input: word },
  pause: { type: "pauseConsent", input: word },
  resume: { type: "resumeConsent", input: word },
  narrow: { type: "narrowConsent", input: { ...word, scopes: ["message"] } },
  withdraw: { type: "withdrawConsent", input: word },
  mistake: { type: "markConsentInError", input: { consentId: id, reason: "wrong person" } },
  replace: { type: "recordConsent", input: yes({ consentId: uuid(), supersedes: id }) },
} satisfies Record<string, Asked>;
type Move = keyof typeof moves;
const reach: Record<ConsentStatus, Asked[]> = {
  proposed: [propose],
  rejected: [propose, moves.refuse],
  active: [give],
  paused: [give, moves.pause],
  withdrawn: [give, moves.withdraw],
  superseded: [give, moves.replace],
  "entered-in-error": [give, moves.mistake],
};
/** cases.md, state machines: from where, by what, to where. Whatever is not here is refused. */
const listed: Record<ConsentStatus, Partial<Record<Move, ConsentStatus>>> = {
  proposed: { give: "active", refuse: "rejected", mistake: "entered-in-error" },
  rejected: { mistake: "entered-in-error" },
  active: { pause: "paused", narrow: "active", withdraw: "withdrawn", replace: "superseded", mistake: "entered-in-error" },
  paused: { resume: "active", narrow: "paused", withdraw: "withdrawn", replace: "superseded", mistake: "entered-in-error" },
  withdrawn: { mistake: "entered-in-error" },
  superseded: { mistake: "entered-in-error" },
  "entered-in-error": {},
};

describe("the states of a consent: what is listed leads where it says, and anything else is refused with CONFLICT", () => {
  for (const [status, ways] of Object.entries(listed) as [ConsentStatus, Partial<Record<Move, ConsentStatus>>][])
    test(status, () => {
      const state = after(opened, ...reach[status]);
      expect(state.consents[id]?.status).toBe(status);
      for (const move of Object.keys(moves) as Move[]) {
        const event = ask(state, moves[move]);
        const to = ways[move];
        if (to !== undefined) {
          expect(event, move).not.toBeInstanceOf(Refusal);
          expect(foldCase(state, { ...(event as CaseEvent), seq: 99 }).consents[id]?.status, move).toBe(to);
        } else if (move === "replace" && (status === "proposed" || status === "rejected"))
          // there was no yes yet that could be replaced
          expect(event, move).toMatchObject({ meaning: "BAD_REQUEST", code: "UnknownReference" });
        else expect(event, move).toMatchObject({ meaning: "CONFLICT", code: "WrongState" });
      }
    });
});

test("what was asked in place of a yes: a no leaves that one as it is, and a yes takes its place", () => {
  const other = uuid() as string;
  const wide = { ...terms, scopes: ["message", "goals"] };
  const asked = { type: "proposeConsent", input: { consentId: other, supersedes: id, terms: wide } };
  const statuses = (...steps: Asked[]) => {
    const { consents } = after(opened, give, asked, ...steps);
    return [consents[id]?.status, consents[other]?.status];
  };
  const agreed = { type: "recordConsent", input: yes({ consentId: other, terms: wide }) };
  expect(statuses()).toEqual(["active", "proposed"]);
  expect(statuses({ type: "refuseConsent", input: { ...word, consentId: other } })).toEqual(["active", "rejected"]);
  expect(statuses(agreed)).toEqual(["superseded", "active"]);
  expect(statuses(moves.withdraw, agreed), "what has ended stays ended").toEqual(["withdrawn", "active"]);
});
