import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { dictionary } from "@zxcvbn-ts/language-common";
import { expect, test } from "vitest";
import { hardToGuess } from "../../../apps/server/src/kernel/passwords.ts";

const nora = ["Nora Quinn", "nora.quinn@southside.example", "Southside Practice"];
/** Those among them that are taken. */
async function taken(passwords: readonly string[], about = nora): Promise<string[]> {
  const answers = await Promise.all(
    passwords.map((password) =>
      hardToGuess(password, about).then(
        () => password,
        (error: unknown) => {
          expect(error).toMatchObject({ code: "EasyPassword", meaning: "BAD_REQUEST", details: { field: "password" } });
          expect(error).toBeInstanceOf(Refusal);
          return "";
        },
      ),
    ),
  );
  return answers.filter((password) => password !== "");
}

test("R16, ASVS 6.2.4, 6.2.12: none of the stolen passwords that are long enough for us is taken, and none with a year, a capital and a sign added", async () => {
  const stolen = Object.values(dictionary).flatMap((list) => list as readonly string[]);
  const long = stolen.filter((password) => password.length >= 12);
  expect(stolen.length).toBeGreaterThan(40_000);
  expect(long.length).toBeGreaterThan(300);
  expect(await taken(long)).toEqual([]);
  const padded = stolen.slice(0, 100).map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}2026!`.padEnd(12, "!"));
  expect(await taken(padded)).toEqual([]);
});

test("R16: a row of keys, one sign again and again, a word written twice, a day: none of them is taken", async () => {
  const rows = ["qwertyuiop12", "1qaz2wsx3edc", "aaaaaaaaaaaa", "abcdefghijkl", "123456789012", "mnbvcxzlkjhg", "01.02.1990.."];
  const words = [
    "passwordpassword",
    "Glasgow2026!!",
    "Summer2026!!!",
    "Liverpool1892",
    "iloveyou12345",
    "Tru5tN01Tru5tN01",
    "Welcome12345!",
  ];
  expect(await taken([...rows, ...words])).toEqual([]);
});

test("ASVS 6.1.2, 6.2.11: the person's name, address and organisation, and the product's name, don't become a password by padding", async () => {
  const hers = [
    "nora.quinn@southside.example",
    "nora.quinn@southside",
    "noraquinn1234",
    "NoraQuinn2026!!",
    "nora quinn 1980",
    "nauqnniuqaron",
  ];
  const theirs = ["Southside Practice 2026", "Practice-Southside-Nora", "southsidepractice1"];
  const ours = ["Linkwork-2026-Linkwork", "L1nkw0rk2026!", "demo-linkwork-2026", "linkwork linkwork linkwork"];
  expect(await taken([...hers, ...theirs, ...ours])).toEqual([]);
  // of somebody else they are words like others
  expect(await taken(["Southside porridge tram"], ["Ada"])).toHaveLength(1);
});

test("R16: words that don't belong together are taken, with one's own name among them too, and what a password manager makes", async () => {
  const good = [
    "correct horse battery staple",
    "heather otter ladder",
    "my aunt paints green doors",
    "kettle moss violin Nora",
    "marmalade-bicycle-quartz",
    "Xk9$mQ2!vLp7",
    "gjwpzqxnvrth",
    "чайник лодка снег",
  ];
  expect(await taken(good)).toEqual(good);
});

test("R16, ASVS 15.2.2: a long password is judged by its first forty characters, so that its length can't keep others waiting", async () => {
  const tail = "kettle moss violin marmalade bicycle quartz";
  expect(await taken([`${"linkwork".repeat(5)}${tail}`])).toEqual([]);
  expect(await taken([`${tail} ${"linkwork".repeat(5)}`.slice(0, 200)])).toHaveLength(1);
});
