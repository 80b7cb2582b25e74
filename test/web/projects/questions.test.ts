import type { BoardId, OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { broughtBy } from "@linkwork/shared/projects/rules-given.ts";
import type { WayOn } from "@linkwork/shared/projects/schema.ts";
import { Question } from "@linkwork/shared/projects/schema.ts";
import { type OwnerStatus, ProjectStatus } from "@linkwork/shared/projects/schema-owners.ts";
import { type HeldOwner, noProject, type ProjectState, type Proposal } from "@linkwork/shared/projects/state.ts";
import { describe, expect, test } from "vitest";
import { givenWords, hoursIn } from "../../../apps/web/src/projects/given.ts";
import { groupsOf } from "../../../apps/web/src/projects/groups.ts";
import { daysTo, endingOf, moneyToChoose } from "../../../apps/web/src/projects/money.ts";
import { missingToDelete, openQuestions, saidOn, titleOf, waitingFor, whyNot } from "../../../apps/web/src/projects/questions.ts";
import { tabsIn } from "../../../apps/web/src/projects/tabs.ts";
import { emptyWay, missingInWay, type WayDraft, wayOf, ways } from "../../../apps/web/src/projects/way-form.ts";
import { aPerson, aProject, asked as ask, charterOf, part } from "../../kit/projects.ts";

const id = (n: number) => `019380f0-0000-7000-8000-${String(n).padStart(12, "0")}`;
const [practice, hub, panel] = [id(1), id(2), id(3)] as [OrgId, OrgId, OrgId];
const now = Date.parse("2026-11-30T12:00:00Z");
const iso = (day: string) => `${day}T09:00:00.000Z`;

const owner = (orgId: OrgId, name: string, sector: HeldOwner["sector"], status: OwnerStatus = "joined"): HeldOwner => ({
  ...{ orgId, name, sector, status, stewards: [], since: iso("2026-09-01") },
});
const owned = (...owners: HeldOwner[]): ProjectState => ({
  ...noProject,
  status: "active",
  owners: Object.fromEntries(owners.map((each) => [each.orgId, each])),
  charter: { title: "Befriending", purpose: "", need: "", startsOn: null, brings: [], measures: [], money: [] },
});
const three = owned(
  owner(practice, "Southside Practice", "statutory"),
  owner(hub, "Govan Food Hub", "third"),
  owner(panel, "The panel", "citizen"),
);
const two = owned(owner(practice, "Southside Practice", "statutory"), owner(hub, "Govan Food Hub", "third"));

const asked = (n: number, more: Partial<Proposal> = {}): Proposal => ({
  ...{
    proposalId: id(n),
    question: { kind: "close", words: "It is done." },
    by: { orgId: hub, personId: id(50) as PersonId },
    at: iso("2026-11-20"),
  },
  ...{
    until: iso("2026-12-18"),
    voters: [practice, hub, panel],
    votes: {},
    status: "open",
    reminded: false,
    from: null,
    reply: null,
    endedAt: null,
  },
  ...more,
});
const withQuestions = (...proposals: Proposal[]): ProjectState => ({
  ...three,
  proposals: Object.fromEntries(proposals.map((each) => [each.proposalId, each])),
});

describe("questions of a project", () => {
  test("what waits for mine is open, asked of it, not answered, and not over", () => {
    const answered = { [practice]: { yes: true, personId: id(51) as PersonId, words: "", at: iso("2026-11-21") } };
    const state = withQuestions(
      asked(60),
      asked(61, { votes: answered }),
      asked(62, { voters: [hub, panel] }),
      asked(63, { status: "rejected" }),
      asked(64, { until: iso("2026-11-29") }),
    );
    expect(waitingFor(state, { orgId: practice }, now).map(({ proposalId }) => proposalId)).toEqual([id(60)]);
    expect(openQuestions(state)).toHaveLength(4);
  });

  test("whoever has not said anything stands there too, in the order in which the votes were fixed", () => {
    const state = withQuestions(asked(60, { voters: [panel, practice] }));
    expect(saidOn(asked(60, { voters: [panel, practice] }), state).map(({ orgId, vote }) => [orgId, vote])).toEqual([
      [panel, undefined],
      [practice, undefined],
    ]);
  });

  test("of two owners nobody can be asked to go; of three one can", () => {
    expect(whyNot("remove", two, { orgId: practice }, now)).toHaveLength(1);
    expect(whyNot("ceased", two, { orgId: practice }, now)).toHaveLength(1);
    expect(whyNot("remove", three, { orgId: practice }, now)).toEqual([]);
    expect(whyNot("close", two, { orgId: practice }, now)).toEqual([]);
  });

  test("deleting says all that is missing: how many days, and who has not taken it with them", () => {
    const board = { boardId: id(70) as BoardId, title: "Befriending", template: "befriending" as const };
    const closed: ProjectState = { ...two, status: "closed", closedAt: iso("2026-10-01"), boards: [board] };
    const taken = (at: string) => ({ [board.boardId]: { at, boardHead: 9 } });
    expect(missingToDelete(two, now)).toHaveLength(1);
    expect(missingToDelete(closed, now).join(" ")).toMatch(/30 days more.*Southside Practice and Govan Food Hub/);
    const half: ProjectState = {
      ...closed,
      closedAt: iso("2026-07-01"),
      exports: { [practice]: taken(iso("2026-08-01")), [hub]: taken(iso("2026-06-30")) },
    };
    expect(missingToDelete(half, now).join(" ")).toContain("Govan Food Hub");
    expect(missingToDelete({ ...half, exports: { [practice]: taken(iso("2026-08-01")), [hub]: taken(iso("2026-08-02")) } }, now)).toEqual(
      [],
    );
  });

  test("what the screen offers is what the server takes, in every status, of every kind", () => {
    const people = [aPerson("Rhona", "statutory"), aPerson("Tariq", "third"), aPerson("Jean", "citizen")] as const;
    const [rhona, tariq] = people;
    const at = Date.parse("2027-01-11T10:00:00Z");
    const orgIds = people.map(({ orgId }) => orgId);
    for (const owners of [people, people.slice(0, 2)]) {
      const begun = aProject(owners, { at, charter: charterOf(orgIds.slice(0, owners.length), { now: at, days: 50 }) });
      const charter = charterOf(orgIds.slice(0, owners.length), { now: at, days: 50, change: { title: "Walks" } });
      const wayOn: WayOn = { way: "mainstreamed", orgId: rhona.orgId, from: "2027-02-01", words: "Ours." };
      const words = "because";
      const questions: Question[] = [
        ...[
          { kind: "charter" as const, charter },
          { kind: "invite" as const, orgId: aPerson("Olga", "third").orgId },
        ],
        { kind: "wayOn", fundingId: begun.charter?.money[0]?.fundingId ?? "", wayOn },
        ...(["close", "delete"] as const).map((kind) => ({ kind, words })),
        ...(["remove", "ceased"] as const).map((kind) => ({ kind, orgId: tariq.orgId, words })),
      ];
      const exports = Object.fromEntries(
        orgIds.map((orgId) => [
          orgId,
          Object.fromEntries(begun.boards.map(({ boardId }) => [boardId, { at: "2027-06-01", boardHead: 1 }])),
        ]),
      );
      for (const status of ProjectStatus.options)
        for (const closedAt of [null, new Date(at - 100 * 86_400_000).toISOString()])
          for (const taken of [{}, exports])
            for (const question of questions) {
              const state: ProjectState = { ...begun, status, closedAt, exports: taken };
              const everybody = [...people, { ...aPerson("Olga", "third"), orgId: "orgId" in question ? question.orgId : rhona.orgId }];
              const command = { type: "openProposal" as const, input: { proposalId: part(), question } };
              const server = ask(state, command, { as: rhona, at, everybody });
              const offered = whyNot(question.kind, state, rhona, at).length === 0;
              // who can't read it is asked nothing
              if (status !== "deleted") expect(offered, `${question.kind} while ${status}`).toBe(!(server instanceof Refusal));
            }
    }
  });

  test("a question is called after whom or what it is about", () => {
    expect(titleOf(three, { kind: "remove", orgId: hub, words: "x" })).toContain("Govan Food Hub");
    expect(titleOf(three, { kind: "invite", orgId: id(9) as OrgId }, { [id(9)]: "The library" })).toContain("The library");
  });
});

describe("how it goes on", () => {
  const full: WayDraft = { ...emptyWay, orgId: hub, day: "2027-02-01", words: "In our budget." };
  const next = { name: "Lottery", funder: "The Fund", pounds: "9000", from: "2027-02-01", until: "2027-12-31" };

  test("each of the five ways asks for its own fields, all at once, and gives what the schema takes", () => {
    for (const way of ways) {
      const draft = { ...full, ...(way === "successorFunding" ? next : {}), way };
      expect(missingInWay(draft), way).toEqual([]);
      const wayOn = wayOf(draft, id(80));
      expect(Question.safeParse({ kind: "wayOn", fundingId: id(81), wayOn }).error, way).toBeUndefined();
      const missing = missingInWay({ ...emptyWay, way }).map(({ field }) => field);
      expect(missing, way).toContain("orgId");
      expect(missing.length, way).toBeGreaterThanOrEqual(3);
      expect(wayOf({ ...emptyWay, way }, id(80)), way).toBeNull();
    }
    expect(missingInWay(emptyWay).map(({ field }) => field)).toEqual(["way"]);
  });

  const money = (n: number, until: string) => ({
    fundingId: id(n),
    name: `Money ${n}`,
    funder: "NHS",
    pence: null,
    from: "2026-01-01",
    until,
  });
  const withMoney = (...all: ReturnType<typeof money>[]): ProjectState => ({
    ...three,
    charter: three.charter && { ...three.charter, money: all },
  });

  test("the money that ends next is shown, and the last one once all of it is over", () => {
    expect(endingOf(withMoney(), "2026-11-30")).toBeNull();
    expect(endingOf(withMoney(money(1, "2027-02-22"), money(2, "2027-06-30"), money(3, "2026-01-31")), "2026-11-30")?.days).toBe(84);
    const over = endingOf(withMoney(money(1, "2026-02-28"), money(2, "2026-11-29")), "2026-11-30");
    expect([over?.days, over?.left]).toEqual([-1, 0]);
    expect(daysTo("2026-10-24", "2026-10-26")).toBe(2);
  });

  test("what is to be chosen is what one came for, else what ends first and is not decided", () => {
    const state = withMoney(money(1, "2027-02-22"), money(2, "2027-06-30"));
    const wayOn: WayOn = { way: "mainstreamed", orgId: hub, from: "2027-03-01", words: "Ours." };
    const decided: ProjectState = { ...state, waysOn: { [id(1)]: { wayOn, at: iso("2026-11-01"), until: "2027-02-22" } } };
    expect(moneyToChoose(state, undefined)?.fundingId).toBe(id(1));
    expect(moneyToChoose(decided, undefined)?.fundingId).toBe(id(2));
    expect(moneyToChoose(decided, id(1))?.fundingId).toBe(id(1));
    expect(moneyToChoose(state, "nothing of ours")?.fundingId).toBe(id(1));
  });
});

describe("what each brought", () => {
  const gave = (orgId: OrgId, more: object) =>
    ({
      contributionId: id(90),
      by: { orgId, personId: id(50) as PersonId },
      seq: 9,
      kind: "time",
      words: "x",
      on: "2026-11-01",
      hours: null,
      pence: null,
      orgId,
      at: iso("2026-11-01"),
      ...more,
    }) as ProjectState["given"][number];

  test("hours and money are summed, the rest is counted, of one organisation alone", () => {
    const given = [
      gave(hub, { hours: 2.5 }),
      gave(hub, { hours: 1 }),
      gave(hub, { kind: "place" }),
      gave(hub, { kind: "place" }),
      gave(hub, { kind: "money", pence: 20_50 }),
      gave(practice, { hours: 40 }),
    ];
    expect(broughtBy({ ...three, given }).map(({ name, ...each }) => [name, ...givenWords(each)])).toEqual([
      ["Southside Practice", "40 hours"],
      ["Govan Food Hub", "3.5 hours", "a place (2 times)", "£20.50"],
      ["The panel"],
    ]);
  });

  test("hours are read as people write them, to a quarter", () => {
    expect(["2", "1,5", "0.3", "", "a day", "-1", "99999"].map(hoursIn)).toEqual([2, 1.5, 0.25, null, undefined, undefined, undefined]);
  });
});

describe("the list of projects", () => {
  const row = (title: string, more: object = {}) => ({
    title,
    status: "active" as const,
    mine: "joined" as const,
    asks: 0,
    owesWayOn: false,
    money: null,
    ...more,
  });

  test("what waits for an answer comes first, what is over last; within each the money that ends first", () => {
    const rows = [
      row("Over", { status: "closed" }),
      row("Later", { money: { until: "2027-06-30" } }),
      row("Sooner", { money: { until: "2027-02-22" } }),
      row("Asked", { mine: "invited", status: "proposed" }),
      row("Votes", { asks: 1 }),
      row("Ends", { owesWayOn: true }),
      row("New", { status: "proposed" }),
      row("Lapsed, and I never answered", { mine: "invited", status: "lapsed" }),
    ];
    expect(groupsOf(rows).map(({ group, rows: here }) => [group, ...here.map(({ title }) => title)])).toEqual([
      ["invited", "Asked"],
      ["asks", "Votes"],
      ["owes", "Ends"],
      ["going", "Sooner", "Later"],
      ["proposed", "New"],
      ["over", "Lapsed, and I never answered", "Over"],
    ]);
  });

  test("a project that has not begun has no board and nothing to decide", () => {
    const { owners } = two;
    expect(tabsIn({ status: "proposed", owners }, practice)).toEqual(["charter", "activity"]);
    expect(tabsIn({ status: "closed", owners }, practice)).toContain("board");
  });

  test("who is only asked comes to what they are asked to, and to no board that is not there for them", () => {
    const { owners } = owned(owner(practice, "Southside Practice", "statutory"), owner(panel, "The panel", "citizen", "invited"));
    expect(tabsIn({ status: "active", owners }, panel)).toEqual(["charter", "measures", "decisions", "activity"]);
  });
});
