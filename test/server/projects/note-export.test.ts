import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { part } from "../../kit/projects.ts";
import { type At, inProject } from "./scenes.ts";

const took = ({ who, board }: At) => ({ personId: who.tariq.personId, orgId: who.tariq.orgId, boardId: subjectOf(board), boardHead: 3 });

describeHouseCommand({
  command: "noteExport",
  insider: inProject("tariq", took),
  caused: {},
  refused: {
    "of an organisation that isn't in it": {
      given: inProject("otto", (at) => ({ ...took(at), orgId: at.who.otto.orgId })),
      refusal: "CONFLICT NothingFollows",
    },
    "of another board": { given: inProject("tariq", (at) => ({ ...took(at), boardId: part() })), refusal: "CONFLICT NothingFollows" },
  },
});
