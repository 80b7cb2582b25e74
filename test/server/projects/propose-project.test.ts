import { newId, type ProjectId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom, projectRoom } from "@linkwork/shared/kernel/room.ts";
import type { Charter } from "@linkwork/shared/projects/schema.ts";
import { describeCommand, type Scene } from "../../kit/given.ts";
import { charterOf, part } from "../../kit/projects.ts";
import type { World } from "../../kit/world.ts";
import { type Input, jeanIn } from "./scenes.ts";

type How = {
  as?: "rhona" | "tariq" | "jean";
  change?: Partial<Charter>;
  input?: (made: Input, world: World) => Input;
  tells?: ("tariq" | "tess")[];
};
/** Rhona, unless it is said otherwise, asks the food hub to begin something with her practice. */
const begins =
  ({ as = "rhona", change = {}, input = (made) => made, tells = [] }: How = {}) =>
  async (world: World): Promise<Scene> => {
    const who = as === "jean" ? await jeanIn(world) : world.people[as];
    const projectId = newId<ProjectId>(world.clock.now());
    const partner = as === "tariq" ? world.orgs.practice.orgId : world.orgs.hub.orgId;
    const charter = charterOf([who.orgId, partner], { now: world.clock.now(), days: 100, change });
    return {
      as: who,
      roomId: projectRoom(projectId),
      input: input({ projectId, charter, template: "befriending", partners: [partner] }, world),
      elsewhere: Object.fromEntries(tells.map((name) => [personRoom(world.people[name].personId), ["noticeDelivered"]])),
    };
  };
const hub = ["tariq", "tess"] as ("tariq" | "tess")[];
const twice = <T>(one: T): T[] => [one, one];
const day = "2027-03-01";
const line = { bringsId: part(), kind: "food", words: "Soup" } as const;
const money = { fundingId: part(), name: "Fund", funder: "A trust", pence: null, from: day, until: "2027-02-01" } as const;

describeCommand({
  command: "proposeProject",
  makesRoom: true,
  allowed: {
    "whoever begins it has said yes, and who would answer for the other organisation hears that it is asked": {
      given: begins({ tells: hub }),
      here: ["projectProposed"],
    },
    "what is not written yet may be empty": {
      given: begins({ change: { purpose: "", need: "", brings: [], measures: [], startsOn: null }, tells: hub }),
      here: ["projectProposed"],
    },
    "a resident speaks for a citizens' panel": { given: begins({ as: "jean", tells: hub }), here: ["projectProposed"] },
  },
  refused: {
    "organisations of one sector alone": {
      given: begins({
        as: "tariq",
        input: (made, { orgs }) => ({ ...made, charter: { ...(made.charter as Charter), brings: [] }, partners: [orgs.cafe.orgId] }),
      }),
      refusal: "BAD_REQUEST OneSector partners",
    },
    "one's own organisation as a partner": {
      given: begins({ input: (made, { orgs }) => ({ ...made, partners: [orgs.practice.orgId] }) }),
      refusal: "CONFLICT InItAlready partners",
    },
    "the same organisation twice": {
      given: begins({ input: (made, { orgs }) => ({ ...made, partners: twice(orgs.hub.orgId) }) }),
      refusal: "BAD_REQUEST SameTwice partners",
    },
    "an organisation that isn't there": {
      given: begins({ input: (made) => ({ ...made, partners: [part()] }) }),
      refusal: "BAD_REQUEST UnknownOrganisation partners",
    },
    "another project's id": {
      given: begins({ input: (made) => ({ ...made, projectId: part() }) }),
      refusal: "BAD_REQUEST WrongProject projectId",
    },
    "somebody who is not in it is to bring something": {
      given: begins({
        input: (made, { orgs }) => ({ ...made, charter: { ...(made.charter as Charter), brings: [{ ...line, orgId: orgs.cafe.orgId }] } }),
      }),
      refusal: "BAD_REQUEST NotInProject charter.brings",
    },
    "one id for two lines": {
      given: begins({
        input: (made, { orgs }) => ({
          ...made,
          charter: { ...(made.charter as Charter), brings: twice({ ...line, orgId: orgs.hub.orgId }) },
        }),
      }),
      refusal: "BAD_REQUEST SameTwice charter.brings",
    },
    "money that ends before it begins": { given: begins({ change: { money: [money] } }), refusal: "BAD_REQUEST MoneyDays charter.money" },
    "an owner or a status in the payload": {
      given: begins({ input: (made) => ({ ...made, status: "active", owners: [] }) }),
      refusal: "BAD_REQUEST BadInput input",
    },
  },
  other: (input) => ({ ...input, template: "empty" }),
  raced: {
    given: async (world) => {
      const one = await begins()(world);
      return [one, one];
    },
    outcomes: ["WrongProject", "written"],
    here: ["projectProposed"],
  },
});
