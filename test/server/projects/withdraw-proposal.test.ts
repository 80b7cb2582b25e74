import { describeCommand } from "../../kit/given.ts";
import { part } from "../../kit/projects.ts";
import { asks, closing, inProject, inTurn, says } from "./scenes.ts";

const proposalId = part();
const it = { proposalId };
const open = { first: asks("rhona", proposalId, closing) };
const passed = {
  partners: ["tariq" as const, "jean" as const],
  first: inTurn(
    asks("rhona", proposalId, ({ who }) => ({ kind: "remove", orgId: who.tariq.orgId, words: "because" })),
    says("jean", proposalId, true),
  ),
};

describeCommand({
  command: "withdrawProposal",
  allowed: {
    "the organisation that asked takes it back": { given: inProject("rhona", it, open), here: ["proposalWithdrawn"] },
    "also by another of its people who speaks for it": { given: inProject("maggie", it, open), here: ["proposalWithdrawn"] },
    "a removal, until it is done": { given: inProject("rhona", it, passed), here: ["proposalWithdrawn"] },
  },
  refused: {
    "another organisation's": { given: inProject("tariq", it, open), refusal: "FORBIDDEN NotYourQuestion" },
    "what is decided": {
      given: inProject("rhona", it, { first: inTurn(asks("rhona", proposalId, closing), says("tariq", proposalId, false)) }),
      refusal: "CONFLICT QuestionOver",
    },
    "what isn't there": { given: inProject("rhona", { proposalId: part() }, open), refusal: "BAD_REQUEST UnknownQuestion proposalId" },
    "an organisation that isn't in it": { given: inProject("otto", it, open), refusal: "NOT_FOUND NotFound" },
  },
  other: () => ({ proposalId: part() }),
  raced: {
    given: async (world) => {
      const one = await inProject("rhona", it, open)(world);
      return [one, { ...one, as: world.people.maggie }];
    },
    outcomes: ["QuestionOver", "written"],
    here: ["proposalWithdrawn"],
  },
});
