import "./exchange.css";
import { exchangeWords, readinessWords } from "@linkwork/shared/exchange/words.ts";
import { offerWords as words } from "@linkwork/shared/exchange/words-hosting.ts";
import { newId, type OpportunityId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import { opportunityRoom } from "@linkwork/shared/kernel/room.ts";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useOrganisation } from "../kernel/notices.ts";
import { refusedFrom } from "../kernel/refused.ts";
import { api } from "../kernel/trpc.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button, LinkButton } from "../ui/button.tsx";
import { Note } from "../ui/note.tsx";
import { useLookAgain, useVisit, type Visit } from "./client.ts";
import { OfferAsks } from "./components/offer-asks.tsx";
import { OfferPlaces } from "./components/offer-places.tsx";
import { OfferSafety, OfferWhat } from "./components/offer-what.tsx";
import { OfferWhen } from "./components/offer-when.tsx";
import { missingFrom } from "./missing.ts";
import { emptyOffer, offerOf, termsOfOffer } from "./offer-form.ts";

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

/** Under which question a server's complaint stands: the last part of where it found something. */
const fieldOf = (path: string): string => {
  const field = path.split(".").findLast((part) => !/^\d+$/.test(part)) ?? path;
  return field === "noticeHours" || field === "cutOffHours" ? "notice" : field === "except" ? "rule" : field === "when" ? "starts" : field;
};

function OfferForm({ visit }: { visit?: Visit }) {
  const go = useNavigate();
  const lookAgain = useLookAgain();
  const work = useWork(fieldOf);
  const [ids, setIds] = useState(() => ({
    opportunityId: visit?.opportunityId ?? newId<OpportunityId>(Date.now()),
    sent: newId(Date.now()),
    as: "",
  }));
  const [offer, setOffer] = useState(() => (visit ? offerOf(visit.terms) : emptyOffer));
  const members = useOrganisation()?.members ?? {};
  const colleagues = Object.entries(members).flatMap(([value, { name, ended }]) => (ended ? [] : [{ value, label: name }]));
  const nameOf = (personId: PersonId): string => members[personId]?.name ?? "";
  const open = visit !== undefined && visit.status !== "draft";
  const part = { offer, set: (change: Partial<typeof offer>) => setOffer((was) => ({ ...was, ...change })), work };
  const keep = async () => {
    const errors = [
      ...(offer.title.trim() === "" ? [{ field: "title", message: words.missing.title }] : []),
      ...(offer.theme === "" ? [{ field: "theme", message: words.missing.theme }] : []),
      ...(["DAILY", "WEEKLY", "MONTHLY"].includes(offer.again) && offer.until === ""
        ? [{ field: "until", message: words.missing.until }]
        : []),
    ];
    const terms = termsOfOffer(offer, nameOf);
    if (!work.check(errors) || !terms) return;
    // sent again after a fault it is the same request; with other words it is another one
    const as = JSON.stringify(terms);
    const id = ids.as === as ? ids.sent : newId(Date.now());
    setIds({ ...ids, sent: id, as });
    const { opportunityId } = ids;
    const roomId = opportunityRoom(opportunityId);
    const done = await work.run(async () => {
      try {
        await (visit
          ? api.exchange.reviseOpportunity.mutate({ roomId, id, input: { terms } })
          : api.exchange.draftOpportunity.mutate({ roomId, id, input: { opportunityId, terms } }));
      } catch (error) {
        throw withWhatIsMissing(error);
      }
    });
    if (!done) return;
    announce(words.kept);
    await lookAgain();
    void go({ to: "/exchange/$opportunityId", params: { opportunityId } });
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
      </div>
    </form>
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
