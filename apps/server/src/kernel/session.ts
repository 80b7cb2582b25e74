import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import type { Clock } from "./clock.ts";
import type { Database } from "./database.ts";

/** A session lasts 30 days; after 12 idle hours the password is asked again. */
export const sessionDays = 30;
const idleHours = 12;
const touchEvery = 60_000;
/** How old a socket's session and hat may be. */
const freshFor = 5_000;
/** How long a factor that was given counts for what asks for a fresh one. */
const stepUpFor = 10 * 60_000;

type ObjectId = InstanceType<Database["base"]["Types"]["ObjectId"]>;

/** Who is signed in, on which device. */
export type Session = {
  readonly sessionId: string;
  readonly personId: PersonId;
  readonly email: string;
  readonly userId: string;
  /** an account of the invented community */
  readonly demo: boolean;
  /** a second factor was given in this session */
  readonly entered: boolean;
  /** it was opened by a code that was sent by mail */
  readonly byCode: boolean;
};
/** What a session document holds beside what better-auth reads. */
type Stored = { _id: ObjectId; expiresAt: Date; personId: string; passwordAt?: Date; factorAt?: Date; codeAt?: Date };

type Deps = {
  database: Database;
  clock: Clock;
  /** reads the session from the cookie among these headers (better-auth) */
  read(headers: Headers): Promise<Session | null>;
  /** whether the account has a second factor */
  hasFactor(userId: string): Promise<boolean>;
  /** whether somebody is a resident and nothing else: a code from a mail is enough for them */
  onlyResident(personId: PersonId): Promise<boolean>;
  /** while the demo flag is on, its invented people need not set up a second factor */
  demo: boolean;
  /** the hat this person may wear for that organisation, if any */
  hat(personId: PersonId, orgId: OrgId): Promise<Actor | undefined>;
  /** the same from memory, where the tail keeps the person's room current; else asked */
  hatNow(personId: PersonId, orgId: OrgId): Promise<Actor | undefined> | Actor | undefined;
};

/** Refuses who believes to be somebody else: the tabs of a browser share one cookie, and what one person wrote must not be said by the next. */
export function samePerson(session: Session, believed: string | string[] | undefined): void {
  if (believed !== undefined && believed !== session.personId) throw refuse("NotSignedIn", { field: "personId" });
}

