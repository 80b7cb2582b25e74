import { isJoined, mayBeLonger, most, refuse } from "@linkwork/shared/boards/rules.ts";
import type { Assignee, BoardCommand } from "@linkwork/shared/boards/schema.ts";
import type { Link } from "@linkwork/shared/boards/schema-links.ts";
import type { BoardState, Card } from "@linkwork/shared/boards/state.ts";
import { lengthOfWords } from "@linkwork/shared/boards/state-cards.ts";
import type { OpportunityId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import type { Context } from "../kernel/slice.ts";
import type { Decision } from "./decide.ts";
import { cardToChange } from "./decide-cards.ts";

export type DetailCommand = Extract<
  BoardCommand,
  {
    type:
      | "labelCard"
      | "assign"
      | "unassign"
      | "addItem"
      | "tickItem"
      | "rewordItem"
      | "removeItem"
      | "comment"
      | "removeComment"
      | "link"
      | "unlink";
  }
>;
const types: readonly string[] = [
  ...(["labelCard", "assign", "unassign", "addItem", "tickItem", "rewordItem", "removeItem"] satisfies DetailCommand["type"][]),
  ...(["comment", "removeComment", "link", "unlink"] satisfies DetailCommand["type"][]),
];
export const isOfDetails = (command: BoardCommand): command is DetailCommand => types.includes(command.type);

/** `name`: of whoever is to be assigned, if they work there now. `there`: what a link leads to is there, and its author may look it up; `called`: as it is called there; `opportunityId`: of a date, what it is a date of. */
export type DetailFacts = {
  readonly name?: string | undefined;
  readonly there?: boolean | undefined;
  readonly called?: string | undefined;
  readonly opportunityId?: OpportunityId | undefined;
};

/** What becomes of a request about what is on a card. */
export function decideDetail(state: BoardState, command: DetailCommand, context: Context<DetailFacts>): Decision {
  if (command.type === "removeComment") return removeComment(state, command.input, context);
  const card = cardToChange(state, command.input.cardId);
  if (card instanceof Refusal) return card;
  const full = (field: keyof typeof most) => refuse("TooMuchOnCard", { field, most: most[field] });
  switch (command.type) {
    case "labelCard": {
      const { labelId, on } = command.input;
      if (!Object.hasOwn(state.labels, labelId)) return refuse("UnknownLabel", { field: "labelId" });
      if (card.labels.includes(labelId) === on) return refuse("NothingToChange", { field: "labelId" });
      return on && card.labels.length >= most.labelsOnCard ? full("labelsOnCard") : { type: "cardLabelled", body: command.input };
    }
    case "assign": {
      const { cardId, orgId, personId } = command.input;
      const { name } = context.facts;
      if (name === undefined || !isJoined(state, orgId)) return refuse("NotAnOwner", { field: personId ? "personId" : "orgId" });
      if (has(card, command.input)) return refuse("NothingToChange");
      return card.assignees.length >= most.assignees
        ? full("assignees")
        : { type: "cardAssigned", body: { cardId, to: { orgId, personId, name } } };
    }
    case "unassign":
      return has(card, command.input) ? { type: "cardUnassigned", body: command.input } : refuse("NothingToChange");
    case "comment": {
      const { cardId, text } = command.input;
      return card.comments.length >= most.comments ? full("comments") : { type: "commented", body: { cardId, text } };
    }
    case "link": {
      if (card.links.length >= most.links) return full("links");
      const { anyway: _asked, ...asked } = command.input;
      if (card.links.some(({ linkId }) => linkId === asked.linkId)) return refuse("IdTaken", { field: "linkId" });
      if (!context.facts.there) return refuse("UnknownTarget", { field: "to" });
      const linked = { ...asked, to: asThere(asked.to, context.facts) };
      const longer = mayBeLonger(state, lengthOfWords({ description: "", items: [], links: [linked] }), "to");
      return longer === true ? { type: "linked", body: linked } : longer;
    }
    case "unlink":
      return card.links.some(({ linkId }) => linkId === command.input.linkId)
        ? { type: "unlinked", body: command.input }
        : refuse("UnknownLink", { field: "linkId" });
    default:
      return decideItem(state, card, command);
  }
}

/** As it is called where it is; and of a date, what it is a date of, whatever was asked. */
function asThere(to: Link, { called, opportunityId }: DetailFacts): Link {
  if (to.kind === "session") {
    const { opportunityId: _said, ...rest } = to;
    return opportunityId === undefined ? rest : { ...rest, opportunityId };
  }
  return called === undefined ? to : { ...to, title: called };
}

function decideItem(
  state: BoardState,
  { items }: Card,
  command: Extract<DetailCommand, { type: "addItem" | "tickItem" | "rewordItem" | "removeItem" }>,
): Decision {
  const item = items.find(({ itemId }) => itemId === command.input.itemId);
  if (command.type === "addItem") {
    const { anyway: _asked, ...body } = command.input;
    if (item) return refuse("IdTaken", { field: "itemId" });
    if (items.length >= most.items) return refuse("TooMuchOnCard", { field: "items", most: most.items });
    const longer = mayBeLonger(state, body.text.length, "text");
    return longer === true ? { type: "itemAdded", body } : longer;
  }
  if (!item) return refuse("UnknownItem", { field: "itemId" });
  switch (command.type) {
    case "tickItem":
      return item.done === command.input.done ? refuse("NothingToChange") : { type: "itemTicked", body: command.input };
    case "rewordItem": {
      const { anyway: _asked, was, ...body } = command.input;
      if (item.text === body.text) return refuse("NothingToChange", { field: "text" });
      if (was !== undefined && was !== item.text) return refuse("ChangedMeanwhile", { field: "text" });
      const longer = mayBeLonger(state, body.text.length - item.text.length, "text");
      return longer === true ? { type: "itemReworded", body } : longer;
    }
    case "removeItem":
      return { type: "itemRemoved", body: command.input };
  }
}

/** Its author's, also on a card that was put away or went to another board: their words are theirs to take back. */
function removeComment(
  state: BoardState,
  input: Extract<DetailCommand, { type: "removeComment" }>["input"],
  { actor, event }: Context<DetailFacts>,
): Decision {
  const { cardId, commentSeq } = input;
  const card = Object.hasOwn(state.cards, cardId) ? state.cards[cardId] : state.sent[cardId]?.card;
  if (!card) return refuse("UnknownCard", { field: "cardId" });
  const said = event(commentSeq);
  if (!card.comments.includes(commentSeq) || said?.type !== "commented") return refuse("UnknownComment", { field: "commentSeq" });
  const own = said.actor.personId === actor.personId && said.actor.orgId === actor.orgId;
  return own ? { type: "commentRemoved", body: input } : refuse("NotYourComment");
}

const has = ({ assignees }: Card, who: Pick<Assignee, "orgId" | "personId">): boolean =>
  assignees.some((each) => each.orgId === who.orgId && each.personId === who.personId);
