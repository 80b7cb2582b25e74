import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import type { ClosedCode, SignalFrame, WireError } from "@linkwork/shared/kernel/wire.ts";
import type { Socket } from "socket.io-client";
import { createValue } from "./value.ts";

/** What the server sends unasked. */
type Frames = {
  events(frame: { roomId: RoomId; events: AnyEvent[] }): void;
  closed(frame: { roomId: RoomId; code: ClosedCode }): void;
  heads(frame: Record<string, number>): void;
  signal(frame: SignalFrame): void;
};
type Listening = Frames & {
  refused(error: WireError): void;
  /** the server ended the connection: a session that is over, a hat taken off, or one tab too many */
  cut(): void;
};

/** A person and the hat that they wear. */
type Wearer = { readonly personId: PersonId; readonly orgId: OrgId };

/** An acknowledgement that did not come within this time has not come (ms). */
const patience = 10_000;

/** The one connection. `up` once the server let us in; `failed` counts attempts in a row that reached nobody. */
export const connection = {
  up: createValue(false),
  failed: createValue(0),
};

let socket: Socket | undefined;
let wearer: Wearer | undefined;
let again: ReturnType<typeof setTimeout> | undefined;

/** Whose the open connection is, and the hat that it wears. */
export const connectedAs = (): Wearer | undefined => (connection.up.get() ? wearer : undefined);

/** The code of the connection, also ahead of it. */
export const socketCode = () => import("socket.io-client");

/** Opens the connection for a person under a hat; an older one is closed first. */
export async function connect(who: Wearer, listening: Listening): Promise<void> {
  disconnect();
  wearer = who;
  const { io } = await socketCode();
  if (wearer !== who || socket) return;
  const one = io({
    path: "/socket.io",
    transports: ["websocket"],
    // asked again each time it comes back: the cookie may be another person's by then
    auth: who,
    reconnectionDelay: 500,
    reconnectionDelayMax: 10_000,
    timeout: 8_000,
    forceNew: true,
  });
  socket = one;
  const mine = (handle: () => void) => () => {
    if (socket === one) handle();
  };
  one.on(
    "connect",
    mine(() => {
      connection.failed.set(0);
      connection.up.set(true);
    }),
  );
  one.on("disconnect", (reason) =>
    mine(() => {
      connection.up.set(false);
      if (reason !== "io server disconnect") return;
      listening.cut();
      // not at once, and not where nobody looks: of too many tabs, two would cut each other for ever
      if (seen()) later(one, 1_000 + Math.random() * 2_000);
    })(),
  );
  one.on("connect_error", (error: Error & { data?: WireError }) =>
    mine(() => {
      connection.up.set(false);
      if (error.data?.code) {
        listening.refused(error.data);
        later(one, 5_000 + Math.random() * 5_000);
      } else connection.failed.set(connection.failed.get() + 1);
    })(),
  );
  for (const name of ["events", "closed", "heads", "signal"] as const)
    one.on(name, (frame) => mine(() => (listening[name] as (f: unknown) => void)(frame))());
}

const seen = (): boolean => document.visibilityState === "visible";

function later(one: Socket, ms: number): void {
  clearTimeout(again);
  again = setTimeout(() => {
    if (socket === one && !one.connected) one.connect();
  }, ms);
}

/** Closes the connection; nothing is heard from it any more. */
export function disconnect(): void {
  clearTimeout(again);
  const one = socket;
  socket = undefined;
  wearer = undefined;
  one?.disconnect();
  connection.up.set(false);
}

/** Lets go of a connection that can't be trusted (the network went, the machine slept) and, unless told to wait, makes a new one. */
export function renew(wait = false): void {
  if (!socket) return;
  socket.disconnect();
  connection.up.set(false);
  if (!wait) socket.connect();
}

/** Tries anew if nothing else does. */
export function nudge(): void {
  if (socket && !socket.active && seen()) socket.connect();
}

/** Asks, and waits for the acknowledgement. Rejects when nobody answers. */
export async function ask<T>(event: "call" | "subscribe" | "unsubscribe" | "signal", payload: unknown): Promise<T> {
  if (!socket || !connection.up.get()) throw new Error("not connected");
  return (await socket.timeout(patience).emitWithAck(event, payload)) as T;
}
