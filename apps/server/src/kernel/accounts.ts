import type { PersonId } from "@linkwork/shared/kernel/ids.ts";
import type { Database } from "./database.ts";

type ObjectId = InstanceType<Database["base"]["Types"]["ObjectId"]>;
type User = { _id: ObjectId; email: string; name: string; personId: string };
type Credential = { _id: ObjectId; userId: ObjectId; providerId: string; accountId: ObjectId | string };

/** What making an account takes of the library that keeps them. */
type Library = {
  createUser(user: { email: string; name: string; emailVerified: boolean; personId: string; demo: boolean }): Promise<{ id: string }>;
  linkPassword(userId: string, password: string, demo: boolean): Promise<void>;
  endSessions(userId: string): Promise<void>;
};

/** `demo`: one of the invented community, whose password everybody knows. */
export type NewAccount = { email: string; name: string; password: string; personId: PersonId; demo?: boolean };

/** Who has an account: made once for an address, whoever asks at the same moment; found by address or person. */
export function createAccounts(database: Database, library: Library) {
  const users = database.collection<User>("user");
  const credentials = database.collection<Credential>("account");
  const hasPassword = async ({ _id }: User): Promise<boolean> =>
    (await credentials.findOne({ userId: _id, providerId: "credential" }, { projection: { _id: 1 } })) !== null;

  return {
    /** Makes an account whose address is proven. False, and nothing is changed, if the address has one. One that a crash left without its password is finished. */
    async create({ email, name, password, personId, demo = false }: NewAccount): Promise<boolean> {
      const known = await users.findOne({ email });
      if (known && (known.personId !== personId || (await hasPassword(known)))) return false;
      try {
        const id = known ? String(known._id) : (await library.createUser({ email, name, emailVerified: true, personId, demo })).id;
        await library.linkPassword(id, password, demo);
        return true;
      } catch (error) {
        // somebody was faster: the indexes let one through
        if ((error as { code?: number }).code === 11000) return false;
        throw error;
      }
    },
    /** The person behind an address who can sign in. */
    async personOf(email: string): Promise<{ personId: PersonId; name: string } | undefined> {
      const user = await users.findOne({ email });
      return user && (await hasPassword(user)) ? { personId: user.personId as PersonId, name: user.name } : undefined;
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
    /** Ends every session of a person; their sockets are cut. */
    async endSessions(personId: PersonId): Promise<void> {
      const user = await users.findOne({ personId });
      if (user) await library.endSessions(String(user._id));
    },
  };
}

export type Accounts = ReturnType<typeof createAccounts>;
