import { usualWishes } from "@linkwork/shared/identity/rules-notices.ts";
import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { accessRoom, caseRoom, clientRoom, concernRoom, orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { actAs, consentInput, house } from "../../kit/build.ts";
import { agreementRows } from "./agreement-expectations.ts";
import { boardReading, boardRows } from "./board-expectations.ts";
import { concerns } from "./concern-expectations.ts";
import { exchangeReading, exchangeRows } from "./exchange-expectations.ts";
import { factorRows } from "./factor-expectations.ts";
import { guestRows } from "./guest-expectations.ts";
import { importRows } from "./import-expectations.ts";
import { keepingRows } from "./keeping-expectations.ts";
import { learningReading, learningRows } from "./learning-expectations.ts";
import { lookingRows } from "./looking-expectations.ts";
import { mapReading, mapRows } from "./map-expectations.ts";
import { numberRows } from "./number-expectations.ts";
import { passwordRows } from "./password-expectations.ts";
import { peopleRows } from "./people-expectations.ts";
import { projectReading, projectRows } from "./project-expectations.ts";
import { recoveryRows } from "./recovery-expectations.ts";
import { awayRows, restRows } from "./rest-expectations.ts";
import { again, type Cells, cells, command, type Input, type Row, type Scene, uuid } from "./rows.ts";
import { talk } from "./talk-expectations.ts";

const inside = cells("hide", { lead: "allow", joined: "allow", guest: "allow" });
/** The places beside the conversation are no guest's, nor what only who may stop a yes has to ask. */
const insidePlaces = cells("hide", { lead: "allow", joined: "allow" });
const notForGuests = { guest: "FORBIDDEN NotForGuests" };
const speaks = { lead: "allow", joined: "allow", invited: "PRECONDITION_FAILED ConsentMissing" };
const speech = cells("hide", { ...speaks, guest: "allow" });
/** What belongs to the conversation as a whole: for those who take part all the time. */
const tidies = cells("hide", { ...speaks, ...notForGuests });
const grants = cells("hide", { lead: "allow", joined: "FORBIDDEN LeadOnly", invited: "FORBIDDEN LeadOnly", ...notForGuests });
/** What takes away is open to whomever the person may tell: those who read, and some who don't. */
const told = {
  ...{ lead: "allow", leadColleague: "allow", leadInfoLead: "allow", leadInbox: "allow" },
  ...{ joined: "allow", joinedInfoLead: "allow", joinedInbox: "allow" },
};
const withAPartOfTheirOwn = ["invited", "paused", "pausedInfoLead", "agreementEnded"] as const;
const all = (cell: string) => Object.fromEntries(withAPartOfTheirOwn.map((standing) => [standing, cell]));
const revokes = cells("hide", { ...told, ...all("FORBIDDEN NotYours"), guest: "FORBIDDEN NotYours" });
/** An invitation is answered by whom it invites. */
const answers = cells("hide", {
  invited: "allow",
  ...{ lead: "PRECONDITION_FAILED ConsentMissing", joined: "PRECONDITION_FAILED ConsentMissing" },
  guest: "PRECONDITION_FAILED ConsentMissing",
});
const stoppable = cells("hide", { ...told, ...all("allow") });
/** "Who has seen what": the lead's link worker, and the information leads of those who are or were in. */
const looksInto = cells("hide", { lead: "allow", leadInfoLead: "allow", joinedInfoLead: "allow", pausedInfoLead: "allow" });
const grantsAnew = cells("FORBIDDEN NotYourRole", { lead: "allow", leadColleague: "allow", otherPractice: "BAD_REQUEST UnknownReference" });
const ofTheClient = cells("hide", { lead: "allow", leadColleague: "allow" });
const registered = cells("hide", { lead: "CONFLICT AlreadyRegistered", leadColleague: "CONFLICT AlreadyRegistered" });
const own = cells("hide", { lead: "allow" });
const everyHat = cells("allow");
const everybodyElse = { anonymous: "allow", expired: "allow", stale: "allow", pendingFactor: "allow", noHat: "allow" };

const theCase = ({ target }: Scene) => target.roomId as string;
const theHealthNotes = ({ target }: Scene) => caseRoom(target.caseId, "health") as string;
const theClient = ({ target }: Scene) => clientRoom(target.clientId) as string;
const theOrg = ({ world }: Scene) => orgRoom(world.orgs.practice.orgId) as string;
const thePerson = ({ world }: Scene) => personRoom(world.people.rhona.personId) as string;

const asLead = (scene: Scene, type: string, input: Input) =>
  actAs(scene.world, scene.world.people.rhona, { roomId: scene.target.roomId, type, input });
const inCase = (name: string, cells: Cells, input: Row["input"]): Row => command(`cases.${name}`, theCase, cells, input);
const onTheirWord = ({ target }: Scene) => ({ consentId: target.consentId, method: "phone" });
const itsTopic = ({ target }: Scene) => ({ topicId: target.topicId });
const openCaseInput = (caseId: string, clientId: string) => ({
  caseId,
  clientId,
  label: "M.K.",
  need: "company",
  purpose: "company",
  jurisdiction: "SCT",
});
const identity = { name: "Somebody Else" };

/** A consent of the hub's that is only proposed, for the lead to refuse. */
const proposed = async (scene: Scene) => {
  if (!scene.fresh) return onTheirWord(scene);
  const { consentId, terms } = consentInput(scene.world.clock, [scene.world.orgs.cafe.orgId]);
  await asLead(scene, "proposeConsent", { consentId, terms });
  return { consentId, method: "phone" };
};
/** A consent of an organisation of which nobody tries the doors: whoever is invited hears what it is about. */
const named = async (scene: Scene) => {
  const orgId = scene.fresh ? (uuid() as OrgId) : scene.world.orgs.cafe.orgId;
  const input = consentInput(scene.world.clock, [orgId]);
  if (scene.fresh) {
    const card = { orgId, name: "Allotments", sector: "third", phone: "0141 496 0000", about: "invented" };
    await house(scene.world, orgRoom(orgId), "registerOrganisation", card);
    await asLead(scene, "recordConsent", input);
  }
  return { participationId: uuid(), orgId, consentId: input.consentId };
};
const reading = (door: string, extra: Input): Row[] => [
  { name: `${door} of a case`, path: door, room: theCase, input: () => extra, cells: inside },
  { name: `${door} of a case's health notes`, path: door, room: theHealthNotes, input: () => extra, cells: insidePlaces },
  { name: `${door} of a client`, path: door, room: theClient, input: () => extra, cells: ofTheClient },
  {
    name: `${door} of an organisation`,
    path: door,
    room: theOrg,
    input: () => extra,
    cells: cells("hide", {
      ...{ lead: "allow", leadColleague: "allow", leadInfoLead: "allow", leadInbox: "allow", leadManager: "allow" },
      excludedInbox: "allow",
    }),
  },
  {
    name: `${door} of a concern`,
    path: door,
    room: ({ target }) => concernRoom(target.concernId),
    input: () => extra,
    cells: cells("hide"),
  },
  ...[exchangeReading, learningReading, projectReading, boardReading, mapReading].flatMap((of) => of(door, extra)),
  { name: `${door} of a person`, path: door, room: thePerson, input: () => extra, cells: own },
  {
    name: `${door} of a case's access records`,
    path: door,
    room: ({ target }) => accessRoom(target.caseId),
    input: () => extra,
    cells: cells("hide"),
  },
];

/** Every procedure. A path that is not here, or a standing that a row leaves out, makes the matrix fail. */
export const procedures: readonly Row[] = [
  ...reading("room.since", { afterSeq: null }),
  { name: "cases.list", path: "cases.list", input: () => undefined, cells: everyHat },
  { name: "cases.search", path: "cases.search", input: () => ({ text: "canary" }), cells: everyHat },
  {
    name: "cases.search in one case",
    path: "cases.search",
    room: theCase,
    byCase: true,
    input: () => ({ text: "canary" }),
    cells: inside,
  },
  { name: "cases.stoppable", path: "cases.stoppable", input: () => undefined, cells: everyHat },
  { name: "cases.parts", path: "cases.parts", room: theCase, input: () => ({}), cells: inside },
  { name: "cases.doubtHeard", path: "cases.doubtHeard", room: theCase, input: () => ({}), cells: insidePlaces },
  { name: "cases.sharing", path: "cases.sharing", room: theCase, input: () => ({}), cells: stoppable },
  ...lookingRows(looksInto),
  { name: "cases.ledgers", path: "cases.ledgers", input: () => undefined, cells: everyHat },
  { name: "cases.seal", path: "cases.seal", input: () => undefined, cells: everyHat },
  { name: "cases.client", path: "cases.client", room: theCase, input: () => ({}), cells: inside },
  { name: "cases.markSeen", path: "cases.markSeen", room: theCase, input: () => ({ seq: 1 }), cells: inside },
  { name: "cases.seen", path: "cases.seen", room: theCase, input: () => ({}), cells: inside },
  {
    name: "cases.openCase",
    path: "cases.openCase",
    command: true,
    again: true,
    // the room's name goes with the input: a new case for each try
    input: ({ target }) => {
      const caseId = uuid();
      return { roomId: caseRoom(caseId as never), ...openCaseInput(caseId, target.clientId) };
    },
    cells: grantsAnew,
  },
  inCase(
    "openCase where there is one",
    cells("hide", { lead: "CONFLICT AlreadyOpen", joined: "FORBIDDEN NotYourRole", invited: "FORBIDDEN NotYourRole", ...notForGuests }),
    ({ target }) => openCaseInput(target.caseId, target.clientId),
  ),
  command("cases.openCompartment", theHealthNotes, cells("hide", { lead: "allow", joined: "allow" }), () => ({ compartment: "health" })),
  inCase("openCompartment of the general room", cells("hide", { lead: "hide", joined: "hide", invited: "hide" }), () => ({
    compartment: "health",
  })),
  again(
    inCase("proposeConsent", grants, ({ world }) => {
      const { consentId, terms } = consentInput(world.clock, [world.orgs.cafe.orgId]);
      return { consentId, terms };
    }),
  ),
  inCase("recordConsent", grants, ({ world }) => consentInput(world.clock, [world.orgs.cafe.orgId])),
  again(inCase("refuseConsent", grants, proposed)),
  inCase("pauseConsent", revokes, onTheirWord),
  inCase("resumeConsent", grants, async (scene) => {
    if (scene.fresh) await asLead(scene, "pauseConsent", onTheirWord(scene));
    return onTheirWord(scene);
  }),
  inCase("narrowConsent", revokes, (scene) => ({ ...onTheirWord(scene), scopes: ["identity", "message"] })),
  inCase("withdrawConsent", revokes, onTheirWord),
  inCase("markConsentInError", revokes, ({ target }) => ({ consentId: target.consentId, reason: "wrong person" })),
  inCase("inviteOrganisation", grants, named),
  ...restRows,
  ...awayRows,
  inCase("joinCase", answers, ({ target }) => ({ participationId: target.invited.participationId })),
  inCase("declineInvitation", answers, ({ target }) => ({ participationId: target.invited.participationId, reason: "noPlaces" })),
  inCase(
    "leaveCase",
    cells("hide", {
      ...{ joined: "allow", lead: "BAD_REQUEST UnknownReference", invited: "BAD_REQUEST UnknownReference" },
      ...{ paused: "BAD_REQUEST UnknownReference", agreementEnded: "BAD_REQUEST UnknownReference", ...notForGuests },
    }),
    ({ target }) => ({
      participationId: target.participationId,
    }),
  ),
  inCase(
    "addColleague",
    cells("hide", { lead: "allow", joined: "allow", invited: "BAD_REQUEST UnknownReference", ...notForGuests }),
    async ({ target, who, world, fresh }) => {
      const ofLead = who === world.people.rhona;
      const participationId = ofLead ? target.leadId : target.participationId;
      if (!fresh) return { participationId, personId: world.people[ofLead ? "isla" : "tess"].personId };
      // somebody who tries no door: whoever is in reads along from then on
      const personId = uuid();
      await house(world, orgRoom(who.orgId), "addMember", { personId, name: "Passing", roles: ["worker"] });
      return { participationId, personId };
    },
  ),
  again(inCase("postMessage", speech, () => ({ text: "Tuesday would do." }))),
  again(inCase("editMessage", speech, ({ target }) => ({ messageSeq: target.messageSeq, text: "Wednesday would do." }))),
  again(inCase("react", speech, ({ target }) => ({ messageSeq: target.messageSeq, reaction: "👍", on: true }))),
  inCase("pinMessage", tidies, ({ target }) => ({ messageSeq: target.messageSeq, versionSeq: target.messageSeq })),
  inCase("unpinMessage", tidies, async (scene) => {
    const { messageSeq } = scene.target;
    if (scene.fresh) await asLead(scene, "pinMessage", { messageSeq, versionSeq: messageSeq });
    return { messageSeq };
  }),
  again(inCase("openTopic", tidies, () => ({ topicId: uuid(), title: "a lift to the hub" }))),
  inCase("resolveTopic", tidies, itsTopic),
  inCase("reopenTopic", tidies, async (scene) => {
    if (scene.fresh) await asLead(scene, "resolveTopic", itsTopic(scene));
    return itsTopic(scene);
  }),
  ...guestRows,
  ...talk,
  ...concerns,
  ...[...exchangeRows, ...projectRows, ...importRows, ...boardRows, ...mapRows, ...learningRows, ...keepingRows],
  { name: "clients.list", path: "clients.list", input: () => undefined, cells: everyHat },
  {
    name: "clients.registerClient",
    path: "clients.registerClient",
    command: true,
    input: () => {
      const clientId = uuid();
      return { roomId: clientRoom(clientId as never), clientId, identity };
    },
    cells: cells("FORBIDDEN NotLinkWorker", { lead: "allow", leadColleague: "allow", otherPractice: "allow" }),
  },
  command("clients.registerClient where there is one", theClient, registered, ({ target }) => ({ clientId: target.clientId, identity })),
  ...numberRows,
  command("clients.correctIdentity", theClient, ofTheClient, () => ({ identity })),
  { name: "identity.welcome", path: "identity.welcome", input: () => undefined, cells: { ...everyHat, ...everybodyElse } },
  ...peopleRows,
  { name: "identity.me", path: "identity.me", input: () => undefined, cells: { ...everyHat, noHat: "allow" } },
  { name: "identity.waits", path: "identity.waits", input: () => undefined, cells: { ...everyHat, noHat: "allow" } },
  { name: "identity.organisations", path: "identity.organisations", input: () => undefined, cells: everyHat },
  ...agreementRows,
  command("identity.readNotice", thePerson, own, async ({ world, target, who, fresh }) => {
    if (!fresh) return { noticeId: uuid() };
    const notice = { kind: "mentioned", caseId: target.caseId, orgId: world.orgs.hub.orgId };
    return { noticeId: (await house(world, personRoom(who.personId), "deliverNotice", notice)).id };
  }),
  command("identity.chooseReceipts", thePerson, own, () => ({ shown: false })),
  command("identity.chooseNotices", thePerson, own, () => ({ ...usualWishes })),
  ...factorRows,
  ...passwordRows,
  ...recoveryRows,
];

/** Every event that a connected socket listens to; `call` carries the procedures above. */
export const socketEvents: readonly Row[] = [
  ...reading("subscribe", { afterSeq: null }),
  { name: "unsubscribe", path: "unsubscribe", room: theCase, input: () => ({}), cells: cells("allow") },
  { name: "signal", path: "signal", room: theCase, input: () => ({ kind: "typing" }), cells: inside },
];
/** What the library itself listens to; no client can send these names. */
export const ownEvents = ["disconnect", "error"];
