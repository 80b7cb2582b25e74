import * as rules from "@linkwork/shared/cases/rules.ts";
import { mayAsk, mentionable } from "@linkwork/shared/cases/rules-asks.ts";
import { whyClosed } from "@linkwork/shared/cases/rules-ending.ts";
import { accessCommands, commands } from "@linkwork/shared/cases/schema.ts";
import {
  type CaseState,
  type ConsentStatus,
  type HeldConsent,
  noCase,
  type Participation,
  type ParticipationStatus,
} from "@linkwork/shared/cases/state.ts";
import { clientCommands } from "@linkwork/shared/clients/schema.ts";
import { orgCommands, personCommands } from "@linkwork/shared/identity/schema.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import { describe, expect, test } from "vitest";

const now = "2026-03-02T09:00:00.000Z";
const [before, after] = ["2026-03-01T00:00:00.000Z", "2026-04-01T00:00:00.000Z"];
const [leadOrg, hubOrg, tariqId] = ["lead" as OrgId, "hub" as OrgId, "tariq" as PersonId];
const tariq: Actor = { personId: tariqId, orgId: hubOrg, name: "Tariq", orgName: "Hub", sector: "third", roles: ["worker"] };

type Standing = {
  place: ParticipationStatus;
  consent: ConsentStatus;
  period: [string, string];
  agreement: [string, string] | undefined;
  scope: boolean;
  member: boolean;
  away: "no" | "person" | "org";
  hat: OrgId;
};
const good: Standing = {
  place: "joined",
  consent: "active",
  period: [before, after],
  agreement: [before, after],
  scope: true,
  member: true,
  away: "no",
  hat: hubOrg,
};
const choices: { [K in keyof Standing]: Standing[K][] } = {
  place: ["joined", "invited", "declined", "left", "removed"],
  consent: ["active", "proposed", "rejected", "paused", "withdrawn", "superseded", "entered-in-error"],
  period: [
    [before, after],
    [now, after],
    [before, now],
    [after, after],
  ],
  agreement: [[before, after], [now, after], [before, now], undefined],
  scope: [true, false],
  member: [true, false],
  away: ["no", "person", "org"],
  hat: [hubOrg, "another" as OrgId],
};

function stateOf(s: Standing): CaseState {
  const excluded = s.away === "no" ? [] : [s.away === "person" ? { kind: "person", personId: tariqId } : { kind: "org", orgId: hubOrg }];
  const terms = {
    controllers: [hubOrg],
    scopes: s.scope ? ["message", "needs"] : ["needs"],
    period: { start: s.period[0], end: s.period[1] },
    historyFrom: { kind: "all" },
  };
  const consent = { consentId: "c", status: s.consent, terms, record: { terms, leadOnly: { excluded } }, givenSeq: 2, givenAt: before };
  const place = {
    participationId: "p",
    orgId: hubOrg,
    consentId: "c",
    status: s.place,
    members: s.member ? [{ personId: tariqId, name: "Tariq" }] : [],
    invitedAt: before,
    ...(s.agreement ? { agreement: { agreementId: "a", validFrom: s.agreement[0], validTo: s.agreement[1] } } : {}),
  };
  return {
    ...noCase,
    status: "active",
    leadOrg,
    consents: { c: consent as unknown as HeldConsent },
    participations: { p: place as unknown as Participation },
  };
}

const every = Object.entries(choices).reduce<Standing[]>(
  (all, [key, values]) => all.flatMap((s) => values.map((value) => ({ ...s, [key]: value }))),
  [good],
);
const should = (s: Standing): boolean =>
  s.place === "joined" &&
  s.consent === "active" &&
  s.period[0] <= now &&
  now < s.period[1] &&
  s.agreement !== undefined &&
  s.agreement[0] <= now &&
  now < s.agreement[1] &&
  s.scope &&
  s.member &&
  s.away === "no" &&
  s.hat === hubOrg;

