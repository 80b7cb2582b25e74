import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom, clientRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DoubtRow } from "../../../apps/server/src/concerns/router.ts";
import { derivedId } from "../../../apps/server/src/kernel/decide.ts";
import { systemActor } from "../../../apps/server/src/kernel/system.ts";
import { aCase, actAs, type BuiltCase, consentInput, type Person } from "../../kit/build.ts";
import { consentKit, dayOf } from "../../kit/consents.ts";
import { cafeIsIn, withScopes } from "../../kit/scenes.ts";
import { type Acknowledged, eventsIn } from "../../kit/wire.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { leadsIn } from "../concerns/scenes.ts";

const uuid = <T extends string = string & never>(): T => newId<T>(Date.now());
const said = (answer: Acknowledged): string =>
  answer.ok ? "written" : [answer.error.meaning, answer.error.code, answer.error.details.field].filter(Boolean).join(" ");
const gone = "NOT_FOUND NotFound";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const asLead = ({ roomId }: BuiltCase, type: string, input: Record<string, unknown>) =>
  actAs(world, world.people.rhona, { roomId, type, input });
const { reads, noticesOf, guardian, lacks } = consentKit(() => world);

describe("21. somebody else reads the person's post or hears their phone", () => {
  test("how they can be reached safely is kept with who they are, and seen by nobody who may not know how to reach them", async () => {
    const { rhona, tariq, olga, ian } = world.people;
    const mark = `canary-${uuid()}`;
    const built = await aCase(world, withScopes("contact"));
    await cafeIsIn(world, built);
    const lead = await world.as(rhona);
    const safeContact = { never: ["post", "voicemail"], neutral: true, mayTell: mark };
    const identity = { name: "Mohammed Khan", contact: "07700 900123 after noon", safeContact };
    await lead.act(clientRoom(built.clientId), "correctIdentity", { identity });
    const asked = async (who: Person) => (await world.as(who)).bytes("cases.client", { roomId: built.roomId });
    for (const who of [rhona, tariq]) expect((await asked(who)).text, who.name).toContain(JSON.stringify(safeContact));
    for (const who of [olga, ian, world.people.otto]) {
      expect((await asked(who)).text, who.name).not.toMatch(/canary|safeContact|07700/);
      for (const roomId of [built.roomId, clientRoom(built.clientId)])
        expect((await (await world.as(who)).bytes("room.since", { roomId, afterSeq: null })).text, who.name).not.toMatch(
          /canary|safeContact/,
        );
    }
    const spoilt = { name: "Mohammed Khan", safeContact: { ...safeContact, never: ["pigeon"] } };
    expect(said(await lead.attempt(clientRoom(built.clientId), "correctIdentity", { identity: spoilt }))).toMatch(/^BAD_REQUEST BadInput/);
  });

  test("once the person no longer shares how to reach them, the organisation doesn't know it any more", async () => {
    const built = await aCase(world, withScopes("contact"));
    const lead = await world.as(world.people.rhona);
    const identity = { name: "Mohammed Khan", safeContact: { never: ["phone"], neutral: false } };
    await lead.act(clientRoom(built.clientId), "correctIdentity", { identity });
    const tariq = await world.as(world.people.tariq);
    expect((await tariq.bytes("cases.client", { roomId: built.roomId })).text).toContain("safeContact");
    await lead.act(built.roomId, "narrowConsent", {
      consentId: built.consentId,
      method: "phone",
      scopes: ["identity", "needs", "message"],
    });
    expect((await tariq.bytes("cases.client", { roomId: built.roomId })).text).not.toContain("safeContact");
  });
});

