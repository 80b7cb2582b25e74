import type { ReflectionCommand, Side } from "@linkwork/shared/exchange/schema-reflection.ts";
import type { LearningState } from "@linkwork/shared/exchange/state-learning.ts";
import type { ReflectionState } from "@linkwork/shared/exchange/state-reflection.ts";
import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { ReflectionId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { learningRoom, orgRoom, personRoom, reflectionRoom } from "@linkwork/shared/kernel/room.ts";
import { reflectionIdOf } from "../../../apps/server/src/exchange/effects-learning.ts";
import { actAs, house, type Person } from "../../kit/build.ts";
import type { Scene } from "../../kit/given.ts";
import { anOpportunity } from "../../kit/visits.ts";
import type { World } from "../../kit/world.ts";
import { aNewcomer, timeTo } from "./scenes.ts";

export const says = {
  saw: "How many people come for the talk and not for the food.",
  differently: "I'll ring before I send somebody for the first time.",
};
export const written = { says, share: "learning", signed: true };

/** What somebody wrote, or has yet to write, about a morning at the food hub to which Anna came and at which Tariq received her. */
export type After = {
  world: World;
  reflectionId: ReflectionId;
  roomId: RoomId;
  learning: RoomId;
  anna: Person;
  /** works where she works */
  colleague: Person;
  /** the number of what was sent last */
  version(): Promise<number>;
  note(): Promise<LearningState>;
  act(who: Person, type: ReflectionCommand["type"], input?: Record<string, unknown>): Promise<AnyEvent>;
};

/** It is over, and the host has said that she came. */
export async function afterAVisit(world: World, side: Side = "visitor", title?: string): Promise<After> {
  const { sessions } = await anOpportunity(world, { rules: { capacity: 1 }, ...(title ? { title } : {}) });
  const session = sessions[0] as RoomId;
  const anna = await aNewcomer(world, "Anna");
  const beside = await aNewcomer(world, "Beth");
  const colleague: Person = { ...beside, orgId: anna.orgId, orgName: anna.orgName };
  await house(world, orgRoom(anna.orgId), "addMember", { personId: colleague.personId, name: colleague.name, roles: colleague.roles });
  const { bookingId } = (await actAs(world, anna, { roomId: session, type: "book", input: {} })).body;
  await world.later(await timeTo(world, session, -3));
  await actAs(world, world.people.tariq, { roomId: session, type: "confirmAttendance", input: { bookingId } });
  await world.app.effects.settled();
  const reflectionId = reflectionIdOf(String(bookingId), side);
  const roomId = reflectionRoom(reflectionId);
  const act: After["act"] = async (who, type, input = {}) => {
    const event = await actAs(world, who, { roomId, type, input });
    await world.app.effects.settled();
    return event;
  };
  const version = async () => (await world.app.rooms.ask<ReflectionState>(roomId)).version;
  const learning = learningRoom(reflectionId);
  return { world, reflectionId, roomId, learning, anna, colleague, version, note: () => world.app.rooms.ask(learning), act };
}

type Step = (after: After) => Promise<unknown>;
const authorOf = ({ world, anna }: After, side: Side): Person => (side === "visitor" ? anna : world.people.tariq);
/** Its author sends it, looked at by somebody else of the host, sent back, let through, or taken back. */
export const sent =
  (change: Record<string, unknown> = {}, side: Side = "visitor"): Step =>
  (after) =>
    after.act(authorOf(after, side), "submitReflection", { ...written, ...change });
export const sentBack: Step = async (after) =>
  after.act(after.world.people.tess, "sendReflectionBack", { version: await after.version(), reason: "namesSomebody" });
export const checked: Step = async (after) =>
  after.act(after.world.people.tess, "checkReflection", { version: await after.version(), nobodyRecognised: true });
export const takenBack =
  (side: Side = "visitor"): Step =>
  (after) =>
    after.act(authorOf(after, side), "withdrawReflection");

type Who = "anna" | "colleague" | "tariq" | "tess" | "otto" | "hana";
const personIn = ({ world, anna, colleague }: After, who: Who): Person =>
  who === "anna" ? anna : who === "colleague" ? colleague : (world.people[who as keyof World["people"]] as Person);
/** People who are told that there is something. */
export const tellsOf =
  (...who: Who[]) =>
  (after: After): Record<string, string[]> =>
    Object.fromEntries(who.map((name) => [personRoom(personIn(after, name).personId), ["noticeDelivered"]]));
/** What follows in the note that comes of it. */
export const inNote =
  (...events: string[]) =>
  ({ learning }: After): Record<string, string[]> => ({ [learning]: events });
export const both =
  (...all: ((after: After) => Record<string, string[]>)[]) =>
  (after: After): Record<string, string[]> =>
    Object.assign({}, ...all.map((each) => each(after)));

type Options = {
  side?: Side;
  steps?: Step[];
  readers?: Who[];
  shut?: Who[];
  elsewhere?: (after: After) => Record<string, string[]>;
  /** asked of the note, not of the reflection */
  note?: true;
};
/** `as` asks what is written about a visit for `input`, after some steps. */
export const inReflection =
  (
    as: Who,
    input: Record<string, unknown> | ((after: After) => Promise<Record<string, unknown>> | Record<string, unknown>) = {},
    { side = "visitor", steps = [], readers = [], shut = [], elsewhere, note }: Options = {},
  ) =>
  async (world: World): Promise<Scene> => {
    const after = await afterAVisit(world, side);
    for (const step of steps) await step(after);
    return {
      as: personIn(after, as),
      roomId: note ? after.learning : after.roomId,
      input: typeof input === "function" ? await input(after) : input,
      readers: readers.map((who) => personIn(after, who)),
      shut: shut.map((who) => [personIn(after, who), "ended"]),
      ...(elsewhere ? { elsewhere: elsewhere(after) } : {}),
    };
  };
/** Of what was sent last. */
export const ofThis =
  (more: Record<string, unknown>) =>
  async (after: After): Promise<Record<string, unknown>> => ({ version: await after.version(), ...more });
