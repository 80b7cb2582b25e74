import type { Guest } from "@linkwork/shared/cases/guests.ts";
import type { Participation } from "@linkwork/shared/cases/state.ts";
import { guestWords } from "@linkwork/shared/cases/words-guests.ts";
import { endWords } from "../guests.ts";

export type ReadersProps = { readers: readonly Participation[]; guests: readonly Guest[]; now: number };

const list = new Intl.ListFormat("en-GB");

/** "4 people will read this at Southside Practice and Govan Food Hub; Amina Yusuf is a guest until 15:30" */
export function ReadersLine({ readers, guests, now }: ReadersProps) {
  const members = readers.flatMap((p) => p.members.map((m) => m.personId));
  const people = new Set([...members, ...guests.map((guest) => guest.personId)]).size;
  const places = list.format(readers.map((p) => p.name));
  const inboxes = readers.filter((p) => p.inbox).map((p) => p.name);
  const visiting = guests.map(({ name, until }) => `${name}, ${guestWords.until(endWords(until, now))}`);
  const also = visiting.length > 0 ? `; also ${list.format(visiting)}` : "";
  if (inboxes.length > 0)
    return (
      <>
        <b>
          {people} {people === 1 ? "person" : "people"} and the shared inbox of {list.format(inboxes)} will read this
        </b>{" "}
        at {places}
        {also}
      </>
    );
  if (people <= 1)
    return (
      <>
        <b>Only you will read this</b> for now, at {places}
      </>
    );
  return (
    <>
      <b>{people} people will read this</b> at {places}
      {also}
    </>
  );
}
