import { newId } from "@linkwork/shared/kernel/ids.ts";
import { mayPropose } from "@linkwork/shared/map/rules-gap.ts";
import type { ClosureReason, ProposedEnd } from "@linkwork/shared/map/schema-gap.ts";
import { closureWords } from "@linkwork/shared/map/words.ts";
import { gapActWords as acts, gapWords } from "@linkwork/shared/map/words-gap.ts";
import { useState } from "react";
import { useProjects } from "../../projects/client.ts";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { Link } from "../../ui/link.tsx";
import { act, type GapShown, useAlike } from "../client.ts";
import { PickThing } from "./pick-thing.tsx";
import { SayDialog } from "./say-dialog.tsx";

type Of = { gap: GapShown };
const basic = ({ open, title, press, done }: { open: string; title: string; press: string; done: string }) => ({
  ...{ label: open, title, press, done, leave: acts.leave },
});
const reasons = (Object.entries(acts.closeGap.reasons) as [ClosureReason, string][]).map(([value, hint]) => ({
  ...{ value, label: closureWords[value], hint },
}));

/** How it ends, and why. Only what is linked here counts as meeting it. */
export function CloseGap({ gap }: Of) {
  const [reason, setReason] = useState<ClosureReason | null>(null);
  const [decidedBy, setDecidedBy] = useState("");
  const { closeGap: own } = acts;
  const decided = reason === "notPossible";
  return (
    <SayDialog
      of={`${gap.roomId}/closeGap`}
      {...basic(own)}
      {...{ words: own.words, hint: acts.hint, missing: acts.missing, tone: "stop", quiet: true }}
      check={() => [
        ...(reason === null ? [{ field: "reason", message: own.missing.reason }] : []),
        ...(decided && decidedBy.trim() === "" ? [{ field: "decidedBy", message: own.missing.decidedBy }] : []),
      ]}
      send={(id, words) => act(gap.roomId, "closeGap", { from: gap.status, reason, words, decidedBy: decided ? decidedBy.trim() : "" }, id)}
    >
      {(work) => (
        <>
          <RadioCards id="reason" legend={own.reason} choices={reasons} value={reason} error={work.at("reason")} onChange={setReason} />
          {decided ? (
            <TextField
              id="decidedBy"
              label={own.decidedBy}
              value={decidedBy}
              maxLength={300}
              error={work.at("decidedBy")}
              onChange={(event) => setDecidedBy(event.target.value)}
            />
          ) : null}
        </>
      )}
    </SayDialog>
  );
}

const proposals: readonly { value: ProposedEnd; label: string; hint: string }[] = [
  ...reasons,
  ...(["notTakenUp", "toldElsewhere"] as const).map((value) => ({ value, ...acts.proposeEnd.ends[value] })),
];
/** For who can't end it: how it could, and why. Those are offered that a steward could decide on as it stands. */
export function ProposeEnd({ gap }: Of) {
  const [reason, setReason] = useState<ProposedEnd | null>(null);
  const [into, setInto] = useState<string | null>(null);
  const { proposeEnd: own, mergeGap } = acts;
  const offered = proposals.filter(({ value }) => mayPropose(gap, value) === true);
  const chosen = offered.some(({ value }) => value === reason) ? reason : null;
  const leads = chosen === "toldElsewhere";
  return (
    <SayDialog
      of={`${gap.roomId}/proposeEnd`}
      {...basic(own)}
      {...{ words: own.words, hint: own.hint, missing: acts.missing }}
      check={() => [
        ...(chosen === null ? [{ field: "reason", message: own.missing.reason }] : []),
        ...(leads && into === null ? [{ field: "into", message: mergeGap.missing }] : []),
      ]}
      send={(id, words, more) => act(gap.roomId, "proposeEnd", { reason: chosen, ...(leads ? { into } : {}), words, ...more }, id)}
    >
      {(work) => (
        <>
          <RadioCards id="reason" legend={own.reason} choices={offered} value={chosen} error={work.at("reason")} onChange={setReason} />
          {leads ? <OtherGap gap={gap} value={into} onPick={setInto} error={work.at("into")} /> : null}
        </>
      )}
    </SayDialog>
  );
}

