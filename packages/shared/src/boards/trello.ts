import { wallInLondon } from "../kernel/london.ts";
import { most } from "./rules.ts";
import type { Item, Label, NewCard, NewList, Tone } from "./schema.ts";
import { idFrom } from "./templates.ts";
import { trelloWords } from "./words.ts";

/** Why something of a file doesn't come along, or not as it was. */
export type Skipped = {
  readonly what: string;
  readonly why: "archived" | "noList" | "noTitle" | "tooMany" | "shortened" | "noFile" | "notAllSaid" | "notSafe";
};
/** How much comes on the cards: points to tick off, comments as words, addresses of what was attached; and on how many cards somebody was, who doesn't come. */
export type OnCards = { items: number; comments: number; attached: number; withPeople: number };
/** What a file of Trello comes to, and what of it is left behind. */
export type FromTrello = { lists: NewList[]; labels: Label[]; cards: NewCard[]; on: OnCards; skipped: Skipped[] };

type Loose = Readonly<Record<string, unknown>>;
const isLoose = (value: unknown): value is Loose => typeof value === "object" && value !== null && !Array.isArray(value);
const own = (from: Loose, key: string): unknown => (Object.hasOwn(from, key) ? from[key] : undefined);
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const all = (from: Loose, key: string): Loose[] => {
  const value = own(from, key);
  return Array.isArray(value) ? value.filter(isLoose) : [];
};
const idsOf = (from: Loose, key: string): string[] => {
  const value = own(from, key);
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
};
const isClosed = (from: Loose): boolean => own(from, "closed") === true;
/** Where it stands among the others; what has no place comes last, in the order of the file. */
const placeOf = (from: Loose): number => {
  const pos = own(from, "pos");
  return typeof pos === "number" && Number.isFinite(pos) ? pos : Number.MAX_VALUE;
};
const inOrder = (some: readonly Loose[]): Loose[] => [...some].sort((a, b) => placeOf(a) - placeOf(b));

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** As it can be kept: no NUL, no half characters, no longer than it may be. */
const kept = (text: string, longest: number): string => text.replaceAll("\u0000", "").slice(0, longest).replace(loneSurrogate, "");
const oneLine = (text: string, longest: number): string =>
  kept(
    text
      .replaceAll("\u0000", "")
      .replace(/[\r\n\u2028\u2029]+/g, " ")
      .trim(),
    longest,
  ).trim();

const tones: Readonly<Record<string, Tone>> = {
  green: "clear",
  lime: "clear",
  yellow: "wait",
  orange: "wait",
  red: "stop",
  pink: "warm",
  purple: "warm",
};
const toneOf = (color: string): Tone => tones[color.split("_")[0] ?? ""] ?? "plain";

/** A day in London, of this century; null for everything else. */
function dayOf(due: unknown): string | null {
  const at = typeof due === "string" && /^\d{4}-\d{2}-\d{2}T/.test(due) ? Date.parse(due) : Number.NaN;
  if (Number.isNaN(at)) return null;
  const day = new Date(wallInLondon(at)).toISOString().slice(0, 10);
  return day.startsWith("20") ? day : null;
}

/** Whether something of it is cut off. */
const isCut = (text: string, longest: number): boolean => oneLine(text, text.length) !== oneLine(text, longest);

const longest = { title: 120, list: 60, label: 40, item: 200, description: 8_000, url: 500 } as const;

/**
 * What can be brought in of a file that Trello wrote: its lists, labels and cards, each with an id that follows from Trello's, so that the same file
 * once more changes nothing. What was archived there stays behind, and it is said. Whatever is given, it answers. `into`: the board that it is for.
 */
