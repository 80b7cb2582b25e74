import "./exchange.css";
import { exchangeWords } from "@linkwork/shared/exchange/words.ts";
import { checkKindWords, checkStandingWords, readyWords as words } from "@linkwork/shared/exchange/words-ready.ts";
import { readyNotices } from "@linkwork/shared/identity/rules-notices.ts";
import { useNoticesRead } from "../cases/components/use-notices-read.ts";
import { useSession } from "../kernel/session.ts";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { Chip } from "../ui/chip.tsx";
import { List, Row } from "../ui/list.tsx";
import { dayWords } from "../ui/time.ts";
import { Agreement } from "./components/agreement.tsx";
import { AskCheck } from "./components/ask-check.tsx";
import { datedDay } from "./days.ts";
import { type MyReadiness, useReady } from "./ready.ts";

/** What hosts ask for before I come, and how it stands with me. */
export function ReadyPage() {
  const ready = useReady();
  const now = useNow();
  useNoticesRead({ kinds: [...readyNotices, "readinessEnds", "visitHeld"] }, ready.data !== undefined);
  return (
    <>
      <Page title={words.page} lead={words.lead} back={{ to: "/exchange/mine", label: exchangeWords.mine }} />
      {ready.isError && !ready.data ? (
        <Failed error={ready.error} what={words.failed} onAgain={() => void ready.refetch()} />
      ) : ready.data === undefined ? (
        <Waiting what={words.fetching} />
      ) : (
        <div className="stack loose measure">
          <Check check={ready.data.check} />
          <Agreements agreed={ready.data.agreed} now={now} />
          <Inductions inductions={ready.data.inductions} now={now} />
        </div>
      )}
    </>
  );
}

function Check({ check: { standing, seen, askedAt } }: { check: MyReadiness["check"] }) {
  const { hat } = useSession();
  const org = hat?.orgName ?? "";
  const ends = seen !== undefined && Date.parse(seen.until) - Date.now() < 60 * 24 * 3600_000;
  return (
    <section className="card stack" aria-labelledby="check">
      <div className="row wrap">
        <h2 id="check" className="grow">
          {words.check}
        </h2>
        <Chip tone={standing === "verified" ? "good" : "wait"}>{checkStandingWords[standing]}</Chip>
      </div>
      {seen ? (
        <p>
          {checkKindWords[seen.kind]} · {words.confirmedBy(seen.by, org)} · {words.reviewOn(datedDay(seen.review))}
        </p>
      ) : (
        <p>{words.checkHow(org)}</p>
      )}
      {askedAt ? <p role="status">{words.waits(org)}</p> : standing !== "verified" || ends ? <AskCheck again={seen !== undefined} /> : null}
    </section>
  );
}

function Agreements({ agreed, now }: { agreed: MyReadiness["agreed"]; now: number }) {
  return (
    <section className="card stack" aria-labelledby="agreements">
      <h2 id="agreements">{words.agreements}</h2>
      {agreed.length === 0 ? (
        <p className="soft">{words.noAgreements}</p>
      ) : (
        <List label={words.agreements}>
          {agreed.map(({ hostOrgId, hostName, version, at, newest, until }) => (
            <Row
              key={hostOrgId}
              title={hostName}
              detail={
                <div className="stack tight">
                  <p>{words.agreedOn(version, dayWords(at, now))}</p>
                  {until ? (
                    <p>{Date.parse(until) > now ? words.newWords(newest, dayWords(until, now)) : words.newWordsOver(newest)}</p>
                  ) : null}
                  <div className="row wrap">
                    <Agreement orgId={hostOrgId} hostName={hostName} version={version} label={words.readVersion(version)} asked={false} />
                    {until ? <Agreement orgId={hostOrgId} hostName={hostName} label={words.readVersion(newest)} asked /> : null}
                  </div>
                </div>
              }
              end={<Chip tone={until ? "wait" : "good"}>{until ? words.version(newest) : words.inPlace}</Chip>}
            />
          ))}
        </List>
      )}
    </section>
  );
}

function Inductions({ inductions, now }: { inductions: MyReadiness["inductions"]; now: number }) {
  if (inductions.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="inductions">
      <h2 id="inductions">{words.inductions}</h2>
      <List label={words.inductions}>
        {inductions.map(({ hostName, until }) => (
          <Row key={hostName} title={hostName} detail={words.shownUntil(dayWords(until, now))} />
        ))}
      </List>
    </section>
  );
}
