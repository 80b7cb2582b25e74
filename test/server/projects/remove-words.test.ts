import { projectExport } from "@linkwork/shared/projects/rules-export.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { day } from "../../kit/clock.ts";
import { describeCommand } from "../../kit/given.ts";
import { dayOf, part } from "../../kit/projects.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { type At, aProjectIn, asks, closed, closing, did, inProject, inTurn } from "./scenes.ts";

const canary = "Jean of Langlands Road";
const story = ({ world }: Pick<At, "world">) => ({ outcomeId: part(), words: `${canary} came.`, on: dayOf(world.clock.now()) });
const told = did("tess", "recordOutcome", story);
const last = async ({ world, roomId }: At, type: string): Promise<number> =>
  (await world.app.log.read(roomId, 0)).events.findLast((each) => each.type === type)?.seq ?? 1;
const its = (type: string) => async (at: At) => ({ seq: await last(at, type) });
const outcome = its("outcomeRecorded");
const later = (days: number) => (at: At) => at.world.later(days * day);

describeCommand({
  command: "removeWords",
  allowed: {
    "whoever told it takes it out again": { given: inProject("tess", outcome, { first: told }), here: ["wordsRemoved"] },
    "who speaks for their organisation does": { given: inProject("tariq", outcome, { first: told }), here: ["wordsRemoved"] },
    "the word with a vote": {
      given: inProject("tariq", its("voteCast"), {
        first: inTurn(async (at) => {
          const proposalId = part();
          await inTurn(asks("rhona", proposalId, closing), did("tariq", "vote", { proposalId, yes: true, words: canary }))(at);
        }),
      }),
      here: ["wordsRemoved"],
    },
    "why a question was asked, by whoever asked it": {
      given: inProject("rhona", its("proposalOpened"), { first: asks("rhona", part(), closing) }),
      here: ["wordsRemoved"],
    },
    "also of a project that was put away": {
      given: inProject("tess", outcome, { first: inTurn(told, closed("tariq"), later(90), did("rhona", "archiveProject")) }),
      here: ["wordsRemoved"],
    },
  },
  refused: {
    "what another organisation told": { given: inProject("rhona", outcome, { first: told }), refusal: "FORBIDDEN NotYourWords" },
    "what a colleague told, by whoever doesn't speak for them": {
      given: inProject("tess", outcome, { first: did("tariq", "recordOutcome", story) }),
      refusal: "FORBIDDEN NotYourWords",
    },
    "what carries no words of anybody": { given: inProject("rhona", { seq: 1 }), refusal: "BAD_REQUEST UnknownWords seq" },
    "what isn't there": { given: inProject("rhona", { seq: 9_999 }), refusal: "BAD_REQUEST UnknownWords seq" },
    "an organisation that isn't in it": { given: inProject("otto", { seq: 1 }), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, seq: 1 }),
  raced: {
    given: async (world) => {
      const one = await inProject("tess", outcome, { first: told })(world);
      return [one, { ...one, as: world.people.tariq }];
    },
    outcomes: ["UnknownWords", "written"],
    here: ["wordsRemoved"],
  },
});

describe("what was taken out", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world?.stop());

  test("stands nowhere any more: not in the project, not in what is read of it, not in a copy that is taken along; what else was noted stays", async () => {
    const at = await aProjectIn(world);
    const [measure] = at.charter.measures;
    const on = dayOf(world.clock.now());
    const entry = { entryId: part(), measureId: measure?.measureId ?? "", words: canary, value: canary, on };
    const brought = { contributionId: part(), kind: "time", words: canary, on, hours: 2, pence: null };
    const noted = [
      ["recordOutcome", story(at)],
      ["recordMeasure", entry],
      ["recordContribution", brought],
      ["recordOutcome", { ...story(at), words: "Two who came to be helped now help." }],
    ] as const;
    const seqs: number[] = [];
    for (const [type, input] of noted) {
      await did("tess", type, input)(at);
      seqs.push((await at.state()).heard);
    }
    for (const seq of seqs.slice(0, 3)) await did("tess", "removeWords", { seq })(at);
    await did("rhona", "openProposal", { proposalId: part(), question: { kind: "close", words: canary } })(at);
    await did("rhona", "removeWords", { seq: await last(at, "proposalOpened") })(at);
    await world.app.effects.settled();
    const state = await at.state();
    const read = await (await world.as(world.people.rhona)).since(at.roomId, null);
    const { events } = await world.app.log.read(at.roomId, 0);
    for (const where of [state, read, events]) expect(JSON.stringify(where)).not.toContain(canary);
    expect(projectExport(state)).not.toContain(canary);
    expect(state).toMatchObject({ given: [], entries: [], outcomes: [{ words: "Two who came to be helped now help." }] });
  });
});
