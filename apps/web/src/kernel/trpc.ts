import type { AppRouter } from "@linkwork/server";
import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import type { Answer } from "@linkwork/shared/kernel/wire.ts";
import { createTRPCClient, httpBatchLink, httpLink, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { Refused, refusedFrom } from "./refused.ts";
import { ask, connectedAs } from "./socket.ts";
import { orgIdNow } from "./standing.ts";
import { createValue } from "./value.ts";

export type { AppRouter };

/** A call's own hat, where it isn't the one worn now: what waited in the outbox is sent under the hat it was written under. */
export type CallContext = { orgId?: OrgId };

/** The last refusal that is about the session, not about the call: session.ts looks into it. */
export const sessionRefused = createValue<Refused | null>(null);

/** An HTTP answer that did not come within this time has not come (ms). */
const patience = 20_000;

/** `fetch` that gives up after a while. */
const patiently: NonNullable<Parameters<typeof httpLink<AppRouter>>[0]["fetch"]> = (url, init) => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  init?.signal?.addEventListener("abort", () => stop.abort());
  return fetch(url, { ...(init as RequestInit), signal: stop.signal }).finally(() => clearTimeout(timer));
};

const headersFor = (orgId: OrgId | undefined) => ({ "x-linkwork": "1", ...(orgId ? { "x-linkwork-org": orgId } : {}) });
const http = { url: "/trpc", fetch: patiently };

/** Over the one socket where it is open, else over HTTP. Every call bears being sent twice (commands by their id), so one whose answer was lost goes over HTTP again. */
const door: TRPCLink<AppRouter> = (runtime) => {
  const worn = httpBatchLink<AppRouter>({ ...http, maxItems: 10, headers: () => headersFor(orgIdNow()) })(runtime);
  const other = httpLink<AppRouter>({ ...http, headers: ({ op }) => headersFor((op.context as CallContext).orgId) })(runtime);
  return (props) =>
    observable((observer) => {
      const { path, input, context } = props.op;
      const orgId = (context as CallContext).orgId ?? orgIdNow();
      let stopped = false;
      let overHttp: { unsubscribe(): void } | undefined;
      const fail = (error: unknown) => {
        const refused = refusedFrom(error);
        if (refused.meaning === "UNAUTHORIZED" || refused.code === "NotAMember") sessionRefused.set(refused);
        observer.error(refused);
      };
      const overTheWeb = () => {
        const link = orgId === orgIdNow() ? worn : other;
        overHttp = link(props).subscribe({ next: (v) => observer.next(v), error: fail, complete: () => observer.complete() });
      };
      const answered = (answer: Answer) => {
        if (stopped) return;
        if (!answer.ok) return fail(new Refused(answer.error));
        observer.next({ result: { type: "data", data: answer.data } });
        observer.complete();
      };
      if (orgId !== undefined && connectedAs() === orgId)
        ask<Answer>("call", { path, input: input ?? null }).then(answered, () => {
          if (!stopped) overTheWeb();
        });
      else overTheWeb();
      return () => {
        stopped = true;
        overHttp?.unsubscribe();
      };
    });
};

/** Every call there is, typed by the server's router. Rejects with `Refused` and nothing else. */
export const api = createTRPCClient<AppRouter>({ links: [door] });
