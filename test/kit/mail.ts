import { readToken } from "../../apps/server/src/kernel/tokens.ts";
import { ourOrigin } from "./wire.ts";
import type { Node } from "./world.ts";

const tokenIn = (text: string): string => /#([\w-]{86})/.exec(text)?.[1] ?? "";
/** The link's token in the newest mail to an address, as its owner finds it. */
export async function mailedToken({ app }: Pick<Node, "app">, to: string): Promise<string> {
  await app.effects.settled();
  return tokenIn((await app.mail.caught()).find((mail) => mail.to === to)?.text ?? "");
}
export const hashIn = (token: string): string => readToken(token).hash;

/** A call over HTTP by somebody who has no hat: signed in with this cookie, or not at all. */
export async function callAs(base: string, path: string, input: unknown, cookie = "") {
  const headers = { cookie, origin: ourOrigin, "content-type": "application/json" };
  const response = await fetch(`${base}/trpc/${path}`, { method: "POST", headers, body: JSON.stringify(input) });
  const text = await response.text();
  const body = JSON.parse(text) as { result?: { data: unknown }; error?: { data: { linkwork: { code: string } } } };
  return {
    status: response.status,
    text,
    data: body.result?.data as Record<string, unknown> | undefined,
    code: body.error?.data.linkwork.code,
  };
}
