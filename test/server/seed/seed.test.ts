import { createSecretKey, randomBytes } from "node:crypto";
import { cardsIn, listsOf } from "@linkwork/shared/boards/rules-order.ts";
import { boardCommands } from "@linkwork/shared/boards/schema.ts";
import type { BoardState } from "@linkwork/shared/boards/state.ts";
import { holds } from "@linkwork/shared/cases/rules.ts";
import { commands } from "@linkwork/shared/cases/schema.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { clientCommands } from "@linkwork/shared/clients/schema.ts";
import { concernCommands } from "@linkwork/shared/concerns/schema.ts";
import { opportunityCommands } from "@linkwork/shared/exchange/schema.ts";
import { hostingCommands } from "@linkwork/shared/exchange/schema-hosting.ts";
import { readinessCommands } from "@linkwork/shared/exchange/schema-readiness.ts";
import { reflectionCommands } from "@linkwork/shared/exchange/schema-reflection.ts";
import { sessionCommands } from "@linkwork/shared/exchange/schema-session.ts";
import { trainingCommands } from "@linkwork/shared/exchange/schema-training.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import { orgCommands, personCommands } from "@linkwork/shared/identity/schema.ts";
import type { PersonState } from "@linkwork/shared/identity/state.ts";
import type { CaseId, OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { boardRoom, caseRoom, personRoom, projectRoom } from "@linkwork/shared/kernel/room.ts";
import { joined } from "@linkwork/shared/projects/rules-votes.ts";
import { projectCommands } from "@linkwork/shared/projects/schema.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { z } from "zod";
import { connectDatabase, type Database, disconnectDatabase } from "../../../apps/server/src/kernel/database.ts";
import { rebuildViews } from "../../../apps/server/src/kernel/rebuild.ts";
import { boards } from "../../../apps/server/src/seed/boards.ts";
import { calendarOf } from "../../../apps/server/src/seed/calendar.ts";
import { stories } from "../../../apps/server/src/seed/cases.ts";
import { founding } from "../../../apps/server/src/seed/founding.ts";
import { seedId } from "../../../apps/server/src/seed/ids.ts";
import { organisations } from "../../../apps/server/src/seed/organisations.ts";
import { accounts, demoPeople } from "../../../apps/server/src/seed/people.ts";
import { pilotBoard, pilotId, projects } from "../../../apps/server/src/seed/projects.ts";
import { ready } from "../../../apps/server/src/seed/ready.ts";
import { isEmpty, SeedRefusal, seedCommunity } from "../../../apps/server/src/seed/seed.ts";
import { visits } from "../../../apps/server/src/seed/visits.ts";
import { hour, testClock } from "../../kit/clock.ts";
import { freshDatabaseName } from "../../kit/engine.ts";
import { post, signIn } from "../../kit/wire.ts";
import { type Node, startNode } from "../../kit/world.ts";

type Row = { label: string; standing: string; unread: number; mentions: number };
const clock = testClock();
const masterKey = createSecretKey(randomBytes(32));
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
let database: Database;
let node: Node;

const seed = (now: number, createAccount = node.app.auth.createAccount) =>
  seedCommunity({ database, masterKey, auth: { ...node.app.auth, createAccount }, logger, now });

const heads = async (): Promise<Record<string, number>> => Object.fromEntries(await node.app.log.heads());

/** What somebody's list of cases says under one hat. */
async function listOf(cookie: string, orgId: OrgId): Promise<Row[]> {
  const { answer } = await post({ base: node.base, cookie, orgId, path: "cases.list", input: undefined, query: true });
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.data as Row[];
}

async function everybodysLists(): Promise<Record<string, string>> {
  const lists: Record<string, string> = {};
  for (const { email, password, hats } of accounts) {
    const cookie = await signIn({ base: node.base, email, password });
    for (const [org] of hats) {
      const rows = await listOf(cookie, organisations[org].orgId);
      lists[`${email.split("@")[0]} ${org}`] = rows
        .map((r) => (r.standing === "in" ? r.label : `${r.label}?`))
        .sort()
        .join(" ");
    }
  }
  return lists;
}

beforeAll(async () => {
  database = await connectDatabase(inject("engineUri"), freshDatabaseName());
  node = await startNode({ database, masterKey, clock });
  // the machine stops at the third account: the second start goes on, an hour later
  let made = 0;
  const failing: typeof node.app.auth.createAccount = async (account) => {
    if (++made > 3) throw new Error("the machine stopped");
    return node.app.auth.createAccount(account);
  };
  await expect(seed(clock.now(), failing)).rejects.toThrow("the machine stopped");
  expect(await isEmpty(database), "a seeding that was cut short is not done").toBe(true);
  const before = await heads();
  await seed(clock.now() + hour);
  expect(await heads(), "what was written before is not written again").toEqual(before);
});

afterAll(async () => {
  await node.app.stop();
  await disconnectDatabase(database);
});

describe("the community that moved in", () => {
  test("every room's chain verifies", async () => {
    const rooms = [...(await node.app.log.heads()).keys()];
    expect(rooms.length).toBeGreaterThanOrEqual(6 + accounts.length + 2 * stories.length);
    for (const room of rooms) expect(await node.app.log.verify(room), room).toBeUndefined();
  });

  test("no effect is left to be done", async () => {
    expect(await node.app.log.due()).toEqual([]);
  });

  test("everybody can sign in, and sees what they may under each hat", async () => {
    expect(await everybodysLists()).toEqual({
      "rhona southside": "A.D. E.W. J.T. L.M. M.K. N.O. R.C.",
      "rhona ropeworks": "G.S.",
      "tariq foodHub": "E.W.? M.K.",
      "isla southside": "E.W. L.M. M.K. N.O. R.C.",
      "isla ropeworks": "G.S.",
      "isla foodHub": "E.W.?",
      "grace choir": "G.S.? M.K. R.C.",
      "agnieszka debtDesk": "A.D. G.S.? R.C.",
      "callum ropeworks": "G.S.",
      "davie foodHub": "E.W.?",
      "jean panel": "",
      "moira southside": "",
      "anil southside": "",
      "eilidh ropeworks": "",
      "nasreen foodHub": "E.W.?",
      "peter choir": "G.S.? R.C.",
      "fergus debtDesk": "G.S.?",
      "helen debtDesk": "",
      "abdi panel": "",
      "ewan panel": "",
      "sadia panel": "",
      "kirsty foodHub": "",
      "morag panel": "",
    });
  });

  test("something waits for Rhona, and Tariq was told that L.M. stopped", async () => {
    const tariq = await node.app.rooms.ask<PersonState>(personRoom(seedId<PersonId>("tariq")));
    const told = Object.values(tariq.notices);
    expect(told.filter(({ kind }) => kind !== "wayOnOwed")).toMatchObject([{ kind: "sharingEnded", reason: "withdrawn" }]);
    const rhona = demoPeople[0] ?? { email: "", password: "" };
    const cookie = await signIn({ base: node.base, ...rhona });
    const rows = await listOf(cookie, organisations.southside.orgId);
    expect(rows.filter((r) => r.mentions > 0).map((r) => r.label)).toEqual(["M.K.", "A.D."]);
    expect(rows.filter((r) => r.unread > 0).map((r) => `${r.label} ${r.unread}`)).toEqual(["M.K. 2", "N.O. 1", "R.C. 5", "A.D. 2"]);
  });

  test("there is something to shadow in both directions; somebody comes, somebody waits, somebody asks, and a place waits for an answer", async () => {
    const posted = [...(await heads().then(Object.keys))].filter((room) => room.startsWith("session:")) as RoomId[];
    const sessions = await Promise.all(posted.map((room) => node.app.rooms.ask<SessionState>(room)));
    expect(new Set(sessions.map(({ host }) => host?.sector))).toEqual(new Set(["statutory", "third"]));
    // what waits for an answer, or waited for one until its time was over: the community's newest day may lie before a weekend
    const bookings = sessions.flatMap((session) => Object.values(session.bookings).map(({ status }) => status));
    const waits = bookings.map((status) => (status === "expired" || status === "offered" ? "requested" : status));
    expect(new Set(waits)).toEqual(new Set(["confirmed", "waitlisted", "requested", "cancelledByVisitor", "attended"]));
  });

  test("three sectors own a project whose money ends in 84 days: its board asks how it goes on, a question waits for the practice, and so does an invitation", async () => {
    const pilot = await node.app.rooms.ask<ProjectState>(projectRoom(pilotId));
    expect(pilot.status).toBe("sustainReview");
    expect(new Set(joined(pilot).map(({ sector }) => sector))).toEqual(new Set(["statutory", "third", "citizen"]));
    const board = await node.app.rooms.ask<BoardState>(boardRoom(pilotBoard));
    expect(Object.values(board.cards).map(({ title }) => title.value)).toContain("How do we go on after NHS Better Together?");
    const lying = listsOf(board).map(({ listId, name }) => [name, cardsIn(board, listId).length]);
    expect(lying).toEqual([
      ["To do", 4],
      ["Doing", 2],
      ["Waiting for others", 1],
      ["Done", 9],
    ]);
    const pairs = Object.values(board.cards).find(({ title }) => title.value === "Match the first ten pairs");
    expect(pairs).toMatchObject({ assignees: [{ name: "Rhona MacLeod" }], comments: expect.arrayContaining([expect.any(Number)]) });
    const cookie = await signIn({ base: node.base, ...(demoPeople[0] ?? { email: "", password: "" }) });
    const orgId = organisations.southside.orgId;
    const ask = async (path: string) => (await post({ base: node.base, cookie, orgId, path, input: undefined, query: true })).answer;
    expect(await ask("projects.list")).toMatchObject({
      data: [
        { title: "Singing in the waiting room", status: "proposed", mine: "invited", asks: 0, owesWayOn: false, money: null },
        {
          title: "Befriending pilot, Govan and Ibrox",
          mine: "joined",
          asks: 1,
          owesWayOn: true,
          money: { name: "NHS Better Together", days: 84 },
        },
      ],
    });
    expect(await ask("projects.waiting")).toMatchObject({
      data: {
        invitations: [{ title: "Singing in the waiting room", from: ["Mind the Gap Choir"] }],
        votes: [{ title: "Befriending pilot, Govan and Ibrox", kind: "invite" }],
        replies: [],
        waysOn: [{ name: "NHS Better Together", days: 84 }],
      },
    });
  });

  test("there is a yes, and a no, of every kind", async () => {
    const now = new Date(clock.now()).toISOString();
    const cases = ["mk", "ad", "jt", "ew", "rc", "lm", "no", "gs"].map((name) => caseRoom(seedId<CaseId>(`case ${name}`)));
    const states = await Promise.all(cases.map((room) => node.app.rooms.ask<CaseState>(room)));
    const consents = states.flatMap((s) => Object.values(s.consents));
    expect(new Set(consents.map((c) => c.status))).toEqual(new Set(["active", "paused", "withdrawn", "rejected", "proposed"]));
    expect(consents.some((c) => c.status === "active" && !holds(c, now))).toBe(true);
    expect(consents.some((c) => (c.record?.version ?? 1) > 1)).toBe(true);
    expect(new Set(consents.map((c) => c.record?.said.method))).toEqual(new Set(["face", "phone", "bsl", undefined]));
    const parts = states.flatMap((s) => Object.values(s.participations)).map((p) => p.status);
    expect(new Set(parts)).toEqual(new Set(["joined", "invited", "declined", "removed"]));
    for (const s of states) expect(s.speech, s.label).toBeGreaterThanOrEqual(6);
    for (const s of states) expect(s.speech, s.label).toBeLessThanOrEqual(25);
  });

  test("the lists can be dropped and come back the same", async () => {
    const before = await everybodysLists();
    const { log, rooms } = node.app;
    await rebuildViews({ log, rooms, tables: Object.values(node.app.views) });
    expect(await everybodysLists()).toEqual(before);
  });

  test("where somebody has written nobody moves in, and nothing is changed", async () => {
    const before = await heads();
    expect(await isEmpty(database)).toBe(false);
    await expect(seed(clock.now())).rejects.toThrow(SeedRefusal);
    expect(await heads()).toEqual(before);
    expect(await database.collection("user").countDocuments()).toBe(accounts.length);
  });
});

describe("the stories", () => {
  const stepsAt = (now: number) => {
    const calendar = calendarOf(now);
    return [
      ...founding(calendar),
      ...stories.flatMap((story) => story(calendar)),
      ...ready(calendar),
      ...visits(calendar),
      ...projects(calendar),
      ...boards(calendar),
    ];
  };

  test("happen in office hours, in their own order and never in the future, whenever the seed comes", () => {
    const london = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", weekday: "short", hour: "numeric", hourCycle: "h23" });
    for (const start of ["2026-03-23T00:30:00Z", "2026-10-19T00:30:00Z", "2027-01-01T00:30:00Z"])
      for (let hours = 0; hours < 14 * 24; hours += 7.3) {
        const now = Date.parse(start) + hours * hour;
        const steps = stepsAt(now);
        const last = new Map<string, number>();
        for (const { at, room } of steps) {
          expect(at).toBeLessThanOrEqual(now);
          expect(at, `${room} at ${new Date(now).toISOString()}`).toBeGreaterThanOrEqual(
            room.startsWith("case:") ? (last.get(room) ?? 0) : 0,
          );
          last.set(room, at);
          expect(london.format(at)).toMatch(/^(Mon|Tue|Wed|Thu|Fri),? (09|1[0-6])$/);
        }
      }
  });

  test("ask for nothing that a door would refuse", () => {
    const schemas: Record<string, z.ZodType> = {
      ...{ ...commands, ...clientCommands, ...concernCommands, ...orgCommands, ...personCommands },
      ...{ ...opportunityCommands, ...sessionCommands, ...reflectionCommands, ...trainingCommands },
      ...{ ...hostingCommands, ...readinessCommands, ...projectCommands, ...boardCommands },
    };
    for (const step of stepsAt(clock.now())) {
      if (step.kind !== "act") continue;
      const read = schemas[step.type]?.safeParse(step.input({ message: () => 1, version: () => 1 }));
      expect(read?.success, `${step.type}: ${read?.error?.message}`).toBe(true);
    }
  });

  test("name no telephone but those that are kept for drama", () => {
    const all = JSON.stringify(
      stepsAt(clock.now()).map((step) => (step.kind === "act" ? step.input({ message: () => 1, version: () => 1 }) : "")),
    );
    expect(all.match(/\b0\d{3} ?\d{3} ?\d{4}\b/g)?.every((phone) => phone.startsWith("0141 496 0"))).toBe(true);
  });

  test("offer Rhona first and Tariq second", () => {
    expect(demoPeople.slice(0, 2).map((p) => p.name)).toEqual(["Rhona MacLeod", "Tariq Ansari"]);
    expect(new Set(accounts.map((a) => a.email)).size).toBe(accounts.length);
  });
});
