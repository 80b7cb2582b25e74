import { mayRead } from "@linkwork/shared/cases/rules.ts";
import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import { type CaseState, foldCase, noCase } from "@linkwork/shared/cases/state.ts";
import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCase, actorOf, consentInput, house } from "../../kit/build.ts";
import { hour } from "../../kit/clock.ts";
import { nobody } from "../../kit/given.ts";
import { createNodes, type Nodes } from "../../kit/nodes.ts";
import { saidWhy, withScopes } from "../../kit/scenes.ts";
import { eventsIn } from "../../kit/wire.ts";

let nodes: Nodes;
beforeAll(async () => {
  // what is closed is closed by what happened, and not since it is looked at again by the clock
  nodes = await createNodes(2, { recheckEvery: 24 * hour });
});
afterAll(() => nodes?.stop());

const at = () => ({ ...nodes.first, clock: nodes.clock, community: nodes.community });
type Name = "rhona" | "tariq" | "isla" | "hana" | "otto";
const as = (name: Name, node = 0) => nodes.at(node, nodes.people[name]);

/** A case whose person agreed that the food hub may know of their health; Rhona has begun the place for it and written a line. */
async function scene(consent: { terms?: object } = {}) {
  const how = withScopes("health");
  const built = await aCase(at(), { ...how, consent: { terms: { ...(how.consent as { terms: object }).terms, ...consent.terms } } });
  const health = caseRoom(built.caseId, "health");
  const rhona = await as("rhona");
  await rhona.act(health, "openCompartment", { compartment: "health" });
  await rhona.act(health, "postMessage", { text: "the new tablets make him dizzy" });
  return { ...built, health, rhona };
}
type Row = { caseId: string; unread: number; parts: { compartment: string; unread: number }[] };
const rowOf = async (name: Name, caseId: string): Promise<Row | undefined> =>
  ((await (await as(name)).call("cases.list")) as never as { data: Row[] }).data.find((row) => row.caseId === caseId);
const partsOf = async (name: Name, roomId: string) =>
  ((await (await as(name)).call("cases.parts", { roomId })) as never as { data: { compartment: string; begun: boolean }[] }).data;

