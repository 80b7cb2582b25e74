import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RoomKind } from "@linkwork/shared/kernel/room.ts";
import { ActorRef, EventId, OrgId, PersonId } from "@linkwork/shared/kernel/shapes.ts";
import type { WireError } from "@linkwork/shared/kernel/wire.ts";
import type { AnyTRPCRouter } from "@trpc/server";
import { z } from "zod";
import type { Slice } from "./slice.ts";
import type { CallMeta } from "./trpc.ts";

type Json = Record<string, unknown>;
type Procedure = { _def: { type: string; inputs: readonly z.ZodType[]; meta?: CallMeta } };

const WireErrorShape = z.object({
  code: z.string().describe("for programs; docs/wire.md says what to do about each"),
  meaning: z.string().describe("tRPC's capital code: it decides the HTTP status"),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).exactOptional(),
  errorId: z.string().exactOptional().describe("given with a bug: finds its line in the log"),
}) satisfies z.ZodType<WireError>;

const about = `The calls of Linkwork over HTTP, read from the running server. docs/wire.md says what they mean, and has the socket, which carries the same calls.

Sign in with POST /api/auth/sign-in/email {"email", "password"}; the cookie that it sets goes with each call. Several calls fit into one request:
/trpc/a,b?batch=1, inputs and answers by position, at most ten. A command's id is a uuid v7 that you make once: sending the same again is safe for ever.
Where no schema is given for an answer, none is promised.`;

/** A zod schema as JSON Schema 2020-12, which OpenAPI 3.1 takes as it is. What only code can check (a blank text, an order of dates) is not in it. */
function shapeOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _dialect, ...shape } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return shape;
}

const ref = (place: string): Json => ({ $ref: `#/components/${place}` });
const eventOf = (kind: RoomKind): string => `${kind}Event`;
const json = (schema: Json): Json => ({ "application/json": { schema } });
const object = (properties: Json): Json => ({ type: "object", properties, required: Object.keys(properties) });

/** Any event of a room of this kind, as it is answered. */
function eventShape({ events }: Slice): Json {
  const kinds = Object.entries(events).map(([type, body]) =>
    shapeOf(
      z.object({ seq: z.int().positive(), id: EventId, type: z.literal(type), at: z.iso.datetime(), actor: ActorRef, body }),
      "output",
    ),
  );
  return { oneOf: kinds };
}

const headers: Json = {
  hat: {
    name: "x-linkwork-org",
    in: "header",
    required: true,
    description: "the organisation that you act for, one of those in identity.me",
    schema: shapeOf(OrgId, "input"),
  },
  person: {
    name: "x-linkwork-person",
    in: "header",
    required: false,
    description: "who you believe you are: refused with NotSignedIn when the cookie is another person's",
    schema: shapeOf(PersonId, "input"),
  },
  script: {
    name: "x-linkwork",
    in: "header",
    required: true,
    description: "says that no foreign page sent this; only our own pages, whose browser sends an Origin, can do without",
    schema: { const: "1" },
  },
};

const refusal: Json = {
  description: "refused: in the calls' own shape, or barely where it was refused before them (a wrong origin, a wrong content type)",
  content: json({
    anyOf: [
      object({
        error: object({
          message: { const: "" },
          code: { type: "integer" },
          data: object({ code: { type: "string" }, httpStatus: { type: "integer" }, linkwork: ref("schemas/WireError") }),
        }),
      }),
      object({ error: ref("schemas/WireError") }),
    ],
  }),
};

function operation(path: string, { _def: { type, inputs, meta = {} } }: Procedure): Json {
  const [input, ...more] = inputs;
  if (more.length > 0) throw new Error(`${path} has more than one schema for its input`);
  const { needs = "hat", command, stepUp } = meta;
  const says = [
    ...(command ? [`A command to a \`${command.kind}:\` room. It is answered once it is durable.`] : []),
    ...(stepUp ? ["Asks for a factor that was given within ten minutes, else `StepUpNeeded`."] : []),
  ].join(" ");
  const query = type === "query";
  const shape = input && shapeOf(input, "input");
  const asked = { name: "input", in: "query", required: true, description: "JSON, URL-encoded", content: shape && json(shape) };
  return {
    operationId: path,
    tags: [path.split(".")[0]],
    ...(says ? { description: says } : {}),
    parameters: [
      ...(query && shape ? [asked] : []),
      ...(needs === "hat" ? [ref("parameters/hat"), ref("parameters/person")] : []),
      ...(query ? [] : [ref("parameters/script")]),
    ],
    ...(!query && shape ? { requestBody: { required: true, content: json(shape) } } : {}),
    responses: {
      "200": {
        description: command ? "the event that the command became" : "the answer",
        content: json(object({ result: object({ data: command ? ref(`schemas/${eventOf(command.kind)}`) : {} }) })),
      },
      default: ref("responses/Refused"),
    },
    ...(needs === "nothing" ? { security: [] } : {}),
  };
}

/** The HTTP door as OpenAPI 3.1: every procedure that the router has, and nothing else. */
export function openApiOf({ router, slices, cookie }: { router: AnyTRPCRouter; slices: readonly Slice[]; cookie: string }): Json {
  const procedures = Object.entries(router._def.procedures as Record<string, Procedure>);
  const answered = new Set(procedures.map(([, { _def }]) => _def.meta?.command?.kind));
  const events = slices.filter((s) => answered.has(s.kind)).map((s) => [eventOf(s.kind), eventShape(s)]);
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")) as { version: string };
  return {
    openapi: "3.1.0",
    info: { title: "Linkwork", version, description: about, license: { name: "AGPL-3.0-or-later", identifier: "AGPL-3.0-or-later" } },
    servers: [{ url: "/" }],
    security: [{ session: [] }],
    paths: Object.fromEntries(
      procedures.map(([path, p]) => [`/trpc/${path}`, { [p._def.type === "query" ? "get" : "post"]: operation(path, p) }]),
    ),
    components: {
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: cookie } },
      parameters: headers,
      responses: { Refused: refusal },
      schemas: { ...Object.fromEntries(events), WireError: shapeOf(WireErrorShape, "output") },
    },
  };
}
