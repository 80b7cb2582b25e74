import type { ReflectionEvent } from "@linkwork/shared/exchange/schema-reflection.ts";
import { reflectionRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeCommand } from "../../kit/given.ts";
import { heldBack } from "../../kit/held.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { afterAVisit, checked, inNote, inReflection, says, sent, sentBack, takenBack } from "./learning-scenes.ts";

describeCommand({
  command: "withdrawReflection",
  allowed: {
    "nobody has to write one for the host": {
      given: inReflection("tariq", {}, { side: "host", readers: ["tariq", "tess"] }),
      here: ["reflectionWithdrawn"],
    },
    "its author takes it back at any time: once it is a note, that loses its author": {
      given: inReflection(
        "anna",
        {},
        {
          ...{ steps: [sent(), checked], readers: ["anna"], shut: ["tariq", "tess"] },
          elsewhere: inNote("noteUnsigned"),
        },
      ),
      here: ["reflectionWithdrawn"],
    },
    "a note that says no name stays as it is": {
      given: inReflection("anna", {}, { steps: [sent({ signed: false }), checked] }),
      here: ["reflectionWithdrawn"],
    },
    "while the host looks at it": { given: inReflection("anna", {}, { steps: [sent()], shut: ["tess"] }), here: ["reflectionWithdrawn"] },
    "instead of mending it": { given: inReflection("anna", {}, { steps: [sent(), sentBack] }), here: ["reflectionWithdrawn"] },
    "what stayed between the two": {
      given: inReflection("anna", {}, { steps: [sent({ share: "between" }), checked] }),
      here: ["reflectionWithdrawn"],
    },
    "nor for oneself": { given: inReflection("anna"), here: ["reflectionWithdrawn"] },
  },
  refused: {
    twice: { given: inReflection("anna", {}, { steps: [takenBack()] }), refusal: "CONFLICT ReflectionMoved" },
    "the host": { given: inReflection("tariq", {}, { steps: [sent()] }), refusal: "NOT_FOUND NotFound" },
    "a colleague of who received them, who can write it instead": {
      given: inReflection("tess", {}, { side: "host" }),
      refusal: "FORBIDDEN ContactDeclines",
    },
    "a colleague of its author": {
      given: inReflection("tess", {}, { side: "host", steps: [sent({}, "host")] }),
      refusal: "NOT_FOUND NotFound",
    },
  },
  raced: {
    given: async (world) => {
      const one = await inReflection("anna", {}, { steps: [sent()] })(world);
      return [one, one];
    },
    outcomes: ["ReflectionMoved", "written"],
    here: ["reflectionWithdrawn"],
  },
});

describe("what is left of it", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world?.stop());

  test("nothing of what was mended or taken back is in the store, the chain is whole, and the note has no author", async () => {
    const after = await afterAVisit(world);
    await sent({ says: { ...says, saw: "Mrs Gallacher was there." } })(after);
    await sentBack(after);
    const stored = async () => JSON.stringify((await world.app.log.read(after.roomId, 0)).events);
    expect(await stored()).toContain("Gallacher");
    await sent()(after);
    expect(await stored()).not.toContain("Gallacher");
    expect(await world.app.log.verify(after.roomId)).toBeUndefined();
    await checked(after);
    expect((await after.note()).author).toEqual({ name: "Anna", orgName: after.anna.orgName });
    await takenBack()(after);
    expect(await stored()).not.toContain("I'll ring before");
    const note = await after.note();
    expect(note).toMatchObject({ author: null, unsigned: true, says });
    const kept = JSON.stringify((await world.app.log.read(after.learning, 0)).events);
    expect(kept).toContain("I'll ring before");
    expect(kept).not.toContain("Anna");
    for (const room of [after.roomId, after.learning]) expect(await world.app.log.verify(room)).toBeUndefined();
    const shown = await (await world.as(after.anna)).since(reflectionRoom(after.reflectionId), 0);
    expect((shown.events as ReflectionEvent[]).map(({ type }) => type)).toHaveLength(8);
    expect(JSON.stringify(shown)).not.toContain("I'll ring before");
  });

  test("a name that is taken back while its note is being published never stands in it", async () => {
    const after = await afterAVisit(world);
    await sent()(after);
    const publishing = heldBack(world, "publishNote");
    const letThrough = checked(after);
    await publishing.held;
    await (await world.as(after.anna)).act(after.roomId, "withdrawReflection", {});
    publishing.letGo();
    await letThrough;
    await world.app.effects.settled();
    expect(await after.note()).toMatchObject({ author: null, unsigned: true, says });
    const { events } = await world.app.log.read(after.learning, 0);
    expect(events.map(({ type }) => type)).toEqual(["noteUnsigned", "notePublished"]);
    expect(JSON.stringify(events)).not.toContain("Anna");
    await world.app.effects.sweep();
    expect(await world.app.log.due()).toEqual([]);
    expect((await after.note()).author).toBeNull();
  });
});
