import { aCase, actAs, house } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { erasureAsked, held, inRecords, personAsked } from "../../kit/ending.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { asked } from "../../kit/scenes.ts";
import type { World } from "../../kit/world.ts";

// nobody else is in it: years go by in here, and agreements with them
const build = (world: World) => aCase(world, { consent: false, invited: false, joined: false });
const year = 365.25 * day;
const input = (_made: unknown, world: World) => ({ erasureId: nobody<string & never>(), basis: personAsked(world) });
const byTime = () => ({ erasureId: nobody<string & never>(), basis: { kind: "retentionOver" } });
/** Nobody has written anything in six years and a day. */
const sixYearsAgo = async (world: World) => {
  const built = await build(world);
  // whoever signs in afterwards does so by the machine's clock, six years too early
  const { ian, maggie, rhona, hana, otto } = world.people;
  for (const who of [ian, maggie, rhona, hana, otto]) await world.as(who);
  await world.later(6 * year + 2 * day);
  // what years bring by the clock alone, agreements that lapse, is done now and not in the middle of what is looked at
  await world.app.tidy();
  await world.app.effects.settled();
  // the password was given anew
  await world.database.collection("session").updateMany({}, { $set: { passwordAt: new Date(world.clock.now()) } });
  return built;
};

describeCommand({
  command: "askErasure",
  allowed: {
    "the person asked for it": { given: inRecords("ian", input, { build }), here: ["erasureAsked"] },
    "the time for which it has to be kept is over": { given: inRecords("ian", byTime, { build: sixYearsAgo }), here: ["erasureAsked"] },
    "the time is over though an agreement was renewed since, and somebody has left: neither is an entry that anybody made": {
      given: inRecords("ian", byTime, {
        async build(world) {
          const built = await sixYearsAgo(world);
          const at = (ms: number) => new Date(world.clock.now() + ms).toISOString();
          const agreement = { orgId: world.orgs.hub.orgId, agreementId: nobody(), validFrom: at(-day), validTo: at(day) };
          await house(world, built.roomId, "noteAgreement", agreement);
          const { personId, orgId, name } = world.people.rhona;
          await house(world, built.roomId, "noteColleagueGone", { orgId, personId, name });
          return built;
        },
      }),
      here: ["erasureAsked"],
    },
  },
  refused: {
    "the time for which it has to be kept is not over": {
      given: inRecords("ian", byTime, { build }),
      refusal: "PRECONDITION_FAILED StillKept basis",
    },
    "something was written in a private place since, so that its time is not over": {
      given: inRecords("ian", byTime, {
        async build(world) {
          const built = await sixYearsAgo(world);
          const roomId = built.roomId.replace("general", "health") as typeof built.roomId;
          await actAs(world, world.people.rhona, { roomId, type: "openCompartment", input: { compartment: "health" } });
          return built;
        },
      }),
      refusal: "PRECONDITION_FAILED StillKept basis",
    },
    "a legal hold stands": { given: inRecords("ian", input, { build, first: held }), refusal: "PRECONDITION_FAILED OnHold" },
    "the person waits for a copy of what is held about them": {
      given: inRecords("ian", input, { build, first: asked }),
      refusal: "PRECONDITION_FAILED CopyOwed",
    },
    "it was asked for already": { given: inRecords("ian", input, { build, first: erasureAsked }), refusal: "CONFLICT Changed" },
    "the person asks for it tomorrow": {
      given: inRecords(
        "ian",
        (_made, w) => ({
          erasureId: nobody<string & never>(),
          basis: { ...personAsked(w), on: new Date(w.clock.now() + day).toISOString() },
        }),
        { build },
      ),
      refusal: "BAD_REQUEST InTheFuture basis.on",
    },
    "a manager of the practice": { given: inRecords("maggie", input, { build }), refusal: "FORBIDDEN NotInfoLead" },
    "the link worker who leads the case": { given: inRecords("rhona", input, { build }), refusal: "NOT_FOUND NotFound" },
    "a partner's information lead": { given: inRecords("hana", input, { build }), refusal: "NOT_FOUND NotFound" },
  },
  other: (given) => ({ ...given, basis: { ...(given.basis as object), method: "letter" } }),
  raced: {
    async given(world) {
      const built = await build(world);
      const scene = () => inRecords("ian", input, { build: async () => built })(world);
      return [await scene(), await scene()];
    },
    outcomes: ["written", "Changed"],
    here: ["erasureAsked"],
  },
});
