import type { Telling } from "@linkwork/shared/identity/notices.ts";
import { hatIn } from "@linkwork/shared/identity/rules.ts";
import {
  cantWait,
  choiceFor,
  isMapNotice,
  isProjectNotice,
  isQuiet,
  isVisitNotice,
  quietUntil,
  roundFor,
  type Thing,
  wishesOf,
} from "@linkwork/shared/identity/rules-notices.ts";
import type { Notice } from "@linkwork/shared/identity/schema.ts";
import type { OrgState, PersonState } from "@linkwork/shared/identity/state.ts";
import { noticeLetter } from "@linkwork/shared/identity/words-notices.ts";
import type { Actor, AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { CaseId, OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import type { Clock } from "../kernel/clock.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Log } from "../kernel/log.ts";
import type { Logger } from "../kernel/logger.ts";
import type { Unwritten, Written } from "../kernel/mail.ts";
import type { Rooms } from "../kernel/room.ts";
import { systemActor } from "../kernel/system.ts";
import type { BellViews, Rung } from "./views-bells.ts";

type Unread = { caseId: CaseId; roomId: RoomId; speech: number; read: number; lastAt: string };
/** What the cases answer about one hat; each judges by its rules, at this moment. */
type Waiting<Marks> = {
  marksOf(hats: readonly Actor[]): Promise<Marks>;
  news(actor: Actor, marks: Marks): Promise<Unread[]>;
  answerable(actor: Actor, invitation: { caseId: CaseId; participationId: string }): Promise<boolean>;
  held(notice: Notice, actor: Actor, marks: Marks): Promise<{ roomId?: RoomId; speech?: number } | undefined>;
  inside(roomId: RoomId): Promise<PersonId[]>;
};
type Hat = { actor: Actor; org: OrgState };
type Deps<Marks> = {
  rooms: Rooms;
  log: Pick<Log, "at">;
  bells: BellViews;
  clock: Clock;
  logger: Logger;
  waiting: Waiting<Marks>;
  worriesOf(actor: Actor, about: readonly CaseId[]): Promise<ReadonlySet<CaseId>>;
  /** whether what somebody was told of a visit is still so, under this hat; and until when it can be answered */
  visitHolds(actor: Actor, notice: Notice): Promise<{ until?: string } | false>;
  /** the same of a project */
  projectHolds(actor: Actor, notice: Notice): Promise<boolean>;
  /** the same of the map */
  mapHolds(actor: Actor, notice: Notice): Promise<boolean>;
  accountOf(personId: PersonId): Promise<{ email: string } | undefined>;
  publicUrl: string;
};

/** So many people are looked at in one go; the others come a moment later. */
const atATime = 500;
/** How often whoever wants mail at once about conversations is looked at, should the word of it have been lost with a node (ms). */
const eagerEvery = 3600_000;

const keyOf = (thing: Thing): string =>
  "noticeId" in thing ? thing.noticeId : "participationId" in thing ? thing.participationId : thing.roomId;

/** Tells people by mail that something waits for them: where they chose, when they chose, once, and what still is so at that moment. */
export function createRound<Marks>({
  rooms,
  log,
  bells,
  clock,
  logger,
  waiting,
  worriesOf,
  visitHolds,
  projectHolds,
  mapHolds,
  accountOf,
  publicUrl,
}: Deps<Marks>) {
  /** conversations in which something was said on this node since the last round */
  let news = new Set<RoomId>();

  /** What waits under one hat. */
  async function underHat(person: PersonState, { actor, org }: Hat, marks: Marks): Promise<Thing[]> {
    const { told } = person;
    const things: Thing[] = [];
    const about = Object.values(person.notices).flatMap(({ kind, caseId }) => (kind === "concern" && caseId ? [caseId] : []));
    const worries = about.length > 0 ? await worriesOf(actor, about) : new Set();
    for (const [noticeId, notice] of Object.entries(person.notices)) {
      const { kind, caseId, at } = notice;
      const worry = kind === "concern";
      const held = worry
        ? caseId !== undefined && worries.has(caseId) && notice.orgId === actor.orgId && {}
        : isVisitNotice(kind)
          ? await visitHolds(actor, notice)
          : isProjectNotice(kind)
            ? (await projectHolds(actor, notice)) && {}
            : isMapNotice(kind)
              ? (await mapHolds(actor, notice)) && {}
              : await waiting.held(notice, actor, marks);
      const subject = worry
        ? `worry ${caseId}`
        : (caseId ?? notice.sessionId ?? notice.projectId ?? notice.gapId ?? notice.assetId ?? notice.orgId);
      if (held) things.push({ kind: choiceFor(notice), about: subject, at, told: notice.told === true, noticeId, ...held });
    }
    for (const { participationId, caseId, at } of Object.values(org.invitations)) {
      if (!(await waiting.answerable(actor, { caseId: caseId as CaseId, participationId }))) continue;
      things.push({ kind: "invited", about: caseId, at, told: told.invitations.includes(participationId), participationId });
    }
    for (const { caseId, roomId, speech, read, lastAt } of await waiting.news(actor, marks)) {
      const before = told.rooms[roomId] ?? 0;
      things.push({ kind: "news", about: caseId, at: lastAt, told: before > read, more: before > read && speech > before, roomId, speech });
    }
    return things;
  }

  /** All that waits for somebody, hat by hat of those that are theirs at this moment. */
  async function hatByHat(personId: PersonId): Promise<{ person: PersonState; each: { orgId: OrgId; things: Thing[] }[] }> {
    const person = await rooms.ask<PersonState>(personRoom(personId));
    const hats: Hat[] = [];
    for (const { orgId } of person.memberships) {
      const org = await rooms.ask<OrgState>(orgRoom(orgId));
      const actor = hatIn(person, org, personId, orgId);
      if (actor) hats.push({ actor, org });
    }
    const marks = await waiting.marksOf(hats.map(({ actor }) => actor));
    const each: { orgId: OrgId; things: Thing[] }[] = [];
    for (const hat of hats) each.push({ orgId: hat.actor.orgId, things: await underHat(person, hat, marks) });
    return { person, each };
  }

  /** All of it together; what two hats see counts once. */
  async function thingsOf(personId: PersonId): Promise<{ person: PersonState; things: Thing[] }> {
    const { person, each } = await hatByHat(personId);
    return { person, things: [...new Map(each.flatMap(({ things }) => things).map((thing) => [keyOf(thing), thing])).values()] };
  }

  /** Writes down that these are told by mail. Of several nodes one does it; the mail follows from the event. False: another one was faster, and told what it knew of. */
  async function tell(
    personId: PersonId,
    person: PersonState,
    { tell: now, things }: { tell: readonly Thing[]; things: readonly Thing[] },
  ): Promise<boolean> {
    const number = person.told.count + 1;
    const seen = new Map(now.flatMap((thing) => ("roomId" in thing && thing.roomId ? [[thing.roomId, thing.speech ?? 0] as const] : [])));
    const waits = new Set(things.map((thing) => ("roomId" in thing ? thing.roomId : keyOf(thing))));
    const input: Telling = {
      number,
      notices: now.flatMap((thing) => ("noticeId" in thing ? [thing.noticeId] : [])).slice(0, 500),
      rooms: [...seen].map(([roomId, speech]) => ({ roomId: roomId as RoomId, speech })).slice(0, 500),
      invitations: now.flatMap((thing) => ("participationId" in thing ? [thing.participationId] : [])).slice(0, 500),
      over: [...Object.keys(person.told.rooms), ...person.told.invitations]
        .filter((key) => !waits.has(key))
        .slice(0, 2000) as Telling["over"],
    };
    const request = { id: derivedId(personId, "told by mail", String(number)), type: "tellByMail", input };
    try {
      await rooms.act(systemActor, personRoom(personId), request);
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.meaning === "CONFLICT") return false;
      throw error;
    }
  }

  async function visit({ personId, slot, eager, ...rest }: Rung & { eager: boolean }): Promise<void> {
    const now = clock.now();
    const { person, things } = await thingsOf(personId);
    const round = roundFor(person, things, { now, slot });
    const told = round.tell.length === 0 || (await tell(personId, person, { tell: round.tell, things }));
    if (!told) return bells.looked({ personId, slot, ...rest }, now);
    const next = eager && round.next !== undefined ? Math.min(round.next, now + eagerEvery) : round.next;
    await bells.looked({ personId, slot: round.slot, ...rest }, person.memberships.length > 0 ? next : undefined);
  }

  /** Those who want to hear at once of what was said are looked at. */
  async function ringForNews(): Promise<void> {
    if (news.size === 0) return;
    const said = news;
    news = new Set();
    try {
      if (await bells.anyEager()) for (const roomId of said) await bells.ring(await waiting.inside(roomId), { eager: true });
    } catch (error) {
      for (const roomId of said) news.add(roomId);
      throw error;
    }
  }

  return {
    /** Costs next to nothing: it is called at every event. */
    heard(roomId: RoomId, { type }: Pick<AnyEvent, "type">): void {
      if (type === "messagePosted") news.add(roomId);
    },
    /** Looks at whoever is to be looked at now, until the node stops. */
    async go(stopping: AbortSignal): Promise<void> {
      await ringForNews();
      for (let looked = 0; looked < atATime && !stopping.aborted; looked++) {
        const rung = await bells.take(clock.now());
        if (!rung) return;
        await visit(rung).catch((error: unknown) => logger.warn({ person: rung.personId, error: String(error) }, "a look waits"));
      }
    },
    /** The organisations for which something waits for somebody that a mail would tell of: the mail can't say which hat it is about. */
    async waitsUnder(personId: PersonId): Promise<OrgId[]> {
      const { person, each } = await hatByHat(personId);
      const wishes = wishesOf(person);
      return each.filter(({ things }) => things.some(({ kind }) => wishes.by[kind] !== "product")).map(({ orgId }) => orgId);
    },
    /** All that waits for somebody counts as told, and no mail follows where none is sent: for the invented community, which has lived before. */
    async allTold(personId: PersonId): Promise<void> {
      const { person, things } = await thingsOf(personId);
      if (person.told.count === 0 && things.length > 0) await tell(personId, person, { tell: things, things });
    },
    /** The words of a mail at the moment at which it goes out: about what still waits, if anything does, and not in quiet hours. */
    async write({ personId, seq }: Unwritten): Promise<Written> {
      const event = await log.at(personRoom(personId), seq);
      if (event?.type !== "toldByMail") return undefined;
      const telling = event.body as Telling;
      const meant = new Set<string>([...telling.notices, ...telling.invitations, ...telling.rooms.map(({ roomId }) => roomId)]);
      const { person, things } = await thingsOf(personId);
      const wishes = wishesOf(person);
      // what was read since and goes on is news of another mail
      const still = things.filter((thing) => meant.has(keyOf(thing)) && thing.told && wishes.by[thing.kind] !== "product");
      if (still.length === 0) return undefined;
      const now = clock.now();
      if (isQuiet(wishes, now) && !still.some((thing) => cantWait(thing, wishes, now))) return { later: quietUntil(wishes, now) };
      const to = (await accountOf(personId))?.email;
      return to === undefined
        ? undefined
        : { to, ...noticeLetter({ count: new Set(still.map(({ about }) => about)).size, address: publicUrl }) };
    },
  };
}

export type Round = ReturnType<typeof createRound>;
