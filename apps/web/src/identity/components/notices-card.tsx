import { kindsFor, type NoticeKind, type Way, type Wishes, ways, wishesOf } from "@linkwork/shared/identity/rules-notices.ts";
import {
  hourWords,
  noticeKindWords,
  noticeLetter,
  quietWords,
  wayWords,
  weekdayWords,
  noticeWords as words,
} from "@linkwork/shared/identity/words-notices.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { usePerson } from "../../kernel/notices.ts";
import { useSession } from "../../kernel/session.ts";
import { api } from "../../kernel/trpc.ts";
import { useWork, type Work, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { CheckCards, RadioCards } from "../../ui/choice-cards.tsx";
import { SelectField } from "../../ui/field.tsx";
import { Note } from "../../ui/note.tsx";

const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: hourWords(hour) }));
const usualNight = { from: 19, to: 7 };
/** Fields of the form by where the server found something. */
const fieldOf = (path: string): string | undefined =>
  path.startsWith("quiet.hours") ? "quiet-to" : path.startsWith("quiet.daysOff") ? "days-off" : undefined;

/** Where notices reach me, when they don't, and what a mail looks like. A mail's "fewer mails" leads here. */
export function NoticesCard() {
  const person = usePerson();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (location.hash !== "#notices") return;
    heading.current?.scrollIntoView();
    heading.current?.focus();
  }, []);
  return (
    <section className="card" id="notices" aria-labelledby="notices-title">
      <h2 id="notices-title" ref={heading} tabIndex={-1}>
        {words.title}
      </h2>
      <p className="soft">{words.lead}</p>
      {person ? <Choices kept={wishesOf(person)} /> : <p className="soft">{words.coming}</p>}
    </section>
  );
}

function Choices({ kept }: { kept: Wishes }) {
  const { me } = useSession();
  const welcome = useQuery({ queryKey: ["welcome"], queryFn: () => api.identity.welcome.query(), staleTime: 60_000 });
  const [wishes, setWishes] = useState(kept);
  const sent = useRef({ id: newId(Date.now()), as: "" });
  const work = useWork(fieldOf);
  if (!me) return null;
  const kinds = kindsFor(me.memberships.flatMap(({ roles }) => roles));
  const keep = async () => {
    const { hours: night, daysOff } = wishes.quiet;
    const missing = [
      ...(night && night.from === night.to ? [{ field: "quiet-to", message: words.sameHours }] : []),
      ...(daysOff.length === 7 ? [{ field: "days-off", message: words.noDay }] : []),
    ];
    if (!work.check(missing)) return;
    // sent again after a fault it is the same request; with other choices it is another one
    const as = JSON.stringify(wishes);
    if (sent.current.as !== as) sent.current = { id: newId(Date.now()), as };
    const request = { roomId: personRoom(me.personId), id: sent.current.id, input: wishes };
    if (!(await work.run(() => api.identity.chooseNotices.mutate(request)))) return;
    sent.current.as = "";
    announce(words.kept);
  };
  if (kinds.length === 0) return <p>{words.nothing}</p>;
  return (
    <form
      className="stack loose"
      aria-label={words.title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <WorkErrors work={work} />
      {welcome.data?.mail === "none" ? <Note tone="wait">{words.noMail}</Note> : null}
      <div className="halves">
        <div className="stack loose">
          {kinds.map((kind) => (
            <Kind
              key={kind}
              kind={kind}
              value={wishes.by[kind]}
              onChange={(way) => setWishes({ ...wishes, by: { ...wishes.by, [kind]: way } })}
            />
          ))}
          <p className="small soft">{words.security}</p>
        </div>
        <div className="stack loose">
          <When wishes={wishes} onChange={setWishes} work={work} />
          <Preview />
        </div>
      </div>
      <div className="row wrap">
        <Button tone="main" type="submit" busy={work.busy}>
          {words.keep}
        </Button>
        <span className="soft">{quietWords(wishes)}</span>
      </div>
    </form>
  );
}

function Kind({ kind, value, onChange }: { kind: NoticeKind; value: Way; onChange: (way: Way) => void }) {
  const { ask, hint } = noticeKindWords[kind];
  return (
    <RadioCards<Way>
      beside
      legend={ask}
      hint={hint}
      value={value}
      onChange={onChange}
      choices={ways.map((way) => ({ value: way, label: wayWords[way] }))}
    />
  );
}

type WhenProps = { wishes: Wishes; onChange: (wishes: Wishes) => void; work: Work };

function When({ wishes, onChange, work }: WhenProps): ReactNode {
  const { quiet } = wishes;
  const night = (change: Partial<typeof usualNight>) =>
    onChange({ ...wishes, quiet: { ...quiet, hours: { ...usualNight, ...quiet.hours, ...change } } });
  return (
    <>
      <SelectField
        label={words.digest}
        hint={words.digestHint}
        options={hours}
        value={wishes.digestHour}
        onChange={(event) => onChange({ ...wishes, digestHour: Number(event.target.value) })}
      />
      <RadioCards<"on" | "off">
        legend={words.quiet}
        hint={words.quietHint}
        value={quiet.hours ? "on" : "off"}
        onChange={(value) => onChange({ ...wishes, quiet: { ...quiet, hours: value === "on" ? usualNight : null } })}
        choices={[
          { value: "off", label: words.quietOff },
          {
            value: "on",
            label: words.quietOn,
            under: quiet.hours ? (
              <>
                <SelectField
                  label={words.from}
                  options={hours}
                  value={quiet.hours.from}
                  onChange={(event) => night({ from: Number(event.target.value) })}
                />
                <SelectField
                  id="quiet-to"
                  label={words.to}
                  options={hours}
                  value={quiet.hours.to}
                  error={work.at("quiet-to")}
                  onChange={(event) => night({ to: Number(event.target.value) })}
                />
              </>
            ) : null,
          },
        ]}
      />
      <CheckCards<string>
        beside
        id="days-off"
        legend={words.daysOff}
        error={work.at("days-off")}
        value={quiet.daysOff.map(String)}
        onChange={(days) => onChange({ ...wishes, quiet: { ...quiet, daysOff: days.map(Number) } })}
        choices={weekdayWords.map((label, index) => ({ value: String(index + 1), label }))}
      />
      <RadioCards<"yes" | "no">
        beside
        legend={words.urgent}
        hint={words.urgentHint}
        value={wishes.urgent ? "yes" : "no"}
        onChange={(value) => onChange({ ...wishes, urgent: value === "yes" })}
        choices={[
          { value: "yes", label: words.urgentYes },
          { value: "no", label: words.urgentNo },
        ]}
      />
    </>
  );
}

/** A mail by the very words that are sent. */
function Preview() {
  const { subject, text } = noticeLetter({ count: 1, address: location.origin });
  return (
    <section className="stack tight" aria-labelledby="notices-preview">
      <h3 id="notices-preview">{words.preview}</h3>
      <Note>
        <p>
          <b>{subject}</b>
        </p>
        <pre className="letter">{text}</pre>
      </Note>
    </section>
  );
}
