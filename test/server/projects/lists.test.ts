import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PersonState } from "@linkwork/shared/identity/state.ts";
import { type EventId, newId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { projectExport } from "@linkwork/shared/projects/rules-export.ts";
import { broughtBy } from "@linkwork/shared/projects/rules-given.ts";
import { foldProject, noProject, type ProjectState } from "@linkwork/shared/projects/state.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { projectHolds } from "../../../apps/server/src/projects/waiting.ts";
import { actorOf, house, type Person } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { dayOf, part } from "../../kit/projects.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { type At, aProjectIn, asks, closing, did, inTurn, says } from "./scenes.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

type Listed = { roomId: string; mine: string; status: string; asks: number; money: { days: number } | null; owesWayOn: boolean };
async function listOf(who: Person, { roomId }: Pick<At, "roomId">): Promise<Listed | undefined> {
  await world.app.effects.settled();
  const answer = await (await world.as(who)).call("projects.list");
  return (answer as unknown as { data: Listed[] }).data.find((row) => row.roomId === roomId);
}
type Waiting = Record<"invitations" | "votes" | "replies" | "waysOn", { roomId: string; [more: string]: unknown }[]>;
async function waitingFor(who: Person, { roomId }: Pick<At, "roomId">): Promise<Waiting> {
  const { data } = (await (await world.as(who)).call("projects.waiting")) as unknown as { data: Waiting };
  return Object.fromEntries(Object.entries(data).map(([kind, rows]) => [kind, rows.filter((row) => row.roomId === roomId)])) as Waiting;
}
const nothing: Waiting = { invitations: [], votes: [], replies: [], waysOn: [] };

describe("what an organisation's people see", () => {
  test("an invitation waits for whoever could answer it; a vote for who speaks for a voter who has not voted; a removal for whom it is about; a way on for who speaks for an owner", async () => {
    const at = await aProjectIn(world, { partners: ["tariq", "jean"], joined: ["tariq"], days: 100 });
    const { tess, jean, rhona, tariq, isla } = at.who;
    expect(await waitingFor(jean, at)).toMatchObject({ ...nothing, invitations: [{ from: ["Southside Practice", "Govan Food Hub"] }] });
    await did("jean", "acceptPlace", async ({ state }) => ({ charterAt: (await state()).charterAt }))(at);
    expect(await waitingFor(jean, at)).toEqual(nothing);
    const proposalId = part();
    await asks("rhona", proposalId, closing)(at);
    expect(await waitingFor(rhona, at)).toEqual(nothing);
    expect(await waitingFor(tariq, at)).toMatchObject({ ...nothing, votes: [{ proposalId, kind: "close" }] });
    expect(await waitingFor(tess, at), "who doesn't speak for it").toEqual(nothing);
    expect(await listOf(tess, at)).toMatchObject({ asks: 1, mine: "joined", status: "active", money: { days: 100 }, owesWayOn: false });
    const removing = part();
    await asks("rhona", removing, ({ who }) => ({ kind: "remove", orgId: who.tariq.orgId, words: "because" }))(at);
    expect((await waitingFor(tariq, at)).replies).toMatchObject([{ proposalId: removing }]);
    await did("tariq", "replyToRemoval", { proposalId: removing, words: "We are here." })(at);
    expect((await waitingFor(tariq, at)).replies).toEqual([]);
    await world.later(40 * day);
    await world.app.tidy();
    expect((await waitingFor(rhona, at)).waysOn).toMatchObject([{ name: "Winter fund", days: 60 }]);
    expect((await waitingFor(isla, at)).waysOn, "who doesn't speak for it").toEqual([]);
    expect(await listOf(isla, at)).toMatchObject({ owesWayOn: true, status: "sustainReview" });
  });

  test("whoever has left, said no, or was never in it sees nothing of it, in no list, by no door", async () => {
    const at = await aProjectIn(world, { partners: ["tariq", "jean", "olga"], joined: ["tariq", "jean"] });
    await inTurn(did("olga", "declinePlace", { words: "" }), did("tariq", "leaveProject", { words: "" }))(at);
    for (const who of [at.who.olga, at.who.tariq, at.who.tess, at.who.otto]) {
      expect(await listOf(who, at), who.name).toBeUndefined();
      expect(await waitingFor(who, at), who.name).toEqual(nothing);
      for (const room of [at.roomId, at.board])
        expect(await (await world.as(who)).subscribe(room), who.name).toMatchObject({ ok: false, error: { code: "NotFound" } });
    }
    expect(await listOf(at.who.jean, at)).toMatchObject({ status: "active" });
  });

  test("a steward who works there no more speaks for nobody, and a manager can name somebody else", async () => {
    const at = await aProjectIn(world);
    const { rhona, isla, maggie } = at.who;
    await did("rhona", "addSteward", { personId: isla.personId })(at);
    const islas = await world.as(isla);
    await house(world, orgRoom(isla.orgId), "endMembership", { personId: isla.personId });
    await world.app.effects.settled();
    const gone = await islas.attempt(at.roomId, "openProposal", { proposalId: part(), question: closing }, { door: "http" });
    expect(gone).toMatchObject({ ok: false, error: { code: "NotSignedIn" } });
    // she is no one who would be left: Rhona is the last
    const last = await (await world.as(rhona)).attempt(at.roomId, "removeSteward", { personId: rhona.personId });
    expect(last).toMatchObject({ ok: false, error: { code: "LastSteward" } });
    expect(await (await world.as(maggie)).attempt(at.roomId, "removeSteward", { personId: isla.personId })).toMatchObject({ ok: true });
    await house(world, orgRoom(isla.orgId), "addMember", { personId: isla.personId, name: isla.name, roles: isla.roles });
    await world.app.effects.settled();
  });
});

describe("what somebody was told", () => {
  const noticesOf = async ({ personId }: Person, { roomId }: At) => {
    await world.app.effects.settled();
    const { notices } = await world.app.rooms.ask<PersonState>(personRoom(personId));
    return Object.values(notices).filter((notice) => notice.projectId === subjectOf(roomId));
  };

  test("is so as long as it waits, and no mail goes out about it afterwards; nothing of the project's words is in it", async () => {
    const at = await aProjectIn(world, { joined: [] });
    const holds = projectHolds({ rooms: world.app.rooms, clock: world.clock });
    const { tariq, rhona, otto } = at.who;
    const [invited] = await noticesOf(tariq, at);
    if (!invited) throw new Error("nobody was told");
    expect(Object.keys(invited).sort()).toEqual(["at", "kind", "orgId", "projectId"]);
    expect(await holds(actorOf(tariq), invited)).toBe(true);
    expect(await holds(actorOf(otto), { ...invited, orgId: otto.orgId })).toBe(false);
    await did("tariq", "acceptPlace", async ({ state }) => ({ charterAt: (await state()).charterAt }))(at);
    expect(await holds(actorOf(tariq), invited)).toBe(false);
    const proposalId = part();
    await asks("rhona", proposalId, closing)(at);
    const vote = (await noticesOf(tariq, at)).find(({ kind }) => kind === "voteAsked");
    if (!vote) throw new Error("nobody was asked");
    expect(await holds(actorOf(tariq), vote)).toBe(true);
    await says("tariq", proposalId, false)(at);
    expect(await holds(actorOf(tariq), vote)).toBe(false);
    expect((await noticesOf(rhona, at)).map(({ kind }) => kind)).toEqual(["projectBegan", "voteDecided"]);
  });
});

describe("what each takes with them", () => {
  test("is the same bytes for all owners, whatever they took before, with charter, decisions and what each brought", async () => {
    const at = await aProjectIn(world);
    await asks("rhona", part(), closing)(at);
    await did("tariq", "recordOutcome", { outcomeId: part(), words: "They walk together now.", on: dayOf(world.clock.now()) })(at);
    const pages = await Promise.all([at.who.rhona, at.who.tariq].map(async (who) => (await world.as(who)).since(at.roomId, 0)));
    const states = pages.map(({ events }) =>
      (events as never[]).reduce((state: ProjectState, event) => foldProject(state, event), noProject),
    );
    const before = projectExport(states[0] ?? noProject);
    expect(projectExport(states[1] ?? noProject)).toBe(before);
    const boardId = subjectOf(at.board);
    await house(world, at.roomId, "noteExport", { personId: at.who.rhona.personId, orgId: at.who.rhona.orgId, boardId, boardHead: 1 });
    expect(projectExport(await at.state())).toBe(before);
    for (const words of ["Befriending pilot", "We have done what we came for.", "They walk together now."]) expect(before).toContain(words);
  });

  test("each organisation's part is summed in the order of the owners, and nobody is ranked by it", async () => {
    const at = await aProjectIn(world);
    const on = dayOf(world.clock.now());
    const gave = (kind: string, hours: number | null, pence: number | null) => ({
      contributionId: part(),
      kind,
      words: "Something",
      on,
      hours,
      pence,
    });
    await inTurn(
      did("tariq", "recordContribution", gave("place", 40, null)),
      did("tess", "recordContribution", gave("food", 0.25, 30_00)),
      did("rhona", "recordContribution", gave("time", 1.5, null)),
    )(at);
    expect(broughtBy(await at.state())).toMatchObject([
      { name: "Southside Practice", hours: 1.5, pence: 0, kinds: { time: 1, place: 0 } },
      { name: "Govan Food Hub", hours: 40.25, pence: 30_00, kinds: { place: 1, food: 1, money: 0 } },
    ]);
  });
});

describe("bad inputs", () => {
  test("the door refuses an actor, a time, a status or an organisation in the payload, and nothing is appended", async () => {
    const at = await aProjectIn(world);
    const rhona = await world.as(at.who.rhona);
    await world.app.effects.settled();
    const before = await world.book();
    for (const more of [
      { actor: at.who.tariq.personId },
      { at: "2026-01-01T00:00:00Z" },
      { status: "closed" },
      { orgId: at.who.tariq.orgId },
    ])
      expect(await rhona.attempt(at.roomId, "leaveProject", { words: "", ...more })).toMatchObject({
        ok: false,
        error: { meaning: "BAD_REQUEST", code: "BadInput" },
      });
    expect(await world.added(before)).toEqual({});
  });

  test("no command deletes a project, removes an owner or closes it at a stroke: the doors have none", async () => {
    const names = Object.keys(world.app.router._def.procedures).filter((name) => name.startsWith("projects."));
    expect(names.filter((name) => /delete|remove|close|settle|export/i.test(name))).toEqual([
      "projects.removeSteward",
      "projects.removeWords",
    ]);
  });

  test("two clicks are one question, one notice", async () => {
    const at = await aProjectIn(world);
    const rhona = await world.as(at.who.rhona);
    const id = newId<EventId>(world.clock.now());
    const input = { proposalId: part(), question: closing };
    await world.app.effects.settled();
    const before = await world.book();
    await Promise.all([
      rhona.act(at.roomId, "openProposal", input, { id }),
      rhona.act(at.roomId, "openProposal", input, { id, door: "http" }),
    ]);
    expect(await world.added(before)).toEqual({
      [at.roomId]: ["proposalOpened", "voteCast"],
      [personRoom(at.who.tariq.personId)]: ["noticeDelivered"],
    });
  });

  test("signs that turn the reading direction, quotes and semicolons are kept as they were typed", async () => {
    const words = 'a;"b"\u202ec\u200d =1+1';
    const at = await aProjectIn(world, { change: { title: words } });
    expect((await at.state()).charter?.title).toBe(words);
  });
});

test("R: links and referrals are counted nowhere in a project", () => {
  const root = join(import.meta.dirname, "../../..");
  const files = globSync("{packages/shared,apps/*}/src/{projects,boards}/**/*.{ts,tsx}", { cwd: root });
  expect(files.length).toBeGreaterThan(20);
  for (const file of files)
    expect(readFileSync(join(root, file), "utf8"), file).not.toMatch(
      /referrals?(?:Count|Total|s?PerMonth|Number)|count(?:Of)?Referrals?|referrals\.length/i,
    );
});
