import { didWords, type LedgerEntry, whoWords } from "@linkwork/shared/cases/ledger.ts";
import type { CaseId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LedgerPage } from "../../../apps/server/src/cases/router-ledger.ts";
import { aCase, type BuiltCase, type Person } from "../../kit/build.ts";
import { nobody } from "../../kit/given.ts";
import { awayFrom, cafeIsIn, did, keptAway, left, saidWhy, withdrawn } from "../../kit/scenes.ts";
import { createWorld, type World } from "../../kit/world.ts";

const canary = "kanarienvogel-4711";
let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

type Asked = { before?: string; orgId?: string; personId?: string; kind?: string };
const saidBy = new Set<string>();
/** Asks, and says why before, once, where that is asked: information leads are in none of these cases. */
async function ask(who: Person, { roomId }: { roomId: RoomId }, asked: Asked = {}) {
  const key = `${who.personId} ${roomId}`;
  if (who.roles.includes("infoLead") && !saidBy.has(key)) await saidWhy(world, { caseId: subjectOf(roomId) as CaseId }, who);
  saidBy.add(key);
  return (await world.as(who)).call("cases.ledger", { roomId, ...asked });
}
async function ledger(who: Person, built: { roomId: RoomId }, asked: Asked = {}): Promise<LedgerPage> {
  const answer = await ask(who, built, asked);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data as LedgerPage;
}
const sentence = (entry: LedgerEntry): string => `${whoWords(entry.who)}: ${didWords(entry)}`;
const settled = () => world.app.rooms.settled();

/** Tariq reads, Rhona writes; a colleague, a link worker of elsewhere and the café try. */
async function lived(): Promise<BuiltCase> {
  const built = await aCase(world);
  await did("rhona", "postMessage", { text: canary })(world, built);
  await did("tariq", "postMessage", { text: canary })(world, built);
  await (await world.as(world.people.tariq)).since(built.roomId, 0);
  for (const name of ["tess", "otto", "isla"] as const)
    await (await world.as(world.people[name])).call("room.since", { roomId: built.roomId, afterSeq: 0 });
  await (await world.as(world.people.otto)).attempt(built.roomId, "postMessage", { text: canary });
  await settled();
  return built;
}

describe("what the ledger says", () => {
  test("every read, word and refusal is a line with its name and time, newest first, and no content in any", async () => {
    const built = await lived();
    const { rhona } = world.people;
    const { entries, label, scope, total } = await ledger(rhona, built);
    expect([label, scope, total]).toEqual(["M.K.", "all", entries.length]);
    expect(entries.map(sentence)).toEqual([
      "somebody without access: was refused: tried to write a message",
      "Isla, Southside Practice: was refused: tried to read the conversation",
      "somebody without access: was refused: tried to read the conversation",
      "somebody of Govan Food Hub: was refused: tried to read the conversation",
      "Tariq, Govan Food Hub: read 2 messages",
      "Tariq, Govan Food Hub: wrote a message",
      "Rhona, Southside Practice: wrote a message",
      "Tariq, Govan Food Hub: came into the conversation",
      "Rhona, Southside Practice: invited Govan Food Hub",
      "Rhona, Southside Practice: noted the person's yes to sharing with Govan Food Hub",
      "Rhona, Southside Practice: opened the case",
    ]);
    expect(entries.map((e) => e.at)).toEqual(
      entries
        .map((e) => e.at)
        .toSorted()
        .toReversed(),
    );
    expect(JSON.stringify(entries)).not.toContain(canary);
  });

  test("looking at it is a line itself", async () => {
    const built = await aCase(world);
    await ledger(world.people.ian, built);
    const [line] = (await ledger(world.people.ian, built)).entries;
    expect(line && sentence(line)).toBe("Ian, Southside Practice: looked at who has seen what");
  });

  test("it goes on page by page, without a gap and without a line twice, and each page can be filtered", async () => {
    const built = await aCase(world);
    const tariq = await world.as(world.people.tariq);
    for (let i = 0; i < 230; i++) await tariq.since(built.roomId, 0, "socket");
    const seen: string[] = [];
    let before: string | undefined;
    let pages = 0;
    do {
      const page = await ledger(world.people.ian, built, {
        personId: world.people.tariq.personId,
        kind: "read",
        ...(before ? { before } : {}),
      });
      expect(page.total).toBe(230);
      seen.push(...page.entries.map((e) => e.id));
      before = page.before;
      pages += 1;
    } while (before);
    expect([pages, seen.length, new Set(seen).size]).toEqual([3, 230, 230]);
    const nowhere = await ask(world.people.ian, built, { before: nobody() });
    expect(nowhere.ok ? "" : [nowhere.error.code, nowhere.error.details.field]).toEqual(["UnknownReference", "before"]);
  });
});

