import { X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Button } from "./button.tsx";
import { Note } from "./note.tsx";

type Said = { key: number; text: string; urgent: boolean };
type All = { said: readonly Said[]; lines: readonly Pick<Said, "key" | "text">[] };

const keptMs = 10_000;
/** More would cover the page; the newest stand. */
const linesAtMost = 3;
let all: All = { said: [], lines: [] };
let next = 0;
const listeners = new Set<() => void>();

function set(change: Partial<All>): void {
  all = { ...all, ...change };
  for (const tell of listeners) tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const putAway = (key: number) => set({ lines: all.lines.filter((line) => line.key !== key) });

/** Takes away all that was said: the page is somebody else's, or nobody's. */
export function hush(): void {
  if (all.said.length + all.lines.length > 0) set({ said: [], lines: [] });
}

type How = {
  /** interrupts, and stands as a line on the page until it is put away: something was refused, and nobody may miss it */
  urgent?: boolean;
  /** the page says it in its own place already: it is only read out */
  onPage?: boolean;
};

/** Has a sentence read out by screen readers, after what is being read. Gives back how to take it away before its time. */
export function announce(text: string, { urgent = false, onPage = false }: How = {}): () => void {
  const key = next++;
  const takeAway = () => set({ said: all.said.filter((each) => each.key !== key), lines: all.lines.filter((line) => line.key !== key) });
  // said again, the same is one line
  const lines = urgent && !onPage ? [...all.lines.filter((line) => line.text !== text), { key, text }].slice(-linesAtMost) : all.lines;
  set({ said: [...all.said, { key, text, urgent }], lines });
  setTimeout(() => set({ said: all.said.filter((each) => each.key !== key) }), keptMs);
  return takeAway;
}

/** The two live regions, and the lines that stay until they are put away: once in the app, outside everything that changes with the place, above dialogs too. */
export function Announcer() {
  const { said, lines } = useSyncExternalStore(subscribe, () => all);
  // One paragraph a sentence: the same sentence twice is read twice, and a second never swallows the first.
  const spoken = (urgent: boolean) => said.filter((each) => each.urgent === urgent).map((each) => <p key={each.key}>{each.text}</p>);
  return (
    <div data-react-aria-top-layer="true">
      <div className="visually-hidden">
        <div aria-live="polite" aria-relevant="additions">
          {spoken(false)}
        </div>
        <div aria-live="assertive" aria-relevant="additions">
          {spoken(true)}
        </div>
      </div>
      {lines.length > 0 ? (
        <section className="told-lines" aria-label="What did not work">
          {lines.map(({ key, text }) => (
            <Note key={key} tone="stop">
              <div className="row">
                <p className="grow">{text}</p>
                <Button small tone="quiet" bare icon={<X />} onClick={() => putAway(key)}>
                  Put away: {text}
                </Button>
              </div>
            </Note>
          ))}
        </section>
      ) : null}
    </div>
  );
}
