import { newId } from "@linkwork/shared/kernel/ids.ts";
import type { GapCommand } from "@linkwork/shared/map/schema-gap.ts";
import { gapActWords as acts, gapWords as words } from "@linkwork/shared/map/words-gap.ts";
import { Bell, BellOff, ThumbsUp } from "lucide-react";
import { useState } from "react";
import { Offered } from "../../shell/ask-dialog.tsx";
import { act, type GapShown } from "../client.ts";
import { CloseGap, LinkGap, MergeGap, ProposeEnd, SettleBurst } from "./gap-endings.tsx";
import { OnePress } from "./one-press.tsx";
import { SayDialog } from "./say-dialog.tsx";

/** What takes a word or two, each with its question; those of `from` say how it stood for who asked. */
const plain = [
  ...(["confirmNeed", "sayKnown", "takeOn", "answerMore", "acceptGap", "askMore", "reopenGap", "standDown"] as const),
  ...(["keepGap", "restoreGap", "unmergeGap", "showGap", "declineGap", "hideGap", "withdrawGap"] as const),
] satisfies GapCommand["type"][];
type Plain = (typeof plain)[number];
const says = ["askMore", "takeOn", "standDown", "declineGap"];
/** Who can end it proposes nothing. */
const ends = ["closeGap", "declineGap", "mergeGap"] as const;
const mayBeAnyway = ["answerMore", "reopenGap"];
const stops = ["declineGap", "withdrawGap", "standDown", "hideGap"];

/** What one may do with it now, the next step first. What one has begun to say stays, whatever others do meanwhile. */
export function GapActs({ gap }: { gap: GapShown }) {
  const { may, roomId, following, myEndorsement } = gap;
  const can = (type: GapCommand["type"]): boolean => may.includes(type);
  const say = (type: Plain) => (
    <Offered key={type} when={can(type)}>
      <Say type={type} gap={gap} />
    </Offered>
  );
  return (
    <Offered when={may.length > 0}>
      <section className="card" aria-labelledby="gap-acts">
        <h2 id="gap-acts">{words.acts}</h2>
        <div className="stack tight">
          {can("endorseGap") ? (
            <OnePress
              label={myEndorsement ? acts.endorse.off : acts.endorse.on}
              icon={<ThumbsUp />}
              done={myEndorsement ? acts.endorse.undone : acts.endorse.done}
              send={(id) => act(roomId, "endorseGap", { on: myEndorsement === null }, id)}
            />
          ) : null}
          {plain.filter((type) => !stops.includes(type)).map(say)}
          <Offered when={can("addEvidence")}>
            <Tell gap={gap} />
          </Offered>
          <Offered when={can("linkGap")}>
            <LinkGap gap={gap} />
          </Offered>
          <Offered when={can("settleBurst")}>
            <SettleBurst gap={gap} />
          </Offered>
          {can("followGap") ? (
            <OnePress
              label={following ? words.unfollow : words.follow}
              icon={following ? <BellOff /> : <Bell />}
              done={following ? words.unfollowed : words.followed}
              send={(id) => act(roomId, "followGap", { on: !following }, id)}
            />
          ) : null}
          <Offered when={can("mergeGap")}>
            <MergeGap gap={gap} />
          </Offered>
          <Offered when={can("closeGap")}>
            <CloseGap gap={gap} />
          </Offered>
          <Offered when={can("proposeEnd") && !ends.some(can)}>
            <ProposeEnd gap={gap} />
          </Offered>
          {plain.filter((type) => stops.includes(type)).map(say)}
        </div>
      </section>
    </Offered>
  );
}

function Say({ type, gap }: { type: Plain; gap: GapShown }) {
  const own: { open: string; title: string; press: string; done: string; words?: string; hint?: string } =
    acts[type === "answerMore" && !gap.mine ? "goOn" : type];
  const says_ = type !== "acceptGap";
  return (
    <SayDialog
      of={`${gap.roomId}/${type}`}
      {...{ label: own.open, title: own.title, press: own.press, done: own.done, leave: acts.leave }}
      {...(own.words ? { words: own.words, hint: own.hint ?? acts.hint } : {})}
      {...(says_ && type !== "withdrawGap" ? { missing: acts.missing } : {})}
      {...(stops.includes(type) ? { tone: "stop" as const, quiet: true as const } : {})}
      send={(id, said, more) =>
        act(
          gap.roomId,
          type,
          {
            ...(says_ ? { words: said } : {}),
            ...(says.includes(type) ? { from: gap.status } : {}),
            ...(mayBeAnyway.includes(type) ? more : {}),
          },
          id,
        )
      }
    />
  );
}

function Tell({ gap }: { gap: GapShown }) {
  const [evidenceId, setEvidenceId] = useState(() => newId(Date.now()));
  const { addEvidence: own } = acts;
  return (
    <SayDialog
      of={`${gap.roomId}/addEvidence`}
      {...{ label: own.open, title: own.title, press: own.press, done: own.done, leave: acts.leave, words: own.words, hint: own.hint }}
      missing={acts.missing}
      send={async (id, text, more) => {
        await act(gap.roomId, "addEvidence", { evidenceId, text, ...more }, id);
        setEvidenceId(newId(Date.now()));
      }}
    />
  );
}
