import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import { describeCommand } from "../../kit/given.ts";
import { aProjectIn } from "../projects/scenes.ts";
import { type At, anotherAsset, did, heldGap, hide, inGap, inTurn, linked, part, twice, validated } from "./scenes.ts";

const first = validated;
const asset = async (at: At) => ({ linkId: part(), to: { kind: "asset", assetId: await anotherAsset(at) } });
/** A project of Rhona's and Tariq's organisations. */
const project = async ({ world }: At) => ({
  linkId: part(),
  to: { kind: "project", projectId: subjectOf((await aProjectIn(world)).roomId) },
});
const same = { linkId: part() };
describeCommand({
  command: "linkGap",
  readBy: "house",
  hidden: heldGap("rhona", asset),
  allowed: {
    "something that is there addresses it": { given: inGap("rhona", asset, { first }), here: ["gapLinked"] },
    "a project that their organisation owns": { given: inGap("rhona", project, { first }), here: ["gapLinked"] },
  },
  refused: {
    "a project of others": { given: inGap("carol", project, { first }), refusal: "BAD_REQUEST UnknownLink to" },
    "what isn't there": {
      given: inGap("rhona", () => ({ linkId: part(), to: { kind: "asset", assetId: part() } }), { first }),
      refusal: "BAD_REQUEST UnknownLink to",
    },
    "what is hidden: the gap is for everybody": {
      given: inGap("rhona", async (at) => ({ linkId: part(), to: { kind: "asset", assetId: await anotherAsset(at, { first: hide }) } }), {
        first,
      }),
      refusal: "BAD_REQUEST UnknownLink to",
    },
    "an id that is taken": {
      given: inGap("rhona", async (at) => ({ ...(await asset(at)), ...same }), {
        first: inTurn(first, async (at) => did("tess", "linkGap", { ...(await asset(at)), ...same })(at)),
      }),
      refusal: "BAD_REQUEST TakenOnMap linkId",
    },
    "what is linked already": {
      given: inGap("rhona", async (at) => ({ linkId: part(), to: (await at.gap()).links[0]?.to }), { first: inTurn(first, linked) }),
      refusal: "CONFLICT SaidAlready to",
    },
    "who lives there": { given: inGap("ailsa", asset, { first }), refusal: "FORBIDDEN WorkersOnly" },
    "what one side alone has spoken for": { given: inGap("rhona", asset), refusal: "CONFLICT GapMoved" },
  },
  other: (input) => ({ ...input, linkId: part() }),
  raced: { given: twice(inGap("rhona", asset, { first }), { as: "tess" }), outcomes: ["TakenOnMap", "written"], here: ["gapLinked"] },
});
