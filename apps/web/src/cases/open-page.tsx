import type { Purpose } from "@linkwork/shared/cases/consent.ts";
import { mayOpenCase } from "@linkwork/shared/cases/rules.ts";
import { numberedHead } from "@linkwork/shared/cases/rules-limits.ts";
import { caseWords, purposeWords } from "@linkwork/shared/cases/words.ts";
import type { Identity } from "@linkwork/shared/clients/schema.ts";
import { initialsOf } from "@linkwork/shared/clients/state.ts";
import { type CaseId, type ClientId, type EventId, newId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom, clientRoom } from "@linkwork/shared/kernel/room.ts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { allOf } from "../kernel/pages.ts";
import { refusedFrom } from "../kernel/refused.ts";
import { api } from "../kernel/trpc.ts";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button, LinkButton } from "../ui/button.tsx";
import { RadioCards } from "../ui/choice-cards.tsx";
import type { FormError } from "../ui/error-summary.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { Note } from "../ui/note.tsx";
import { useActor } from "./client.ts";
import { FindPerson, type Known } from "./components/find-person.tsx";
import type { KnownPerson } from "./components/number-field.tsx";
import { emptyPerson, identityOf, type PersonAnswers, PersonFields, personErrors } from "./components/person-fields.tsx";

const jurisdictions = [
  { value: "SCT", label: "Scotland" },
  { value: "ENG", label: "England" },
  { value: "WLS", label: "Wales" },
  { value: "NIR", label: "Northern Ireland" },
] as const;
type Jurisdiction = (typeof jurisdictions)[number]["value"];

/** What of the form a server's complaint is about. */
const fieldOf = (path: string): string | undefined => (path.startsWith("identity.numbers") ? "number" : path.replace("identity.", ""));

/** Everybody whom the practice knows, by name. */
const everybodyKnown = async () =>
  (await allOf((from?: { after: ClientId }) => api.clients.list.query(from))).toSorted((a, b) => a.name.localeCompare(b.name, "en-GB"));

/** Opens a case: for whom, about what. Then straight into its room. */
export function OpenCasePage() {
  const actor = useActor();
  const clients = useQuery({ queryKey: ["clients", actor.orgId], queryFn: () => everybodyKnown() });
  const head = (
    <Page
      title="Open a case"
      back={{ to: "/cases", label: "Cases" }}
      lead="For whom, and what it is about. Nobody outside your practice sees it yet."
    />
  );
  if (mayOpenCase(actor) !== true)
    return (
      <>
        {head}
        <Note>{caseWords.NotYourRole}</Note>
      </>
    );
  return (
    <>
      {head}
      {clients.data ? (
        <OpenForm known={clients.data} />
      ) : clients.isError ? (
        // who is not known to be new is not written down a second time
        <Failed error={clients.error} what="The people you know can't be looked up just now." onAgain={() => void clients.refetch()} />
      ) : (
        <Waiting what="Fetching the people you know" />
      )}
    </>
  );
}

