import { afterAll, beforeAll, expect, test } from "vitest";
import { describeCommand } from "../../kit/given.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { outsider } from "./reading.ts";
import { type At, anAsset, both, claimed, did, hide, inAsset, inTurn, part, some, stirs, subject, tells, twice } from "./scenes.ts";

const said = did("jean", "doubtAsset", () => ({ doubtId: part(), what: "gone", words: "The door is boarded up." }));
const it = async ({ asset }: At) => ({ doubtId: (await asset()).doubts[0]?.doubtId ?? part(), words: "We went there: it has moved." });
const told = { first: said, elsewhere: both(stirs, tells("jean")) };
describeCommand({
  command: "settleDoubt",
  readBy: "house",
  hidden: inAsset("ina", it, { first: inTurn(said, hide) }),
  stranger: some("ailsa"),
  allowed: {
    "a steward has looked, and whoever said it hears that": { given: inAsset("ina", it, told), here: ["doubtSettled"] },
    "who coordinates has": { given: inAsset("cora", it, told), here: ["doubtSettled"] },
  },
  refused: {
    "what nobody has said": { given: inAsset("ina", it), refusal: "CONFLICT NoDoubt" },
    "whoever said it": { given: inAsset("jean", it, { first: said }), refusal: "FORBIDDEN StewardsOnly" },
    "a number of the health service in the words": {
      given: inAsset("ina", async (at) => ({ ...(await it(at)), words: "It was 943 476 5919." }), { first: said }),
      refusal: "BAD_REQUEST LooksLikeSomebody words",
    },
  },
  other: (input) => ({ ...input, words: "Otherwise." }),
  raced: { given: twice(inAsset("ina", it, told), { as: "cora" }), outcomes: ["NoDoubt", "written"], here: ["doubtSettled"] },
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());
test("what is said to be wrong waits in the stewards' queue until it is settled, and is read by them, by who runs it and by whoever said it, and by nobody else", async () => {
  const at = await anAsset(world, { first: inTurn(claimed, said) });
  const { who } = at;
  const text = async (as: typeof who.jean, path: "map.asset" | "map.queue") =>
    (await (await world.as(as)).bytes(path, path === "map.asset" ? { assetId: subject(at) } : {})).text;
  for (const as of [who.ina, who.cora, who.carol, who.jean]) expect(await text(as, "map.asset"), as.name).toContain("boarded up");
  for (const as of [who.ailsa, who.rhona]) expect(await text(as, "map.asset"), as.name).not.toContain("boarded up");
  expect(JSON.stringify(await outsider(world, "asset", { assetId: subject(at) }))).not.toContain("boarded up");
  const piles = async () =>
    (JSON.parse(await text(who.ina, "map.queue")) as { result: { data: { assets: { asset: { assetId: string }; waits: string[] }[] } } })
      .result.data.assets;
  expect((await piles()).find(({ asset }) => asset.assetId === subject(at))?.waits).toEqual(["doubt"]);
  await did("ina", "settleDoubt", it)(at);
  expect((await piles()).some(({ asset }) => asset.assetId === subject(at))).toBe(false);
  expect(await text(who.ina, "map.asset")).not.toContain("boarded up");
});
test("whoever settles it isn't told who had said it: to them it was a resident", async () => {
  const at = await anAsset(world, { first: said });
  const event = await (await world.as(at.who.ina)).act(at.roomId, "settleDoubt", await it(at));
  expect(event.body).toMatchObject({ words: "We went there: it has moved." });
  expect(JSON.stringify(event)).not.toContain(at.who.jean.personId);
});
