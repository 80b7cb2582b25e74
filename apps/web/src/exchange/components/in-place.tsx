import type { Requirement } from "@linkwork/shared/exchange/schema-asks.ts";
import { readyWords as words } from "@linkwork/shared/exchange/words-ready.ts";
import type { ReactNode } from "react";
import { useSession } from "../../kernel/session.ts";
import { Failed, Waiting } from "../../shell/states.tsx";
import { Chip } from "../../ui/chip.tsx";
import { List, Row } from "../../ui/list.tsx";
import { dayWords } from "../../ui/time.ts";
import type { SessionRow } from "../client.ts";
import { type InPlace, useInPlace } from "../ready.ts";
import { Agreement } from "./agreement.tsx";
import { AskCheck } from "./ask-check.tsx";

type Item = InPlace["items"][number];

/** What the host asks for before a visit, how that stands with me, and how to see to it right here. */
export function InPlaceList({ row, now }: { row: SessionRow; now: number }) {
  const found = useInPlace(row);
  if (row.asks.length === 0) return null;
  if (found.isError && !found.data) return <Failed error={found.error} what={words.failed} onAgain={() => void found.refetch()} />;
  if (found.data === undefined) return <Waiting what={words.fetching} />;
  const missing = found.data.items.some((item) => item.missing);
  return (
    <section className="stack tight" aria-labelledby="in-place">
      <h3 id="in-place">{words.firstTitle}</h3>
      <p role="status">{missing ? words.missing : words.allThere}</p>
      <List label={words.firstTitle}>
        {found.data.items.map((item) => (
          <Asked key={item.what} item={item} found={found.data} row={row} now={now} />
        ))}
      </List>
    </section>
  );
}

/** Whether something that has to be in place first is missing; undefined as long as nobody knows. */
export function useMissing(row: SessionRow): boolean | undefined {
  const found = useInPlace(row);
  return row.asks.length === 0 ? false : found.data?.items.some((item) => item.missing);
}

type AskedProps = { item: Item; found: InPlace; row: SessionRow; now: number };
function Asked(props: AskedProps) {
  const { item, found, row, now } = props;
  const early = item.until !== undefined && !item.missing && item.until < row.endsAt;
  const shown = item.until !== undefined && Date.parse(item.until) > now;
  const titles: Record<Requirement, string> = {
    agreement: words.agreement(found.hostName),
    check: words.check,
    induction: words.induction,
  };
  const details: Record<Requirement, ReactNode> = {
    agreement: <AgreementPart {...props} />,
    check: <CheckPart {...props} />,
    induction: <p>{shown ? words.inductionThere(dayWords(item.until ?? "", now)) : words.inductionHow}</p>,
  };
  const chip =
    item.what === "induction" ? null : item.missing ? (
      <Chip tone="wait">{words.notInPlace}</Chip>
    ) : (
      <Chip tone="good">{item.until ? words.ends(dayWords(item.until, now)) : words.inPlace}</Chip>
    );
  return (
    <Row
      title={titles[item.what]}
      detail={
        <div className="stack tight">
          {details[item.what]}
          {early ? <p>{words.endsEarly(dayWords(item.until ?? "", now))}</p> : null}
        </div>
      }
      end={chip}
    />
  );
}

function AgreementPart({ item, found: { hostOrgId, hostName } }: AskedProps) {
  const asked = item.missing || item.until !== undefined;
  return (
    <div className="row wrap">
      <Agreement orgId={hostOrgId} hostName={hostName} label={words.read} asked={asked} />
    </div>
  );
}

function CheckPart({ item }: AskedProps) {
  const { hat } = useSession();
  const org = hat?.orgName ?? "";
  return (
    <>
      {item.why ? (
        <p>
          {words.why}: <q dir="auto">{item.why}</q>
        </p>
      ) : null}
      {item.missing ? <p>{words.checkHow(org)}</p> : null}
      {item.check?.askedAt ? <p>{words.waits(org)}</p> : item.missing ? <AskCheck again={item.there} /> : null}
    </>
  );
}
