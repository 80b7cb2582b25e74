import { livesHere } from "@linkwork/shared/identity/rules.ts";
import type { PersonId } from "@linkwork/shared/kernel/ids.ts";
import { mayWithdraw } from "@linkwork/shared/projects/rules.ts";
import { joined, joinedOrAsked, sectorsOf } from "@linkwork/shared/projects/rules-votes.ts";
import { charterWords, placeWords as words } from "@linkwork/shared/projects/words-charter.ts";
import { useState } from "react";
import { LooksLike, useLooksLike } from "../../boards/components/looks-like.tsx";
import { useActor } from "../../cases/client.ts";
import { useOrganisation } from "../../kernel/notices.ts";
import { api } from "../../kernel/trpc.ts";
import { AskDialog } from "../../shell/ask-dialog.tsx";
import { SelectField, TextArea } from "../../ui/field.tsx";
import { useLookAgain, usePeople } from "../client.ts";
import type { PartProps } from "../project-page.tsx";
import { hasBegun, isOver } from "../tabs.ts";
import { InviteAnother } from "./invite-another.tsx";
import { TakeWithYou } from "./take-with-you.tsx";

type OurPlaceProps = Omit<PartProps, "now">;

/** My organisation's own place: who speaks for it, taking it all along, and leaving. */
export function OurPlace(props: OurPlaceProps) {
  const actor = useActor();
  return (
    <section className="card stack" aria-labelledby="our-place">
      <h2 id="our-place">{actor.orgName}</h2>
      <p>{charterWords.mine}</p>
      <Stewards {...props} />
      {/* of what is over it stands above all parts */}
      {hasBegun(props.state) && !isOver(props.state) ? <TakeWithYou state={props.state} /> : null}
      {props.state.status === "proposed" ? (
        <>
          <InviteAnother {...props} />
          {mayWithdraw(props.state, actor) === true ? <TakeBack {...props} /> : null}
        </>
      ) : null}
      <Leave {...props} />
    </section>
  );
}

function Stewards({ room, state }: OurPlaceProps) {
  const { orgId, sector } = useActor();
  const members = useOrganisation()?.members ?? {};
  const person = usePeople(room);
  const lookAgain = useLookAgain();
  const [chosen, choose] = useState("");
  const { roomId } = room;
  const stewards = state.owners[orgId]?.stewards ?? [];
  const nameOf = (personId: PersonId) => members[personId]?.name ?? person(personId) ?? "";
  const others = Object.entries(members).flatMap(([value, { name, ended, roles }]) =>
    ended || stewards.includes(value as PersonId) || (sector !== "citizen" && livesHere(roles)) ? [] : { value, label: name },
  );
  return (
    <div className="stack">
      <h3>{charterWords.stewards}</h3>
      <ul className="stack tight">
        {stewards.map((personId) => (
          <li className="row wrap spread" key={personId}>
            <span>{nameOf(personId)}</span>
            {stewards.length > 1 ? (
              <AskDialog
                label={words.removeShort}
                about={nameOf(personId)}
                title={words.removeSteward(nameOf(personId))}
                leave={words.leave}
                tone="stop"
                quiet
                asking
                done={words.stewardRemoved(nameOf(personId))}
                after={lookAgain}
                send={(id) => api.projects.removeSteward.mutate({ roomId, id, input: { personId } })}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {stewards.length === 1 ? <p className="small soft">{words.lastSteward}</p> : null}
      {others.length > 0 ? (
        <AskDialog
          label={words.addSteward}
          title={words.addSteward}
          press={words.add}
          leave={words.leave}
          check={() => (chosen === "" ? [{ field: "personId", message: words.missing.steward }] : [])}
          done={() => words.stewardAdded(nameOf(chosen as PersonId))}
          after={lookAgain}
          send={(id) => api.projects.addSteward.mutate({ roomId, id, input: { personId: chosen as PersonId } })}
        >
          {(work) => (
            <SelectField
              id="personId"
              label={words.chooseSteward}
              prompt={words.chooseSteward}
              options={others}
              value={chosen}
              error={work.at("personId")}
              onChange={(event) => choose(event.target.value)}
            />
          )}
        </AskDialog>
      ) : null}
    </div>
  );
}

/** What was proposed is taken back, before it begins. */
function TakeBack({ room }: OurPlaceProps) {
  const lookAgain = useLookAgain();
  return (
    <AskDialog
      label={words.withdraw}
      title={words.withdrawTitle}
      leave={words.leave}
      tone="stop"
      asking
      done={words.withdrawn}
      after={lookAgain}
      send={(id) => api.projects.withdrawProject.mutate({ roomId: room.roomId, id, input: {} })}
    >
      {() => <p>{words.withdrawHow}</p>}
    </AskDialog>
  );
}

/** Leaving is free; what it means is said before. */
function Leave({ room, state }: OurPlaceProps) {
  const { orgId, orgName, sector } = useActor();
  const lookAgain = useLookAgain();
  const [kind, setKind] = useState("");
  const looks = useLooksLike(kind, { owners: joinedOrAsked(state) });
  const others = joined(state).filter((each) => each.orgId !== orgId);
  const last = state.status !== "proposed" && !sectorsOf(others).includes(sector);
  return (
    <AskDialog
      label={words.leaveProject}
      title={words.leaveTitle(orgName)}
      press={words.leavePress(orgName)}
      leave={words.leave}
      tone="stop"
      asking
      done={words.left}
      after={lookAgain}
      check={() => looks.wrong}
      send={(id) => api.projects.leaveProject.mutate({ roomId: room.roomId, id, input: { words: kind.trim(), ...looks.anyway } })}
    >
      {(work) => (
        <>
          <p>{words.leaveHow}</p>
          {last ? <p>{words.leaveLast}</p> : null}
          <TextArea
            id="words"
            label={words.kindWord}
            hint={words.kindStays}
            rows={3}
            maxLength={500}
            value={kind}
            error={work.at("words")}
            onChange={(event) => setKind(event.target.value)}
          />
          <LooksLike looks={looks} />
        </>
      )}
    </AskDialog>
  );
}
