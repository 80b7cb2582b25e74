import type { Host } from "./schema.ts";
import type { Appetite, HostingEvent } from "./schema-hosting.ts";

type Body<Type extends HostingEvent["type"]> = Extract<HostingEvent, { type: Type }>["body"];
/** One version of an agreement; `at`: since when it is the newest, ISO. */
export type AgreementText = { readonly version: number; readonly words: string; readonly hash: string; readonly at: string };

/** What an organisation says of itself as a host. */
export type HostingState = {
  readonly host: Host | null;
  /** its agreement in all its versions, the first one first */
  readonly versions: readonly AgreementText[];
  /** as it was said last; whether that still counts is asked of the rules */
  readonly appetite: { readonly could: Appetite; readonly why?: string; readonly at: string; readonly until: string } | null;
  /** who asked whether they could come, by person: the last time */
  readonly asked: Readonly<Record<string, Body<"hostingAsked"> & { readonly at: string }>>;
};
export const noHosting: HostingState = { host: null, versions: [], appetite: null, asked: {} };

export function foldHosting(state: HostingState, { type, body, at }: HostingEvent): HostingState {
  switch (type) {
    case "agreementWritten": {
      const { version, words, hash, host } = body;
      return { ...state, host, versions: [...state.versions, { version, words, hash, at }] };
    }
    case "appetiteSaid": {
      const { could, why, until, host } = body;
      return { ...state, host, appetite: { could, at, until, ...(why ? { why } : {}) } };
    }
    case "hostingAsked":
      return { ...state, asked: { ...state.asked, [body.personId]: { ...body, at } } };
  }
}
