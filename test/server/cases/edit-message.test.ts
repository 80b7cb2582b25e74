import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCase, actorOf, type BuiltCase, consentInput } from "../../kit/build.ts";
import { minute } from "../../kit/clock.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { letIn } from "../../kit/guests.ts";
import { aboutMessage, did, inCase, speechRefused } from "../../kit/scenes.ts";
import { eventsIn } from "../../kit/wire.ts";
import { createWorld, type World } from "../../kit/world.ts";

const to = (text: string) => (messageSeq: number) => ({ messageSeq, text });
const better = to("Could somebody ring on Wednesday?");

describeCommand({
  command: "editMessage",
  allowed: {
    "one's own words, within fifteen minutes": { given: aboutMessage("tariq", "tariq", better), here: ["messageEdited"] },
    "in the last moment": {
      given: aboutMessage("tariq", "tariq", better, { first: (world) => world.later(15 * minute) }),
      here: ["messageEdited"],
    },
  },
  refused: {
    ...speechRefused({ messageSeq: 1, text: "x" }),
    "somebody else's words": { given: aboutMessage("rhona", "tariq", better), refusal: "FORBIDDEN NotYours" },
    "a moment too late": {
      given: aboutMessage("tariq", "tariq", better, { first: (world) => world.later(15 * minute + 1) }),
      refusal: "CONFLICT EditTooLate",
    },
    "what is no message": { given: inCase("tariq", better(1)), refusal: "BAD_REQUEST UnknownReference messageSeq" },
    "what isn't there": { given: inCase("tariq", better(999)), refusal: "BAD_REQUEST UnknownReference messageSeq" },
    "a number that is none": { given: inCase("tariq", better(-1)), refusal: "BAD_REQUEST BadInput input.messageSeq" },
    "nothing but blanks": { given: aboutMessage("tariq", "tariq", to(" ")), refusal: "BAD_REQUEST BadInput input.text" },
  },
  other: (input) => ({ ...input, text: "Something else." }),
  raced: {
    given: async (world) => {
      const one = await aboutMessage("tariq", "tariq", better)(world);
      return [one, { ...one, input: { ...one.input, text: "Or Thursday?" } }];
    },
    outcomes: ["written", "written"],
    here: ["messageEdited", "messageEdited"],
  },
});

describe("who may read only what is written from some time on", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world?.stop());
  const canary = "kanarienvogel";
  const said = (text: string) => (built: BuiltCase) => did("rhona", "postMessage", { text })(world, built);

  const comesIn = async (built: BuiltCase) => {
    const consent = consentInput(world.clock, [world.orgs.hub.orgId], { terms: { historyFrom: { kind: "now" } } });
    const participationId = nobody();
    await did("rhona", "recordConsent", consent)(world, built);
    await did("rhona", "inviteOrganisation", { participationId, orgId: world.orgs.hub.orgId, consentId: consent.consentId })(world, built);
    await did("tariq", "joinCase", { participationId })(world, built);
  };
  /** The food hub is in, and the person says anew from when on it may read. */
  const readsSince = (built: BuiltCase) => {
    const at = new Date(world.clock.now()).toISOString();
    const said = { on: at, method: "face", language: "en" };
    const terms = { historyFrom: { kind: "date", at } };
    const input = consentInput(world.clock, [world.orgs.hub.orgId], { supersedes: built.consentId, said, terms });
    return did("rhona", "recordConsent", input)(world, built);
  };

  const ways: [string, "tariq" | "olga", (built: BuiltCase) => Promise<unknown>, "in" | "out"][] = [
    ["an organisation, from now on", "tariq", comesIn, "out"],
    ["an organisation, from a day on", "tariq", readsSince, "in"],
    ["a guest, from when they came", "olga", (built) => letIn("olga")(world, built), "in"],
  ];
  test.each(ways)("%s: a change to older words tells none of them, one to newer words all", async (_, name, begins, hub) => {
    const built = await aCase(world, hub === "in" ? {} : { consent: false });
    const { seq: old } = await said("She will ring.")(built);
    await world.later(minute);
    await begins(built);
    await world.app.effects.settled();
    const reader = await world.as(world.people[name]);
    await reader.subscribe(built.roomId, null);
    const { seq: fresh } = await said("He will write.")(built);
    await did("rhona", "editMessage", { messageSeq: old, text: `${canary} will ring` })(world, built);
    const last = await did("rhona", "editMessage", { messageSeq: fresh, text: "He will write on Monday." })(world, built);
    await reader.wire.frame("the last change", () => eventsIn(reader.frames, built.roomId).some((e) => e.seq === last.seq));
    const live = eventsIn(reader.frames, built.roomId);
    const { events: pages } = await reader.since(built.roomId, 0);
    // as a search reads it, from the newest back
    const room = await world.app.rooms.open(actorOf(world.people[name]), built.roomId);
    const { events: back } = await world.app.rooms.back({ room, before: last.seq + 1, commits: 64 });
    expect(JSON.stringify([reader.frames, pages, back, await reader.call("cases.search", { text: canary })])).not.toContain(canary);
    for (const events of [live, pages, back] as unknown as CaseEvent[][]) {
      const changes = events.flatMap((e) => (e.type === "messageEdited" ? [[e.body.messageSeq, e.body.text]] : []));
      expect(changes).toEqual([
        [old, ""],
        [fresh, "He will write on Monday."],
      ]);
    }
    expect(JSON.stringify(await (await world.as(world.people.rhona)).since(built.roomId, 0))).toContain(canary);
  });
});