describe("I1: reading needs everything at once", () => {
  test(`in all ${every.length} standings, reading is allowed only when every single condition holds`, () => {
    const wrong = every.filter((s) => rules.mayRead(stateOf(s), { ...tariq, orgId: s.hat }, now) !== should(s));
    expect(wrong).toEqual([]);
    expect(every.filter(should).length).toBe(4);
  });

  test("writing, being among the readers and being nameable follow reading", () => {
    for (const s of every) {
      const state = stateOf(s);
      const actor = { ...tariq, orgId: s.hat };
      const may = rules.mayRead(state, actor, now);
      expect(rules.mayPost(state, actor, now) === true).toBe(may);
      if (may) expect(mentionable(state, { kind: "person", personId: tariqId }, now, actor)).toBe(true);
      if (may) expect(rules.mayKnow(state, actor, now, "postMessage")).toBe(true);
    }
  });

  test("an absent case, and one with nobody in it, is nobody's: an empty list means nobody", () => {
    for (const state of [noCase, { ...stateOf(good), participations: {} }, { ...stateOf(good), consents: {} }]) {
      expect(rules.mayRead(state, tariq, now)).toBe(false);
      for (const command of Object.keys(commands)) expect(rules.mayKnow(state, tariq, now, command), command).toBe(false);
      expect(rules.readers(state, now)).toEqual([]);
    }
  });

  test("an invitation lets only those know of the case who may answer for the organisation, and lets nobody read", () => {
    const state = stateOf({ ...good, place: "invited", member: false });
    for (const role of ["worker", "roleInbox", "linkWorker", "infoLead", "manager", "resident"] as const) {
      const actor = { ...tariq, roles: [role] };
      expect(rules.mayKnow(state, actor, now, "joinCase"), role).toBe(["worker", "roleInbox", "linkWorker"].includes(role));
      expect(rules.mayRead(state, actor, now), role).toBe(false);
    }
  });
});

