import { useSyncExternalStore } from "react";

type Said = { key: number; text: string; urgent: boolean };

const keptMs = 10_000;
let said: readonly Said[] = [];
let next = 0;
const listeners = new Set<() => void>();

function set(now: readonly Said[]): void {
  said = now;
  for (const tell of listeners) tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Has a sentence read out by screen readers, after what is being read; `urgent` interrupts (something ended, something was refused). Gives back how to take it away before its time. */
export function announce(text: string, { urgent = false }: { urgent?: boolean } = {}): () => void {
  const key = next++;
  const takeAway = () => set(said.filter((each) => each.key !== key));
  set([...said, { key, text, urgent }]);
  setTimeout(takeAway, keptMs);
  return takeAway;
}

/** The two live regions, once in the app, outside everything that changes with the place. */
export function Announcer() {
  const all = useSyncExternalStore(subscribe, () => said);
  // One paragraph a sentence: the same sentence twice is read twice, and a second never swallows the first.
  const lines = (urgent: boolean) => all.filter((each) => each.urgent === urgent).map((each) => <p key={each.key}>{each.text}</p>);
  return (
    <div className="visually-hidden">
      <div aria-live="polite" aria-relevant="additions">
        {lines(false)}
      </div>
      <div aria-live="assertive" aria-relevant="additions">
        {lines(true)}
      </div>
    </div>
  );
}
