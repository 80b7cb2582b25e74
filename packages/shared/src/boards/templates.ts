import type { Template } from "../projects/schema.ts";
import type { Item, Label, NewCard, NewList, Tone } from "./schema.ts";

/** What a board begins with. */
export type Begun = { readonly lists: NewList[]; readonly cards: NewCard[]; readonly labels: Label[] };
type Start = { title: string; description?: string; items?: readonly string[]; labels?: readonly string[] };
type Plan = { lists: readonly { name: string; wip?: number; cards?: readonly Start[] }[]; labels: readonly { name: string; tone: Tone }[] };

const usualLabels: Plan["labels"] = [
  { name: "Waits for somebody", tone: "wait" },
  { name: "People", tone: "warm" },
  { name: "Place", tone: "plain" },
  { name: "Money", tone: "clear" },
];

/** What each kind of project begins with, in plain words. Nothing in it is about anybody who is helped. */
const plans: Record<Template, Plan> = {
  empty: { lists: [{ name: "To do" }, { name: "Doing", wip: 5 }, { name: "Done" }], labels: usualLabels },
  befriending: {
    lists: [
      {
        name: "To do",
        cards: [
          {
            title: "Ask people what they would like to do",
            description: "Ask at two groups and at the surgery. Write down what they say.",
          },
          {
            title: "Agree how we look after everybody",
            description: "Who is told when something worries a volunteer, and how fast.",
            items: ["Who to call in the day", "Who to call in the evening", "A short note for volunteers"],
            labels: ["People"],
          },
          {
            title: "Find a room for the first meeting",
            description: "No steps, a toilet, and a bus stop close by.",
            items: ["Ask the community centre", "Look at the room", "Book it"],
            labels: ["Place"],
          },
          {
            title: "Invite volunteers",
            items: ["Write a short text", "Put it up in three places", "Answer everybody"],
            labels: ["People"],
          },
          { title: "Plan a first day for new volunteers", items: ["Listening", "Saying no kindly", "What we never write down"] },
          { title: "Work out what fares and teas cost", labels: ["Money"] },
        ],
      },
      { name: "Doing", wip: 3 },
      { name: "Waiting for others", cards: [{ title: "Checks for the first volunteers", labels: ["Waits for somebody"] }] },
      { name: "Done" },
    ],
    labels: usualLabels,
  },
  jointClinic: {
    lists: [
      { name: "Ideas", cards: [{ title: "Ask people which time of day suits them" }] },
      {
        name: "To do",
        cards: [
          {
            title: "Choose a room and a day",
            items: ["Is there a quiet corner to talk?", "Can a wheelchair get in?", "Who opens the door?"],
            labels: ["Place"],
          },
          { title: "Agree who is there each week", description: "Two people at least, one from each team.", labels: ["People"] },
          { title: "Agree what is written down, and where", description: "Nothing about people who come stands on this board." },
          { title: "Make a leaflet in plain words", items: ["Write it", "Let three people read it", "Print it"] },
          { title: "Tell the reception team", items: ["What it is", "When it is", "What to say to people"] },
          { title: "Set up tea and a table", labels: ["Place"] },
        ],
      },
      { name: "Doing", wip: 5 },
      { name: "Waiting" },
      { name: "Done" },
    ],
    labels: usualLabels,
  },
  trainingDay: {
    lists: [
      {
        name: "Before the day",
        cards: [
          { title: "Agree what everybody should learn", description: "Three things at most." },
          { title: "Find a day and a place", items: ["Ask both teams for days", "Book the place", "Send the date"], labels: ["Place"] },
          { title: "Ask who will speak", description: "Somebody from each team, and somebody who has been helped.", labels: ["People"] },
          { title: "Invite people", items: ["Write the invitation", "Ask what food they eat", "Ask what helps them to take part"] },
          { title: "Order lunch", labels: ["Money"] },
        ],
      },
      {
        name: "On the day",
        cards: [
          { title: "Welcome and names", items: ["Open the doors", "Put up signs", "Name badges"] },
          { title: "Ask what people take home", description: "One thing each, on a card." },
        ],
      },
      {
        name: "After the day",
        cards: [
          { title: "Send thanks and the notes" },
          { title: "Write down what we would do differently" },
          { title: "Choose what we do next" },
        ],
      },
      { name: "Done" },
    ],
    labels: usualLabels,
  },
};

const hexOf = (n: number, length: number): string => (n >>> 0).toString(16).padStart(8, "0").slice(-length);
/** A number that follows from a text (FNV-1a). Not secret: it only tells the parts of one board apart from those of another. */
function numberOf(text: string, from: number): number {
  let hash = from;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
/** An id that follows from other words: the same project and template begin with the same cards. */
export function idFrom(...parts: readonly string[]): string {
  const text = parts.join("|");
  const [a, b, c, d] = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35].map((from, i) => numberOf(`${i}|${text}`, from)) as [
    number,
    number,
    number,
    number,
  ];
  return `${hexOf(a, 8)}-${hexOf(b, 4)}-8${hexOf(b >>> 16, 3)}-8${hexOf(c, 3)}-${hexOf(c >>> 16, 4)}${hexOf(d, 8)}`;
}

/** What a board of a project begins with. `from`: the project, or the board where a project has several; the ids follow from it. */
export function templateOf(template: Template, from: string): Begun {
  const plan = plans[template];
  const labels = plan.labels.map(({ name, tone }) => ({ labelId: idFrom(from, "label", name), name, tone }));
  const lists = plan.lists.map(({ name, wip = null }) => ({ listId: idFrom(from, "list", name), name, wip }));
  const cards = plan.lists.flatMap(({ name, cards = [] }) =>
    cards.map(({ title, description = "", items = [], labels: marks = [] }): NewCard => {
      const cardId = idFrom(from, "card", title);
      return {
        ...{ cardId, listId: idFrom(from, "list", name), title, description, due: null },
        items: items.map((text): Item => ({ itemId: idFrom(cardId, text), text, done: false })),
        labels: marks.map((mark) => idFrom(from, "label", mark)),
      };
    }),
  );
  return { lists, cards, labels };
}
