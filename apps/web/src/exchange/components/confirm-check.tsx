import type { CheckKind } from "@linkwork/shared/exchange/schema-asks.ts";
import { confirmWords as words } from "@linkwork/shared/exchange/words-ready.ts";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { monthsOn, today } from "../../shell/london.ts";
import { useNextId } from "../../shell/use-next-id.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { useLookAgain } from "../client.ts";
import { type ConfirmRow, roomOfColleague } from "../ready.ts";
import { checkKinds } from "./ask-check.tsx";
import { AskDialog } from "./ask-dialog.tsx";

/** Says of a colleague that one has seen it: what kind it is, when, and when it has to be looked at again. */
export function Confirm({ row, main }: { row: ConfirmRow; main: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button small tone={main ? "main" : "plain"} onClick={() => setOpen(true)}>
        {words.confirm}
        <span className="visually-hidden">: {row.name}</span>
      </Button>
      {open ? <ConfirmDialog row={row} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function ConfirmDialog({ row, onClose }: { row: ConfirmRow; onClose: () => void }) {
  const work = useWork();
  const lookAgain = useLookAgain();
  const { id } = useNextId();
  const [kind, setKind] = useState<CheckKind | "">(row.askedKind ?? row.seen?.kind ?? "");
  const [seenOn, setSeenOn] = useState(today());
  const [review, setReview] = useState(monthsOn(today(), 12));
  const go = async () => {
    const errors = [
      ...(kind === "" ? [{ field: "kind", message: words.missing.kind }] : []),
      ...(seenOn === "" ? [{ field: "seenOn", message: words.missing.seenOn }] : []),
      ...(review === "" ? [{ field: "review", message: words.missing.review }] : []),
    ];
    if (!work.check(errors) || kind === "") return;
    const request = { roomId: roomOfColleague(row.personId), id, input: { kind, seenOn, review } };
    const done = await work.run(() => api.exchange.confirmCheck.mutate(request));
    await lookAgain();
    if (!done) return;
    announce(words.done);
    onClose();
  };
  return (
    <LazyDialog
      open
      onClose={onClose}
      title={words.confirmTitle(row.name)}
      foot={
        <>
          <Button tone="main" busy={work.busy} onClick={() => void go()}>
            {words.confirm}
          </Button>
          <Button onClick={onClose}>{words.leave}</Button>
        </>
      }
    >
      <div className="stack">
        <WorkErrors work={work} />
        <p>{words.noNumbers}</p>
        <SelectField
          id="kind"
          label={words.kind}
          prompt={words.chooseKind}
          options={checkKinds}
          value={kind}
          error={work.at("kind")}
          onChange={(event) => setKind(event.target.value as CheckKind)}
        />
        <TextField
          id="seenOn"
          type="date"
          label={words.seenOn}
          max={today()}
          value={seenOn}
          error={work.at("seenOn")}
          onChange={(event) => setSeenOn(event.target.value)}
        />
        <TextField
          id="review"
          type="date"
          label={words.review}
          hint={words.reviewHint}
          min={today()}
          value={review}
          error={work.at("review")}
          onChange={(event) => setReview(event.target.value)}
        />
      </div>
    </LazyDialog>
  );
}

/** It holds no more, or can't be confirmed. */
export const TakeBack = ({ row }: { row: ConfirmRow }) => (
  <AskDialog
    label={row.seen ? words.revoke : words.cannot}
    about={row.name}
    title={words.revokeTitle(row.name)}
    leave={words.leave}
    tone="stop"
    asking
    send={(id) => api.exchange.revokeCheck.mutate({ roomId: roomOfColleague(row.personId), id, input: {} })}
    done={words.revoked}
  >
    {() => <p>{words.revokeHow}</p>}
  </AskDialog>
);
