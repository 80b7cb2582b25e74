import { gone, joinedOrAsked } from "@linkwork/shared/projects/rules-votes.ts";
import { charterWords, placeWords } from "@linkwork/shared/projects/words-charter.ts";
import { Pencil, Printer } from "lucide-react";
import { useActor } from "../../cases/client.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { PrintSheet } from "../../ui/print-sheet.tsx";
import { useSpeaks } from "../client.ts";
import type { PartProps } from "../project-page.tsx";
import { isOver, mayWrite } from "../tabs.ts";
import { CharterText } from "./charter-text.tsx";
import { Letter } from "./letter.tsx";
import { OurPlace } from "./our-place.tsx";
import { OwnersCard } from "./owners-card.tsx";

/** What they agreed on, as a plain page; and what I may do about it. */
export function CharterTab({ room, state, now }: PartProps) {
  const actor = useActor();
  const speaks = useSpeaks(state);
  const { charter, status } = state;
  const mine = state.owners[actor.orgId]?.status;
  const writes = mayWrite(state, actor);
  if (!charter) return null;
  const orgs = joinedOrAsked(state);
  const proposed = status === "proposed";
  const waits = mine === "invited" && !isOver(state);
  return (
    <div className="halves">
      <div className="stack loose">
        {waits ? <Letter room={room} state={state} now={now} /> : null}
        <PrintSheet label={charterWords.ownersTitle}>
          <h2 dir="auto">{charter.title}</h2>
          <CharterText charter={charter} orgs={orgs} left={gone(state)} />
          <p className="small">{charterWords.equal}</p>
        </PrintSheet>
        <div className="row wrap">
          <Button icon={<Printer />} onClick={() => window.print()}>
            {charterWords.print}
          </Button>
          {writes ? (
            <LinkButton icon={<Pencil />} to={`/projects/${state.projectId}/words`}>
              {proposed ? placeWords.revise : placeWords.other}
            </LinkButton>
          ) : null}
        </div>
      </div>
      <div className="stack loose">
        <OwnersCard room={room} state={state} now={now} />
        {mine === "joined" ? speaks ? <OurPlace room={room} state={state} /> : <Note>{charterWords.notMine}</Note> : null}
      </div>
    </div>
  );
}
