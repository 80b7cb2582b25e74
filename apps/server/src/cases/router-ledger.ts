import { isKeeping, type RecordEvent } from "@linkwork/shared/cases/keeping-state.ts";
import { type LedgerCheck, type LedgerEntry, ledgerKinds, sealWords } from "@linkwork/shared/cases/ledger.ts";
import * as rules from "@linkwork/shared/cases/rules.ts";
import { mayReadLedger, mayTakeSeal } from "@linkwork/shared/cases/rules-ledger.ts";
import { mayMakeOwnPack } from "@linkwork/shared/cases/rules-requests.ts";
import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import type { ClientState } from "@linkwork/shared/clients/state.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { CaseId } from "@linkwork/shared/kernel/ids.ts";
import { accessRoom, besideGeneral, caseRoom, clientRoom, orgRoom, requestsRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { CaseId as CaseIdShape, EventId, OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/shapes.ts";
import { z } from "zod";
import { iso } from "../kernel/clock.ts";
import { type Deps, signedIn, stepUp } from "../kernel/trpc.ts";
import { busyCases, withMarks } from "./present-browsing.ts";
import { checkFor, findsIn, isKept, passesThrough } from "./present-check.ts";
import { filtered, linesOf, namedIn } from "./present-ledger.ts";
import { quietly } from "./present-others.ts";
import { lookingProcedures, type May, mayLookNow, onRecord, stateOf } from "./router-looking.ts";
import type { CaseViews } from "./views.ts";
import type { LooksViews } from "./views-browsing.ts";
import { type Beside, besideRoom, besides, type Seal, type SealViews } from "./views-seals.ts";

/** A case in an information lead's list. */
type LedgerRow = { caseId: CaseId; label: string; leads: boolean };

type LedgerRows = { rows: LedgerRow[]; next?: CaseId };

/** A page of "who has seen what", newest first. */
export type LedgerPage = {
  label: string;
  scope: "all" | "own";
  entries: LedgerEntry[];
  /** ask on before this line; none where the list ends */
  before?: EventId;
  /** how many lines there are in all, filtered */
  total: number;
  /** my organisation is in the case now */
  present: boolean;
  /** something in the records was changed from outside */
  broken: boolean;
  orgs: { id: string; name: string }[];
  people: { id: string; name: string; orgId: string }[];
};

/** The records of a case as they lie in the database, and their lines for this reader. */
export async function readLedger({ rooms }: Deps, actor: Actor, roomId: RoomId, { state, scope }: May) {
  const caseId = subjectOf(roomId) as CaseId;
  const mine = scope === "all" ? besideGeneral : besideGeneral.filter((c) => rules.mayHave(state, actor.orgId, c));
  const beside = mine.map(async (compartment) => ({ compartment, read: await rooms.whole(caseRoom(caseId, compartment)) }));
  const [talk, access, ours] = await Promise.all([
    rooms.whole(roomId),
    rooms.whole(accessRoom(caseId)),
    rooms.ask<OrgState>(orgRoom(actor.orgId)),
  ]);
  const places = await Promise.all(beside);
  const lines = linesOf({
    ...{ scope, actor, state, ours },
    records: (access.events as unknown as RecordEvent[]).filter((event) => event.type === "accessNoted" || isKeeping(event)),
    talks: [{ compartment: "general" as const, read: talk }, ...places].map(({ compartment, read }) => ({
      compartment,
      events: read.events as unknown as CaseEvent[],
    })),
  });
  return { talk, access, places, lines };
}

/** What is worth asking about, for the information lead of the organisation that leads. */
async function marked(
  { rooms }: Deps,
  actor: Actor,
  { state, scope }: May,
  { lines, looks }: { lines: LedgerEntry[]; looks: LooksViews },
): Promise<LedgerEntry[]> {
  if (scope !== "all" || !actor.roles.includes("infoLead") || state.clientId === "") return lines;
  const { orgId } = actor;
  const own = lines.flatMap(({ who, at }) => (who.orgId === orgId && who.personId ? [{ personId: who.personId, at }] : []));
  const [client, around] = await Promise.all([rooms.ask<ClientState>(clientRoom(state.clientId)), looks.around(orgId, own)]);
  const wrote = new Map<PersonId, string[]>();
  for (const [personId, caseIds] of busyCases(lines, orgId, around))
    for (const caseId of caseIds)
      for (const event of (await rooms.whole(caseRoom(caseId as CaseId))).events)
        if (quietly(event as unknown as CaseEvent).actor.personId === personId)
          wrote.set(personId, [...(wrote.get(personId) ?? []), event.at]);
  return withMarks(lines, { person: client.identity?.name ?? "", orgId, looks: around, wrote });
}

/** The ends that one of a case's logs is known to have had. */
const endsIn = (seals: readonly Seal[], of: "talk" | "looks" | Beside) =>
  seals.flatMap((seal) => {
    const end = of === "talk" || of === "looks" ? seal[of] : seal.places?.find(({ place }) => place === of);
    return end && end.seq > 0 ? [{ seq: end.seq, hash: end.hash, day: seal.day }] : [];
  });

/** With what the reader may not know of: a seal stands for it too, and nothing but a yes or a no comes of it. */
async function allOf(rooms: Deps["rooms"], caseId: CaseId, { talk, looks, places }: Parameters<typeof isKept>[2]) {
  const rest = besides.map(
    async (place) => places.find((one) => one.place === place) ?? { place, read: await rooms.whole(besideRoom(caseId, place)) },
  );
  return { talk, looks, places: await Promise.all(rest) };
}

/** Who has seen what in a case, and whether it is still what it was. */
export const ledgerProcedures = ({ seals, views, looks }: { seals: SealViews; views: CaseViews; looks: LooksViews }) => ({
  ...lookingProcedures(),
  /** For an information lead: the cases whose records they may look into, by the person's initials and nothing more. `next`: there may be more, from there on. */
  ledgers: signedIn
    .input(z.strictObject({ after: CaseIdShape }).nullish())
    .query(async ({ ctx: { actor, house }, input }): Promise<LedgerRows> => {
      if (!actor.roles.includes("infoLead")) return { rows: [] };
      const { ids, next } = await views.casesOf(actor.orgId, input?.after);
      const found = ids.map(async (caseId) => {
        const state = await stateOf(house.rooms, caseRoom(caseId));
        return mayReadLedger(state, actor) === "none" ? [] : [{ caseId, label: state.label, leads: state.leadOrg === actor.orgId }];
      });
      const mine = (await Promise.all(found)).flat();
      house.rooms.listed(
        actor,
        mine.map(({ caseId }) => ({ roomId: caseRoom(caseId) })),
      );
      const rows = mine.sort((a, b) => a.label.localeCompare(b.label, "en-GB") || a.caseId.localeCompare(b.caseId));
      return { rows, ...(next ? { next } : {}) };
    }),
  /** The lines that I may see, newest first, a page at a time. On record. */
  ledger: signedIn
    .input(
      z.strictObject({
        roomId: RoomId,
        /** the last line that I have */
        before: EventId.optional(),
        orgId: OrgId.optional(),
        personId: PersonId.optional(),
        kind: z.enum(ledgerKinds).optional(),
        /** most lines on a page */
        limit: z.int().min(1).max(1000).default(100),
      }),
    )
    .query(async ({ ctx: { house, actor }, input: { roomId, before, limit, ...filter } }): Promise<LedgerPage> => {
      const may = await mayLookNow(house, actor, roomId, "cases.ledger");
      const { talk, access, places, lines: bare } = await readLedger(house, actor, roomId, may);
      const lines = await marked(house, actor, may, { lines: bare, looks });
      const wanted = filtered(lines, filter);
      const start = before === undefined ? 0 : wanted.findIndex((line) => line.id === before) + 1;
      if (before !== undefined && start === 0) throw rules.refuse("UnknownReference", { field: "before" });
      const entries = wanted.slice(start, start + limit);
      await onRecord(house, { actor, roomId, what: "ledger" });
      const last = start + limit < wanted.length ? entries.at(-1) : undefined;
      return {
        ...{ label: may.state.label, scope: may.scope, entries, total: wanted.length, ...namedIn(lines) },
        present: mayMakeOwnPack(may.state, actor, iso(house.clock.now())),
        broken: [talk, access, ...places.map((place) => place.read)].some((read) => read.broken !== undefined),
        ...(last ? { before: last.id } : {}),
      };
    }),
  /** Checks the chains of a case now (its conversation, the records, and what lies beside them that the reader may know of), against themselves, against the ends that were kept day by day, and against a seal that was kept outside. On record. */
  verifyLedger: signedIn
    .input(
      z.strictObject({
        roomId: RoomId,
        /** what a seal of the day says of this case: 64 hexadecimal digits */
        kept: z
          .string()
          .regex(/^[0-9a-f]{64}$/, "64 letters and digits, as they stand in the file")
          .optional(),
      }),
    )
    .query(async ({ ctx: { house, actor }, input: { roomId, kept } }): Promise<LedgerCheck> => {
      const may = await mayLookNow(house, actor, roomId, "cases.verifyLedger");
      const { rooms, clock } = house;
      const caseId = subjectOf(roomId) as CaseId;
      // before the logs are read: what comes meanwhile must not look like something that is missing
      const [talkEnd, looksEnd] = [rooms.known(roomId)?.head, rooms.known(accessRoom(caseId))?.head];
      const besideEnds = new Map(besides.map((place) => [place, rooms.known(besideRoom(caseId, place))?.head]));
      const sealed = await seals.of(caseId);
      const { talk, access, places, lines } = await readLedger(house, actor, roomId, may);
      const requests = may.scope === "all" ? [{ place: "requests" as const, read: await rooms.whole(requestsRoom(caseId)) }] : [];
      const logs = {
        ...{ talk, looks: access },
        places: [...places.map(({ compartment, read }) => ({ place: compartment, read })), ...requests],
      };
      const checkedAt = iso(clock.now());
      const today = checkedAt.slice(0, 10);
      const newest = sealed.at(-1)?.day;
      await onRecord(house, { actor, roomId, what: "verified" });
      return checkFor(may.scope, {
        checkedAt,
        lines,
        finds: [
          ...findsIn({ where: "talk", read: talk, known: talkEnd, sealed: endsIn(sealed, "talk") }, today),
          ...logs.places.flatMap(({ place, read }) => {
            const where = place === "requests" ? ({ where: place } as const) : ({ where: "talk", compartment: place } as const);
            return findsIn({ ...where, read, known: besideEnds.get(place), sealed: endsIn(sealed, place) }, today);
          }),
          ...findsIn({ where: "looks", read: access, known: looksEnd, sealed: endsIn(sealed, "looks") }, today),
        ],
        ...(newest ? { sealedOn: newest } : {}),
        ...(kept ? { kept: isKept(kept, caseId, logs, sealed) || passesThrough(kept, caseId, await allOf(rooms, caseId, logs)) } : {}),
      });
    }),
  /** The newest seal of my organisation, for its information lead to take outside, with a fresh factor; null where there is none, and for everybody else. */
  seal: stepUp.query(async ({ ctx: { actor } }): Promise<{ day: string; text: string } | null> => {
    const newest = mayTakeSeal(actor) ? await seals.dayOf(actor.orgId) : undefined;
    return newest ? { day: newest.day, text: sealWords({ ...newest, orgName: actor.orgName }) } : null;
  }),
});
