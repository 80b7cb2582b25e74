/** A small seeded generator (mulberry32): the same seed, the same run. */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below) | 0;
  };
}

/** As much of a zod schema as the fuzz asks. */
export type Schema = {
  safeParse(value: unknown): { success: boolean };
  shape?: Record<string, Schema>;
  element?: Schema;
  unwrap?(): Schema;
  maxLength?: number | null;
};
/** One spoilt input: where, how, the JSON as it is sent, and whether nothing but a refusal will do. */
export type Mutant = { kind: string; path: string; json: string; strict: boolean };

/** Stands for JSON that `JSON.stringify` can't write. */
const raw = (json: string): string => `@@${json}@@`;
const toJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll(/"@@(.*?)@@"/g, (_all, json: string) => json.replaceAll('\\"', '"'));

type Path = readonly (string | number)[];
type Made = { kind: string; path: Path; value: unknown; strict: boolean; json?: string };
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], value);
}
/** The value with another one at this place; `undefined` takes the place away. */
function put(value: unknown, path: Path, spoilt: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return spoilt;
  if (Array.isArray(value)) return value.map((item, i) => (i === key ? put(item, rest, spoilt) : item));
  return { ...(value as object), [key]: put((value as Record<string, unknown>)[key], rest, spoilt) };
}
function paths(value: unknown, path: Path = []): Path[] {
  const inner = Array.isArray(value) ? value.flatMap((v, i) => paths(v, [...path, i])) : [];
  const deeper = isObject(value) ? Object.entries(value).flatMap(([key, v]) => paths(v, [...path, key])) : [];
  return [path, ...inner, ...deeper];
}
function schemaAt(schema: Schema | undefined, path: Path): Schema | undefined {
  let here = schema;
  for (const key of path) {
    while (here?.unwrap && !here.shape && !here.element) here = here.unwrap();
    here = typeof key === "number" ? here?.element : here?.shape?.[key];
  }
  while (here?.unwrap && !here.shape && !here.element) here = here.unwrap();
  return here;
}

const uuid = /^[0-9a-f]{8}-/;
/** Keys with which somebody would try to change more than they were asked for. */
const smuggled = ["consentOverridden", "orgId2", "scopes2", "seq", "at", "actor", "isAdmin", "$where", "$set", "constructor", "prototype"];

function spoilString(path: Path, value: string, max: number | null | undefined): Made[] {
  const one = (kind: string, spoilt: unknown, strict = true): Made => ({ kind, path, value: spoilt, strict });
  const isId = uuid.test(value) || /^(?:case|client|org|person):/.test(value);
  return [
    one("lone surrogate", `${value}\ud800`),
    one("lone surrogate", `\udc00${value}`),
    one("NUL", `${value}\u0000`),
    one("bidi", `\u202e${value}`, isId),
    one("zero width", `${value}\u200b`, isId),
    ...(isId
      ? [one("upper case", value.toUpperCase()), one("line end", `${value}\n`), one("blank", ` ${value}`), one("percent", `${value}%00`)]
      : []),
    ...(max ? [one("length+1", "x".repeat(max + 1))] : []),
    one("100,001 long", "x".repeat(100_001)),
    one("empty", "", isId),
  ];
}

function spoilNumber(path: Path, value: number): Made[] {
  const one = (kind: string, spoilt: unknown, strict = true): Made => ({ kind, path, value: spoilt, strict });
  return [
    one("1e309", raw("1e309")),
    one("-1e309", raw("-1e309")),
    one("NaN", raw("NaN")),
    one("-0", raw("-0"), false),
    one("huge int", raw("9007199254740993")),
    one("huge int", raw("123456789012345678901234567890")),
    // degrees are no whole numbers, and west is below nothing
    one("fraction", value + 0.5, Number.isInteger(value)),
    one("negative", -1, Number.isInteger(value)),
    one("as text", String(value)),
  ];
}

function spoilAt(value: unknown, path: Path, schema: Schema | undefined): Made[] {
  const here = at(value, path);
  const one = (kind: string, spoilt: unknown, strict = true): Made => ({ kind, path, value: spoilt, strict });
  const any: Made[] = [
    one("null", null, false),
    one("wrong type", typeof here === "number" ? "seven" : 7, false),
    one("wrong type", typeof here === "boolean" ? "yes" : true, false),
    one("array for scalar", [here]),
    one("$-operator", { $ne: null }),
    one("$-operator", { $gt: "" }),
    one("$-operator", { $where: "1 == 1" }),
    one("5,000 deep", raw("[".repeat(5000) + "]".repeat(5000))),
    one("5,000 deep", raw(`${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`)),
  ];
  if (typeof here === "string") any.push(...spoilString(path, here, schemaAt(schema, path)?.maxLength));
  if (typeof here === "number") any.push(...spoilNumber(path, here));
  if (Array.isArray(here))
    any.push(
      one(
        "1,000 times",
        Array.from({ length: 1000 }, () => here[0] ?? "x"),
      ),
      one("object for array", { 0: here[0] }),
    );
  if (isObject(here)) {
    for (const key of Object.keys(here)) any.push({ kind: "drop", path: [...path, key], value: undefined, strict: false });
    for (const key of smuggled) if (!Object.hasOwn(here, key)) any.push(one("extra key", { ...here, [key]: true }));
    any.push(one("__proto__", { ...here, "@@__proto__": { admin: true } }));
  }
  return any;
}

/** Spoils an input in every way at every place, and takes `count` of those by the dice. */
export function mutantsOf({
  base,
  schema,
  count,
  roll,
}: {
  base: unknown;
  schema: Schema | undefined;
  count: number;
  roll(below: number): number;
}): Mutant[] {
  const all = paths(base).flatMap((path) => spoilAt(base, path, schema));
  const chosen: Made[] = [];
  while (chosen.length < count && all.length > 0) chosen.push(...all.splice(roll(all.length), 1));
  return chosen.map(({ kind, path, value, strict }) => {
    const json = toJson(put(base, path, value) ?? null).replaceAll('"@@__proto__"', '"__proto__"');
    const accepted = readable(json) && schema?.safeParse(JSON.parse(json)).success === true;
    return { kind, path: path.join("."), json, strict: strict || !accepted };
  });
}
const readable = (json: string): boolean => {
  try {
    JSON.parse(json);
    return true;
  } catch {
    return false;
  }
};
