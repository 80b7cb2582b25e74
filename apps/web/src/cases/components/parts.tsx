import { readersTold } from "@linkwork/shared/cases/rules.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { compartmentWords } from "@linkwork/shared/cases/words.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { useNavigate } from "@tanstack/react-router";
import { FolderLock } from "lucide-react";
import { useMemo, useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { Button } from "../../ui/button.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { LazyMenu } from "../../ui/lazy-menu.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { type Part, useActor, useCases, useParts } from "../client.ts";

export type PartsProps = { state: CaseState; caseId: string; now: number };

/** The places of a case that this reader may read, and the way to begin one that they may read and nobody has begun. Nothing where there is none. */
export function Parts({ state, caseId, now }: PartsProps) {
  const parts = useParts(caseId);
  const row = useCases().data?.find((each) => each.caseId === caseId);
  const [beginning, setBeginning] = useState<Part | null>(null);
  const begun = parts.filter((part) => part.begun);
  const open = parts.filter((part) => !part.begun);
  if (parts.length === 0) return null;
  const here = `/cases/${caseId}`;
  return (
    <div className="room-tabs">
      {begun.length > 0 ? (
        <Tabs
          label="Places of this case"
          current={state.compartment}
          tabs={[
            { id: "general", label: compartmentWords.general, to: here },
            ...begun.map(({ compartment }) => ({
              id: compartment,
              label: <PartName part={compartment} unread={row?.parts.find((p) => p.compartment === compartment)?.unread ?? 0} />,
              to: here,
              search: { part: compartment },
            })),
          ]}
        />
      ) : (
        <span className="grow" />
      )}
      {open.length > 0 ? (
        <LazyMenu
          label="A place for"
          className="button quiet small"
          entries={open.map((part) => ({
            id: part.compartment,
            label: compartmentWords[part.compartment],
            icon: <FolderLock />,
            onAction: () => setBeginning(part),
          }))}
        >
          <FolderLock />
          {begun.length > 0 ? (
            <>
              Place<span className="visually-hidden"> for more private notes: begin one</span>
            </>
          ) : (
            "A place for more private notes"
          )}
        </LazyMenu>
      ) : null}
      {beginning ? <Begin part={beginning} state={state} caseId={caseId} now={now} onClose={() => setBeginning(null)} /> : null}
    </div>
  );
}

function PartName({ part, unread }: { part: Part["compartment"]; unread: number }) {
  return (
    <>
      {compartmentWords[part]}
      {unread > 0 ? <span className="count"> {unread} new</span> : null}
    </>
  );
}

/** Before a place is begun: who will read it, as the person agreed. */
function Begin({ part, state, caseId, now, onClose }: { part: Part; state: CaseState; caseId: string; now: number; onClose: () => void }) {
  const work = useWork();
  const actor = useActor();
  const go = useNavigate();
  const id = useMemo(() => newId(Date.now()), []);
  const { compartment, roomId } = part;
  const inside = readersTold({ ...state, compartment }, actor, new Date(now).toISOString());
  const places = new Intl.ListFormat("en-GB").format(inside.map((p) => p.name));
  const begin = async () => {
    if (!(await work.run(() => api.cases.openCompartment.mutate({ roomId, id, input: { compartment } })))) return;
    onClose();
    void go({ to: "/cases/$caseId", params: { caseId }, search: { part: compartment } });
  };
  return (
    <LazyDialog
      open
      onClose={onClose}
      title={`A place for notes about ${compartmentWords[compartment].toLocaleLowerCase("en-GB")}`}
      foot={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button tone="main" icon={<FolderLock />} aria-disabled={work.busy} onClick={() => void begin()}>
            Begin it
          </Button>
        </>
      }
    >
      <WorkErrors work={work} />
      <p>
        <b>{places}</b> will read it, as {state.label} agreed. Nobody else in this case can see that it is there.
      </p>
      <p className="small soft">If {state.label} changes their mind, it closes at once for whoever they choose.</p>
    </LazyDialog>
  );
}
