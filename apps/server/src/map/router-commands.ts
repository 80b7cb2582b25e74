import { areaCommands } from "@linkwork/shared/map/schema-area.ts";
import { assetCommands } from "@linkwork/shared/map/schema-asset.ts";
import { gapCommands } from "@linkwork/shared/map/schema-gap.ts";
import { commandIn } from "../kernel/trpc.ts";

const asset = <Name extends keyof typeof assetCommands>(name: Name) => commandIn("asset", name, assetCommands[name]);
const gap = <Name extends keyof typeof gapCommands>(name: Name) => commandIn("gap", name, gapCommands[name]);

/** All that people can ask of a room of the map. What the house alone asks has no line here. */
export const mapCommands = {
  addAsset: asset("addAsset"),
  acceptAsset: asset("acceptAsset"),
  rejectAsset: asset("rejectAsset"),
  reviseAsset: asset("reviseAsset"),
  undoChange: asset("undoChange"),
  verifyAsset: asset("verifyAsset"),
  sayCapacity: asset("sayCapacity"),
  announceClosing: asset("announceClosing"),
  cancelClosing: asset("cancelClosing"),
  readClosing: asset("readClosing"),
  closeAsset: asset("closeAsset"),
  reopenAsset: asset("reopenAsset"),
  hideAsset: asset("hideAsset"),
  showAsset: asset("showAsset"),
  mergeAsset: asset("mergeAsset"),
  unmergeAsset: asset("unmergeAsset"),
  claimAsset: asset("claimAsset"),
  acceptClaim: asset("acceptClaim"),
  refuseClaim: asset("refuseClaim"),
  endClaim: asset("endClaim"),
  followAsset: asset("followAsset"),
  raiseGap: gap("raiseGap"),
  acceptGap: gap("acceptGap"),
  askMore: gap("askMore"),
  answerMore: gap("answerMore"),
  confirmNeed: gap("confirmNeed"),
  sayKnown: gap("sayKnown"),
  takeOn: gap("takeOn"),
  standDown: gap("standDown"),
  closeGap: gap("closeGap"),
  reopenGap: gap("reopenGap"),
  declineGap: gap("declineGap"),
  withdrawGap: gap("withdrawGap"),
  mergeGap: gap("mergeGap"),
  unmergeGap: gap("unmergeGap"),
  restoreGap: gap("restoreGap"),
  endorseGap: gap("endorseGap"),
  settleBurst: gap("settleBurst"),
  addEvidence: gap("addEvidence"),
  proposeEnd: gap("proposeEnd"),
  linkGap: gap("linkGap"),
  unlinkGap: gap("unlinkGap"),
  followGap: gap("followGap"),
  sayHelped: gap("sayHelped"),
  setArea: commandIn("area", "setArea", areaCommands.setArea),
};
