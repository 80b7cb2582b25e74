import { z } from "zod";
import { WallDay } from "../exchange/schema.ts";
import type { CommandsOf, EventsOf } from "../kernel/event.ts";
import {
  BoardId,
  EventId,
  FileName,
  FileResult,
  GapId,
  line,
  OrgId,
  PartId,
  PersonId,
  ProjectId,
  text,
  unfinished,
} from "../kernel/shapes.ts";
import { Owner, ProjectStatus } from "../projects/schema-owners.ts";
import { Link } from "./schema-links.ts";

/** What a list or a card is called. */
export const Title = line(120);
/** What a card says, in Markdown; it may be emptied. */
export const Description = unfinished(8_000);
/** The number of the event from which what is changed was read; 0 where nothing was there yet. Who changes something newer without having read it overwrites nothing. */
export const Rev = z.int().min(0).max(9_999_999_999);
/** Beside whom: after one card, else before another, else at the end. Never a place in a list, and never a rank. */
export const Beside = { after: PartId.optional(), before: PartId.optional() };
/** What a label looks like; it is never told by its colour alone. */
export const Tone = z.enum(["plain", "clear", "wait", "stop", "warm"]);
export type Tone = z.infer<typeof Tone>;
/** Whose turn it is: a person for their organisation, or whoever is there. */
export const Assignee = z.strictObject({ orgId: OrgId, personId: PersonId.nullable(), name: line(120) });
export type Assignee = z.infer<typeof Assignee>;
/** One thing to tick off. */
export const Item = z.strictObject({ itemId: PartId, text: line(200), done: z.boolean() });
export type Item = z.infer<typeof Item>;
/** With what looks like somebody's number or telephone in it: they were asked, and it is none. */
const anyway = { anyway: z.literal(true).optional() };

/** A card as a template or another board's file has it. */
export const NewCard = z.strictObject({
  cardId: PartId,
  listId: PartId,
  title: Title,
  description: Description,
  items: z.array(Item).max(50),
  due: WallDay.nullable(),
  labels: z.array(PartId).max(10),
});
export type NewCard = z.infer<typeof NewCard>;
/** A list: a column of cards. */
export const NewList = z.strictObject({ listId: PartId, name: line(60), wip: z.int().min(1).max(99).nullable() });
export type NewList = z.infer<typeof NewList>;
export const Label = z.strictObject({ labelId: PartId, name: line(40), tone: Tone });
export type Label = z.infer<typeof Label>;

/** What a board knows of its project, copied there by the house. */
export const Standing = z.strictObject({
  /** the number of the project's event from which this is; an older one changes nothing */
  heard: z.int().min(0),
  status: ProjectStatus,
  owners: z.array(Owner).max(12),
});
export type Standing = z.infer<typeof Standing>;

