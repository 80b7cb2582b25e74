import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { house } from "../../kit/build.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { type At, anAsset, announced, caused, did, inAsset, inTurn, stirs } from "./scenes.ts";

const rhona = ({ who }: At) => ({ told: [{ personId: who.rhona.personId, orgId: who.rhona.orgId, why: "card" }] });
const tariq = ({ who }: At) => ({ told: [{ personId: who.tariq.personId, orgId: who.tariq.orgId, why: "card" }] });
describeHouseCommand({
  command: "tellClosing",
  insider: inAsset("cora", rhona, { first: announced() }),
  caused: {
    "who has to know it too is told, and nobody who knows it already": async (world) => {
      const at = await anAsset(world, { first: announced() });
      const told = [...rhona(at).told, ...tariq(at).told];
      const hers: RoomId = personRoom(at.who.rhona.personId);
      return {
        act: () => house(world, at.roomId, "tellClosing", { told }),
        added: { [at.roomId]: ["closingTold"], [hers]: ["noticeDelivered"], ...stirs() },
      };
    },
  },
  refused: {
    "who was told by the announcement": { given: inAsset("cora", tariq, { first: announced() }), refusal: "CONFLICT NothingChanged" },
    "who was told since": {
      given: inAsset("cora", rhona, { first: inTurn(announced(), caused("tellClosing", rhona)) }),
      refusal: "CONFLICT NothingChanged",
    },
    "what goes on": { given: inAsset("cora", rhona), refusal: "CONFLICT NothingChanged" },
    "what goes on after all": {
      given: inAsset("cora", rhona, { first: inTurn(announced(), did("cora", "cancelClosing", { words: "It goes on." })) }),
      refusal: "CONFLICT NothingChanged",
    },
  },
});
