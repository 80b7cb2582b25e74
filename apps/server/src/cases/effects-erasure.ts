import type { AccessState } from "@linkwork/shared/cases/keeping-state.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { ClientState } from "@linkwork/shared/clients/state.ts";
import type { CaseId, ClientId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { accessRoom, caseRoom, clientRoom, compartments, requestsRoom } from "@linkwork/shared/kernel/room.ts";
import type { Clock } from "../kernel/clock.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Files } from "../kernel/files.ts";
import type { Log } from "../kernel/log.ts";
import type { Logger } from "../kernel/logger.ts";
import type { Rooms } from "../kernel/room.ts";
import type { Ask, Erasing } from "../kernel/slice.ts";
import { systemActor } from "../kernel/system.ts";
import type { ErasureViews } from "./views-erasures.ts";

/** A case as its conversation stands, with the last entry in any of its places. */
export async function wholeCase(caseId: CaseId, ask: Ask): Promise<CaseState> {
  const places = await Promise.all(compartments.map((compartment) => ask<CaseState>(caseRoom(caseId, compartment))));
  const [general] = places as [CaseState];
  return { ...general, lastEntryAt: places.reduce((last, { lastEntryAt }) => (lastEntryAt > last ? lastEntryAt : last), "") };
}

type Deps = {
  rooms: Rooms;
  log: Log;
  files: Files;
  erasures: ErasureViews;
  clock: Clock;
  logger: Logger;
  /** what else lies about a client, once nothing of them is left */
  forgetClient(clientId: ClientId): Promise<void>;
  /** what lies about these rooms outside of them: lists, and what is still its author's alone */
  forget(caseId: CaseId, gone: readonly RoomId[]): Promise<void>;
  /** the person is counted nowhere any more */
  uncount(clientId: ClientId): Promise<void>;
  /** what waits to be handed to organisations that were in the case */
  withdrawExports(caseId: CaseId): Promise<void>;
};

/** The end of a case: carried out once, whatever crashes, from the moment at which nobody can stop it any more. */
export function createErasures({ rooms, log, files, erasures, clock, logger, forget, forgetClient, uncount, withdrawExports }: Deps) {
  /** Asks a room for what may have been done before. */
  async function once(target: RoomId, type: string, input: Record<string, unknown>, ...cause: string[]): Promise<void> {
    try {
      await rooms.act(systemActor, target, { id: derivedId(...cause, target, type), type, input });
    } catch (error) {
      if (!(error instanceof Refusal) || error.meaning === "SERVICE_UNAVAILABLE") throw error;
    }
  }

  /** Takes the case from the person; their room is over with the last one. */
  async function leaves(clientId: ClientId, caseId: CaseId, erasureId: string): Promise<boolean> {
    const room = clientRoom(clientId);
    await once(room, "unlinkCase", { caseId }, erasureId);
    const { erased, identity } = await rooms.ask<ClientState>(room);
    return erased || identity === null;
  }

  /** An older copy of the keys may have been brought back: what was erased by then is destroyed once more. */
  async function destroyAgain(): Promise<void> {
    try {
      for (const caseId of await erasures.done()) {
        const { certificate } = await rooms.ask<AccessState>(accessRoom(caseId));
        for (const { roomId } of certificate?.rooms ?? []) await log.keys.destroy(roomId, new Date(clock.now()));
      }
      stayGone = true;
    } catch (error) {
      logger.error({ error: String(error) }, "what was erased is looked at again at the next sweep");
    }
  }
  /** looked at since this node started */
  let stayGone = false;

  return {
    /** Every key of the case is destroyed, for everybody; what lies about it in lists and files goes; a certificate remains. */
    async erase({ caseId, erasureId, clientId }: Erasing): Promise<void> {
      const general = caseRoom(caseId);
      await once(general, "eraseCase", {}, erasureId);
      const last = await leaves(clientId, caseId, erasureId);
      const talk = await log.end(general);
      await withdrawExports(caseId);
      await uncount(clientId);
      const places = compartments.map((compartment) => caseRoom(caseId, compartment));
      const gone = [...places, requestsRoom(caseId), ...(last ? [clientRoom(clientId)] : [])];
      const destroyed = [];
      for (const roomId of gone) {
        const { epochs } = await log.keys.destroy(roomId, new Date(clock.now()));
        rooms.vanished(roomId);
        destroyed.push({ roomId, epochs });
      }
      await once(accessRoom(caseId), "certifyErasure", { erasureId, rooms: destroyed, talk }, erasureId);
      await files.eraseRooms(gone);
      await log.dropSnapshots(gone);
      await forget(caseId, gone);
      if (last) await forgetClient(clientId);
    },
    /** What is due by the clock. */
    async sweep(): Promise<void> {
      if (!stayGone) await destroyAgain();
      for (const { caseId, erasureId } of await erasures.due(clock.now()))
        await once(accessRoom(caseId), "beginErasure", { erasureId }, erasureId).catch((error: unknown) =>
          logger.error({ room: accessRoom(caseId), error: String(error) }, "an erasure waits for the next sweep"),
        );
    },
  };
}
