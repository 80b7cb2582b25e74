import { recoveryWords as words } from "@linkwork/shared/identity/words-recovery.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { ShieldAlert } from "lucide-react";
import { useSession } from "../../kernel/session.ts";
import { api } from "../../kernel/trpc.ts";
import { useNow } from "../../shell/use-now.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { dayAndTime } from "../../ui/time.ts";
import { useAskedInMyName } from "../client.ts";

const list = new Intl.ListFormat("en-GB");

/** Somebody with my password asked to get in without my second step: how far it is, and one press that stops it. */
export function AskedInMyName() {
  const { me } = useSession();
  const asked = useAskedInMyName();
  const now = useNow();
  const work = useWork();
  if (!me || !asked) return null;
  const { recoveryId, yes, ready } = asked;
  const stop = async () => {
    const request = { roomId: personRoom(me.personId), id: newId(Date.now()), input: { recoveryId } };
    if (await work.run(() => api.identity.stopRecovery.mutate(request))) announce(words.notMeDone);
  };
  return (
    <Note tone="wait" icon={<ShieldAlert />}>
      <section className="stack" aria-labelledby="asked-in-my-name">
        <h2 id="asked-in-my-name">{words.mine}</h2>
        <p>{words.mineHow}</p>
        {yes.length > 0 ? <p>{words.mineYes(list.format(yes.map((each) => each.name)))}</p> : null}
        {ready ? <p>{words.open(dayAndTime(ready, now))}</p> : null}
        <WorkErrors work={work} title="That didn't work" />
        <div>
          <Button tone="stop" busy={work.busy} onClick={() => void stop()}>
            {words.notMe}
          </Button>
        </div>
      </section>
    </Note>
  );
}
