import { closedWords } from "@linkwork/shared/cases/words-ending.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { compartmentOf } from "@linkwork/shared/kernel/room.ts";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useFollowedDraft } from "../../kernel/draft-sync.ts";
import { useLive } from "../../kernel/live.ts";
import type { Draft } from "../../kernel/outbox-queue.ts";
import type { Closed } from "../../kernel/room-store.ts";
import { Page } from "../../shell/page.tsx";
import { announce } from "../../ui/announcer.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { Cut, Thread } from "../../ui/thread.tsx";
import { clockTime, dayWords } from "../../ui/time.ts";
import { useActor, useHalfChanges, useThrowHalf } from "../client.ts";
import { Unsent } from "./waiting-messages.tsx";

export type ClosedRoomProps = { roomId: RoomId; caseId: string; closed: Closed; drafts: readonly Draft[]; now: number };

/** The line ends here: that it ended, why that is all right, and what is still mine. */
export function ClosedRoom({ roomId, caseId, closed, drafts, now }: ClosedRoomProps) {
  const { orgName } = useActor();
  const { live } = useLive();
  const [half, setHalf] = useFollowedDraft(roomId, live);
  const changes = useHalfChanges(roomId);
  const throwHalf = useThrowHalf();
  const { label } = closed;
  const guest = closed.code === "guestEnded";
  const beside = compartmentOf(roomId) !== "general";
  const words = closedWords[closed.code](label, orgName);
  const { title } = words;
  useEffect(() => announce(title, { urgent: true, onPage: true }), [title]);
  const cache = useQueryClient();
  // no notice tells a guest, whose end was known, that it is out of the list now; and one that comes while the places aren't on the page would not have them asked again
  useEffect(() => {
    void cache.invalidateQueries({ queryKey: ["cases"] });
    cache.removeQueries({ queryKey: ["parts", caseId] });
  }, [cache, caseId]);
  return (
    <>
      <Page
        title={label || "Conversation"}
        back={{ to: "/cases", label: "Cases" }}
        ends={<Chip tone="stop">{guest ? "Closed to you" : `Closed to ${orgName}`}</Chip>}
      />
      <div className="stack loose measure">
        <Thread label={label ? `The conversation about ${label}` : "The conversation"}>
          <Cut title={title}>
            <p>{words.body}</p>
            <p>
              From {clockTime(closed.at)} {dayWords(closed.at, now)} {guest ? "you can't" : `nobody at ${orgName} can`} read this{" "}
              {beside ? "part of the" : ""} conversation.{" "}
              {words.next ?? `Anything ${label || "the person"} wants you to know will reach you from them.`}
            </p>
            <p className="detail">
              Worried about someone's safety? Follow your organisation's safeguarding steps, or ring 999. That does not depend on consent.
            </p>
          </Cut>
        </Thread>
        <Unsent
          drafts={drafts}
          halves={[{ box: roomId, text: half }, ...changes]}
          onThrowHalf={(box) => (box === roomId ? setHalf("") : throwHalf(box))}
          reason={false}
        />
        {beside ? (
          <LinkButton to={`/cases/${caseId}`}>Back to the conversation</LinkButton>
        ) : (
          <LinkButton to="/cases">See my other cases</LinkButton>
        )}
      </div>
    </>
  );
}
