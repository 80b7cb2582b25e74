import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { aLostFactor, aMember, askedFor } from "../identity/scenes.ts";
import { type Cells, cells, command, type Row, type Scene, uuid } from "./rows.ts";

/** Whoever has a session, whatever their hat, and with the password alone too. */
const halfIn = (cell: string): Cells => ({ ...cells(cell), noHat: cell, pendingFactor: cell });
const administrating: Cells = { ...cells("hide", { platformAdministrator: "allow" }), noHat: "hide" };

/** Whose room it is in a try: somebody new who has asked, else a link worker who hasn't. */
const lost = new WeakMap<Scene, string>();
const theirRoom = (scene: Scene): string => lost.get(scene) ?? personRoom(scene.world.people.isla.personId);
const theirs = async (scene: Scene) => {
  if (!scene.fresh) return { recoveryId: uuid() };
  const { room, recoveryId } = await aLostFactor(scene.world);
  lost.set(scene, room);
  return { recoveryId };
};
/** Somebody of an organisation without a manager has asked, when it is an administrator who tries. */
const ofTheHub = async ({ world, who }: Scene) => {
  const nobody = { id: uuid(), personId: uuid(), recoveryId: uuid() };
  if (who.orgName !== "IT Services") return nobody;
  const nora = await aMember(world, world.people.tariq, "Nora", "worker");
  const { recoveryId } = await askedFor(world, nora);
  return { ...nobody, personId: nora.personId, recoveryId };
};

/** The way back in. Nobody of these has lost a factor: they have none, or they are in. */
export const recoveryRows: readonly Row[] = [
  { name: "recovery.standing", path: "recovery.standing", input: () => undefined, cells: halfIn("allow") },
  { name: "recovery.ask", path: "recovery.ask", input: () => ({ id: uuid() }), cells: halfIn("CONFLICT NotThere") },
  { name: "recovery.begin", path: "recovery.begin", input: () => undefined, cells: halfIn("CONFLICT NotThere") },
  { name: "recovery.waiting", path: "recovery.waiting", input: () => undefined, cells: administrating },
  { name: "recovery.confirmAsAdministrator", path: "recovery.confirmAsAdministrator", input: ofTheHub, cells: administrating },
  { name: "recovery.stopAsAdministrator", path: "recovery.stopAsAdministrator", input: ofTheHub, cells: administrating },
  command(
    "identity.confirmRecovery",
    theirRoom,
    cells("hide", { leadManager: "allow", leadInfoLead: "CONFLICT NotThere", leadColleague: "CONFLICT NotThere" }),
    theirs,
  ),
  command(
    "identity.stopRecovery",
    theirRoom,
    cells("hide", { leadManager: "allow", leadInfoLead: "allow", leadColleague: "CONFLICT NotThere" }),
    theirs,
  ),
];
