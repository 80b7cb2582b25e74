import { useValue } from "./use-value.ts";
import { createValue } from "./value.ts";
import { whenIdle } from "./when-idle.ts";

const updateEvery = 3600_000;
const ready = createValue<ServiceWorker | null>(null);
let asked = false;

/** The service worker that shows the page where there is no network. In a built client only: in development it would show yesterday's work. */
export function registerWorker(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  // it fetches every file there is: what this page needs goes first
  whenIdle(() => {
    navigator.serviceWorker
      .register("/service-worker.js", { scope: "/" })
      .then(watch)
      // a browser that refuses workers shows the page online all the same
      .catch(() => undefined);
  }, 3_000);
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    // only who asked for the new version is moved to it; other tabs finish what they are in
    if (asked) location.reload();
  });
}

function watch(registration: ServiceWorkerRegistration): void {
  const look = () => {
    const { waiting } = registration;
    if (waiting && navigator.serviceWorker.controller) ready.set(waiting);
  };
  look();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
  setInterval(() => void registration.update().catch(() => undefined), updateEvery);
}

/** A newer version lies ready: show a quiet line with a button that calls `take`. Nothing reloads by itself, least of all while somebody writes. */
export function useUpdate(): { readonly ready: boolean; take(): void } {
  return { ready: useValue(ready) !== null, take };
}

function take(): void {
  const worker = ready.get();
  if (!worker) return;
  asked = true;
  worker.postMessage("takeOver");
}
