import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import type { Charter } from "@linkwork/shared/projects/schema.ts";
import { charterWords as words } from "@linkwork/shared/projects/words-charter.ts";
import { fullDate } from "../../ui/time.ts";
import { bringsLine, measureLine, moneyLine } from "../charter-changes.ts";
import type { Named } from "../charter-form.ts";

const day = (wall: string): string => fullDate(`${wall}T12:00:00Z`);
const Written = ({ children }: { children: string }) => (
  <p className="project-words" dir="auto">
    {children === "" ? <span className="soft">{words.nothingYet}</span> : children}
  </p>
);

/** `left`: who was an owner once, and is named where they brought something. */
type CharterTextProps = { charter: Charter; orgs: readonly Named[]; left?: readonly Named[] };

/** A charter as a plain page, as those who are asked read it. */
export function CharterText({ charter, orgs, left = [] }: CharterTextProps) {
  const { purpose, need, startsOn, brings, money, measures } = charter;
  const bringsOf = (orgId: OrgId) => brings.filter((each) => each.orgId === orgId);
  return (
    <div className="stack loose project-charter">
      <section className="stack tight">
        <h3>{words.why}</h3>
        <Written>{purpose}</Written>
      </section>
      <section className="stack tight">
        <h3>{words.said}</h3>
        <Written>{need}</Written>
      </section>
      {startsOn ? (
        <p>
          {words.starts} <b>{day(startsOn)}</b>.
        </p>
      ) : null}
      <section className="stack tight">
        <h3>{words.bringTitle}</h3>
        <dl className="project-brings">
          {orgs.map(({ orgId, name }) => (
            <div key={orgId}>
              <dt>{name}</dt>
              {bringsOf(orgId).length === 0 ? (
                <dd className="soft">{words.nothingYet}</dd>
              ) : (
                bringsOf(orgId).map((each) => (
                  <dd key={each.bringsId} dir="auto">
                    {bringsLine(each)}
                  </dd>
                ))
              )}
            </div>
          ))}
          {left
            .filter(({ orgId }) => bringsOf(orgId).length > 0)
            .map(({ orgId, name }) => (
              <div key={orgId}>
                <dt>
                  {name} <span className="soft">{words.hasLeft}</span>
                </dt>
                {bringsOf(orgId).map((each) => (
                  <dd key={each.bringsId} dir="auto">
                    {bringsLine(each)}
                  </dd>
                ))}
              </div>
            ))}
        </dl>
      </section>
      <section className="stack tight">
        <h3>{words.moneyTitle}</h3>
        {money.length === 0 ? <p>{words.none}</p> : null}
        <ul className="project-points">
          {money.map((each) => (
            <li key={each.fundingId}>
              <b dir="auto">{each.name}</b>, {moneyLine(each)}
            </li>
          ))}
        </ul>
      </section>
      <section className="stack tight">
        <h3>{words.measuresTitle}</h3>
        {measures.length === 0 ? <p className="soft">{words.nothingYet}</p> : null}
        <ul className="project-points">
          {measures.map((each) => (
            <li key={each.measureId}>
              <b dir="auto">{each.words}</b>. {measureLine(each)}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
