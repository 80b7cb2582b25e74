import type { EventId } from "@linkwork/shared/kernel/ids.ts";
import { Press } from "../../shell/press.tsx";
import { useNextId } from "../../shell/use-next-id.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { useLookAgain } from "../client.ts";

type OnePressProps = {
  label: string;
  /** what it is about, for who doesn't see where it stands */
  about: string;
  done: string;
  main: boolean;
  send: (id: EventId) => Promise<unknown>;
};

/** What needs no more than one press. */
export function OnePress({ label, about, done, main, send }: OnePressProps) {
  const work = useWork();
  const lookAgain = useLookAgain();
  const { id } = useNextId();
  const go = async () => {
    if (await work.run(() => send(id))) announce(done);
    await lookAgain();
  };
  return (
    <>
      <Press small tone={main ? "main" : "plain"} busy={work.busy} onClick={() => void go()}>
        {label}
        <span className="visually-hidden">: {about}</span>
      </Press>
      <WorkErrors work={work} />
    </>
  );
}
