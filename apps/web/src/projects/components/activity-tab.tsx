import type { ProjectEvent } from "@linkwork/shared/projects/schema.ts";
import { type ActivityNames, activityWords, byTheHouse, activityPageWords as words } from "@linkwork/shared/projects/words-activity.ts";
import { ArrowRight, Banknote, DoorOpen, Hand, Handshake, HeartHandshake, Pencil, Scissors, Vote } from "lucide-react";
import type { ReactNode } from "react";
import { Waiting } from "../../shell/states.tsx";
import { Button } from "../../ui/button.tsx";
import { createPart } from "../../ui/part.tsx";
import { Day, Thread, Tied } from "../../ui/thread.tsx";
import { clockTime, dayHeading, isoDay } from "../../ui/time.ts";
import { useOrgNames, usePeople, whoWords } from "../client.ts";
import type { PartProps } from "../project-page.tsx";
import { nameIn, titleOf } from "../questions.ts";
import { hasBegun } from "../tabs.ts";

const { Part: BoardActivity } = createPart(async () => (await import("../../boards/activity.tsx")).BoardActivity);

/** What was done in the project and on its boards, the newest first, each with who did it and for whom. */
export function ActivityTab(props: PartProps) {
  const { boards } = props.state;
  return (
    <div className="stack loose">
      <ProjectActivity {...props} />
      {hasBegun(props.state)
        ? boards.map(({ boardId, title }) => (
            <section className="stack" key={boardId} aria-label={words.onBoard(title)}>
              <h2>{words.onBoard(title)}</h2>
              <BoardActivity boardId={boardId} meanwhile={<Waiting what={words.fetching} />} />
            </section>
          ))
        : null}
    </div>
  );
}

function ProjectActivity({ room, state, now }: PartProps) {
  const person = usePeople(room);
  const known = useOrgNames();
  const names: ActivityNames = {
    person: (personId, orgId) => person(personId) ?? nameIn(state, orgId, known),
    org: (orgId) => nameIn(state, orgId, known),
    question: (proposalId) => {
      const proposal = state.proposals[proposalId];
      return proposal ? titleOf(state, proposal.question, known) : "a question";
    },
    money: (fundingId) => state.charter?.money.find((each) => each.fundingId === fundingId)?.name ?? "The money",
  };
  const lines = room.events.toReversed().flatMap((event) => {
    const said = activityWords(event, names);
    return said ? [{ event, said }] : [];
  });
  const days = [...Map.groupBy(lines, ({ event }) => isoDay(event.at))];
  return (
    <section className="stack measure" aria-labelledby="activity-title">
      <h2 id="activity-title">{words.project}</h2>
      {lines.length === 0 ? (
        <p className="soft">{words.none}</p>
      ) : (
        <Thread label={words.title}>
          {days.flatMap(([day, here]) => [
            <Day key={day}>{dayHeading(`${day}T12:00:00Z`, now)}</Day>,
            ...here.map(({ event, said }) => (
              <Tied
                key={event.id}
                icon={icons[event.type] ?? plain}
                tone={toneOf(event)}
                what={said.bold}
                detail={`${byTheHouse(event) ? words.house : whoWords(person(event.actor.personId), names.org(event.actor.orgId))} · ${clockTime(event.at)}`}
              >
                {said.rest === undefined ? undefined : <span dir="auto">{said.rest}</span>}
              </Tied>
            )),
          ])}
        </Thread>
      )}
      {room.hasOlder ? <Button onClick={() => void room.loadOlder()}>{words.older}</Button> : null}
    </section>
  );
}

const plain = <ArrowRight />;
const icons: Partial<Record<ProjectEvent["type"], ReactNode>> = {
  ...{ projectProposed: <Hand />, placeAccepted: <Handshake />, projectActivated: <HeartHandshake />, partnerInvited: <DoorOpen /> },
  ...{ charterRevised: <Pencil />, partnerLeft: <Scissors />, placeDeclined: <Scissors />, milestoneReached: <Banknote /> },
  ...{ proposalOpened: <Vote />, voteCast: <Vote />, proposalPassed: <Vote />, proposalRejected: <Vote />, proposalExecuted: <Vote /> },
};
const toneOf = ({ type }: ProjectEvent): "wait" | "stop" | "good" | undefined =>
  type === "partnerLeft" || type === "projectClosed"
    ? "stop"
    : type === "proposalOpened" || type === "milestoneReached" || type === "partnerNeeded"
      ? "wait"
      : type === "projectActivated" || type === "placeAccepted"
        ? "good"
        : undefined;
