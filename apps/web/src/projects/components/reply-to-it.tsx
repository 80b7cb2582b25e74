import type { Proposal } from "@linkwork/shared/projects/state.ts";
import { voteWords as words } from "@linkwork/shared/projects/words-votes.ts";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { AskDialog } from "../../shell/ask-dialog.tsx";
import { TextArea } from "../../ui/field.tsx";
import { useLookAgain } from "../client.ts";
import type { PartProps } from "../project-page.tsx";

/** What we have to say to it that others ask us to go; it stands beside the question. */
export function ReplyToIt({ room, proposal }: Pick<PartProps, "room"> & { proposal: Proposal }) {
  const { proposalId, reply } = proposal;
  const [said, say] = useState(reply?.words ?? "");
  const lookAgain = useLookAgain();
  return (
    <AskDialog
      label={words.reply}
      title={words.reply}
      press={words.replySend}
      leave={words.leave}
      done={words.replied}
      after={lookAgain}
      check={() => (said.trim() === "" ? [{ field: "words", message: words.missing.words }] : [])}
      send={(id) => api.projects.replyToRemoval.mutate({ roomId: room.roomId, id, input: { proposalId, words: said.trim() } })}
    >
      {(work) => (
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
      )}
    </AskDialog>
  );
}
