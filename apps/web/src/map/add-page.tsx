import "./map.css";
import { type AssetId, newId } from "@linkwork/shared/kernel/ids.ts";
import { assetRoom } from "@linkwork/shared/kernel/room.ts";
import { raiseWords, addWords as words } from "@linkwork/shared/map/words-forms.ts";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { refusedFrom } from "../kernel/refused.ts";
import { useSession } from "../kernel/session.ts";
import { useKept } from "../shell/use-kept.ts";
import { type Sent, useRequestId } from "../shell/use-request-id.ts";
import { useWork } from "../shell/work.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button } from "../ui/button.tsx";
import { Note } from "../ui/note.tsx";
import { type AssetDraft, detailsOf, emptyAsset, missingAt, textsOf } from "./asset-form.ts";
import { act, useBase, useInside, useLookAgain, useLooksAfter, worksHere } from "./client.ts";
import { AssetHow } from "./components/asset-how.tsx";
import { AssetWhat } from "./components/asset-what.tsx";
import { AssetWhere } from "./components/asset-where.tsx";
import { CareNote } from "./components/care-note.tsx";
import { IsItOne } from "./components/is-it-one.tsx";
import { SayPage } from "./components/say-page.tsx";
import { StepsForm } from "./components/steps-form.tsx";
import { WentBefore } from "./components/went-before.tsx";
import { suggestAsset } from "./suggest.ts";
import { useCare } from "./use-care.ts";

/** Something that is there, in three short steps; a draft of it stays on the device. */
export function AddAssetPage() {
  const inside = useInside();
  return <SayPage words={words}>{(onSuggested) => <AddForm inside={inside} onSuggested={onSuggested} />}</SayPage>;
}

/** Under which question a complaint of the server's stands. */
export const assetFieldOf = (path: string): string => {
  const parts = path.split(".").filter((part) => !/^\d+$/.test(part));
  const last = parts.at(-1) ?? path;
  if (parts.includes("hours")) return "hours";
  if (parts.includes("contacts")) return "phone";
  return ["point", "areaId", "postcode", "place", "town"].includes(last) ? "where" : last;
};
const steps: Readonly<Record<string, number>> = {
  ...{ name: 0, kind: 0, themes: 0, summary: 0 },
  ...{ where: 1, address: 1, precision: 1 },
};

type Draft = AssetDraft & { step: number; assetId: AssetId; sent: Sent | null };

function AddForm({ inside, onSuggested }: { inside: boolean; onSuggested: () => void }) {
  const go = useNavigate();
  const base = useBase();
  const { hat } = useSession();
  const looksAfter = useLooksAfter();
  const work = useWork(assetFieldOf);
  const care = useCare();
  const lookAgain = useLookAgain();
  // what it will be called is kept with the draft: sent again after the page was loaded again it is the same thing
  const [empty] = useState<Draft>(() => ({ ...emptyAsset, step: 0, assetId: newId<AssetId>(Date.now()), sent: null }));
  const { draft, set, done } = useKept("map-asset", empty, inside);
  const idOf = useRequestId({ sent: draft.sent, keep: (sent) => set({ sent }) });
  const [before, setBefore] = useState(false);
  const { step, assetId } = draft;
  const mayBeHeld = hat !== null && !worksHere(hat) && !looksAfter;
  const send = async () => {
    const details = detailsOf(draft);
    if (!details) return;
    const heardAt = draft.heardAt.trim();
    const input = { assetId, details, ...(heardAt === "" ? {} : { heardAt }) };
    const went = await work.run(() =>
      care.guard(textsOf(draft), (more) => {
        const id = idOf([input, more]);
        if (!inside) return suggestAsset({ id, details, ...more });
        return act(assetRoom(assetId), "addAsset", { ...input, ...more }, id).catch((error) => {
          setBefore(refusedFrom(error).code === "WrongAsset");
          throw error;
        });
      }),
    );
    if (!went) return;
    done();
    if (!inside) return onSuggested();
    announce(mayBeHeld ? words.doneHeld : words.done);
    await lookAgain();
    void go({ to: "/map/assets/$assetId", params: { assetId } });
  };
  const part = { draft, set, work };
  const elsewhere = work.errors.find(({ field }) => field !== undefined && (steps[field] ?? 2) !== step)?.field;
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
        if (!work.check(missingAt(step, draft))) return;
        if (step < words.steps.length - 1) set({ step: step + 1 });
        else void send();
      }}
    >
      {step === 0 ? <AssetWhat {...part} /> : null}
      {step === 1 ? <AssetWhere {...part} /> : null}
      {step === 2 ? (
        <>
          <IsItOne what="assets" name={draft.name} themes={draft.themes} areaId={draft.where.areaId} point={draft.where.point} />
          <AssetHow {...part} />
          {inside ? mayBeHeld ? <Note>{words.held}</Note> : null : <Note>{words.outsider}</Note>}
        </>
      ) : null}
      {elsewhere ? (
        <Button small onClick={() => set({ step: steps[elsewhere] ?? 2 })}>
          {raiseWords.mend}
        </Button>
      ) : null}
      <CareNote care={care} />
      {before ? <WentBefore to={`/map/assets/${assetId}`} onLeave={done} /> : null}
      <p className="small soft">{inside ? raiseWords.kept : raiseWords.keptInTab}</p>
    </StepsForm>
  );
}