/** Sessions and what they may do now. Invitations find their place in `fromHeaders`. */
export function createSessions({ database, clock, read, hasFactor, onlyResident, demo, hat, hatNow }: Deps) {
  const activity = database.collection<{ _id: string; at: Date }>("sessionActivity");
  const stored = database.collection<Stored>("session");
  const accounts = database.collection<{ _id: ObjectId }>("user");
  const touched = new Map<string, number>();
  const recent = new Map<string, { at: number; session: Session }>();

  async function lastActive(sessionId: string): Promise<number> {
    const known = touched.get(sessionId);
    if (known !== undefined && clock.now() - known < touchEvery) return known;
    const doc = await activity.findOne({ _id: sessionId });
    const at = doc?.at.getTime();
    if (at === undefined) await touch(sessionId);
    else touched.set(sessionId, at);
    return at ?? clock.now();
  }

  /** Notes that a person did something (not that a screen refreshed itself). At most one write a minute. */
  async function touch(sessionId: string): Promise<void> {
    const at = clock.now();
    if (at - (touched.get(sessionId) ?? 0) < touchEvery) return;
    touched.set(sessionId, at);
    if (touched.size > 50_000) touched.clear();
    await activity.updateOne({ _id: sessionId }, { $max: { at: new Date(at) } }, { upsert: true });
  }

  /** Those among the sessions that were idle for too long; another node may know better than our memory. */
  async function idle(sessionIds: readonly string[]): Promise<Set<string>> {
    const since = clock.now() - idleHours * 3600_000;
    const quiet = new Set(sessionIds.filter((id) => (touched.get(id) ?? 0) < since));
    if (quiet.size === 0) return quiet;
    const awake = await activity.find({ _id: { $in: [...quiet] }, at: { $gte: new Date(since) } }, { projection: { _id: 1 } }).toArray();
    for (const { _id } of awake) quiet.delete(_id);
    return quiet;
  }

  /** Whether only the password (of a resident, the code) was given so far, and that is not enough: it opens nothing but the second step. */
  const pending = async ({ entered, byCode, demo: invented, userId, personId }: Session): Promise<boolean> =>
    !entered && !(((demo && invented) || (byCode && (await onlyResident(personId)))) && !(await hasFactor(userId)));

  /** The session of these headers, whatever was given so far. Refuses when there is none, or when it was idle for too long. */
  async function entering(headers: Headers): Promise<Session> {
    const session = await read(headers);
    if (!session) throw refuse("NotSignedIn");
    if (clock.now() - (await lastActive(session.sessionId)) > idleHours * 3600_000) throw refuse("PasswordAgain");
    return session;
  }

  /** The same, and refuses also when the second factor is still missing. */
  async function fromHeaders(headers: Headers): Promise<Session> {
    const session = await entering(headers);
    if (await pending(session)) throw refuse("SecondFactorNeeded");
    return session;
  }

  const idOf = (id: string): ObjectId => database.base.Types.ObjectId.createFromHexString(id);

  return {
    touch,
    entering,
    pending,
    fromHeaders,
    /** Notes that a factor was given in this session at this moment. */
    async noteGiven(sessionId: string, what: "passwordAt" | "factorAt" | "codeAt"): Promise<void> {
      await stored.updateOne({ _id: idOf(sessionId) }, { $set: { [what]: new Date(clock.now()) } });
      recent.clear();
    },
    /** For what asks more than being signed in: refuses unless a factor (where the account has none: the password, or the code that it signs in by) was given a moment ago. */
    async steppedUp({ sessionId, userId, byCode }: Session): Promise<void> {
      const [doc, factor] = await Promise.all([stored.findOne({ _id: idOf(sessionId) }), hasFactor(userId)]);
      const ask = factor ? "factor" : byCode ? "code" : "password";
      const at = doc?.[`${ask}At`];
      if (!at || clock.now() - at.getTime() > stepUpFor) throw refuse("StepUpNeeded", { ask });
    },
    /** The same for a handshake: when thousands come back at once, a cookie that was read a moment ago is not read again. */
    async forSocket(cookie: string): Promise<Session> {
      const known = recent.get(cookie);
      if (known && clock.now() - known.at < freshFor) return known.session;
      const session = await fromHeaders(new Headers({ cookie }));
      if (recent.size > 10_000) recent.clear();
      recent.set(cookie, { at: clock.now(), session });
      return session;
    },
    /** Sessions ended on this node: none is taken on trust. */
    forget: () => recent.clear(),
    /** The person as they act for one organisation; refuses a hat that isn't theirs. */
    async actorOf(session: Session, orgId: OrgId): Promise<Actor> {
      const actor = await hat(session.personId, orgId);
      if (!actor) throw refuse("NotAMember", { field: "orgId" });
      return actor;
    },
    /** The hat of an open socket, where the person's own room is listened to. */
    hatOnSocket: (session: Session, orgId: OrgId) => hatNow(session.personId, orgId),
    /** Which of these sessions are still alive and were not idle for too long: asked for open sockets every few seconds. */
    async alive(sessions: readonly Session[]): Promise<Set<string>> {
      const sessionIds = [...new Set(sessions.map(({ sessionId }) => sessionId))];
      const ids = sessionIds.map(idOf);
      const docs = await stored
        .find({ _id: { $in: ids }, expiresAt: { $gt: new Date(clock.now()) } }, { projection: { _id: 1, factorAt: 1 } })
        .toArray();
      const asleep = await idle(sessionIds);
      const owners = [...new Set(sessions.map(({ userId }) => userId))].map(idOf);
      const there = new Set(
        (await accounts.find({ _id: { $in: owners } }, { projection: { _id: 1 } }).toArray()).map((d) => String(d._id)),
      );
      const given = new Map(docs.map((d) => [String(d._id), d.factorAt != null]));
      const shut = new Set<string>();
      // an account that is gone; and of the demo alone: who set up a factor in one session is asked for it in the others
      for (const one of sessions)
        if (!there.has(one.userId) || (given.get(one.sessionId) === false && (await pending({ ...one, entered: false }))))
          shut.add(one.sessionId);
      return new Set([...given.keys()].filter((id) => !asleep.has(id) && !shut.has(id)));
    },
  };
}

export type Sessions = ReturnType<typeof createSessions>;
