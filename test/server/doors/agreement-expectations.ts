import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { house } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { cells, command, type Row, type Scene, uuid } from "./rows.ts";

const theOrg = ({ world }: Scene) => orgRoom(world.orgs.practice.orgId) as string;
const agreements = cells("hide", {
  lead: "FORBIDDEN NotYourRole",
  leadColleague: "FORBIDDEN NotYourRole",
  leadManager: "FORBIDDEN NotYourRole",
  leadInbox: "FORBIDDEN NotYourRole",
  excludedInbox: "FORBIDDEN NotYourRole",
  leadInfoLead: "allow",
});
const agreementFrom = async ({ world, fresh }: Scene, signed: boolean) => {
  const agreementId = uuid();
  if (!fresh) return { agreementId };
  const [validFrom, validTo] = [new Date(world.clock.now()).toISOString(), new Date(world.clock.now() + day).toISOString()];
  const input = { agreementId, withOrgId: world.orgs.stranger.orgId, withName: "Hillhead Practice", dpiaRef: "D-2", validFrom, validTo };
  const roomId = orgRoom(world.orgs.practice.orgId);
  await house(world, roomId, "receiveAgreement", input);
  if (signed) await house(world, roomId, "agreementSignedThere", { agreementId });
  return { agreementId };
};

/** Who makes, signs and ends the agreement of two organisations. */
export const agreementRows: readonly Row[] = [
  command("identity.proposeAgreement", theOrg, agreements, ({ world }) => ({
    agreementId: uuid(),
    withOrgId: world.orgs.stranger.orgId,
    dpiaRef: "DPIA-2",
    validFrom: new Date(world.clock.now()).toISOString(),
    validTo: new Date(world.clock.now() + day).toISOString(),
  })),
  command("identity.signAgreement", theOrg, agreements, (scene) => agreementFrom(scene, false)),
  command("identity.endAgreement", theOrg, agreements, (scene) => agreementFrom(scene, true)),
];