describe("the places of a case follow what the person agreed to", () => {
  test("who may know of it reads and writes there; the place, and what is new in it, stand in their list", async () => {
    const { caseId, roomId, health } = await scene();
    const tariq = await as("tariq", 1);
    await tariq.watch(health);
    await tariq.act(health, "postMessage", { text: "he can sit down while he waits" });
    expect(await rowOf("tariq", caseId)).toMatchObject({ unread: 2, parts: [{ compartment: "health", unread: 2 }] });
    expect(await partsOf("tariq", roomId)).toMatchObject([{ compartment: "health", begun: true }]);
    expect((await partsOf("rhona", roomId)).map((p) => [p.compartment, p.begun])).toEqual([
      ["health", true],
      ["mental", false],
      ["sexual", false],
      ["social", false],
    ]);
  });

  test("sharing less acts at once: that place closes on both nodes when it is acknowledged, and the conversation goes on", async () => {
    const { caseId, roomId, consentId, health, rhona } = await scene();
    const wires = await Promise.all(
      [0, 1].map(async (node) => {
        const wire = await (await as("tariq", node)).again();
        for (const room of [roomId, health]) expect((await wire.ask("subscribe", { roomId: room, afterSeq: null })).ok).toBe(true);
        return wire;
      }),
    );
    await rhona.act(roomId, "narrowConsent", { consentId, method: "phone", scopes: ["identity", "needs", "message"] });
    for (const node of [0, 1]) {
      const tariq = await as("tariq", node);
      const absent = caseRoom(nobody(), "health");
      const ask = (room: string) => tariq.bytes("room.since", { roomId: room, afterSeq: null });
      expect(await ask(health)).toEqual(await ask(absent));
      expect(await tariq.attempt(health, "postMessage", { text: "late" })).toMatchObject({ ok: false, error: { code: "NotFound" } });
    }
    for (const wire of wires) {
      const { body } = await wire.frame("closed", (f) => f.name === "closed");
      expect(body).toEqual({ roomId: health, code: "narrowed" });
    }
    const secret = "said among those who may still know";
    await rhona.act(health, "postMessage", { text: secret });
    await rhona.act(roomId, "postMessage", { text: "see you on Friday" });
    for (const wire of wires) {
      await wire.frame("the conversation goes on", () => eventsIn(wire.frames, roomId).some((e) => e.body.text === "see you on Friday"));
      for (const packet of wire.raw) expect(packet).not.toContain(secret);
    }
    expect(await rowOf("tariq", caseId)).toMatchObject({ parts: [] });
    expect(await partsOf("tariq", roomId)).toEqual([]);
  });

  test("a withdrawal ends every place of the case before it is acknowledged", async () => {
    const { roomId, consentId, health, rhona } = await scene();
    await rhona.act(roomId, "withdrawConsent", { consentId, method: "face" });
    for (const node of [0, 1])
      for (const room of [roomId, health])
        expect(await (await as("tariq", node)).subscribe(room), `${room} on ${node}`).toMatchObject({ ok: false });
  });

  test("shared again later, 'from now on' begins at the new yes: what was written meanwhile stays unread", async () => {
    const { roomId, consentId, health, rhona } = await scene({ terms: { historyFrom: { kind: "now" } } });
    await rhona.act(roomId, "narrowConsent", { consentId, method: "phone", scopes: ["message"] });
    await rhona.act(health, "postMessage", { text: "between us" });
    const wider = consentInput(nodes.clock, [nodes.orgs.hub.orgId], {
      terms: { scopes: ["message", "health"], historyFrom: { kind: "now" } },
    });
    await rhona.act(roomId, "recordConsent", { ...wider, supersedes: consentId });
    await rhona.act(health, "postMessage", { text: "for both again" });
    const { events } = await (await as("tariq", 1)).since(health, 0);
    expect(events.flatMap((e) => (e.type === "messagePosted" ? [e.body.text] : []))).toEqual(["for both again"]);
  });

  test("who comes in 'from now on' finds nothing unread that was said before it, in the main conversation and beside it", async () => {
    const built = await aCase(at(), { consent: false, invited: false, joined: false });
    const { caseId, roomId } = built;
    const health = caseRoom(caseId, "health");
    const rhona = await as("rhona");
    await rhona.act(health, "openCompartment", { compartment: "health" });
    for (const room of [roomId, roomId, health]) await rhona.act(room, "postMessage", { text: "before their time" });
    const terms = { historyFrom: { kind: "now" }, scopes: ["identity", "message", "health"] };
    const yes = consentInput(nodes.clock, [nodes.orgs.hub.orgId], { terms });
    const participationId = nobody();
    await rhona.act(roomId, "recordConsent", yes);
    await rhona.act(roomId, "inviteOrganisation", { participationId, orgId: nodes.orgs.hub.orgId, consentId: yes.consentId });
    await rhona.act(roomId, "postMessage", { text: "in their time, and before they came in" });
    await (await as("tariq")).act(roomId, "joinCase", { participationId });
    expect(await rowOf("tariq", caseId)).toMatchObject({ unread: 1, parts: [{ compartment: "health", unread: 0 }] });
    await rhona.act(health, "postMessage", { text: "he is dizzy" });
    // asked again, and given: it goes on as it was
    const again = consentInput(nodes.clock, [nodes.orgs.hub.orgId], { terms, supersedes: yes.consentId });
    await rhona.act(roomId, "recordConsent", again);
    expect(await rowOf("tariq", caseId)).toMatchObject({ unread: 2, parts: [{ compartment: "health", unread: 1 }] });
  });

  test("what is for the whole case is not decided in one of its places", async () => {
    const { health, consentId, participationId, rhona } = await scene();
    for (const [type, input] of [
      ["withdrawConsent", { consentId, method: "phone" }],
      ["leaveCase", { participationId }],
      ["addColleague", { participationId, personId: nodes.people.isla.personId }],
    ] as const)
      expect(await rhona.attempt(health, type, input), type).toMatchObject({ ok: false, error: { code: "GeneralOnly" } });
  });

  test("a partner's information lead who may stop a sharing unread, and whoever is only invited, find no place there", async () => {
    const { health, consentId } = await scene();
    const hana = await as("hana");
    const absent = caseRoom(nobody(), "health");
    const ask = (room: string) =>
      hana.bytes("cases.withdrawConsent", { roomId: room, id: nobody(), input: { consentId, method: "phone" } });
    expect(await ask(health)).toEqual(await ask(absent));
    expect(await hana.call("cases.sharing", { roomId: health })).toMatchObject({ ok: false, error: { code: "NotFound" } });
  });

  test("who has no part in it learns nothing from a case that has such places: the same bytes as for one that has none", async () => {
    const [withPlaces, without] = [await scene(), await aCase(at(), withScopes())];
    const tariqs = async (caseId: string) => {
      const row = await rowOf("tariq", caseId);
      return { ...row, caseId: "", roomId: "", participationId: "", lastAt: "", unread: 0 };
    };
    const { rhona, roomId, consentId } = withPlaces;
    await rhona.act(roomId, "narrowConsent", { consentId, method: "phone", scopes: ["identity", "needs", "message"] });
    expect(await tariqs(withPlaces.caseId)).toEqual(await tariqs(without.caseId));
    const tariq = await as("tariq");
    const parts = (room: string) => tariq.bytes("cases.parts", { roomId: room });
    expect(await parts(roomId)).toEqual(await parts(without.roomId));
  });
});

