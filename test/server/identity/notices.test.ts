import { usualWishes } from "@linkwork/shared/identity/rules-notices.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { aCase, actAs, type BuiltCase, house, type Person } from "../../kit/build.ts";
import { hour, minute } from "../../kit/clock.ts";
import { aRound, chooses, haveAccounts, says, untilLondon } from "../../kit/notices.ts";
import { did, keptAway, onTheirWord } from "../../kit/scenes.ts";
import { smtpServer } from "../../kit/smtp.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aConcern, leadsIn } from "../concerns/scenes.ts";

let world: World;
let server: Awaited<ReturnType<typeof smtpServer>>;
let built: BuiltCase;
const canary = "canarywordofthecase";

beforeAll(async () => {
  server = await smtpServer();
  world = await createWorld({ mail: { url: server.url, from: "Linkwork <no-reply@linkwork.test>", catches: false } });
  const { sorcha } = await leadsIn(world);
  await haveAccounts(world, ...Object.values(world.people), sorcha);
});
afterAll(async () => {
  await world?.stop();
  await server.stop();
});
// a Monday morning in London, an hour after the daily mail, with nothing left over
beforeEach(async () => {
  untilLondon(world, 9, "monday");
  await aRound(world);
  built = await aCase(world);
  await aRound(world);
  await has(read, world.people.rhona, world.people.tariq);
  server.received.length = 0;
});
// the case ends for whoever is in it, and its notices are old when the next test begins
afterEach(async () => {
  server.answer("END", undefined);
  await actAs(world, world.people.rhona, { roomId: built.roomId, type: "withdrawConsent", input: onTheirWord(built) }).catch(
    () => undefined,
  );
  await aRound(world, 6 * minute);
});

const mails = () => server.received.map(({ to, data }) => ({ to: /<(.*)>/.exec(to[0] ?? "")?.[1] ?? "", data }));
const mailsTo = (who: Person) => mails().filter(({ to }) => to === who.email);
const read = async (who: Person) => {
  const { head, state } = await world.app.rooms.open<{ speech: number; named: Record<string, number> }>(
    { ...who, name: who.name, orgName: who.orgName },
    built.roomId,
  );
  await world.app.views.cases.mark({
    ...{ room: built.roomId, personId: who.personId, orgId: who.orgId, seq: head.seq, speech: state.speech },
    ...{ named: (state.named[who.personId] ?? 0) + (state.named[who.orgId] ?? 0), shown: true, at: world.clock.now() },
  });
};
const has = async (what: (who: Person) => Promise<void>, ...people: Person[]) => {
  for (const who of people) await what(who);
};
/** What differs from one mail to the next and tells nothing. */
const words = (data: string): string => data.replace(/^(Date|Message-ID|To): .*\r\n/gm, "");

test("who is named gets one mail at once, and no second one from later rounds; it has nothing of the case in it (I12)", async () => {
  const { rhona, tariq } = world.people;
  await says(world, rhona, built, `${canary} for Tuesday`, tariq);
  await aRound(world);
  for (let i = 0; i < 3; i++) await aRound(world, 10 * minute);
  expect(mailsTo(tariq)).toHaveLength(1);
  expect(mails()).toHaveLength(1);
  const { data } = mailsTo(tariq)[0] ?? { data: "" };
  expect(data).toMatch(/^Subject: There is something for you in Linkwork\r$/m);
  for (const word of [canary, "Mohammed", "Khan", "M.K.", "food", "Rhona", "Southside", "names", built.caseId, built.consentId])
    expect(data, word).not.toContain(word);
});

test("the same is not told again in the morning; a conversation that goes on is, in one daily mail with the number of places", async () => {
  const { rhona, tariq } = world.people;
  await says(world, rhona, built, canary, tariq);
  await aRound(world);
  expect(mailsTo(tariq)).toHaveLength(1);
  untilLondon(world, 8);
  await aRound(world);
  expect(mailsTo(tariq)).toHaveLength(1);
  const other = await aCase(world);
  await says(world, rhona, built, "something more");
  await says(world, rhona, other, "and here");
  await aRound(world, hour);
  expect(mailsTo(tariq)).toHaveLength(1);
  untilLondon(world, 8);
  await aRound(world);
  await aRound(world, hour);
  expect(mailsTo(tariq)).toHaveLength(2);
  expect(mailsTo(tariq)[1]?.data).toContain("in 2 places");
  await did("rhona", "withdrawConsent", onTheirWord)(world, other);
  await aRound(world, 6 * minute);
});

