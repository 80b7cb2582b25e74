import { uuidOf } from "@linkwork/shared/kernel/ids.ts";

const inLetters = (figure: string): string => "ghijklmnop"[Number(figure)] as string;

/** A word that stands nowhere else, to be looked for where it must not be. Of letters alone: ten figures in a row could be a health number, which no message may hold. */
export const aCanary = (what = "canary"): string =>
  what +
  uuidOf(crypto.getRandomValues(new Uint8Array(16)), 4)
    .replaceAll("-", "")
    .replace(/\d/g, inLetters);
