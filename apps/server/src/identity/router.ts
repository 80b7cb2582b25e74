import { type OrgCard, orgCommands, personCommands } from "@linkwork/shared/identity/schema.ts";
import type { PersonState } from "@linkwork/shared/identity/state.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { anyHat, commandIn, publicProcedure, router, signedIn } from "../kernel/trpc.ts";
import type { OrgViews } from "./views.ts";

/** A demo person to sign in as; listed only while the demo flag is on. */
export type DemoPerson = { name: string; email: string; password: string; orgName: string; doing: string };

/** Who I am, whom I act for, and the organisations there are. */
export const identityRouter = ({ views, demo }: { views: OrgViews; demo: readonly DemoPerson[] }) =>
  router({
    /** What pages say of this place: the demo people while the demo flag is on, whether the engine is one for looking only, whether files are looked at for viruses. */
    welcome: publicProcedure.query(({ ctx }): { demo: readonly DemoPerson[]; evaluation: boolean; scanned: boolean } => ({
      demo: ctx.house.about.demo ? demo : [],
      evaluation: ctx.house.about.evaluation,
      scanned: ctx.house.about.scanned,
    })),
    /** The person who is signed in, with every hat they can wear. */
    me: anyHat.query(async ({ ctx }) => {
      const { name, memberships, receiptsShown } = await ctx.house.rooms.ask<PersonState>(personRoom(ctx.me.personId));
      return { personId: ctx.me.personId, email: ctx.me.email, name: name ?? "", memberships, receiptsShown };
    }),
    /** The directory of organisations. */
    organisations: signedIn.query((): Promise<OrgCard[]> => views.all()),
    proposeAgreement: commandIn("org", "proposeAgreement", orgCommands.proposeAgreement),
    signAgreement: commandIn("org", "signAgreement", orgCommands.signAgreement),
    endAgreement: commandIn("org", "endAgreement", orgCommands.endAgreement),
    readNotice: commandIn("person", "readNotice", personCommands.readNotice),
    chooseReceipts: commandIn("person", "chooseReceipts", personCommands.chooseReceipts),
  });
