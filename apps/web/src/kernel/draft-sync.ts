import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { useCallback, useEffect, useRef } from "react";
import { useDraftText } from "./drafts.ts";
import { standing } from "./standing.ts";
import { api } from "./trpc.ts";
import { keep, kept } from "./vault.ts";

/** Longer words stay on the device: they can't be sent like that either. */
const longest = 10_000;
const tellAfter = 1_500;

/** What this device knows of the draft that the server keeps: the count that its own words follow on, and whether it has words that the server lacks. */
type Follow = { rev: number; ahead: boolean };

/** Two drafts of the same message. Whichever goes further stands; where each has something of its own, both stand, one below the other: nothing is lost. */
export function mergeDrafts(theirs: string, mine: string): string {
  if (mine.includes(theirs.trim())) return mine;
  return theirs.includes(mine.trim()) ? theirs : `${theirs}\n\n${mine}`;
}

type Held = {
  follow: Follow | null;
  asking: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
  text: string;
  set(text: string): void;
};

const placeOf = (roomId: RoomId) => {
  const { me, hat } = standing.get();
  return me && hat ? { personId: me.personId, shelf: "note" as const, name: `draft/${hat.orgId}/${roomId}` } : null;
};

async function note(roomId: RoomId, held: Held, follow: Follow): Promise<void> {
  held.follow = follow;
  const place = placeOf(roomId);
  if (place) await keep(place, follow);
}

/** Brings the device's words and the server's together, and keeps what came of it on both. Where nobody answers, it is done the next time. */
async function follow(roomId: RoomId, held: Held): Promise<void> {
  if (held.asking || !held.follow) return;
  held.asking = true;
  try {
    if (held.text.length > longest) return;
    let { rev, ahead } = held.follow;
    let theirs = ahead ? null : await api.cases.draft.query({ roomId });
    for (let tries = 0; tries < 4; tries++) {
      if (theirs && theirs.rev !== rev) {
        // what was typed while the answer was on its way is ours
        const next = ahead || held.follow.ahead ? mergeDrafts(theirs.text, held.text) : theirs.text;
        ahead = next !== theirs.text;
        rev = theirs.rev;
        if (next !== held.text) held.set(next);
        await note(roomId, held, { rev, ahead });
      }
      if (!ahead && !held.follow.ahead) return;
      const sent = held.text;
      const answer = await api.cases.saveDraft.mutate({ roomId, text: sent, rev });
      if (answer.saved) {
        ahead = held.text !== sent;
        rev = answer.rev;
        await note(roomId, held, { rev, ahead });
        theirs = null;
      } else theirs = answer;
    }
  } catch {
    // kept on this device, and told the next time
  } finally {
    held.asking = false;
  }
}

/** Half-written words that follow their author: kept on this device as ever, and sealed on the server for their other devices. */
export function useFollowedDraft(roomId: RoomId, live: boolean): [text: string, set: (text: string) => void] {
  const [text, write, ready] = useDraftText(roomId);
  const held = useRef<Held>({ follow: null, asking: false, timer: undefined, text: "", set: () => undefined });
  held.current.text = text;
  held.current.set = write;
  useEffect(() => {
    const { current } = held;
    current.follow = null;
    const place = placeOf(roomId);
    if (!ready || !place) return;
    let here = true;
    const begin = async () => {
      const known = await kept<Follow>(place);
      if (!here) return;
      current.follow = known ?? { rev: 0, ahead: current.text !== "" };
      if (live) await follow(roomId, current);
    };
    const look = () => {
      if (document.visibilityState === "visible" && live) void follow(roomId, current);
    };
    void begin();
    document.addEventListener("visibilitychange", look);
    return () => {
      here = false;
      document.removeEventListener("visibilitychange", look);
      clearTimeout(current.timer);
      if (current.follow?.ahead && live) void follow(roomId, current);
    };
  }, [roomId, ready, live]);
  const set = useCallback(
    (next: string) => {
      const { current } = held;
      write(next);
      current.text = next;
      const known = current.follow;
      if (!known) return;
      if (!known.ahead) void note(roomId, current, { ...known, ahead: true });
      clearTimeout(current.timer);
      current.timer = setTimeout(() => void follow(roomId, current), next === "" ? 0 : tellAfter);
    },
    [roomId, write],
  );
  return [text, set];
}
