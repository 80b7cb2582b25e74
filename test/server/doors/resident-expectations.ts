import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { house } from "../../kit/build.ts";
import { atTheDoor, type Cells, cells, command, type Row, type Scene, uuid } from "./rows.ts";
import { standings } from "./standings.ts";

const everybody = (cell: string): Cells => Object.fromEntries(standings.map((standing) => [standing, cell])) as Cells;
const theOrg = ({ world }: Scene) => orgRoom(world.orgs.practice.orgId) as string;
const email = "nobody@linkwork.test";
const nowhere = { poster: "WRNG-WRNG" };
/** A practice is no citizens' panel: its people are told so, and to everybody else it isn't there. What a panel's people may: test/server/identity. */
const noPanel = cells("hide", {
  lead: "FORBIDDEN NotSteward",
  leadColleague: "FORBIDDEN NotSteward",
  leadInfoLead: "FORBIDDEN NotSteward",
  leadInbox: "FORBIDDEN NotSteward",
  leadManager: "FORBIDDEN NotSteward",
  excludedInbox: "FORBIDDEN NotSteward",
});

const others = ["lead", "leadColleague", "leadInfoLead", "leadInbox", "excludedInbox"] as const;
/** That a colleague is a steward no more is the manager's to say, of whatever organisation; that they are one, only in a citizens' panel. */
const managers = { ...Object.fromEntries(others.map((standing) => [standing, "FORBIDDEN NotManager"])), leadManager: "allow" };

/** How residents come in: by a code that anybody may ask for, of whom nobody learns whether they are known, and the code on a poster. */
export const residentRows: readonly Row[] = [
  { name: "residents.askCode", path: "residents.askCode", input: () => ({ email }), cells: everybody("allow") },
  {
    name: "residents.enter",
    path: "residents.enter",
    input: () => ({ email: `not-${email}`, code: "000000" }),
    cells: everybody("FORBIDDEN MailCodeWrong"),
  },
  {
    name: "residents.begin",
    path: "residents.begin",
    input: () => ({ email, ticket: "A".repeat(43), name: "Nobody", ...nowhere }),
    cells: everybody("FORBIDDEN MailCodeWrong"),
  },
  {
    name: "residents.joinPanel",
    path: "residents.joinPanel",
    input: () => nowhere,
    cells: { ...everybody("NOT_FOUND PosterOver"), ...atTheDoor, noHat: "NOT_FOUND PosterOver" },
  },
  { name: "residents.poster", path: "residents.poster", input: () => undefined, cells: cells("allow") },
  command("identity.makePoster", theOrg, noPanel, ({ world }) => ({ until: new Date(world.clock.now() + 86_400_000).toISOString() })),
  command("identity.endPoster", theOrg, noPanel, () => ({ posterId: "019ae2ab-0000-7000-8000-000000000000" })),
  command("identity.chooseSteward", theOrg, { ...noPanel, ...managers }, async ({ world, fresh }) => {
    if (!fresh) return { personId: world.people.isla.personId, steward: false };
    const personId = uuid();
    await house(world, orgRoom(world.orgs.practice.orgId), "addMember", { personId, name: "Passing", roles: ["worker", "steward"] });
    return { personId, steward: false };
  }),
  command("identity.letIn", theOrg, noPanel, ({ world }) => ({ personId: world.people.isla.personId })),
  command("identity.addResident", theOrg, noPanel, () => ({ name: "Wull" })),
];