describe("I2: what grants never guards what revokes", () => {
  const rhonaId = "rhona" as PersonId;
  const asked = (s: Standing) => s.consent === "proposed" || s.consent === "rejected";
  /** The same, with the practice in it; what was only asked for has no record, and whom the person wants kept away stands in a yes that is long over. */
  function led(s: Standing): CaseState {
    const state = stateOf(s);
    const { record, ...without } = state.consents.c as HeldConsent;
    const over = { ...without, consentId: "over", status: "withdrawn", record } as HeldConsent;
    const lead = {
      participationId: "l",
      orgId: leadOrg,
      consentId: null,
      status: "joined",
      members: [{ personId: rhonaId, name: "Rhona" }],
    };
    return {
      ...state,
      consents: { c: asked(s) ? without : { ...without, record: { ...record, leadOnly: undefined } as never }, over },
      participations: { ...state.participations, l: lead as unknown as Participation },
    };
  }
  const role = ["worker", "roleInbox", "linkWorker", "infoLead", "manager", "resident"] as const;
  const alive = (s: Standing) => s.consent === "active" || s.consent === "paused";
  /** Whether the person's word may come through somebody of the food hub: no date, no agreement, no scope and no pause is in it. */
  const hubHears = (s: Standing, as: (typeof role)[number]): boolean =>
    s.away === "no" &&
    s.hat === hubOrg &&
    ((s.place === "joined" && (s.member || as === "roleInbox" || as === "infoLead")) ||
      (s.place === "invited" && ["worker", "roleInbox", "linkWorker"].includes(as)));

  test(`in all ${every.length} standings and every role: who is in, their inbox and their information lead may revoke what names them; nobody else`, () => {
    const wrong = every.flatMap((s) =>
      role.filter((as) => {
        const [state, actor] = [led(s), { ...tariq, orgId: s.hat, roles: [as] }];
        const may = hubHears(s, as) && !asked(s);
        const held = rules.revocable(state, actor).map((c) => c.consentId);
        return (rules.mayRevoke(state, actor, "c") === true) !== may || held.join() !== (may && alive(s) ? "c" : "");
      }),
    );
    expect(wrong).toEqual([]);
  });

  test("in the practice: who is in, any link worker, the shared inbox and the information lead; not who is kept away", () => {
    for (const s of every)
      for (const as of role) {
        const state = led(s);
        expect(rules.mayRevoke(state, { ...tariq, personId: rhonaId, orgId: leadOrg, roles: [as] }, "c")).toBe(true);
        const colleague = { ...tariq, orgId: leadOrg, roles: [as] };
        const may = ["linkWorker", "roleInbox", "infoLead"].includes(as) && s.away !== "person";
        expect(rules.mayRevoke(state, colleague, "c") === true, `${as} ${s.away}`).toBe(may);
      }
  });

  test("who may only revoke reads nothing, and knows of the case for nothing else that can be asked", () => {
    for (const s of every)
      for (const [orgId, as] of [[s.hat, "infoLead"] as const, [leadOrg, "linkWorker"] as const]) {
        const [state, actor] = [led(s), { ...tariq, orgId, roles: [as] }];
        const inside = rules.mayRead(state, actor, now) || rules.mayAnswer(state, actor);
        expect(rules.mayRead(state, actor, now)).toBe(orgId === s.hat && should(s));
        const revokes = rules.revocable(state, actor).length > 0;
        expect(rules.mayKnow(state, actor, now, "withdrawConsent")).toBe(inside || revokes);
        expect(rules.mayKnow(state, actor, now, "postMessage")).toBe(inside);
      }
    const outside = { ...tariq, orgId: leadOrg, roles: ["infoLead"] as const };
    const known = Object.keys(commands).filter((command) => rules.mayKnow(led(good), outside, now, command));
    expect(known.sort()).toEqual(["markConsentInError", "narrowConsent", "pauseConsent", "withdrawConsent"]);
  });

  test("a second yes that names the organisation is theirs to stop too; one that doesn't is not", () => {
    const state = led({ ...good, consent: "paused" });
    const other = (orgId: string) => {
      const c = state.consents.c as HeldConsent;
      return {
        ...state,
        consents: { ...state.consents, d: { ...c, consentId: "d", terms: { ...c.terms, controllers: [orgId as OrgId] } } },
      };
    };
    expect(rules.revocable(other(hubOrg), tariq).map((c) => c.consentId)).toEqual(["c", "d"]);
    expect(rules.revocable(other("another"), tariq).map((c) => c.consentId)).toEqual(["c"]);
    expect(rules.mayRevoke(other("another"), tariq, "d")).toMatchObject({ code: "NotYours" });
  });
});

describe("I3: no field from outside overrides anything", () => {
  const tables = { ...commands, ...accessCommands, ...clientCommands, ...orgCommands, ...personCommands };
  const foreign = ["consentOverridden", "orgId_", "seq", "at", "actor", "system", "roles", "epoch"];
  for (const [name, schema] of Object.entries(tables))
    test(`${name} refuses every field it doesn't know`, () => {
      const result = schema.safeParse(Object.fromEntries(foreign.map((field) => [field, true])));
      const unknown = result.error?.issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys : []));
      expect(unknown).toEqual(foreign.filter((field) => !(field in schema.shape)));
    });
});