test("the ledger is asked by the conversation, and tells a partner's information lead of no place that they are not let into", async () => {
  const { roomId, caseId, health, rhona } = await scene();
  const kept = await aCase(at());
  const hidden = caseRoom(kept.caseId, "health");
  await rhona.act(hidden, "openCompartment", { compartment: "health" });
  const [hana, tariq] = [await as("hana"), await as("tariq")];
  for (const each of [kept.caseId, caseId]) await saidWhy(at(), { caseId: each }, hana.who);
  for (const path of ["cases.ledger", "cases.verifyLedger"])
    for (const room of [hidden, health])
      expect(await hana.bytes(path, { roomId: room }), path).toEqual(await hana.bytes(path, { roomId: caseRoom(nobody(), "health") }));
  for (const room of [hidden, caseRoom(kept.caseId, "mental")]) await tariq.bytes("room.since", { roomId: room, afterSeq: null });
  await tariq.since(health, 0);
  await nodes.first.app.rooms.settled();
  type Lines = { data: { entries: { refused: boolean; compartment?: string }[] } };
  const lines = async (room: string) => ((await hana.call("cases.ledger", { roomId: room })) as never as Lines).data.entries;
  expect((await lines(kept.roomId)).filter((line) => line.compartment !== undefined)).toEqual([]);
  // their own people's looks into a place that they may know of are theirs to know
  expect((await lines(caseRoom(caseId))).filter((line) => line.compartment === "health").length).toBeGreaterThan(0);
  expect(roomId).toBe(caseRoom(caseId));
});

test("a place that is begun after a colleague has gone has the people of the case, each once, and the shared inbox where it stands in", async () => {
  const built = await aCase(at(), withScopes("health"));
  const { roomId, leadId, caseId } = built;
  const { rhona, isla } = nodes.people;
  const rhonas = await as("rhona");
  await rhonas.act(roomId, "addColleague", { participationId: leadId, personId: isla.personId });
  await house(at(), roomId, "noteColleagueGone", { orgId: rhona.orgId, personId: rhona.personId, name: rhona.name });
  const health = caseRoom(caseId, "health");
  await (await as("isla")).act(health, "openCompartment", { compartment: "health" });
  const of = async (room: typeof roomId) => {
    const { participations, leadWorker } = await nodes.first.app.rooms.ask<CaseState>(room);
    return { leadWorker, who: Object.values(participations).map((p) => [p.orgId, p.status, p.members, p.inbox]) };
  };
  expect(await of(health)).toEqual(await of(roomId));
});

type Step = { what: "post" | "narrow" | "pause" | "resume" | "withdraw"; by: "rhona" | "tariq"; node: 0 | 1 };
const step = fc.record<Step>({
  what: fc.constantFrom("post", "post", "post", "post", "narrow", "pause", "resume", "withdraw"),
  by: fc.constantFrom("rhona", "tariq"),
  node: fc.constantFrom(0, 1),
});
const lots = fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 });

test("whatever is said there while sharing is narrowed, paused and withdrawn beside it, on two nodes: no word after the answer, none that the place's own log forbids (N9)", async () => {
  const commands = {
    post: "postMessage",
    narrow: "narrowConsent",
    pause: "pauseConsent",
    resume: "resumeConsent",
    withdraw: "withdrawConsent",
  };
  await fc.assert(
    fc.asyncProperty(lots, async (all) => {
      const { roomId, consentId, health } = await scene();
      const onTheirWord = { consentId, method: "phone" };
      let shut = Number.POSITIVE_INFINITY;
      for (const lot of all) {
        await Promise.all(
          lot.map(async ({ what, by, node }) => {
            const client = await as(by, node);
            const input = what === "post" ? { text: "word" } : what === "narrow" ? { ...onTheirWord, scopes: ["message"] } : onTheirWord;
            const answer = await client.attempt(what === "post" ? health : roomId, commands[what], input);
            if (!answer.ok) expect(["NotFound", "WrongState", "LeadOnly", "NotNarrower", "ConsentMissing"]).toContain(answer.error.code);
            // what ends for good ends there too before it is answered
            else if (what === "withdraw" || what === "narrow") shut = Math.min(shut, await nodes.first.app.log.headSeq(health));
          }),
        );
        nodes.clock.advance(1);
      }
      const { log } = nodes.first.app;
      expect(await log.verify(health)).toBeUndefined();
      const tariq = actorOf(nodes.people.tariq);
      let state = noCase;
      for (const event of (await log.read(health, 0)).events as unknown as CaseEvent[]) {
        const said = event.type === "messagePosted" && event.actor.personId === tariq.personId;
        if (said) expect(mayRead(state, tariq, event.at), `${event.seq}: said while it was shut`).toBe(true);
        if (said) expect(event.seq, "said after the end was acknowledged").toBeLessThanOrEqual(shut);
        state = foldCase(state, event);
      }
    }),
    { numRuns: 10, interruptAfterTimeLimit: 25_000 },
  );
});