describe("22. a yes that was not given freely", () => {
  test("is paused at once; what others get is byte for byte a pause like any other, and why is for the lead's safeguarding leads alone", async () => {
    const { rhona, ian, tariq, hana, olga } = world.people;
    const leads = await leadsIn(world);
    const words = `canary-${uuid()}`;
    const [doubted, plain] = [await aCase(world), await aCase(world)];
    for (const built of [doubted, plain]) await cafeIsIn(world, built);
    const listeners = await Promise.all([rhona, olga].map(async (who) => (await world.as(who)).again()));
    for (const wire of listeners) for (const { roomId } of [doubted, plain]) await wire.ask("subscribe", { roomId, afterSeq: null });
    const client = await world.as(tariq);
    const pause = (built: BuiltCase, more: Record<string, unknown>) =>
      client.attempt(built.roomId, "pauseConsent", { consentId: built.consentId, method: "face", ...more });
    const answers = [await pause(doubted, { doubt: { words } }), await pause(plain, {})];
    expect(answers.map(said)).toEqual(["written", "written"]);
    expect(JSON.stringify(answers)).not.toMatch(/canary|doubt/);
    await world.app.effects.settled();
    expect(await reads(tariq, doubted.roomId)).toBe(false);
    // what arrived, and what can be asked for, differs in ids and moments only
    const shape = (value: string, built: BuiltCase) =>
      value
        .replaceAll(built.caseId, "case")
        .replaceAll(/[0-9a-f-]{36}/g, "id")
        .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "then")
        .replaceAll(/"receiptId":"\w+"/g, "receipt");
    for (const [i, wire] of listeners.entries()) {
      const last = (built: BuiltCase) => eventsIn(wire.frames, built.roomId).filter((e) => e.type === "consentPaused");
      await wire.frame("both pauses", () => last(doubted).length === 1 && last(plain).length === 1);
      expect(shape(JSON.stringify(last(doubted)), doubted), `listener ${i}`).toBe(shape(JSON.stringify(last(plain)), plain));
      expect(wire.raw.join("")).not.toMatch(/canary|doubt/);
    }
    for (const who of [rhona, olga, ian, tariq, hana, leads.ada, leads.odd]) {
      const each = await world.as(who);
      for (const path of ["room.since", "cases.ledger", "cases.sharing"]) {
        const ask = (built: BuiltCase) => each.bytes(path, { roomId: built.roomId, ...(path === "room.since" ? { afterSeq: null } : {}) });
        const [a, b] = [await ask(doubted), await ask(plain)];
        expect(a.text, `${who.name} ${path}`).not.toMatch(/canary|doubt/);
        expect(a.status, `${who.name} ${path}`).toBe(b.status);
        if (path === "room.since") expect(shape(a.text, doubted) === shape(b.text, plain), `${who.name} reads them alike`).toBe(true);
      }
      const list = (await each.call("concerns.doubts")) as unknown as { data: DoubtRow[] };
      expect(list.data, who.name).toEqual([]);
    }
    expect(await noticesOf(tariq, doubted)).toEqual(await noticesOf(tariq, plain));
    // the lead's safeguarding lead is told that there is something, and reads what
    expect(await noticesOf(leads.sorcha, doubted)).toEqual([{ kind: "concern" }]);
    expect(await noticesOf(leads.sorcha, plain)).toEqual([]);
    const { data } = (await (await world.as(leads.sorcha)).call("concerns.doubts")) as unknown as { data: DoubtRow[] };
    expect(data).toMatchObject([{ caseId: doubted.caseId, words, by: "Tariq, Govan Food Hub", orgs: ["Govan Food Hub"], stands: true }]);
  });

  test("said of a yes that is paused already is byte for byte an agreement that the house notes once more, in the thread and in the ledger", async () => {
    const { rhona, ian, tariq, hana, olga } = world.people;
    const { sorcha } = await leadsIn(world);
    const words = `canary-${uuid()}`;
    const [doubted, plain] = [await aCase(world), await aCase(world)];
    const on = (built: BuiltCase, moreOf: Record<string, unknown>) => ({ consentId: built.consentId, method: "face", ...moreOf });
    for (const built of [doubted, plain]) {
      await cafeIsIn(world, built);
      await asLead(built, "pauseConsent", on(built, {}));
    }
    const { agreement } = Object.values((await world.app.rooms.ask<CaseState>(plain.roomId)).participations).find((p) => p.agreement) ?? {};
    const wire = await (await world.as(olga)).again();
    for (const { roomId } of [doubted, plain]) await wire.ask("subscribe", { roomId, afterSeq: null });
    const answer = await (await world.as(hana)).attempt(doubted.roomId, "pauseConsent", on(doubted, { doubt: { words } }));
    expect([said(answer), JSON.stringify(answer)]).toEqual(["written", expect.not.stringMatching(/canary|doubt|consentPaused/)]);
    const noted = { type: "noteAgreement", input: { orgId: world.orgs.hub.orgId, ...agreement } };
    await world.app.rooms.act(systemActor, plain.roomId, { id: derivedId("noted", plain.caseId), ...noted });
    await world.app.effects.settled();
    const shape = (value: string, built: BuiltCase) =>
      value
        .replaceAll(built.caseId, "case")
        .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f-]{21}/g, "id$1")
        .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "then")
        .replaceAll(/"receiptId":"\w+"/g, "receipt");
    const heard = (built: BuiltCase) => eventsIn(wire.frames, built.roomId);
    await wire.frame("both", () => heard(doubted).length === 1 && heard(plain).length === 1);
    expect(shape(JSON.stringify(heard(doubted)), doubted)).toBe(shape(JSON.stringify(heard(plain)), plain));
    for (const who of [rhona, olga, ian, tariq, hana]) {
      const each = await world.as(who);
      for (const [path, more] of [
        ["room.since", { afterSeq: null }],
        ["cases.ledger", {}],
      ] as const) {
        const [a, b] = await Promise.all([doubted, plain].map((built) => each.bytes(path, { roomId: built.roomId, ...more })));
        expect(a?.text, `${who.name} ${path}`).not.toMatch(/canary|doubt/);
        expect(shape(a?.text ?? "", doubted), `${who.name} ${path}`).toBe(shape(b?.text ?? "", plain));
      }
    }
    expect(await noticesOf(tariq, doubted)).toEqual(await noticesOf(tariq, plain));
    const { data } = (await (await world.as(sorcha)).call("concerns.doubts")) as unknown as { data: DoubtRow[] };
    expect(data.filter((row) => row.caseId === doubted.caseId)).toMatchObject([{ words, stands: true }]);
  });

  test("what is copied into the places beside the conversation is a pause and nothing more", async () => {
    const built = await aCase(world, withScopes("health"));
    const health = caseRoom(built.caseId, "health");
    await actAs(world, world.people.rhona, { roomId: health, type: "openCompartment", input: { compartment: "health" } });
    await asLead(built, "pauseConsent", { consentId: built.consentId, method: "face", doubt: { words: "Her son answered for her." } });
    await world.app.effects.settled();
    const { events } = await world.app.log.read(health, 0);
    expect(events.filter((e) => e.type === "consentPaused").map((e) => e.body)).toEqual([{ consentId: built.consentId, method: "face" }]);
  });

  test("goes on with a new yes and not with the old one; stopping it is not guarded, and a worry needs no consent", async () => {
    const built = await aCase(world);
    const leads = await leadsIn(world);
    const word = { consentId: built.consentId, method: "face" };
    await asLead(built, "pauseConsent", { ...word, doubt: {} });
    const rhona = await world.as(world.people.rhona);
    expect(said(await rhona.attempt(built.roomId, "resumeConsent", word))).toBe("CONFLICT AskAnew");
    const about = (await (await world.as(leads.ada)).call("concerns.about")) as unknown as { data: { rows: { caseId: string }[] } };
    expect(about.data.rows.map((each) => each.caseId)).toContain(built.caseId);
    const anew = consentInput(world.clock, [world.orgs.hub.orgId], { supersedes: built.consentId });
    await rhona.act(built.roomId, "recordConsent", anew);
    expect(await reads(world.people.tariq, built.roomId)).toBe(true);
    const { data } = (await (await world.as(leads.sorcha)).call("concerns.doubts")) as unknown as { data: DoubtRow[] };
    expect(data.filter((row) => row.caseId === built.caseId)).toMatchObject([{ stands: false, words: "" }]);
    const other = await aCase(world);
    await asLead(other, "pauseConsent", { consentId: other.consentId, method: "face", doubt: {} });
    expect(said(await rhona.attempt(other.roomId, "withdrawConsent", { consentId: other.consentId, method: "face" }))).toBe("written");
  });
});

