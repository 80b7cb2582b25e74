import type { LedgerCheck, LedgerFind } from "@linkwork/shared/cases/ledger.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { caseRef } from "@linkwork/shared/cases/words.ts";
import { mayBeNamed, mayRaise, mayReadConcern, mayReadDoubts, orgsOf, waitsFor } from "@linkwork/shared/concerns/rules.ts";
import { type ConcernEvent, concernCommands, type Lead } from "@linkwork/shared/concerns/schema.ts";
import { type ConcernState, foldConcern, noConcern } from "@linkwork/shared/concerns/state.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { CaseId, ConcernId, OrgId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal, refuse } from "@linkwork/shared/kernel/refusal.ts";
import { caseRoom, concernAccessRoom, concernRoom, foldAll, kindOf, orgRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { CaseId as CaseIdShape, RoomId as RoomIdShape } from "@linkwork/shared/kernel/shapes.ts";
import { z } from "zod";
import { misfitIn } from "../kernel/chain.ts";
import { iso } from "../kernel/clock.ts";
import type { Head } from "../kernel/log.ts";
import type { Rooms } from "../kernel/room.ts";
import { commandIn, type Deps, router, signedIn } from "../kernel/trpc.ts";
import type { ConcernViews } from "./views.ts";

const command = <Name extends keyof typeof concernCommands>(name: Name, fresh?: { stepUp: true }) =>
  commandIn("concern", name, concernCommands[name], fresh);

/** A worry as it stands in the list of somebody who is named in it. */
export type ConcernRow = Pick<ConcernState, "caseId" | "label" | "raisedAt" | "lastAt"> & {
  roomId: RoomId;
  concernId: ConcernId;
  status: "raised" | "confirmed" | "closed";
  raisedBy: string;
  /** whether it waits for the one who asks */
  waitsForMe: boolean;
};
/** A yes that somebody says was not given freely. */
export type DoubtRow = {
  caseId: CaseId;
  consentId: string;
  label: string;
  /** whom the yes names */
  orgs: string[];
  by: string;
  at: string;
  words: string;
  /** whether the pause still stands */
  stands: boolean;
};

/** What was said quietly in a case. */
export const doubtsIn = ({ consents, label }: CaseState, caseId: CaseId): DoubtRow[] =>
  Object.values(consents).flatMap(({ consentId, doubt, record, status }) => {
    const orgs = (record?.told ?? []).map((told) => told.name);
    const rows: DoubtRow[] = [];
    for (let said = doubt; said; said = said.before)
      rows.push({
        ...{ caseId, consentId, label, orgs, by: `${said.name}, ${said.orgName}` },
        ...{ at: said.at, words: said.words ?? "", stands: status === "paused" },
      });
    return rows;
  });

/** Who can be named: a safeguarding lead, and where. */
export type Nameable = Lead;

/** The safeguarding leads of the organisations that have to do with a case. */
async function leadsFor(rooms: Rooms, general: CaseState): Promise<Nameable[]> {
  const found = orgsOf(general).map(async (orgId) => {
    const { card, members } = await rooms.ask<OrgState>(orgRoom(orgId));
    return Object.entries(members).flatMap(([personId, { name, roles, ended }]) =>
      !ended && roles.includes("safeguardingLead")
        ? [{ orgId, personId: personId as Lead["personId"], name, orgName: card?.name ?? "" }]
        : [],
    );
  });
  return (await Promise.all(found)).flat().filter((lead) => mayBeNamed(general, lead));
}

/** Where a worry's logs ended, day by day. */
type EndsOf = (concernId: string) => Promise<readonly { day: string; talk: Head; looks: Head }[]>;

/** The worry as it stands, for who is named in it; where it was tampered with, as far as it is whole. Absent and forbidden are the same answer. */
async function worryFor({ rooms }: Deps, actor: Actor, roomId: RoomId): Promise<void> {
  if (kindOf(roomId) !== "concern") throw refuse("NotFound");
  try {
    await rooms.open<ConcernState>(actor, roomId);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const { events } = await rooms.whole(roomId);
    if (!mayReadConcern(foldAll(foldConcern, noConcern, events as unknown as ConcernEvent[]), actor)) throw refuse("NotFound");
  }
}

/** Checks both logs of a worry, against themselves, against this node's memory and against the ends that were kept day by day. On record there. */
async function checkWorry(house: Deps, actor: Actor, roomId: RoomId, endsOf: EndsOf): Promise<LedgerCheck> {
  await worryFor(house, actor, roomId);
  const { rooms, clock } = house;
  const concernId = subjectOf(roomId) as ConcernId;
  const checkedAt = iso(clock.now());
  const looksRoom = concernAccessRoom(concernId);
  // before the logs are read: what comes meanwhile must not look like something that is missing
  const known = { talk: rooms.known(roomId)?.head, looks: rooms.known(looksRoom)?.head };
  const sealed = await endsOf(concernId);
  const read = { talk: await rooms.whole(roomId), looks: await rooms.whole(looksRoom) };
  const look = { what: "verified", decision: "permit", fromSeq: 0, toSeq: 0 } as const;
  await rooms.record({ roomId, slice: rooms.sliceOf(roomId) }, actor, look).catch((error: unknown) => {
    // where the records themselves were tampered with nothing can be added, and who asks must learn of it
    if (error instanceof Refusal || read.looks.broken === undefined) throw error;
  });
  const finds = (["talk", "looks"] as const).flatMap((log): LedgerFind[] => {
    const kept = sealed.flatMap((seal) => (seal[log].seq > 0 ? [{ ...seal[log], day: seal.day }] : []));
    const end = known[log];
    const misfit = misfitIn(read[log], end ? [...kept, { ...end, day: checkedAt.slice(0, 10) }] : kept);
    return misfit ? [{ where: log === "talk" ? "worry" : log, ...misfit }] : [];
  });
  const ends = [read.talk, read.looks].flatMap(({ events }) => events.at(-1)?.at ?? []).sort();
  const newest = sealed.at(-1)?.day;
  return {
    ...{ scope: "all", checkedAt, finds, entries: read.talk.events.length + read.looks.events.length },
    ...(ends.length > 0 ? { until: ends.at(-1) as string } : {}),
    ...(newest ? { sealedOn: newest } : {}),
  };
}

/** Some of those about whom somebody could raise a worry. `apart`: what tells two with the same initials apart: what it is about, else who leads it; and how its conversation names itself. */
type About = { rows: { caseId: CaseId; label: string; apart: string }[]; next?: CaseId };
type CasesOf = (orgId: OrgId, after?: CaseId) => Promise<{ ids: CaseId[]; next?: CaseId }>;
/** Worries about somebody's safety. */
type Options = { views: ConcernViews; casesOf: CasesOf; doubtedIn(orgId: OrgId): Promise<CaseId[]>; endsOf: EndsOf };
export const concernRouter = ({ views, casesOf, doubtedIn, endsOf }: Options) =>
  router({
    /** The worries that name me, newest first. */
    list: signedIn.query(async ({ ctx }): Promise<ConcernRow[]> => {
      const { actor, house } = ctx;
      const found = (await views.concernsOf(actor.personId)).map(async (concernId) => {
        const roomId = concernRoom(concernId);
        const state = await house.rooms.ask<ConcernState>(roomId);
        if (!mayReadConcern(state, actor) || state.status === "absent" || state.status === "destroyed") return [];
        const { caseId, label, status, raisedAt, lastAt, raisedBy } = state;
        const row = { roomId, concernId, caseId, label, status, raisedAt, lastAt, raisedBy: raisedBy?.name ?? "" };
        return [{ ...row, waitsForMe: waitsFor(state, actor) }];
      });
      return (await Promise.all(found)).flat().sort((a, b) => b.lastAt.localeCompare(a.lastAt));
    }),
    /** The people about whom I could raise a worry, by their initials: those of my organisation's cases, so many at a time. `next`: there may be more, from there on. */
    about: signedIn.input(z.strictObject({ after: CaseIdShape }).nullish()).query(async ({ ctx, input }): Promise<About> => {
      const { actor, house } = ctx;
      const { ids, next } = await casesOf(actor.orgId, input?.after);
      const found = ids.map(async (caseId) => {
        const general = await house.rooms.ask<CaseState>(caseRoom(caseId));
        // what it is about is for those who read the conversation
        const ours = general.leadOrg === actor.orgId;
        const lead = Object.values(general.participations).find((p) => p.consentId === null)?.name ?? "";
        const apart = `${ours ? general.need : lead}, case ${caseRef(caseId)}`;
        return mayRaise(general, actor) ? [{ caseId, label: general.label, apart }] : [];
      });
      const rows = (await Promise.all(found)).flat().sort((a, b) => a.label.localeCompare(b.label));
      return { rows, ...(next ? { next } : {}) };
    }),
    /** Who could be named in a worry about the person of this case. */
    leads: signedIn.input(z.strictObject({ caseId: CaseIdShape })).query(async ({ ctx, input }): Promise<Nameable[]> => {
      const { actor, house } = ctx;
      const general = await house.rooms.ask<CaseState>(caseRoom(input.caseId));
      if (!mayRaise(general, actor)) throw refuse("NotFound");
      return (await leadsFor(house.rooms, general)).filter((lead) => lead.personId !== actor.personId);
    }),
    /** What was said quietly: that a yes was not given freely. For the safeguarding leads of the organisation that leads the case, newest first. */
    doubts: signedIn.query(async ({ ctx }): Promise<DoubtRow[]> => {
      const { actor, house } = ctx;
      const found = (await doubtedIn(actor.orgId)).map(async (caseId) => {
        const general = await house.rooms.ask<CaseState>(caseRoom(caseId));
        return mayReadDoubts(general, actor) ? doubtsIn(general, caseId) : [];
      });
      return (await Promise.all(found)).flat().sort((a, b) => b.at.localeCompare(a.at));
    }),
    /** Whether this record, and that of who looked into it, are still what they were. For who is named in it, and on record there. */
    verify: signedIn
      .input(z.strictObject({ roomId: RoomIdShape }))
      .query(({ ctx: { house, actor }, input: { roomId } }): Promise<LedgerCheck> => checkWorry(house, actor, roomId, endsOf)),
    raiseConcern: command("raiseConcern"),
    confirmConcern: command("confirmConcern", { stepUp: true }),
    chooseSecond: command("chooseSecond"),
    nameLead: command("nameLead", { stepUp: true }),
    writeNote: command("writeNote"),
    closeConcern: command("closeConcern"),
    keepOn: command("keepOn"),
  });