function OpenForm({ known }: { known: readonly Known[] }) {
  const go = useNavigate();
  const cache = useQueryClient();
  const work = useWork(fieldOf);
  // made once for the form: a double press, or a try after a lost answer, can't open two
  const [ids] = useState(() => ({
    clientId: newId<ClientId>(Date.now()),
    caseId: newId<CaseId>(Date.now()),
    register: newId(Date.now()),
    open: newId(Date.now()),
  }));
  const registered = useRef<string | null>(null);
  const [which, setWhich] = useState<"known" | "new">(known.length > 0 ? "known" : "new");
  const [clientId, setClientId] = useState("");
  const [person, setPerson] = useState<PersonAnswers>(emptyPerson);
  const [ownLabel, setLabel] = useState<string | null>(null);
  const [need, setNeed] = useState("");
  const [purpose, setPurpose] = useState<Purpose | "">("");
  const [jurisdiction, setJurisdiction] = useState<Jurisdiction>("SCT");
  const name = which === "new" ? person.name : (known.find((each) => each.clientId === clientId)?.name ?? "");
  const label = ownLabel ?? initialsOf(name);

  // whatever the server would refuse of the case is found before the person is registered: nobody is left behind without a case
  const numbered = numberedHead({ label, need });
  const errors = (): FormError[] => [
    ...(which === "known" && clientId === "" ? [{ field: "clientId", message: "Choose a person, or register a new one." }] : []),
    ...(which === "new" ? personErrors(person) : []),
    ...(label.trim() === "" ? [{ field: "label", message: "Give the initials by which the case is headed." }] : []),
    ...(need.trim() === "" ? [{ field: "need", message: "Say in a few words what it is about." }] : []),
    ...(numbered ? [{ field: numbered, message: caseWords.NumberInText }] : []),
    ...(purpose === "" ? [{ field: "purpose", message: "Choose what comes nearest." }] : []),
  ];
  const chooseKnown = (who: KnownPerson) => {
    setWhich("known");
    setClientId(who.clientId);
    setPerson(emptyPerson);
    // a colleague may have entered them while this page was open
    void cache.invalidateQueries({ queryKey: ["clients"] });
    announce(`${who.name} is chosen.`);
  };
  const submit = async () => {
    if (!work.check(errors()) || purpose === "") return;
    const chosen = which === "new" ? ids.clientId : (clientId as ClientId);
    const done = await work.run(async () => {
      if (which === "new") await register(ids, identityOf(person), registered);
      const input = { caseId: ids.caseId, clientId: chosen, label: label.trim(), need: need.trim(), purpose, jurisdiction };
      await api.cases.openCase.mutate({ roomId: caseRoom(ids.caseId), id: ids.open, input });
    });
    if (!done) return;
    void cache.invalidateQueries({ queryKey: ["cases"] });
    void cache.invalidateQueries({ queryKey: ["clients"] });
    await go({ to: "/cases/$caseId", params: { caseId: ids.caseId } });
  };

  return (
    <form
      className="stack loose measure"
      aria-label="Open a case"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <WorkErrors work={work} />
      {known.length > 0 ? (
        <RadioCards
          legend="Who is it for?"
          value={which}
          onChange={setWhich}
          choices={[
            {
              value: "known",
              label: "Somebody your practice knows",
              under: <FindPerson known={known} value={clientId} error={work.at("clientId")} onChange={setClientId} />,
            },
            { value: "new", label: "Somebody new" },
          ]}
        />
      ) : null}
      {which === "new" ? <PersonFields value={person} onChange={setPerson} at={work.at} onKnown={chooseKnown} /> : null}
      <section className="card" aria-labelledby="about-case">
        <h2 id="about-case">The case</h2>
        <TextField
          id="label"
          label="Headed by the initials"
          hint="This is what others see. Never a full name."
          maxLength={12}
          value={label}
          error={work.at("label")}
          onChange={(event) => setLabel(event.target.value)}
        />
        <TextField
          id="need"
          label="What is it about, in a few words?"
          hint="In their own words if you can: “looking for company”"
          maxLength={80}
          value={need}
          error={work.at("need")}
          onChange={(event) => setNeed(event.target.value)}
        />
        <SelectField
          id="purpose"
          label="What kind of help?"
          prompt="Choose what comes nearest"
          value={purpose}
          error={work.at("purpose")}
          onChange={(event) => setPurpose(event.target.value as Purpose)}
          options={Object.entries(purposeWords).map(([value, words]) => ({ value, label: words }))}
        />
        <SelectField
          id="jurisdiction"
          label="Where do they live?"
          hint="The law on consent differs."
          value={jurisdiction}
          onChange={(event) => setJurisdiction(event.target.value as Jurisdiction)}
          options={jurisdictions}
        />
      </section>
      <div className="row wrap">
        <Button tone="main" type="submit" busy={work.busy}>
          Open the case
        </Button>
        <LinkButton to="/cases" tone="quiet">
          Leave it
        </LinkButton>
      </div>
    </form>
  );
}

type Ids = { clientId: ClientId; register: EventId };

/** Registers once; what was mended after a first try that failed later, or whose answer was lost, is a correction. */
async function register(ids: Ids, identity: Identity, registered: { current: string | null }): Promise<void> {
  const roomId = clientRoom(ids.clientId);
  const now = JSON.stringify(identity);
  if (registered.current === now) return;
  const correct = () => api.clients.correctIdentity.mutate({ roomId, id: newId(Date.now()), input: { identity } });
  if (registered.current === null)
    await api.clients.registerClient
      .mutate({ roomId, id: ids.register, input: { clientId: ids.clientId, identity } })
      .catch((error: unknown) => {
        if (refusedFrom(error).code !== "IdReused") throw error;
        return correct();
      });
  else await correct();
  registered.current = now;
}
