import "./exchange.css";
import { exchangeWords } from "@linkwork/shared/exchange/words.ts";
import { learningWords } from "@linkwork/shared/exchange/words-learning.ts";
import {
  detailReasonWords,
  reflectionStatusForHost,
  reflectionStatusWords,
  reflectionWords as words,
} from "@linkwork/shared/exchange/words-reflection.ts";
import { learningNotices } from "@linkwork/shared/identity/rules-notices.ts";
import { reflectionRoom } from "@linkwork/shared/kernel/room.ts";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useNoticesRead } from "../cases/components/use-notices-read.ts";
import { refusedFrom } from "../kernel/refused.ts";
import { api } from "../kernel/trpc.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { Button, LinkButton } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Facts } from "../ui/facts.tsx";
import { Note } from "../ui/note.tsx";
import { ReflectionLook } from "./components/reflection-look.tsx";
import { Said } from "./components/reflection-said.tsx";
import { ReflectionWrite } from "./components/reflection-write.tsx";
import { TakeBack } from "./components/take-back.tsx";
import { TakeOutWords } from "./components/take-out-words.tsx";
import { type Reflection, useReflection, useTraining } from "./learning.ts";
import { dayOf, hoursOf } from "./when.ts";

const back = { to: "/exchange/mine", label: words.back };
const backHosting = { to: "/exchange/hosting", label: words.backHosting };

/** What one side writes about a visit: to write, to look at for the host, or to read. */
export function ReflectionPage() {
  const { reflectionId } = useParams({ from: "/exchange/reflections/$reflectionId" });
  const found = useReflection(reflectionId);
  const record = useTraining();
  useNoticesRead({ kinds: learningNotices, reflectionId }, found.data !== undefined);
  const shut = found.isError && refusedFrom(found.error).code === "NotFound";
  if (shut && !found.data) return <NotFoundPage />;
  // what was in front of the host's people is its author's again
  if (shut && found.data)
    return (
      <>
        <Page key="shut" title={words.readTitle(found.data.title)} back={found.data.hosts ? backHosting : back} />
        <Note role="status">{words.withAuthor}</Note>
      </>
    );
  if (!found.data || !record.data)
    return (
      <>
        <Page title={words.title} back={back} />
        {found.isError || record.isError ? (
          <Failed
            error={found.error ?? record.error}
            what={words.failed}
            onAgain={() => {
              void found.refetch();
              void record.refetch();
            }}
          />
        ) : (
          <Waiting what={words.fetching} />
        )}
      </>
    );
  const noted = record.data.find((each) => each.reflectionId === reflectionId)?.headings ?? [];
  return <Shown page={found.data} noted={noted} />;
}

type Shown = { page: Reflection; noted: Parameters<typeof ReflectionWrite>[0]["noted"] };
function Shown({ page, noted }: Shown) {
  const { title, status, standing, hosts, date, visitor, host, contact, author, sent } = page;
  const now = useNow();
  const mine = standing === "author";
  const chips = mine ? reflectionStatusWords : reflectionStatusForHost;
  const facts = [
    { name: words.when, value: `${dayOf(date, now)}, ${hoursOf(date)}` },
    { name: words.visitor, value: words.who(visitor.name, visitor.orgName) },
    { name: words.host, value: contact ? words.who(contact, host.name) : host.name },
  ];
  const asks = mine && (status === "due" || status === "sentBack");
  return (
    <>
      <Page
        title={asks ? words.titleOf(title) : words.readTitle(title)}
        back={hosts ? backHosting : back}
        lead={status === "due" && mine ? words.lead : mine || !author ? undefined : words.theirs(author)}
        ends={
          <Chip tone={status === "shared" || status === "kept" ? "good" : asks || status === "submitted" ? "wait" : "plain"}>
            {chips[status]}
          </Chip>
        }
      />
      <div className="halves reflection">
        <div className="stack loose">
          {mine ? <Mine key={status} page={page} noted={noted} /> : null}
          {page.can.includes("checkReflection") ? <ReflectionLook page={page} /> : null}
          {!mine && !page.can.includes("checkReflection") && sent ? (
            <section className="card stack" aria-label={words.readTitle(title)}>
              <Said side={page.side} says={sent.says} takenOut={page.takenOut} />
              {status === "shared" ? <ToNote page={page} /> : null}
              {page.can.includes("lessenReflection") ? (
                <div className="row wrap">
                  <TakeOutWords
                    title={learningWords.takeOutKept}
                    side={page.side}
                    says={sent.says}
                    send={(id, input) =>
                      api.exchange.lessenReflection.mutate({
                        ...{ roomId: reflectionRoom(page.reflectionId), id },
                        input: { ...input, version: page.version },
                      })
                    }
                  />
                </div>
              ) : status === "kept" ? (
                <p className="small soft">
                  {learningWords.too} {learningWords.tooHow(host.name)}
                </p>
              ) : null}
            </section>
          ) : null}
        </div>
        <section className="card stack" aria-label={exchangeWords.when}>
          <Facts facts={facts} />
        </section>
      </div>
    </>
  );
}

const ToNote = ({ page }: { page: Reflection }) => (
  <p>
    <LinkButton to={`/exchange/learning/${page.reflectionId}`}>{words.toNote}</LinkButton>
  </p>
);

/** As its author has it before them. */
function Mine({ page, noted }: Shown) {
  const { status, asked, sent, own } = page;
  const takesBack = page.can.includes("withdrawReflection") ? <TakeBack page={page} /> : null;
  const [changing, setChanging] = useState(status === "due" || status === "sentBack");
  if (status === "withdrawn" || (status === "closed" && !sent))
    return <Note>{status === "withdrawn" ? words.isWithdrawn : words.isClosed}</Note>;
  if (changing && page.can.includes("submitReflection"))
    return (
      <>
        {asked ? (
          <Note tone="wait">
            <div className="stack tight">
              <h2>{words.askedOut}</h2>
              <p>{detailReasonWords[asked.reason]}</p>
              {asked.words ? (
                <p>
                  {words.theySay}: <q dir="auto">{asked.words}</q>
                </p>
              ) : null}
              <p>{words.askedHow}</p>
            </div>
          </Note>
        ) : null}
        <ReflectionWrite
          page={page}
          noted={noted}
          onSent={() => setChanging(false)}
          beside={status === "submitted" ? <Button onClick={() => setChanging(false)}>{words.leaveOff}</Button> : takesBack}
        />
      </>
    );
  const says = {
    ...{ due: "", sentBack: "", submitted: own ? words.ownCheck : words.waits },
    ...{ shared: words.isShared, kept: words.isKept, closed: words.isClosedSent },
  }[status];
  return (
    <section className="card stack loose" aria-label={words.readTitle(page.title)}>
      <p role="status">{says}</p>
      {sent && !page.can.includes("checkReflection") ? <Said own side={page.side} says={sent.says} takenOut={page.takenOut} /> : null}
      {status === "shared" ? <ToNote page={page} /> : null}
      <div className="row wrap">
        {page.can.includes("submitReflection") ? <Button onClick={() => setChanging(true)}>{words.change}</Button> : null}
        {takesBack}
      </div>
    </section>
  );
}
