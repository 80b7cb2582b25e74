import type { Notice } from "@linkwork/shared/identity/schema.ts";
import type { PersonState } from "@linkwork/shared/identity/state.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import type { BuiltCase, Person } from "./build.ts";
import type { World } from "./world.ts";

/** The day of an instant, in UTC. */
export const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** What the bad inputs about consent ask of their world: who reads, who was told, and somebody who decides for another. */
export const consentKit = (world: () => World) => {
  const reads = async (who: Person, roomId: RoomId): Promise<boolean> =>
    (await (await world().as(who)).call("room.since", { roomId, afterSeq: null })).ok;
  const noticesOf = async (who: Person, { caseId }: BuiltCase): Promise<Pick<Notice, "kind" | "reason">[]> => {
    await world().app.effects.settled();
    const { notices } = await world().app.rooms.ask<PersonState>(personRoom(who.personId));
    return Object.values(notices)
      .filter((n) => n.caseId === caseId)
      .map(({ kind, reason }) => ({ kind, ...(reason ? { reason } : {}) }));
  };
  const guardian = (change: Record<string, unknown> = {}) => ({
    ...{ kind: "guardian", name: "Aisha Khan", authority: "guardianshipOrder" },
    ...{ evidence: "order 4711, practice file", seenOn: dayOf(world().clock.now()) },
    ...change,
  });
  const lacks = () => ({
    outcome: "lacks",
    assessedBy: "Dr Ross",
    assessedOn: dayOf(world().clock.now()),
    authority: "guardianship order",
  });
  return { reads, noticesOf, guardian, lacks };
};
