import { mayAnswerPlace } from "@linkwork/shared/projects/rules.ts";
import { joinedOrAsked } from "@linkwork/shared/projects/rules-votes.ts";
import { placeWords as words } from "@linkwork/shared/projects/words-charter.ts";
import { Check } from "lucide-react";
import { useState } from "react";
import { LooksLike, useLooksLike } from "../../boards/components/looks-like.tsx";
import { useActor } from "../../cases/client.ts";
import { api } from "../../kernel/trpc.ts";
import { AskDialog } from "../../shell/ask-dialog.tsx";
import { useNextId } from "../../shell/use-next-id.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { TextArea } from "../../ui/field.tsx";
import { Note } from "../../ui/note.tsx";
import { focusHeading } from "../../ui/page-head.tsx";
import { fullDate } from "../../ui/time.ts";
import { useLookAgain } from "../client.ts";
import { lapsesAt, withWhatIsMissing } from "../letter.ts";
import type { PartProps } from "../project-page.tsx";
import { CharterChanges } from "./charter-changes.tsx";

/** The letter to an organisation that is asked: from whom, what a yes means, and yes and no. The charter follows it. */
export function Letter({ room, state }: PartProps) {
  const actor = useActor();
  const { orgId, orgName } = actor;
  const may = mayAnswerPlace(state, actor) === true;
  const by = Object.values(state.owners).flatMap((each) => (each?.status === "joined" && each.orgId !== orgId ? each.name : []));
  const again = state.charterAt > 1 && (state.owners[orgId]?.stewards.length ?? 0) > 0;
  const agreed = state.agreed?.[orgId];
  const lapses = lapsesAt(state);
  return (
    <section className="card stack" id="letter" tabIndex={-1} aria-label={words.letter}>
      <p>
        <b>{words.dear(orgName)}</b>
      </p>
      <p>{again ? words.askAgain : words.ask(new Intl.ListFormat("en-GB").format(by))}</p>
      {agreed && state.charter ? <CharterChanges state={state} before={agreed} after={state.charter} since /> : null}
      <p>{words.means}</p>
      {lapses ? <p className="small soft">{words.lapses(fullDate(lapses))}</p> : null}
      {may ? <Answer room={room} state={state} /> : <Note>{words.notYours}</Note>}
    </section>
  );
}

function Answer({ room, state }: Pick<PartProps, "room" | "state">) {
  const { charterAt } = state;
  const work = useWork();
  const lookAgain = useLookAgain();
  const { id, used } = useNextId();
  const [kind, setKind] = useState("");
  const looks = useLooksLike(kind, { owners: joinedOrAsked(state) });
  const { roomId } = room;
  const yes = async () => {
    const went = await work.run(async () => {
      try {
        await api.projects.acceptPlace.mutate({ roomId, id, input: { charterAt } });
      } catch (error) {
        throw withWhatIsMissing(error);
      }
    });
    // whatever was refused, the next press is another answer: to other words, perhaps
    used();
    await lookAgain();
    if (!went) return;
    announce(words.yesDone);
    // the letter is answered, and gone with its button
    focusHeading();
  };
  return (
    <>
      <WorkErrors work={work} />
      <div className="row wrap">
        <Button tone="main" icon={<Check />} busy={work.busy} onClick={() => void yes()}>
          {words.yes}
        </Button>
        <AskDialog
          label={words.no}
          title={words.noTitle}
          leave={words.leave}
          tone="stop"
          quiet
          asking
          done={words.noDone}
          after={lookAgain}
          check={() => looks.wrong}
          send={(no) => api.projects.declinePlace.mutate({ roomId, id: no, input: { words: kind.trim(), ...looks.anyway } })}
        >
          {(asked) => (
            <>
              <p>{words.noHow}</p>
              <TextArea
                id="words"
                label={words.kindWord}
                hint={words.kindStays}
                rows={3}
                maxLength={500}
                value={kind}
                error={asked.at("words")}
                onChange={(event) => setKind(event.target.value)}
              />
              <LooksLike looks={looks} />
            </>
          )}
        </AskDialog>
      </div>
    </>
  );
}