export function fromTrello(file: unknown, into = ""): FromTrello {
  const on: OnCards = { items: 0, comments: 0, attached: 0, withPeople: 0 };
  const found: FromTrello = { lists: [], labels: [], cards: [], on, skipped: [] };
  if (!isLoose(file) || !Array.isArray(own(file, "lists")) || !Array.isArray(own(file, "cards")))
    return { ...found, skipped: [{ what: "", why: "noFile" }] };
  const skip = (what: string, why: Skipped["why"]): void => void found.skipped.push({ what: oneLine(what, longest.title), why });
  const idOf = (kind: string, from: Loose): string => idFrom("trello", into, kind, textOf(own(from, "id")));

  const lists = new Map<string, string>();
  for (const list of inOrder(all(file, "lists"))) {
    const name = oneLine(textOf(own(list, "name")), longest.list);
    if (isClosed(list)) skip(name, "archived");
    else if (name === "") skip("", "noTitle");
    else if (lists.size >= most.lists) skip(name, "tooMany");
    else if (!lists.has(textOf(own(list, "id")))) {
      lists.set(textOf(own(list, "id")), idOf("list", list));
      if (isCut(textOf(own(list, "name")), longest.list)) skip(name, "shortened");
      found.lists.push({ listId: idOf("list", list), name, wip: null });
    }
  }
  const labels = new Map<string, string>();
  for (const label of all(file, "labels")) {
    const color = textOf(own(label, "color"));
    const name = oneLine(textOf(own(label, "name")), longest.label) || oneLine(color, longest.label);
    if (name === "" || labels.has(textOf(own(label, "id")))) continue;
    if (labels.size >= most.labels) skip(name, "tooMany");
    else {
      labels.set(textOf(own(label, "id")), idOf("label", label));
      if (isCut(textOf(own(label, "name")), longest.label)) skip(name, "shortened");
      found.labels.push({ labelId: idOf("label", label), name, tone: toneOf(color) });
    }
  }
  const items = itemsByCard(file, (item) => idOf("item", item));
  const said = commentsByCard(file);
  const seen = new Set<string>();
  for (const card of inOrder(all(file, "cards"))) {
    const id = textOf(own(card, "id"));
    const words = textOf(own(card, "name"));
    const title = oneLine(words, longest.title);
    const listId = lists.get(textOf(own(card, "idList")));
    if (seen.has(id)) continue;
    seen.add(id);
    if (isClosed(card)) skip(title, "archived");
    else if (title === "") skip("", "noTitle");
    else if (listId === undefined) skip(title, "noList");
    else if (found.cards.length >= most.cards) skip(title, "tooMany");
    else {
      const comments = said.get(id) ?? [];
      const { lines: attached, left } = attachedTo(card);
      const { description, fits } = withSaid(kept(textOf(own(card, "desc")), longest.description), attached, comments);
      if (fits.comments < comments.length || fits.attached < attached.length) skip(title, "notAllSaid");
      if (left > 0) skip(title, "notSafe");
      const { items: todo, cut } = items.get(id) ?? nothingToDo;
      const marks = [...new Set(idsOf(card, "idLabels").flatMap((label) => labels.get(label) ?? []))];
      if (cut || isCut(words, longest.title) || textOf(own(card, "desc")).length > longest.description) skip(title, "shortened");
      if (todo.length > most.items || marks.length > most.labelsOnCard) skip(title, "tooMany");
      on.items += Math.min(todo.length, most.items);
      on.comments += fits.comments;
      on.attached += fits.attached;
      on.withPeople += idsOf(card, "idMembers").length > 0 ? 1 : 0;
      found.cards.push({
        ...{ cardId: idOf("card", card), listId, title, description, due: dayOf(own(card, "due")) },
        ...{ items: todo.slice(0, most.items), labels: marks.slice(0, most.labelsOnCard) },
      });
    }
  }
  return found;
}

