/** Follow the device, or always the one. */
export type Theme = "system" | "light" | "dark";
/** Follow the device, or always more. */
export type Contrast = "system" | "more";
export type Look = { theme: Theme; contrast: Contrast };

const key = "linkwork.look";
const system: Look = { theme: "system", contrast: "system" };
const listeners = new Set<() => void>();
let look: Look | undefined;

function stored(): Look {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    if (typeof found !== "object" || found === null) return system;
    const theme = "theme" in found && (found.theme === "light" || found.theme === "dark") ? found.theme : "system";
    const contrast = "contrast" in found && found.contrast === "more" ? "more" : "system";
    return { theme, contrast };
  } catch {
    // A browser that keeps nothing, or something odd in the store: the device's own wish is a good answer.
    return system;
  }
}

/** What is chosen on this device; stable between changes, for `useSyncExternalStore(onLook, currentLook)`. */
export function currentLook(): Look {
  look ??= stored();
  return look;
}

/** Tells of every change, also one made in another tab; returns the way to stop. */
export function onLook(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Chooses and keeps it on this device. */
export function chooseLook(choice: Partial<Look>): void {
  const next = { ...currentLook(), ...choice };
  try {
    localStorage.setItem(key, JSON.stringify(next));
  } catch {
    // Not kept, but it holds until the page is closed.
  }
  show(next);
}

/** Puts the choice on the page and follows it from then on. Call it once, before the first render. */
export function followLook(): void {
  show(currentLook());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => show(currentLook()));
  window.addEventListener("storage", (event) => {
    if (event.key === key) show(stored());
  });
}

function show(next: Look): void {
  look = next;
  const root = document.documentElement;
  if (next.theme === "system") delete root.dataset.theme;
  else root.dataset.theme = next.theme;
  if (next.contrast === "system") delete root.dataset.contrast;
  else root.dataset.contrast = next.contrast;
  // The browser's own bars take the paper's colour, whichever theme that is.
  const paper = getComputedStyle(root).getPropertyValue("--paper").trim();
  if (paper !== "") for (const meta of document.querySelectorAll('meta[name="theme-color"]')) meta.setAttribute("content", paper);
  for (const tell of listeners) tell();
}
