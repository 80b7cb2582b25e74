import type { AppRouter } from "@linkwork/server";
import type { OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import type { Answer } from "@linkwork/shared/kernel/wire.ts";
import { createTRPCClient, httpBatchLink, type TRPCLink } from "@trpc/client";
import type { inferRouterOutputs } from "@trpc/server";
import { observable } from "@trpc/server/observable";
import { Refused, refusedFrom } from "./refused.ts";
import { ask, connectedAs } from "./socket.ts";
import { orgIdNow, personIdNow } from "./standing.ts";
import { stepUp } from "./step-up.ts";
import { createValue } from "./value.ts";

export type { AppRouter };
/** What the page behind an invitation shows. */
export type Invited = inferRouterOutputs<AppRouter>["identity"]["readInvitation"];
/** An organisation as the platform's administrators see it. */
export type Administered = inferRouterOutputs<AppRouter>["identity"]["administration"][number];

/**
 * A call's own author and hat, where they aren't who is here now: what waited in the outbox is sent by who wrote it, under the hat it was
 * written under. `byCookie` asks past the open connection, which may be of a session that is no longer the cookie's.
 */
export type CallContext = { personId?: PersonId; orgId?: OrgId; byCookie?: true };

/** The last refusal that is about the session, not about the call: session.ts looks into it. */
export const sessionRefused = createValue<Refused | null>(null);

/** An HTTP answer that did not come within this time has not come (ms). */
const patience = 20_000;

/** `fetch` that gives up after a while. */
const patiently: NonNullable<Parameters<typeof httpBatchLink<AppRouter>>[0]["fetch"]> = (url, init) => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  init?.signal?.addEventListener("abort", () => stop.abort());
  return fetch(url, { ...(init as RequestInit), signal: stop.signal }).finally(() => clearTimeout(timer));
};

const headersFor = (personId: PersonId | undefined, orgId: OrgId | undefined) => ({
  "x-linkwork": "1",
  ...(personId ? { "x-linkwork-person": personId } : {}),
  ...(orgId ? { "x-linkwork-org": orgId } : {}),
});

/** Over the one socket where it is open, else over HTTP. Every call bears being sent twice (commands by their id), so one whose answer was lost goes over HTTP again. */
const door: TRPCLink<AppRouter> = (runtime) => {
  // one for each person and hat: what goes out together is said by one
  const links = new Map<string, ReturnType<TRPCLink<AppRouter>>>();
  const linkFor = (personId: PersonId | undefined, orgId: OrgId | undefined) => {
    const key = `${personId} ${orgId}`;
    const headers = headersFor(personId, orgId);
    const link = links.get(key) ?? httpBatchLink<AppRouter>({ url: "/trpc", fetch: patiently, maxItems: 10, headers })(runtime);
    links.set(key, link);
    return link;
  };
  return (props) =>
    observable((observer) => {
      const { path, input, context } = props.op;
      const { personId = personIdNow(), orgId = orgIdNow(), byCookie } = context as CallContext;
      let stopped = false;
      let overHttp: { unsubscribe(): void } | undefined;
      let asked = path.startsWith("factors.give");
      const fail = (error: unknown) => {
        const refused = refusedFrom(error);
        refused.of = path.split(".")[0];
        if (refused.code === "StepUpNeeded" && !asked) {
          asked = true;
          const { ask: how } = refused.details;
          void stepUp(how === "password" || how === "code" ? how : "factor").then((given) => {
            if (stopped) return;
            // the cookie's session is the one in which it was given
            if (given) overTheWeb();
            else observer.error(refused);
          });
          return;
        }
        if (refused.meaning === "UNAUTHORIZED" || refused.code === "NotAMember") sessionRefused.set(refused);
        observer.error(refused);
      };
      const overTheWeb = () => {
        const link = linkFor(personId, orgId);
        overHttp = link(props).subscribe({ next: (v) => observer.next(v), error: fail, complete: () => observer.complete() });
      };
      const answered = (answer: Answer) => {
        if (stopped) return;
        if (!answer.ok) return fail(new Refused(answer.error));
        observer.next({ result: { type: "data", data: answer.data } });
        observer.complete();
      };
      const open = byCookie ? undefined : connectedAs();
      if (open && open.personId === personId && open.orgId === orgId)
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
