import type { z } from "zod";
import type { EventId } from "./ids.ts";
import type { ActorRef, Role, Sector } from "./shapes.ts";

/** The actor as the rules see it: the session's word on hat and roles, at most 5 s old on a socket. */
export type Actor = ActorRef & {
  readonly roles: readonly Role[];
  readonly name: string;
  readonly orgName: string;
  readonly sector: Sector;
  /** true for effects and the seed: the house itself, never a person */
  readonly system?: true;
  /** came by a panel's poster, and nobody of the panel has let them in yet: what isn't public isn't there for them */
  readonly newcomer?: true;
};

/** An event as a client sees it; one member of a slice's union. `at` is ISO 8601 UTC; `seq` counts from 1 without a hole in its room. */
export type EventOf<Type extends string, Body> = {
  readonly seq: number;
  readonly id: EventId;
  readonly type: Type;
  readonly at: string;
  readonly actor: ActorRef;
  readonly body: Body;
};

/** The union of all events that a table of zod schemas (type -> body) allows. */
export type EventsOf<Schemas extends Record<string, z.ZodType>> = {
  [T in keyof Schemas & string]: EventOf<T, z.output<Schemas[T]>>;
}[keyof Schemas & string];

/** The union of all commands that a table of zod schemas (type -> input) allows. */
export type CommandsOf<Schemas extends Record<string, z.ZodType>> = {
  [T in keyof Schemas & string]: { readonly type: T; readonly input: z.output<Schemas[T]> };
}[keyof Schemas & string];

/** Any event, for the kernel that knows no slice. */
export type AnyEvent = EventOf<string, Record<string, unknown>>;
/** Any command, for the kernel that knows no slice. */
export type AnyCommand = { readonly type: string; readonly input: Record<string, unknown> };
/** What decide returns before the log gives it its number: type and body. */
export type Draft<E extends { type: string; body: unknown }> = E extends unknown
  ? { readonly type: E["type"]; readonly body: E["body"] }
  : never;
