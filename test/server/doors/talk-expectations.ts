import { accessRoom, compartmentOf } from "@linkwork/shared/kernel/room.ts";
import { actAs, house } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { anArea } from "./map-expectations.ts";
import { again, cells, command, type Row, type Scene, uuid } from "./rows.ts";

const theCase = ({ target }: Scene): string => target.roomId;
const inside = cells("hide", { lead: "allow", joined: "allow", guest: "allow" });

/** Somebody has found too much in the message: it is the lead's, or the joined worker's where they try in a case of their own. */
async function flagged(scene: Scene): Promise<{ messageSeq: number }> {
  const { world, target } = scene;
  const { slipSeq: messageSeq, roomId, caseId } = target;
  const author = (await world.app.log.at(roomId, messageSeq))?.actor;
  const by = { personId: world.people.tess.personId, orgId: world.people.tess.orgId };
  await house(world, accessRoom(caseId), "noteFlag", { compartment: compartmentOf(roomId), messageSeq, why: "thirdParty", by, author });
  return { messageSeq };
}
const ofSpeech = cells("hide", {
  lead: "allow",
  joined: "allow",
  guest: "FORBIDDEN NotForGuests",
  invited: "PRECONDITION_FAILED ConsentMissing",
});
/** The other organisation asks whoever tries to say that they have read it; in the crowded case nobody was asked. */
async function asked({ world, target, who, fresh }: Scene): Promise<Record<string, unknown>> {
  const { messageSeq } = target;
  if (!fresh) return { messageSeq, versionSeq: messageSeq };
  const by = who.orgId === world.orgs.hub.orgId ? world.people.rhona : world.people.tariq;
  const input = { text: "No nuts for him, please.", ask: { orgs: [who.orgId] } };
  const { seq } = await actAs(world, by, { roomId: target.roomId, type: "postMessage", input });
  return { messageSeq: seq, versionSeq: seq };
}

/** Of a flag its author and the author's information lead know. */
const concerned = cells("hide", { lead: "allow", leadInfoLead: "allow" });

const dueTomorrow = ({ world }: Scene): string => new Date(world.clock.now() + day).toISOString();

/** What is still somebody's own: drafts, and messages that are to be sent later. What isn't theirs is not there. */
const ownWords: readonly Row[] = [
  { name: "cases.draft", path: "cases.draft", input: ({ target }) => ({ roomId: target.roomId }), cells: cells("allow") },
  { name: "cases.saveDraft", path: "cases.saveDraft", room: theCase, input: () => ({ text: "half a", rev: 0 }), cells: inside },
  {
    name: "cases.sendLater",
    path: "cases.sendLater",
    room: theCase,
    input: (scene) => ({ id: uuid(), due: dueTomorrow(scene), input: { text: "See you on Tuesday." } }),
    cells: inside,
  },
  { name: "cases.later", path: "cases.later", input: () => undefined, cells: cells("allow") },
  {
    name: "cases.changeLater",
    path: "cases.changeLater",
    input: (scene) => ({ id: uuid(), due: dueTomorrow(scene), text: "See you." }),
    cells: cells("NOT_FOUND NotFound"),
  },
  { name: "cases.cancelLater", path: "cases.cancelLater", input: () => ({ id: uuid() }), cells: cells("NOT_FOUND NotFound") },
];

/** "I couldn't find X": for who may write in the case. */
const notFound: readonly Row[] = [
  { name: "cases.whereToLook", path: "cases.whereToLook", room: theCase, input: () => ({}), cells: inside },
  {
    name: "cases.couldNotFind",
    path: "cases.couldNotFind",
    room: theCase,
    input: async ({ world }) => ({ theme: "food", areaId: await anArea(world) }),
    cells: inside,
  },
  {
    name: "cases.raiseUnfound",
    path: "cases.raiseUnfound",
    room: theCase,
    input: async ({ world }) => {
      const areaId = await anArea(world);
      const details = { title: "No evening meal", theme: "food", audiences: [], areaId, statement: "After six there is none." };
      return { id: uuid(), gapId: uuid(), details };
    },
    cells: inside,
  },
];

/** What can be asked about words that are too much, about "read and understood", and of what is still one's own. */
export const talk: readonly Row[] = [
  ...ownWords,
  ...notFound,
  command("cases.flagMessage", theCase, inside, ({ target }) => ({ messageSeq: target.slipSeq, why: "thirdParty" })),
  { name: "cases.flags", path: "cases.flags", input: () => undefined, cells: cells("allow") },
  { name: "cases.flaggedMessage", path: "cases.flaggedMessage", room: theCase, input: flagged, cells: concerned },
  command("cases.settleFlag", theCase, concerned, flagged),
  again(command("cases.acknowledge", theCase, ofSpeech, asked)),
  command(
    "cases.redactMessage",
    theCase,
    cells("hide", {
      ...{ lead: "allow", leadInfoLead: "allow", joined: "allow", guest: "allow" },
      ...{ invited: "BAD_REQUEST UnknownReference", joinedInfoLead: "BAD_REQUEST UnknownReference" },
      pausedInfoLead: "BAD_REQUEST UnknownReference",
    }),
    ({ target }) => ({ messageSeq: target.slipSeq, reason: "thirdParty" }),
  ),
];
