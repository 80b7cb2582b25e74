import { EventEmitter } from "node:events";

type Layer = {
  name: string;
  route?: { path: string; methods?: Record<string, boolean>; stack: { method?: string }[] };
  slash?: boolean;
  matchers?: ((path: string) => unknown)[];
};
type Found = { stack: Layer[]; sockets: { eventNames(): (string | symbol)[] }[] };

/** Where a layer that is no route can be mounted: asked of the layer itself, since Express keeps no path for it. */
const mounts = ["/trpc", "/api", "/files", "/imports", "/ics", "/openreferral", "/basemap", "/assets"];

/**
 * Listens in while the app is built: finds the Express app among the HTTP server's listeners, and each connection's socket.
 * What is listed is what runs, not what somebody remembered to list. Call `done` when the app is up and one socket is connected.
 */
export function listenIn(): { found: Found; done(): void } {
  const found: Found = { stack: [], sockets: [] };
  const original = EventEmitter.prototype.on;
  EventEmitter.prototype.on = function on(this: EventEmitter & { nsp?: unknown; handshake?: unknown }, event, listener) {
    const app = listener as unknown as { router?: { stack?: Layer[] } };
    if (event === "request" && app.router?.stack) found.stack = app.router.stack;
    if (this.nsp && this.handshake && !found.sockets.includes(this)) found.sockets.push(this);
    return original.call(this, event, listener);
  };
  return {
    found,
    done: () => {
      EventEmitter.prototype.on = original;
    },
  };
}

/** Every layer of the running Express app in words: a route with its methods, or a middleware with where it is mounted. */
export function httpDoors({ stack }: Found): string[] {
  return stack.map(({ name, route, slash, matchers }) => {
    if (!route) return `use ${slash ? "/" : mounts.filter((m) => matchers?.some((fits) => fits(m))).join(" ")} ${name}`;
    const methods = [...new Set(route.stack.map((s) => s.method?.toUpperCase() ?? "ALL"))];
    return `${methods.length > 10 ? "ALL" : methods.join(",")} ${route.path}`;
  });
}

/** The names of the events that a connected socket listens to. */
export const socketDoors = ({ sockets }: Found): string[] => [...new Set(sockets.flatMap((s) => s.eventNames().map(String)))].sort();

/** The procedures of a running router that ask for a fresh factor. */
export const stepUpPaths = (router: { _def: { procedures: unknown } }): string[] =>
  Object.entries(router._def.procedures as Record<string, { _def: { meta?: { stepUp?: true } } }>)
    .filter(([, { _def }]) => _def.meta?.stepUp)
    .map(([path]) => path)
    .sort();
