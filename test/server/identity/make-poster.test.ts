import { expect, test } from "vitest";
import { actAs } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { describeCommand, type Scene } from "../../kit/given.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aPanel, aPoster } from "./scenes.ts";

const until = (world: World, after: number) => new Date(world.clock.now() + after).toISOString();
const scene =
  (as: "sadia" | "morag" | "jean" = "sadia", after = 30 * day) =>
  async (world: World): Promise<Scene> => {
    const panel = await aPanel(world);
    return { as: panel[as], roomId: panel.roomId, input: { until: until(world, after) }, readers: [panel.morag, panel.jean] };
  };

describeCommand({
  command: "makePoster",
  allowed: {
    "a panel's steward makes one": { given: scene(), here: ["posterMade"] },
    "so does its manager, for a year": { given: scene("morag", 366 * day), here: ["posterMade"] },
    "once the time of the one before is over": {
      given: async (world) => {
        const panel = await aPanel(world);
        await aPoster(world, panel);
        await world.later(30 * day);
        return { as: panel.sadia, roomId: panel.roomId, input: { until: until(world, day) } };
      },
      here: ["posterMade"],
    },
  },
  refused: {
    "a resident who is no steward": { given: scene("jean"), refusal: "FORBIDDEN NotSteward" },
    "of an organisation that is no panel, by its manager": {
      given: ({ people, clock }) => ({
        as: people.maggie,
        roomId: `org:${people.maggie.orgId}` as Scene["roomId"],
        input: { until: new Date(clock.now() + day).toISOString() },
      }),
      refusal: "FORBIDDEN NotSteward",
    },
    "one that is over already": { given: scene("sadia", 0), refusal: "BAD_REQUEST PosterUntil until" },
    "one for more than a year": { given: scene("sadia", 366 * day + 1), refusal: "BAD_REQUEST PosterUntil until" },
    "a second one, while one holds": {
      given: async (world) => {
        const panel = await aPanel(world);
        await aPoster(world, panel);
        return { as: panel.morag, roomId: panel.roomId, input: { until: until(world, day) } };
      },
      refusal: "CONFLICT AlreadyThere",
    },
  },
  other: (input) => ({ until: new Date(Date.parse(String(input.until)) - 1000).toISOString() }),
  raced: {
    given: async (world) => {
      const one = await scene()(world);
      return [one, one];
    },
    outcomes: ["AlreadyThere", "written"],
    here: ["posterMade"],
  },
});

test("the code is printed for a steward and a manager, and for nobody else; its hash is shown to nobody, and the code is in no event", async () => {
  const world = await createWorld();
  const panel = await aPanel(world);
  const { code, hash, until } = await aPoster(world, panel);
  for (const who of [panel.sadia, panel.morag]) {
    const { call } = await world.as(who);
    expect(await call("residents.poster")).toMatchObject({ ok: true, data: { code, until, by: "Sadia" } });
  }
  const jean = await world.as(panel.jean);
  expect(await jean.call("residents.poster")).toEqual({ ok: true, data: null });
  for (const who of [panel.jean, panel.sadia]) {
    const client = await world.as(who);
    const page = JSON.stringify([await client.since(panel.roomId, null), await client.since(panel.roomId, 0)]);
    expect(page).not.toContain(hash);
    expect(page).not.toContain(code);
  }
  const { events } = await world.app.log.read(panel.roomId, 0);
  expect(JSON.stringify(events)).toContain(hash);
  expect(JSON.stringify(events)).not.toContain(code);
  expect(code).toMatch(/^[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}$/);
  const room = { roomId: panel.roomId, type: "endPoster", input: { posterId: events.at(-1)?.id } };
  await actAs(world, panel.sadia, room);
  expect(await (await world.as(panel.sadia)).call("residents.poster")).toMatchObject({ ok: true, data: null });
  await world.stop();
});
