import "./map.css";
import { type GapId, newId } from "@linkwork/shared/kernel/ids.ts";
import { gapRoom } from "@linkwork/shared/kernel/room.ts";
import { audienceWords, themeWords } from "@linkwork/shared/map/words.ts";
import { raiseWords as words } from "@linkwork/shared/map/words-forms.ts";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { refusedFrom } from "../kernel/refused.ts";
import { useSession } from "../kernel/session.ts";
import { useKept } from "../shell/use-kept.ts";
import { type Sent, useRequestId } from "../shell/use-request-id.ts";
import { useWork, type Work } from "../shell/work.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button } from "../ui/button.tsx";
import { CheckCards } from "../ui/choice-cards.tsx";
import { Facts } from "../ui/facts.tsx";
import { SelectField, TextArea, TextField } from "../ui/field.tsx";
import { Note } from "../ui/note.tsx";
import { act, useAreas, useBase, useInside, useLookAgain, useLooksAfter } from "./client.ts";
import { CareNote } from "./components/care-note.tsx";
import { IsItOne } from "./components/is-it-one.tsx";
import { SayPage } from "./components/say-page.tsx";
import { StepsForm } from "./components/steps-form.tsx";
import { WentBefore } from "./components/went-before.tsx";
import { WhereFields } from "./components/where-fields.tsx";
import { emptyGap, type GapDraft, gapOf, missingInGap } from "./gap-form.ts";
import { suggestGap } from "./suggest.ts";
import { useCare } from "./use-care.ts";

/** What is missing, in three short steps; a draft of it stays on the device. */
export function RaiseGapPage() {
  const inside = useInside();
  return <SayPage words={words}>{(onSuggested) => <RaiseForm inside={inside} onSuggested={onSuggested} />}</SayPage>;
}

/** Under which question a complaint of the server's stands. */
const fieldOf = (path: string): string => path.split(".").findLast((part) => !/^\d+$/.test(part)) ?? path;
const stepOf: Readonly<Record<string, number>> = { title: 0, theme: 0, statement: 0, audiences: 0, areaId: 1, point: 1, where: 1 };

type Draft = GapDraft & { step: number; gapId: GapId; sent: Sent | null };

function RaiseForm({ inside, onSuggested }: { inside: boolean; onSuggested: () => void }) {
  const go = useNavigate();
  const base = useBase();
  const work = useWork(fieldOf);
  const care = useCare();
  const lookAgain = useLookAgain();
  // what it will be called is kept with the draft: sent again after the page was loaded again it is the same gap
  const [empty] = useState<Draft>(() => ({ ...emptyGap, step: 0, gapId: newId<GapId>(Date.now()), sent: null }));
  const { draft, set, done } = useKept("map-gap", empty, inside);
  const idOf = useRequestId({ sent: draft.sent, keep: (sent) => set({ sent }) });
  const [before, setBefore] = useState(false);
  const { step, gapId } = draft;
  const send = async () => {
    const details = gapOf(draft);
    if (!details) return;
    const heardAt = draft.heardAt.trim();
    const input = { gapId, details, ...(heardAt === "" ? {} : { heardAt }) };
    const texts = { title: details.title, statement: details.statement, heardAt };
    const went = await work.run(() =>
      care.guard(texts, (more) => {
        const id = idOf([input, more]);
        if (!inside) return suggestGap({ id, details, ...more });
        return act(gapRoom(gapId), "raiseGap", { ...input, ...more }, id).catch((error) => {
          setBefore(refusedFrom(error).code === "WrongGap");
          throw error;
        });
      }),
    );
    if (!went) return;
    done();
    if (!inside) return onSuggested();
    announce(words.done);
    await lookAgain();
    void go({ to: "/map/gaps/$gapId", params: { gapId } });
  };
  return (
    <StepsForm
      label={words.title}
      stepsLabel={words.stepsLabel}
      steps={words.steps}
      at={step}
      work={work}
      words={words}
      leaveTo={base}
      onBack={() => set({ step: step - 1 })}
      onOn={() => {
        if (!work.check(missingInGap(step, draft))) return;
        if (step < words.steps.length - 1) set({ step: step + 1 });
        else void send();
      }}
    >
      {step === 0 ? <What draft={draft} set={set} work={work} /> : null}
      {step === 1 ? <WhereFields where={draft.where} onWhere={(where) => set({ where })} work={work} /> : null}
      {step === 2 ? <Check draft={draft} set={set} inside={inside} /> : null}
      {work.errors.some(({ field }) => field !== undefined && stepOf[field] !== undefined && stepOf[field] !== step) ? (
        <Button
          small
          onClick={() =>
            set({ step: stepOf[work.errors.find(({ field }) => field !== undefined && stepOf[field] !== step)?.field ?? ""] ?? 0 })
          }
        >
          {words.mend}
        </Button>
      ) : null}
      <CareNote care={care} />
      {before ? <WentBefore to={`/map/gaps/${gapId}`} onLeave={done} /> : null}
      <p className="small soft">{inside ? words.kept : words.keptInTab}</p>
    </StepsForm>
  );
}

