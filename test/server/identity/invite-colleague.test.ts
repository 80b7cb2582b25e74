import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { describe, expect, test } from "vitest";
import { actAs } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { describeCommand, type Scene } from "../../kit/given.ts";
import { createWorld, type World } from "../../kit/world.ts";

let count = 0;
const address = () => `new-colleague-${++count}@linkwork.test`;
const scene =
  (as: "maggie" | "rhona" | "ian" = "maggie", change: Record<string, unknown> = {}) =>
  ({ people, orgs }: World): Scene => ({
    as: people[as],
    roomId: orgRoom(orgs.practice.orgId),
    input: { email: address(), roles: ["linkWorker"], ...change },
    readers: [people.maggie, people.rhona],
  });
const invite = (world: World, made: Scene) => actAs(world, made.as, { roomId: made.roomId, type: "inviteColleague", input: made.input });

describeCommand({
  command: "inviteColleague",
  allowed: {
    "a manager invites somebody by their address": { given: scene(), here: ["colleagueInvited"] },
    "as several things at once": { given: scene("maggie", { roles: ["manager", "roleInbox"] }), here: ["colleagueInvited"] },
    "again, once the first invitation's time is over": {
      given: async (world) => {
        const made = scene()(world);
        await invite(world, made);
        await world.later(7 * day);
        return made;
      },
      here: ["colleagueInvited"],
    },
  },
  refused: {
    "a link worker": { given: scene("rhona"), refusal: "FORBIDDEN NotManager" },
    "an information lead": { given: scene("ian"), refusal: "FORBIDDEN NotManager" },
    "no role at all": { given: scene("maggie", { roles: [] }), refusal: "BAD_REQUEST BadInput input.roles" },
    "a resident in a practice": { given: scene("maggie", { roles: ["resident"] }), refusal: "BAD_REQUEST RolesDontFit roles" },
    "R13: who reviews the map for everybody": {
      given: scene("maggie", { roles: ["worker", "steward"] }),
      refusal: "FORBIDDEN AdministratorsSay roles",
    },
    "R13: who keeps its directory": { given: scene("maggie", { roles: ["coordinator"] }), refusal: "FORBIDDEN AdministratorsSay roles" },
    "something beside it that isn't asked": {
      given: scene("maggie", { hash: "A".repeat(43) }),
      refusal: "BAD_REQUEST BadInput input",
    },
    "an address with a line break, which could begin another header": {
      given: scene("maggie", { email: "a@linkwork.test\r\nBcc: b@linkwork.test" }),
      refusal: "BAD_REQUEST BadInput input.email",
    },
    "two addresses in one": {
      given: scene("maggie", { email: "a@linkwork.test, b@linkwork.test" }),
      refusal: "BAD_REQUEST BadInput input.email",
    },
    "a quoted address, which mail servers read in different ways": {
      given: scene("maggie", { email: '"victim@linkwork.test x"@evil.example' }),
      refusal: "BAD_REQUEST BadInput input.email",
    },
    "an address that is invited already": {
      given: async (world) => {
        const made = scene()(world);
        await invite(world, made);
        return { ...made, input: { ...made.input, email: String(made.input.email).toUpperCase() } };
      },
      refusal: "CONFLICT AlreadyInvited email",
    },
  },
  other: (input) => ({ ...input, roles: ["worker"] }),
  raced: {
    given: async (world) => {
      const one = scene()(world);
      return [one, one];
    },
    outcomes: ["AlreadyInvited", "written"],
    here: ["colleagueInvited"],
  },
});

describe("what goes out", () => {
  test("one mail to that address, with who, where, as what and until when; no more than a hundred a day", async () => {
    const world = await createWorld();
    const made = scene("maggie", { email: "one@linkwork.test" })(world);
    await invite(world, made);
    await world.app.effects.settled();
    const [mail, ...others] = await world.app.mail.caught();
    expect(others).toEqual([]);
    expect(mail?.to).toBe("one@linkwork.test");
    expect(mail?.subject).toBe("Maggie invites you to Southside Practice on Linkwork");
    expect(mail?.text).toMatch(/as community link worker\.\n[\s\S]*\/join#[\w-]{86}\n[\s\S]*until .* at \d\d:\d\d/);
    for (let i = 1; i < 100; i++) await invite(world, scene()(world));
    await expect(invite(world, scene()(world))).rejects.toMatchObject({ code: "TooManyInvitations" });
    world.clock.advance(day);
    await invite(world, scene()(world));
    await world.stop();
  });

  test("where no mail was set up nobody is invited, and the refusal says so", async () => {
    const world = await createWorld({ mail: { from: "a@linkwork.test", catches: false } });
    const { as, roomId, input } = scene()(world);
    const answer = await (await world.as(as)).attempt(roomId, "inviteColleague", input);
    expect(answer).toMatchObject({ ok: false, error: { code: "MailMissing", meaning: "PRECONDITION_FAILED" } });
    await world.stop();
  });

  test("to whom an invitation went is for managers; the secret's hash is for nobody", async () => {
    const world = await createWorld();
    const made = scene("maggie", { email: "quiet@linkwork.test" })(world);
    await invite(world, made);
    for (const who of ["maggie", "rhona"] as const) {
      const client = await world.as(world.people[who]);
      const page = JSON.stringify([await client.since(made.roomId, null), await client.since(made.roomId, 0, "http")]);
      expect(page.includes("quiet@linkwork.test"), who).toBe(who === "maggie");
      expect(page).not.toContain('"hash"');
      expect(page).toContain("colleagueInvited");
    }
    await world.stop();
  });
});
