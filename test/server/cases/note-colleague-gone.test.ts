import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { expect, test } from "vitest";
import { aCase, actAs, house } from "../../kit/build.ts";
import { minute } from "../../kit/clock.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import { createWorld } from "../../kit/world.ts";

describeHouseCommand({
  command: "noteColleagueGone",
  insider: async (world) => {
    const { rhona, tariq } = world.people;
    const { roomId } = await aCase(world);
    return { as: rhona, roomId, input: { orgId: tariq.orgId, personId: tariq.personId, name: "Tariq" } };
  },
  caused: {
    "a worker whose access ended is out of each case that they worked on": async (world) => {
      const { tariq } = world.people;
      // the case of the door's test is theirs too
      const cases = await world.app.views.cases.casesWith(tariq.orgId, tariq.personId);
      const { roomId } = await aCase(world);
      const rooms = [roomId, ...cases.map((caseId) => `case:${caseId}:general`)];
      return {
        act: () => house(world, orgRoom(tariq.orgId), "endMembership", { personId: tariq.personId }),
        added: {
          [orgRoom(tariq.orgId)]: ["membershipEnded"],
          [personRoom(tariq.personId)]: ["membershipStopped"],
          ...Object.fromEntries(rooms.map((room) => [room, ["colleagueGone"]])),
        },
      };
    },
  },
  refused: {
    "somebody who isn't in it": {
      given: async (world) => {
        const { tess } = world.people;
        return { as: tess, roomId: (await aCase(world)).roomId, input: { orgId: tess.orgId, personId: nobody(), name: "Tess" } };
      },
      refusal: "CONFLICT WrongState personId",
    },
  },
});

test("the shared inbox that stands in hears of what its organisation is asked and of where it is named, and again of what is urgent; and takes its organisation out, also while sharing is paused", async () => {
  const world = await createWorld();
  const { rhona, tariq, tess } = world.people;
  const { roomId, consentId } = await aCase(world);
  const other = await aCase(world);
  const hub = orgRoom(tariq.orgId);
  const inbox = nobody() as unknown as typeof tariq.personId;
  await house(world, personRoom(inbox), "registerPerson", { name: "Inbox" });
  await house(world, hub, "addMember", { personId: inbox, name: "Inbox", roles: ["roleInbox"] });
  await world.app.effects.settled();
  const post = (input: Record<string, unknown>) => actAs(world, rhona, { roomId, type: "postMessage", input });
  const told = async (personId: typeof tariq.personId) => {
    await world.app.effects.settled();
    const { events } = await world.app.log.read(personRoom(personId), 0);
    return events.flatMap((e) => (e.type === "noticeDelivered" ? [String(e.body.kind)] : []));
  };
  await post({ text: "Tariq is there.", mentions: [{ kind: "org", orgId: tariq.orgId }] });
  expect(await told(inbox)).toEqual([]);
  await house(world, hub, "endMembership", { personId: tariq.personId });
  await world.app.effects.settled();
  await post({ text: "Is anybody there?", mentions: [{ kind: "org", orgId: tariq.orgId }] });
  expect(await told(inbox)).toEqual(["mentioned"]);
  await post({ text: "No nuts for him, please.", ask: { orgs: [tariq.orgId], urgent: true } });
  expect(await told(inbox)).toEqual(["mentioned", "asked"]);
  await world.later(6 * minute);
  await world.app.tidy();
  expect(await told(inbox)).toEqual(["mentioned", "asked", "asked"]);
  expect(await told(tess.personId)).toEqual([]);
  await actAs(world, rhona, { roomId, type: "pauseConsent", input: { consentId, method: "phone" } });
  expect(await told(inbox)).toEqual(["mentioned", "asked", "asked", "sharingEnded"]);
  await actAs(world, rhona, { roomId, type: "withdrawConsent", input: { consentId, method: "phone" } });
  expect(await told(inbox)).toEqual(["mentioned", "asked", "asked", "sharingEnded", "sharingEnded"]);
  expect(await told(tess.personId)).toEqual([]);
  const { roomId: there, participationId } = other;
  await actAs(world, rhona, { roomId: there, type: "pauseConsent", input: { consentId: other.consentId, method: "phone" } });
  const standsIn = { ...tariq, personId: inbox, roles: ["roleInbox" as const] };
  for (const who of [tess, standsIn]) {
    const asked = actAs(world, who, { roomId: there, type: "leaveCase", input: { participationId } });
    if (who === tess) await expect(asked).rejects.toMatchObject({ code: "NotFound" });
    else expect((await asked).type).toBe("participationLeft");
  }
  await world.stop();
});

test("whoever led it is followed by the shared inbox, until a colleague comes in; then the inbox reads it no more", async () => {
  const world = await createWorld();
  const { rhona, isla, ian, tariq } = world.people;
  const { roomId, leadId } = await aCase(world);
  const inbox = { ...rhona, personId: nobody() as unknown as typeof rhona.personId, name: "Inbox", email: "inbox@linkwork.test" };
  await house(world, personRoom(inbox.personId), "registerPerson", { name: "Inbox" });
  await house(world, orgRoom(rhona.orgId), "addMember", { personId: inbox.personId, name: "Inbox", roles: ["roleInbox"] });
  await world.app.effects.settled();
  const client = await world.as({ ...inbox, roles: ["roleInbox"] });
  const state = () => world.app.rooms.ask<CaseState>(roomId);
  await expect(client.since(roomId, null)).rejects.toThrow(/NotFound/);
  await actAs(world, rhona, { roomId, type: "postMessage", input: { text: "See you on Tuesday." } });
  await house(world, orgRoom(rhona.orgId), "endMembership", { personId: rhona.personId });
  await world.app.effects.settled();
  expect((await state()).leadOrg).toBe(rhona.orgId);
  expect((await state()).leadWorker).toBe("");
  expect(JSON.stringify(await client.since(roomId, null))).toContain("See you on Tuesday.");
  expect(((await client.call("cases.list")) as { data?: { roomId: string }[] }).data?.map((row) => row.roomId)).toContain(roomId);
  // the others of the organisation learn nothing by it, and the partner goes on
  for (const who of [isla, ian]) await expect((await world.as(who)).since(roomId, null)).rejects.toThrow(/NotFound/);
  await (await world.as(tariq)).act(roomId, "postMessage", { text: "Is anybody there?" });
  await client.act(roomId, "addColleague", { participationId: leadId, personId: isla.personId });
  expect((await state()).leadWorker).toBe(isla.personId);
  expect(JSON.stringify(await (await world.as(isla)).since(roomId, null))).toContain("Is anybody there?");
  await expect(client.since(roomId, null)).rejects.toThrow(/NotFound/);
  await world.stop();
});
