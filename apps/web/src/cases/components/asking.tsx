import { type Ask, waitedFor } from "@linkwork/shared/cases/asks.ts";
import type { Message } from "@linkwork/shared/cases/schema.ts";
import type { Participation } from "@linkwork/shared/cases/state.ts";
import { askWords } from "@linkwork/shared/cases/words-asks.ts";
import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { CircleCheck, Hourglass, ListChecks, Phone, Siren } from "lucide-react";
import { useState } from "react";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { CheckCards } from "../../ui/choice-cards.tsx";
import { Note } from "../../ui/note.tsx";
import { threadTime } from "../../ui/time.ts";
import { useActor } from "../client.ts";
import type { Names } from "../thread-model.ts";

/** What a message that is being written asks for. */
export type Asking = {
  readonly others: readonly Participation[];
  readonly open: boolean;
  readonly orgs: readonly OrgId[];
  readonly urgent: boolean;
  /** as it goes with the message; nothing while nobody is chosen */
  readonly value: Pick<Message, "ask">;
  /** opened, and nobody chosen: it can't be sent like that */
  readonly lacking: boolean;
  change(to: { orgs?: readonly OrgId[]; urgent?: boolean }): void;
  start(): void;
  clear(): void;
};

/** Who is asked to say that they have read what is being written. */
export function useAsking(readers: readonly Participation[]): Asking {
  const actor = useActor();
  const [chosen, setChosen] = useState<{ orgs: readonly OrgId[]; urgent: boolean } | null>(null);
  const others = readers.filter((p) => p.orgId !== actor.orgId);
  // who has gone meanwhile is not asked
  const orgs = (chosen?.orgs ?? []).filter((orgId) => others.some((p) => p.orgId === orgId));
  const urgent = chosen?.urgent ?? false;
  return {
    ...{ others, orgs, urgent, open: chosen !== null, lacking: chosen !== null && orgs.length === 0 },
    value: orgs.length > 0 ? { ask: { orgs, ...(urgent ? { urgent: true as const } : {}) } } : {},
    change: (to) => setChosen((before) => ({ orgs: to.orgs ?? before?.orgs ?? [], urgent: to.urgent ?? before?.urgent ?? false })),
    start: () =>
      others.length === 0 ? void announce(askWords.none, { urgent: true }) : setChosen({ orgs: others.map((p) => p.orgId), urgent: false }),
    clear: () => setChosen(null),
  };
}

/** Opens the question who shall say that they have read it. */
export function AskButton({ asking }: { asking: Asking }) {
  return (
    <Button
      small
      tone="quiet"
      bare
      icon={<ListChecks />}
      aria-pressed={asking.open}
      onClick={() => (asking.open ? asking.clear() : asking.start())}
    >
      {askWords.open}
    </Button>
  );
}

/** Above the words: who is asked, and whether it can wait. */
export function AskFields({ asking }: { asking: Asking }) {
  if (!asking.open) return null;
  return (
    <div className="stack">
      <CheckCards
        legend={askWords.who}
        hint={askWords.whoHint}
        error={asking.lacking ? askWords.nobody : undefined}
        choices={asking.others.map((p) => ({ value: p.orgId, label: p.name }))}
        value={asking.orgs}
        onChange={(orgs) => asking.change({ orgs })}
      />
      <CheckCards
        legend={<span className="visually-hidden">How soon</span>}
        choices={[{ value: "urgent", label: askWords.urgent, hint: askWords.urgentHint }]}
        value={asking.urgent ? ["urgent"] : []}
        onChange={(value) => asking.change({ urgent: value.length > 0 })}
      />
      {asking.urgent ? (
        <Note tone="stop" icon={<Phone />} role="note">
          {askWords.danger}
        </Note>
      ) : null}
      <Button small onClick={asking.clear}>
        {askWords.leave}
      </Button>
    </div>
  );
}

export type AskedProps = { ask: Ask; names: Names; mine: string; now: number; still: boolean; onSay: () => void };

/** Under a message that asks for it: who has said so and who hasn't, and the button for who is asked. */
export function Asked({ ask, names, mine, now, still, onSay }: AskedProps) {
  const waits = waitedFor(ask);
  const forMe = waits.includes(mine as OrgId);
  return (
    <div className="asked stack tight">
      <ul className="stack tight">
        {(Object.keys(ask.of) as OrgId[]).map((orgId) => {
          const said = ask.of[orgId];
          return (
            <li key={orgId} className="row small">
              {said ? <CircleCheck /> : <Hourglass />}
              <span className="grow">
                {said ? askWords.said(names.org(orgId), said.name, threadTime(said.at, now)) : askWords.notYet(names.org(orgId))}
              </span>
            </li>
          );
        })}
      </ul>
      {forMe && !still ? (
        <div className="row wrap">
          <Button small tone="main" icon={<CircleCheck />} onClick={onSay}>
            {askWords.say}
          </Button>
          <span className="small">{askWords.please}</span>
          {ask.urgent ? (
            <Chip tone="stop" icon={<Siren />}>
              {askWords.urgent}
            </Chip>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
