import { Period } from "@linkwork/shared/cases/consent.ts";
import { WholeMinute } from "@linkwork/shared/cases/guests.ts";
import { HealthNumber } from "@linkwork/shared/clients/schema.ts";
import { Terms, WallDay, WallTime, Zone } from "@linkwork/shared/exchange/schema.ts";
import { Roles } from "@linkwork/shared/identity/schema.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { Email } from "@linkwork/shared/kernel/shapes.ts";
import { Call, Signal, Subscribe, Unsubscribe } from "@linkwork/shared/kernel/wire.ts";
import { AssetChanges, AssetDetails } from "@linkwork/shared/map/schema-asset.ts";
import { AssetFilter, Box } from "@linkwork/shared/map/schema-filter.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { zocker } from "zocker";
import { areaOf, assetDetails } from "../../kit/map.ts";
import { testNumber } from "../../kit/numbers.ts";
import { wallIn } from "../../kit/visits.ts";
import { type Client, createWorld, type World } from "../../kit/world.ts";
import { procedures } from "./expectations.ts";
import { dice, type Mutant, mutantsOf, type Schema } from "./mutants.ts";
import { bodyOf, type Row } from "./rows.ts";
import { complaint, createSender, type Said, type Sender, stack } from "./sender.ts";
import { aCast, aFreshCase, aWorry, type Target } from "./standings.ts";

const full = process.env.FUZZ === "full";
const seed = Number(process.env.FUZZ_SEED ?? 20261123);
const mutantsEach = full ? 200 : 50;
const samplesEach = full ? 50 : 10;
const roll = dice(seed);

let world: World;
let rhona: Client;
let sender: Sender;
let target: Target;
let bad = 0;
let good = 0;

beforeAll(async () => {
  world = await createWorld();
  const cast = await aCast(world);
  const text = "where the fuzz begins";
  target = await aFreshCase(world, cast, "lead", text);
  target = { ...target, concernId: await aWorry(world, target, text) };
  rhona = await world.as(world.people.rhona);
  sender = createSender(world, rhona);
});
afterAll(async () => {
  console.log(`fuzz: ${bad} bad inputs and ${good} generated good ones sent, seed ${seed}${full ? ", all" : ""}`);
  await world?.stop();
  sender?.stop();
});

function schemaOf(path: string): Schema | undefined {
  const all = world.app.router._def.procedures as unknown as Record<string, { _def: { inputs: Schema[] } }>;
  return all[path]?._def.inputs[0];
}
async function baseOf(row: Row): Promise<Record<string, unknown> | undefined> {
  const scene = { world, target, who: world.people.rhona, fresh: false };
  return bodyOf(row, row.room?.(scene), await row.input(scene)) as Record<string, unknown> | undefined;
}
/** What is wrong with the answers to these. */
async function wrongAbout(path: string, mutants: readonly Mutant[]): Promise<string[]> {
  const said = await sender.sendAll(
    path,
    mutants.map(({ json }) => json),
  );
  return mutants.map((mutant, i) => complaint(mutant, said[i] as Said, path)).filter((wrong) => wrong !== undefined);
}
const first = [...new Map(procedures.map((row) => [row.path, row] as const)).values()];

describe("R7, ASVS 2.2.1: a spoilt input is refused with its place named, writes nothing and tells no inner workings", () => {
  for (const row of first)
    test(row.path, async () => {
      const [schema, base] = [schemaOf(row.path), await baseOf(row)];
      // what takes no input ignores it; what it must not do is fall over
      const mutants = mutantsOf({ base: base ?? { any: "thing", n: 1 }, schema, count: mutantsEach, roll });
      const before = await sender.counts();
      const [strict, lenient] = [mutants.filter((m) => base && m.strict), mutants.filter((m) => !base || !m.strict)];
      expect(await wrongAbout(row.path, strict)).toEqual([]);
      expect(await sender.counts()).toEqual(before);
      expect(
        await wrongAbout(
          row.path,
          lenient.map((mutant) => ({ ...mutant, strict: false })),
        ),
      ).toEqual([]);
      bad += mutants.length;
      expect(sender.died).toEqual([]);
    });

  const shapes: [string, Schema, unknown][] = [
    ["call", Call as unknown as Schema, { path: "cases.list", input: { a: 1 } }],
    ["subscribe", Subscribe as unknown as Schema, { roomId: "", afterSeq: 3 }],
    ["unsubscribe", Unsubscribe as unknown as Schema, { roomId: "" }],
    ["signal", Signal as unknown as Schema, { roomId: "", kind: "typing" }],
  ];
  for (const [event, schema, shape] of shapes)
    test(`the socket's event "${event}"`, async () => {
      const base = event === "call" ? shape : { ...(shape as object), roomId: target.roomId };
      const mutants = mutantsOf({ base, schema, count: mutantsEach, roll });
      const wire = await rhona.again();
      const before = await sender.counts();
      const wrong: string[] = [];
      for (const mutant of mutants) {
        // the input of a call is judged by the procedure that it names
        const inner = event === "call" && mutant.path.startsWith("input");
        const said = await sender.ask(wire.isGone() ? await rhona.again() : wire, event, mutant.json);
        const cut = said.status === 499 && mutant.json.length > 60_000;
        if (!cut) wrong.push(...[complaint({ ...mutant, strict: mutant.strict && !inner }, said, event)].filter((c) => c !== undefined));
      }
      bad += mutants.length;
      expect(wrong).toEqual([]);
      const after = await sender.counts();
      // opening a subscription is on record, so such a lenient mutant may leave an entry in the access room
      expect({ ...after, commits: 0 }).toEqual({ ...before, commits: 0 });
      expect(sender.died).toEqual([]);
      wire.close();
    });
});

