import type { Me } from "./standing.ts";

/** As long as a session lasts (session.ts on the server): 30 days, in milliseconds. */
const sessionLife = 30 * 24 * 3600 * 1000;
const meKey = "linkwork.me";
const liveKey = "linkwork.live";
const leftKey = "linkwork.left";
const hatKey = (personId: string) => `linkwork.hat.${personId}`;

/** localStorage where there is one, else as long as the page lives. */
const loose = new Map<string, string>();
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return loose.get(key) ?? null;
  }
}
function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    if (value === null) loose.delete(key);
    else loose.set(key, value);
  }
}

/** Who used this device last and has not signed out: name, e-mail, memberships, no secrets. */
export function remembered(): { me: Me; at: number } | null {
  try {
    return JSON.parse(read(meKey) ?? "null") as { me: Me; at: number } | null;
  } catch {
    return null;
  }
}
export const remember = (me: Me): void => write(meKey, JSON.stringify({ me, at: Date.now() }));
export function forgetMe(): void {
  write(meKey, null);
  write(liveKey, null);
}

/** Notes that what is seen here is what is, at this moment: who comes back in the tunnel reads since when it isn't. */
export function rememberLive(personId: string | undefined): void {
  // who signed out in another tab meanwhile leaves nothing behind
  if (personId && remembered()?.me.personId === personId) write(liveKey, `${personId} ${new Date().toISOString()}`);
}
/** When this person was live on this device last (ISO). */
export function rememberedLive(personId: string | undefined): string | null {
  const [whose, at] = (read(liveKey) ?? "").split(" ");
  return at && whose === personId ? at : null;
}

/** Whether the session can still be alive, for reading copies where nobody can be asked. */
export const stillLasts = (at: number): boolean => Date.now() - at < sessionLife;

/** The hat chosen last on this device. */
export const rememberedHat = (personId: string): string | null => read(hatKey(personId));
export const rememberHat = (personId: string, orgId: string | null): void => write(hatKey(personId), orgId);

/** Signed out while nobody could be told: the cookie has to go before anything else is asked. */
export const leftUntold = (): boolean => read(leftKey) !== null;
export const noteLeft = (untold: boolean): void => write(leftKey, untold ? "1" : null);
