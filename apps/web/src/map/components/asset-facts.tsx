import { accessWords } from "@linkwork/shared/exchange/words.ts";
import { audienceWords, costWords, hoursWords, languageName, precisionWords } from "@linkwork/shared/map/words.ts";
import { fieldWords, assetWords as words } from "@linkwork/shared/map/words-asset.ts";
import type { ReactNode } from "react";
import { type Fact, Facts } from "../../ui/facts.tsx";
import { type AssetShown, useAreas } from "../client.ts";
import { dayLine } from "../words-of.ts";

const list = new Intl.ListFormat("en-GB");
const lines = (all: readonly { key: string; line: ReactNode }[]): ReactNode => (
  <ul className="stack tight">
    {all.map(({ key, line }) => (
      <li key={key}>{line}</li>
    ))}
  </ul>
);

/** All that is said of it; what nobody said isn't there. */
export function AssetFacts({ asset }: { asset: AssetShown }) {
  const { details, runBy, source, heardAt, fundingEnds } = asset;
  const areas = useAreas().data ?? [];
  const fact = (name: string, value: ReactNode, there: boolean): Fact[] => (there ? [{ name, value }] : []);
  const { catchment } = details;
  const live =
    catchment.kind === "everywhere"
      ? words.everywhere
      : catchment.kind === "radius"
        ? words.around(catchment.km)
        : list.format(catchment.areaIds.flatMap((areaId) => areas.find((one) => one.areaId === areaId)?.name ?? []));
  const cost = [costWords[details.cost], details.costWords].filter((part) => part !== "").join(": ");
  const facts: Fact[] = [
    ...fact(
      fieldWords.place,
      <Place asset={asset} />,
      // of what was merged into another one it is told there
      (details.kind !== "online" && asset.status !== "merged") || asset.place.address !== "",
    ),
    ...fact(
      fieldWords.hours,
      lines(details.hours.map((hours) => ({ key: JSON.stringify(hours), line: hoursWords(hours) }))),
      details.hours.length > 0,
    ),
    ...fact(fieldWords.when, <span dir="auto">{details.when}</span>, details.when !== ""),
    ...fact(
      fieldWords.contacts,
      lines(details.contacts.map((contact) => ({ key: contact.value, line: <ContactLine contact={contact} /> }))),
      details.contacts.length > 0,
    ),
    ...fact(fieldWords.eligibility, <span dir="auto">{details.eligibility}</span>, details.eligibility !== ""),
    ...fact(fieldWords.cost, cost, true),
    ...fact(fieldWords.audiences, list.format(details.audiences.map((one) => audienceWords[one])), details.audiences.length > 0),
    ...fact(fieldWords.access, list.format(details.access.map((one) => accessWords[one])), details.access.length > 0),
    ...fact(fieldWords.languages, list.format(details.languages.map(languageName)), details.languages.length > 0),
    ...fact(fieldWords.catchment, live, live !== ""),
    ...fact(words.runBy, list.format(runBy.map(({ name }) => name)), runBy.length > 0),
    ...fact(fieldWords.fundingEnds, fundingEnds ? dayLine(fundingEnds) : "", fundingEnds !== null),
    ...fact(words.heardAt, <span dir="auto">{heardAt}</span>, heardAt !== null),
    ...fact(words.sourceName, source ? words.source(source.system, source.licence) : "", source !== null),
  ];
  return <Facts facts={facts} />;
}

function Place({ asset }: { asset: AssetShown }) {
  const { place, area, hidden } = asset;
  const told = [place.address, place.town, place.postcode].filter((part) => part !== "").join(", ");
  const how =
    hidden || place.precision === "hidden"
      ? words.notTold
      : place.precision === "district"
        ? words.onlyArea(area?.name ?? "")
        : place.precision === "postcode"
          ? precisionWords.postcode
          : "";
  return (
    <div className="stack tight">
      {told === "" ? null : <span dir="auto">{told}</span>}
      {how === "" ? null : <span className="soft">{how}</span>}
      {place.exact && place.precision !== "exact" ? <span className="soft">{words.exactFor}</span> : null}
    </div>
  );
}

function ContactLine({ contact }: { contact: AssetShown["details"]["contacts"][number] }) {
  const { kind, value, label } = contact;
  const name = label === "" ? words[kind] : label;
  const href = kind === "phone" ? `tel:${value.replace(/[^+\d]/g, "")}` : kind === "email" ? `mailto:${value}` : value;
  return (
    <>
      <bdi>{name}</bdi>:{" "}
      <a href={href} rel="noreferrer noopener" {...(kind === "web" ? { target: "_blank" } : {})}>
        {value}
      </a>
    </>
  );
}