type Other = Of & { value: string | null; onPick: (id: string | null) => void; error: string | undefined };
/** In which other one it is told of: what somebody proposed, what is like it, or what is looked for. */
function OtherGap({ gap, ...pick }: Other) {
  const { title, theme } = gap.details;
  const into = gap.proposed?.into;
  const like = useAlike({ what: "gaps", name: title, themes: [theme], areaId: gap.area?.areaId ?? "", point: gap.at }).data ?? [];
  const alike = [
    ...(into ? [{ id: into.gapId, name: into.title, hint: acts.mergeGap.proposed }] : []),
    ...like.flatMap(({ id, name, area }) => (id === gap.gapId || id === into?.gapId ? [] : [{ id, name, hint: area?.name ?? "" }])),
  ];
  return <PickThing id="into" what="gaps" but={gap.gapId} alike={alike} {...pick} />;
}

export function MergeGap({ gap }: Of) {
  const [into, setInto] = useState<string | null>(null);
  const { mergeGap: own } = acts;
  return (
    <SayDialog
      of={`${gap.roomId}/mergeGap`}
      {...basic(own)}
      {...{ words: own.words, hint: acts.hint, missing: acts.missing, lead: <p>{own.hint}</p> }}
      check={() => (into === null ? [{ field: "into", message: own.missing }] : [])}
      send={(id, words) => act(gap.roomId, "mergeGap", { from: gap.status, into, words }, id)}
    >
      {(work) => <OtherGap gap={gap} value={into} onPick={setInto} error={work.at("into")} />}
    </SayDialog>
  );
}

/** Too many stood behind it within an hour: whether they count. */
export function SettleBurst({ gap }: Of) {
  const [keep, setKeep] = useState<"yes" | "no">("yes");
  const { settleBurst: own } = acts;
  return (
    <SayDialog
      of={`${gap.roomId}/settleBurst`}
      {...basic(own)}
      {...{ words: own.words, missing: acts.missing, lead: gap.burst ? <p>{gapWords.burst(gap.burst.many)}</p> : null }}
      send={(id, words) => act(gap.roomId, "settleBurst", { keep: keep === "yes", words }, id)}
    >
      {() => (
        <RadioCards
          legend={own.keep}
          choices={[
            { value: "yes", label: own.yes },
            { value: "no", label: own.no },
          ]}
          value={keep}
          onChange={setKeep}
        />
      )}
    </SayDialog>
  );
}

/** What is done about it: a project that the own organisation owns with another sector, or something that is on the map. */
export function LinkGap({ gap }: Of) {
  const [linkId, setLinkId] = useState(() => newId(Date.now()));
  const [kind, setKind] = useState<"project" | "asset">("project");
  const [chosen, setChosen] = useState<string | null>(null);
  const projects = useProjects().data ?? [];
  const { linkGap: own } = acts;
  return (
    <SayDialog
      of={`${gap.roomId}/linkGap`}
      {...basic(own)}
      check={() => (chosen === null || chosen === "" ? [{ field: "chosen", message: own.missing }] : [])}
      send={async (id) => {
        const to = kind === "project" ? { kind, projectId: chosen } : { kind, assetId: chosen };
        await act(gap.roomId, "linkGap", { linkId, to }, id);
        setLinkId(newId(Date.now()));
        setChosen(null);
      }}
    >
      {(work) => (
        <>
          <RadioCards
            legend={own.kind}
            choices={[
              { value: "project", label: own.project, hint: own.projectHint },
              { value: "asset", label: own.asset, hint: own.assetHint },
            ]}
            value={kind}
            onChange={(next) => {
              setKind(next);
              setChosen(null);
            }}
          />
          {kind === "asset" ? (
            <PickThing id="chosen" what="assets" value={chosen} onPick={setChosen} error={work.at("chosen")} />
          ) : projects.length === 0 ? (
            <p>{own.noProjects}</p>
          ) : (
            <SelectField
              id="chosen"
              label={own.projects}
              prompt="…"
              options={projects.map(({ projectId, title }) => ({ value: projectId, label: title }))}
              value={chosen ?? ""}
              error={work.at("chosen")}
              onChange={(event) => setChosen(event.target.value)}
            />
          )}
          {kind === "project" && !gap.hidden ? (
            <p>
              <Link to="/projects/new" search={{ gap: gap.gapId }}>
                {own.propose}
              </Link>
            </p>
          ) : null}
        </>
      )}
    </SayDialog>
  );
}
