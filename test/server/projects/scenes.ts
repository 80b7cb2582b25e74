import type { OrgId, ProjectId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { boardRoom, personRoom, projectRoom } from "@linkwork/shared/kernel/room.ts";
import type { Charter, Question } from "@linkwork/shared/projects/schema.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { actAs, house, type Person } from "../../kit/build.ts";
import type { Scene } from "../../kit/given.ts";
import { charterOf, part } from "../../kit/projects.ts";
import type { World } from "../../kit/world.ts";
import { aNewcomer } from "../exchange/scenes.ts";

export type Input = Record<string, unknown>;
type Cast = World["people"] & { jean: Person };
/** A project of this scene: Rhona of the practice proposed it, Tariq of the food hub is asked, and as it is said Jean of a citizens' panel, and Olga of the café. */
export type At = { world: World; who: Cast; roomId: RoomId; board: RoomId; charter: Charter; state(): Promise<ProjectState> };
type Who = keyof Cast;
type Step = (at: At) => Promise<unknown>;
type Options = {
  /** who else is asked; default the food hub alone */
  partners?: ("tariq" | "jean" | "olga")[];
  /** who has said yes; default all who are asked */
  joined?: ("tariq" | "jean" | "olga")[];
  /** how long its money lasts; none where nothing is said */
  days?: number;
  change?: Partial<Charter>;
  first?: Step;
  readers?: Who[];
  shut?: [Who, string][];
  elsewhere?: (at: At) => Record<string, string[]>;
};

/** Somebody does something in the project. */
export const did =
  (as: Who, type: string, input: Input | ((at: At) => Input | Promise<Input>) = {}): Step =>
  async (at) =>
    actAs(at.world, at.who[as], { roomId: at.roomId, type, input: typeof input === "function" ? await input(at) : input });
export const inTurn =
  (...steps: Step[]): Step =>
  async (at) => {
    for (const step of steps) await step(at);
  };
/** Yes, to the charter as it is. */
export const yes = async ({ state }: Pick<At, "state">): Promise<Input> => ({ charterAt: (await state()).charterAt });
/** Somebody asks a question; `question` may need the scene. */
export const asks = (as: Who, proposalId: string, question: Question | ((at: At) => Question)): Step =>
  did(as, "openProposal", (at) => ({ proposalId, question: typeof question === "function" ? question(at) : question }));
export const says = (as: Who, proposalId: string, said: boolean): Step => did(as, "vote", { proposalId, yes: said, words: "" });
export const closing: Question = { kind: "close", words: "We have done what we came for." };
/** All of these have said that it is to end. */
export const closed =
  (...others: Who[]): Step =>
  async (at) => {
    const proposalId = part();
    await inTurn(asks("rhona", proposalId, closing), ...others.map((who) => says(who, proposalId, true)))(at);
  };
/** These hear of it. */
export const tells =
  (...names: Who[]) =>
  ({ who }: At): Record<string, string[]> =>
    Object.fromEntries(names.map((name) => [personRoom(who[name].personId), ["noticeDelivered"]]));
/** Its board follows. */
export const follows = ({ board }: At): Record<string, string[]> => ({ [board]: ["projectFollowed"] });
export const both =
  (...all: ((at: At) => Record<string, string[]>)[]) =>
  (at: At): Record<string, string[]> =>
    Object.assign({}, ...all.map((each) => each(at)));

const panels = new WeakMap<World, Promise<Person>>();
/** Jean lives here, and speaks for the panel. */
export function jeanIn(world: World): Promise<Person> {
  const jean = panels.get(world) ?? aNewcomer(world, "Jean", { sector: "citizen", role: "resident" });
  panels.set(world, jean);
  return jean;
}

/** A project of Rhona's, with whom and as far as it is said. */
export async function aProjectIn(world: World, { partners = ["tariq"], joined = partners, days, change }: Options = {}): Promise<At> {
  const who: Cast = { ...world.people, jean: await jeanIn(world) };
  const projectId = newId<ProjectId>(world.clock.now());
  const roomId = projectRoom(projectId);
  const orgIds: OrgId[] = ["rhona" as const, ...partners].map((name) => who[name].orgId);
  const charter = charterOf(orgIds, { now: world.clock.now(), ...(days === undefined ? {} : { days }), change: change ?? {} });
  const state = () => world.app.rooms.ask<ProjectState>(roomId);
  const input = { projectId, charter, template: "empty", partners: orgIds.slice(1) };
  await actAs(world, who.rhona, { roomId, type: "proposeProject", input });
  const [first] = (await state()).boards;
  if (!first) throw new Error("a project has a board");
  const at: At = { world, who, roomId, board: boardRoom(first.boardId), charter, state };
  for (const name of joined) await did(name, "acceptPlace", yes)(at);
  return at;
}

/** A project of which `as` asks something. */
export const inProject =
  (as: Who, input: Input | ((at: At) => Input | Promise<Input>) = {}, options: Options = {}) =>
  async (world: World): Promise<Scene> => {
    const { first, shut = [], elsewhere, readers = ["rhona", "tariq"] } = options;
    const at = await aProjectIn(world, options);
    await first?.(at);
    await world.app.effects.settled();
    const out = shut.map(([name]) => name);
    return {
      as: at.who[as],
      roomId: at.roomId,
      input: typeof input === "function" ? await input(at) : input,
      readers: readers.filter((name) => !out.includes(name)).map((name) => at.who[name]),
      shut: shut.map(([name, code]) => [at.who[name], code]),
      ...(elsewhere ? { elsewhere: elsewhere(at) } : {}),
    };
  };

/** The house notes that somebody has taken all of the board with them. */
export const exported =
  (...names: Who[]): Step =>
  async ({ world, who, roomId, state }) => {
    const { boards } = await state();
    for (const name of names)
      for (const { boardId } of boards) {
        const { personId, orgId } = who[name];
        await house(world, roomId, "noteExport", { personId, orgId, boardId, boardHead: 1 });
      }
  };
