import { type EventId, newId, type OrgId } from "@linkwork/shared/kernel/ids.ts";
import { joined, joinedOrAsked } from "@linkwork/shared/projects/rules-votes.ts";
import type { Question } from "@linkwork/shared/projects/schema.ts";
import { voteWords as words } from "@linkwork/shared/projects/words-votes.ts";
import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { LooksLike, useLooksLike } from "../../boards/components/looks-like.tsx";
import { useActor, useOrganisations } from "../../cases/client.ts";
import { api } from "../../kernel/trpc.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { RadioCards } from "../../ui/choice-cards.tsx";
import type { FormError } from "../../ui/error-summary.tsx";
import { SelectField, TextArea } from "../../ui/field.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { useLookAgain } from "../client.ts";
import type { PartProps } from "../project-page.tsx";
import { type Kind, whyNot } from "../questions.ts";

const kinds = ["invite", "charter", "wayOn", "close", "remove", "ceased", "delete"] as const satisfies readonly Kind[];
/** What is written on a page of its own. */
const elsewhere = { charter: "words", wayOn: "way-on" } as const;
type Draft = { kind: Kind | null; orgId: OrgId | ""; said: string };
const nothing: Draft = { kind: null, orgId: "", said: "" };

/** What is sent; null as long as something is missing. */
function questionOf({ kind, orgId, said }: Draft): Question | null {
  const words = said.trim();
  switch (kind) {
    case "invite":
      return orgId === "" ? null : { kind, orgId };
    case "remove":
    case "ceased":
      return orgId === "" || words === "" ? null : { kind, orgId, words };
    case "close":
    case "delete":
      return words === "" ? null : { kind, words };
    default:
      return null;
  }
}
const asksWhom = (kind: Kind | null): boolean => kind === "invite" || kind === "remove" || kind === "ceased";

/** Something new is asked: what, about whom, why. What can't be asked yet stands there with what is missing. */
export function AskQuestion({ room, state, now }: PartProps) {
  const actor = useActor();
  const go = useNavigate();
  const lookAgain = useLookAgain();
  const work = useWork((path) => path.replace(/^question\./, ""));
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(nothing);
  const [sent, setSent] = useState<{ id: EventId; proposalId: string; as: string } | null>(null);
  const set = (change: Partial<Draft>) => setDraft((was) => ({ ...was, ...change }));
  const { kind, orgId, said } = draft;
  const looks = useLooksLike(said, { owners: joinedOrAsked(state) });
  const writes = kind !== null && kind !== "invite" && kind !== "charter" && kind !== "wayOn";
  const page = kind === "charter" || kind === "wayOn" ? elsewhere[kind] : undefined;
  const send = async () => {
    const errors: FormError[] = [
      ...(kind === null ? [{ field: "kind", message: words.missing.kind }] : []),
      ...(asksWhom(kind) && orgId === "" ? [{ field: "orgId", message: words.missing.whom }] : []),
      ...(writes && said.trim() === "" ? [{ field: "words", message: words.missing.words }] : []),
      ...(writes ? looks.wrong : []),
    ];
    if (!work.check(errors)) return;
    if (page) return void go({ to: `/projects/$projectId/${page}`, params: { projectId: state.projectId } });
    const question = questionOf(draft);
    if (!question) return;
    const as = JSON.stringify([question, looks.anyway]);
    const ids = sent?.as === as ? sent : { id: newId<EventId>(Date.now()), proposalId: newId<string>(Date.now()), as };
    setSent(ids);
    const { id, proposalId } = ids;
    const input = { proposalId, question, ...(writes ? looks.anyway : {}) };
    const went = await work.run(() => api.projects.openProposal.mutate({ roomId: room.roomId, id, input }));
    await lookAgain();
    if (!went) return;
    announce(words.sent);
    setOpen(false);
    setDraft(nothing);
  };
  const choices = kinds.map((value) => {
    const missing = whyNot(value, state, actor, now);
    const { label, hint } = words.kinds[value];
    return {
      value,
      label,
      disabled: missing.length > 0,
      hint: missing.length > 0 ? `${hint} ${words.notYet} ${missing.join(" ")}` : hint,
      under: page ? null : value === kind ? <Fields draft={draft} set={set} at={work.at} state={state} looks={looks} /> : null,
    };
  });
  return (
    <>
      <Button icon={<Plus />} onClick={() => setOpen(true)}>
        {words.ask}
      </Button>
      <LazyDialog
        open={open}
        wide
        onClose={() => setOpen(false)}
        title={words.askTitle}
        foot={
          <>
            <Button tone="main" busy={work.busy} onClick={() => void send()}>
              {page ? words.go : words.send}
            </Button>
            <Button onClick={() => setOpen(false)}>{words.leave}</Button>
          </>
        }
      >
        <div className="stack">
          <WorkErrors work={work} />
          <RadioCards<Kind>
            id="kind"
            legend={words.askTitle}
            hint={words.askHow}
            value={kind}
            error={work.at("kind")}
            onChange={(next) => set({ kind: next, orgId: "" })}
            choices={choices}
          />
        </div>
      </LazyDialog>
    </>
  );
}

type FieldsProps = {
  draft: Draft;
  set: (change: Partial<Draft>) => void;
  at: (field: string) => string | undefined;
  state: PartProps["state"];
  looks: ReturnType<typeof useLooksLike>;
};

/** About whom, and why. */
function Fields({ draft, set, at, state, looks }: FieldsProps) {
  const actor = useActor();
  const all = useOrganisations().data ?? [];
  const { kind, orgId, said } = draft;
  const owners = joined(state).filter((each) => each.orgId !== actor.orgId);
  const outside = all.filter((each) => !["joined", "invited"].includes(state.owners[each.orgId]?.status ?? ""));
  const options = (kind === "invite" ? outside : owners).map((each) => ({ value: each.orgId, label: each.name }));
  return (
    <>
      {asksWhom(kind) ? (
        options.length === 0 ? (
          <p>{words.nobodyElse}</p>
        ) : (
          <SelectField
            id="orgId"
            label={words.whom}
            prompt={words.chooseWhom}
            options={options}
            value={orgId}
            error={at("orgId")}
            onChange={(event) => set({ orgId: event.target.value as OrgId | "" })}
          />
        )
      ) : null}
      {kind === "invite" ? null : (
        <>
          <TextArea
            id="words"
            label={kind === "ceased" ? words.howKnow : words.words}
            rows={3}
            maxLength={1_000}
            value={said}
            error={at("words")}
            onChange={(event) => set({ said: event.target.value })}
          />
          <LooksLike looks={looks} />
        </>
      )}
    </>
  );
}
