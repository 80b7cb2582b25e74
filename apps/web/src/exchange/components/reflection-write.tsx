import { headings as allHeadings } from "@linkwork/shared/exchange/rules-training.ts";
import type { Part } from "@linkwork/shared/exchange/schema-learning.ts";
import type { Heading } from "@linkwork/shared/exchange/schema-training.ts";
import { detailWords, questions, reflectionWords as words } from "@linkwork/shared/exchange/words-reflection.ts";
import { headingWords } from "@linkwork/shared/exchange/words-training.ts";
import { reflectionRoom, trainingRoom } from "@linkwork/shared/kernel/room.ts";
import { useState } from "react";
import { useDraftText } from "../../kernel/drafts.ts";
import { useSession } from "../../kernel/session.ts";
import { api } from "../../kernel/trpc.ts";
import { useNextId } from "../../shell/use-next-id.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { CheckCards, RadioCards } from "../../ui/choice-cards.tsx";
import { TextArea } from "../../ui/field.tsx";
import { Note } from "../../ui/note.tsx";
import { useLookAgain } from "../client.ts";
import type { Reflection } from "../learning.ts";
import { detailsOf, missingIn, saysOf, type Writing, withDraft, writingOf } from "../reflection-form.ts";

type Props = {
  page: Reflection;
  /** what my record says that this visit touched */
  noted: readonly Heading[];
  /** beside the main button */
  beside: React.ReactNode;
  onSent: () => void;
};

/** Three short questions, who may read the answers, and what it touched for oneself. */
export function ReflectionWrite({ page, noted, beside, onSent }: Props) {
  const { me } = useSession();
  const [draft, setDraft] = useDraftText(`reflection/${page.reflectionId}`);
  const work = useWork((path) => path.split(".").at(-1));
  const lookAgain = useLookAgain();
  const ids = { sent: useNextId(), noted: useNextId() };
  const form = withDraft(writingOf(page, noted), draft);
  const set = (change: Partial<Writing>) => setDraft(JSON.stringify({ ...form, ...change }));
  const says = saysOf(form);
  const found = detailsOf(says, page.names);
  const [asking, setAsking] = useState(false);
  const send = async () => {
    if (!work.check(missingIn(form)) || form.share === "" || form.signed === "" || !me) return;
    if (found.length > 0 && !asking) {
      setAsking(true);
      return;
    }
    const input = { says, share: form.share, signed: form.signed === "yes" };
    const done = await work.run(async () => {
      await api.exchange.submitReflection.mutate({ roomId: reflectionRoom(page.reflectionId), id: ids.sent.id, input });
      if (form.headings.join() === noted.join()) return;
      const record = { reflectionId: page.reflectionId, headings: [...form.headings] };
      await api.exchange.noteHeadings.mutate({ roomId: trainingRoom(me.personId), id: ids.noted.id, input: record });
    });
    if (!done) return;
    ids.sent.used();
    ids.noted.used();
    setDraft("");
    setAsking(false);
    announce(words.sent);
    await lookAgain();
    onSent();
  };
  return (
    <form
      className="stack loose measure"
      aria-label={words.titleOf(page.title)}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <WorkErrors work={work} />
      <Note tone="wait">{words.nobody}</Note>
      <div className="stack loose">
        {(["differently", "saw", "would"] as const).map((part) => (
          <Answer
            key={part}
            part={part}
            page={page}
            value={form[part]}
            error={work.at(part)}
            onChange={(text) => {
              setAsking(false);
              set({ [part]: text });
            }}
          />
        ))}
      </div>
      <RadioCards
        id="share"
        legend={words.share}
        error={work.at("share")}
        value={form.share || null}
        onChange={(share) => set({ share })}
        choices={[
          { value: "learning", label: words.shareLearning, hint: words.shareLearningHint },
          { value: "between", label: words.shareBetween, hint: words.shareBetweenHint },
        ]}
      />
      <RadioCards
        id="signed"
        legend={words.signed}
        error={work.at("signed")}
        value={form.signed || null}
        onChange={(signed) => set({ signed })}
        choices={[
          {
            value: "yes",
            label: words.signedYes,
            hint: words.signedYesHint(me?.name ?? "", page.side === "visitor" ? page.visitor.orgName : page.host.name),
          },
          { value: "no", label: words.signedNo, hint: page.side === "visitor" ? words.signedNoHint : undefined },
        ]}
      />
      <CheckCards<Heading>
        beside
        legend={`${words.headings} ${words.optional}`}
        hint={words.headingsHint}
        value={[...form.headings]}
        onChange={(headings) => set({ headings })}
        choices={allHeadings.map((value) => ({ value, label: headingWords[value] }))}
      />
      <p className="small soft">
        {words.draft} {words.who1}
      </p>
      {asking && found.length > 0 ? (
        <Note tone="wait" role="alert">
          <div className="stack">
            <p>
              <b>{words.found(new Intl.ListFormat("en-GB").format(kindsOf(found.flatMap(({ details }) => details))))}</b> {words.foundHow}
            </p>
            <div className="row wrap">
              <Button tone="main" type="submit" busy={work.busy}>
                {words.sendAnyway}
              </Button>
              <Button
                onClick={() => {
                  setAsking(false);
                  document.getElementById(found[0]?.part ?? "")?.focus();
                }}
              >
                {words.mend}
              </Button>
            </div>
          </div>
        </Note>
      ) : (
        <div className="row wrap">
          <Button tone="main" type="submit" busy={work.busy}>
            {page.status === "submitted" ? words.sendAgain : words.send}
          </Button>
          {beside}
        </div>
      )}
    </form>
  );
}

const kindsOf = (details: readonly { kind: keyof typeof detailWords }[]): string[] => [
  ...new Set(details.map(({ kind }) => detailWords[kind])),
];

type AnswerProps = { part: Part; page: Reflection; value: string; error: string | undefined; onChange: (text: string) => void };
/** One answer; what in it could tell who somebody is is said under it while one writes. */
function Answer({ part, page, value, error, onChange }: AnswerProps) {
  const details = detailsOf({ [part]: value }, page.names)[0]?.details ?? [];
  const question = questions[page.side][part];
  return (
    <div className="stack tight">
      <TextArea
        id={part}
        label={part === "differently" ? question : `${question} ${words.optional}`}
        rows={part === "differently" ? 4 : 3}
        maxLength={1500}
        value={value}
        error={error}
        onChange={(event) => onChange(event.target.value)}
      />
      {details.length > 0 ? (
        <p className="small detail-found">
          {words.look}{" "}
          {details.slice(0, 4).map(({ from, to, kind }, i) => (
            <span key={from}>
              {i > 0 ? ", " : ""}
              <mark>{value.slice(from, to)}</mark> ({detailWords[kind]})
            </span>
          ))}
        </p>
      ) : null}
    </div>
  );
}