const card = { cardId: PartId };
/** A card on its way from one board to another, by the event that sent it. */
const transfer = { ...card, transferId: EventId };
/** Why a board has no place for a card: it holds as many as it can, it has no list, or it has another card of this id. */
const Why = z.enum(["full", "noList", "taken"]);
/** What of a card goes with it to another board; labels by their names, as each board has its own. */
const Carried = z.strictObject({
  title: Title,
  description: Description,
  items: z.array(Item).max(50),
  due: WallDay.nullable(),
  labels: z.array(z.strictObject({ name: line(40), tone: Tone })).max(10),
  assignees: z.array(Assignee).max(10),
  links: z.array(z.strictObject({ linkId: PartId, to: Link })).max(20),
});
/** Commands of a `board:` room. */
export const boardCommands = {
  /** the house's: a board of a project begins */
  openBoard: z.strictObject({
    ...{ boardId: BoardId, projectId: ProjectId, title: Title, standing: Standing },
    ...{ lists: z.array(NewList).max(12), cards: z.array(NewCard).max(40), labels: z.array(Label).max(12) },
  }),
  /** the house's: who owns it and how the project stands */
  followProject: Standing,
  /** the house's: money ends on `due`, and how it goes on is to be decided; one card for each end, at the top of the first list */
  addSustainCard: z.strictObject({ fundingId: PartId, title: Title, description: Description, due: WallDay }),
  /** the house's: that money ends soon, and it is still not decided how it goes on; said on the card that asks it, wherever that lies on this board */
  remindSustainCard: z.strictObject({ fundingId: PartId, due: WallDay }),
  /** the house's: the project began from something that is missing, called `gap`; one card, at the top of the first list, that leads there */
  addGapCard: z.strictObject({ gapId: GapId, gap: line(160), title: Title, description: Description }),
  /** the house's: it is gone for everybody, by a vote of all */
  deleteBoard: z.strictObject({ projectId: ProjectId }),
  nameBoard: z.strictObject({ title: Title, rev: Rev, ...anyway }),
  addList: NewList.extend({ after: PartId.optional(), ...anyway }),
  /** `was`, here and below: what was read; other words that stand there by now are not overwritten */
  renameList: z.strictObject({ listId: PartId, name: NewList.shape.name, was: NewList.shape.name.optional(), ...anyway }),
  moveList: z.strictObject({ listId: PartId, ...Beside }),
  setWip: z.strictObject({ listId: PartId, wip: NewList.shape.wip, was: NewList.shape.wip.optional() }),
  /** an empty one */
  removeList: z.strictObject({ listId: PartId }),
  addLabel: Label.extend(anyway),
  changeLabel: Label.extend({ was: Label.omit({ labelId: true }).optional(), ...anyway }),
  removeLabel: z.strictObject({ labelId: PartId }),
  addCard: z.strictObject({ ...card, listId: PartId, title: Title, ...Beside, ...anyway }),
  /** a card from the other board of a project's file, a Trello export: at the end of its list; those that are there already change nothing */
  importCards: z.strictObject({
    lists: z.array(NewList).max(30),
    labels: z.array(Label).max(50),
    cards: z.array(NewCard).min(1).max(25),
    ...anyway,
  }),
  moveCard: z.strictObject({ ...card, toList: PartId, ...Beside }),
  archiveCard: z.strictObject(card),
  restoreCard: z.strictObject({ ...card, ...Beside }),
  titleCard: z.strictObject({ ...card, title: Title, rev: Rev, ...anyway }),
  /** with a `rev` that isn't the newest, both texts are kept until somebody writes what holds */
  describeCard: z.strictObject({ ...card, description: Description, rev: Rev, ...anyway }),
  setDue: z.strictObject({ ...card, due: WallDay.nullable(), rev: Rev }),
  labelCard: z.strictObject({ ...card, labelId: PartId, on: z.boolean() }),
  /** `personId` null: whoever is there at that organisation */
  assign: z.strictObject({ ...card, orgId: OrgId, personId: PersonId.nullable() }),
  unassign: z.strictObject({ ...card, orgId: OrgId, personId: PersonId.nullable() }),
  addItem: z.strictObject({ ...card, itemId: PartId, text: Item.shape.text, ...anyway }),
  tickItem: z.strictObject({ ...card, itemId: PartId, done: z.boolean() }),
  rewordItem: z.strictObject({ ...card, itemId: PartId, text: Item.shape.text, was: Item.shape.text.optional(), ...anyway }),
  removeItem: z.strictObject({ ...card, itemId: PartId }),
  comment: z.strictObject({ ...card, text: text(4_000), ...anyway }),
  /** its author's: the words leave the store */
  removeComment: z.strictObject({ ...card, commentSeq: z.int().positive() }),
  link: z.strictObject({ ...card, linkId: PartId, to: Link, ...anyway }),
  unlink: z.strictObject({ ...card, linkId: PartId }),
  /** the house's, once all bytes are here */
  addFile: z.strictObject({
    fileId: PartId,
    name: FileName,
    declared: z.string().max(100),
    size: z.int().positive(),
    sha256: z.string().length(64),
  }),
  /** the house's: what became of it */
  noteFile: FileResult.extend({ fileId: PartId }),
  attachFile: z.strictObject({ ...card, fileId: PartId }),
  detachFile: z.strictObject({ ...card, fileId: PartId }),
  /** the house's: somebody left, and their cards go to whoever is there */
  handOverCards: z.strictObject({ orgId: OrgId, personId: PersonId }),
  /** to another board of the same project; what was said about it stays to be read here */
  sendCard: z.strictObject({ ...card, toBoard: BoardId, toList: PartId }),
  /** the house's, at the other board: it comes, or is turned away */
  receiveCard: z.strictObject({ ...transfer, fromBoard: BoardId, toList: PartId, card: Carried }),
  /** the house's, where it came from: it has arrived */
  noteArrival: z.strictObject(transfer),
  /** the house's, where it came from: there was no place for it */
  returnCard: z.strictObject({ ...transfer, why: Why }),
} as const;
export type BoardCommand = CommandsOf<typeof boardCommands>;

