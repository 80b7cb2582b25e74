import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import type { BuiltCase } from "../../kit/build.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { inCase } from "../../kit/scenes.ts";
import type { World } from "../../kit/world.ts";

const no = (built: BuiltCase) => ({ participationId: built.participationId, reason: "noPlaces" });
const elsewhere = (world: World) => ({
  [orgRoom(world.orgs.hub.orgId)]: ["invitationClosed"],
  [personRoom(world.people.rhona.personId)]: ["noticeDelivered"],
});
const invited = { joined: false };

describeCommand({
  command: "declineInvitation",
  allowed: {
    "a worker of the invited organisation says no: the invitation is closed, and who invited them is told": {
      given: inCase("tariq", no, { ...invited, elsewhere }),
      here: ["invitationDeclined"],
    },
  },
  refused: {
    "the lead, for another organisation": {
      given: inCase("rhona", no, invited),
      refusal: "PRECONDITION_FAILED ConsentMissing participationId",
    },
    "a place that isn't there": {
      given: inCase("tariq", { participationId: nobody(), reason: "noPlaces" }, invited),
      refusal: "PRECONDITION_FAILED ConsentMissing participationId",
    },
    "in already": { given: inCase("tariq", no), refusal: "CONFLICT WrongState" },
    "an organisation that was not invited": { given: inCase("olga", no, invited), refusal: "NOT_FOUND NotFound" },
    "a reason that isn't one": {
      given: inCase("tariq", (b) => ({ participationId: b.participationId, reason: "because" }), invited),
      refusal: "BAD_REQUEST BadInput input.reason",
    },
  },
  shutsItself: true,
  other: (input) => ({ ...input, reason: "conflict" }),
  raced: {
    given: async (world) => {
      const one = await inCase("tariq", no, invited)(world);
      return [one, { ...one, as: world.people.tess }];
    },
    outcomes: ["written", "NotFound"],
    here: ["invitationDeclined"],
  },
});
