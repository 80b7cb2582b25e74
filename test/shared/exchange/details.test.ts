import { detailsIn } from "@linkwork/shared/exchange/rules-detail.ts";
import { expect, test } from "vitest";

const names = ["Rhona MacLeod", "Tariq Ansari", "Govan Food Hub", "Southside Practice", "A morning at our food hub"];
const found = (text: string) => detailsIn(text, names).map(({ from, to, kind }) => `${kind}: ${text.slice(from, to)}`);

test.each<[string, string[]]>([
  ["Mrs Gallacher opens the door.", ["name: Mrs Gallacher"]],
  ["I sat beside Mr. K. for an hour.", ["name: Mr. K."]],
  ["M.K. comes for the talk.", ["initials: M.K."]],
  ["It was Mary K. who asked.", ["initials: Mary K."]],
  ["There was Agnes Gallacher with a trolley.", ["name: Agnes Gallacher"]],
  ["Jean-Paul O'Hara sang.", ["name: Jean-Paul O'Hara"]],
  ["She lives at 14 Langlands Road.", ["address: 14 Langlands Road"]],
  ["Flat 3/1 has no light.", ["address: Flat 3/1"]],
  ["It is in G51 3UU.", ["postcode: G51 3UU"]],
  ["Ring her on 0141 496 0000.", ["phone: 0141 496 0000"]],
  ["Or +44 7700 900123 after six.", ["phone: +44 7700 900123"]],
  ["Born 3/4/1948, he said.", ["birth: 3/4/1948"]],
  ["Her day is 3 March 1948.", ["birth: 3 March 1948"]],
  ["An 84-year-old man cooks.", ["age: 84-year-old"]],
  ["He is aged 84.", ["age: aged 84"]],
  ["Write to m.gallacher@example.org please.", ["email: m.gallacher@example.org"]],
  ["Mr Brown and Ada Lovelace, 2/1/1950.", ["name: Mr Brown", "name: Ada Lovelace", "birth: 2/1/1950"]],
])("warns of what could tell who somebody is: %s", (text, details) => {
  expect(found(text)).toEqual(details);
});

test.each([
  "Rhona MacLeod came, and Tariq Ansari showed her round.",
  "The Govan Food Hub opens at ten on a Tuesday morning.",
  "I'll ring Tariq first, then send people on Wednesday.",
  "Half of those who come need company, not food: 40 people in two hours.",
  "Next Monday I will tell the Southside Practice.",
  "People wait from 9.30 to 10 o'clock; bring £3.50.",
  "Attendance Allowance and Universal Credit come up each time.",
  "Our GP surgery, the NHS and the U.K. as a whole could learn from it.",
  "",
])("leaves alone what tells of nobody who is helped: %s", (text) => {
  expect(found(text)).toEqual([]);
});

test("what is found stands in order and in nothing else that was found, whatever was written", () => {
  const text = "Mrs Mary Gallacher (84 years old), 14 Langlands Road, G51 3UU, 0141 496 0000, born 3 March 1940, M.K., x@y.org ".repeat(9);
  const all = detailsIn(text, []);
  expect(all.length).toBeGreaterThan(50);
  for (const [i, { from, to }] of all.entries()) {
    expect(to).toBeGreaterThan(from);
    expect(from).toBeGreaterThanOrEqual(all[i - 1]?.to ?? 0);
  }
});

test("1,500 characters of anything are looked through at once", () => {
  const started = performance.now();
  for (const piece of ["A ", "Aa ", "1", "a@", "Mr A.", "Aa-", "0 1 "]) detailsIn(piece.repeat(Math.ceil(1500 / piece.length)), names);
  expect(performance.now() - started).toBeLessThan(5_000);
});
