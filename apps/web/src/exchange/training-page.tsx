import "./exchange.css";
import { csvOf, totalsOf } from "@linkwork/shared/exchange/rules-training.ts";
import { timeWords } from "@linkwork/shared/exchange/words-hosting.ts";
import { headingWords, trainingWords as words } from "@linkwork/shared/exchange/words-training.ts";
import { Download, GraduationCap, Printer } from "lucide-react";
import { useSession } from "../kernel/session.ts";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button, LinkButton } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { Link } from "../ui/link.tsx";
import { Note } from "../ui/note.tsx";
import { PrintSheet } from "../ui/print-sheet.tsx";
import { fullDate, isoDay } from "../ui/time.ts";
import { type Trained, useTraining } from "./learning.ts";

const back = { to: "/exchange/mine", label: words.back };

/** What my visits taught me, by heading and by visit: for me alone, to print or to take along. */
export function TrainingPage() {
  const record = useTraining();
  return (
    <>
      <Page title={words.title} back={back} lead={words.lead} />
      <div className="stack loose measure">
        <Note>{words.mine}</Note>
        {record.isError && !record.data ? (
          <Failed error={record.error} what={words.failed} onAgain={() => void record.refetch()} />
        ) : record.data === undefined ? (
          <Waiting what={words.fetching} />
        ) : record.data.length === 0 ? (
          <Empty icon={<GraduationCap />} title={words.emptyTitle} step={<LinkButton to="/exchange/mine">{words.back}</LinkButton>}>
            <p className="soft">{words.empty}</p>
          </Empty>
        ) : (
          <Held visits={record.data} />
        )}
      </div>
    </>
  );
}

const touched = ({ headings }: Trained): string => headings.map((heading) => headingWords[heading]).join(", ");
const asWhat = ({ side }: Trained): string => (side === "visitor" ? words.came : words.received);

/** The table by visit, then by heading. */
const tableOf = (visits: readonly Trained[]): string =>
  csvOf([
    words.columns,
    ...visits.map((each) => [isoDay(each.startsAt), each.title, each.hostName, asWhat(each), each.minutes, touched(each)]),
    [],
    words.totalColumns,
    ...totalsOf(visits).map(({ heading, visits: count, minutes }) => [headingWords[heading], count, minutes]),
  ]);

function take(visits: readonly Trained[]): void {
  const url = URL.createObjectURL(new Blob([tableOf(visits)], { type: "text/csv;charset=utf-8" }));
  Object.assign(document.createElement("a"), { href: url, download: words.fileName }).click();
  URL.revokeObjectURL(url);
  announce(words.fileThere);
}

function Held({ visits }: { visits: readonly Trained[] }) {
  const { me } = useSession();
  return (
    <>
      <div className="row wrap no-print">
        <Button icon={<Download />} onClick={() => take(visits)}>
          {words.file}
        </Button>
        <Button icon={<Printer />} onClick={() => window.print()}>
          {words.print}
        </Button>
      </div>
      <PrintSheet label={words.of(me?.name ?? "")}>
        <h2>{words.of(me?.name ?? "")}</h2>
        <section aria-labelledby="by-heading" className="stack tight">
          <h3 id="by-heading">{words.headings}</h3>
          <ul className="training-lines">
            {totalsOf(visits).map(({ heading, visits: count, minutes }) => (
              <li key={heading}>
                <span>{headingWords[heading]}</span>
                <span>{count === 0 ? words.none : `${words.count(count)}, ${timeWords(minutes)}`}</span>
              </li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="by-visit" className="stack tight">
          <h3 id="by-visit">{words.visits}</h3>
          <ul className="training-visits">
            {visits.map((each) => (
              <li key={each.reflectionId}>
                <Link to={`/exchange/reflections/${each.reflectionId}`}>{each.title}</Link>
                <p>
                  {fullDate(each.startsAt)} · {each.hostName} · {asWhat(each)} · {timeWords(each.minutes)}
                </p>
                <p>{touched(each)}</p>
              </li>
            ))}
          </ul>
        </section>
      </PrintSheet>
    </>
  );
}
