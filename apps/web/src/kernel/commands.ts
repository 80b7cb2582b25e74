import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { EventId, OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { getUntypedClient } from "@trpc/client";
import { routerFor } from "./room-kinds.ts";
import { api, type CallContext } from "./trpc.ts";

/** A command as it is sent: its id is made once, so that it can be sent any number of times; it is its author's, whoever is here by then. */
export type SentCommand = {
  id: EventId;
  roomId: RoomId;
  type: string;
  input: Record<string, unknown>;
  personId: PersonId;
  orgId: OrgId;
};

const untyped = getUntypedClient(api);

/** Sends a command to its room; resolves with the event that it became. */
export async function send({ id, roomId, type, input, personId, orgId }: SentCommand): Promise<AnyEvent> {
  const context: CallContext = { personId, orgId };
  const path = `${routerFor(roomId)}.${type}`;
  return (await untyped.mutation(path, { roomId, id, input }, { context })) as AnyEvent;
}
