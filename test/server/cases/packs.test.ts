import { didWords, type LedgerEntry } from "@linkwork/shared/cases/ledger.ts";
import type { Pack } from "@linkwork/shared/cases/pack.ts";
import { dueOf } from "@linkwork/shared/cases/rules-requests.ts";
import { type ConcernId, newId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom, clientRoom, concernRoom, requestsRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LedgerPage } from "../../../apps/server/src/cases/router-ledger.ts";
import type { RequestDue, Requests } from "../../../apps/server/src/cases/router-requests.ts";
import { aCase, actAs, type BuiltCase, type Person } from "../../kit/build.ts";
import { minute } from "../../kit/clock.ts";
import { aColleague, aDevice, setUpAuthenticator } from "../../kit/factors.ts";
import { nobody } from "../../kit/given.ts";
import { testNumber } from "../../kit/numbers.ts";
import { asked, cafeIsIn, did, keptAway, withdrawn, withScopes } from "../../kit/scenes.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const words = (what: string): string => `canary-${what}`;
type Lived = BuiltCase & { requestId: string; aboutOther: number; harmful: number; health: number };

/** Two organisations talk, a health note is written, a worry is raised, and the person asks for a copy. */
async function lived(): Promise<Lived> {
  const built = await aCase(world, withScopes("health"));
  const { rhona } = world.people;
  await actAs(world, rhona, {
    roomId: clientRoom(built.clientId),
    type: "correctIdentity",
    input: { identity: { name: "Mohammed Khan", numbers: [testNumber(++made)] } },
  });
  await did("rhona", "postMessage", { text: words("rhona") })(world, built);
  await did("tariq", "postMessage", { text: words("tariq") })(world, built);
  const { seq: aboutOther } = await did("tariq", "postMessage", { text: words("neighbour") })(world, built);
  const { seq: harmful } = await did("rhona", "postMessage", { text: words("harm") })(world, built);
  const edited = await did("rhona", "postMessage", { text: words("before") })(world, built);
  await did("rhona", "editMessage", { messageSeq: edited.seq, text: words("after") })(world, built);
  const roomId = caseRoom(built.caseId, "health");
  await actAs(world, rhona, { roomId, type: "openCompartment", input: { compartment: "health" } });
  await world.app.effects.settled();
  const { seq: health } = await actAs(world, rhona, { roomId, type: "postMessage", input: { text: words("tablets") } });
  return { ...built, aboutOther, harmful, health, requestId: await asked(world, built) };
}
let made = 800;

const pack = async (who: Person, { roomId, requestId }: Pick<Lived, "roomId" | "requestId">) =>
  (await world.as(who)).call("cases.accessPack", { roomId, requestId });
const own = async (who: Person, { roomId }: { roomId: string }) =>
  (await world.as(who)).call("cases.ownPack", { roomId, why: { relation: "accessRequest" } });
async function got(answer: ReturnType<typeof pack>): Promise<Pack> {
  const given = await answer;
  if (!given.ok) throw new Error(given.error.code);
  return given.data as Pack;
}
const code = async (answer: ReturnType<typeof pack>) => {
  const given = await answer;
  return given.ok ? "given" : given.error.code;
};
const move = (who: Person, { caseId, requestId }: Lived, to: string) =>
  actAs(world, who, { roomId: requestsRoom(caseId), type: "moveRequest", input: { requestId, to } });
const keepBack = ({ caseId, requestId }: Lived, seq: number, why: string) =>
  actAs(world, world.people.ian, {
    roomId: requestsRoom(caseId),
    type: "markPart",
    input: { requestId, compartment: "general", seq, withheld: { why, words: words("why") } },
  });
const texts = ({ messages }: Pack) => messages.map(({ text }) => text);

