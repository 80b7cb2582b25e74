import { joinedOrAsked } from "@linkwork/shared/projects/rules-votes.ts";
import type { Proposal } from "@linkwork/shared/projects/state.ts";
import { voteWords as words } from "@linkwork/shared/projects/words-votes.ts";
import { useState } from "react";
import { LooksLike, useLooksLike } from "../../boards/components/looks-like.tsx";
import { useActor } from "../../cases/client.ts";
import { api } from "../../kernel/trpc.ts";
import { useNextId } from "../../shell/use-next-id.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { TextField } from "../../ui/field.tsx";
import { useLookAgain } from "../client.ts";
import type { PartProps } from "../project-page.tsx";

type OurVoteProps = Pick<PartProps, "room" | "state"> & { proposal: Proposal; onAnswered: (proposalId: string) => void };
/** My organisation's answer, with a word; it can be changed as long as the question is open. */
export function OurVote({ room, state, proposal, onAnswered }: OurVoteProps) {
  const { orgId } = useActor();
  const held = proposal.votes[orgId];
  const [changing, change] = useState(false);
  if (held && !changing)
    return (
      <Button small onClick={() => change(true)}>
        {words.changed}
      </Button>
    );
  return <Casting room={room} state={state} proposal={proposal} onAnswered={onAnswered} done={() => change(false)} />;
}

function Casting({ room, state, proposal, onAnswered, done }: OurVoteProps & { done: () => void }) {
  const { orgId, orgName } = useActor();
  const held = proposal.votes[orgId];
  const { proposalId } = proposal;
  const [yes, setYes] = useState<"yes" | "no" | null>(held ? (held.yes ? "yes" : "no") : null);
  const [said, say] = useState(held?.words ?? "");
  const looks = useLooksLike(said, { owners: joinedOrAsked(state), standing: held });
  const work = useWork((path) => (path === "words" ? `words-${proposalId}` : path === "yes" ? `vote-${proposalId}` : path));
  const lookAgain = useLookAgain();
  const { id, used } = useNextId();
  const cast = async () => {
    if (!work.check([...(yes === null ? [{ field: `vote-${proposalId}`, message: words.chooseOne }] : []), ...looks.wrong])) return;
    const input = { proposalId, yes: yes === "yes", words: said.trim(), ...looks.anyway };
    onAnswered(proposalId);
    const went = await work.run(() => api.projects.vote.mutate({ roomId: room.roomId, id, input }));
    used();
    await lookAgain();
    if (!went) return;
    announce(words.castDone);
    document.getElementById(`question-${proposalId}`)?.focus();
    done();
  };
  return (
    <form
      className="stack"
      aria-label={words.mine}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void cast();
      }}
    >
      <WorkErrors work={work} />
      <RadioCards<"yes" | "no">
        id={`vote-${proposalId}`}
        legend={words.mine}
        hint={words.mineHow(orgName)}
        beside
        value={yes}
        error={work.at(`vote-${proposalId}`)}
        onChange={setYes}
        choices={[
          { value: "yes", label: words.sayYes },
          { value: "no", label: words.sayNo },
        ]}
      />
      <TextField
        id={`words-${proposalId}`}
        label={words.word}
        maxLength={500}
        value={said}
        error={work.at(`words-${proposalId}`)}
        onChange={(event) => say(event.target.value)}
      />
      <LooksLike looks={looks} />
      <Button tone="main" type="submit" busy={work.busy}>
        {words.cast}
      </Button>
    </form>
  );
}
