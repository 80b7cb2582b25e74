import { readdirSync } from "node:fs";
import { join } from "node:path";
import { newId, type OrgId, type PersonId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { wordsLookedAt } from "../../../apps/server/src/exchange/decide-words.ts";
import { opportunitySlice, sessionSlice } from "../../../apps/server/src/exchange/slice.ts";
import { learningSlice, reflectionSlice, trainingSlice } from "../../../apps/server/src/exchange/slice-learning.ts";
import { hostingSlice, readinessSlice } from "../../../apps/server/src/exchange/slice-ready.ts";
import type { Context } from "../../../apps/server/src/kernel/slice.ts";
import { systemActor } from "../../../apps/server/src/kernel/system.ts";

const none = {} as never;
/** Where each of the exchange's commands is decided. */
const deciders = {
  opportunityCommands: opportunitySlice(none),
  sessionCommands: sessionSlice(none, none),
  reflectionCommands: reflectionSlice(none),
  learningCommands: learningSlice(none),
  trainingCommands: trainingSlice,
  hostingCommands: hostingSlice(none, none),
  readinessCommands: readinessSlice(none),
};
/** The house's alone, and without a word in them. */
const wordless = ["weekCommands"];

type Shape = {
  type?: string;
  properties?: Record<string, Shape>;
  items?: Shape;
  anyOf?: Shape[];
  maxLength?: number;
  pattern?: string;
  enum?: unknown;
};
/** The fields of a command in which somebody can write what they like. */
function texts(shape: Shape, path: string[] = []): string[][] {
  const within = [...(shape.anyOf ?? []).flatMap((each) => texts(each, path)), ...(shape.items ? texts(shape.items, [...path, "0"]) : [])];
  const fields = Object.entries(shape.properties ?? {}).flatMap(([name, field]) => texts(field, [...path, name]));
  const free = shape.type === "string" && !shape.pattern && !shape.enum && (shape.maxLength ?? 1000) >= 40;
  return [...(free ? [path] : []), ...within, ...fields];
}
const at = (path: readonly string[], value: unknown): unknown =>
  path.reduceRight((inner, name) => (name === "0" ? [inner] : { [name]: inner }), value);

const folder = join(import.meta.dirname, "../../../packages/shared/src/exchange");
type Commands = Record<string, z.ZodType>;
const all = new Map<string, Commands>();
for (const file of readdirSync(folder).filter((name) => name.startsWith("schema")))
  for (const [name, value] of Object.entries((await import(join(folder, file))) as Record<string, unknown>))
    if (name.endsWith("Commands")) all.set(name, value as Commands);
const schemaOf = (schema: z.ZodType): Shape => z.toJSONSchema(schema, { unrepresentable: "any", io: "input" }) as Shape;
const fieldsOf = (commands: Commands) =>
  Object.entries(commands).flatMap(([type, schema]) => texts(schemaOf(schema)).map((path) => ({ type, path })));

const somebody = { ...systemActor, personId: newId<PersonId>(0), orgId: newId<OrgId>(0), name: "Anna" };
const context = (actor: typeof systemActor): Context<never> =>
  ({ actor, now: "2027-01-04T09:00:00.000Z", id: newId(0), roomId: "session:one" as RoomId, event: () => undefined, facts: none }) as never;
const words = "I have it with me. PVG 1234 5678 9012 3456.";

describe("the number of a certificate is refused in every field of the exchange in which somebody could write it", () => {
  test("every kind of command is looked at: of those that hold words, none is left out", () => {
    expect([...all.keys()].sort()).toEqual([...Object.keys(deciders), ...wordless].sort());
    for (const name of wordless) expect(fieldsOf(all.get(name) as Commands)).toEqual([]);
    const found = [...all.values()].flatMap(fieldsOf).map(({ type, path }) => `${type} ${path.join(".")}`);
    for (const field of [
      ...["draftOpportunity terms.risk", "reviseOpportunity terms.asks.check.why", "declineBooking words", "cancelSession words"],
      ...[
        "disputeNoShow words",
        "voidBooking why",
        "submitReflection says.differently",
        "takeOutWords left",
        "sayAppetite why",
        "book hopes",
      ],
    ])
      expect(found).toContain(field);
  });

  test.each(Object.entries(deciders))("%s", (name, slice) => {
    for (const { type, path } of fieldsOf(all.get(name) as Commands)) {
      const decided = slice.decide(slice.initial, { type, input: at(path, words) } as never, context(somebody));
      expect(decided, `${type} ${path.join(".")}`).toMatchObject({ code: "CertificateNumber", details: { field: path.join(".") } });
    }
  });

  test("what the house carries on is not stopped by words that were written before, and whoever looks after the platform is not the house", () => {
    const decide = wordsLookedAt(() => "decided");
    const command = { type: "voidBooking", input: { why: words } };
    expect(decide({}, command, context(systemActor))).toBe("decided");
    expect(decide({}, command, context(somebody))).toMatchObject({ code: "CertificateNumber" });
    expect(decide({}, { ...command, input: { why: "Never took place." } }, context(somebody))).toBe("decided");
  });
});
