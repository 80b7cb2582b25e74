import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { subjectOf, weekRoom } from "@linkwork/shared/kernel/room.ts";
import { describeCommand, type Scene } from "../../kit/given.ts";
import { anOpportunity, wallIn } from "../../kit/visits.ts";
import type { World } from "../../kit/world.ts";

type Asked = { as?: "tariq" | "tess" | "otto"; session?: number; starts?: (world: World) => string; following?: boolean };
/** Nobody receives two visits at one time: each scene has days of its own. */
let next = 0;
/** Three days in a row at ten. Later, and at half past one, unless said otherwise. */
const inThree =
  (
    { as = "tariq", session = 0, starts = ({ clock }) => wallIn(clock.now(), ++next * 5 + 3, "13:30"), following = false }: Asked,
    moved: number[] = [],
  ) =>
  async (world: World): Promise<Scene> => {
    next += 1;
    const when = { starts: wallIn(world.clock.now(), next * 5), rule: "FREQ=DAILY;COUNT=3" };
    const { roomId, sessions } = await anOpportunity(world, { when });
    return {
      as: world.people[as],
      roomId,
      input: { sessionId: subjectOf(sessions[session] as RoomId), starts: starts(world), following },
      readers: [world.people.tariq, world.people.tess],
      elsewhere: {
        ...Object.fromEntries(moved.map((index) => [sessions[index], ["sessionMoved"]])),
        [weekRoom(world.people.tariq.personId, "all")]: ["receivingClaimed"],
      },
    };
  };
const first = ({ clock }: World) => wallIn(clock.now(), next * 5);

describeCommand({
  command: "moveDates",
  allowed: {
    "one date is held at another time, and the others stay": { given: inThree({}, [0]), here: ["datesMoved"] },
    "one and all that come after it move by as much": { given: inThree({ session: 1, following: true }, [1, 2]), here: ["datesMoved"] },
    "any colleague may": { given: inThree({ as: "tess", session: 2 }, [2]), here: ["datesMoved"] },
  },
  refused: {
    "a date of another visit": {
      given: async (world) => {
        const scene = await inThree({})(world);
        const { sessions } = await anOpportunity(world);
        return { ...scene, input: { ...scene.input, sessionId: subjectOf(sessions[0] as RoomId) } };
      },
      refusal: "BAD_REQUEST UnknownDate sessionId",
    },
    "into the past": { given: inThree({ starts: ({ clock }) => wallIn(clock.now(), -1) }), refusal: "BAD_REQUEST InThePast starts" },
    "further than a year ahead": {
      given: inThree({ starts: ({ clock }) => wallIn(clock.now(), 380) }),
      refusal: "BAD_REQUEST TooFarAhead starts",
    },
    "onto a time at which it is held already": { given: inThree({ session: 1, starts: first }), refusal: "CONFLICT DateTaken starts" },
    "to a time that the clock never shows": {
      given: inThree({ starts: springNight }),
      refusal: "BAD_REQUEST NoSuchTime starts",
    },
    "what is a draft": {
      given: async (world) => {
        const scene = await inThree({})(world);
        return { ...scene, roomId: (await anOpportunity(world, {}, false)).roomId };
      },
      refusal: "CONFLICT OpportunityMoved",
    },
    "somebody of another organisation": { given: inThree({ as: "otto" }), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, following: true }),
  raced: {
    given: async (world) => {
      const one = await inThree({})(world);
      const other = { ...one, as: world.people.tess, input: { ...one.input, starts: wallIn(world.clock.now(), ++next * 5) } };
      return [one, other];
    },
    outcomes: ["written", "written"],
    here: ["datesMoved", "datesMoved"],
  },
});

/** Half past one in the night in which the clocks go forward next: the last Sunday of a March. */
function springNight({ clock }: World): string {
  const year = new Date(clock.now() + 2 * 24 * 3600_000).getUTCFullYear();
  const lastOf = (y: number) => new Date(Date.UTC(y, 2, 31 - new Date(Date.UTC(y, 2, 31)).getUTCDay()));
  const next = [lastOf(year), lastOf(year + 1)].find((sunday) => sunday.getTime() > clock.now() + 2 * 24 * 3600_000) as Date;
  return `${next.toISOString().slice(0, 10)}T01:30`;
}
