import type { NoticeWishes } from "@linkwork/shared/identity/notices.ts";
import { usualWishes } from "@linkwork/shared/identity/rules-notices.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { atWallInLondon, wallInLondon } from "@linkwork/shared/kernel/london.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import type { App } from "../../apps/server/src/app.ts";
import { actAs, type BuiltCase, type Person } from "./build.ts";
import { day, hour, minute, type TestClock } from "./clock.ts";

type At = { app: App; clock: TestClock };

/** Time goes by until it is this hour in London, or this hour of the next Monday. */
export function untilLondon({ clock }: Pick<At, "clock">, at: number, on?: "monday"): void {
  const wall = wallInLondon(clock.now());
  let next = wall - (wall % day) + at * hour;
  while (next <= wall || (on && new Date(next).getUTCDay() !== 1)) next += day;
  clock.advance(atWallInLondon(next) - clock.now());
}

/** Somebody says something in a case and names others. */
export const says = (at: At, who: Person, { roomId }: Pick<BuiltCase, "roomId">, text: string, ...names: Person[]) =>
  actAs(at, who, {
    roomId,
    type: "postMessage",
    input: { text, ...(names.length > 0 ? { mentions: names.map(({ personId }) => ({ kind: "person", personId })) } : {}) },
  });

export const chooses = (at: At, who: Person, change: Partial<NoticeWishes>) =>
  actAs(at, who, { roomId: personRoom(who.personId), type: "chooseNotices", input: { ...usualWishes, ...change } });

/** They have an account, so that mail reaches them. */
export const haveAccounts = async ({ app }: Pick<At, "app">, ...people: Person[]) => {
  for (const { email, name, personId } of people)
    await app.auth.createAccount({ email, name, password: `a long password ${newId(Date.now())}`, personId, demo: true });
};

/** A minute passes, and a round is gone: who is to be told is told, and the mail is out. */
export async function aRound(at: At, ms: number = minute): Promise<void> {
  await at.app.effects.settled();
  at.clock.advance(ms);
  await at.app.goRound();
  await at.app.effects.settled();
  await at.app.mail.deliver();
}
