import { newId, type ProjectId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { projectRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { actAs } from "../../kit/build.ts";
import { charterOf, dayOf } from "../../kit/projects.ts";
import type { World } from "../../kit/world.ts";
import { type Cells, cells, command, type Input, type Row, type Scene, uuid } from "./rows.ts";

const practice = ["lead", "leadColleague", "leadInfoLead", "leadInbox", "leadManager", "excludedInbox"] as const;
const hub = ["joined", "joinedColleague", "joinedInfoLead", "joinedInbox", "excludedPerson"] as const;
/** Who speaks for an owner: its stewards, and its managers. */
const speaking = ["lead", "leadManager", "joined"] as const;
const each = (standings: readonly string[], cell: string) => Object.fromEntries(standings.map((standing) => [standing, cell]));
/** A project is its owners' and nobody else's; most of what is done there is for who speaks for one. */
const owners = (cell: string) => ({ ...each(practice, cell), ...each(hub, cell) });
const reading = cells("hide", owners("allow"));
const spoken = (said: string, but: Record<string, string> = {}): Cells =>
  cells("hide", { ...owners("FORBIDDEN NotASpeaker"), ...each(speaking, said), ...but });
const speakers = spoken("allow");

type Made = { roomId: RoomId; ready: Promise<unknown> };
type Step = "twoStewards" | "asked";
type How = { proposed?: true; steps?: Step };
const made = new WeakMap<object, Made>();
const proposalIds = new WeakMap<object, string>();
/** The question of a scene. */
function questionOf(scene: Scene): string {
  const known = proposalIds.get(scene) ?? uuid();
  proposalIds.set(scene, known);
  return known;
}

/** A project of the practice and the food hub that is for this scene alone, or the one that all others look at. */
function place(scene: Scene, how: How = {}): Made {
  const key = scene.fresh ? scene : scene.world;
  const known = made.get(key);
  if (known) return known;
  const projectId = newId<ProjectId>(scene.world.clock.now());
  const roomId = projectRoom(projectId);
  const one: Made = { roomId, ready: make(scene, projectId, scene.fresh ? how : {}) };
  made.set(key, one);
  return one;
}
const close = { kind: "close", words: "Done." };

async function make(scene: Scene, projectId: ProjectId, { proposed, steps }: How): Promise<void> {
  const { world, who } = scene;
  const { rhona, isla, tariq, tess } = world.people;
  const roomId = projectRoom(projectId);
  const act = (as: typeof rhona, type: string, input: Input) => actAs(world, as, { roomId, type, input });
  const charter = charterOf([rhona.orgId, tariq.orgId], { now: world.clock.now() });
  await act(rhona, "proposeProject", { projectId, charter, template: "empty", partners: [tariq.orgId] });
  if (!proposed) await act(tariq, "acceptPlace", { charterAt: 1 });
  const ours = who.orgId === rhona.orgId ? { steward: rhona, colleague: isla } : { steward: tariq, colleague: tess };
  const proposalId = questionOf(scene);
  if (steps === "twoStewards") await act(ours.steward, "addSteward", { personId: ours.colleague.personId });
  if (steps === "asked") await act(ours.steward, "openProposal", { proposalId, question: close });
}

const itself = (scene: Scene): string => place(scene).roomId;
/** What is asked about has come before it is asked. */
const when =
  (how: How, input: (scene: Scene) => Promise<Input> | Input = () => ({})): Row["input"] =>
  async (scene) => {
    await place(scene, how).ready;
    return input(scene);
  };
const inProject = (name: string, who: Cells, input: Row["input"]): Row => command(`projects.${name}`, itself, who, input);
const colleagueOf = ({ world: { people }, who }: Scene) => (who.orgId === people.tariq.orgId ? people.tess : people.isla);
const question = (name: string): Row => ({ name, path: name, input: () => undefined, cells: cells("allow") });
const proposal = (scene: Scene) => ({ proposalId: questionOf(scene) });
const today = ({ world }: Scene) => dayOf(world.clock.now());
const charterIn = async (scene: Scene) => (await scene.world.app.rooms.ask<ProjectState>(itself(scene) as RoomId)).charter;
/** With whom whoever asks could begin something: of two sectors, and not their own. */
const partnersOf = ({ world: { orgs }, who }: { world: World; who: Scene["who"] }) =>
  [orgs.practice.orgId, orgs.hub.orgId].filter((orgId) => orgId !== who.orgId);
const begun = (scene: Scene, projectId: string): Input => ({
  ...{ projectId, template: "empty", partners: partnersOf(scene) },
  charter: charterOf([scene.who.orgId], { now: scene.world.clock.now() }),
});
const asked: How = { proposed: true };

/** Projects: what anybody may begin, and what is for those who own it. Who votes on what is looked at in test/server/projects. */
export const projectRows: readonly Row[] = [
  question("projects.list"),
  question("projects.waiting"),
  {
    name: "projects.proposeProject",
    path: "projects.proposeProject",
    command: true,
    again: true,
    input: (scene) => {
      const projectId = uuid();
      return { roomId: projectRoom(projectId as ProjectId), ...begun(scene, projectId) };
    },
    cells: cells("allow"),
  },
  inProject(
    "proposeProject where there is one",
    cells("hide", owners("BAD_REQUEST WrongProject")),
    when({}, (scene) => begun(scene, subjectOf(itself(scene) as RoomId))),
  ),
  inProject(
    "reviseCharter",
    spoken("allow", each(hub, "allow")),
    when(asked, async (scene) => ({ charter: await charterIn(scene), heard: 9 })),
  ),
  inProject(
    "invitePartner",
    spoken("allow", { joined: "CONFLICT ProjectMoved" }),
    when(asked, ({ world }) => ({ orgId: world.orgs.cafe.orgId })),
  ),
  inProject(
    "acceptPlace",
    cells("hide", { ...each(practice, "CONFLICT PlaceMoved"), ...each(hub, "allow") }),
    when(asked, () => ({ charterAt: 1 })),
  ),
  inProject(
    "declinePlace",
    cells("hide", { ...each(practice, "CONFLICT PlaceMoved"), ...each(hub, "allow") }),
    when(asked, () => ({ words: "" })),
  ),
  inProject(
    "leaveProject",
    speakers,
    when({}, () => ({ words: "" })),
  ),
  inProject("withdrawProject", spoken("allow", { joined: "CONFLICT ProjectMoved" }), when(asked)),
  inProject(
    "addSteward",
    speakers,
    when({}, (scene) => ({ personId: colleagueOf(scene).personId })),
  ),
  inProject(
    "removeSteward",
    speakers,
    when({ steps: "twoStewards" }, (scene) => ({ personId: colleagueOf(scene).personId })),
  ),
  inProject(
    "openProposal",
    speakers,
    when({}, (scene) => ({ ...proposal(scene), question: close })),
  ),
  inProject(
    "vote",
    speakers,
    when({ steps: "asked" }, (scene) => ({ ...proposal(scene), yes: true, words: "" })),
  ),
  inProject("withdrawProposal", speakers, when({ steps: "asked" }, proposal)),
  inProject(
    "replyToRemoval",
    spoken("BAD_REQUEST UnknownQuestion"),
    when({}, (scene) => ({ ...proposal(scene), words: "We are here." })),
  ),
  inProject(
    "recordContribution",
    reading,
    when({}, (scene) => ({ contributionId: uuid(), kind: "time", words: "An hour", on: today(scene), hours: 1, pence: null })),
  ),
  inProject(
    "recordMeasure",
    reading,
    when({}, async (scene) => ({
      ...{
        entryId: uuid(),
        measureId: (await charterIn(scene))?.measures[0]?.measureId,
        words: "Most say so",
        value: "",
        on: today(scene),
      },
    })),
  ),
  inProject(
    "recordOutcome",
    reading,
    when({}, (scene) => ({ outcomeId: uuid(), words: "They walk together now.", on: today(scene) })),
  ),
  inProject(
    "addBoard",
    speakers,
    when({}, () => ({ boardId: uuid(), title: "Volunteers", template: "empty" })),
  ),
  // it has to be closed for 90 days first: who may then is looked at in test/server/projects
  inProject("archiveProject", spoken("CONFLICT ProjectMoved"), when({})),
  inProject("restoreProject", spoken("CONFLICT ProjectMoved"), when({})),
  inProject(
    "removeWords",
    cells("hide", owners("BAD_REQUEST UnknownWords")),
    when({}, () => ({ seq: 1 })),
  ),
  {
    name: "projects.people",
    path: "projects.people",
    room: itself,
    input: when({}, ({ who }) => ({ personIds: [who.personId] })),
    cells: reading,
  },
];

/** A project is read by the people of those who own it. */
export const projectReading = (door: string, extra: Input): Row[] => [
  { name: `${door} of a project`, path: door, room: itself, input: when({}, () => extra), cells: reading },
];