test("what was read is not mailed, neither at once nor in the morning", async () => {
  const { rhona, tariq } = world.people;
  await says(world, rhona, built, "already seen", tariq);
  await has(read, tariq);
  await aRound(world);
  untilLondon(world, 8);
  await aRound(world);
  expect(mailsTo(tariq)).toEqual([]);
});

test("a message costs nobody's room a document: who is to be told of it is found out in the morning", async () => {
  const { rhona, tariq } = world.people;
  const before = await world.book();
  for (let i = 0; i < 5; i++) await says(world, rhona, built, `number ${i}`);
  await aRound(world);
  expect(await world.added(before)).toEqual({ [built.roomId]: Array.from({ length: 5 }, () => "messagePosted") });
  untilLondon(world, 8);
  await aRound(world);
  expect(mailsTo(tariq)).toHaveLength(1);
  expect((await world.added(before))[personRoom(tariq.personId)]).toEqual(["toldByMail"]);
});

test("in quiet hours nothing comes; when they end it comes in one mail, if it is still unread then", async () => {
  const { rhona, tariq } = world.people;
  untilLondon(world, 22);
  await says(world, rhona, built, "late", tariq);
  await aRound(world);
  await says(world, rhona, built, "later", tariq);
  await aRound(world, hour);
  expect(mailsTo(tariq)).toEqual([]);
  untilLondon(world, 7);
  await aRound(world);
  await aRound(world, 10 * minute);
  expect(mailsTo(tariq)).toHaveLength(1);
  await has(read, tariq);
  untilLondon(world, 22);
  await says(world, rhona, built, "late again", tariq);
  await aRound(world);
  await has(read, tariq);
  untilLondon(world, 7);
  await aRound(world);
  expect(mailsTo(tariq)).toHaveLength(1);
});

test("who chose to read it in the product alone gets no mail, and who chose daily gets it in the morning", async () => {
  const { rhona, tariq } = world.people;
  await chooses(world, tariq, { by: { ...usualWishes.by, named: "product", news: "product", sharing: "product" } });
  await says(world, rhona, built, "one", tariq);
  await aRound(world);
  untilLondon(world, 8);
  await aRound(world);
  expect(mailsTo(tariq)).toEqual([]);
  await chooses(world, tariq, { by: { ...usualWishes.by, named: "daily" } });
  await aRound(world, hour);
  expect(mailsTo(tariq)).toEqual([]);
  untilLondon(world, 8);
  await aRound(world);
  expect(mailsTo(tariq)).toHaveLength(1);
  await chooses(world, tariq, {});
});

test("mail at once about new messages: one for a conversation until one has looked, then again", async () => {
  const { rhona, tariq } = world.people;
  await chooses(world, tariq, { by: { ...usualWishes.by, news: "atOnce" } });
  await aRound(world);
  await says(world, rhona, built, "first");
  await aRound(world);
  await says(world, rhona, built, "second");
  await aRound(world, 6 * minute);
  await aRound(world, 6 * minute);
  expect(mailsTo(tariq)).toHaveLength(1);
  await has(read, tariq);
  await says(world, rhona, built, "third");
  await aRound(world, 6 * minute);
  expect(mailsTo(tariq)).toHaveLength(2);
  // what one says oneself is no news
  await has(read, tariq);
  await says(world, tariq, built, "my own");
  await aRound(world, 6 * minute);
  expect(mailsTo(tariq)).toHaveLength(2);
  // the word of it was lost with a node: it is found within an hour
  await house(world, built.roomId, "postMessage", { text: "unheard" });
  await world.database
    .collection<{ _id: string }>("bells")
    .updateOne({ _id: tariq.personId }, { $set: { next: new Date(world.clock.now() + 50 * minute) } });
  await aRound(world, hour);
  expect(mailsTo(tariq)).toHaveLength(3);
  await chooses(world, tariq, {});
});

