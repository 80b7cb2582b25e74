/// <reference lib="webworker" />
// The shell of Linkwork for when there is no network: the page, its scripts, styles and font. Never data.

/** build/service-worker-plugin.ts writes both at the top of the built file. */
declare const self: ServiceWorkerGlobalScope & { readonly __ASSETS__: readonly string[]; readonly __VERSION__: string };

const prefix = "linkwork-shell-";
const current = `${prefix}${self.__VERSION__}`;
const shell = "/index.html";
/** What is always asked of the server: calls, sign-in, sockets, files and everything for machines. */
const doors = /^\/(?:trpc|api|socket\.io|files|imports|ics|openreferral|basemap|healthz|readyz|metrics|\.well-known)(?:\/|$)/;
/** How long the network may take to show the page before the kept one is shown (ms). */
const patience = 4_000;
const assets = new Set(self.__ASSETS__);

async function install(): Promise<void> {
  const cache = await caches.open(current);
  // hashed files never change; the page itself must be the one that belongs to them
  await cache.addAll([...assets].map((path) => new Request(path, { cache: path.startsWith("/assets/") ? "default" : "reload" })));
}

/** Clears away old shells, but keeps the one before: a tab that still runs it may want another of its parts. */
async function activate(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== current);
  await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The page: from the server if it answers, else as it was kept. */
async function page(request: Request): Promise<Response> {
  const kept = async () => (await caches.open(current)).match(shell);
  const network = fetch(request);
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience));
  const first = await Promise.race([network, late]).catch(() => undefined);
  if (first && first.status < 500) return first;
  return (await kept()) ?? (await network);
}

/** A part of the shell: as it was kept, of whichever version, else from the server. */
const part = async (request: Request): Promise<Response> => (await caches.match(request, { ignoreSearch: true })) ?? (await fetch(request));

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data === "takeOver") event.waitUntil(self.skipWaiting());
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || doors.test(url.pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (assets.has(url.pathname) || url.pathname.startsWith("/assets/")) event.respondWith(part(request));
});

export type {};
