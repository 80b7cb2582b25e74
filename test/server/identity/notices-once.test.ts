import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCase, type BuiltCase } from "../../kit/build.ts";
import { minute } from "../../kit/clock.ts";
import { createNodes, type Nodes } from "../../kit/nodes.ts";
import { aRound, haveAccounts, says, untilLondon } from "../../kit/notices.ts";
import { smtpServer } from "../../kit/smtp.ts";

let nodes: Nodes;
let server: Awaited<ReturnType<typeof smtpServer>>;
let built: BuiltCase;
const at = (index: number) => ({ app: nodes.nodes[index]?.app ?? nodes.first.app, clock: nodes.clock, community: nodes.community });

beforeAll(async () => {
  server = await smtpServer();
  nodes = await createNodes(2, { mail: { url: server.url, from: "no-reply@linkwork.test", catches: false } });
  await haveAccounts(at(0), nodes.people.tariq);
  untilLondon(nodes, 9);
  built = await aCase(at(0));
  await aRound(at(0));
});
afterAll(async () => {
  await nodes?.stop();
  await server.stop();
});

/** Both nodes go round at the same moment, as often as one likes. */
async function bothGoRound(): Promise<void> {
  for (const { app } of nodes.nodes) await app.effects.settled();
  // what is being handed over is handed over before time goes by: a lease is as long as it says
  await deliver();
  nodes.clock.advance(6 * minute);
  // somebody asks for a look while one is under way
  const ring = () => nodes.first.app.views.bells.ring([nodes.people.tariq.personId]);
  await Promise.all([...nodes.nodes, ...nodes.nodes].flatMap(({ app }) => [app.goRound(), ring()]));
  for (const { app } of nodes.nodes) await app.effects.settled();
  await deliver();
}
const deliver = () => Promise.all(nodes.nodes.map(({ app }) => app.mail.deliver()));
const tellings = async () =>
  (await nodes.first.app.log.read(personRoom(nodes.people.tariq.personId), 0)).events.filter(({ type }) => type === "toldByMail");

test("two nodes that look at the same moment send one mail, again and again", async () => {
  for (let i = 1; i <= 5; i++) {
    await says(at(i % 2), nodes.people.rhona, built, `number ${i}`, nodes.people.tariq);
    await bothGoRound();
    expect(server.received.length, `after message ${i}`).toBe(i);
    expect(await tellings()).toHaveLength(i);
  }
});

test("a node that dies between writing that somebody was told and the mail is followed by another, which sends it once", async () => {
  const before = server.received.length;
  const { database } = nodes.first;
  await says(at(0), nodes.people.rhona, built, "the last one", nodes.people.tariq);
  await bothGoRound();
  expect(server.received).toHaveLength(before + 1);
  const undo = async () => {
    await database.collection("commits").updateMany({ room: personRoom(nodes.people.tariq.personId) }, { $set: { due: true } });
  };
  // it had handed the mail over and could not note that all was done
  await undo();
  await nodes.nodes[1]?.app.effects.sweep();
  await bothGoRound();
  expect(server.received).toHaveLength(before + 1);
  // it had not come to the mail
  const rows = database.collection<{ _id: string; at: Date }>("mails");
  const newest = await rows.find({}).sort({ at: -1 }).limit(1).toArray();
  await rows.deleteOne({ _id: newest[0]?._id ?? "" });
  await undo();
  await Promise.all(nodes.nodes.map(({ app }) => app.effects.sweep()));
  await bothGoRound();
  expect(server.received).toHaveLength(before + 2);
});
