import { commands } from "@linkwork/shared/cases/schema.ts";
import { caseRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCase, actAs } from "../../kit/build.ts";
import { hour } from "../../kit/clock.ts";
import { nobody } from "../../kit/given.ts";
import { createNodes, type Nodes } from "../../kit/nodes.ts";
import { eventsIn } from "../../kit/wire.ts";

let nodes: Nodes;
beforeAll(async () => {
  // what is closed is closed by what happened, and not since it is looked at again by the clock
  nodes = await createNodes(2, { recheckEvery: 24 * hour });
});
afterAll(() => nodes?.stop());

/** A case that Tariq and Tess are in, each with sockets on both nodes. */
async function scene() {
  const { people, community, clock } = nodes;
  const at = { ...nodes.first, clock, community };
  const built = await aCase(at);
  const input = { participationId: built.participationId, personId: people.tess.personId };
  await actAs(at, people.tariq, { roomId: built.roomId, type: "addColleague", input });
  const partners = await Promise.all(
    [0, 1].flatMap((node) =>
      [people.tariq, people.tess].flatMap((who) =>
        Array.from({ length: 5 }, async () => {
          const wire = await (await nodes.at(node, who)).again();
          expect((await wire.ask("subscribe", { roomId: built.roomId, afterSeq: null })).ok).toBe(true);
          return wire;
        }),
      ),
    ),
  );
  return { built, partners, at };
}

test("R2, ASVS 8.3.2: the client withdraws: every open screen of the other organisation, on both nodes, is closed, and nothing comes after", async () => {
  const { built, partners } = await scene();
  const { roomId, consentId } = built;
  const rhona = await nodes.at(0, nodes.people.rhona);
  const withdrawn = await rhona.act(roomId, "withdrawConsent", { consentId, method: "phone" });
  // how soon: the bench (P6)
  const closed = await Promise.all(partners.map((wire) => wire.frame("closed", (f) => f.name === "closed" && f.body.roomId === roomId)));
  for (const frame of closed) expect(frame.body).toEqual({ roomId, code: "withdrawn" });
  const secret = "said among those who are left";
  for (const node of [0, 1]) await (await nodes.at(node, nodes.people.rhona)).act(roomId, "postMessage", { text: secret });
  for (const wire of partners) {
    await wire.ask("unsubscribe", { roomId });
    expect(eventsIn(wire.frames, roomId).filter((e) => e.seq >= withdrawn.seq)).toEqual([]);
    for (const packet of wire.raw) expect(packet).not.toContain(secret);
  }
});

test("the look by the clock falls between what is durable and what is told: whoever is shut out has heard all that came before", async () => {
  const { app } = nodes.first;
  const { built, partners } = await scene();
  const { roomId, consentId } = built;
  const rhona = await nodes.at(0, nodes.people.rhona);
  const room = app.rooms.known(roomId);
  // whoever waits for a number is woken once the room stands there, and that is before anybody is told
  const look = { resolve: () => queueMicrotask(app.live.review), reject: () => {} };
  for (let seq = 1; seq <= 26; seq++) room?.waiters.push({ seq: room.head.seq + seq, ...look });
  const words = Array.from({ length: 24 }, (_, i) => rhona.act(roomId, "postMessage", { text: `word ${i}` }));
  const withdrawn = await rhona.act(roomId, "withdrawConsent", { consentId, method: "phone" });
  const before = (await Promise.all(words)).map(({ seq }) => seq).filter((seq) => seq < withdrawn.seq);
  expect(before.length).toBeGreaterThan(0);
  for (const wire of partners) {
    await wire.frame("closed", (f) => f.name === "closed" && f.body.roomId === roomId);
    expect(eventsIn(wire.frames, roomId).map(({ seq }) => seq)).toEqual(expect.arrayContaining(before));
  }
});

