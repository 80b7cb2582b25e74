import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { kindOf } from "@linkwork/shared/kernel/room.ts";
import { RoomId as RoomIdShape } from "@linkwork/shared/kernel/shapes.ts";
import { looksAfter, refuse } from "@linkwork/shared/map/rules.ts";
import { maySeeAsset } from "@linkwork/shared/map/rules-asset.ts";
import { Base } from "@linkwork/shared/map/schema.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";
import { z } from "zod";
import { derivedId } from "../kernel/decide.ts";
import type { Rooms } from "../kernel/room.ts";
import { systemActor } from "../kernel/system.ts";
import { signedIn } from "../kernel/trpc.ts";
import type { MapViews } from "./views.ts";

/** What came of it: changes that were taken back, and those of which nothing stands any more or that can't be. */
export type Undone = { undone: number; left: number };

/** The changes that one event's author made from an instant on, the newest first, in each room where there are any. */
async function changesSince(rooms: Rooms, roomIds: readonly RoomId[], { actor }: AnyEvent, since: string) {
  const found: { roomId: RoomId; seq: number }[] = [];
  for (const roomId of roomIds) {
    const { events } = await rooms.whole(roomId);
    const theirs = events.filter((one) => one.type === "assetRevised" && one.actor.personId === actor.personId && one.at >= since);
    found.push(...theirs.reverse().map(({ seq }) => ({ roomId, seq })));
  }
  return found;
}

/** What those who look after the map do to many things at once. */
export const mapCare = (views: Pick<MapViews, "revisedBy">) => ({
  /**
   * Takes back all that one person has changed on the map from an instant on: whoever made the change with this number. Who that is isn't said. Each is undone as by
   * `undoChange`, so what others have changed since stays. Asked again, it goes on with what is left.
   */
  undoAll: signedIn
    .input(z.strictObject({ roomId: RoomIdShape, seq: Base, since: z.iso.datetime() }))
    .mutation(async ({ ctx: { actor, house }, input: { roomId, seq, since } }): Promise<Undone> => {
      const { rooms } = house;
      if (kindOf(roomId) !== "asset") throw refuseKernel("NotFound");
      const room = await rooms.open<AssetState>(systemActor, roomId);
      if (!maySeeAsset(room.state, actor)) throw refuseKernel("NotFound");
      if (!looksAfter(actor)) throw refuse("StewardsOnly");
      const [made] = await rooms.these({ room, seqs: [seq] });
      if (made?.type !== "assetRevised") throw refuse("UnknownChange", { field: "seq" });
      const done: Undone = { undone: 0, left: 0 };
      for (const change of await changesSince(rooms, await views.revisedBy(made.actor.personId), made, since)) {
        const id = derivedId(actor.personId, "undo", change.roomId, String(change.seq));
        const written = await rooms.act(actor, change.roomId, { id, type: "undoChange", input: { seq: change.seq } }).then(
          () => true,
          (error: unknown) => (error instanceof Refusal && error.meaning !== "SERVICE_UNAVAILABLE" ? false : Promise.reject(error)),
        );
        if (written) done.undone++;
        else done.left++;
      }
      return done;
    }),
});
