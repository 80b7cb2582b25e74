import type { PlaceRules, Terms, When } from "@linkwork/shared/exchange/schema.ts";
import { offerWords as words } from "@linkwork/shared/exchange/words-hosting.ts";
import type { PersonId } from "@linkwork/shared/kernel/ids.ts";
import type { FormError } from "../ui/error-summary.tsx";
import { endsOn, type Repeat, repeatIn, ruleOf } from "./offer-repeat.ts";

/** What stands in the form, as it is typed. */
export type Offer = Pick<Terms, "title" | "seen" | "meet" | "risk" | "permission" | "place" | "access"> & {
  spot: NonNullable<Terms["spot"]> | null;
  theme: Terms["theme"] | "";
  clients: boolean;
  asks: readonly ("agreement" | "induction")[];
  /** whether a PVG or DBS status is needed, and why */
  check: "yes" | "no" | "open";
  checkWhy: string;
  contact: PersonId | "";
  deputy: PersonId | "";
  day: string;
  starts: string;
  minutes: string;
  zone: string;
  again: Repeat;
  /** a rule of another kind than the form knows, kept as it was written */
  rule: string;
  until: string;
  except: readonly string[];
  second: boolean;
  mode: PlaceRules["mode"];
  capacity: string;
  reserve: string;
  notice: string;
  /** when the list is closed; empty for as soon as nobody can book any more */
  cutOff: string;
  buffer: string;
  perDay: string;
  /** how long it holds that somebody was shown around */
  months: string;
};

export const emptyOffer: Offer = {
  ...{
    title: "",
    theme: "",
    seen: "",
    meet: "",
    risk: "",
    clients: false,
    permission: "",
    place: "",
    spot: null,
    access: [],
    asks: [],
    check: "open",
    checkWhy: "",
    months: "12",
    contact: "",
    deputy: "",
  },
  ...{ day: "", starts: "10:00", minutes: "120", zone: "Europe/London", again: "once", rule: "", until: "", except: [], second: false },
  ...{ mode: "instant", capacity: "2", reserve: "0", notice: "24", cutOff: "", buffer: "15", perDay: "2" },
};

function whenIn(when: When | null): Partial<Offer> {
  if (!when) return {};
  const day = when.starts.slice(0, 10);
  return {
    ...{ day, starts: when.starts.slice(11), minutes: String(when.minutes), zone: when.zone, ...repeatIn(when.rule, day) },
    ...{ rule: when.rule ?? "", except: when.except, second: when.second ?? false },
  };
}

function asksIn({ agreement, check, induction }: NonNullable<Terms["asks"]> = {}): Partial<Offer> {
  return {
    asks: [...(agreement ? (["agreement"] as const) : []), ...(induction ? (["induction"] as const) : [])],
    ...(check ? { check: check.needed ? "yes" : "no", checkWhy: check.why } : {}),
    ...(induction ? { months: String(induction.months) } : {}),
  };
}
function asksOf({ asks, check, checkWhy, months }: Offer): Terms["asks"] {
  const all = {
    ...(asks.includes("agreement") ? { agreement: true as const } : {}),
    ...(check === "open" ? {} : { check: { needed: check === "yes", why: checkWhy } }),
    ...(asks.includes("induction") ? { induction: { months: Number(months) } } : {}),
  };
  return Object.keys(all).length > 0 ? all : undefined;
}

/** What was written before, for the form. */
export function offerOf({ contact, deputy, when, rules, asks, spot, ...terms }: Terms): Offer {
  const { mode, capacity, reserve, noticeHours, cutOffHours, bufferMinutes, perDay } = rules;
  return {
    ...emptyOffer,
    ...terms,
    spot: spot ?? null,
    ...whenIn(when),
    ...asksIn(asks),
    ...{ contact: contact?.personId ?? "", deputy: deputy?.personId ?? "" },
    ...{ mode, capacity: String(capacity), reserve: String(reserve), notice: String(noticeHours) },
    ...{ cutOff: cutOffHours === noticeHours ? "" : String(cutOffHours), buffer: String(bufferMinutes), perDay: String(perDay) },
  };
}

/** The days and times that are meant; null as long as no day is chosen. */
export function whenOfOffer({ day, starts, minutes, zone, again, rule, until, except, second }: Offer): When | null {
  if (day === "" || starts === "") return null;
  const repeated = again === "kept" ? rule : ruleOf({ again, until, day });
  return {
    ...{ starts: `${day}T${starts}`, minutes: Number(minutes), zone, except: [...except] },
    ...(repeated === undefined ? {} : { rule: repeated }),
    ...(second ? { second: true as const } : {}),
  };
}

/** What is sent; names are those that the organisation has. */
export function termsOfOffer(offer: Offer, nameOf: (personId: PersonId) => string): Terms | null {
  const { theme, contact, deputy, mode, capacity, reserve, notice, cutOff, buffer, perDay } = offer;
  if (theme === "") return null;
  const person = (personId: PersonId | "") => (personId === "" ? null : { personId, name: nameOf(personId) });
  const { title, seen, meet, risk, clients, permission, place, spot, access } = offer;
  const asks = asksOf(offer);
  return {
    ...{ title, theme, seen, meet, risk, clients, permission: clients ? permission : "", place, access: [...access] },
    ...(spot ? { spot } : {}),
    ...(asks ? { asks } : {}),
    ...{ contact: person(contact), deputy: person(deputy), when: whenOfOffer(offer) },
    rules: {
      ...{ mode, capacity: Number(capacity), reserve: Number(reserve), noticeHours: Number(notice) },
      ...{ cutOffHours: Number(cutOff === "" ? notice : cutOff), bufferMinutes: Number(buffer), perDay: Number(perDay) },
    },
  };
}

/** What has to be mended before it can be kept; `open`: others can book it, so that days and places are not asked for here. */
export function missingInOffer({ title, theme, again, until, notice, cutOff }: Offer, open: boolean): FormError[] {
  const { missing } = words;
  return [
    ...(title.trim() === "" ? [{ field: "title", message: missing.title }] : []),
    ...(theme === "" ? [{ field: "theme", message: missing.theme }] : []),
    ...(!open && endsOn(again) && until === "" ? [{ field: "until", message: missing.until }] : []),
    ...(!open && cutOff !== "" && Number(cutOff) > Number(notice) ? [{ field: "cutOff", message: missing.cutOff }] : []),
  ];
}
