import { unfoundWords as words } from "@linkwork/shared/cases/words-unfound.ts";
import type { AreaId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import type { Theme } from "@linkwork/shared/map/schema.ts";
import { themeWords } from "@linkwork/shared/map/words.ts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useDraftText } from "../../kernel/drafts.ts";
import { api } from "../../kernel/trpc.ts";
import { Failed, Waiting } from "../../shell/states.tsx";
import { useWork, type Work, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField } from "../../ui/field.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { useActor } from "../client.ts";
import { RaiseUnfound } from "./raise-unfound.tsx";
import { UnfoundGaps } from "./unfound-gaps.tsx";

export type UnfoundProps = { roomId: RoomId; label: string };
type Counted = Awaited<ReturnType<typeof api.cases.couldNotFind.mutate>>["counted"];
type About = { theme: Theme; areaId: AreaId };
/** How far it has come: what it was, that it was said, and the words of something that nobody has raised yet. */
type Step = { is: "theme" } | ({ is: "said" | "raise"; counted: Counted } & About);

/** What it was about, where; that it was said; and the words of something that nobody has raised yet. It comes with the press: a conversation needs none of it. */
export function Unfound({ roomId, label }: UnfoundProps) {
  const [open, setOpen] = useState(true);
  const [step, setStep] = useState<Step>({ is: "theme" });
  const work = useWork((path) => path.split(".").at(-1));
  const close = () => setOpen(false);
  const say = async (about: About) => {
    let counted: Counted = "yes";
    const said = await work.run(async () => {
      ({ counted } = await api.cases.couldNotFind.mutate({ roomId, ...about }));
    });
    if (!said) return;
    announce(words.said);
    setStep({ is: "said", counted, ...about });
  };
  return (
    <LazyDialog
      open={open}
      wide
      onClose={close}
      title={step.is === "theme" ? words.title : step.is === "said" ? words.said : words.raiseTitle}
      foot={
        <>
          {step.is === "raise" ? <Button onClick={() => setStep({ ...step, is: "said" })}>{words.back}</Button> : null}
          {step.is === "said" ? (
            <Button tone="main" onClick={close}>
              {words.close}
            </Button>
          ) : null}
        </>
      }
    >
      {step.is === "theme" ? (
        <ChooseTheme roomId={roomId} label={label} work={work} onSay={(about) => void say(about)} />
      ) : step.is === "said" ? (
        <div className="stack">
          <p>{words.counted[step.counted](label)}</p>
          <UnfoundGaps roomId={roomId} theme={step.theme} areaId={step.areaId} onRaise={() => setStep({ ...step, is: "raise" })} />
        </div>
      ) : (
        <RaiseUnfound roomId={roomId} theme={step.theme} areaId={step.areaId} onDone={close} />
      )}
    </LazyDialog>
  );
}

type ChooseProps = { roomId: RoomId; label: string; work: Work; onSay: (about: About) => void };
/** The themes as large buttons; the area is where the person lives or where one works, and can be another one. */
function ChooseTheme({ roomId, label, work, onSay }: ChooseProps) {
  const actor = useActor();
  const areas = useQuery({ queryKey: ["map", actor.orgId, "unfound areas"], queryFn: () => api.map.areas.query(), staleTime: 60_000 });
  const where = useQuery({ queryKey: ["where to look", actor.orgId, roomId], queryFn: () => api.cases.whereToLook.query({ roomId }) });
  // where one looked last, for whom nothing else says where
  const [last, keep, ready] = useDraftText("unfound area");
  const [chosen, setChosen] = useState<AreaId | "">();
  if (areas.isError && !areas.data) return <Failed error={areas.error} what={words.failed} onAgain={() => void areas.refetch()} />;
  if (!areas.data || where.isPending || !ready) return <Waiting what={words.fetching} />;
  const known = areas.data.find((area) => area.areaId === (where.data?.areaId ?? last))?.areaId;
  const areaId = chosen ?? known ?? "";
  const say = (theme: Theme) => {
    if (areaId === "") work.check([{ field: "areaId", message: words.areaMissing }]);
    else {
      keep(areaId);
      onSay({ theme, areaId });
    }
  };
  return (
    <div className="stack">
      <p>{words.lead(label)}</p>
      <WorkErrors work={work} />
      <SelectField
        id="areaId"
        label={words.area}
        prompt={words.areaPrompt}
        value={areaId}
        error={work.at("areaId")}
        options={areas.data.map(({ areaId: value, name, code }) => ({ value, label: `${name} (${code})` }))}
        onChange={(event) => setChosen(event.target.value as AreaId | "")}
      />
      <fieldset className="bare">
        <legend>
          <b>{words.themes}</b>
        </legend>
        <ul className="theme-buttons">
          {(Object.keys(themeWords) as Theme[]).map((theme) => (
            <li key={theme}>
              <Button busy={work.busy} onClick={() => say(theme)}>
                {themeWords[theme]}
              </Button>
            </li>
          ))}
        </ul>
      </fieldset>
    </div>
  );
}
