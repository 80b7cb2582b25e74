import type { Excluded } from "@linkwork/shared/cases/consent.ts";
import { guestOf, mayRecordConsent } from "@linkwork/shared/cases/rules.ts";
import { commands } from "@linkwork/shared/cases/schema.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { livesHere } from "@linkwork/shared/identity/rules.ts";
import type { OrgState, PersonState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { OrgId as OrgIdShape } from "@linkwork/shared/kernel/shapes.ts";
import type { Rooms } from "../kernel/room.ts";
import { commandIn, type Deps, inRoom, noted } from "../kernel/trpc.ts";
import { leadsPeople } from "./slice.ts";

/** Somebody whom the person wants kept away, by name. */
export type Away = Excluded & { name: string };

type Asking = { actor: Actor; house: Deps; room: { readonly roomId: RoomId; readonly state: unknown } };

/** Only who may record a yes asks whom it keeps away, say; to everybody else there is nothing to ask, and that they did is on record. */
function asked(
  { actor, house, room }: Asking,
  path: string,
  may: (state: CaseState, actor: Actor) => unknown = mayRecordConsent,
): CaseState {
  const state = room.state as CaseState;
  if (may(state, actor) === true) return state;
  noted(house, actor, { roomId: room.roomId }, path);
  throw refuse("NotFound");
}

async function nameOf(rooms: Rooms, away: Excluded): Promise<string> {
  if (away.kind === "org") return (await rooms.ask<OrgState>(orgRoom(away.orgId))).card?.name ?? "";
  return (await rooms.ask<PersonState>(personRoom(away.personId))).name ?? "";
}

const command = <Name extends keyof typeof commands>(name: Name, fresh?: { stepUp: true }) =>
  commandIn("case", name, commands[name], fresh);

/** What the person says about sharing, what is noted when they can't, and what whoever asks them has to look up. */
export const consentProcedures = {
  /** Whom the person wants kept away, as they ever said with a yes in this case. */
  keptAway: inRoom(["case"]).query(async ({ ctx }): Promise<Away[]> => {
    const { consents, keptAway } = asked(ctx, "cases.keptAway");
    const all = [...keptAway, ...Object.values(consents).flatMap((c) => c.record?.leadOnly?.excluded ?? [])];
    const once = new Map(all.map((away) => [away.kind === "org" ? away.orgId : away.personId, away]));
    return Promise.all([...once.values()].map(async (away) => ({ ...away, name: await nameOf(ctx.house.rooms, away) })));
  }),
  /** Who works for an organisation: so that one of them can be kept away. Who is there as a resident alone works for nobody, and is on no list. */
  workersAt: inRoom(["case"], { orgId: OrgIdShape }).query(async ({ ctx, input }): Promise<{ personId: PersonId; name: string }[]> => {
    asked(ctx, "cases.workersAt");
    const { members } = await ctx.house.rooms.ask<OrgState>(orgRoom(input.orgId as OrgId));
    return Object.entries(members)
      .flatMap(([personId, member]) =>
        member.ended || livesHere(member.roles) ? [] : [{ personId: personId as PersonId, name: member.name }],
      )
      .sort((a, b) => a.name.localeCompare(b.name, "en-GB"));
  }),
  /** Whether anybody would be told if a yes were doubted here, so that nobody is left to think that somebody was. A guest stops no yes. */
  doubtHeard: inRoom(["case"]).query(async ({ ctx }): Promise<boolean> => {
    const state = asked(ctx, "cases.doubtHeard", (at, actor) => guestOf(at, actor) === undefined);
    return (await leadsPeople(state, "safeguardingLead", ctx.house.rooms.ask)).length > 0;
  }),
  proposeConsent: command("proposeConsent"),
  recordConsent: command("recordConsent"),
  refuseConsent: command("refuseConsent"),
  pauseConsent: command("pauseConsent"),
  resumeConsent: command("resumeConsent"),
  narrowConsent: command("narrowConsent"),
  withdrawConsent: command("withdrawConsent"),
  markConsentInError: command("markConsentInError"),
  translateReceipt: command("translateReceipt"),
  restSharing: command("restSharing"),
  recordBestInterests: command("recordBestInterests"),
  endRest: command("endRest", { stepUp: true }),
};