/** Where a card lies, as the server worked it out: `rank` orders it among its neighbours (fractional-indexing), byte by byte. */
export const Placed = z.strictObject({ cardId: PartId, listId: PartId, rank: z.string().min(1).max(80) });
export type Placed = z.infer<typeof Placed>;
/** `renumbered`: other cards of the list whose ranks had grown too long, in the same order as before */
const placed = { listId: PartId, rank: Placed.shape.rank, renumbered: z.array(Placed).max(2_000).optional() };

export const boardEvents = {
  boardOpened: boardCommands.openBoard.extend({ places: z.array(Placed).max(40), listRanks: z.array(z.string().max(80)).max(12) }),
  projectFollowed: boardCommands.followProject,
  boardDeleted: boardCommands.deleteBoard,
  boardNamed: z.strictObject({ title: Title }),
  listAdded: NewList.extend({ rank: Placed.shape.rank }),
  listRenamed: z.strictObject({ listId: PartId, name: NewList.shape.name }),
  listMoved: z.strictObject({ listId: PartId, rank: Placed.shape.rank }),
  wipSet: z.strictObject({ listId: PartId, wip: NewList.shape.wip }),
  listRemoved: boardCommands.removeList,
  labelAdded: Label,
  labelChanged: Label,
  labelRemoved: boardCommands.removeLabel,
  cardAdded: z.strictObject({ ...card, ...placed, title: Title }),
  /** only what was not there yet */
  cardsImported: z.strictObject({
    ...{ lists: z.array(NewList.extend({ rank: Placed.shape.rank })).max(30), labels: z.array(Label).max(50) },
    cards: z.array(NewCard.extend({ rank: Placed.shape.rank })).max(25),
  }),
  /** `from`: the list where it lay before; `past`: whom it was moved before, for whoever reads what happened */
  cardMoved: z.strictObject({ ...card, ...placed, from: PartId, before: PartId.nullable() }),
  cardArchived: z.strictObject(card),
  cardRestored: z.strictObject({ ...card, ...placed }),
  cardTitled: z.strictObject({ ...card, title: Title, over: Rev.optional() }),
  /** `over`: the number of the newest text, which its author had not read; then both are kept */
  cardDescribed: z.strictObject({ ...card, description: Description, over: Rev.optional() }),
  dueSet: z.strictObject({ ...card, due: WallDay.nullable() }),
  cardLabelled: boardCommands.labelCard,
  cardAssigned: z.strictObject({ ...card, to: Assignee }),
  cardUnassigned: boardCommands.unassign,
  itemAdded: z.strictObject({ ...card, itemId: PartId, text: Item.shape.text }),
  itemTicked: boardCommands.tickItem,
  itemReworded: z.strictObject({ ...card, itemId: PartId, text: Item.shape.text }),
  itemRemoved: boardCommands.removeItem,
  commented: z.strictObject({ ...card, text: boardCommands.comment.shape.text }),
  commentRemoved: boardCommands.removeComment,
  linked: z.strictObject({ ...card, linkId: PartId, to: Link }),
  unlinked: boardCommands.unlink,
  fileAdded: boardCommands.addFile,
  fileChecked: boardCommands.noteFile,
  fileAttached: boardCommands.attachFile,
  fileDetached: boardCommands.detachFile,
  cardsHandedOver: z.strictObject({ orgId: OrgId, personId: PersonId, name: line(120), cards: z.array(PartId).min(1).max(4_000) }),
  sustainCardAdded: boardCommands.addSustainCard.extend({ ...card, ...placed }),
  sustainCardReminded: boardCommands.remindSustainCard.extend(card),
  gapCardAdded: boardCommands.addGapCard.extend({ ...card, ...placed, linkId: PartId }),
  cardSent: boardCommands.sendCard.extend({ transferId: EventId, card: Carried }),
  cardReceived: z.strictObject({ ...transfer, ...placed, fromBoard: BoardId, card: Carried, labels: z.array(PartId).max(10) }),
  cardTurnedAway: z.strictObject({ ...transfer, fromBoard: BoardId, why: Why }),
  cardArrived: boardCommands.noteArrival,
  cardReturned: boardCommands.returnCard,
} as const;
export type BoardEvent = EventsOf<typeof boardEvents>;
