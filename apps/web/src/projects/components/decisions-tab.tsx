import { voteWords as words } from "@linkwork/shared/projects/words-votes.ts";
import { useEffect, useRef } from "react";
import { useOrgNames, usePeople, useSpeaks } from "../client.ts";
import type { PartProps } from "../project-page.tsx";
import { doneQuestions, openQuestions } from "../questions.ts";
import { AskQuestion } from "./ask-question.tsx";
import { QuestionCard } from "./question-card.tsx";

/** What is being decided, with who has said what; what was decided; and asking something new. */
export function DecisionsTab({ room, state, now }: PartProps) {
  const speaks = useSpeaks(state);
  const person = usePeople(room);
  const known = useOrgNames();
  const open = openQuestions(state);
  const done = doneQuestions(state);
  const answered = useRef("");
  useEffect(() => {
    // an answer may decide its question, which then stands further down: whoever gave it goes along
    if (state.proposals[answered.current] && document.activeElement === document.body)
      document.getElementById(`question-${answered.current}`)?.focus();
  }, [state.proposals]);
  const onAnswered = (proposalId: string) => {
    answered.current = proposalId;
  };
  const shared = { room, state, now, person, known, speaks, onAnswered };
  return (
    <div className="stack loose measure">
      <section className="stack" aria-labelledby="questions-open">
        <h2 id="questions-open">{words.open}</h2>
        {open.length === 0 ? <p className="soft">{words.noneOpen}</p> : null}
        {open.map((proposal) => (
          <QuestionCard key={proposal.proposalId} proposal={proposal} {...shared} />
        ))}
      </section>
      {speaks ? <AskQuestion room={room} state={state} now={now} /> : null}
      <section className="stack" aria-labelledby="questions-done">
        <h2 id="questions-done">{words.decided}</h2>
        {done.length === 0 ? <p className="soft">{words.noneDecided}</p> : null}
        {done.map((proposal) => (
          <QuestionCard key={proposal.proposalId} proposal={proposal} {...shared} />
        ))}
      </section>
    </div>
  );
}