describe("what the schema generates is written or refused with a declared code", () => {
  for (const row of first)
    test(row.path, async () => {
      const schema = schemaOf(row.path);
      if (!schema) return;
      const rules = { mode: "instant", capacity: 3, reserve: 1, noticeHours: 24, cutOffHours: 24, bufferMinutes: 15, perDay: 2 };
      const period = { start: "2026-01-01T00:00:00Z", end: "2026-06-01T00:00:00Z" };
      const generator = zocker(schema as unknown as Parameters<typeof zocker>[0]).setSeed(roll(1_000_000)) as unknown as {
        supply(what: unknown, value: unknown): typeof generator;
        generateMany(n: number): Record<string, unknown>[];
      };
      const fitting = generator
        .supply(Period, period)
        .supply(WholeMinute, "2026-06-01T14:30:00.000Z")
        .supply(Email, `${newId(Date.now())}@linkwork.test`)
        .supply(Roles, ["worker"])
        .supply(HealthNumber, testNumber(901))
        .supply(WallTime, wallIn(world.clock.now(), 10))
        .supply(WallDay, "2027-12-25")
        .supply(Zone, "Europe/London")
        // what has to fit together, and by chance seldom does
        .supply(Terms.shape.access, ["stepFree", "toilet"])
        .supply(Terms.shape.rules, rules)
        .supply(AssetDetails, assetDetails())
        .supply(AssetChanges, { when: "On Tuesdays.", audiences: ["carers"] })
        .supply(Box, [-4.4, 55.8, -4.2, 55.9])
        .supply(AssetFilter.shape.areaIds, [areaOf("G51")])
        .supply(AssetFilter.shape.themes, ["company", "food"])
        .supply(AssetFilter.shape.audiences, ["carers"])
        .supply(AssetFilter.shape.kinds, ["group", "place"])
        .supply(AssetFilter.shape.access, ["toilet"])
        .supply(AssetFilter.shape.fresh, ["fresh", "never"]);
      const made: Record<string, unknown>[] = [];
      for (let more = 0; more < 10 && made.length < samplesEach / 2; more++)
        made.push(...fitting.generateMany(samplesEach * 2).filter((sample) => schema.safeParse(sample).success));
      expect(made.length).toBeGreaterThan(samplesEach / 4);
      const wrong: string[] = [];
      const own = (await baseOf(row))?.roomId;
      const inputs = made
        .slice(0, samplesEach)
        // what isn't there is null over the socket
        .map((sample, i) => JSON.stringify(i % 2 === 0 && own ? { ...sample, roomId: own } : sample) ?? "null");
      for (const [i, { status, code, text }] of (await sender.sendAll(row.path, inputs)).entries())
        if (status >= 500 || (status !== 200 && code === "")) wrong.push(`${inputs[i]}: ${text}`);
      good += inputs.length;
      expect(wrong).toEqual([]);
      expect(sender.died).toEqual([]);
    });
});

describe("frames that no client of ours sends", () => {
  test("no packet ends the process, reaches a handler or stops others", async () => {
    const packets = [
      '42["call"]',
      "42[]",
      "42",
      "4",
      "",
      '420["call",null]',
      '421["call",{"path":"cases.list"},{"path":"cases.list"}]',
      '42["subscribe",{"roomId":"x","afterSeq":null}]',
      '422["nothing.there",{}]',
      '423["disconnect"]',
      '424["connect",{}]',
      '425["error",{}]',
      '426["newListener",{}]',
      '427["__proto__",{}]',
      '428["constructor",{}]',
      "429[null]",
      '4210[{"a":1}]',
      '4211{"a":1}',
      '451-["call",{"_placeholder":true,"num":0}]',
      '45999999999-["call",{"_placeholder":true,"num":0}]',
      '461-0[{"_placeholder":true,"num":0}]',
      "430[{}]",
      '43999["x"]',
      "41",
      "44{}",
      "40{}",
      "40/admin,{}",
      '42/admin,["call",{}]',
      "5",
      "6",
      "7",
      "99999999999999999999",
      `42["call",${"[".repeat(20_000)}${"]".repeat(20_000)}]`,
      `4299["subscribe",${"[".repeat(5000)}${"]".repeat(5000)}]`,
      `42["call","${"x".repeat(70_000)}"]`,
      '42["call",{"path":"cases.list","input":1e309}]',
      '42["call","\ud800"]',
    ];
    const alphabet = '0123456789"[]{}:,-/_callnull\u0000\u202eé';
    for (let i = 0; i < (full ? 5000 : 300); i++)
      packets.push(`4${Array.from({ length: 1 + roll(30) }, () => alphabet[roll(alphabet.length)]).join("")}`);
    const before = await sender.counts();
    let wire = await rhona.again();
    for (const packet of packets) {
      if (wire.isGone()) wire = await rhona.again();
      wire.send(packet);
      bad += 1;
      if (packet.length > 1000) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const fresh = await rhona.again();
    expect((await fresh.ask("call", { path: "cases.list" })).ok).toBe(true);
    expect(fresh.raw.join("")).not.toMatch(stack);
    expect(await sender.counts()).toEqual(before);
    expect((await fetch(`${world.base}/healthz`)).status).toBe(200);
    expect(sender.died).toEqual([]);
    fresh.close();
  });
});
