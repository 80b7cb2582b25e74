import { requestsRoom } from "@linkwork/shared/kernel/room.ts";
import { actAs } from "../../kit/build.ts";
import { asked, saidWhy } from "../../kit/scenes.ts";
import { type Cells, cells, command, type Row, type Scene, uuid } from "./rows.ts";

const theCase = ({ target }: Scene) => target.roomId as string;
/** Whoever isn't in the case has said why they look; that they are asked first is in test/server/cases/browsing.test.ts. */
const afterWhy = async ({ world, target, who }: Scene) => {
  if (who.roles.includes("infoLead")) await saidWhy(world, target, who);
  return {};
};

const theRequests = ({ target }: Scene) => requestsRoom(target.caseId) as string;
const deals = cells("hide", { lead: "allow", leadInfoLead: "allow" });
const aRequest = async ({ fresh, world, target }: Scene) => ({ requestId: fresh ? await asked(world, target) : uuid() });
const ready = async (scene: Scene) => {
  const { requestId } = await aRequest(scene);
  const input = { requestId, to: "ready" };
  if (scene.fresh)
    await actAs(scene.world, scene.world.people.ian, { roomId: requestsRoom(scene.target.caseId), type: "moveRequest", input });
  return { requestId };
};

const once = async ({ world, target }: Scene) => {
  await asked(world, target).catch(() => undefined);
  return {};
};

/** What a person asked to be given, and what an organisation takes of its own. */
const requestRows: readonly Row[] = [
  { name: "cases.requests", path: "cases.requests", room: theCase, input: () => ({}), cells: deals },
  {
    name: "cases.requestsDue",
    path: "cases.requestsDue",
    input: async (scene) => {
      await aRequest(scene);
      return undefined;
    },
    cells: cells("allow"),
  },
  { name: "cases.accessPack", path: "cases.accessPack", room: theCase, prepared: true, input: ready, cells: deals },
  {
    name: "cases.ownPack",
    path: "cases.ownPack",
    room: theCase,
    input: () => ({ why: { relation: "check" } }),
    cells: cells("hide", { leadInfoLead: "allow", joinedInfoLead: "allow" }),
  },
  command("cases.startRequest", theRequests, deals, ({ target, world }) => ({
    ...{ requestId: uuid(), caseId: target.caseId, method: "face", words: "herself" },
    receivedOn: new Date(world.clock.now()).toISOString().slice(0, 10),
  })),
  command("cases.markPart", theRequests, cells("hide", { lead: "FORBIDDEN InfoLeadOnly", leadInfoLead: "allow" }), async (scene) => ({
    ...(await aRequest(scene)),
    // a refusal of who may know of it is on record where there is one
    ...(scene.fresh || scene.who.personId !== scene.world.people.rhona.personId ? {} : await once(scene)),
    ...{ compartment: "general", seq: scene.target.messageSeq, withheld: null },
  })),
  command("cases.moveRequest", theRequests, deals, async (scene) => ({ ...(await aRequest(scene)), to: "withdrawn" })),
];

/** Looking into who has seen what, and saying why. */
export const lookingRows = (looksInto: Cells): readonly Row[] => [
  { name: "cases.ledger", path: "cases.ledger", room: theCase, input: afterWhy, cells: looksInto },
  { name: "cases.verifyLedger", path: "cases.verifyLedger", room: theCase, input: afterWhy, cells: looksInto },
  {
    name: "cases.sayWhy",
    path: "cases.sayWhy",
    room: theCase,
    input: () => ({ id: uuid(), why: { relation: "check" } }),
    cells: looksInto,
  },
  ...requestRows,
];
