import { newId, type OrgId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../kernel/trpc.ts";
import { londonInstant, nextDay } from "../shell/london.ts";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button } from "../ui/button.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { isoDay } from "../ui/time.ts";

const inAYear = (): string => isoDay(Date.now() + 365 * 86_400_000);

/** A new agreement: with whom, on which impact assessment, from when to when. It holds once the other side has signed. */
export function AgreementForm({ orgId, onDone }: { orgId: OrgId; onDone: () => void }) {
  const organisations = useQuery({ queryKey: ["organisations"], queryFn: () => api.identity.organisations.query(), staleTime: 60_000 });
  const [ids] = useState(() => ({ id: newId(Date.now()), agreementId: newId<string>(Date.now()) }));
  const [withOrgId, setWith] = useState("");
  const [dpiaRef, setRef] = useState("");
  const [from, setFrom] = useState(() => isoDay(Date.now()));
  const [to, setTo] = useState(inAYear);
  const work = useWork();
  const others = (organisations.data ?? []).filter((each) => each.orgId !== orgId);
  const propose = async () => {
    const [validFrom, validTo] = [londonInstant(from), londonInstant(to) === null ? null : londonInstant(nextDay(to))];
    const missing = [
      ...(withOrgId === "" ? [{ field: "withOrgId", message: "Choose the other organisation." }] : []),
      ...(dpiaRef.trim() === "" ? [{ field: "dpiaRef", message: "Give the reference of the impact assessment." }] : []),
      ...(validFrom === null ? [{ field: "validFrom", message: "Give the first day." }] : []),
      ...(validTo === null
        ? [{ field: "validTo", message: "Give the last day." }]
        : to < from
          ? [{ field: "validTo", message: "This is before the first day." }]
          : []),
    ];
    if (!work.check(missing) || validFrom === null || validTo === null) return;
    const input = { agreementId: ids.agreementId, withOrgId: withOrgId as OrgId, dpiaRef: dpiaRef.trim(), validFrom, validTo };
    if (!(await work.run(() => api.identity.proposeAgreement.mutate({ roomId: orgRoom(orgId), id: ids.id, input })))) return;
    announce("Proposed. It holds once they have signed.");
    onDone();
  };
  return (
    <form
      className="stack"
      aria-label="Propose an agreement"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void propose();
      }}
    >
      <WorkErrors work={work} />
      <SelectField
        id="withOrgId"
        label="With"
        prompt="Choose an organisation"
        value={withOrgId}
        error={work.at("withOrgId")}
        options={others.map((each) => ({ value: each.orgId, label: each.name }))}
        onChange={(event) => setWith(event.target.value)}
      />
      <TextField
        id="dpiaRef"
        label="Reference of the impact assessment (DPIA)"
        maxLength={60}
        value={dpiaRef}
        error={work.at("dpiaRef")}
        onChange={(event) => setRef(event.target.value)}
      />
      <TextField
        id="validFrom"
        label="First day"
        type="date"
        value={from}
        error={work.at("validFrom")}
        onChange={(event) => setFrom(event.target.value)}
      />
      <TextField
        id="validTo"
        label="Last day"
        type="date"
        value={to}
        error={work.at("validTo")}
        onChange={(event) => setTo(event.target.value)}
      />
      <div className="row wrap">
        <Button tone="main" type="submit" busy={work.busy}>
          Propose it
        </Button>
        <Button onClick={onDone}>Leave it</Button>
      </div>
    </form>
  );
}
