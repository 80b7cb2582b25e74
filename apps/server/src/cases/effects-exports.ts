import { keptAway } from "@linkwork/shared/cases/rules.ts";
import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import { wroteAsGuest } from "@linkwork/shared/cases/sharing.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { caseRef, compartmentWords } from "@linkwork/shared/cases/words.ts";
import { membersAs } from "@linkwork/shared/identity/rules.ts";
import { exportEndsSoon, exportOver } from "@linkwork/shared/identity/rules-exports.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { HandedOver, Written } from "@linkwork/shared/identity/words-exports.ts";
import { type CaseId, houseId, type OrgId, type PersonId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { caseRoom, compartments, orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { type Clock, iso } from "../kernel/clock.ts";
import { derivedId } from "../kernel/decide.ts";
import { unlessGone } from "../kernel/keys.ts";
import type { Log } from "../kernel/log.ts";
import type { Logger } from "../kernel/logger.ts";
import type { Rooms } from "../kernel/room.ts";
import { openWith, sealWith } from "../kernel/seal.ts";
import type { HandingOver } from "../kernel/slice.ts";
import { presentTo, systemActor } from "../kernel/system.ts";
import { audienceFor } from "./present.ts";
import type { ExportViews } from "./views-exports.ts";

type Deps = { rooms: Rooms; log: Log; exported: ExportViews; clock: Clock; logger: Logger };
/** How much is sealed in one piece. */
const pieceBytes = 512 * 1024;
const nameOf = (exportId: string): string => `export:${exportId}`;
const aadOf = (exportId: string, n: number, of: number): Buffer => Buffer.from(`${nameOf(exportId)}|${n}|${of}`);

/** What somebody of the organisation wrote with this event: their own words, and nothing else that it carries. Of what was taken out nothing is left. */
const writtenIn = (event: CaseEvent, by: string): Written[] => saidIn(event, by).filter(({ text }) => text !== "");

function saidIn(event: CaseEvent, by: string): Written[] {
  const { at } = event;
  switch (event.type) {
    case "messagePosted":
      return [{ at, by, kind: "message", text: event.body.text }];
    case "messageEdited":
      return [{ at, by, kind: "change", text: event.body.text }];
    case "topicOpened":
      return [{ at, by, kind: "topic", text: event.body.title }];
    case "fileAdded":
      return [{ at, by, kind: "file", text: event.body.name }];
    default:
      return [];
  }
}

/** Whether something was written in this part of an organisation, not in one before or after it: each word is handed over once, however often they come and go. */
function inThisPart(
  { participations }: CaseState,
  { orgId, participationId }: Pick<HandingOver, "orgId" | "participationId">,
  seq: number,
) {
  const last = participations[participationId]?.ended?.seq ?? Number.POSITIVE_INFINITY;
  const before = Object.values(participations).flatMap((p) => (p.orgId === orgId && p.ended && p.ended.seq < last ? [p.ended.seq] : []));
  return seq <= last && before.every((end) => end < seq);
}

/** At the end of a sharing an organisation's own words go to its information lead, once, sealed for that organisation alone. */
export function createExports({ rooms, log, exported, clock, logger }: Deps) {
  const { keys } = log;

  async function gathered({ caseId, orgId, participationId, why, until }: HandingOver): Promise<HandedOver | undefined> {
    const org = await rooms.ask<OrgState>(orgRoom(orgId));
    const places: HandedOver["places"] = [];
    for (const compartment of compartments) {
      const roomId = caseRoom(caseId, compartment);
      const read = await log.read(roomId, 0).catch(unlessGone);
      const state = await rooms.ask<CaseState>(roomId);
      // as they could have read it themselves: without what was taken out, and without what is shown to nobody
      const theirs = (read?.events ?? [])
        .filter((e) => e.actor.orgId === orgId && inThisPart(state, { orgId, participationId }, e.seq))
        .filter((e) => !(compartment === "general" && wroteAsGuest(state, e)))
        .map((e) => presentTo(rooms.sliceOf(roomId), state, audienceFor(orgId, true), e) as unknown as CaseEvent);
      const written = theirs.flatMap((e) => writtenIn(e, org.members[e.actor.personId]?.name ?? "a colleague"));
      if (written.length > 0) places.push({ name: compartmentWords[compartment], written });
    }
    if (places.length === 0) return undefined;
    return { orgName: org.card?.name ?? "", reference: caseRef(caseId), why, until, places };
  }

  async function putBy(exportId: string, handing: HandingOver): Promise<boolean> {
    if (await exported.isKept(exportId)) return true;
    const handed = await gathered(handing);
    if (!handed) return false;
    const { caseId, orgId } = handing;
    const key = await keys.handTo(nameOf(exportId), orgId);
    const plain = Buffer.from(JSON.stringify(handed));
    const of = Math.ceil(plain.length / pieceBytes);
    const sealed = Array.from({ length: of }, (_, n) =>
      sealWith(key, plain.subarray(n * pieceBytes, (n + 1) * pieceBytes), aadOf(exportId, n, of)),
    );
    await exported.keep({ exportId, orgId, caseId, sealed });
    return true;
  }

  /** Asks the organisation's room for what may have been done before. */
  async function once(orgId: OrgId, type: string, input: Record<string, unknown>): Promise<void> {
    const target: RoomId = orgRoom(orgId);
    try {
      await rooms.act(systemActor, target, { id: derivedId(String(input.exportId), type), type, input });
    } catch (error) {
      if (!(error instanceof Refusal) || error.meaning === "SERVICE_UNAVAILABLE") throw error;
    }
  }

  /** The members whom the person wants kept away: that something waits, and what, is nothing for them. */
  async function awayFrom({ caseId, orgId }: HandingOver): Promise<{ notFor?: PersonId[] }> {
    const [state, { members }] = await Promise.all([rooms.ask<CaseState>(caseRoom(caseId)), rooms.ask<OrgState>(orgRoom(orgId))]);
    // an organisation that is kept away as a whole still has its own words to keep
    const notFor = (Object.keys(members) as PersonId[]).filter((personId) => keptAway(state, personId, houseId as OrgId));
    return notFor.length > 0 ? { notFor: notFor.slice(0, 500) } : {};
  }

  /** who was told of what, on this node: the id says so for all of them */
  const told = new Set<string>();
  /** Who could open it is told in time, once each. Not on the day on which it comes: of some endings an organisation is not to hear. */
  async function tell(exportId: string, org: OrgState, orgId: OrgId): Promise<void> {
    const away = org.exports[exportId]?.notFor ?? [];
    for (const { personId } of membersAs(org, "infoLead").filter((each) => !away.includes(each.personId))) {
      const id = derivedId(exportId, personId, "wordsWait");
      if (told.has(id)) continue;
      await rooms.act(systemActor, personRoom(personId), { id, type: "deliverNotice", input: { kind: "wordsWait", orgId, exportId } });
      told.add(id);
    }
  }

  /** The case that it is from is erased: it goes with it, also out of the organisation's room. */
  async function goesToo(exportId: string, orgId: OrgId): Promise<void> {
    await once(orgId, "endExport", { exportId, why: "erased" });
    await keys.destroy(nameOf(exportId), new Date(clock.now()));
    await exported.drop(exportId);
  }

  return {
    /** Seals what they wrote, and says in their room that it waits. Done again it is the same; once it was destroyed nothing comes back. */
    async handOver(handing: HandingOver, exportId: string): Promise<void> {
      const there = await putBy(exportId, handing).catch((error: unknown) => unlessGone(error) ?? false);
      if (!there) return;
      await once(handing.orgId, "receiveExport", { exportId, ...(await awayFrom(handing)) });
      // erased while it was gathered: whoever erased it may have looked for what waits before this was there
      const { status } = await rooms.ask<CaseState>(caseRoom(handing.caseId));
      if (status !== "active") await goesToo(exportId, handing.orgId);
    },
    /** Opens it by the key of the organisation whose it is. */
    async read(exportId: string, orgId: OrgId): Promise<{ caseId: CaseId; handed: HandedOver } | undefined> {
      const found = await exported.read(exportId);
      const key = found && (await keys.keyFor(nameOf(exportId), 1, orgId).catch(unlessGone));
      if (!found || !key) return undefined;
      const plain = found.sealed.map((piece, n) => openWith(key, piece, aadOf(exportId, n, found.sealed.length)));
      return { caseId: found.caseId, handed: JSON.parse(Buffer.concat(plain).toString("utf8")) as HandedOver };
    },
    /** Destroys it: its key, and what lies sealed under it. */
    async shred(exportId: string): Promise<void> {
      await keys.destroy(nameOf(exportId), new Date(clock.now()));
      await exported.drop(exportId);
    },
    /** A case is erased: what waits from it goes with it. */
    async withdraw(caseId: CaseId): Promise<void> {
      for (const { exportId, orgId } of await exported.all({ caseId })) await goesToo(exportId, orgId);
    },
    /** What is due by the clock. */
    async sweep(): Promise<void> {
      const now = iso(clock.now());
      for (const { exportId, orgId } of await exported.all()) {
        const org = await rooms.ask<OrgState>(orgRoom(orgId));
        const held = org.exports[exportId];
        const due = async () => {
          if (held && exportOver(held, now)) await once(orgId, "endExport", { exportId, why: "over" });
          else if (held && exportEndsSoon(held, now)) await tell(exportId, org, orgId);
        };
        await due().catch((error: unknown) =>
          logger.error({ room: orgRoom(orgId), error: String(error) }, "an export waits for the next sweep"),
        );
      }
    },
  };
}

export type Exports = ReturnType<typeof createExports>;
