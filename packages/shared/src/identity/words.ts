import type { Role, Sector } from "../kernel/shapes.ts";
import type { identityCodes } from "./rules.ts";
import type { HeldAgreement } from "./state.ts";

export const roleWords: Record<Role, string> = {
  linkWorker: "community link worker",
  worker: "worker",
  roleInbox: "shared inbox",
  infoLead: "information lead",
  safeguardingLead: "safeguarding lead",
  manager: "manager",
  resident: "resident",
  steward: "steward of the map",
  coordinator: "coordinator of the directory",
};

/** What each role is for, in a few words. */
export const roleHints: Record<Role, string> = {
  linkWorker: "opens cases and records what people agree to",
  worker: "answers invitations and talks in cases",
  roleInbox: "answers for the organisation when others are away",
  infoLead: "signs agreements, stops sharing when people say so, and makes the copy that somebody asks for; else reads no case",
  safeguardingLead: "hears of worries about safety; reads no case unless brought into one",
  manager: "invites colleagues, says what they do and ends their access; reads no case unless brought into one",
  resident: "takes part as a resident; sees no case",
  steward: "reviews what the map is told, before everybody reads it",
  coordinator: "keeps the directory of the area; reads no case unless brought into one",
};

export const sectorWords: Record<Sector, string> = { statutory: "statutory", third: "third sector", citizen: "citizens" };

export const agreementWords: Record<HeldAgreement["status"], string> = {
  proposed: "waiting for their signature",
  received: "waiting for your signature",
  signed: "signed by both",
  ended: "ended",
};

export const identityWords: Record<keyof typeof identityCodes, string> = {
  NotYourRole: "This is for your organisation's information lead.",
  AlreadyThere: "This is there already.",
  NotManager: "This is for your organisation's manager.",
  LastManager: "This is the last manager here. Make somebody else a manager first, or invite one, or nobody could.",
  MailMissing: "Linkwork can't send mail here yet, so nobody can be invited. Ask whoever runs it to set SMTP_URL; .env.example says how.",
  AlreadyInvited: "An invitation to this address is waiting already. Take it back first if something in it is wrong.",
  TooManyInvitations: "That was a lot of invitations for one day. Go on tomorrow; those that were sent are on their way.",
  RolesDontFit: "These roles don't go together here. Choose others.",
  InvitationOver:
    "This invitation can't be used: its time is over, it was used or taken back, or it is for another address. Ask for a new one.",
  PasswordLinkOver:
    "This link can't be used: its hour is over, or a password was set since it was sent. If that was you just now, your new password holds. Else ask for another link.",
  OldPasswordWrong: "This isn't the password that you have now. Try again; nothing was changed.",
  SamePassword: "This is the password that you have. Choose another one.",
  DemoPassword: "The invented people of the demonstration keep the password that everybody knows.",
  NotThere: "This isn't there any more, or was changed meanwhile. Look again.",
  AskedAlready: "You have asked already. Look below how far it is.",
  AskedOften: "This was asked for three times within a week. Speak with your manager first, and try again in a few days.",
  NobodyToAsk:
    "You belong to no organisation, so nobody here can say that it's you. Whoever runs the machine that Linkwork is on can help: its README says how.",
  MailNeeded: "Linkwork can't send mail here, and without it this isn't safe. Ask whoever runs it to set SMTP_URL; .env.example says how.",
  NotYourself: "Somebody else has to say that it's you.",
  ManagersFirst: "Their managers can say it, so it's theirs to say. You can still stop it.",
  SaidAlready: "You have said so already. The second yes has to come from somebody else.",
  MailCodeWrong:
    "This code doesn't fit. It works once, for ten minutes, and only the newest one does. Look at the mail again, or ask for another code.",
  AdministratorsSay:
    "Who reviews or keeps the map for everybody is for Linkwork's administrators to say. Ask them; in a citizens' panel its manager chooses.",
  NotSteward: "This is for a steward or a manager of a citizens' panel.",
  PosterOver: "This code isn't on any poster that holds now. Look at the letters again, or ask a steward of the panel.",
  PosterFull: "Many people have joined by this poster within the hour. Try again in an hour, or ask a steward of the panel.",
  PosterUntil: "A poster ends on a day that is still to come, within a year.",
  TooEarly: "The time isn't there yet. Two people have to say yes, and then a day has to pass.",
};

const list = new Intl.ListFormat("en-GB");
/** Several roles as one reads them. */
export const rolesWords = (roles: readonly Role[]): string => list.format(roles.map((role) => roleWords[role]));

/** The mail that invites a colleague: who, where, as what, until when, and the link. Nothing about anybody's case. */
export const invitationLetter = (invitation: { by: string; orgName: string; roles: readonly Role[]; until: string; link: string }) => ({
  subject: `${invitation.by} invites you to ${invitation.orgName} on Linkwork`,
  text: [
    "Hello,",
    "",
    `${invitation.by} invites you to work with ${invitation.orgName} on Linkwork, as ${rolesWords(invitation.roles)}.`,
    "",
    "To say yes, open this page and choose a password:",
    "",
    invitation.link,
    "",
    `The link works once, for you only, until ${invitation.until}. Please don't pass it on.`,
    "",
    "Did you not expect this? Then you need do nothing. Nobody can use the link without this mail.",
    "",
    "Linkwork",
    "",
  ].join("\n"),
});

/** The mail to whose roles were changed: by whom is for the page. Nothing about anybody's case. */
export const rolesLetter = (orgName: string, roles: readonly Role[]) => ({
  subject: `What you do for ${orgName} on Linkwork`,
  text: [
    "Hello,",
    "",
    `A manager of ${orgName} has changed what you do there on Linkwork. From now on you are: ${rolesWords(roles)}.`,
    "",
    "Is that not right? Speak with your manager.",
    "",
    "Linkwork",
    "",
  ].join("\n"),
});

/** The same where they read it inside. */
export const rolesNotice = (orgName: string, roles: readonly Role[]) => ({
  title: `What you do for ${orgName} was changed.`,
  body: roles.length > 0 ? `You are now: ${rolesWords(roles)}. If that isn't right, speak with your manager.` : "Speak with your manager.",
});

/** How a manager changes what a colleague does. */
export const changeRolesWords = {
  open: "Change what they do",
  title: (name: string): string => `What does ${name} do here?`,
  legend: "From now on",
  outOfCases: (name: string): string =>
    `${name} leaves every conversation at once, as when somebody goes. Conversations that nobody else has go to your shared inbox; colleagues can bring ${name} in again.`,
  outOfWorries: (name: string): string =>
    `Worries about safety that name ${name} are closed to them at once. Where nobody else is left, another safeguarding lead has them.`,
  told: (name: string): string => `${name} is told by mail and on Today.`,
  keep: "Change it",
  leave: "Leave it as it is",
  done: (name: string, roles: readonly Role[]): string => `${name} is now ${rolesWords(roles)}.`,
} as const;

/** An agreement has run out at midnight. */
export const lapsedNotice = (withName: string) => ({
  title: `The agreement with ${withName} has ended.`,
  body: "What stands on it is suspended on both sides, and nothing was deleted. It goes on when you have both signed a new one.",
});
