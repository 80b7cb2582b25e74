import { day } from "../../kit/clock.ts";
import { describeCommand } from "../../kit/given.ts";
import { part } from "../../kit/projects.ts";
import { type At, asks, both, closing, did, follows, inProject, inTurn, says, tells } from "./scenes.ts";

const proposalId = part();
const yes = { proposalId, yes: true, words: "" };
const open = { first: asks("rhona", proposalId, closing) };
const three = { partners: ["tariq" as const, "jean" as const] };
const remove = asks("rhona", proposalId, ({ who }) => ({ kind: "remove", orgId: who.tariq.orgId, words: "because" }));
const later = (days: number) => (at: At) => at.world.later(days * day);
/** Olga is asked in after the question was opened. */
const olgaComes = inTurn(
  asks("rhona", proposalId, closing),
  async (at) => {
    const invite = part();
    await inTurn(asks("rhona", invite, { kind: "invite", orgId: at.who.olga.orgId }), says("tariq", invite, true))(at);
  },
  did("olga", "acceptPlace", async ({ state }) => ({ charterAt: (await state()).charterAt })),
);

describeCommand({
  command: "vote",
  allowed: {
    "the last yes decides, and what is decided is done in the same moment": {
      given: inProject("tariq", yes, { ...open, elsewhere: both(follows, tells("rhona")) }),
      here: ["voteCast", "proposalPassed", "proposalExecuted"],
    },
    "a no that settles it": {
      given: inProject("tariq", { ...yes, yes: false }, { ...open, elsewhere: tells("rhona") }),
      here: ["voteCast", "proposalRejected"],
    },
    "while others have to say something, it stays open": { given: inProject("tariq", yes, { ...open, ...three }), here: ["voteCast"] },
    "to remove somebody: decided, and done only after the time to reply": {
      given: inProject("jean", yes, { ...three, first: remove, elsewhere: tells("rhona", "tariq") }),
      here: ["voteCast", "proposalPassed"],
    },
    "with what looks like somebody's number, once they said that it is none": {
      given: inProject("tariq", { ...yes, words: "We have 943 476 5919 leaflets", anyway: true }, { ...open, ...three }),
      here: ["voteCast"],
    },
    "five people of one organisation are one vote": {
      given: inProject("tariq", yes, {
        ...open,
        ...three,
        first: inTurn(asks("rhona", proposalId, closing), says("maggie", proposalId, true)),
      }),
      here: ["voteCast"],
    },
  },
  refused: {
    "an organisation that came in since it was asked": {
      given: inProject("olga", yes, { first: olgaComes }),
      refusal: "FORBIDDEN NotAVoter",
    },
    "whom it is about": { given: inProject("tariq", yes, { ...three, first: remove }), refusal: "FORBIDDEN NotAVoter" },
    "what is decided": {
      given: inProject("rhona", yes, { first: inTurn(asks("rhona", proposalId, closing), says("tariq", proposalId, false)) }),
      refusal: "CONFLICT QuestionOver",
    },
    "after its time": {
      given: inProject("tariq", yes, { ...open, first: inTurn(asks("rhona", proposalId, closing), later(28)) }),
      refusal: "CONFLICT QuestionOver",
    },
    "a question that isn't there": {
      given: inProject("tariq", { ...yes, proposalId: part() }, open),
      refusal: "BAD_REQUEST UnknownQuestion proposalId",
    },
    "a word with the number of somebody's health record in it, before they were asked": {
      given: inProject("tariq", { ...yes, words: "Yes, as 943 476 5919 said" }, open),
      refusal: "BAD_REQUEST LooksLikeAPerson words",
    },
    "for another organisation": {
      given: inProject("tariq", ({ who }) => ({ ...yes, orgId: who.jean.orgId }), open),
      refusal: "BAD_REQUEST BadInput input",
    },
    "a colleague who doesn't speak for the organisation": { given: inProject("tess", yes, open), refusal: "FORBIDDEN NotASpeaker" },
    "an organisation that isn't in it": { given: inProject("otto", yes, open), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, yes: false }),
  raced: {
    // two people of one organisation at once: the later word counts, and neither is two
    given: async (world) => {
      const one = await inProject("rhona", { ...yes, yes: true }, { ...open, ...three })(world);
      return [one, { ...one, as: world.people.maggie, input: { ...yes, yes: true, words: "Of course" } }];
    },
    outcomes: ["written", "written"],
    here: ["voteCast", "voteCast"],
  },
});
