import { gone, joined } from "@linkwork/shared/projects/rules-votes.ts";
import type { Question, WayOn } from "@linkwork/shared/projects/schema.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { wayOnWords } from "@linkwork/shared/projects/words-charter.ts";
import { voteWords as words } from "@linkwork/shared/projects/words-votes.ts";
import { fullDate } from "../../ui/time.ts";
import { moneyLine } from "../charter-changes.ts";
import { nameIn } from "../questions.ts";
import { CharterChanges } from "./charter-changes.tsx";
import { CharterText } from "./charter-text.tsx";

const day = (wall: string): string => fullDate(`${wall}T12:00:00Z`);
/** The day from which a way on holds, or until which it goes. */
const dayOf = (wayOn: WayOn): string => day("from" in wayOn ? wayOn.from : "endsOn" in wayOn ? wayOn.endsOn : wayOn.funding.until);

/** A way on in words: what it is, who answers for it, from when, and what they wrote. */
export function WayText({ state, wayOn }: { state: ProjectState; wayOn: WayOn }) {
  const { title, done } = wayOnWords[wayOn.way];
  return (
    <div className="stack tight">
      <p>
        <b>{title}.</b> {done(nameIn(state, wayOn.orgId), dayOf(wayOn))}
      </p>
      {wayOn.way === "successorFunding" ? (
        <p>
          <b dir="auto">{wayOn.funding.name}</b>, {moneyLine(wayOn.funding)}
        </p>
      ) : null}
      {wayOn.words.trim() === "" ? null : (
        <p className="project-words" dir="auto">
          {wayOn.words}
        </p>
      )}
    </div>
  );
}

/** What a question says beside its heading; while it is open, of other words of the charter what they would change. */
export function QuestionBody({ state, question, open }: { state: ProjectState; question: Question; open: boolean }) {
  switch (question.kind) {
    case "charter":
      return (
        <>
          {open && state.charter ? <CharterChanges state={state} before={state.charter} after={question.charter} /> : null}
          <details>
            <summary>{words.reads}</summary>
            <div className="stack">
              <h4 dir="auto">{question.charter.title}</h4>
              <CharterText charter={question.charter} orgs={joined(state)} left={gone(state)} />
            </div>
          </details>
        </>
      );
    case "wayOn":
      return <WayText state={state} wayOn={question.wayOn} />;
    case "invite":
      return null;
    case "close":
    case "remove":
    case "ceased":
    case "delete":
      return question.words === "" ? (
        <p className="soft">{words.wordsOut}</p>
      ) : (
        <p className="project-words" dir="auto">
          {question.words}
        </p>
      );
  }
}
