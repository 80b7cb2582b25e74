import type { ProjectId } from "@linkwork/shared/kernel/ids.ts";
import { aBoard, type BuiltBoard, uuid } from "../../kit/boards.ts";
import { describeCommand, nobody, type Scene } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";

type Boards = { here: BuiltBoard; there: BuiltBoard; world: World };
type How = { other?: boolean; first?: (boards: Boards) => Promise<unknown>; change?: (boards: Boards) => Record<string, unknown> };
/** Somebody sends a card to the other board of the project. */
const between =
  (as: "rhona" | "tariq" | "olga", { other = false, first, change }: How = {}) =>
  async (world: World): Promise<Scene> => {
    const projectId = uuid<ProjectId>();
    const here = await aBoard(world, { projectId });
    const there = await aBoard(world, { projectId: other ? uuid<ProjectId>() : projectId, title: "Walks" });
    const boards = { here, there, world };
    await first?.(boards);
    const { rhona, tariq } = world.people;
    return {
      ...{ as: world.people[as], roomId: here.roomId, readers: [rhona, tariq] },
      input: { cardId: here.cards.room, toBoard: there.boardId, toList: there.lists.doing, ...change?.(boards) },
    };
  };
/** What follows at the other board: it comes, and this one hears of it. */
const arrives = (given: (world: World) => Promise<Scene>) => async (world: World) => {
  const scene = await given(world);
  return { ...scene, elsewhere: { [`board:${String(scene.input.toBoard)}`]: ["cardReceived"] } };
};

describeCommand({
  command: "sendCard",
  allowed: {
    "a card goes to another board of the project, and has arrived when it is answered": {
      given: arrives(between("tariq")),
      here: ["cardSent", "cardArrived"],
    },
  },
  refused: {
    "to a board of another project, as to one that isn't there": {
      given: between("rhona", { other: true }),
      refusal: "BAD_REQUEST UnknownBoard toBoard",
    },
    "to one that isn't there": {
      given: between("rhona", { change: () => ({ toBoard: nobody() }) }),
      refusal: "BAD_REQUEST UnknownBoard toBoard",
    },
    "to the board where it is": {
      given: between("rhona", { change: ({ here }) => ({ toBoard: here.boardId, toList: here.lists.done }) }),
      refusal: "BAD_REQUEST UnknownBoard toBoard",
    },
    "to a list that isn't there": {
      given: between("rhona", { change: () => ({ toList: nobody() }) }),
      refusal: "NOT_FOUND UnknownList toList",
    },
    "one on which two texts stand beside each other": {
      given: between("rhona", {
        async first({ here, world: { people } }) {
          for (const title of ["One", "Two"]) await here.act(people.rhona, "titleCard", { cardId: here.cards.room, title, rev: 1 });
        },
      }),
      refusal: "CONFLICT TwoTexts cardId",
    },
    "when the project has ended": {
      given: between("rhona", { first: ({ here }) => here.follow({ status: "closed" }) }),
      refusal: "CONFLICT BoardRests",
    },
    "of an organisation that was only asked": { given: between("olga"), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, toList: nobody() }),
  raced: {
    given: async (world) => {
      const one = await between("rhona")(world);
      return [one, { ...one, as: world.people.tariq }];
    },
    outcomes: ["UnknownCard", "written"],
    here: ["cardSent", "cardArrived"],
  },
});
