import type { EventId } from "@linkwork/shared/kernel/ids.ts";
import { createContext, type ReactNode, useCallback, useContext, useLayoutEffect, useState } from "react";
import { announce } from "../ui/announcer.tsx";
import { Button } from "../ui/button.tsx";
import type { FormError } from "../ui/error-summary.tsx";
import { LazyDialog } from "../ui/lazy-dialog.tsx";
import { useFocusKept } from "./press.tsx";
import { useNextId } from "./use-next-id.ts";
import { useWork, type Work, WorkErrors } from "./work.tsx";

export type AskDialogProps = {
  /** on the button that opens it */
  label: string;
  /** what it is about, for who doesn't see where the button stands */
  about?: string;
  title: string;
  /** on the button that sends it; the label, unless said otherwise */
  press?: string;
  leave: string;
  tone?: "main" | "stop";
  /** the button that opens it doesn't stand out: it only asks */
  quiet?: true;
  /** the button that opens it stands beside a page's main action, and is as high */
  icon?: ReactNode;
  /** it takes something away: the way out stands first */
  asking?: true;
  /** what has to be mended before anything is sent */
  check?: () => readonly FormError[];
  send: (id: EventId) => Promise<unknown>;
  /** said once it went through */
  done: string | (() => string);
  fieldOf?: (path: string) => string;
  /** looks again at what has changed, whether it went through or not */
  after?: () => Promise<unknown>;
  children?: (work: Work) => ReactNode;
};

/** Told by a question whether it is open. */
const Held = createContext<(open: boolean) => void>(() => undefined);

/** What is offered as long as it can be done; a question that is open in it stays until it is closed, whatever others do meanwhile, with what was written. */
export function Offered({ when, children }: { when: boolean; children: ReactNode }) {
  const around = useContext(Held);
  const [open, setOpen] = useState(false);
  const hold = useCallback(
    (now: boolean) => {
      setOpen(now);
      around(now);
    },
    [around],
  );
  return when || open ? <Held value={hold}>{children}</Held> : null;
}

/** A question that opens on a press: what is asked, sent once, looked at again and said; what is refused stands in it, and what was written stays. */
export function AskDialog(props: AskDialogProps) {
  const { label, about, tone, quiet, icon } = props;
  const [open, setOpen] = useState(false);
  const hold = useContext(Held);
  useLayoutEffect(() => {
    if (!open) return;
    hold(true);
    return () => hold(false);
  }, [open, hold]);
  // what was asked may be settled by the answer, and the button gone with it
  const button = useFocusKept(open);
  return (
    <>
      <Button
        ref={button}
        small={icon === undefined}
        icon={icon}
        tone={tone === "stop" && !quiet ? "stop" : "plain"}
        onClick={() => setOpen(true)}
      >
        {label}
        {about ? <span className="visually-hidden">: {about}</span> : null}
      </Button>
      <Asked {...props} open={open} onClose={() => setOpen(false)} />
    </>
  );
}

function Asked({ open, onClose, ...props }: AskDialogProps & { open: boolean; onClose: () => void }) {
  const { label, title, press, leave, tone = "main", asking, check, send, done, fieldOf, after, children } = props;
  const work = useWork(fieldOf);
  const { id, used } = useNextId();
  const go = async () => {
    if (check && !work.check(check())) return;
    const sent = await work.run(() => send(id));
    await after?.();
    if (!sent) return;
    used();
    announce(typeof done === "string" ? done : done());
    onClose();
  };
  const out = <Button onClick={onClose}>{leave}</Button>;
  const on = (
    <Button tone={tone} busy={work.busy} onClick={() => void go()}>
      {press ?? label}
    </Button>
  );
  return (
    <LazyDialog
      open={open}
      {...(asking ? { asking } : {})}
      onClose={onClose}
      title={title}
      foot={
        <>
          {asking ? out : on}
          {asking ? on : out}
        </>
      }
    >
      <div className="stack">
        <WorkErrors work={work} />
        {children?.(work)}
      </div>
    </LazyDialog>
  );
}
