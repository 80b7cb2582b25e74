import { themeWords } from "@linkwork/shared/exchange/words.ts";
import { offerWords as words } from "@linkwork/shared/exchange/words-hosting.ts";
import { asksWords } from "@linkwork/shared/exchange/words-ready.ts";
import type { PersonId } from "@linkwork/shared/kernel/ids.ts";
import { Note } from "../../ui/note.tsx";
import type { OfferDraft } from "../offer-draft.ts";
import type { Offer } from "../offer-form.ts";

/** Under which question each of them stands. */
const questions: Readonly<Record<keyof Offer, string>> = {
  ...{
    title: words.name,
    theme: words.theme,
    seen: words.seen,
    meet: words.meet,
    place: words.place,
    spot: words.spot,
    access: words.access,
  },
  ...{ contact: words.contact, deputy: words.deputy, risk: words.risk, clients: words.clients, permission: words.permission },
  ...{ asks: asksWords.first, months: asksWords.months, check: asksWords.check, checkWhy: asksWords.why },
  ...{ day: words.when, starts: words.when, minutes: words.when, zone: words.when, again: words.when, rule: words.when },
  ...{ until: words.when, except: words.when, second: words.when },
  ...{ mode: words.places, capacity: words.places, reserve: words.places, notice: words.places },
  ...{ cutOff: words.places, buffer: words.places, perDay: words.places },
};
const texts: readonly (keyof Offer)[] = ["title", "seen", "meet", "place", "risk", "permission", "checkWhy"];
const notAsked: readonly string[] = [words.when, words.places];

type Props = { draft: OfferDraft /** days and places are not asked for here */; open: boolean; nameOf: (personId: PersonId) => string };
/** What a colleague changed while somebody was writing: what was taken over, and what of theirs would go. */
export function OfferMeanwhile({ draft: { meanwhile, base }, open, nameOf }: Props) {
  const theirs = (field: keyof Offer): string | undefined => {
    const value = base[field];
    if (field === "contact" || field === "deputy") return base[field] === "" ? "" : nameOf(base[field] as PersonId);
    if (field === "theme") return base.theme === "" ? "" : themeWords[base.theme];
    return texts.includes(field) && typeof value === "string" ? value : undefined;
  };
  // one line a question, whatever of it was changed
  const lines = new Map<string, { mine: boolean; words: string | undefined }>();
  for (const { field, mine } of meanwhile) {
    const question = questions[field];
    if (!(open && notAsked.includes(question)))
      lines.set(question, { mine: mine || lines.get(question)?.mine === true, words: theirs(field) });
  }
  if (lines.size === 0) return null;
  return (
    <Note tone="wait" role="status">
      <p>
        <b>{words.meanwhile}</b>
      </p>
      <ul className="missing-list">
        {[...lines].map(([question, line]) => (
          <li key={question}>
            <i>{question}</i> {line.mine ? words.meanwhileMine : words.meanwhileTheirs}{" "}
            {line.mine && line.words !== undefined ? <q dir="auto">{line.words || words.meanwhileEmpty}</q> : null}
          </li>
        ))}
      </ul>
    </Note>
  );
}
