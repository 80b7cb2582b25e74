import { joinedOrAsked } from "@linkwork/shared/projects/rules-votes.ts";
import type { Proposal } from "@linkwork/shared/projects/state.ts";
import { voteWords as words } from "@linkwork/shared/projects/words-votes.ts";
import { useState } from "react";
import { LooksLike, useLooksLike } from "../../boards/components/looks-like.tsx";
import { api } from "../../kernel/trpc.ts";
import { AskDialog } from "../../shell/ask-dialog.tsx";
import { TextArea } from "../../ui/field.tsx";
import { useLookAgain } from "../client.ts";
import type { PartProps } from "../project-page.tsx";

/** What we have to say to it that others ask us to go; it stands beside the question. */
export function ReplyToIt({ room, state, proposal }: Pick<PartProps, "room" | "state"> & { proposal: Proposal }) {
  const { proposalId, reply } = proposal;
  const [said, say] = useState(reply?.words ?? "");
  const looks = useLooksLike(said, { owners: joinedOrAsked(state), standing: reply });
  const lookAgain = useLookAgain();
  return (
    <AskDialog
      label={words.reply}
      title={words.reply}
      press={words.replySend}
      leave={words.leave}
      done={words.replied}
      after={lookAgain}
      check={() => (said.trim() === "" ? [{ field: "words", message: words.missing.words }] : looks.wrong)}
      send={(id) =>
        api.projects.replyToRemoval.mutate({ roomId: room.roomId, id, input: { proposalId, words: said.trim(), ...looks.anyway } })
      }
    >
      {(work) => (
        <>
          <TextArea
            id="words"
            label={words.reply}
            hint={words.replyHow}
            rows={5}
            maxLength={2_000}
            value={said}
            error={work.at("words")}
            onChange={(event) => say(event.target.value)}
          />
          <LooksLike looks={looks} />
        </>
      )}
    </AskDialog>
  );
}
