import type { OrgState } from "@linkwork/shared/identity/state.ts";
import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { actAs, house, type Person } from "./build.ts";
import type { Scene } from "./given.ts";
import type { World } from "./world.ts";

type Name = keyof World["people"];
/** What waits to be handed to an organisation. */
export const waitingFor = async (world: Pick<World, "app">, orgId: Person["orgId"]): Promise<OrgState["exports"][string][]> =>
  Object.values((await world.app.rooms.ask<OrgState>(orgRoom(orgId))).exports);

/** Something waits for the food hub, with nothing in it. */
export async function received(world: World): Promise<string> {
  const exportId = newId<string & never>(Date.now());
  await house(world, orgRoom(world.orgs.hub.orgId), "receiveExport", { exportId });
  return exportId;
}
/** And its information lead has opened it. */
export async function opened(world: World): Promise<string> {
  const exportId = await received(world);
  await actAs(world, world.people.hana, { roomId: orgRoom(world.orgs.hub.orgId), type: "openExport", input: { exportId } });
  return exportId;
}
/** A scene in the food hub's own room. */
export const inTheHub =
  (as: Name, made: (world: World) => Promise<string>) =>
  async (world: World): Promise<Scene> => {
    const exportId = await made(world);
    const { hub } = world.orgs;
    // who belongs to it reads its room
    const readers = [world.people.hana, world.people.tariq];
    return { as: world.people[as], roomId: orgRoom(hub.orgId) as RoomId, input: { exportId }, readers };
  };
