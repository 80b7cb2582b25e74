import type { OrgId, PersonId } from "../kernel/ids.ts";
import type { ProjectEvent } from "./schema.ts";

/** How names come into the sentences: people, organisations, what a question is called. */
export type ActivityNames = {
  readonly person: (personId: PersonId, orgId: OrgId) => string;
  readonly org: (orgId: OrgId) => string;
  readonly question: (proposalId: string) => string;
  readonly money: (fundingId: string) => string;
};

/** What people read around the record of what was done. */
export const activityPageWords = {
  title: "What was done",
  none: "Nothing was done here yet.",
  fetching: "Looking up what was done",
  older: "Show older ones",
  project: "The project",
  onBoard: (title: string): string => `On the board “${title}”`,
  house: "Linkwork",
  somebody: (org: string): string => `Somebody at ${org}`,
} as const;

/** One event of a project as a sentence: in bold what it is, then the rest. Null where it is no news to a person. */
export function activityWords(event: ProjectEvent, names: ActivityNames): { bold: string; rest?: string } | null {
  const org = names.org(event.actor.orgId);
  switch (event.type) {
    case "projectProposed":
      return {
        bold: `${org} proposed “${event.body.charter.title}”`,
        rest: `to ${listed(event.body.owners.flatMap(({ orgId, name }) => (orgId === event.actor.orgId ? [] : name)))}`,
      };
    case "charterRevised":
      return { bold: `${org} changed the charter.`, rest: "Whoever had said yes was asked again." };
    case "partnerInvited":
      return { bold: `${event.body.owner.name} was asked to come in.` };
    case "placeAccepted":
      return { bold: `${org} said yes`, rest: "and owns it as the others do." };
    case "placeDeclined":
      return { bold: `${org} said no.`, ...said(event.body.words) };
    case "placeLapsed":
      return { bold: `${names.org(event.body.orgId)} did not answer`, rest: "within 30 days, and is asked no more." };
    case "partnerLeft":
      return { bold: `${org} left.`, ...said(event.body.words) };
    case "projectActivated":
      return { bold: "It began:", rest: "two sides have said yes." };
    case "partnerNeeded":
      return { bold: "A partner is needed:", rest: "one side has gone. Nothing is lost." };
    case "projectLapsed":
      return { bold: "It did not begin:", rest: "not enough said yes in 30 days." };
    case "projectWithdrawn":
      return { bold: `${org} took the proposal back.` };
    case "stewardAdded":
      return { bold: `${names.person(event.body.personId, event.body.orgId)} speaks for ${names.org(event.body.orgId)} here.` };
    case "stewardRemoved":
      return { bold: `${names.person(event.body.personId, event.body.orgId)} no longer speaks for ${names.org(event.body.orgId)} here.` };
    case "proposalOpened":
      return { bold: `${org} asked:`, rest: names.question(event.body.proposalId) };
    case "voteCast":
      return {
        bold: `${names.org(event.body.orgId)} said ${event.body.yes ? "yes" : "no"}`,
        rest: `to “${names.question(event.body.proposalId)}”`,
      };
    case "proposalWithdrawn":
      return { bold: `${org} took a question back:`, rest: names.question(event.body.proposalId) };
    case "removalAnswered":
      return { bold: `${org} answered`, rest: `to “${names.question(event.body.proposalId)}”` };
    case "proposalPassed":
      return { bold: "Decided, yes:", rest: names.question(event.body.proposalId) };
    case "proposalRejected":
      return { bold: "Decided, no:", rest: names.question(event.body.proposalId) };
    case "proposalExpired":
      return { bold: "The time was over, and nothing is decided:", rest: names.question(event.body.proposalId) };
    case "proposalOvertaken":
      return {
        bold: event.body.spoke ? "It is off, because they did something here:" : "It is off, because something changed before it was done:",
        rest: names.question(event.body.proposalId),
      };
    case "proposalExecuted":
      return { bold: "Now it is done:", rest: names.question(event.body.proposalId) };
    case "milestoneReached":
      return event.body.milestone === 0
        ? { bold: `${names.money(event.body.fundingId)} is over.` }
        : { bold: `${names.money(event.body.fundingId)} ends soon:`, rest: `${event.body.milestone} days are left, or fewer.` };
    case "votersReminded":
      return { bold: "Those who had not answered were asked once more:", rest: names.question(event.body.proposalId) };
    case "closingBegun":
      return { bold: "It is coming to an end:", rest: "the money is over and no way on is chosen." };
    case "projectClosed":
      return { bold: "It closed.", rest: "Nothing was deleted." };
    case "projectArchived":
      return { bold: `${org} put it away.` };
    case "projectRestored":
      return { bold: `${org} took it out again.` };
    case "wordsRemoved":
      return { bold: `${org} took words out again.` };
    case "contributionRecorded":
      return { bold: `${names.org(event.body.orgId)} brought something:`, rest: still(event.body.words) };
    case "measureRecorded":
      return { bold: `${org} wrote down how it is:`, rest: still(event.body.words) };
    case "outcomeRecorded":
      return { bold: `${org} told what came of it:`, rest: still(event.body.words) };
    case "boardAdded":
      return { bold: `${org} began a board:`, rest: event.body.title };
    case "exportNoted":
      return { bold: `${names.org(event.body.orgId)} took a copy with them.` };
  }
}

const still = (words: string): string => (words === "" ? "the words were taken out again." : words);
const said = (words: string): { rest?: string } => (words.trim() === "" ? {} : { rest: `“${words}”` });
const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

/** Whether nobody of an organisation did it: the clock, or what was decided. */
export const byTheHouse = (event: ProjectEvent): boolean =>
  [
    ...["projectActivated", "partnerNeeded", "projectLapsed", "proposalPassed", "proposalRejected", "proposalExpired", "proposalOvertaken"],
    ...["proposalExecuted", "milestoneReached", "votersReminded", "closingBegun", "projectClosed"],
  ].includes(event.type);
