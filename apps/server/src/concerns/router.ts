import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { mayBeNamed, mayRaise, mayReadConcern, mayReadDoubts, orgsOf, waitsFor } from "@linkwork/shared/concerns/rules.ts";
import { concernCommands, type Lead } from "@linkwork/shared/concerns/schema.ts";
import type { ConcernState } from "@linkwork/shared/concerns/state.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { CaseId, ConcernId, OrgId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import { caseRoom, concernRoom, orgRoom } from "@linkwork/shared/kernel/room.ts";
import { CaseId as CaseIdShape } from "@linkwork/shared/kernel/shapes.ts";
import { z } from "zod";
import type { Rooms } from "../kernel/room.ts";
import { commandIn, router, signedIn } from "../kernel/trpc.ts";
import type { ConcernViews } from "./views.ts";

const command = <Name extends keyof typeof concernCommands>(name: Name) => commandIn("concern", name, concernCommands[name]);

/** A worry as it stands in the list of somebody who is named in it. */
export type ConcernRow = Pick<ConcernState, "caseId" | "label" | "raisedAt" | "lastAt"> & {
  roomId: RoomId;
  concernId: ConcernId;
  status: "raised" | "confirmed" | "closed";
  raisedBy: string;
  /** whether it waits for the one who asks */
  waitsForMe: boolean;
};
/** A yes that somebody says was not given freely. */
export type DoubtRow = {
  caseId: CaseId;
  consentId: string;
  label: string;
  /** whom the yes names */
  orgs: string[];
  by: string;
  at: string;
  words: string;
  /** whether the pause still stands */
  stands: boolean;
};

/** What was said quietly in a case. */
export const doubtsIn = ({ consents, label }: CaseState, caseId: CaseId): DoubtRow[] =>
  Object.values(consents).flatMap(({ consentId, doubt, record, status }) => {
    const orgs = (record?.told ?? []).map((told) => told.name);
    const rows: DoubtRow[] = [];
    for (let said = doubt; said; said = said.before)
      rows.push({
        ...{ caseId, consentId, label, orgs, by: `${said.name}, ${said.orgName}` },
        ...{ at: said.at, words: said.words ?? "", stands: status === "paused" },
      });
    return rows;
  });

/** Who can be named: a safeguarding lead, and where. */
export type Nameable = Lead;

/** The safeguarding leads of the organisations that have to do with a case. */
async function leadsFor(rooms: Rooms, general: CaseState): Promise<Nameable[]> {
  const found = orgsOf(general).map(async (orgId) => {
    const { card, members } = await rooms.ask<OrgState>(orgRoom(orgId));
    return Object.entries(members).flatMap(([personId, { name, roles, ended }]) =>
      !ended && roles.includes("safeguardingLead")
        ? [{ orgId, personId: personId as Lead["personId"], name, orgName: card?.name ?? "" }]
        : [],
    );
  });
  return (await Promise.all(found)).flat().filter((lead) => mayBeNamed(general, lead));
}

type CasesOf = (orgId: OrgId) => Promise<CaseId[]>;
/** Worries about somebody's safety. */
export const concernRouter = ({ views, casesOf, doubtedIn }: { views: ConcernViews; casesOf: CasesOf; doubtedIn: CasesOf }) =>
  router({
    /** The worries that name me, newest first. */
    list: signedIn.query(async ({ ctx }): Promise<ConcernRow[]> => {
      const { actor, house } = ctx;
      const found = (await views.concernsOf(actor.personId)).map(async (concernId) => {
        const roomId = concernRoom(concernId);
        const state = await house.rooms.ask<ConcernState>(roomId);
        if (!mayReadConcern(state, actor) || state.status === "absent") return [];
        const { caseId, label, status, raisedAt, lastAt, raisedBy } = state;
        const row = { roomId, concernId, caseId, label, status, raisedAt, lastAt, raisedBy: raisedBy?.name ?? "" };
        return [{ ...row, waitsForMe: waitsFor(state, actor) }];
      });
      return (await Promise.all(found)).flat().sort((a, b) => b.lastAt.localeCompare(a.lastAt));
    }),
    /** The people about whom I could raise a worry, by their initials: those of my organisation's cases. */
    about: signedIn.query(async ({ ctx }): Promise<{ caseId: CaseId; label: string; need: string }[]> => {
      const { actor, house } = ctx;
      const found = (await casesOf(actor.orgId)).map(async (caseId) => {
        const general = await house.rooms.ask<CaseState>(caseRoom(caseId));
        // what it is about is for those who read the conversation
        const need = general.leadOrg === actor.orgId ? general.need : "";
        return mayRaise(general, actor) ? [{ caseId, label: general.label, need }] : [];
      });
      return (await Promise.all(found)).flat().sort((a, b) => a.label.localeCompare(b.label));
    }),
    /** Who could be named in a worry about the person of this case. */
    leads: signedIn.input(z.strictObject({ caseId: CaseIdShape })).query(async ({ ctx, input }): Promise<Nameable[]> => {
      const { actor, house } = ctx;
      const general = await house.rooms.ask<CaseState>(caseRoom(input.caseId));
      if (!mayRaise(general, actor)) throw refuse("NotFound");
      return (await leadsFor(house.rooms, general)).filter((lead) => lead.personId !== actor.personId);
    }),
    /** What was said quietly: that a yes was not given freely. For the safeguarding leads of the organisation that leads the case, newest first. */
    doubts: signedIn.query(async ({ ctx }): Promise<DoubtRow[]> => {
      const { actor, house } = ctx;
      const found = (await doubtedIn(actor.orgId)).map(async (caseId) => {
        const general = await house.rooms.ask<CaseState>(caseRoom(caseId));
        return mayReadDoubts(general, actor) ? doubtsIn(general, caseId) : [];
      });
      return (await Promise.all(found)).flat().sort((a, b) => b.at.localeCompare(a.at));
    }),
    raiseConcern: command("raiseConcern"),
    confirmConcern: command("confirmConcern"),
    chooseSecond: command("chooseSecond"),
    nameLead: command("nameLead"),
    writeNote: command("writeNote"),
    closeConcern: command("closeConcern"),
  });