test("the mail server is down: it is tried again without doubling, and what was read or withdrawn meanwhile is not sent at all", async () => {
  const { rhona, tariq } = world.people;
  server.answer("END", "451 later");
  await says(world, rhona, built, canary, tariq);
  await aRound(world);
  server.answer("END", undefined);
  for (let i = 0; i < 3; i++) await aRound(world, 2 * minute);
  expect(mailsTo(tariq)).toHaveLength(1);
  await has(read, tariq);

  server.answer("END", "451 later");
  await says(world, rhona, built, canary, tariq);
  await aRound(world, 6 * minute);
  await has(read, tariq);
  server.answer("END", undefined);
  await aRound(world, 10 * minute);
  expect(mailsTo(tariq)).toHaveLength(1);

  // a mail that waits is about what still is so: after the withdrawal it is not about the case, and the end of it is told apart
  server.answer("END", "451 later");
  await says(world, rhona, built, canary, tariq);
  await aRound(world, 6 * minute);
  await chooses(world, tariq, { by: { ...usualWishes.by, sharing: "product" } });
  await did("rhona", "withdrawConsent", onTheirWord)(world, built);
  server.answer("END", undefined);
  await aRound(world, 10 * minute);
  expect(mailsTo(tariq)).toHaveLength(1);
  await chooses(world, tariq, {});
});

test("a mail that is late falls into quiet hours: it waits for their end", async () => {
  const { rhona, tariq } = world.people;
  untilLondon(world, 18);
  server.answer("END", "451 later");
  await says(world, rhona, built, "before the evening", tariq);
  await aRound(world, 50 * minute);
  server.answer("END", undefined);
  untilLondon(world, 20);
  await aRound(world);
  expect(mailsTo(tariq)).toEqual([]);
  untilLondon(world, 7);
  await aRound(world);
  expect(mailsTo(tariq)).toHaveLength(1);
});

test("who is kept away, or works nowhere any more, gets no mail about anything", async () => {
  const { rhona, tariq, tess } = world.people;
  await says(world, rhona, built, canary, tariq);
  await keptAway("tariq")(world, built);
  await aRound(world);
  expect(mailsTo(tariq)).toEqual([]);

  const other = await aCase(world);
  await did("tariq", "addColleague", { participationId: other.participationId, personId: tess.personId })(world, other);
  await says(world, rhona, other, canary, tess);
  await world.app.effects.settled();
  await house(world, orgRoom(tess.orgId), "endMembership", { personId: tess.personId });
  await aRound(world);
  untilLondon(world, 8);
  await aRound(world);
  expect(mailsTo(tess)).toEqual([]);
  await house(world, orgRoom(tess.orgId), "addMember", { personId: tess.personId, name: tess.name, roles: tess.roles });
  await did("rhona", "withdrawConsent", onTheirWord)(world, other);
});

test("an invitation is told once to those who can answer it; after one has, the others hear nothing of it", async () => {
  const { tariq, tess, hana } = world.people;
  await chooses(world, tess, { by: { ...usualWishes.by, invited: "daily" } });
  const other = await aCase(world, { joined: false });
  await aRound(world);
  await aRound(world, 10 * minute);
  expect([mailsTo(tariq).length, mailsTo(tess).length, mailsTo(hana).length]).toEqual([1, 0, 0]);
  expect(mailsTo(tariq)[0]?.data).not.toContain(other.caseId);
  await actAs(world, tariq, { roomId: other.roomId, type: "joinCase", input: { participationId: other.participationId } });
  untilLondon(world, 8);
  await aRound(world);
  expect(mailsTo(tess)).toEqual([]);
  await chooses(world, tess, {});
  await did("rhona", "withdrawConsent", onTheirWord)(world, other);
});

test("a worry about safety is told to the second person by a mail that reads like any other, and to nobody else", async () => {
  const { rhona, tariq } = world.people;
  await says(world, rhona, built, canary, tariq);
  await aRound(world);
  const usual = words(mailsTo(tariq)[0]?.data ?? "");
  server.received.length = 0;
  const { leads } = await aConcern(world, { confirmed: false });
  await aRound(world, 6 * minute);
  expect(mails().map(({ to }) => to)).toEqual([leads.sorcha.email]);
  expect(words(mails()[0]?.data ?? "")).toBe(usual);
  // who is no lead any more hears nothing of the next one
  const again = await aCase(world);
  const raise = { concernId: newId(world.clock.now()), caseId: again.caseId, authority: "safeguarding", reason: canary };
  const second = { orgId: leads.sorcha.orgId, personId: leads.sorcha.personId };
  await actAs(world, leads.ada, { roomId: `concern:${raise.concernId}` as never, type: "raiseConcern", input: { ...raise, second } });
  await world.app.effects.settled();
  const { personId, name, orgId } = leads.sorcha;
  await house(world, orgRoom(orgId), "addMember", { personId, name, roles: ["worker"] });
  await aRound(world, 6 * minute);
  expect(mailsTo(leads.sorcha)).toHaveLength(1);
  await did("rhona", "withdrawConsent", onTheirWord)(world, again);
});