describe("23. the person can't decide any more, or dies", () => {
  const rest = (built: BuiltCase, because: string) =>
    asLead(built, "restSharing", { because, on: dayOf(world.clock.now()), from: "her daughter, by phone" });

  test("sharing rests at once and all who took part read why, kindly; nothing is deleted, and old words of consent don't lift it", async () => {
    const { tariq, rhona } = world.people;
    for (const [because, reason] of [
      ["capacity", "rests"],
      ["death", "died"],
    ] as const) {
      const built = await aCase(world);
      await actAs(world, tariq, { roomId: built.roomId, type: "postMessage", input: { text: "she came on Tuesday" } });
      const head = await world.app.log.headSeq(built.roomId);
      await rest(built, because);
      expect(await noticesOf(tariq, built)).toEqual([{ kind: "sharingEnded", reason }]);
      expect([await reads(tariq, built.roomId), await reads(rhona, built.roomId)]).toEqual([false, true]);
      const { events } = await world.app.log.read(built.roomId, 0);
      expect(events.slice(0, head).some((e) => e.body.text === "she came on Tuesday")).toBe(true);
      const cafe = await world.as(rhona);
      const join = { participationId: uuid(), orgId: world.orgs.hub.orgId, consentId: built.consentId };
      expect(said(await cafe.attempt(built.roomId, "inviteOrganisation", join))).toBe("PRECONDITION_FAILED ConsentMissing consentId");
    }
  });

  test("it goes on with the yes of somebody who may decide, with their evidence, and for what they said yes to only", async () => {
    const built = await aCase(world);
    const cafe = await cafeIsIn(world, built);
    await rest(built, "capacity");
    const { tariq, olga, rhona } = world.people;
    const client = await world.as(rhona);
    const decided = consentInput(world.clock, [world.orgs.hub.orgId], {
      grantor: guardian(),
      capacity: lacks(),
      supersedes: built.consentId,
    });
    const own = { ...decided, grantor: { kind: "self" } };
    expect(said(await client.attempt(built.roomId, "recordConsent", own))).toBe("BAD_REQUEST LacksCapacity capacity.outcome");
    await client.act(built.roomId, "recordConsent", decided);
    expect([await reads(tariq, built.roomId), await reads(olga, built.roomId)]).toEqual([true, false]);
    expect(cafe).toBeTruthy();
  });

  test("it goes on when two of the practice agree on what is best, of which the information lead is told; after a death only a mistake is put right", async () => {
    const { tariq, isla, rhona, ian } = world.people;
    const built = await aCase(world);
    await asLead(built, "addColleague", { participationId: built.leadId, personId: isla.personId });
    await rest(built, "capacity");
    await asLead(built, "recordBestInterests", { capacity: lacks(), consulted: "his sister", why: "He is glad of it." });
    expect(await reads(tariq, built.roomId)).toBe(false);
    expect(await noticesOf(ian, built)).toEqual([{ kind: "bestInterests" }]);
    const agree = { how: { kind: "bestInterests" } };
    expect(said(await (await world.as(rhona)).attempt(built.roomId, "endRest", agree))).toBe("FORBIDDEN SecondPersonDecides");
    await actAs(world, isla, { roomId: built.roomId, type: "endRest", input: agree });
    expect(await reads(tariq, built.roomId)).toBe(true);
    await rest(built, "death");
    const client = await world.as(rhona);
    expect(said(await client.attempt(built.roomId, "recordConsent", consentInput(world.clock, [world.orgs.cafe.orgId])))).toBe(
      "CONFLICT HasDied",
    );
    expect(said(await client.attempt(built.roomId, "endRest", agree))).toBe("CONFLICT HasDied");
    await client.act(built.roomId, "endRest", { how: { kind: "mistake", reason: "another person of that name" } });
    expect(await reads(tariq, built.roomId)).toBe(true);
    expect(said(await (await world.as(tariq)).attempt(built.roomId, "endRest", agree))).not.toBe(gone);
  });
});
