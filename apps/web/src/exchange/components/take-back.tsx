import { reflectionWords as words } from "@linkwork/shared/exchange/words-reflection.ts";
import { reflectionRoom } from "@linkwork/shared/kernel/room.ts";
import { useState } from "react";
import { useDraftText } from "../../kernel/drafts.ts";
import { api } from "../../kernel/trpc.ts";
import { useNextId } from "../../shell/use-next-id.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { useLookAgain } from "../client.ts";
import type { Reflection } from "../learning.ts";

/** What was written is taken back; or nothing is written at all, and nobody asks again. */
export function TakeBack({ page }: { page: Reflection }) {
  const [open, setOpen] = useState(false);
  const [, setDraft] = useDraftText(`reflection/${page.reflectionId}`);
  const work = useWork();
  const lookAgain = useLookAgain();
  const { id } = useNextId();
  const due = page.status === "due";
  const label = due ? words.not : words.withdraw;
  const go = async () => {
    const request = { roomId: reflectionRoom(page.reflectionId), id, input: {} };
    if (!(await work.run(() => api.exchange.withdrawReflection.mutate(request)))) return;
    setDraft("");
    announce(due ? words.notDone : words.withdrawn);
    setOpen(false);
    await lookAgain();
  };
  return (
    <>
      <Button tone={due ? "quiet" : "stop"} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <LazyDialog
        open={open}
        asking
        onClose={() => setOpen(false)}
        title={due ? words.notTitle : words.withdrawTitle}
        foot={
          <>
            <Button onClick={() => setOpen(false)}>{words.keep}</Button>
            <Button tone="stop" busy={work.busy} onClick={() => void go()}>
              {label}
            </Button>
          </>
        }
      >
        <div className="stack">
          <WorkErrors work={work} />
          <p>{due ? words.notHow : words.withdrawHow}</p>
          {page.status === "shared" ? <p>{words.withdrawNote}</p> : null}
        </div>
      </LazyDialog>
    </>
  );
}
