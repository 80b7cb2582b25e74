import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { actAs, house } from "../../kit/build.ts";
import { atTheDoor, type Cells, cells, command, type Row, type Scene, uuid } from "./rows.ts";
import { standings } from "./standings.ts";

const theOrg = ({ world }: Scene) => orgRoom(world.orgs.practice.orgId) as string;
const managersOnly = cells("hide", {
  lead: "FORBIDDEN NotManager",
  leadColleague: "FORBIDDEN NotManager",
  leadInfoLead: "FORBIDDEN NotManager",
  leadInbox: "FORBIDDEN NotManager",
  excludedInbox: "FORBIDDEN NotManager",
  leadManager: "allow",
});
/** Asked without a session: who holds a link proves it by the link. None of these links leads anywhere. */
const byLink = Object.fromEntries(standings.map((standing) => [standing, "NOT_FOUND InvitationOver"])) as Cells;
const nowhere = { token: "A".repeat(86) };

/** For who looks after the platform. It asks for a session and no hat, and to everybody else it isn't there. */
const administrating: Cells = { ...cells("hide", { platformAdministrator: "allow" }), noHat: "hide" };
const organisation = (world: Scene["world"]) => ({ ...world.orgs.practice, orgId: uuid(), name: "New Here" });

/** How people come and go: invitations, and what leads from a link to a membership. */
export const peopleRows: readonly Row[] = [
  {
    name: "identity.demoMail",
    path: "identity.demoMail",
    input: () => undefined,
    // the tests' node is a demonstration; elsewhere it hides (test/server/identity/administrator.test.ts)
    cells: Object.fromEntries(standings.map((standing) => [standing, "allow"])) as Cells,
  },
  { name: "identity.readInvitation", path: "identity.readInvitation", input: () => nowhere, cells: byLink },
  {
    name: "identity.join",
    path: "identity.join",
    input: () => ({ ...nowhere, name: "Nobody", password: "a long enough password" }),
    cells: byLink,
  },
  {
    name: "identity.acceptInvitation",
    path: "identity.acceptInvitation",
    input: () => nowhere,
    cells: { ...byLink, ...atTheDoor, noHat: "NOT_FOUND InvitationOver" },
  },
  {
    name: "identity.beginAsAdministrator",
    path: "identity.beginAsAdministrator",
    input: () => ({ ...nowhere, name: "Nobody", email: "nobody@linkwork.test", password: "a long enough password" }),
    cells: byLink,
  },
  { name: "identity.administration", path: "identity.administration", input: () => undefined, cells: administrating },
  {
    name: "identity.foundOrganisation",
    path: "identity.foundOrganisation",
    input: ({ world }) => ({ id: uuid(), organisation: organisation(world), email: `${uuid()}@linkwork.test` }),
    cells: administrating,
  },
  {
    name: "identity.inviteFirstManager",
    path: "identity.inviteFirstManager",
    async input({ world }) {
      const card = organisation(world);
      await house(world, orgRoom(card.orgId as OrgId), "registerOrganisation", card);
      return { id: uuid(), orgId: card.orgId, email: `${uuid()}@linkwork.test` };
    },
    cells: administrating,
  },
  ...(["nameKeeper", "endKeeper"] as const).map((name) => ({
    ...{ name: `identity.${name}`, path: `identity.${name}` },
    async input({ world }: Scene) {
      const card = organisation(world);
      const [orgId, personId] = [card.orgId as OrgId, uuid()];
      await house(world, orgRoom(orgId), "registerOrganisation", card);
      await house(world, orgRoom(orgId), "addMember", { personId, name: "Passing", roles: ["worker", "steward"] });
      const whom = name === "endKeeper" ? { personId } : { email: `${uuid()}@linkwork.test` };
      return { id: uuid(), orgId, role: "steward", ...whom };
    },
    cells: administrating,
  })),
  command("identity.inviteColleague", theOrg, managersOnly, () => ({ email: `${uuid()}@linkwork.test`, roles: ["worker"] })),
  command("identity.endMembership", theOrg, managersOnly, async ({ world, fresh }) => {
    if (!fresh) return { personId: world.people.isla.personId };
    const personId = uuid();
    await house(world, orgRoom(world.orgs.practice.orgId), "addMember", { personId, name: "Passing", roles: ["worker"] });
    return { personId };
  }),
  command("identity.changeRoles", theOrg, managersOnly, async ({ world, fresh }) => {
    if (!fresh) return { personId: world.people.isla.personId, roles: ["linkWorker", "steward"] };
    const personId = uuid();
    await house(world, orgRoom(world.orgs.practice.orgId), "addMember", { personId, name: "Passing", roles: ["worker"] });
    return { personId, roles: ["linkWorker"] };
  }),
  command("identity.cancelColleagueInvitation", theOrg, managersOnly, async ({ world, fresh }) => {
    if (!fresh) return { invitationId: uuid() };
    const invitation = { email: `${uuid()}@linkwork.test`, roles: ["worker"] };
    const roomId = orgRoom(world.orgs.practice.orgId);
    return { invitationId: (await actAs(world, world.people.maggie, { roomId, type: "inviteColleague", input: invitation })).id };
  }),
];
