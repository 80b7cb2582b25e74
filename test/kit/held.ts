import type { World } from "./world.ts";

/** The next command of this kind waits on its way into its room; those after it don't. */
export function heldBack({ app: { rooms } }: Pick<World, "app">, type: string): { held: Promise<void>; letGo(): void } {
  const { act } = rooms;
  const [held, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  rooms.act = async (actor, roomId, request) => {
    if (request.type !== type) return act(actor, roomId, request);
    rooms.act = act;
    held.resolve();
    await go.promise;
    return act(actor, roomId, request);
  };
  return { held: held.promise, letGo: go.resolve };
}

/** The next command of this kind finds that its node has died: what followed so is left to the sweep. */
export function dies({ app: { rooms } }: Pick<World, "app">, type: string): void {
  const { act } = rooms;
  rooms.act = async (actor, roomId, request) => {
    if (request.type !== type) return act(actor, roomId, request);
    rooms.act = act;
    throw new Error("the node died");
  };
}