describe("the copy that the person asked for", () => {
  test("holds every message of every place in its order, with organisation and time, what was agreed with the paper's words, the files and who has looked", async () => {
    const built = await lived();
    const { ian, rhona } = world.people;
    await move(ian, built, "ready");
    const copy = await got(pack(rhona, built));
    expect(texts(copy)).toEqual(["rhona", "tariq", "neighbour", "harm", "after", "tablets"].map(words));
    expect(copy.messages.map(({ who }) => who)).toContainEqual({ name: "Tariq", orgName: "Govan Food Hub" });
    expect(copy.messages.map(({ place }) => place)).toEqual([undefined, undefined, undefined, undefined, undefined, "health"]);
    expect(copy.messages.find(({ text }) => text === words("after"))?.before?.map(({ text }) => text)).toEqual([words("before")]);
    expect(copy.messages.map(({ at }) => at)).toEqual(copy.messages.map(({ at }) => at).toSorted());
    expect(copy.consents).toMatchObject([
      {
        status: "active",
        told: ["Govan Food Hub"],
        grantor: { kind: "self" },
        receipt: {
          text: expect.arrayContaining([expect.stringMatching(/^On .* you told Rhona at Southside Practice that /)]),
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      },
    ]);
    expect(copy.person).toMatchObject({ name: "Mohammed Khan" });
    expect(copy).toMatchObject({
      format: "linkwork-pack",
      kind: "person",
      label: "M.K.",
      orgName: "Southside Practice",
      phone: "0141 496 0000",
    });
    expect(JSON.stringify(copy.seen)).toContain("noted that you asked for a copy of what is held about you");
    expect(copy.draft).toBeUndefined();
  });

  test("is gone through first by an information lead: until then nobody else has it, and the link worker who noted it does not review it", async () => {
    const built = await lived();
    const { ian, rhona, isla, tariq, hana, otto } = world.people;
    expect(await code(pack(rhona, built))).toBe("InfoLeadOnly");
    expect((await got(pack(ian, built))).draft).toBe(true);
    for (const who of [isla, tariq, hana, otto]) {
      expect(await (await world.as(who)).bytes("cases.accessPack", { roomId: built.roomId, requestId: built.requestId })).toEqual(
        await (await world.as(who)).bytes("cases.accessPack", { roomId: caseRoom(nobody()), requestId: built.requestId }),
      );
      expect(await code((await world.as(who)).call("cases.requests", { roomId: built.roomId }))).toBe("NotFound");
    }
    await move(ian, built, "ready");
    expect(await code(pack(rhona, built))).toBe("given");
    await move(rhona, built, "withdrawn");
    expect([await code(pack(rhona, built)), await code(pack(ian, built))]).toEqual(["WrongState", "WrongState"]);
  });

  test("says that a part is kept back, and why; where even that would do harm it shows nothing, and the reason's own words are in no copy", async () => {
    const built = await lived();
    const { ian, rhona } = world.people;
    await keepBack(built, built.aboutOther, "otherPerson");
    await keepBack(built, built.harmful, "harm");
    const draft = await got(pack(ian, built));
    expect(texts(draft)).toContain(words("neighbour"));
    expect(draft.messages.filter((m) => m.withheld).map((m) => m.withheld)).toEqual(["otherPerson", "harm"]);
    await move(ian, built, "ready");
    for (const who of [rhona, ian]) {
      const copy = await got(pack(who, built));
      expect(copy.messages.filter((m) => m.withheld)).toMatchObject([{ withheld: "otherPerson", who: { name: "Tariq" } }]);
      const all = JSON.stringify(copy);
      for (const gone of ["neighbour", "harm", "why"]) expect(all).not.toContain(words(gone));
      expect(copy.messages.some((m) => m.seq === built.harmful && m.place === undefined)).toBe(false);
    }
    // gone through again, everything is there to be judged anew
    await move(ian, built, "review");
    expect(texts(await got(pack(ian, built)))).toContain(words("harm"));
  });

  test("holds nothing that came after it was gone through: no word that nobody looked at, and no later change of one", async () => {
    const built = await lived();
    const { ian, rhona } = world.people;
    const last = await did("rhona", "postMessage", { text: words("last") })(world, built);
    await move(ian, built, "ready");
    await did("tariq", "postMessage", { text: words("later") })(world, built);
    await did("rhona", "editMessage", { messageSeq: last.seq, text: words("changed") })(world, built);
    expect(texts(await got(pack(rhona, built)))).not.toContain(words("later"));
    expect(JSON.stringify(await got(pack(rhona, built)))).not.toContain(words("changed"));
  });

  test("no worry about safety is in it, nor hinted at: with one and without one the copy is the same", async () => {
    const built = await lived();
    const { ian, rhona } = world.people;
    await move(ian, built, "ready");
    await got(pack(rhona, built));
    await world.app.rooms.settled();
    const before = await got(pack(rhona, built));
    const lead = await aColleague(world, { ...rhona, roles: ["safeguardingLead", "linkWorker"] }, "Sam");
    const second = await aColleague(world, { ...rhona, roles: ["safeguardingLead"] }, "Sue");
    await actAs(world, rhona, {
      roomId: built.roomId,
      type: "addColleague",
      input: { participationId: built.leadId, personId: lead.personId },
    });
    const withLead = await got(pack(rhona, built));
    const concernId = newId<ConcernId>(world.clock.now());
    await actAs(world, lead, {
      roomId: concernRoom(concernId),
      type: "raiseConcern",
      input: {
        ...{ concernId, caseId: built.caseId, authority: "danger", reason: words("concern") },
        second: { orgId: second.orgId, personId: second.personId },
      },
    });
    await actAs(world, second, { roomId: concernRoom(concernId), type: "confirmConcern", input: {} });
    await actAs(world, second, { roomId: concernRoom(concernId), type: "writeNote", input: { text: words("note") } });
    await world.app.effects.settled();
    await world.app.rooms.settled();
    const after = await got(pack(rhona, built));
    const bare = ({ madeAt: _madeAt, seen: _seen, ...rest }: Pack) => rest;
    expect(bare(after)).toEqual(bare(withLead));
    expect(bare(withLead).messages).toEqual(bare(before).messages);
    const copies = (copy: Pack) => JSON.stringify(copy.seen).replaceAll(/, (twice|\d+ times)/g, "");
    expect(copies(after)).toBe(copies(withLead));
    expect(JSON.stringify(after)).not.toMatch(/canary-concern|canary-note|concern|worry|worries/i);
  });

  test("whoever the person wants kept away is named nowhere in it: it may be read at home by others", async () => {
    const built = await lived();
    const { ian, rhona } = world.people;
    await keptAway("tariq")(world, built);
    await move(ian, built, "ready");
    const copy = await got(pack(rhona, built));
    expect(texts(copy)).toContain(words("tariq"));
    expect(JSON.stringify({ ...copy, consents: [] })).not.toContain("Tariq");
    expect(JSON.stringify(copy)).not.toMatch(/excluded|[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });
});

describe("the month", () => {
  test("ends on the same day of the next month, or on its last day", () => {
    const table = [
      ["2026-11-29", "2026-12-29"],
      ["2026-12-31", "2027-01-31"],
      ["2027-01-29", "2027-02-28"],
      ["2028-01-31", "2028-02-29"],
      ["2026-08-31", "2026-09-30"],
      ["2026-02-28", "2026-03-28"],
    ];
    for (const [received = "", due] of table) expect(dueOf(received)).toBe(due);
  });

  test("stands on Today for the information lead and for the link worker in the case, the most urgent first, until it is given; for nobody else", async () => {
    const [one, two] = [await lived(), await lived()];
    const { ian, rhona, isla, hana } = world.people;
    const due = async (who: Person): Promise<RequestDue[]> => {
      const answer = await (await world.as(who)).call("cases.requestsDue");
      return answer.ok ? (answer.data as RequestDue[]).filter((row) => [one.caseId, two.caseId].includes(row.caseId)) : [];
    };
    for (const who of [ian, rhona]) {
      const rows = await due(who);
      expect(rows.map(({ caseId }) => caseId).toSorted()).toEqual([one.caseId, two.caseId].toSorted());
      expect(rows[0]).toMatchObject({ label: "M.K.", status: "review", dueOn: dueOf(rows[0]?.receivedOn ?? "") });
    }
    expect([await due(isla), await due(hana)]).toEqual([[], []]);
    await move(ian, one, "ready");
    await move(rhona, one, "given");
    expect((await due(ian)).map(({ caseId }) => caseId)).toEqual([two.caseId]);
    const answer = await (await world.as(rhona)).call("cases.requests", { roomId: one.roomId });
    expect(answer.ok ? (answer.data as Requests).requests.map(({ status }) => status) : []).toEqual(["given"]);
  });
});

describe("an organisation's own part", () => {
  test("is its own words with their dates, what was agreed for it, and its own people's looks; no word and no name of anybody else", async () => {
    const built = await lived();
    await cafeIsIn(world, built);
    await did("olga", "postMessage", { text: words("olga") })(world, built);
    await (await world.as(world.people.tariq)).since(built.roomId, 0);
    const { hana, olga, ian } = world.people;
    const hub = await got(own(hana, built));
    expect(texts(hub)).toEqual([words("tariq"), words("neighbour")]);
    expect(hub.consents).toMatchObject([{ told: ["Govan Food Hub"], scopes: ["identity", "needs", "message", "health"] }]);
    expect(hub.seen.flatMap(({ lines }) => lines.map(({ who }) => who)).every((who) => who.includes("Govan Food Hub"))).toBe(true);
    expect(JSON.stringify(hub)).not.toMatch(/Rhona|Olga|Elder|Southside|Mohammed|leadOnly|grantor/);
    expect(texts(await got(own(olga, built)))).toEqual([words("olga")]);
    expect(texts(await got(own(ian, built)))).toEqual(["rhona", "harm", "after", "tablets"].map(words));
    const [newest] = (await got(own(hana, built))).seen[0]?.lines.find(({ who }) => who.startsWith("Hana"))?.did ?? [];
    expect(newest).toBe("made a copy of what their organisation wrote and read, because the person asked for a copy of what is held");
  });

  test("is for its information lead, while the organisation is in; else the case isn't there", async () => {
    const built = await lived();
    const { tariq, rhona, hana, olga, otto } = world.people;
    for (const who of [tariq, rhona, olga, otto]) expect(await code(own(who, built))).toBe("NotFound");
    await keptAway("hana")(world, built);
    expect(await code(own(hana, built))).toBe("NotFound");
    const over = await lived();
    expect(await code(own(hana, over))).toBe("given");
    await withdrawn(world, over);
    expect(await code(own(hana, over))).toBe("NotFound");
  });
});

// last: time goes by in it, and everybody's factor with it
test("both ask for a fresh factor, and each is on record in the case", async () => {
  const built = await lived();
  const who = await aColleague(world, world.people.ian, "Ida");
  const device = aDevice(world, who);
  await device.signIn();
  await setUpAuthenticator(device, world.clock.now());
  const whatIsIt = { roomId: built.roomId, requestId: built.requestId };
  const wire = await device.socket();
  expect((await wire.ask("call", { path: "cases.accessPack", input: whatIsIt })).ok).toBe(true);
  world.clock.advance(11 * minute);
  for (const [path, input] of [
    ["cases.accessPack", whatIsIt],
    ["cases.ownPack", { roomId: built.roomId, why: { relation: "check" } }],
  ] as const)
    expect(await wire.ask("call", { path, input })).toMatchObject({ ok: false, error: { code: "StepUpNeeded" } });
  wire.close();
  const answer = await (await world.as(world.people.rhona)).call("cases.ledger", { roomId: built.roomId });
  const lines = answer.ok ? (answer.data as LedgerPage).entries : [];
  expect(lines.map((line: LedgerEntry) => didWords(line))).toContain("read all of it, to make the copy that the person asked for");
  expect(lines.map((line: LedgerEntry) => didWords(line))).toContain("noted that the person asked for a copy of what is held");
});
