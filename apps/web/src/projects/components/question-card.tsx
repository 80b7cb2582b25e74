import type { PersonId } from "@linkwork/shared/kernel/ids.ts";
import type { Proposal } from "@linkwork/shared/projects/state.ts";
import { proposalStatusWords, takesWords, voteWords as words } from "@linkwork/shared/projects/words-votes.ts";
import { Check, Hourglass, X } from "lucide-react";
import { useActor } from "../../cases/client.ts";
import { api } from "../../kernel/trpc.ts";
import { AskDialog } from "../../shell/ask-dialog.tsx";
import { Chip } from "../../ui/chip.tsx";
import { fullDate } from "../../ui/time.ts";
import { useLookAgain, whoWords } from "../client.ts";
import type { PartProps } from "../project-page.tsx";
import { nameIn, saidOn, titleOf, votes } from "../questions.ts";
import { OurVote } from "./our-vote.tsx";
import { QuestionBody } from "./question-body.tsx";
import { RemoveWords } from "./remove-words.tsx";
import { ReplyToIt } from "./reply-to-it.tsx";

export type QuestionCardProps = PartProps & {
  proposal: Proposal;
  person: (personId: PersonId) => string | undefined;
  known: Readonly<Record<string, string>>;
  speaks: boolean;
  /** my organisation has just answered it */
  onAnswered: (proposalId: string) => void;
};

/** One question: what it is, who has said what, what it takes, until when; and my organisation's answer. */
export function QuestionCard({ room, state, proposal, person, known, speaks, onAnswered }: QuestionCardProps) {
  const { orgId } = useActor();
  const { proposalId, question, by, at, until, status, from, reply } = proposal;
  const open = status === "open";
  const waits = open || status === "passed";
  const about = "orgId" in question ? question.orgId : undefined;
  const heading = `question-${proposalId}`;
  const may = votes(proposal, state, orgId);
  return (
    <article className="card stack" aria-labelledby={heading}>
      <div className="row wrap spread top">
        <h3 id={heading} tabIndex={-1} dir="auto">
          {titleOf(state, question, known)}
        </h3>
        <Chip tone={open ? "wait" : status === "passed" || status === "executed" ? "good" : "plain"}>{proposalStatusWords[status]}</Chip>
      </div>
      <p className="small soft">{words.askedBy(whoWords(person(by.personId), nameIn(state, by.orgId, known)), fullDate(at))}</p>
      <QuestionBody state={state} question={question} open={open} />
      {"words" in question && question.words !== "" ? (
        <RemoveWords
          room={room}
          state={state}
          by={by}
          seq={proposal.seq}
          about={titleOf(state, question, known)}
          label={words.removeWords}
          how={words.removeWhy}
        />
      ) : null}
      <Answers room={room} proposal={proposal} state={state} person={person} known={known} />
      {reply && about ? (
        <blockquote className="stack tight project-reply">
          <p>
            <b>{words.replyOf(nameIn(state, about, known))}</b>
          </p>
          <p className="project-words" dir="auto">
            {reply.words}
          </p>
          <RemoveWords
            room={room}
            state={state}
            by={{ orgId: about, personId: reply.personId }}
            seq={reply.seq}
            about={nameIn(state, about, known)}
            label={words.removeWords}
            how={words.removeReply}
          />
        </blockquote>
      ) : null}
      {open ? (
        <p className="small">
          {takesWords[question.kind]} {words.until(fullDate(until))}
        </p>
      ) : null}
      {status === "passed" && from ? <p className="small">{words.doneOn(fullDate(from))}</p> : null}
      {open ? (
        may ? (
          speaks ? (
            <OurVote room={room} state={state} proposal={proposal} onAnswered={onAnswered} />
          ) : (
            <p className="small soft">{words.notMine}</p>
          )
        ) : (
          <p className="small soft">{words.notAsked}</p>
        )
      ) : null}
      {waits && speaks && question.kind === "remove" && about === orgId ? (
        <ReplyToIt room={room} state={state} proposal={proposal} />
      ) : null}
      {waits && speaks && by.orgId === orgId ? <TakeItBack room={room} proposalId={proposalId} /> : null}
    </article>
  );
}

/** Each organisation that votes, with what it said, by whom, and a word if there is one. */
function Answers({ room, proposal, state, person, known }: Pick<QuestionCardProps, "room" | "proposal" | "state" | "person" | "known">) {
  return (
    <ul className="project-said" aria-label={words.said}>
      {saidOn(proposal, state).map(({ owner, orgId, vote }) => {
        const lapsed = owner?.status !== "joined";
        const who = vote && person(vote.personId);
        return (
          <li key={orgId}>
            <Chip tone={owner?.sector}>{nameIn(state, orgId, known)}</Chip>
            <div className="grow">
              {vote ? (
                <p>
                  {vote.yes ? <Check /> : <X />} <b>{vote.yes ? words.yes : words.no}</b>
                  {who ? <span className="small soft"> {words.by(who)}</span> : null}
                </p>
              ) : (
                <p className="soft">
                  <Hourglass /> {words.silent}
                </p>
              )}
              {vote && vote.words.trim() !== "" ? (
                <>
                  <q dir="auto">{vote.words}</q>
                  <RemoveWords
                    room={room}
                    state={state}
                    by={{ orgId, personId: vote.personId }}
                    seq={vote.seq}
                    about={nameIn(state, orgId, known)}
                    label={words.removeWords}
                    how={words.removeVote}
                  />
                </>
              ) : null}
              {lapsed ? <p className="small soft">{words.lapsed}</p> : null}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** Whoever asked takes it back. */
function TakeItBack({ room, proposalId }: Pick<PartProps, "room"> & { proposalId: string }) {
  const lookAgain = useLookAgain();
  return (
    <AskDialog
      label={words.withdraw}
      title={words.withdrawTitle}
      leave={words.leave}
      tone="stop"
      quiet
      asking
      done={words.withdrawn}
      after={lookAgain}
      send={(id) => api.projects.withdrawProposal.mutate({ roomId: room.roomId, id, input: { proposalId } })}
    >
      {() => <p>{words.withdrawHow}</p>}
    </AskDialog>
  );
}
