import type { RequestCommand } from "./requests.ts";
import type { CommandName } from "./schema.ts";
import { keepingTried } from "./words-keeping.ts";

/** What a call that was refused would have done: "was refused: tried to ...". */
export const triedWords: Record<
  | CommandName
  | RequestCommand["type"]
  | keyof typeof keepingTried
  | "flagMessage"
  | "sendLater"
  | "readExport"
  | "flaggedMessage"
  | "settleFlag"
  | "sharing"
  | "ledger"
  | "verifyLedger"
  | "sayWhy"
  | "requests"
  | "accessPack"
  | "ownPack"
  | "client"
  | "markSeen"
  | "seen"
  | "since",
  string
> = {
  since: "read the conversation",
  ...keepingTried,
  client: "look up who the person is",
  sharing: "look up what can be stopped",
  ledger: "look at who has seen what",
  verifyLedger: "check these records",
  sayWhy: "say why they look",
  requests: "look at the person's request for a copy",
  startRequest: "note that the person asked for a copy",
  markPart: "go through what is held, for the person's copy",
  moveRequest: "move the person's request for a copy on",
  accessPack: "make the copy that the person asked for",
  ownPack: "make a copy of what their organisation wrote and read",
  markSeen: "note how far they have read",
  seen: "see how far others have read",
  openCase: "open the case again",
  openCompartment: "begin a place for more private notes",
  followSharing: "take over who is in the case",
  addFile: "send a file",
  noteFile: "say what became of a file",
  proposeConsent: "note what the person was asked",
  recordConsent: "note a yes",
  refuseConsent: "note a no",
  pauseConsent: "pause the sharing",
  resumeConsent: "begin the sharing again",
  narrowConsent: "narrow the sharing",
  withdrawConsent: "end the sharing",
  translateReceipt: "keep the paper in another language",
  markConsentInError: "call a yes a mistake",
  inviteOrganisation: "invite an organisation",
  joinCase: "come into the conversation",
  declineInvitation: "answer an invitation",
  leaveCase: "leave the conversation",
  addColleague: "bring a colleague in",
  admitGuest: "let somebody in as a guest",
  endGuest: "end a guest's time",
  noteAgreement: "note an agreement",
  noteKeptAway: "note what the person said about who takes part",
  noteColleagueGone: "note that a colleague has left",
  restSharing: "put sharing on hold",
  recordBestInterests: "record what is best for the person",
  endRest: "note that sharing goes on",
  postMessage: "write a message",
  editMessage: "change a message",
  acknowledge: "say that they have read a message",
  redactMessage: "take words out of a message",
  sendLater: "write a message to be sent later",
  readExport: "open what their own organisation had written",
  flagMessage: "say that a message holds too much",
  flaggedMessage: "read a message that somebody thought said too much",
  settleFlag: "leave a message as it is",
  react: "put a mark on a message",
  pinMessage: "put a message into the agreed summary",
  unpinMessage: "take a message out of the agreed summary",
  openTopic: "begin a topic",
  resolveTopic: "settle a topic",
  reopenTopic: "open a topic again",
};
