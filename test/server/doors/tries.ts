import { full } from "../../kit/depth.ts";
import type { Acknowledged } from "../../kit/wire.ts";
import { json, ourOrigin } from "../../kit/wire.ts";
import type { World } from "../../kit/world.ts";
import type { Visitor } from "./standings.ts";

/** What a door answered: `allow`, or meaning and code; with the bytes in which it came. */
export type Outcome = { said: string; status: number; text: string };

const statuses: Record<string, number> = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  PRECONDITION_FAILED: 412,
  PAYLOAD_TOO_LARGE: 413,
  TOO_MANY_REQUESTS: 429,
};
/** The HTTP status that belongs to an outcome. */
export const statusOf = (said: string): number => (said === "allow" ? 200 : (statuses[said.split(" ")[0] ?? ""] ?? 500));

type Wire = { meaning: string; code: string };
type Item = { result?: unknown; error?: { data?: { linkwork?: Wire; httpStatus?: number } } };
const saidBy = (item: Item): string => {
  if (item.result) return "allow";
  const error = item.error?.data?.linkwork;
  return error ? `${error.meaning} ${error.code}` : "no answer of ours";
};

async function ask(world: World, visitor: Visitor, url: string, body: unknown, query: boolean): Promise<{ status: number; text: string }> {
  const headers = { cookie: visitor.cookie, origin: ourOrigin, "x-linkwork-org": visitor.orgId, ...json };
  const response = query
    ? await fetch(`${world.base}${url}`, { headers })
    : await fetch(`${world.base}${url}`, { method: "POST", headers, body: body === undefined ? null : JSON.stringify(body) });
  const text = await response.text();
  visitor.heard.push(text);
  return { status: response.status, text };
}

/** One call over HTTP. */
export async function overHttp(world: World, visitor: Visitor, path: string, input: unknown): Promise<Outcome> {
  const query = isQuery(world, path);
  const asked = query && input !== undefined ? `?input=${encodeURIComponent(JSON.stringify(input))}` : "";
  const { status, text } = await ask(world, visitor, `/trpc/${path}${asked}`, input, query);
  return { status, text, said: saidBy(JSON.parse(text) as Item) };
}

/** Calls in one request, all of them questions or all of them changes. */
export async function overBatch(world: World, visitor: Visitor, calls: readonly { path: string; input: unknown }[]): Promise<Outcome[]> {
  const query = calls.every(({ path }) => isQuery(world, path));
  const body = Object.fromEntries(calls.map(({ input }, i) => [i, input]).filter(([, input]) => input !== undefined));
  const paths = calls.map(({ path }) => path).join(",");
  const asked = query ? `&input=${encodeURIComponent(JSON.stringify(body))}` : "";
  const { text } = await ask(world, visitor, `/trpc/${paths}?batch=1${asked}`, body, query);
  const items = JSON.parse(text) as Item[];
  return items.map((item) => ({ said: saidBy(item), status: item.error?.data?.httpStatus ?? 200, text: JSON.stringify(item) }));
}

/** The same call over the socket; `event` for what is no call. */
export async function overSocket(visitor: Visitor, event: string, body: unknown): Promise<Outcome> {
  if (!visitor.wire) return { said: visitor.refused ?? "", status: statusOf(visitor.refused ?? ""), text: "" };
  const answer: Acknowledged = await visitor.wire.ask(event, body);
  const text = JSON.stringify(answer);
  visitor.heard.push(text);
  const said = answer.ok ? "allow" : `${answer.error.meaning} ${answer.error.code}`;
  return { said, status: statusOf(said), text };
}

/** Whether a path asks (GET) or changes (POST). */
export function isQuery(world: World, path: string): boolean {
  const all = world.app.router._def.procedures as unknown as Record<string, { _def: { type: string } } | undefined>;
  return all[path]?._def.type !== "mutation";
}

/** As many calls as the door takes at once. */
export const mostInBatch = 10;
const both = ["http", "socket"] as const;
/** Over which doors a cell is tried by itself: over both; in less than full depth by turns, so that every row and every standing comes to each. */
export const doorsFor = (turn: number): readonly string[] => (full ? both : both.slice(turn % 2, (turn % 2) + 1));
/** Whether a cell is tried in a batch too: in less than full depth every sixth is, for each standing another one. */
export const isInBatch = (turn: number): boolean => full || turn % 6 === 0;
