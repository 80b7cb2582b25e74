import type { Question } from "@linkwork/shared/projects/schema.ts";
import { day } from "../../kit/clock.ts";
import { describeCommand } from "../../kit/given.ts";
import { charterOf, dayOf, part } from "../../kit/projects.ts";
import { type At, both, closed, closing, did, exported, follows, inProject, inTurn, tells } from "./scenes.ts";

const put = (question: Question | ((at: At) => Question)) => (at: At) => ({
  proposalId: part(),
  question: typeof question === "function" ? question(at) : question,
});
const three = { partners: ["tariq" as const, "jean" as const] };
const cafe = (at: At): Question => ({ kind: "invite", orgId: at.who.olga.orgId });
const remove = (at: At): Question => ({ kind: "remove", orgId: at.who.tariq.orgId, words: "because" });
const asked = put(closing);
const later = (days: number) => (at: At) => at.world.later(days * day);
const wayOn =
  (change: object = {}) =>
  (at: At): Question => ({
    kind: "wayOn",
    fundingId: at.charter.money[0]?.fundingId ?? "",
    wayOn: { way: "mainstreamed", orgId: at.who.tariq.orgId, from: dayOf(at.world.clock.now()), words: "Everyday work", ...change },
  });
const other = (at: At, change: object): Question => ({
  kind: "charter",
  charter: charterOf([at.who.rhona.orgId, at.who.tariq.orgId], { now: at.world.clock.now(), change }),
});

describeCommand({
  command: "openProposal",
  allowed: {
    "a question is put to all owners, whoever asks has said yes, and the others hear of it": {
      given: inProject("rhona", put(cafe), { elsewhere: tells("tariq") }),
      here: ["proposalOpened", "voteCast"],
    },
    "to remove somebody: they have no vote, and hear that they can reply": {
      given: inProject("rhona", put(remove), { ...three, elsewhere: tells("jean", "tariq") }),
      here: ["proposalOpened", "voteCast"],
    },
    "that somebody does not exist any more: they have no vote, and hear that it is asked": {
      given: inProject(
        "rhona",
        put(({ who }) => ({ ...remove({ who } as At), kind: "ceased" }) as Question),
        {
          ...three,
          elsewhere: tells("jean", "tariq"),
        },
      ),
      here: ["proposalOpened", "voteCast"],
    },
    "how it goes on": {
      given: inProject("rhona", put(wayOn()), { days: 100, elsewhere: tells("tariq") }),
      here: ["proposalOpened", "voteCast"],
    },
    "where nobody else is left to ask, it is decided at once": {
      given: inProject("rhona", put(cafe), {
        ...{ readers: ["rhona"], first: did("tariq", "leaveProject", { words: "" }), elsewhere: both(follows, tells("olga")) },
      }),
      here: ["proposalOpened", "voteCast", "proposalPassed", "proposalExecuted", "partnerInvited"],
    },
  },
  refused: {
    "the same question while it is open": {
      given: inProject("rhona", asked, { first: did("tariq", "openProposal", asked) }),
      refusal: "CONFLICT AskedBefore question",
    },
    "with somebody's number in how it goes on": {
      given: inProject("rhona", put(wayOn({ words: "Ask for 943 476 5919" })), { days: 100 }),
      refusal: "BAD_REQUEST LooksLikeAPerson question.wayOn.words",
    },
    "of two, to put the other out": { given: inProject("rhona", put(remove)), refusal: "CONFLICT TooFewOthers" },
    "to remove one's own organisation": {
      given: inProject("tariq", put(remove), three),
      refusal: "BAD_REQUEST LeaveInstead question.orgId",
    },
    "to remove somebody who isn't in it": {
      given: inProject(
        "rhona",
        put(({ who }) => ({ kind: "remove", orgId: who.olga.orgId, words: "because" })),
        three,
      ),
      refusal: "BAD_REQUEST NotInProject question.orgId",
    },
    "to delete what is active": { given: inProject("rhona", put({ kind: "delete", words: "because" })), refusal: "CONFLICT ProjectMoved" },
    "to delete what has closed of late": {
      given: inProject("rhona", put({ kind: "delete", words: "because" }), { first: closed("tariq") }),
      refusal: "CONFLICT ClosedTooShort",
    },
    "to delete before each has taken everything with them": {
      given: inProject("rhona", put({ kind: "delete", words: "because" }), {
        first: inTurn(closed("tariq"), later(91), exported("rhona")),
      }),
      refusal: "CONFLICT ExportMissing",
    },
    "an organisation that is in it already": {
      given: inProject(
        "rhona",
        put(({ who }) => ({ kind: "invite", orgId: who.tariq.orgId })),
      ),
      refusal: "CONFLICT InItAlready question.orgId",
    },
    "a charter without a purpose": {
      given: inProject(
        "rhona",
        put((at) => other(at, { purpose: "" })),
      ),
      refusal: "PRECONDITION_FAILED CharterNotReady question.charter",
    },
    "a way on after money that isn't there": {
      given: inProject(
        "rhona",
        put((at) => ({ ...wayOn()(at), fundingId: part() }) as Question),
        { days: 100 },
      ),
      refusal: "BAD_REQUEST UnknownMoney question.fundingId",
    },
    "a way on for which somebody outside answers": {
      given: inProject(
        "rhona",
        put((at) => wayOn({ orgId: at.who.olga.orgId })(at)),
        { days: 100 },
      ),
      refusal: "BAD_REQUEST NotInProject question.wayOn.orgId",
    },
    "new money that ends no later": {
      given: inProject(
        "rhona",
        put(
          (at) =>
            ({
              ...wayOn()(at),
              wayOn: { way: "successorFunding", orgId: at.who.tariq.orgId, funding: at.charter.money[0], words: "" },
            }) as Question,
        ),
        { days: 100 },
      ),
      refusal: "BAD_REQUEST WayOnDays question.wayOn.funding.until",
    },
    "what is only proposed is talked over": { given: inProject("rhona", asked, { joined: [] }), refusal: "CONFLICT ProjectMoved" },
    "who is only asked": { given: inProject("jean", asked, { ...three, joined: ["tariq"] }), refusal: "CONFLICT PlaceMoved" },
    "voters or votes of one's own in the payload": {
      given: inProject("rhona", (at) => ({ ...asked(at), voters: [at.who.rhona.orgId] })),
      refusal: "BAD_REQUEST BadInput input",
    },
    "a colleague who doesn't speak for the organisation": { given: inProject("isla", asked), refusal: "FORBIDDEN NotASpeaker" },
    "an organisation that isn't in it": { given: inProject("otto", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, proposalId: part() }),
  raced: {
    given: async (world) => {
      const one = await inProject("rhona", asked)(world);
      return [one, { ...one, as: world.people.tariq, input: { ...one.input, proposalId: part() } }];
    },
    outcomes: ["AskedBefore", "written"],
    here: ["proposalOpened", "voteCast"],
  },
});