type PartProps = { draft: GapDraft; set: (change: Partial<GapDraft>) => void };

function What({ draft, set, work }: PartProps & { work: Work }) {
  return (
    <>
      <TextField
        id="title"
        label={words.what}
        hint={words.whatHint}
        value={draft.title}
        maxLength={120}
        error={work.at("title")}
        onChange={(event) => set({ title: event.target.value })}
      />
      <SelectField
        id="theme"
        label={words.theme}
        prompt={words.chooseTheme}
        value={draft.theme}
        error={work.at("theme")}
        options={Object.entries(themeWords).map(([value, label]) => ({ value, label }))}
        onChange={(event) => set({ theme: event.target.value as GapDraft["theme"] })}
      />
      <TextArea
        id="statement"
        label={words.statement}
        hint={words.statementHint}
        rows={5}
        value={draft.statement}
        maxLength={2_000}
        error={work.at("statement")}
        onChange={(event) => set({ statement: event.target.value })}
      />
    </>
  );
}

function Check({ draft, set, inside }: PartProps & { inside: boolean }) {
  const { hat } = useSession();
  const looksAfter = useLooksAfter();
  const area = useAreas().data?.find(({ areaId }) => areaId === draft.where.areaId);
  const shown = !inside
    ? words.shownAs.outsider
    : hat?.sector === "citizen"
      ? words.shownAs.resident
      : words.shownAs.partner(hat?.orgName ?? "");
  const { theme, title, where } = draft;
  return (
    <>
      <IsItOne what="gaps" name={title} themes={theme === "" ? [] : [theme]} areaId={where.areaId} point={where.point} />
      <Facts
        facts={[
          { name: words.what, value: <span dir="auto">{draft.title}</span> },
          { name: words.theme, value: draft.theme === "" ? "" : themeWords[draft.theme] },
          { name: words.statement, value: <span dir="auto">{draft.statement}</span> },
          { name: words.steps[1], value: [draft.where.found, area?.name ?? ""].filter((part) => part !== "").join(", ") },
        ]}
      />
      {draft.where.point ? <p className="small soft">{words.about}</p> : null}
      <CheckCards
        beside
        legend={words.audiences}
        choices={Object.entries(audienceWords).map(([value, label]) => ({ value: value as GapDraft["audiences"][number], label }))}
        value={draft.audiences}
        onChange={(audiences) => set({ audiences })}
      />
      {looksAfter ? (
        <TextField
          id="heardAt"
          label={words.heard}
          hint={words.heardHint}
          value={draft.heardAt}
          maxLength={160}
          onChange={(event) => set({ heardAt: event.target.value })}
        />
      ) : null}
      <Note>{shown}</Note>
    </>
  );
}
