import type { Side, Visited } from "@linkwork/shared/exchange/schema-reflection.ts";
import type { OpportunityId, ReflectionId, SessionId } from "@linkwork/shared/kernel/ids.ts";
import { learningRoom, reflectionRoom, trainingRoom } from "@linkwork/shared/kernel/room.ts";
import { actAs, house } from "../../kit/build.ts";
import { aVisitor } from "../../kit/visits.ts";
import { type Cells, cells, command, type Input, type Row, type Scene, uuid } from "./rows.ts";

const hub = ["joined", "joinedColleague", "joinedInfoLead", "joinedInbox", "excludedPerson"] as const;
const ofTheHub = (cell: string) => Object.fromEntries(hub.map((standing) => [standing, cell]));
const hosts = cells("hide", ofTheHub("allow"));

/** A visit to the food hub that is over, for this scene alone or the one that all others look at; somebody who tries no door came. */
type Made = { reflectionId: ReflectionId; ready: Promise<unknown>; version: number };
const made = new WeakMap<object, Map<string, Made>>();
type How = { side: Side; sent?: true; noted?: true; kept?: true };

function place(scene: Scene, how: How): Made {
  const key = scene.fresh ? scene : scene.world;
  const known = made.get(key) ?? new Map<string, Made>();
  made.set(key, known);
  const name = JSON.stringify(how);
  const one = known.get(name) ?? { reflectionId: uuid() as ReflectionId, ready: Promise.resolve(), version: 0 };
  if (!known.has(name)) {
    known.set(name, one);
    one.ready = make(scene, one, how);
  }
  return one;
}

const visitor = aVisitor(7);
async function make({ world }: Scene, one: Made, { side, sent, noted, kept }: How): Promise<void> {
  const { tariq, tess } = world.people;
  const { reflectionId } = one;
  const roomId = reflectionRoom(reflectionId);
  const at = (hours: number) => new Date(world.clock.now() + hours * 3600_000).toISOString();
  const named = ({ personId, name }: { personId: typeof tariq.personId; name: string }) => ({ personId, name });
  const { personId, name, orgId, orgName, sector } = visitor;
  const visited: Visited = {
    ...{ reflectionId, bookingId: uuid(), side, opportunityId: uuid() as OpportunityId, title: "A morning at our food hub", theme: "food" },
    host: { orgId: tariq.orgId, name: tariq.orgName, sector: tariq.sector },
    ...{ contact: named(tariq), deputy: named(tess), visitor: { personId, name, orgId, orgName, sector } },
    date: {
      ...{ sessionId: uuid() as SessionId, starts: at(-3).slice(0, 16), zone: "Europe/London", startsAt: at(-3), endsAt: at(-2) },
      offset: "+00:00",
    },
  };
  await house(world, roomId, "openReflection", visited);
  if (!sent && !noted && !kept) return;
  const says = { differently: "I ring first." };
  const input = { says, share: kept ? "between" : "learning", signed: true };
  one.version = (await world.app.rooms.act(visitor, roomId, { id: uuid() as never, type: "submitReflection", input })).seq;
  if (noted || kept) await actAs(world, tess, { roomId, type: "checkReflection", input: { version: one.version, nobodyRecognised: true } });
}

const roomOf = (how: How) => (scene: Scene) => reflectionRoom(place(scene, how).reflectionId) as string;
const noteOf = (how: How) => (scene: Scene) => learningRoom(place(scene, how).reflectionId) as string;
/** What is asked about has come before it is asked. */
const when =
  (how: How, input: (one: Made, scene: Scene) => Input | Promise<Input> = () => ({})): Row["input"] =>
  async (scene) => {
    const one = place(scene, how);
    await one.ready;
    return input(one, scene);
  };
const onReflection = (name: string, how: How, input: (one: Made) => Input = () => ({})): Row =>
  command(`exchange.${name}`, roomOf(how), hosts, when(how, input));
const question = (name: string, input: Row["input"], who: Cells): Row => ({ name, path: name, input, cells: who });

const ours: How = { side: "host" };
const theirs: How = { side: "visitor", sent: true };
const note: How = { side: "visitor", noted: true };
const kept: How = { side: "visitor", kept: true };
const says = { differently: "We ring back on the same day." };

/** What is written after a visit to the hub: its people look at it, and what they let through is for everybody who works somewhere. */
export const learningRows: readonly Row[] = [
  question("exchange.reflections", () => undefined, cells("allow")),
  question("exchange.owedReflections", () => undefined, cells("allow")),
  question("exchange.learning", () => ({}), cells("allow")),
  question("exchange.training", () => undefined, cells("allow")),
  question(
    "exchange.reflection",
    when(theirs, ({ reflectionId }) => ({ reflectionId })),
    cells("NOT_FOUND NotFound", ofTheHub("allow")),
  ),
  question(
    "exchange.note",
    when(note, ({ reflectionId }) => ({ reflectionId })),
    cells("allow", { resident: "NOT_FOUND NotFound" }),
  ),
  onReflection("submitReflection", ours, () => ({ says, share: "between", signed: false })),
  command(
    "exchange.withdrawReflection",
    roomOf(ours),
    cells("hide", { ...ofTheHub("FORBIDDEN ContactDeclines"), joined: "allow" }),
    when(ours),
  ),
  onReflection("sendReflectionBack", theirs, ({ version }) => ({ version, reason: "mistake" })),
  onReflection("checkReflection", theirs, ({ version }) => ({ version, nobodyRecognised: true })),
  command(
    "exchange.lessenReflection",
    roomOf(kept),
    cells("hide", { ...ofTheHub("FORBIDDEN HostLooksAfter"), joinedInfoLead: "allow" }),
    when(kept, ({ version }) => ({ part: "differently", left: "I …", version, reason: "mistake" })),
  ),
  command(
    "exchange.takeOutWords",
    noteOf(note),
    cells("FORBIDDEN HostLooksAfter", { resident: "hide", joinedInfoLead: "allow" }),
    when(note, async ({ reflectionId }, { world }) => {
      const { head } = await world.app.rooms.ask<{ head: number }>(learningRoom(reflectionId));
      return { part: "differently", left: "I …", heard: head, reason: "mistake" };
    }),
  ),
  // a record is its owner's alone, and of a visit that was theirs
  {
    ...{ name: "exchange.noteHeadings", path: "exchange.noteHeadings", command: true, again: true },
    input: ({ who }) => ({ roomId: trainingRoom(who.personId), reflectionId: uuid(), headings: ["listening"] }),
    cells: cells("BAD_REQUEST UnknownBooking"),
  },
];

/** What was written is read by the host's people, the note by everybody who works somewhere. */
export const learningReading = (door: string, extra: Input): Row[] => [
  { name: `${door} of a reflection`, path: door, room: roomOf(theirs), input: when(theirs, () => extra), cells: hosts },
  {
    name: `${door} of a note`,
    path: door,
    room: noteOf(note),
    input: when(note, () => extra),
    cells: cells("allow", { resident: "hide" }),
  },
];
