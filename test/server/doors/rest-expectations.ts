import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { actAs } from "../../kit/build.ts";
import { again, cells, command, type Input, type Row, type Scene } from "./rows.ts";

const today = () => new Date().toISOString().slice(0, 10);
const theCase = ({ target }: Scene) => target.roomId as string;
const leadOnly = cells("hide", {
  lead: "allow",
  joined: "FORBIDDEN LeadOnly",
  invited: "FORBIDDEN LeadOnly",
  guest: "FORBIDDEN NotForGuests",
});
const rested = () => ({ because: "capacity", on: today(), from: "her daughter" });
/** The person can't decide any more, in a case that is there for this one try. */
const afterwards = async (scene: Scene, input: Input) => {
  const { world, target, fresh } = scene;
  if (fresh) await actAs(world, world.people.rhona, { roomId: target.roomId, type: "restSharing", input: rested() });
  return input;
};
const judged = (outcome: string) => ({ outcome, assessedBy: "Dr Ross", assessedOn: today(), authority: "benefit" });

/** Whom the person wants kept away: for who asks them about sharing. */
export const awayRows: readonly Row[] = [
  { name: "cases.keptAway", path: "cases.keptAway", room: theCase, input: () => ({}), cells: cells("hide", { lead: "allow" }) },
  {
    name: "cases.workersAt",
    path: "cases.workersAt",
    room: theCase,
    input: ({ world }) => ({ orgId: world.orgs.cafe.orgId }),
    cells: cells("hide", { lead: "allow" }),
  },
];

/** Sharing rests because the person can't decide it, or has died, and goes on; and the paper of a yes in their own language. */
export const restRows: readonly Row[] = [
  again(
    command("cases.translateReceipt", theCase, leadOnly, async ({ target, world }) => {
      const { consents } = await world.app.rooms.ask<CaseState>(target.roomId);
      const lines = (consents[target.consentId]?.record?.notice.text ?? []).map(() => "آپ نے رونا کو بتایا۔");
      return { consentId: target.consentId, language: "ur", title: "اجازت", lines, translator: "Parveen Akhtar" };
    }),
  ),
  command("cases.restSharing", theCase, leadOnly, rested),
  command("cases.recordBestInterests", theCase, leadOnly, (scene) =>
    afterwards(scene, { capacity: judged("lacks"), consulted: "his sister", why: "He is glad of it." }),
  ),
  command("cases.endRest", theCase, leadOnly, (scene) => afterwards(scene, { how: { kind: "regained", capacity: judged("has") } })),
];
