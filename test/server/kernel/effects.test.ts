import { newId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterEach, expect, test } from "vitest";
import { type StoredEvent, write } from "../../../apps/server/src/kernel/log.ts";
import { aCase, type BuiltCase } from "../../kit/build.ts";
import { createNodes, type Nodes } from "../../kit/nodes.ts";

let nodes: Nodes;
afterEach(() => nodes?.stop());

/** What a node leaves behind that dies after its commit is durable and before anything follows from it. */
async function diedAfterCommit(built: BuiltCase, type: string, body: Record<string, unknown>): Promise<void> {
  const { log } = nodes.first.app;
  const { head } = await log.read(built.roomId, 0);
  if (!head) throw new Error("a case");
  const { personId, orgId } = nodes.people.rhona;
  const event: StoredEvent = {
    seq: head.seq + 1,
    id: newId(nodes.clock.now()),
    type,
    at: new Date(nodes.clock.now()).toISOString(),
    actor: { personId, orgId },
    body,
    print: "",
  };
  await log.append({
    room: built.roomId,
    epoch: 1,
    grant: () => ({ since: 1, holders: [] }),
    make: () => ({ written: [write(event)], prev: head, due: true }),
  });
}

test("a crash between a commit and what follows from it: a sweep finishes it, once, whoever sweeps and how often", async () => {
  nodes = await createNodes(2);
  const built = await aCase({ ...nodes.first, clock: nodes.clock, community: nodes.community });
  const { log } = nodes.first.app;
  const room = personRoom(nodes.people.tariq.personId);
  const before = await log.headSeq(room);
  await diedAfterCommit(built, "consentWithdrawn", { consentId: built.consentId, method: "phone" });
  expect(await log.due()).toHaveLength(1);
  expect(await log.headSeq(room)).toBe(before);
  await Promise.all([...nodes.nodes, ...nodes.nodes].map((node) => node.app.effects.sweep()));
  await nodes.first.app.effects.sweep();
  const { events } = await log.read(room, before);
  expect(events.map((e) => e.type)).toEqual(["noticeDelivered"]);
  expect(events[0]?.body).toMatchObject({ kind: "sharingEnded", caseId: built.caseId, reason: "withdrawn" });
  expect(await log.due()).toEqual([]);
});

test("a crash before a view was written: the sweep writes it, and a list shows the case", async () => {
  nodes = await createNodes(1);
  const built = await aCase({ ...nodes.first, clock: nodes.clock, community: nodes.community }, { joined: false });
  await nodes.first.database.collection("caseIndex").deleteMany({});
  const tariq = await nodes.at(0, nodes.people.tariq);
  expect((await tariq.call("cases.list")) as unknown).toEqual({ ok: true, data: [] });
  const { participationId } = built;
  const { personId, name } = nodes.people.tess;
  await diedAfterCommit(built, "participationJoined", { participationId, member: { personId, name } });
  await nodes.first.app.effects.sweep();
  const tess = await nodes.at(0, nodes.people.tess);
  expect((await tess.call("cases.list")) as unknown).toMatchObject({ ok: true, data: [{ roomId: built.roomId, standing: "in" }] });
});

test("an effect that has nothing to do any more does not hold up the others", async () => {
  nodes = await createNodes(1);
  const built = await aCase({ ...nodes.first, clock: nodes.clock, community: nodes.community });
  // the invitation was closed when it was accepted; closing it again is refused there, and that is an answer
  await diedAfterCommit(built, "invitationDeclined", { participationId: built.participationId, reason: "other" });
  await diedAfterCommit(built, "consentWithdrawn", { consentId: built.consentId, method: "phone" });
  await nodes.first.app.effects.sweep();
  expect(await nodes.first.app.log.due()).toEqual([]);
});
