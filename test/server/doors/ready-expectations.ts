import type { OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import { hostingRoom, orgRoom, readinessRoom } from "@linkwork/shared/kernel/room.ts";
import { actAs, house } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { aVisitor } from "../../kit/visits.ts";
import { cells, command, type Input, type Row, type Scene, unheard, uuid } from "./rows.ts";

const dayIn = ({ world }: Scene, days: number) => new Date(world.clock.now() + days * day).toISOString().slice(0, 10);
const hub = ["joined", "joinedColleague", "joinedInfoLead", "joinedInbox", "excludedPerson"] as const;
const ofTheHub = (cell: string) => Object.fromEntries(hub.map((standing) => [standing, cell]));
const theHub = ({ world }: Scene) => hostingRoom(world.orgs.hub.orgId) as string;
const theirOwn = ({ world }: Scene) => readinessRoom(world.people.rhona.personId) as string;

/** One thing made for a scene that changes it, and one for all the others; its id is known at once. */
function forEach<Id extends string>(make: (scene: Scene, id: Id) => Promise<unknown>) {
  const made = new WeakMap<object, { id: Id; ready: Promise<unknown> }>();
  return (scene: Scene) => {
    const key = scene.fresh ? scene : scene.world;
    const id = uuid() as Id;
    const one = made.get(key) ?? { id, ready: Promise.resolve().then(() => make(scene, id)) };
    made.set(key, one);
    return one;
  };
}
/** An organisation in which nobody tries the doors, and that could host somebody. */
const willing = forEach<OrgId>((scene, orgId) =>
  scene.world.app.rooms.act(aVisitor(5, { orgId }), hostingRoom(orgId), {
    id: uuid() as never,
    type: "sayAppetite",
    input: { could: "couldHost" },
  }),
);
/** Somebody at the practice who tries no door. */
const colleague = forEach<PersonId>(({ world }, personId) =>
  house(world, orgRoom(world.orgs.practice.orgId), "addMember", { personId, name: "Nell", roles: ["linkWorker"] }),
);
const after =
  (ready: (scene: Scene) => Promise<unknown>, input: (scene: Scene) => Input): Row["input"] =>
  async (scene) => {
    await ready(scene);
    return input(scene);
  };
const seen = (scene: Scene) => ({ kind: "pvg", seenOn: dayIn(scene, -1), review: dayIn(scene, 300) });
/** Those who look after the practice's people. */
const confirmers = cells("hide", { leadInfoLead: "allow", leadManager: "allow" });
const asMaggie = ({ world }: Scene, roomId: string, type: string, input: Input = {}) =>
  actAs(world, world.people.maggie, { roomId: roomId as never, type, input });
const question = (name: string, input: Row["input"] = () => undefined, who = cells("allow")): Row => ({
  ...{ name, path: name },
  ...{ input, cells: who },
});

/** What has to be in place first: an organisation's own room as a host, and each person's. */
export const readyRows: readonly Row[] = [
  ...["ready", "couldHost", "ourHosting", "confirming"].map((name) => question(`exchange.${name}`)),
  // of an organisation that has written none: who reads whose is looked at in test/server/exchange
  question("exchange.agreement", () => ({ orgId: uuid() }), cells("NOT_FOUND NotFound")),
  command("exchange.writeAgreement", theHub, cells("hide", { ...ofTheHub("FORBIDDEN NotYoursToWrite"), joinedInfoLead: "allow" }), () => ({
    words: `What you hear stays here. ${unheard()}`,
  })),
  command("exchange.sayAppetite", theHub, cells("hide", ofTheHub("allow")), () => ({ could: "notNow" })),
  command(
    "exchange.askToHost",
    (scene) => hostingRoom(willing(scene).id),
    cells("allow", { resident: "hide" }),
    after(
      (scene) => willing(scene).ready,
      () => ({}),
    ),
  ),
  command("exchange.agreeTo", theirOwn, cells("hide", { lead: "CONFLICT AgreementMoved" }), ({ world }) => ({
    ...{ hostOrgId: world.orgs.hub.orgId, version: 999 },
  })),
  command(
    "exchange.askForCheck",
    theirOwn,
    cells("hide", { lead: "allow" }),
    after(
      async (scene) => scene.fresh && asMaggie(scene, theirOwn(scene), "revokeCheck").catch(() => undefined),
      () => ({ kind: "pvg" }),
    ),
  ),
  command(
    "exchange.confirmCheck",
    (scene) => readinessRoom(colleague(scene).id),
    confirmers,
    after((scene) => colleague(scene).ready, seen),
  ),
  command(
    "exchange.revokeCheck",
    (scene) => readinessRoom(colleague(scene).id),
    confirmers,
    after(
      async (scene) => {
        await colleague(scene).ready;
        if (scene.fresh) await asMaggie(scene, readinessRoom(colleague(scene).id), "confirmCheck", seen(scene));
      },
      () => ({}),
    ),
  ),
];

/** An organisation's room as a host is its people's, and a person's theirs. */
export const readyReading = (door: string, extra: Input): Row[] => [
  { name: `${door} of a host`, path: door, room: theHub, input: after(saidOnce, () => extra), cells: cells("hide", ofTheHub("allow")) },
  {
    name: `${door} of what is in place`,
    path: door,
    room: theirOwn,
    input: after(askedOnce, () => extra),
    cells: cells("hide", { lead: "allow" }),
  },
];
const said = new WeakMap<object, Promise<unknown>>();
/** There is something to read. */
function saidOnce(scene: Scene): Promise<unknown> {
  const { tariq } = scene.world.people;
  const one =
    said.get(scene.world) ?? actAs(scene.world, tariq, { roomId: theHub(scene) as never, type: "sayAppetite", input: { could: "notNow" } });
  said.set(scene.world, one);
  return one;
}
const asked = new WeakMap<object, Promise<unknown>>();
function askedOnce(scene: Scene): Promise<unknown> {
  const one = asked.get(scene.world) ?? asMaggie(scene, theirOwn(scene), "confirmCheck", seen(scene));
  asked.set(scene.world, one);
  return one;
}
