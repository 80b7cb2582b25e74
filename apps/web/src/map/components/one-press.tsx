import type { EventId } from "@linkwork/shared/kernel/ids.ts";
import type { ReactNode } from "react";
import { useNextId } from "../../shell/use-next-id.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { useLookAgain } from "../client.ts";

type OnePressProps = {
  label: string;
  /** what it is about, for who doesn't see where it stands */
  about?: string;
  icon?: ReactNode;
  done: string;
  main?: boolean;
  send: (id: EventId) => Promise<unknown>;
};

/** What needs no more than one press. */
export function OnePress({ label, about, icon, done, main = false, send }: OnePressProps) {
  const work = useWork();
  const lookAgain = useLookAgain();
  const { id, used } = useNextId();
  const go = async () => {
    const sent = await work.run(() => send(id));
    await lookAgain();
    if (!sent) return;
    used();
    announce(done);
  };
  return (
    <>
      <Button small={!main} tone={main ? "main" : "plain"} icon={icon} busy={work.busy} onClick={() => void go()}>
        {label}
        {about ? <span className="visually-hidden">: {about}</span> : null}
      </Button>
      <WorkErrors work={work} />
    </>
  );
}
