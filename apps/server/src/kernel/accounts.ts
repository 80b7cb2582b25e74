import type { PersonId } from "@linkwork/shared/kernel/ids.ts";
import type { Database } from "./database.ts";

type ObjectId = InstanceType<Database["base"]["Types"]["ObjectId"]>;
type User = { _id: ObjectId; email: string; name: string; personId: string; demo?: boolean; byCode?: boolean };
type Credential = { _id: ObjectId; userId: ObjectId; providerId: string; accountId: ObjectId | string; password: string; setBy?: number };

/** What making an account takes of the library that keeps them. */
type Library = {
  createUser(user: {
    email: string;
    name: string;
    emailVerified: boolean;
    personId: string;
    demo: boolean;
    byCode: boolean;
  }): Promise<{ id: string }>;
  linkPassword(userId: string, password: string, demo: boolean): Promise<void>;
  /** keeps the hash of a first password */
  linkHash(userId: string, hash: string): Promise<void>;
  endSessions(userId: string): Promise<void>;
  endSome(tokens: string[]): Promise<void>;
};

/** `demo`: one of the invented community, whose password everybody knows. Without a password it is a resident's, who signs in by a code. */
export type NewAccount = { email: string; name: string; password?: string; personId: PersonId; demo?: boolean };

type Who = { personId: PersonId; name: string; demo: boolean };

/** Who has an account: made once for an address, whoever asks at the same moment; found by address or person. */
export function createAccounts(database: Database, library: Library) {
  const users = database.collection<User>("user");
  const sessions = database.collection<{ _id: ObjectId; userId: ObjectId; token: string }>("session");
  const credentials = database.collection<Credential>("account");
  const hasPassword = async ({ _id }: User): Promise<boolean> =>
    (await credentials.findOne({ userId: _id, providerId: "credential" }, { projection: { _id: 1 } })) !== null;

  return {
    /** Makes an account whose address is proven. False, and nothing is changed, if the address has one. One that a crash left without its password is finished. */
    async create({ email, name, password, personId, demo = false }: NewAccount): Promise<boolean> {
      const known = await users.findOne({ email });
      if (known && (known.personId !== personId || password === undefined || (await hasPassword(known)))) return false;
      const made = { email, name, personId, demo, byCode: password === undefined };
      try {
        const id = known ? String(known._id) : (await library.createUser({ ...made, emailVerified: true })).id;
        if (password !== undefined) await library.linkPassword(id, password, demo);
        return true;
      } catch (error) {
        // somebody was faster: the indexes let one through
        if ((error as { code?: number }).code === 11000) return false;
        throw error;
      }
    },
    /** The person behind an address who can sign in. */
    async personOf(email: string): Promise<(Who & { userId: string; byCode: boolean }) | undefined> {
      const user = await users.findOne({ email });
      if (!user || !(user.byCode || (await hasPassword(user)))) return undefined;
      const { name, demo = false, byCode = false } = user;
      return { personId: user.personId as PersonId, userId: String(user._id), name, demo, byCode };
    },
    /** The name that somebody gave with their account. */
    async nameOf(personId: PersonId): Promise<string | undefined> {
      return (await users.findOne({ personId }))?.name;
    },
    /** Where mail to a person goes, and the account that they sign in with. */
    async accountOf(personId: PersonId): Promise<{ email: string; userId: string } | undefined> {
      const user = await users.findOne({ personId });
      return user ? { email: user.email, userId: String(user._id) } : undefined;
    },
    /**
     * Keeps another password, as its hash. `setBy`: the number of the event in the person's room; of two the later one stays, whichever comes here last.
     * `instead`: the hash whose place it takes. False, and nothing is changed, if another one was faster.
     */
    async setPassword(
      personId: PersonId,
      { password, setBy, instead }: { password: string; setBy: number; instead?: string },
    ): Promise<boolean> {
      const user = await users.findOne({ personId });
      if (!user) return false;
      // a resident's first one; if another is faster, it is the one that is older
      if (user.byCode && instead === undefined && !(await hasPassword(user)))
        await library.linkHash(String(user._id), password).catch(() => undefined);
      const older = { $or: [{ setBy: { $exists: false } }, { setBy: { $lt: setBy } }] };
      const credential = { userId: user._id, providerId: "credential", ...older, ...(instead === undefined ? {} : { password: instead }) };
      return (await credentials.updateOne(credential, { $set: { password, setBy } })).matchedCount === 1;
    },
    /** Ends every session of a person, `but` one where it is named; their sockets are cut. */
    async endSessions(personId: PersonId, but?: string): Promise<void> {
      const user = await users.findOne({ personId });
      if (!user) return;
      if (but === undefined) return library.endSessions(String(user._id));
      const all = await sessions.find({ userId: user._id }, { projection: { token: 1 } }).toArray();
      const others = all.filter(({ _id }) => String(_id) !== but);
      if (others.length > 0) await library.endSome(others.map(({ token }) => token));
    },
  };
}

export type Accounts = ReturnType<typeof createAccounts>;
