import type { ActorRef, OrgId } from "../kernel/shapes.ts";
import type { CaseEvent, Mention } from "./schema.ts";

/** Who said for an organisation that they have read and understood. */
export type Acknowledgement = { readonly by: ActorRef; readonly name: string; readonly at: string };
/** A message that asks organisations to say that they have read and understood it. */
export type Ask = {
  readonly messageSeq: number;
  /** its newest words: who said it of older ones is asked again */
  readonly versionSeq: number;
  /** the event with these words, and its time: from then on it is waited for */
  readonly id: string;
  readonly since: string;
  readonly author: ActorRef;
  /** when the message was written: from whose time on it is there */
  readonly posted: { readonly seq: number; readonly at: string };
  readonly urgent: boolean;
  readonly of: Readonly<Record<OrgId, Acknowledgement | null>>;
};
/** By the message's number. */
export type Asks = Readonly<Record<number, Ask>>;

/** Minutes after which the notice of an urgent one is repeated, for whoever has not answered. */
export const repeatAfter = [5, 30] as const;

export function foldAsks(asks: Asks, event: CaseEvent): Asks {
  switch (event.type) {
    case "messagePosted": {
      const { ask } = event.body;
      if (!ask) return asks;
      const { seq, id, at, actor } = event;
      const of = Object.fromEntries(ask.orgs.map((orgId) => [orgId, null]));
      const posted = { seq, at };
      return {
        ...asks,
        [seq]: { messageSeq: seq, versionSeq: seq, id, since: at, author: actor, posted, urgent: ask.urgent === true, of },
      };
    }
    case "messageEdited": {
      const ask = asks[event.body.messageSeq];
      if (!ask) return asks;
      const of = Object.fromEntries(Object.keys(ask.of).map((orgId) => [orgId, null]));
      return { ...asks, [ask.messageSeq]: { ...ask, versionSeq: event.seq, id: event.id, since: event.at, of } };
    }
    case "acknowledged": {
      const ask = asks[event.body.messageSeq];
      if (!ask) return asks;
      const said = { by: event.actor, name: event.body.name, at: event.at };
      return { ...asks, [ask.messageSeq]: { ...ask, of: { ...ask.of, [event.actor.orgId]: said } } };
    }
    case "messageRedacted": {
      const { [event.body.messageSeq]: _gone, ...rest } = asks;
      return rest;
    }
    default:
      return asks;
  }
}

/** The organisations that have not said so yet. */
export const waitedFor = (ask: Ask): OrgId[] => (Object.keys(ask.of) as OrgId[]).filter((orgId) => ask.of[orgId] === null);

/** How often each person or organisation was named, after a message that names these. */
export function countNamed(before: Readonly<Record<string, number>>, mentions: readonly Mention[] = []): Readonly<Record<string, number>> {
  if (mentions.length === 0) return before;
  const named = { ...before };
  for (const m of mentions) {
    const key = m.kind === "person" ? m.personId : m.orgId;
    named[key] = (named[key] ?? 0) + 1;
  }
  return named;
}
