import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { charterWords as words } from "@linkwork/shared/projects/words-charter.ts";
import { useState } from "react";
import { CheckCards } from "../../ui/choice-cards.tsx";
import { TextField } from "../../ui/field.tsx";
import type { Sector } from "../../ui/tone.ts";
import type { Partner } from "../propose-form.ts";

/** More organisations than this, and one can look for one by its name. */
const many = 12;
const order: readonly Sector[] = ["statutory", "third", "citizen"];

export type WhoFieldsProps = {
  chosen: readonly OrgId[];
  choose: (partners: OrgId[]) => void;
  /** all but mine; `about` says what each does */
  all: readonly (Partner & { about?: string })[];
  mine: Sector;
  error: string | undefined;
};

/** Who shall own it: the other sides first, each under its name. */
export function WhoFields({ chosen, choose, all, mine, error }: WhoFieldsProps) {
  const [find, setFind] = useState("");
  const looked = find.trim().toLocaleLowerCase("en-GB");
  const shown = all.filter(({ orgId, name }) => chosen.includes(orgId) || name.toLocaleLowerCase("en-GB").includes(looked));
  const sectors = [...order.filter((each) => each !== mine), mine].filter((each) => shown.some(({ sector }) => sector === each));
  return (
    <fieldset className="stack project-part">
      <legend>
        <h2>{words.who}</h2>
      </legend>
      <p className="soft">{words.whyTwo}</p>
      {all.length > many ? (
        <TextField label={words.find} type="search" value={find} onChange={(event) => setFind(event.target.value)} />
      ) : null}
      {sectors.length === 0 ? <p role="status">{words.nobody}</p> : null}
      {sectors.map((sector, index) => {
        const here = shown.filter((each) => each.sector === sector);
        const ids = here.map(({ orgId }) => orgId);
        return (
          <CheckCards<OrgId>
            key={sector}
            id={index === 0 ? "partners" : undefined}
            legend={words.sectorTitle[sector]}
            hint={index === 0 ? words.whoHint : undefined}
            error={index === 0 ? error : undefined}
            value={chosen.filter((each) => ids.includes(each))}
            onChange={(next) => choose([...chosen.filter((each) => !ids.includes(each)), ...next])}
            choices={here.map(({ orgId, name, about }) => ({ value: orgId, label: name, hint: about }))}
          />
        );
      })}
    </fieldset>
  );
}
