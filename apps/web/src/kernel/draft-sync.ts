import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { useCallback, useEffect, useRef } from "react";
import { useDraftText } from "./drafts.ts";
import { standing } from "./standing.ts";
import { api, type CallContext } from "./trpc.ts";
import { keep, kept } from "./vault.ts";

/** Longer words stay on the device: they can't be sent like that either. */
const longest = 10_000;
const tellAfter = 1_500;

/** What both knew when device and server last agreed: the server's count and the words; and what was sent since, as long as no answer came. */
type Follow = { rev: number; base: string; sent?: string };

/** Two drafts of the same message, and the words that both come from. What one side left alone gives way to the other's change, be it that all is gone. Where both changed, whichever goes further stands; where each has something of its own, both stand, one below the other: nothing is lost. */
export function mergeDrafts(theirs: string, mine: string, base = ""): string {
  if (theirs === base) return mine;
  if (mine === base) return theirs;
  if (mine.includes(theirs.trim())) return mine;
  return theirs.includes(mine.trim()) ? theirs : `${theirs}\n\n${mine}`;
}

/** Whose the words are and under which hat, and where this device notes how far the server has them. */
const ownerOf = (roomId: RoomId) => {
  const { me, hat } = standing.get();
  if (!me || !hat) return null;
  const context: CallContext = { personId: me.personId, orgId: hat.orgId };
  return { context, place: { personId: me.personId, shelf: "note" as const, name: `follow/${hat.orgId}/${roomId}` } };
};

type Held = {
  roomId: RoomId;
  /** by now another hat may be worn: what is told is told under the one that it was written under */
  context: CallContext;
  place: NonNullable<ReturnType<typeof ownerOf>>["place"];
  /** null until the device has said it */
  known: Follow | null;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** whether the box still shows these words */
  here: boolean;
  text(): string;
  show(text: string): void;
};

/** One at a time for a place, also where a box is left and opened again meanwhile: the second one would go by what the first is about to change. */
const running = new Map<string, Promise<void>>();

async function note(held: Held, known: Follow): Promise<Follow> {
  held.known = known;
  await keep(held.place, known);
  return known;
}

/** Brings the device's words and the server's together, and keeps what came of it on both. */
async function bringTogether(held: Held, begun: Follow): Promise<void> {
  const { roomId, context } = held;
  let known = begun;
  let theirs = held.text() === known.base ? await api.cases.draft.query({ roomId }, { context }) : null;
  for (let tries = 0; tries < 4; tries++) {
    if (theirs && theirs.rev !== known.rev) {
      // words whose answer never came are there all the same
      const next = mergeDrafts(theirs.text, held.text(), theirs.text === known.sent ? theirs.text : known.base);
      if (next !== held.text()) {
        if (!held.here) return;
        held.show(next);
      }
      known = await note(held, { rev: theirs.rev, base: theirs.text });
    }
    const text = held.text();
    if (text === known.base || text.length > longest) return;
    known = await note(held, { ...known, sent: text });
    const answer = await api.cases.saveDraft.mutate({ roomId, text, rev: known.rev }, { context });
    if (answer.saved) known = await note(held, { rev: answer.rev, base: text });
    theirs = answer.saved ? null : answer;
  }
}

/** Where nobody answers, it is done the next time. */
function follow(held: Held): void {
  const { known, place } = held;
  if (!known || running.has(place.name)) return;
  const work = bringTogether(held, known)
    .catch(() => undefined)
    .finally(() => running.delete(place.name));
  running.set(place.name, work);
}

/** Half-written words that follow their author: kept on this device as ever, and sealed on the server for their other devices. */
export function useFollowedDraft(roomId: RoomId, live: boolean): [text: string, set: (text: string) => void] {
  const [text, write, ready] = useDraftText(roomId);
  const held = useRef<Held | null>(null);
  const now = useRef({ text, live });
  useEffect(() => {
    now.current = { ...now.current, text };
  }, [text]);
  useEffect(() => {
    now.current = { ...now.current, live };
    if (live && held.current) follow(held.current);
  }, [live]);
  const show = useCallback(
    (next: string) => {
      now.current = { ...now.current, text: next };
      write(next);
    },
    [write],
  );
  useEffect(() => {
    const owner = ownerOf(roomId);
    if (!ready || !owner) return;
    const { place } = owner;
    const mine: Held = { roomId, ...owner, known: null, timer: undefined, here: true, text: () => now.current.text, show };
    const tell = () => {
      if (now.current.live) follow(mine);
    };
    const begin = async () => {
      await running.get(place.name);
      const known = await kept<Follow>(place);
      if (!mine.here) return;
      mine.known = known ?? { rev: 0, base: "" };
      tell();
    };
    const look = () => {
      if (document.visibilityState === "visible") tell();
    };
    held.current = mine;
    void begin();
    document.addEventListener("visibilitychange", look);
    return () => {
      const left = now.current.text;
      mine.text = () => left;
      mine.here = false;
      held.current = null;
      document.removeEventListener("visibilitychange", look);
      clearTimeout(mine.timer);
      if (mine.known && left !== mine.known.base) tell();
    };
  }, [roomId, ready, show]);
  const set = useCallback(
    (next: string) => {
      show(next);
      const { current } = held;
      if (!current) return;
      clearTimeout(current.timer);
      current.timer = setTimeout(() => now.current.live && follow(current), next === "" ? 0 : tellAfter);
    },
    [show],
  );
  return [text, set];
}