/** What was said about a card, oldest first, each as one line with who said it and when. */
function commentsByCard(file: Loose): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, { at: string; line: string }[]>();
  for (const action of all(file, "actions")) {
    const data = own(action, "data");
    const by = own(action, "memberCreator");
    if (own(action, "type") !== "commentCard" || !isLoose(data)) continue;
    const card = own(data, "card");
    const text = oneLine(textOf(own(data, "text")), longest.description);
    const at = textOf(own(action, "date"));
    const id = isLoose(card) ? textOf(own(card, "id")) : textOf(own(data, "idCard"));
    if (text === "") continue;
    const name = isLoose(by) ? oneLine(textOf(own(by, "fullName")) || textOf(own(by, "username")), longest.title) : "";
    const day = dayOf(at)?.split("-").reverse().join("/");
    const line = `- **${[name || trelloWords.somebody, ...(day ? [day] : [])].join(", ")}:** ${text}`;
    const there = found.get(id);
    if (there) there.push({ at, line });
    else found.set(id, [{ at, line }]);
  }
  return new Map(
    [...found].map(([id, some]) => [id, some.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ line }) => line)]),
  );
}

/** What was attached to a card, each as a line with its address: a file itself stays where it is. `left`: how many have none that can be kept; half an address leads nowhere. */
function attachedTo(card: Loose): { lines: string[]; left: number } {
  const attachments = all(card, "attachments");
  const lines = attachments.flatMap((each) => {
    const url = textOf(own(each, "url")).trim();
    const fits = url.length <= longest.url && oneLine(url, longest.url) === url && /^https:\/\/\S+$/.test(url);
    return fits ? `- ${oneLine(textOf(own(each, "name")), longest.title)} ${url}` : [];
  });
  return { lines, left: attachments.length - lines.length };
}

/** A description with what was attached and said below it, as far as there is room for whole lines. */
function withSaid(description: string, attached: readonly string[], comments: readonly string[]) {
  let text = description;
  const add = (heading: string, lines: readonly string[]): number => {
    let count = 0;
    for (const line of lines) {
      const more = count === 0 ? `${text === "" ? "" : "\n\n"}## ${heading}\n${line}` : `\n${line}`;
      if (text.length + more.length > longest.description) return count;
      text += more;
      count++;
    }
    return count;
  };
  const fits = { attached: add(trelloWords.attached, attached), comments: add(trelloWords.said, comments) };
  return { description: text, fits };
}

/** What there is to tick off on one card; `cut`: some of it is longer than a point can be. */
type Todo = { readonly items: Item[]; readonly cut: boolean };
const nothingToDo: Todo = { items: [], cut: false };
/** The same, by the card that it is on. */
function itemsByCard(file: Loose, idOf: (item: Loose) => string): ReadonlyMap<string, Todo> {
  const found = new Map<string, Todo>();
  const checklists = inOrder(all(file, "checklists"));
  const lists = new Map<string, number>();
  for (const checklist of checklists) lists.set(textOf(own(checklist, "idCard")), (lists.get(textOf(own(checklist, "idCard"))) ?? 0) + 1);
  for (const checklist of checklists) {
    const card = textOf(own(checklist, "idCard"));
    // a card has one list of points here: of several each point says of which it was
    const name = (lists.get(card) ?? 0) > 1 ? oneLine(textOf(own(checklist, "name")), longest.label) : "";
    const { items, cut } = found.get(card) ?? { items: [], cut: false };
    let longer = cut;
    const known = new Set(items.map(({ itemId }) => itemId));
    for (const item of inOrder(all(checklist, "checkItems"))) {
      const said = textOf(own(item, "name"));
      const whole = oneLine(said, longest.item) === "" || name === "" ? said : `${name}: ${said.trim()}`;
      const text = oneLine(whole, longest.item);
      longer ||= isCut(whole, longest.item);
      const itemId = idOf(item);
      if (text !== "" && !known.has(itemId)) items.push({ itemId, text, done: own(item, "state") === "complete" });
      known.add(itemId);
    }
    found.set(card, { items, cut: longer });
  }
  return found;
}
