import { kindWords, ledgerKinds } from "@linkwork/shared/cases/ledger.ts";
import { SelectField } from "../../ui/field.tsx";
import type { LedgerFilters } from "./use-ledger.ts";

export type LedgerFilterProps = {
  filter: LedgerFilters;
  orgs: readonly { id: string; name: string }[];
  people: readonly { id: string; name: string; orgId: string }[];
  /** Whether lines are marked for this reader. */
  marked: boolean;
  onChange: (filter: LedgerFilters) => void;
};

/** Which lines to show: of one organisation, of one person, of one kind. */
export function LedgerFilter({ filter, orgs, people, marked, onChange }: LedgerFilterProps) {
  const some = people.filter((p) => filter.orgId === "" || p.orgId === filter.orgId);
  return (
    <div className="row wrap ledger-filter no-print">
      {orgs.length > 1 ? (
        <SelectField
          label="Organisation"
          prompt="All"
          value={filter.orgId}
          options={orgs.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => onChange({ ...filter, orgId: event.target.value, personId: "" })}
        />
      ) : null}
      <SelectField
        label="Person"
        prompt="Everybody"
        value={filter.personId}
        options={some.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => onChange({ ...filter, personId: event.target.value })}
      />
      <SelectField
        label="What"
        prompt="Everything"
        value={filter.kind}
        options={ledgerKinds.filter((kind) => marked || kind !== "marked").map((kind) => ({ value: kind, label: kindWords[kind] }))}
        onChange={(event) => onChange({ ...filter, kind: event.target.value })}
      />
    </div>
  );
}
