import * as rules from "@linkwork/shared/cases/rules.ts";
import { staysWithout } from "@linkwork/shared/cases/rules-consent.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { CaseId, OrgId } from "@linkwork/shared/kernel/ids.ts";
import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import { caseRoom, compartmentOf, kindOf } from "@linkwork/shared/kernel/room.ts";
import { RoomId } from "@linkwork/shared/kernel/shapes.ts";
import { z } from "zod";
import { iso } from "../kernel/clock.ts";
import { noted, signedIn } from "../kernel/trpc.ts";
import type { CaseViews } from "./views.ts";

/** A sharing that somebody may stop, pause or narrow on the person's word, or leave: no more than it takes to know which one they mean. */
export type Sharing = {
  roomId: RoomId;
  caseId: CaseId;
  consentId: string;
  label: string;
  /** the organisation that leads the case */
  leadName: string;
  /** who is named in it: everybody for the organisation that leads, for others only themselves */
  orgs: { orgId: OrgId; name: string }[];
  /** the names of those of them whom its end would not shut out, since another yes lets them in */
  stays: string[];
  status: "active" | "paused";
  /** UTC, the end not included; once it is over there is nothing to stop, and one can only leave */
  until: string;
  /** the place of my organisation, which I may take out */
  leaves?: string;
};

/** Those whose time is not over. To end one that is over is still heard, but there is nothing that one need do; only whose own place is left there may go, and with it what they wrote goes to them. */
const sharingsOf = (state: CaseState, { actor, roomId, now }: { actor: Actor; roomId: RoomId; now: string }): Sharing[] =>
  rules.revocable(state, actor).flatMap((consent) => {
    const { consentId, status, terms, record } = consent;
    const leaves = rules.leavable(state, actor, consentId)?.participationId;
    if (terms.period.end <= now && leaves === undefined) return [];
    const orgs = (record?.told ?? []).filter((told) => actor.orgId === state.leadOrg || told.orgId === actor.orgId);
    const staying = staysWithout(state, consent);
    return [
      {
        ...{ roomId, caseId: state.caseId as CaseId, consentId, label: state.label },
        leadName: Object.values(state.participations).find((p) => p.consentId === null)?.name ?? "",
        orgs: orgs.map(({ orgId, name }) => ({ orgId, name })),
        stays: orgs.filter(({ orgId }) => staying.includes(orgId)).map(({ name }) => name),
        status: status as Sharing["status"],
        until: terms.period.end,
        ...(leaves === undefined ? {} : { leaves }),
      },
    ];
  });

/** What somebody may stop on the person's word, also without reading the conversation. */
export const sharingProcedures = (views: Pick<CaseViews, "casesInside">) => ({
  /** The sharings of my organisation that I may stop though I don't read the conversation, by the person's initials. */
  stoppable: signedIn.query(async ({ ctx }): Promise<Sharing[]> => {
    const { actor } = ctx;
    const { rooms, clock } = ctx.house;
    const now = iso(clock.now());
    const found = (await views.casesInside(actor.orgId)).map(async (caseId) => {
      const roomId = caseRoom(caseId);
      const state = await rooms.ask<CaseState>(roomId);
      return rules.mayRead(state, actor, now) ? [] : sharingsOf(state, { actor, roomId, now });
    });
    const mine = (await Promise.all(found)).flat();
    rooms.listed(actor, mine);
    return mine.sort((a, b) => a.label.localeCompare(b.label));
  }),
  /** What I may stop in one case, whether I read it or not. On record; where there is nothing to stop, the case isn't there. */
  sharing: signedIn.input(z.strictObject({ roomId: RoomId })).query(async ({ ctx, input }): Promise<Sharing[]> => {
    const { actor, house } = ctx;
    const { roomId } = input;
    const now = iso(house.clock.now());
    const ofCase = kindOf(roomId) === "case" && compartmentOf(roomId) === "general";
    const sharings = ofCase ? sharingsOf(await house.rooms.ask<CaseState>(roomId), { actor, roomId, now }) : [];
    if (sharings.length === 0) {
      noted(house, actor, input, "cases.sharing");
      throw refuse("NotFound");
    }
    const room = { roomId, slice: house.rooms.sliceOf(roomId) };
    await house.rooms.record(room, actor, { what: "sharing", decision: "permit", fromSeq: 0, toSeq: 0 });
    return sharings;
  }),
});
