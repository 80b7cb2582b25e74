import { guestOf } from "@linkwork/shared/cases/rules.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { guestWords } from "@linkwork/shared/cases/words-guests.ts";
import { Hourglass } from "lucide-react";
import { Note } from "../../ui/note.tsx";
import { useActor } from "../client.ts";
import { endWords } from "../guests.ts";

/** For a guest: until when they are here, and whether they may write. */
export function GuestLine({ state, now }: { state: CaseState; now: number }) {
  const guest = guestOf(state, useActor());
  if (!guest) return null;
  return (
    <Note icon={<Hourglass />}>
      {guestWords.untilHere(endWords(guest.until, now))} {guest.may === "read" ? guestWords.readsOnly : null}
    </Note>
  );
}
