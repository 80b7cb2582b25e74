import "./exchange.css";
import { exchangeWords, readinessWords } from "@linkwork/shared/exchange/words.ts";
import { offerWords as words } from "@linkwork/shared/exchange/words-hosting.ts";
import { newId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import { opportunityRoom } from "@linkwork/shared/kernel/room.ts";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useOrganisation } from "../kernel/notices.ts";
import { refusedFrom } from "../kernel/refused.ts";
import { api } from "../kernel/trpc.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { type Kept, useKept } from "../shell/use-kept.ts";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button, LinkButton } from "../ui/button.tsx";
import { Note } from "../ui/note.tsx";
import { useColleagues, useLookAgain, useVisit, type Visit } from "./client.ts";
import { AskDialog } from "./components/ask-dialog.tsx";
import { OfferAsks } from "./components/offer-asks.tsx";
import { OfferMeanwhile } from "./components/offer-meanwhile.tsx";
import { OfferPlaces } from "./components/offer-places.tsx";
import { OfferSafety, OfferWhat } from "./components/offer-what.tsx";
import { OfferWhen } from "./components/offer-when.tsx";
import { missingFrom, withClash } from "./missing.ts";
import { isTouched, type OfferDraft, offerDraft, onTopOf } from "./offer-draft.ts";
import { missingInOffer, type Offer, offerOf, termsOfOffer } from "./offer-form.ts";

/** Something that others can come and see is written down. */
export function OfferPage() {
  return (
    <>
      <Page title={words.title} back={{ to: "/exchange/hosting", label: exchangeWords.hosting }} lead={words.lead} />
      <OfferForm />
    </>
  );
}

/** What was written down before is changed. */
export function EditOfferPage() {
  const { opportunityId } = useParams({ from: "/exchange/$opportunityId/edit" });
  const visit = useVisit(opportunityId);
  const refused = visit.isError && !visit.data;
  if ((refused && refusedFrom(visit.error).code === "NotFound") || visit.data?.hosts === false) return <NotFoundPage />;
  return (
    <>
      <Page title={words.titleEdit} back={{ to: `/exchange/${opportunityId}`, label: visit.data?.terms.title ?? exchangeWords.hosting }} />
      {refused ? (
        <Failed error={visit.error} what={exchangeWords.failed} onAgain={() => void visit.refetch()} />
      ) : visit.data ? (
        <OfferForm visit={visit.data} />
      ) : (
        <Waiting what={exchangeWords.fetching} />
      )}
    </>
  );
}

const asked: Readonly<Record<string, string>> = {
  ...{ noticeHours: "notice", cutOffHours: "cutOff", bufferMinutes: "buffer", except: "rule", when: "starts" },
  ...{ at: "spot", lon: "spot", lat: "spot", postcode: "spot" },
};
/** Under which question a server's complaint stands: the last part of where it found something. */
const fieldOf = (path: string): string => {
  const field = path.split(".").findLast((part) => !/^\d+$/.test(part)) ?? path;
  return asked[field] ?? field;
};

function OfferForm({ visit }: { visit?: Visit }) {
  const go = useNavigate();
  const lookAgain = useLookAgain();
  const work = useWork(fieldOf);
  const [begun] = useState(() => offerDraft(visit));
  const fresh = visit ? offerDraft(visit) : begun;
  const { draft, set: hold, done: drop } = useKept(`offer/${visit?.opportunityId ?? "new"}`, fresh, true);
  const { offer, opportunityId } = draft;
  const made = useVisit(opportunityId, visit === undefined && draft.made).data;
  const there = visit ?? made;
  useMeanwhile({ there, draft, hold, drop });
  const members = useOrganisation()?.members ?? {};
  const colleagues = useColleagues();
  const nameOf = (personId: PersonId): string => members[personId]?.name ?? "";
  const open = there !== undefined && there.status !== "draft";
  const set = (change: Partial<Offer>) => hold((was) => ({ offer: { ...was.offer, ...change } }));
  const part = { offer, set, work };
  const keep = async () => {
    const said = termsOfOffer(offer, nameOf);
    if (!work.check(missingInOffer(offer, open)) || !said) return;
    // days and places are changed at each date by then
    const terms = there && open ? { ...said, when: there.terms.when, rules: there.terms.rules } : said;
    // sent again after a fault it is the same request; with other words it is another one
    const as = JSON.stringify([terms, draft.heard]);
    const id = draft.as === as ? draft.sent : newId(Date.now());
    hold({ sent: id, as });
    const roomId = opportunityRoom(opportunityId);
    const done = await work.run(async () => {
      try {
        await (there
          ? api.exchange.reviseOpportunity.mutate({ roomId, id, input: { terms, heard: draft.heard } })
          : api.exchange.draftOpportunity.mutate({ roomId, id, input: { opportunityId, terms } }));
      } catch (error) {
        if (!there && refusedFrom(error).code === "WrongOpportunity") hold({ made: true });
        throw withWhatIsMissing(withClash(error));
      }
    });
    if (done) {
      drop();
      announce(words.kept);
    }
    await lookAgain();
    if (done) void go({ to: "/exchange/$opportunityId", params: { opportunityId } });
  };
  return (
    <form
      className="stack loose measure"
      aria-label={visit ? words.titleEdit : words.title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <WorkErrors work={work} />
      <OfferMeanwhile draft={draft} open={open} nameOf={nameOf} />
      <OfferWhat {...part} />
      {open ? <Note>{words.stands}</Note> : <OfferWhen {...part} />}
      <OfferSafety {...part} colleagues={colleagues} />
      <OfferAsks {...part} />
      {open ? null : <OfferPlaces {...part} />}
      <div className="row wrap">
        <Button tone="main" type="submit" busy={work.busy}>
          {open ? words.keepEdit : words.keep}
        </Button>
        <LinkButton to={visit ? `/exchange/${visit.opportunityId}` : "/exchange/hosting"} tone="quiet">
          {words.leave}
        </LinkButton>
        {isTouched(draft) ? <ThrowAway drop={drop} /> : null}
      </div>
      <p className="small soft">{words.onDevice}</p>
    </form>
  );
}

type Holding = { there: Visit | undefined; draft: OfferDraft; hold: Kept<OfferDraft>["set"]; drop: () => void };
/** What a colleague changes while somebody writes comes in under what they wrote. */
function useMeanwhile({ there, draft, hold, drop }: Holding): void {
  const heard = there?.heard;
  useEffect(() => {
    if (!there || heard === undefined || heard === draft.heard) return;
    if (isTouched(draft) || draft.heard === 0) hold((was) => onTopOf(was, { offer: offerOf(there.terms), heard }));
    else drop();
  }, [there, heard, draft, hold, drop]);
}

function ThrowAway({ drop }: { drop: () => void }) {
  return (
    <AskDialog
      label={words.throw}
      title={words.throwTitle}
      leave={words.throwKeep}
      tone="stop"
      quiet
      asking
      done={words.thrown}
      send={async () => drop()}
    >
      {() => <p>{words.throwHow}</p>}
    </AskDialog>
  );
}

/** What may not go missing any more is named, each at its own question. */
function withWhatIsMissing(error: unknown): unknown {
  const items = missingFrom(error);
  if (items.length === 0) return error;
  return Object.assign(refusedFrom(error), {
    issues: items.map((item) => ({ path: item, message: words.missing.item(readinessWords[item]) })),
  });
}
