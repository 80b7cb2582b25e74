import { invitationHolds, membersAs, refuse } from "@linkwork/shared/identity/rules.ts";
import { type ColleagueInvitation, OrgCard, orgCommands, personCommands } from "@linkwork/shared/identity/schema.ts";
import type { OrgState, PersonState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { newId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import { refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { Email, EventId, line, OrgId, PersonId as PersonIdShape, type Role, type Sector } from "@linkwork/shared/kernel/shapes.ts";
import { NewPassword } from "@linkwork/shared/kernel/wire.ts";
import { z } from "zod";
import type { Accounts } from "../kernel/accounts.ts";
import { iso } from "../kernel/clock.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Caught } from "../kernel/mail.ts";
import { hardToGuess } from "../kernel/passwords.ts";
import { systemActor } from "../kernel/system.ts";
import { readToken } from "../kernel/tokens.ts";
import { anyHat, commandIn, type Deps, publicProcedure, router, signedIn } from "../kernel/trpc.ts";
import type { Round } from "./round.ts";
import type { OrgViews } from "./views.ts";

/** A demo person to sign in as; listed only while the demo flag is on. */
export type DemoPerson = { name: string; email: string; password: string; orgName: string; doing: string };
/** Who has an account, the mails that the demo caught, and for which of somebody's organisations something waits for them. */
export type People = { accounts: Accounts; caught(): Promise<Caught[]>; round: Pick<Round, "waitsUnder"> };
/** As many calls it counts for to look up what waits under every hat. */
const waitsWeight = 5;

/** What the page behind an invitation shows to who holds its link. */
export type Invited = {
  orgName: string;
  sector: Sector;
  by: string;
  roles: readonly Role[];
  email: string;
  /** UTC */
  until: string;
  /** whether the address has an account: then its owner signs in instead of making one */
  account: boolean;
};

/** A one-time link's token. It travels in bodies only: never in an address, never in a log. */
export const Token = z.string().regex(/^[A-Za-z0-9_-]{86}$/, "not a link of ours");
/** How long an answer waits for the new hat to reach its person (ms). */
const patience = 2_000;

type Held = { orgId: OrgId; hash: string; state: OrgState; card: OrgCard; invitation: ColleagueInvitation & { email: string } };

/** The invitation behind a link, if it can still be taken up; anything else is one and the same refusal. Used or not is decided when it is written. */
async function invitationBehind({ rooms, clock }: Deps, token: string): Promise<Held> {
  const { subject, id, hash } = readToken(token);
  const orgId = subject as OrgId;
  const state = await rooms.ask<OrgState>(orgRoom(orgId));
  const { card } = state;
  const invitation = state.colleagues[id];
  if (!card || !invitation?.email || invitation.hash !== hash || !invitationHolds(invitation, iso(clock.now())))
    throw refuse("InvitationOver");
  return { orgId, hash, state, card, invitation: { ...invitation, email: invitation.email } };
}

/** Somebody who has proven the address comes in: registered, and the invitation used up, once. */
async function comeIn(
  { rooms, effects }: Deps,
  { orgId, hash, invitation }: Held,
  who: { personId: PersonId; name: string },
): Promise<void> {
  const { personId } = who;
  const { invitationId } = invitation;
  const room = personRoom(personId);
  const known = (await rooms.ask<PersonState>(room)).name;
  const name = known ?? who.name;
  if (known === null)
    await rooms.act(systemActor, room, { id: derivedId(personId, "registered"), type: "registerPerson", input: { name } });
  const input = { invitationId, hash, personId, name };
  await rooms.act(systemActor, orgRoom(orgId), { id: derivedId(invitationId, personId, "taken up"), type: "takeUpInvitation", input });
  await followed(effects);
}

/** What follows is done, or will be in a moment. */
export const followed = (effects: Deps["effects"]): Promise<unknown> =>
  Promise.race([effects.settled(), new Promise((resolve) => setTimeout(resolve, patience))]);

/** The person whom the first one-time link is for: the same in every installation, so that there is one first administrator and no more. */
export const firstAdministrator = derivedId("linkwork", "first administrator") as string as PersonId;

/** An organisation as the platform's administrators see it: its card, whether somebody manages it, and who was asked to while nobody does. */
export type Administered = OrgCard & {
  managers: number;
  waiting: { email: string; until: string }[];
  /** who reviews or keeps the map for everybody, of an organisation that is no citizens' panel */
  keepers: { personId: PersonId; name: string; role: Keeper }[];
};
const Keeper = orgCommands.chooseKeeper.shape.role;
type Keeper = z.infer<typeof Keeper>;

/** The house, on behalf of one of its administrators, or of somebody who is half in: the log has who it was. */
export const onBehalfOf = (personId: PersonId, name: string): Actor => ({ ...systemActor, personId, name });

/** For the platform's administrators; to everybody else it isn't there. They read no case, no client and no person's room by it. */
export const administering = anyHat.use(async ({ ctx, next }) => {
  const { name, administrator } = await ctx.house.rooms.ask<PersonState>(personRoom(ctx.me.personId));
  if (!administrator || name === null) throw refuseKernel("NotFound");
  return next({ ctx: { admin: onBehalfOf(ctx.me.personId, name) } });
});

/** Invites the first manager of an organisation, while it has none. */
async function inviteFirstManager({ rooms }: Deps, admin: Actor, { orgId, email, id }: { orgId: OrgId; email: string; id: EventId }) {
  const state = await rooms.ask<OrgState>(orgRoom(orgId));
  if (!state.card) throw refuseKernel("NotFound");
  if (membersAs(state, "manager").length > 0) throw refuse("AlreadyThere", { field: "email" });
  await rooms.act(admin, orgRoom(orgId), { id, type: "inviteColleague", input: { email, roles: ["manager"] } });
}

async function administered({ rooms, clock }: Deps, card: OrgCard): Promise<Administered> {
  const state = await rooms.ask<OrgState>(orgRoom(card.orgId));
  const managers = membersAs(state, "manager").length;
  const now = iso(clock.now());
  const waiting = Object.values(state.colleagues).flatMap((each) =>
    managers === 0 && each.email && invitationHolds(each, now) ? [{ email: each.email, until: each.until }] : [],
  );
  const keepers = (card.sector === "citizen" ? [] : Keeper.options).flatMap((role) =>
    membersAs(state, role).map(({ personId, name }) => ({ personId, name, role })),
  );
  return { ...card, managers, waiting, keepers };
}

type Named = { id: EventId; orgId: OrgId; email: string; role: Keeper };
/** Who works there already has the role from then on; who doesn't is invited with it. */
async function nameKeeper({ rooms, about }: Deps, { admin, accounts }: { admin: Actor; accounts: Accounts }, named: Named): Promise<void> {
  const { id, orgId, email, role } = named;
  const state = await rooms.ask<OrgState>(orgRoom(orgId));
  if (!state.card) throw refuseKernel("NotFound");
  const known = await accounts.personOf(email);
  const member = known && state.members[known.personId];
  if (known && member && !member.ended) {
    await rooms.act(admin, orgRoom(orgId), { id, type: "chooseKeeper", input: { personId: known.personId, role, on: true } });
    return;
  }
  if (about.mail === "none") throw refuse("MailMissing");
  await rooms.act(admin, orgRoom(orgId), { id, type: "inviteColleague", input: { email, roles: [role] } });
}

/** Who I am, whom I act for, the organisations there are, and how people come to them. */
export const identityRouter = ({ views, demo, people }: { views: OrgViews; demo: readonly DemoPerson[]; people: People }) =>
  router({
    /** What pages say of this place: the demo people while the demo flag is on, whether the engine is one for looking only, whether files are looked at for viruses, and where mail goes. */
    welcome: publicProcedure.query(({ ctx }): { demo: readonly DemoPerson[] } & Pick<Deps["about"], "evaluation" | "scanned" | "mail"> => ({
      demo: ctx.house.about.demo ? demo : [],
      evaluation: ctx.house.about.evaluation,
      scanned: ctx.house.about.scanned,
      mail: ctx.house.about.mail,
    })),
    /** The mails that the demo's catcher kept, newest first; there only while the demo flag is on and no mail server is set up. */
    demoMail: publicProcedure.query(({ ctx }): Promise<Caught[]> => {
      if (!ctx.house.about.demo || ctx.house.about.mail !== "caught") throw refuseKernel("NotFound");
      return people.caught();
    }),
    /** What an invitation says, to who holds its link. Changes nothing; a POST, so that the link is in no address. */
    readInvitation: publicProcedure.input(z.strictObject({ token: Token })).mutation(async ({ ctx, input }): Promise<Invited> => {
      const { card, invitation } = await invitationBehind(ctx.house, input.token);
      const { by, roles, email, until } = invitation;
      const account = (await people.accounts.personOf(email)) !== undefined;
      return { orgName: card.name, sector: card.sector, by, roles, email, until, account };
    }),
    /** Takes up an invitation for an address that has no account yet: makes it. Who holds the link has had the mail. */
    join: publicProcedure
      .input(z.strictObject({ token: Token, name: line(80), password: NewPassword }))
      .mutation(async ({ ctx, input }): Promise<{ email: string }> => {
        const held = await invitationBehind(ctx.house, input.token);
        const { email, invitationId } = held.invitation;
        await hardToGuess(input.password, [input.name, email, held.card.name]);
        const who = { personId: derivedId(invitationId, "person") as string as PersonId, name: input.name.trim() };
        if (!(await people.accounts.create({ ...who, email, password: input.password }))) throw refuse("InvitationOver");
        await comeIn(ctx.house, held, who);
        return { email };
      }),
    /** Takes up an invitation with the account that one has: only the address that was invited. */
    acceptInvitation: anyHat.input(z.strictObject({ token: Token })).mutation(async ({ ctx, input }): Promise<{ orgId: OrgId }> => {
      const held = await invitationBehind(ctx.house, input.token);
      if (ctx.me.email !== held.invitation.email) throw refuse("InvitationOver");
      const { personId } = ctx.me;
      await comeIn(ctx.house, held, { personId, name: (await people.accounts.nameOf(personId)) ?? ctx.me.email });
      return { orgId: held.orgId };
    }),
    /** Makes the first administrator, by the one-time link that the first start printed. */
    beginAsAdministrator: publicProcedure
      .input(z.strictObject({ token: Token, name: line(80), email: Email, password: NewPassword }))
      .mutation(async ({ ctx, input }): Promise<{ email: string }> => {
        const { rooms, clock } = ctx.house;
        const { subject, hash } = readToken(input.token);
        const { link } = await rooms.ask<PersonState>(personRoom(firstAdministrator));
        if (subject !== firstAdministrator || link?.hash !== hash || iso(clock.now()) >= link.until) throw refuse("InvitationOver");
        const { email, password } = input;
        await hardToGuess(password, [input.name, email]);
        const account = { personId: firstAdministrator, name: input.name.trim(), email, password };
        const made = await people.accounts.create(account);
        // a crash left the account: its owner comes back with the same link
        if (!made && (await people.accounts.personOf(email))?.personId !== firstAdministrator) throw refuse("InvitationOver");
        const request = { id: newId(clock.now()), type: "becomeAdministrator", input: { hash, name: account.name } };
        await rooms.act(systemActor, personRoom(firstAdministrator), request);
        return { email };
      }),
    /** Every organisation that there is, for the platform's administrators. */
    administration: administering.query(
      async ({ ctx }): Promise<Administered[]> => Promise.all((await views.all()).map((card) => administered(ctx.house, card))),
    ),
    /** Registers an organisation and invites its first manager. Repeated with the same ids it happens once. */
    foundOrganisation: administering
      .meta({ stepUp: true })
      .input(z.strictObject({ id: EventId, organisation: OrgCard, email: Email }))
      .mutation(async ({ ctx, input }): Promise<{ orgId: OrgId }> => {
        const { id, organisation, email } = input;
        const { orgId } = organisation;
        if (ctx.house.about.mail === "none") throw refuse("MailMissing");
        await ctx.house.rooms.act(ctx.admin, orgRoom(orgId), { id, type: "registerOrganisation", input: organisation });
        await inviteFirstManager(ctx.house, ctx.admin, { orgId, email, id: derivedId(id, "first manager") });
        return { orgId };
      }),
    /** Invites the first manager anew, where nobody has come yet. */
    inviteFirstManager: administering
      .meta({ stepUp: true })
      .input(z.strictObject({ id: EventId, orgId: OrgId, email: Email }))
      .mutation(({ ctx, input }) => inviteFirstManager(ctx.house, ctx.admin, input)),
    /** Says who reviews, or keeps, the map for everybody: somebody of this organisation, by their address. */
    nameKeeper: administering
      .meta({ stepUp: true })
      .input(z.strictObject({ id: EventId, orgId: OrgId, email: Email, role: Keeper }))
      .mutation(({ ctx, input }) => nameKeeper(ctx.house, { admin: ctx.admin, accounts: people.accounts }, input)),
    /** Takes that back. */
    endKeeper: administering
      .meta({ stepUp: true })
      .input(z.strictObject({ id: EventId, orgId: OrgId, personId: PersonIdShape, role: Keeper }))
      .mutation(async ({ ctx, input: { id, orgId, personId, role } }) => {
        await ctx.house.rooms.act(ctx.admin, orgRoom(orgId), { id, type: "chooseKeeper", input: { personId, role, on: false } });
      }),
    /** The person who is signed in, with every hat they can wear; `byCode`: by a code from a mail, which is asked for again. */
    me: anyHat.query(async ({ ctx }) => {
      const { personId, email } = ctx.me;
      const { name, memberships, receiptsShown, administrator } = await ctx.house.rooms.ask<PersonState>(personRoom(personId));
      return { personId, email, name: name ?? "", memberships, receiptsShown, administrator, byCode: ctx.me.byCode };
    }),
    /** For which of my organisations something waits for me: a mail says that there is something, and can't say where. Counts as several calls. */
    waits: anyHat.query(async ({ ctx }): Promise<OrgId[]> => {
      await ctx.house.limits.call(ctx.me.personId, waitsWeight);
      return people.round.waitsUnder(ctx.me.personId);
    }),
    /** The directory of organisations. */
    organisations: signedIn.query((): Promise<OrgCard[]> => views.all()),
    inviteColleague: commandIn("org", "inviteColleague", orgCommands.inviteColleague, { stepUp: true }),
    endMembership: commandIn("org", "endMembership", orgCommands.endMembership, { stepUp: true }),
    changeRoles: commandIn("org", "changeRoles", orgCommands.changeRoles, { stepUp: true }),
    cancelColleagueInvitation: commandIn("org", "cancelColleagueInvitation", orgCommands.cancelColleagueInvitation),
    makePoster: commandIn("org", "makePoster", orgCommands.makePoster),
    endPoster: commandIn("org", "endPoster", orgCommands.endPoster),
    addResident: commandIn("org", "addResident", orgCommands.addResident),
    letIn: commandIn("org", "letIn", orgCommands.letIn),
    chooseSteward: commandIn("org", "chooseSteward", orgCommands.chooseSteward, { stepUp: true }),
    openExport: commandIn("org", "openExport", orgCommands.openExport, { stepUp: true }),
    confirmExport: commandIn("org", "confirmExport", orgCommands.confirmExport),
    proposeAgreement: commandIn("org", "proposeAgreement", orgCommands.proposeAgreement),
    signAgreement: commandIn("org", "signAgreement", orgCommands.signAgreement),
    endAgreement: commandIn("org", "endAgreement", orgCommands.endAgreement),
    readNotice: commandIn("person", "readNotice", personCommands.readNotice, { byItself: true }),
    chooseReceipts: commandIn("person", "chooseReceipts", personCommands.chooseReceipts),
    chooseNotices: commandIn("person", "chooseNotices", personCommands.chooseNotices),
    confirmRecovery: commandIn("person", "confirmRecovery", personCommands.confirmRecovery, { stepUp: true }),
    stopRecovery: commandIn("person", "stopRecovery", personCommands.stopRecovery),
  });
