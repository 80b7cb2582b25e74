import type { Authority } from "@linkwork/shared/concerns/schema.ts";
import { authorityWords, safetyWords } from "@linkwork/shared/concerns/words.ts";
import { type CaseId, type ConcernId, newId } from "@linkwork/shared/kernel/ids.ts";
import { concernRoom } from "@linkwork/shared/kernel/room.ts";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Phone } from "lucide-react";
import { useState } from "react";
import { useDraftText } from "../kernel/drafts.ts";
import { allOf } from "../kernel/pages.ts";
import { useSession } from "../kernel/session.ts";
import { api } from "../kernel/trpc.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useWork, type Work, WorkErrors } from "../shell/work.tsx";
import { Button, LinkButton } from "../ui/button.tsx";
import { RadioCards } from "../ui/choice-cards.tsx";
import { SelectField, TextArea } from "../ui/field.tsx";
import { Note } from "../ui/note.tsx";
import { useNameable } from "./client.ts";

type About = Awaited<ReturnType<typeof api.concerns.about.query>>["rows"];

/** A worry is raised: about whom, by what right, what was seen, and who looks at it too. */
export function RaisePage() {
  const { hat } = useSession();
  const about = useQuery({
    queryKey: ["concernsAbout", hat?.orgId],
    queryFn: () => allOf((from?: { after: CaseId }) => api.concerns.about.query(from)),
    enabled: hat?.roles.includes("safeguardingLead") ?? false,
  });
  if (!hat?.roles.includes("safeguardingLead")) return <NotFoundPage />;
  return (
    <>
      <Page title="Raise a worry" back={{ to: "/safety", label: safetyWords.title }} lead={safetyWords.second} />
      <div className="stack loose measure">
        <Note tone="wait" icon={<Phone />}>
          {safetyWords.phone}
        </Note>
        {about.isError ? (
          <Failed error={about.error} what="Your organisation's cases can't be listed just now." onAgain={() => void about.refetch()} />
        ) : about.data === undefined ? (
          <Waiting what="Fetching your organisation's cases" />
        ) : about.data.length === 0 ? (
          <p>Your organisation has no case here. Follow its safeguarding steps by phone.</p>
        ) : (
          <RaiseForm about={about.data} />
        )}
      </div>
    </>
  );
}

function RaiseForm({ about }: { about: About }) {
  const go = useNavigate();
  const work = useWork((path) => (path.startsWith("second") ? "second" : path));
  const [ids] = useState(() => ({ concernId: newId<ConcernId>(Date.now()), raise: newId(Date.now()) }));
  const [caseId, setCaseId] = useState("");
  const [authority, setAuthority] = useState<Authority | null>(null);
  const [second, setSecond] = useState("");
  // half-written words are about one person, and stand with no other
  const [reason, setReason] = useDraftText(`raise-concern ${caseId}`);
  const nameable = useNameable(caseId);
  const leads = nameable.data ?? [];
  const chosen = leads.find((lead) => `${lead.orgId} ${lead.personId}` === second);
  const errors = () => {
    if (caseId === "") return [{ field: "caseId", message: "Choose whom you are worried about." }];
    return missing();
  };
  const missing = () => [
    ...(authority === null ? [{ field: "authority", message: "Choose what comes nearest." }] : []),
    ...(reason.trim() === "" ? [{ field: "reason", message: "Say what was seen or said." }] : []),
    ...(chosen ? [] : [{ field: "second", message: "Choose the second person." }]),
  ];
  const submit = async () => {
    if (!work.check(errors()) || !authority || !chosen) return;
    const input = {
      concernId: ids.concernId,
      caseId: caseId as CaseId,
      authority,
      reason,
      second: { orgId: chosen.orgId, personId: chosen.personId },
    };
    if (!(await work.run(() => api.concerns.raiseConcern.mutate({ roomId: concernRoom(ids.concernId), id: ids.raise, input })))) return;
    setReason("");
    void go({ to: "/safety/$concernId", params: { concernId: ids.concernId } });
  };
  return (
    <form
      className="stack loose"
      aria-label="Raise a worry"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <WorkErrors work={work} />
      <SelectField
        id="caseId"
        label="Whom are you worried about?"
        prompt="Choose the person"
        value={caseId}
        error={work.at("caseId")}
        onChange={(event) => {
          setCaseId(event.target.value);
          setAuthority(null);
          setSecond("");
        }}
        options={about
          .toSorted((a, b) => a.label.localeCompare(b.label, "en-GB"))
          .map((each) => ({ value: each.caseId, label: `${each.label} · ${each.apart}` }))}
      />
      {caseId === "" ? null : (
        <TheWorry {...{ work, authority, setAuthority, reason, setReason, second, setSecond }} leads={leads} found={nameable} />
      )}
      <div className="row wrap">
        <Button tone="main" type="submit" busy={work.busy}>
          Raise it
        </Button>
        <LinkButton to="/safety" tone="quiet">
          Leave it
        </LinkButton>
      </div>
    </form>
  );
}

type Answers = {
  work: Work;
  authority: Authority | null;
  setAuthority: (authority: Authority) => void;
  reason: string;
  setReason: (reason: string) => void;
  second: string;
  setSecond: (second: string) => void;
  leads: readonly { orgId: string; personId: string; name: string; orgName: string }[];
  found: { isFetching: boolean; isSuccess: boolean };
};

/** Once it is said about whom: by what right, what was seen, and who looks at it too. */
function TheWorry({ work, authority, setAuthority, reason, setReason, second, setSecond, leads, found }: Answers) {
  return (
    <>
      <RadioCards<Authority>
        id="authority"
        legend="Why may it be told without asking?"
        hint="This is not consent. It stands on the record."
        error={work.at("authority")}
        value={authority}
        onChange={setAuthority}
        choices={(Object.entries(authorityWords) as [Authority, { ask: string; hint: string }][]).map(([value, words]) => ({
          value,
          label: words.ask,
          hint: words.hint,
        }))}
      />
      <TextArea
        id="reason"
        label="What was seen or said?"
        hint="What you know, who told you, and when. Keep apart what you saw and what you think. Until you raise it, it stays on this device, with this person."
        rows={6}
        maxLength={10_000}
        value={reason}
        error={work.at("reason")}
        onChange={(event) => setReason(event.target.value)}
      />
      <SelectField
        id="second"
        label="Who looks at it too?"
        hint="The second person reads it now and confirms it. If it can't wait, ring them as well."
        prompt={found.isFetching ? "Fetching…" : "Choose the second person"}
        value={second}
        error={work.at("second")}
        onChange={(event) => setSecond(event.target.value)}
        options={leads.map((lead) => ({ value: `${lead.orgId} ${lead.personId}`, label: `${lead.name}, ${lead.orgName}` }))}
      />
      {found.isSuccess && leads.length === 0 ? (
        <p className="small">
          There is no other safeguarding lead in the organisations of this case. Ring the one whom your own steps name.
        </p>
      ) : null}
    </>
  );
}
