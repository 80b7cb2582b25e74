import { newId, type OrgId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { aPasskey, codeAt } from "./authenticator.ts";
import { house, type Person } from "./build.ts";
import { type Acknowledged, connect, ourOrigin, type Wire } from "./wire.ts";
import type { Node, World } from "./world.ts";

export const password = "another long enough password";
const rpId = new URL(ourOrigin).hostname;

/** Somebody new in an organisation, with an account like anybody's: no demo, and no second factor yet. */
export async function aColleague(world: World, like: Person, name = "Nell"): Promise<Person> {
  const who = { ...like, name, personId: newId<PersonId>(Date.now()), email: `${newId(Date.now())}@linkwork.test` };
  await house(world, personRoom(who.personId), "registerPerson", { name });
  await house(world, orgRoom(who.orgId), "addMember", { personId: who.personId, name, roles: who.roles });
  await world.app.effects.settled();
  await world.app.auth.createAccount({ email: who.email, name, password, personId: who.personId });
  return who;
}

/** A browser without our client: it keeps cookies as it is told. */
export function aDevice<Who extends Pick<Person, "email" | "orgId">>({ base, app }: Pick<Node, "base" | "app">, who: Who) {
  const jar = new Map<string, string>();
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const procedures = app.router._def.procedures as unknown as Record<string, { _def: { type: string } } | undefined>;
  async function ask(path: string, init: RequestInit & { headers?: Record<string, string> }): Promise<Response> {
    const headers = { cookie: cookie(), origin: ourOrigin, "x-linkwork-org": who.orgId, "content-type": "application/json" };
    const response = await fetch(`${base}${path}`, { ...init, headers: { ...headers, ...init.headers } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "" || /max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }
  const call = async (path: string, input?: unknown): Promise<Acknowledged> => {
    const query = procedures[path]?._def.type !== "mutation";
    const asked = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    const response = query
      ? await ask(`/trpc/${path}${asked}`, {})
      : await ask(`/trpc/${path}`, { method: "POST", body: input === undefined ? null : JSON.stringify(input) });
    const body = (await response.json()) as { result?: { data: unknown }; error?: { data?: { linkwork: never } } };
    return body.result ? { ok: true, data: body.result.data } : { ok: false, error: body.error?.data?.linkwork ?? (body.error as never) };
  };
  /** the answer's data; throws what it was refused with */
  async function get<T>(path: string, input?: unknown): Promise<T> {
    const answer = await call(path, input);
    if (!answer.ok) throw new Error(`${path}: ${answer.error.code}`);
    return answer.data as T;
  }
  return {
    who,
    jar,
    cookie,
    call,
    get,
    ask,
    signIn: async (given = password): Promise<number> =>
      (await ask("/api/auth/sign-in/email", { method: "POST", body: JSON.stringify({ email: who.email, password: given }) })).status,
    signOut: () => ask("/api/auth/sign-out", { method: "POST", body: "{}" }),
    socket: (): Promise<Wire> => connect({ base, cookie: cookie(), auth: { orgId: who.orgId } }),
  };
}
export type Device = ReturnType<typeof aDevice>;

/** Sets up an authenticator; resolves with its key. */
export async function setUpAuthenticator(device: Device, now: number): Promise<string> {
  const { key } = await device.get<{ key: string }>("factors.startAuthenticator");
  await device.get("factors.confirmAuthenticator", { code: codeAt(key, now) });
  return key;
}

/** Sets up a passkey; resolves with the device that holds it. */
export async function setUpPasskey(device: Device, name = "my phone", counts = true) {
  const passkey = aPasskey({ origin: ourOrigin, rpId, counts });
  await device.get("factors.addPasskey", passkey.made(await device.get("factors.startPasskey"), name));
  return passkey;
}

const keys = new WeakMap<object, Map<string, string>>();
/** Signs in as people do who come by invitation: with the password, and an authenticator that is set up the first time. Resolves with the cookie. */
export async function signInSafely(
  node: Pick<Node, "base" | "app">,
  clock: { now(): number },
  given: { email: string; password: string },
): Promise<string> {
  const device = aDevice(node, { email: given.email, orgId: "" as OrgId });
  await device.signIn(given.password);
  const known = keys.get(node.app) ?? new Map<string, string>();
  keys.set(node.app, known);
  const key = known.get(given.email);
  // the one that comes next: the one before was used
  if (key) await device.get("factors.giveCode", { code: codeAt(key, clock.now() + 30_000) });
  else known.set(given.email, await setUpAuthenticator(device, clock.now()));
  return device.cookie();
}

/** One call's meaning and code, or `ok`. */
export const said = (answer: Acknowledged): string => (answer.ok ? "ok" : `${answer.error.meaning} ${answer.error.code}`);
