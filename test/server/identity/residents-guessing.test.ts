import type { OrgState } from "@linkwork/shared/identity/state.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actAs } from "../../kit/build.ts";
import { eventually } from "../../kit/clock.ts";
import { aColleague, aDevice, said, setUpAuthenticator } from "../../kit/factors.ts";
import { callAs } from "../../kit/mail.ts";
import { aMailFor, givesCode } from "../../kit/residents.ts";
import { ourOrigin } from "../../kit/wire.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aPanel, aPoster } from "./scenes.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

let count = 0;
const address = () => `guessing-${++count}@linkwork.test`;
const wrong = { status: 403, code: "MailCodeWrong" };

/** A neighbour who has come in by a poster. */
async function aNeighbour() {
  const panel = await aPanel(world);
  const poster = await aPoster(world, panel);
  const email = address();
  const { phone, ticket } = await givesCode(world, email);
  await phone.get("residents.begin", { email, ticket, name: "Nora", poster: poster.code });
  const { personId } = await phone.get<{ personId: string }>("identity.me");
  return { email, panel, phone, personId };
}

test("R17: of ten codes that are on no poster, given in one batch where four are looked at from one place, four are", async () => {
  const strict = await createWorld({ signIns: 4 });
  const { tess } = strict.people;
  const device = aDevice(strict, tess);
  const { cookie } = await strict.as(tess);
  const ten = Array.from({ length: 10 }, (_, i) => ({ poster: `WRNG-WR${10 + i}` }));
  const path = ten.map(() => "residents.joinPanel").join(",");
  const response = await device.ask(`/trpc/${path}?batch=1`, { method: "POST", body: JSON.stringify({ ...ten }), headers: { cookie } });
  const answers = (await response.json()) as { error: { data: { linkwork: { code: string } } } }[];
  await strict.stop();
  const codes = answers.map(({ error }) => error.data.linkwork.code);
  expect(codes.filter((code) => code === "PosterOver")).toHaveLength(4);
  expect(codes.filter((code) => code === "TooManyCalls")).toHaveLength(6);
});

test("R17: who has proven no address learns of no poster's code whether it is one", async () => {
  const panel = await aPanel(world);
  const poster = await aPoster(world, panel);
  const stranger = { email: address(), ticket: "A".repeat(43), name: "Nobody" };
  const answers = [];
  for (const code of [poster.code, "WRNG-WRNG"]) answers.push(await callAs(world.base, "residents.begin", { ...stranger, poster: code }));
  for (const answer of answers) expect(answer).toMatchObject(wrong);
  expect(answers[0]?.text).toBe(answers[1]?.text);
});

test("R17: for who works here as much is kept of a code as for everybody, so that a wrong one takes as long to refuse; it opens nothing", async () => {
  const kept = () => world.database.collection("mailCodes").countDocuments({});
  const before = await kept();
  await aMailFor(world, address());
  expect((await kept()) - before).toBe(1);
  const staff = await aColleague(world, world.people.rhona);
  const mail = await aMailFor(world, staff.email);
  expect(mail.code).toBe("");
  expect((await kept()) - before).toBe(2);
});

test("R14: a session that was opened by a code asks for no way back in: that takes the password", async () => {
  const { email, phone } = await aNeighbour();
  const second = await givesCode(world, email);
  await setUpAuthenticator(second.phone, world.clock.now());
  expect(said(await phone.call("identity.me"))).toBe("UNAUTHORIZED SecondFactorNeeded");
  expect(said(await phone.call("recovery.ask", { id: newId(world.clock.now()) }))).toBe("CONFLICT NotThere");
});

test("who came by a poster and becomes a steward doesn't count among those who come by it", async () => {
  const { panel, personId } = await aNeighbour();
  await actAs(world, panel.morag, { roomId: panel.roomId, type: "chooseSteward", input: { personId, steward: true } });
  const { poster, members } = await world.app.rooms.ask<OrgState>(panel.roomId);
  expect(Object.values(members).filter(({ roles }) => roles.includes("steward"))).toHaveLength(2);
  expect(poster?.joined).toHaveLength(1);
});

test("R17: of mails to addresses that nobody here has a hundred times as many go out in an hour as one place may ask for in a quarter, whoever asks; who has an account is sent theirs", async () => {
  const strict = await createWorld({ signIns: 1 });
  const staff = await aColleague(strict, strict.people.rhona);
  const ask = (email: string, from: string) =>
    fetch(`${strict.base}/trpc/residents.askCode`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: ourOrigin, "x-forwarded-for": from },
      body: JSON.stringify({ email }),
    }).then(({ status }) => status);
  const notSent = () => strict.log.filter(({ message }) => message === "a code was not sent").length;
  for (let i = 0; i < 100; i++) expect(await ask(address(), `192.0.2.${i}`)).toBe(200);
  await eventually("a hundred mails", async () => (await strict.app.mail.caught()).length === 100);
  expect(notSent()).toBe(0);
  expect(await ask(address(), "192.0.2.200")).toBe(200);
  await eventually("the mail that didn't go out", () => notSent() === 1);
  // the catcher keeps a hundred, the newest
  strict.clock.advance(1_000);
  expect(await ask(staff.email, "192.0.2.200")).toBe(200);
  await eventually("a mail to who has an account", async () => (await strict.app.mail.caught()).some(({ to }) => to === staff.email));
  await strict.stop();
});

test("R17: after twenty wrong codes for an address within a day, whichever code it was, its codes have ten digits: who guesses gets nowhere, and whose address it is comes in with the next mail as before; a day later six are enough", async () => {
  const email = address();
  const six = (code: string): string => (code.slice(0, 6) === "000000" ? "111111" : "000000");
  for (let codes = 0; codes < 4; codes++) {
    const { code } = await aMailFor(world, email);
    expect(code).toHaveLength(6);
    for (let tries = 0; tries < 5; tries++)
      expect(await callAs(world.base, "residents.enter", { email, code: six(code) })).toMatchObject(wrong);
  }
  const { code, ticket } = await givesCode(world, email);
  expect([code.length, ticket.length]).toEqual([10, 43]);
  expect((await aMailFor(world, address())).code).toHaveLength(6);
  world.clock.advance(24 * 3600_000);
  await world.app.auth.codes.tidy();
  expect((await aMailFor(world, email)).code).toHaveLength(6);
});
