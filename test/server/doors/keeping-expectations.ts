import { accessRoom, orgRoom } from "@linkwork/shared/kernel/room.ts";
import { actAs, house } from "../../kit/build.ts";
import { erasureAsked, held, holdInput, personAsked } from "../../kit/ending.ts";
import { type Cells, cells, command, type Row, type Scene, uuid } from "./rows.ts";

const thePractice = ({ world }: Scene) => orgRoom(world.orgs.practice.orgId);
const member = "FORBIDDEN NotYourRole";
/** An organisation's own words are for its information lead; its other people know that something waits. */
const handed = cells("hide", {
  ...{ lead: member, leadColleague: member, leadInbox: member, leadManager: member, excludedInbox: member },
  leadInfoLead: "allow",
});
/** Something that waits for the practice. */
const waits = async ({ world, fresh }: Scene): Promise<string> => {
  const exportId = uuid();
  if (fresh) await house(world, orgRoom(world.orgs.practice.orgId), "receiveExport", { exportId });
  return exportId;
};
const theRecords = ({ target }: Scene) => accessRoom(target.caseId) as string;
const infoLeadsOnly = cells("hide", { leadInfoLead: "allow", leadManager: "FORBIDDEN NotInfoLead" });
const inRecords = (name: string, who: Cells, input: Row["input"]): Row => command(`cases.${name}`, theRecords, who, input);

/** How long a case is kept, and how it ends; what is handed over at the end of a sharing. Holds and erasure are the lead's information lead's; the second person may be a manager. */
export const keepingRows: readonly Row[] = [
  {
    name: "cases.keeping",
    path: "cases.keeping",
    room: ({ target }) => target.roomId as string,
    input: () => ({}),
    cells: cells("hide", { lead: "allow", leadInfoLead: "allow", leadManager: "allow" }),
  },
  { name: "cases.erasures", path: "cases.erasures", input: () => undefined, cells: cells("allow") },
  { name: "cases.certificates", path: "cases.certificates", input: () => undefined, cells: cells("allow") },
  {
    // of a case that is there; who may read that of an erased one: test/server/cases/certify-erasure.test.ts
    name: "cases.certificate",
    path: "cases.certificate",
    room: ({ target }) => target.roomId as string,
    byCase: true,
    input: () => ({}),
    cells: cells("hide"),
  },
  inRecords("placeHold", infoLeadsOnly, () => holdInput()),
  inRecords("liftHold", infoLeadsOnly, async ({ world, target, fresh }) => ({
    holdId: fresh ? await held(world, target) : uuid(),
    reason: "settled",
  })),
  inRecords("askErasure", infoLeadsOnly, ({ world }) => ({ erasureId: uuid(), basis: personAsked(world) })),
  inRecords(
    "agreeErasure",
    cells("hide", { leadManager: "allow", leadInfoLead: "CONFLICT Changed" }),
    async ({ world, target, fresh }) => ({
      erasureId: fresh ? await erasureAsked(world, target) : uuid(),
    }),
  ),
  inRecords("stopErasure", cells("hide", { leadManager: "allow", leadInfoLead: "allow" }), async ({ world, target, fresh }) => ({
    erasureId: fresh ? await erasureAsked(world, target) : uuid(),
  })),
  command(
    "identity.openExport",
    (scene) => thePractice(scene) as string,
    handed,
    async (scene) => ({ exportId: await waits(scene) }),
  ),
  command(
    "identity.confirmExport",
    (scene) => thePractice(scene) as string,
    handed,
    async (scene) => {
      const exportId = await waits(scene);
      if (scene.fresh) await actAs(scene.world, scene.who, { roomId: thePractice(scene), type: "openExport", input: { exportId } });
      return { exportId };
    },
  ),
  // before whom it lies open: test/server/identity/open-export.test.ts
  { name: "cases.readExport", path: "cases.readExport", input: () => ({ exportId: uuid() }), cells: cells("hide") },
];