describe("who may look", () => {
  test("an information lead whose organisation is in, or was, sees what their own people did and that alone", async () => {
    const built = await lived();
    const { hana, tariq } = world.people;
    const check = async () => {
      const { entries, scope, orgs, people } = await ledger(hana, built, { kind: "read" });
      expect([scope, new Set(entries.map((e) => e.who.orgId))]).toEqual(["own", new Set([tariq.orgId])]);
      expect([orgs.map((o) => o.name), people.map((p) => p.name)]).toEqual([["Govan Food Hub"], expect.not.arrayContaining(["Rhona"])]);
    };
    await check();
    const whole = await ledger(hana, built);
    // their own staff are named to them, in the case or not
    expect(whole.entries.map(sentence)).toContain("Tess, Govan Food Hub: was refused: tried to read the conversation");
    await left(world, built);
    await check();
  });

  test("after the person withdrew it still shows them what their people had read", async () => {
    const built = await lived();
    await withdrawn(world, built);
    await world.app.effects.settled();
    expect((await ledger(world.people.hana, built)).entries.map(sentence)).toContain("Tariq, Govan Food Hub: read 2 messages");
  });

  test("everybody else gets the answer for a case that isn't there, over both doors, and it is on record", async () => {
    const built = await aCase(world);
    const absent = { roomId: caseRoom(nobody()) };
    // who is in without being the lead, a link worker who isn't in, another organisation's information leads
    const without = ["tariq", "tess", "isla", "olga", "otto"] as const;
    for (const name of without)
      for (const door of ["socket", "http"] as const) {
        const client = await world.as(world.people[name]);
        expect(await client.call("cases.ledger", built.roomId ? { roomId: built.roomId } : {}, door)).toEqual(
          await client.call("cases.ledger", absent, door),
        );
      }
    await settled();
    const { entries } = await ledger(world.people.ian, built, { kind: "refused" });
    expect(entries.map(sentence).toSorted()).toEqual(
      [
        ...["Tariq, Govan Food Hub", "somebody of Govan Food Hub", "Isla, Southside Practice"],
        ...["somebody without access", "somebody without access"],
      ]
        .flatMap((who) => [who, who])
        .map((who) => `${who}: was refused: tried to look at who has seen what`)
        .toSorted(),
    );
  });

  test("whom the person wants kept away sees nothing of it, and their information lead finds no sign that it is so", async () => {
    const built = await aCase(world);
    const { tariq, hana, rhona } = world.people;
    await cafeIsIn(world, built);
    await keptAway("tariq")(world, built);
    await (await world.as(tariq)).call("room.since", { roomId: built.roomId, afterSeq: 0 });
    await settled();
    const theirs = await ledger(hana, built);
    expect(theirs.entries.filter((e) => e.refused)).toEqual([]);
    expect((await ledger(rhona, built)).entries.map(sentence)).toContain(
      "Tariq, Govan Food Hub: was refused: tried to read the conversation",
    );
    // the lead is told whom no paper may name; nobody else is
    expect((await ledger(rhona, built)).entries.filter((e) => e.away).every((e) => e.who.personId === tariq.personId)).toBe(true);
    expect((await ledger(rhona, built)).entries.some((e) => e.away)).toBe(true);
    expect(theirs.entries.some((e) => e.away)).toBe(false);
    await keptAway("hana")(world, built);
    expect((await ask(hana, built)).ok).toBe(false);
    // the café hears nothing of who was refused elsewhere
    expect(JSON.stringify(await ledger(world.people.olga, built))).not.toMatch(/Tariq|Hana|Govan/);
  });
});

describe("an information lead's way in", () => {
  const listed = async (who: Person) => {
    const answer = await (await world.as(who)).call("cases.ledgers");
    return answer.ok ? (answer.data as { rows: { caseId: string; label: string; leads: boolean }[] }).rows : [];
  };

  test("they find the cases that their organisation is or was in, by the initials and nothing more", async () => {
    const [built, over] = [await lived(), await lived()];
    await left(world, over);
    const { hana, ian } = world.people;
    const theirs = (await listed(hana)).filter((row) => row.caseId === built.caseId || row.caseId === over.caseId);
    expect(theirs.toSorted((a, b) => a.caseId.localeCompare(b.caseId))).toEqual(
      [built.caseId, over.caseId].toSorted().map((caseId) => ({ caseId, label: "M.K.", leads: false })),
    );
    expect((await listed(ian)).find((row) => row.caseId === built.caseId)).toEqual({ caseId: built.caseId, label: "M.K.", leads: true });
  });

  test("nobody else has such a list, nor who is to be kept away, nor whose organisation was only asked", async () => {
    const built = await aCase(world, { joined: false });
    const { tariq, rhona, hana, olga, otto } = world.people;
    expect([await listed(tariq), await listed(rhona), await listed(otto)]).toEqual([[], [], []]);
    expect((await listed(hana)).map((row) => row.caseId)).not.toContain(built.caseId);
    const other = await lived();
    await cafeIsIn(world, other);
    expect((await listed(olga)).map((row) => row.caseId)).toContain(other.caseId);
    await awayFrom(world, other, { kind: "org", orgId: world.orgs.cafe.orgId });
    expect((await listed(olga)).map((row) => row.caseId)).not.toContain(other.caseId);
  });
});
