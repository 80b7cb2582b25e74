import "./map.css";
import type { AssetChanges } from "@linkwork/shared/map/schema-asset.ts";
import type { Field, SomeDetails } from "@linkwork/shared/map/state-asset.ts";
import { assetWords, fieldWords } from "@linkwork/shared/map/words-asset.ts";
import { addWords as words } from "@linkwork/shared/map/words-forms.ts";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { Refused, refusedFrom } from "../kernel/refused.ts";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useKept } from "../shell/use-kept.ts";
import { useRequestId } from "../shell/use-request-id.ts";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button, LinkButton } from "../ui/button.tsx";
import { RadioCards } from "../ui/choice-cards.tsx";
import { Note } from "../ui/note.tsx";
import { assetFieldOf } from "./add-page.tsx";
import { type AssetDraft, changesOf, draftOf, missingAt, saidOf, textsOf } from "./asset-form.ts";
import { type AssetShown, act, askAsset, useAsset, useLookAgain } from "./client.ts";
import { AssetHow } from "./components/asset-how.tsx";
import { AssetWhat } from "./components/asset-what.tsx";
import { AssetWhere } from "./components/asset-where.tsx";
import { CareNote } from "./components/care-note.tsx";
import { NotOnMap } from "./components/not-on-map.tsx";
import { useCare } from "./use-care.ts";
import { valueWords } from "./value-words.ts";

/** What is said of something that is there is corrected, field by field: what others change meanwhile stays. */
export function EditAssetPage() {
  const { assetId } = useParams({ from: "/map/assets/$assetId/edit" });
  const found = useAsset(assetId);
  // what one began with stays, whatever others do: that is what one's changes are measured by
  const [begun, setBegun] = useState<AssetShown>();
  if (!begun && found.data) setBegun(found.data.asset);
  if (found.isError && !found.data && refusedFrom(found.error).code === "NotFound") return <NotOnMap />;
  if (begun && !begun.may.includes("reviseAsset")) return <NotOnMap />;
  return (
    <>
      <Page title={words.titleEdit} back={{ to: `/map/assets/${assetId}`, label: begun?.details.name ?? assetWords.back }} />
      {begun ? (
        <EditForm asset={begun} />
      ) : found.isError ? (
        <Failed error={found.error} what={assetWords.failed} onAgain={() => void found.refetch()} />
      ) : (
        <Waiting what={assetWords.fetching} />
      )}
    </>
  );
}

/** Lines that somebody else changed meanwhile: mine, theirs, and which one stays. */
type Clash = { base: number; fields: readonly { field: Field; theirs: unknown; keep: "mine" | "theirs" }[] };
/** What stands in the form, with what it began with: both are kept on the device, for what is mine is measured by that. */
type Editing = AssetDraft & { begun: AssetDraft; base: number; clash: Clash | null };

function EditForm({ asset }: { asset: AssetShown }) {
  const go = useNavigate();
  const work = useWork(assetFieldOf);
  const care = useCare();
  const lookAgain = useLookAgain();
  const [empty] = useState<Editing>(() => {
    const begun = draftOf(asset);
    return { ...begun, begun, base: asset.base, clash: null };
  });
  const { draft, set, done } = useKept(`map-edit/${asset.assetId}`, empty, true);
  const idOf = useRequestId();
  const { begun, clash } = draft;
  const { knowsPlace } = asset;
  const keep = async () => {
    const steps = knowsPlace ? [0, 1, 2] : [0, 2];
    if (!work.check(steps.flatMap((step) => missingAt(step, draft)))) return;
    const after = saidOf(draft, knowsPlace);
    const changes = withoutTheirs(changesOf(saidOf(begun, knowsPlace), after), clash);
    const back = () => void go({ to: "/map/assets/$assetId", params: { assetId: asset.assetId } });
    if (Object.keys(changes).length === 0) {
      if (!clash) return void work.check([{ message: words.nothing }]);
      done();
      await lookAgain();
      return back();
    }
    const input = { base: clash?.base ?? draft.base, changes };
    const went = await work.run(() =>
      care.guard(textsOf(draft), async (more) => {
        const id = idOf([input, more]);
        try {
          await act(asset.roomId, "reviseAsset", { ...input, ...more }, id);
        } catch (error) {
          await meet(error, after);
          throw error;
        }
      }),
    );
    if (!went) return;
    done();
    announce(words.kept);
    await lookAgain();
    back();
  };
  const meet = async (error: unknown, mine: SomeDetails) => {
    const refused = refusedFrom(error);
    if (!(refused instanceof Refused) || refused.code !== "FieldsMoved") return;
    const { asset: now } = await askAsset(asset.assetId);
    const theirs = saidOf(draftOf(now), now.knowsPlace);
    const moved = String(refused.details.fields ?? "").split(",") as Field[];
    const fields = moved.flatMap((field) =>
      field in theirs && field in mine ? [{ field, theirs: theirs[field], keep: "mine" as const }] : [],
    );
    set({ clash: { base: now.base, fields } });
  };
  const part = { draft, set, work };
  return (
    <form
      className="stack loose measure"
      aria-label={words.titleEdit}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <WorkErrors work={work} />
      {begun === empty.begun ? null : (
        <Note>
          <div className="stack tight">
            <p>{words.resumed}</p>
            <div className="row wrap">
              <Button small onClick={() => done()}>
                {words.beginAgain}
              </Button>
            </div>
          </div>
        </Note>
      )}
      {clash ? <Both clash={clash} mine={saidOf(draft, true)} onChange={(next) => set({ clash: next })} /> : null}
      <AssetWhat {...part} />
      {knowsPlace ? <AssetWhere {...part} /> : <Note>{words.placeNotYours}</Note>}
      <AssetHow {...part} edits />
      <CareNote care={care} />
      <div className="row wrap">
        <Button tone="main" type="submit" busy={work.busy}>
          {clash ? words.keepChosen : words.keep}
        </Button>
        <LinkButton to={`/map/assets/${asset.assetId}`} tone="quiet">
          {words.leave}
        </LinkButton>
      </div>
    </form>
  );
}

function withoutTheirs(changes: AssetChanges, clash: Clash | null): AssetChanges {
  const left = (clash?.fields ?? []).filter(({ keep }) => keep === "theirs").map(({ field }) => field);
  return Object.fromEntries(Object.entries(changes).filter(([field]) => !left.includes(field as Field)));
}

/** Both texts of each line, beside each other. */
function Both({ clash, mine, onChange }: { clash: Clash; mine: SomeDetails; onChange: (clash: Clash) => void }) {
  return (
    <section className="card" aria-labelledby="both">
      <h2 id="both">{words.both}</h2>
      <p>{words.bothHow}</p>
      {clash.fields.map(({ field, theirs, keep }) => (
        <RadioCards
          key={field}
          beside
          legend={fieldWords[field]}
          choices={[
            { value: "mine", label: words.yours, hint: <span dir="auto">{valueWords(field, mine[field])}</span> },
            { value: "theirs", label: words.theirs, hint: <span dir="auto">{valueWords(field, theirs)}</span> },
          ]}
          value={keep}
          onChange={(next: "mine" | "theirs") =>
            onChange({ ...clash, fields: clash.fields.map((one) => (one.field === field ? { ...one, keep: next } : one)) })
          }
        />
      ))}
    </section>
  );
}
