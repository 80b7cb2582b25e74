import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actAs } from "../../kit/build.ts";
import { describeCommand } from "../../kit/given.ts";
import { member } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aGap, both, confirmed, did, heldGap, inGap, known, stirs, tells, twice } from "./scenes.ts";

const words = { words: "Many of us say so." };
describeCommand({
  command: "confirmNeed",
  readBy: "house",
  hidden: heldGap("ina", words),
  allowed: {
    "the residents' steward says that people need it, and the partners' hear that their word is waited for": {
      given: inGap("ina", words, { elsewhere: both(stirs, tells("carol", "pat")) }),
      here: ["needConfirmed"],
    },
    "as the second of both, and whoever raised it hears that it moves": {
      given: inGap("ina", words, { first: known, elsewhere: both(stirs, tells("jean")) }),
      here: ["needConfirmed"],
    },
  },
  refused: {
    "the partners' steward": { given: inGap("carol", words), refusal: "FORBIDDEN ResidentStewardsOnly" },
    "who coordinates": { given: inGap("cora", words), refusal: "FORBIDDEN ResidentStewardsOnly" },
    "who lives there and is no steward": { given: inGap("ailsa", words), refusal: "FORBIDDEN ResidentStewardsOnly" },
    "what was said before": { given: inGap("ina", words, { first: confirmed }), refusal: "CONFLICT SaidAlready" },
  },
  other: () => ({ words: "Otherwise." }),
  raced: {
    given: twice(inGap("ina", words, { elsewhere: both(stirs, tells("carol", "pat")) })),
    outcomes: ["SaidAlready", "written"],
    here: ["needConfirmed"],
  },
});

describe("both sides' voices", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world?.stop());
  const codeOf = (work: Promise<unknown>) => work.then(() => "written").catch((error: { code: string }) => error.code);

  test("two partners can't do it, whatever they say; one steward of each side can", async () => {
    const at = await aGap(world);
    await known(at);
    for (const type of ["confirmNeed", "sayKnown"])
      for (const as of ["carol", "pat"] as const) expect(await codeOf(did(as, type, words)(at))).not.toBe("written");
    expect((await at.gap()).status).toBe("raised");
    await confirmed(at);
    expect((await at.gap()).status).toBe("validated");
  });

  test("one person who is a steward of both sides speaks for one of them", async () => {
    const at = await aGap(world);
    const { ina, carol } = at.who;
    const twoHats = await member(world, "Nan", { orgId: ina.orgId, orgName: ina.orgName, sector: ina.sector }, "resident", "steward");
    const other = { ...twoHats, orgId: carol.orgId, orgName: carol.orgName, sector: carol.sector, roles: carol.roles };
    await actAs(world, twoHats, { roomId: at.roomId, type: "confirmNeed", input: words });
    expect(await codeOf(actAs(world, other, { roomId: at.roomId, type: "sayKnown", input: words }))).toBe("OneVoiceEach");
    expect((await at.gap()).status).toBe("raised");
  });
});
