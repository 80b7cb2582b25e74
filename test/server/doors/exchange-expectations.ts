import type { OpportunityId, RoomId, SessionId } from "@linkwork/shared/kernel/ids.ts";
import { opportunityRoom, sessionRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { derivedId } from "../../../apps/server/src/kernel/decide.ts";
import { actAs } from "../../kit/build.ts";
import { aVisitor, termsOf, wallIn } from "../../kit/visits.ts";
import type { World } from "../../kit/world.ts";
import { readyReading, readyRows } from "./ready-expectations.ts";
import { type Cells, cells, command, type Input, type Row, type Scene, uuid } from "./rows.ts";

const hub = ["joined", "joinedColleague", "joinedInfoLead", "joinedInbox", "excludedPerson"] as const;
const ofTheHub = (cell: string) => Object.fromEntries(hub.map((standing) => [standing, cell]));
/** What the food hub posts is its people's to run, and hidden from everybody else. */
const hosts = cells("hide", ofTheHub("allow"));
/** What is for whoever looks after the platform. */
const looksAfterIt: Cells = { ...cells("hide", { platformAdministrator: "allow" }), noHat: "hide" };
/** Everybody who works somewhere may ask; the booking is another one's. */
const notTheirs = cells("BAD_REQUEST UnknownBooking", { resident: "hide" });
const workers = (rest: string, resident: string) => cells(rest, { resident });

/** A chance to shadow at the food hub that is for this scene alone, or the one that all others look at. */
type Made = { opportunityId: OpportunityId; sessionId: SessionId; ready: Promise<unknown> };
const made = new WeakMap<object, Made>();
let day = 10;
/** each is moved to a day of its own */
let moved = 0;
type How = { draft?: true; mode?: "instant" | "approval"; reserve?: number; steps?: string[]; shown?: true; clients?: true };

/** Ids are known at once, and what they name comes. */
function place(scene: Scene, how: How = {}): Made {
  const key = scene.fresh ? scene : scene.world;
  const known = made.get(key);
  if (known) return known;
  day += 1;
  const opportunityId = uuid() as OpportunityId;
  const starts = wallIn(scene.world.clock.now(), 10 + (day % 340));
  const sessionId = derivedId(opportunityId, starts) as string as SessionId;
  const one: Made = { opportunityId, sessionId, ready: make(scene.world, opportunityId, { ...(scene.fresh ? how : {}), starts }) };
  made.set(key, one);
  return one;
}

async function make(
  world: World,
  opportunityId: OpportunityId,
  { starts, draft, mode = "instant", reserve = 0, steps = [], shown, clients }: How & { starts: string },
) {
  const { tariq, tess } = world.people;
  const roomId = opportunityRoom(opportunityId);
  const more = {
    ...(shown ? { asks: { induction: { months: 12 } } } : {}),
    ...(clients ? { clients, permission: "May somebody watch?", asks: { check: { needed: false, why: "At the door." } } } : {}),
  };
  const terms = termsOf(
    world.clock.now(),
    { contact: tariq, deputy: tess },
    { ...more, when: { starts }, rules: { capacity: 3, reserve, mode } },
  );
  const act = (type: string, input: Input = {}) => actAs(world, tariq, { roomId, type, input });
  await act("draftOpportunity", { opportunityId, terms });
  if (!draft) await act("publishOpportunity");
  for (const step of steps) await act(step);
}

const itself = (scene: Scene) => opportunityRoom(place(scene).opportunityId) as string;
const itsSession = (scene: Scene) => sessionRoom(place(scene).sessionId) as string;
/** What is asked about has come before it is asked. */
const when =
  (how: How, input: (scene: Scene) => Promise<Input> | Input = () => ({})): Row["input"] =>
  async (scene) => {
    await place(scene, how).ready;
    return input(scene);
  };
const inOpportunity = (name: string, who: Cells, input: Row["input"]): Row => command(`exchange.${name}`, itself, who, input);
const inSession = (name: string, who: Cells, input: Row["input"]): Row => command(`exchange.${name}`, itsSession, who, input);

const why = { reason: "shortStaffed" };
const coming = new WeakMap<World, Promise<string>>();
/** One and the same, whoever asks. */
function comesTo(scene: Scene): Promise<string> {
  const book = { id: uuid() as never, type: "book", input: {} };
  const known =
    coming.get(scene.world) ??
    scene.world.app.rooms.act(aVisitor(9), itsSession(scene) as RoomId, book).then(({ body }) => String(body.bookingId));
  coming.set(scene.world, known);
  return known;
}
/** Somebody who tries no door has asked to come. */
const somebodys =
  (more: Input = {}) =>
  async (scene: Scene): Promise<Input> => {
    if (!scene.fresh) return { bookingId: uuid(), ...more };
    const roomId = itsSession(scene) as RoomId;
    const event = await scene.world.app.rooms.act(aVisitor(1), roomId, { id: uuid() as never, type: "book", input: {} });
    return { bookingId: event.body.bookingId, ...more };
  };
/** Three others have all the places that are not kept. */
const full = async (scene: Scene) => {
  for (let i = 0; scene.fresh && i < 2; i++)
    await scene.world.app.rooms.act(aVisitor(i), itsSession(scene) as RoomId, { id: uuid() as never, type: "book", input: {} });
  return somebodys()(scene);
};
/** Somebody comes to the session that all look at. */
const always = async (scene: Scene): Promise<Input> => ({ bookingId: await comesTo(scene) });
const terms = ({ world }: Scene) =>
  termsOf(world.clock.now(), { contact: world.people.tariq, deputy: world.people.tess }, { rules: { capacity: 3 } });
const unplaced = (scene: Scene) => ({ ...terms(scene), contact: null, deputy: null });
const question = (name: string, input: Row["input"] = () => undefined, who: Cells = cells("allow")): Row => ({
  name,
  path: name,
  input,
  cells: who,
});

/** The shadowing exchange: what anybody may look at who works somewhere, and what is its host's. Who is told what of a booking is looked at in test/server/exchange. */
export const exchangeRows: readonly Row[] = [
  question("exchange.sessions", () => ({})),
  question("exchange.visits", () => ({})),
  question("exchange.stirred"),
  question("exchange.mine"),
  question("exchange.owed"),
  question("exchange.hosting"),
  question("exchange.reciprocity"),
  question("exchange.missed"),
  question("exchange.oddVisits", () => undefined, looksAfterIt),
  {
    ...question(
      "exchange.voidBooking",
      when({}, (scene) => ({ id: uuid(), sessionId: place(scene).sessionId, bookingId: uuid(), why: "entered twice" })),
      { ...looksAfterIt, platformAdministrator: "BAD_REQUEST UnknownBooking" },
    ),
    again: true,
  },
  question("exchange.feed"),
  { name: "exchange.makeFeed", path: "exchange.makeFeed", again: true, input: () => ({ id: uuid() }), cells: cells("allow") },
  question("exchange.endFeed"),
  // the file of a visit is its visitor's alone
  question(
    "exchange.calendarFile",
    when({}, (scene) => ({ sessionId: place(scene).sessionId })),
    cells("NOT_FOUND NotFound"),
  ),
  question("exchange.dates", ({ world }) => ({
    when: { starts: wallIn(world.clock.now(), 10), minutes: 60, zone: "Europe/London", except: [] },
  })),
  question(
    "exchange.opportunity",
    when({}, (scene) => ({ opportunityId: place(scene).opportunityId })),
    workers("allow", "NOT_FOUND NotFound"),
  ),
  {
    name: "exchange.draftOpportunity",
    path: "exchange.draftOpportunity",
    command: true,
    again: true,
    input: (scene) => {
      const opportunityId = uuid();
      return { roomId: opportunityRoom(opportunityId as never), opportunityId, terms: unplaced(scene) };
    },
    cells: workers("allow", "FORBIDDEN WorkersOnly"),
  },
  inOpportunity(
    "draftOpportunity where there is one",
    cells("hide", ofTheHub("BAD_REQUEST WrongOpportunity")),
    when({}, (scene) => ({ opportunityId: subjectOf(itself(scene) as RoomId), terms: unplaced(scene) })),
  ),
  inOpportunity(
    "reviseOpportunity",
    hosts,
    when({ draft: true }, (scene) => ({ terms: unplaced(scene), heard: 1 })),
  ),
  inOpportunity("publishOpportunity", hosts, when({ draft: true })),
  inOpportunity("pauseOpportunity", hosts, when({})),
  inOpportunity("resumeOpportunity", hosts, when({ steps: ["pauseOpportunity"] })),
  inOpportunity("closeOpportunity", hosts, when({})),
  inOpportunity("archiveOpportunity", hosts, when({ draft: true })),
  inOpportunity(
    "moveDates",
    hosts,
    when({}, (scene) => ({
      ...{ sessionId: place(scene).sessionId, following: false },
      starts: wallIn(scene.world.clock.now(), 10 + (++moved % 340), "19:15"),
    })),
  ),
  inOpportunity(
    "handOver",
    hosts,
    when({ draft: true }, ({ world }) => ({ contact: world.people.hana.personId, deputy: null })),
  ),
  inSession("book", cells("allow", { ...ofTheHub("BAD_REQUEST OwnOrganisation"), resident: "hide" }), when({})),
  inSession(
    "acceptOffer",
    notTheirs,
    when({}, () => ({ bookingId: uuid() })),
  ),
  inSession(
    "declineOffer",
    notTheirs,
    when({}, () => ({ bookingId: uuid() })),
  ),
  inSession(
    "cancelBooking",
    notTheirs,
    when({}, () => ({ bookingId: uuid() })),
  ),
  inSession(
    "checkIn",
    notTheirs,
    when({}, () => ({ bookingId: uuid() })),
  ),
  inSession(
    "sayAttended",
    notTheirs,
    when({}, () => ({ bookingId: uuid() })),
  ),
  inSession(
    "disputeNoShow",
    notTheirs,
    when({}, () => ({ bookingId: uuid() })),
  ),
  inSession(
    "disputeAttendance",
    notTheirs,
    when({}, () => ({ bookingId: uuid() })),
  ),
  // of a session to come: what is said afterwards is looked at in test/server/exchange
  inSession("confirmAttendance", cells("hide", ofTheHub("CONFLICT NotYet")), when({}, always)),
  inSession("recordNoShow", cells("hide", ofTheHub("CONFLICT NotYet")), when({}, always)),
  inSession("approveBooking", hosts, when({ mode: "approval" }, somebodys())),
  inSession("declineBooking", hosts, when({ mode: "approval" }, somebodys(why))),
  inSession("cancelPlace", hosts, when({}, somebodys(why))),
  inSession("offerPlace", hosts, when({ reserve: 1 }, full)),
  inSession("recordInduction", hosts, when({ shown: true }, somebodys())),
  inSession(
    "recordPermission",
    hosts,
    when({ clients: true }, () => ({ answer: "asked" })),
  ),
  question(
    "exchange.inPlace",
    when({}, (scene) => ({ sessionId: place(scene).sessionId })),
    workers("allow", "NOT_FOUND NotFound"),
  ),
  ...readyRows,
  inSession(
    "changeCapacity",
    hosts,
    when({}, () => ({ capacity: 4, reserve: 1 })),
  ),
  inSession(
    "cancelSession",
    hosts,
    when({}, () => why),
  ),
];

/** Both kinds of room are read by their host's people alone. */
export const exchangeReading = (door: string, extra: Input): Row[] => [
  { name: `${door} of an opportunity`, path: door, room: itself, input: when({}, () => extra), cells: hosts },
  ...readyReading(door, extra),
  { name: `${door} of a session`, path: door, room: itsSession, input: when({}, () => extra), cells: hosts },
];
