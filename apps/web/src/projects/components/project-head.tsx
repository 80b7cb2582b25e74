import { joinedOrAsked } from "@linkwork/shared/projects/rules-votes.ts";
import { undecided } from "@linkwork/shared/projects/state.ts";
import { projectPageWords as words } from "@linkwork/shared/projects/words-page.ts";
import { Hourglass } from "lucide-react";
import { Page } from "../../shell/page.tsx";
import { Chip } from "../../ui/chip.tsx";
import { Face } from "../../ui/face.tsx";
import { Link } from "../../ui/link.tsx";
import { LiveChip } from "../../ui/live-chip.tsx";
import { fullDate, isoDay } from "../../ui/time.ts";
import { usePeople } from "../client.ts";
import { endingOf } from "../money.ts";
import type { PartProps } from "../project-page.tsx";
import { hasBegun, isOver } from "../tabs.ts";

/** The top of a project: its owners as equals, whether it is live, who is here, how long the money lasts. */
export function ProjectHead({ room, state, now }: PartProps) {
  const owners = joinedOrAsked(state);
  const person = usePeople(room);
  const here = room.here.map(({ personId, orgId }) => ({ personId, name: person(personId), sector: state.owners[orgId]?.sector }));
  const named = here.flatMap((each) => (each.name === undefined ? [] : { ...each, name: each.name }));
  return (
    <Page
      title={state.charter?.title ?? words.one}
      back={{ to: "/projects", label: words.back }}
      ends={
        <>
          <LiveChip live={room.live} since={room.since} />
          {named.length > 0 ? (
            <span className="project-people">
              <span className="visually-hidden">{words.here(new Intl.ListFormat("en-GB").format(named.map(({ name }) => name)))}</span>
              {named.map(({ personId, name, sector }) => (
                <span key={personId} title={name}>
                  <Face name={name} sector={sector} />
                </span>
              ))}
            </span>
          ) : null}
        </>
      }
    >
      <div className="project-owners">
        <span className="small soft" id="project-owners">
          {state.status === "proposed" ? words.toBeOwned : words.owned}
        </span>
        <ul className="project-owners" aria-labelledby="project-owners">
          {owners.map(({ orgId, name, sector, status }) => (
            <li key={orgId}>
              {status === "joined" ? (
                <Chip tone={sector}>{name}</Chip>
              ) : (
                <Chip tone="wait" icon={<Hourglass />}>{`${name} (${words.asked})`}</Chip>
              )}
            </li>
          ))}
        </ul>
      </div>
      {hasBegun(state) && !isOver(state) ? <MoneyLine state={state} now={now} /> : null}
    </Page>
  );
}

/** How long the money lasts, said and drawn, and the way to choose what comes after it. */
function MoneyLine({ state, now }: Pick<PartProps, "state" | "now">) {
  const ending = endingOf(state, isoDay(now));
  if (!ending) return null;
  const { money, days, left } = ending;
  const day = fullDate(`${money.until}T12:00:00Z`);
  const chosen = !undecided(state).includes(money);
  const line = days < 0 ? words.moneyEnded(money.name, day) : words.moneyEnds(money.name, day);
  return (
    <div className="project-money">
      <div className={days <= 30 && !chosen ? "money-bar wait" : "money-bar"}>
        <i style={{ width: `${Math.round(left * 100)}%` }} />
        <b>{words.daysLeft(days)}</b>
      </div>
      <Link to={`/projects/${state.projectId}/way-on`} search={{ money: money.fundingId }}>
        {line} · {chosen ? words.lookWay : words.choose}
      </Link>
    </div>
  );
}