test("what was half written when the client withdrew is on one side of it: written before, or not found", async () => {
  const { built } = await scene();
  const { roomId, consentId } = built;
  const [rhona, tariq, far] = [
    await nodes.at(0, nodes.people.rhona),
    await nodes.at(0, nodes.people.tariq),
    await nodes.at(1, nodes.people.tariq),
  ];
  const words = Array.from({ length: 8 }, (_, i) => (i % 2 ? tariq : far).attempt(roomId, "postMessage", { text: `half written ${i}` }));
  const [withdrawn, ...answers] = await Promise.all([rhona.act(roomId, "withdrawConsent", { consentId, method: "phone" }), ...words]);
  for (const answer of answers) {
    if (answer.ok) expect((answer.data as { seq: number }).seq).toBeLessThan(withdrawn.seq);
    else expect(answer.error).toEqual({ code: "NotFound", meaning: "NOT_FOUND", details: {} });
  }
  const { events } = await nodes.first.app.log.read(roomId, withdrawn.seq);
  expect(events.filter((e) => e.actor.orgId === nodes.orgs.hub.orgId)).toEqual([]);
});

test("afterwards every door of the case, on both nodes, answers the organisation like an absent case, byte for byte; the reason is in their own room", async () => {
  const { built } = await scene();
  const { roomId, consentId } = built;
  await (await nodes.at(0, nodes.people.rhona)).act(roomId, "withdrawConsent", { consentId, method: "phone" });
  await nodes.first.app.effects.settled();
  const absent = caseRoom(nobody());
  const fits: Record<string, unknown> = {
    postMessage: { text: "half written" },
    editMessage: { messageSeq: 1, text: "x" },
    react: { messageSeq: 1, reaction: "👍", on: true },
    pinMessage: { messageSeq: 1, versionSeq: 1 },
    unpinMessage: { messageSeq: 1 },
    openTopic: { topicId: nobody(), title: "x" },
    resolveTopic: { topicId: nobody() },
    reopenTopic: { topicId: nobody() },
    joinCase: { participationId: built.participationId },
    leaveCase: { participationId: built.participationId },
    declineInvitation: { participationId: built.participationId, reason: "other" },
    addColleague: { participationId: built.participationId, personId: nodes.people.tess.personId },
    pauseConsent: { consentId, method: "phone" },
    resumeConsent: { consentId, method: "phone" },
    withdrawConsent: { consentId, method: "phone" },
    narrowConsent: { consentId, method: "phone", scopes: ["message"] },
    markConsentInError: { consentId, reason: "x" },
    inviteOrganisation: { participationId: nobody(), orgId: nodes.orgs.cafe.orgId, consentId },
  };
  expect(Object.keys(fits).every((command) => command in commands)).toBe(true);
  for (const node of [0, 1])
    for (const who of [nodes.people.tariq, nodes.people.tess]) {
      const client = await nodes.at(node, who);
      const calls: [string, Record<string, unknown>][] = [
        ["room.since", { afterSeq: null }],
        ["room.since", { afterSeq: 3 }],
        ["cases.client", {}],
        ["cases.seen", {}],
        ["cases.markSeen", { seq: 3 }],
        ...Object.entries(fits).map(([command, input]): [string, Record<string, unknown>] => [`cases.${command}`, { id: nobody(), input }]),
      ];
      await Promise.all(
        calls.map(async ([path, input]) => {
          const [there, nowhere] = await Promise.all([roomId, absent].map((room) => client.bytes(path, { roomId: room, ...input })));
          expect(there, path).toEqual(nowhere);
          expect(there?.status, path).toBe(404);
          expect(await client.call(path, { roomId, ...input }), path).toEqual({
            ok: false,
            error: { code: "NotFound", meaning: "NOT_FOUND", details: {} },
          });
        }),
      );
      expect(await client.subscribe(roomId)).toEqual(await client.subscribe(absent));
      expect(await client.wire.ask("signal", { roomId, kind: "typing" })).toMatchObject({ ok: false, error: { code: "NotFound" } });
      const { data } = (await client.call("cases.list")) as never as { data: { roomId: string }[] };
      expect(data.map((row) => row.roomId)).not.toContain(roomId);
      const mine = await client.since(personRoom(who.personId), 0);
      expect(mine.events.filter((e) => e.type === "noticeDelivered" && e.body.caseId === built.caseId).map((e) => e.body)).toEqual([
        { kind: "sharingEnded", caseId: built.caseId, orgId: who.orgId, reason: "withdrawn" },
      ]);
    }
});