describe("I8: time is asked at each read", () => {
  const at = (ms: number) => new Date(Date.parse(now) + ms).toISOString();
  test("consent and agreement hold from their first instant and not at their last", () => {
    const state = (period: [string, string], agreement: [string, string]) => stateOf({ ...good, period, agreement });
    const wide: [string, string] = [before, after];
    expect(rules.mayRead(state([now, at(1)], wide), tariq, now)).toBe(true);
    expect(rules.mayRead(state([now, at(1)], wide), tariq, at(1))).toBe(false);
    expect(rules.mayRead(state([now, at(1)], wide), tariq, at(-1))).toBe(false);
    expect(rules.mayRead(state(wide, [now, at(1)]), tariq, at(1))).toBe(false);
    expect(rules.mayRead(state(wide, [now, at(1)]), tariq, at(-1))).toBe(false);
  });

  test("an invitation lapses after fourteen days, an edit after fifteen minutes; under another hat nothing can be edited", () => {
    const invited = { ...stateOf({ ...good, place: "invited", period: ["2026-01-01T00:00:00.000Z", "2026-12-01T00:00:00.000Z"] }) };
    const end = Date.parse(before) + rules.invitationLife;
    expect(rules.mayJoin(invited, tariq, "p", new Date(end).toISOString())).toBe(true);
    expect(rules.mayJoin(invited, tariq, "p", new Date(end + 1).toISOString())).toMatchObject({ code: "InvitationLapsed" });
    const message = { type: "messagePosted", seq: 5, id: "i", at: now, actor: tariq, body: { text: "x" } } as never;
    expect(rules.mayEdit(message, tariq, at(rules.editWindow))).toBe(true);
    expect(rules.mayEdit(message, { ...tariq, orgId: "another" as never }, at(1))).toMatchObject({ code: "NotYours" });
    expect(rules.mayEdit(message, tariq, at(rules.editWindow + 1))).toMatchObject({ code: "EditTooLate" });
  });
});

test("history: all of it, from a day, or from the yes on", () => {
  const from = (historyFrom: unknown) => {
    const state = stateOf(good);
    const held = state.consents.c as HeldConsent;
    return rules.readableFrom({ ...state, consents: { c: { ...held, terms: { ...held.terms, historyFrom } as never } } }, tariq);
  };
  expect(from({ kind: "all" })).toEqual({ seq: 1, at: "" });
  expect(from({ kind: "date", at: before })).toEqual({ seq: 1, at: before });
  expect(from({ kind: "now" })).toEqual({ seq: 2, at: "" });
});

test("why it closed, for each way of ending", () => {
  const why = (change: Partial<Standing>) => whyClosed(stateOf({ ...good, ...change }), hubOrg, now);
  expect(why({ consent: "withdrawn", place: "removed" })).toBe("withdrawn");
  expect(why({ consent: "entered-in-error", place: "removed" }), "a mistake is not what the person decided").toBe("removed");
  expect(why({ consent: "paused" })).toBe("paused");
  expect(why({ period: [before, now] })).toBe("expired");
  expect(why({ agreement: [before, now] })).toBe("agreementEnded");
  expect(why({ place: "left" })).toBe("left");
  expect(why({ consent: "superseded", place: "removed" })).toBe("removed");
  expect(why({ scope: false })).toBe("withoutMessages");
  expect(why({ away: "org" }), "nothing says that somebody is kept away").toBe("ended");
});

test("who reads is told to the practice without whom the person keeps away, who can't be asked either; to a partner as if nobody were", () => {
  const lead: Actor = { ...tariq, personId: "rhona" as PersonId, orgId: leadOrg };
  for (const away of ["no", "person", "org"] as const) {
    const state = stateOf({ ...good, away });
    const told = (actor: Actor) => rules.readersTold(state, actor, now).map((p) => p.orgId);
    expect(told(lead), away).toEqual(away === "no" ? [hubOrg] : []);
    expect(mayAsk(state, [hubOrg], lead, now) === true, away).toBe(away === "no");
    expect(told(tariq), away).toEqual([hubOrg]);
    expect(told({ ...tariq, orgId: "another" as OrgId }), away).toEqual([hubOrg]);
  }
  const both = stateOf({ ...good, away: "person" });
  const [place] = Object.values(both.participations) as [Participation];
  const tess = { personId: "tess" as PersonId, name: "Tess" };
  const state = { ...both, participations: { p: { ...place, members: [...place.members, tess] } } };
  expect(rules.readersTold(state, lead, now)).toMatchObject([{ orgId: hubOrg, members: [tess] }]);
  expect(rules.readersTold(state, tariq, now)).toEqual([state.participations.p]);
});
