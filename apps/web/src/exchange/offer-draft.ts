import type { Terms } from "@linkwork/shared/exchange/schema.ts";
import { type EventId, newId, type OpportunityId } from "@linkwork/shared/kernel/ids.ts";
import { emptyOffer, type Offer, offerOf } from "./offer-form.ts";

/** What a colleague changed while somebody was writing; `mine`: they have changed it too, and theirs stands in the form. */
type Meanwhile = { field: keyof Offer; mine: boolean };
/** An offer that somebody writes, with what it was when they began: so that what others changed since can be told from what they did. */
export type OfferDraft = {
  offer: Offer;
  base: Offer;
  /** the number of the room's event that `base` goes up to */
  heard: number;
  meanwhile: readonly Meanwhile[];
  /** of what is posted, and of the request that posts it: the same after a fault, also on another day */
  opportunityId: OpportunityId;
  sent: EventId;
  as: string;
  /** it was posted before, and the answer got lost */
  made: boolean;
};

/** Nothing written yet: as it stands there, or empty. */
export function offerDraft(visit: { opportunityId: OpportunityId; heard?: number | undefined; terms: Terms } | undefined): OfferDraft {
  const offer = visit ? offerOf(visit.terms) : emptyOffer;
  const opportunityId = visit?.opportunityId ?? newId<OpportunityId>(Date.now());
  return { offer, base: offer, heard: visit?.heard ?? 0, meanwhile: [], opportunityId, sent: newId(Date.now()), as: "", made: false };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const fieldsOf = (offer: Offer) => Object.keys(offer) as (keyof Offer)[];
/** Whether anything was typed. */
export const isTouched = ({ offer, base }: OfferDraft): boolean => fieldsOf(base).some((field) => !same(offer[field], base[field]));

/** What somebody wrote, over what it is by now: what a colleague changed and they didn't is taken over, what both changed stays theirs and is pointed out. */
export function onTopOf({ offer, base, heard, meanwhile }: OfferDraft, now: { offer: Offer; heard: number }): Partial<OfferDraft> {
  // what is there is what they themselves sent, whose answer got lost
  if (heard === 0) return { base: now.offer, heard: now.heard };
  const theirs = fieldsOf(now.offer).filter((field) => !same(base[field], now.offer[field]));
  const mine = fieldsOf(now.offer).filter((field) => !same(offer[field], base[field]) && !same(offer[field], now.offer[field]));
  const kept = Object.fromEntries(mine.map((field) => [field, offer[field]]));
  return {
    offer: { ...now.offer, ...kept },
    base: now.offer,
    heard: now.heard,
    meanwhile: [
      ...meanwhile.filter(({ field }) => !theirs.includes(field)),
      ...theirs.filter((field) => !same(offer[field], now.offer[field])).map((field) => ({ field, mine: mine.includes(field) })),
    ],
  };
}
