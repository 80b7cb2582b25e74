import { gapActWords, gapWords as words } from "@linkwork/shared/map/words-gap.ts";
import { CircleHelp } from "lucide-react";
import { Offered } from "../../shell/ask-dialog.tsx";
import { Note } from "../../ui/note.tsx";
import { act, type GapShown } from "../client.ts";
import { OnePress } from "./one-press.tsx";
import { SayDialog } from "./say-dialog.tsx";

/** Four weeks after: one question to everybody who spoke up. A "no" with a word opens it again. */
export function DidItHelp({ gap }: { gap: GapShown }) {
  const { helped, roomId } = gap;
  // whoever raised it, or what is told of here since, opens it again alone, others by three
  const who = helped?.alone ? "mine" : "others";
  const told = helped && helped.yes + helped.no > 0;
  return (
    <>
      {told && !helped.asksMe ? <p className="soft">{words.helped(helped.yes, helped.no)}</p> : null}
      <Offered when={helped?.asksMe === true}>
        <Note tone="wait" icon={<CircleHelp />}>
          <div className="stack tight">
            <h2>{words.help}</h2>
            <div className="row wrap">
              <OnePress
                label={words.yes}
                about={words.help}
                done={words.saidYes}
                send={(id) => act(roomId, "sayHelped", { helped: true, words: "" }, id)}
              />
              <SayDialog
                of={`${roomId}/sayHelped`}
                {...{ label: words.no, title: words.noTitle, press: words.noPress[who], leave: gapActWords.leave, done: words.saidNo[who] }}
                {...{ words: words.noWords, hint: gapActWords.hint, missing: gapActWords.missing }}
                send={(id, said, more) => act(roomId, "sayHelped", { helped: false, words: said, ...more }, id)}
              />
            </div>
            <p className="small">{words.helpHow[who]}</p>
          </div>
        </Note>
      </Offered>
    </>
  );
}
