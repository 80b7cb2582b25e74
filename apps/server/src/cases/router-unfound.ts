import { guestOf, mayPost, scopesOf } from "@linkwork/shared/cases/rules.ts";
import { districtIn, isCounted, namesOf } from "@linkwork/shared/cases/rules-unfound.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { Identity } from "@linkwork/shared/clients/schema.ts";
import type { ClientState } from "@linkwork/shared/clients/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { ClientId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { clientRoom, compartmentOf, gapRoom } from "@linkwork/shared/kernel/room.ts";
import { AreaId, EventId, GapId } from "@linkwork/shared/kernel/shapes.ts";
import { refuse, somebodyIn } from "@linkwork/shared/map/rules.ts";
import { Theme } from "@linkwork/shared/map/schema.ts";
import { GapDetails } from "@linkwork/shared/map/schema-gap.ts";
import { lookedWords } from "@linkwork/shared/map/words-house.ts";
import { iso } from "../kernel/clock.ts";
import { derivedId } from "../kernel/decide.ts";
import { type Deps, inRoom, noted } from "../kernel/trpc.ts";
import { identityFor } from "./present.ts";
import type { Unfound } from "./views-unfound.ts";

/** Whether it counts: not for who took back all that they agreed to, and not where so few people live that no number is told. */
export type Looked = { counted: "yes" | "withdrawn" | "smallArea" };
type Asking = { actor: Actor; house: Deps; room: { readonly roomId: RoomId; readonly state: unknown } };

/** A case in which whoever asks may write. */
function writable({ actor, house, room }: Asking, path: string): CaseState & { clientId: ClientId } {
  const state = room.state as CaseState;
  if (compartmentOf(room.roomId) !== "general" || state.clientId === "") {
    noted(house, actor, { roomId: room.roomId }, path);
    throw refuseKernel("NotFound");
  }
  const may = mayPost(state, actor, iso(house.clock.now()));
  if (may !== true) {
    noted(house, actor, { roomId: room.roomId }, path);
    throw may;
  }
  return { ...state, clientId: state.clientId };
}

/** Who the person is, as far as whoever asks may know: of nothing else anything can be found out by trying. */
async function knownOf(state: CaseState & { clientId: ClientId }, { actor, house }: Asking): Promise<Partial<Identity>> {
  const { identity } = await house.rooms.ask<ClientState>(clientRoom(state.clientId));
  return identity ? identityFor(identity, guestOf(state, actor) ? [] : scopesOf(state, actor.orgId)) : {};
}

/** The worker sees what is missing; it says no more than that, and once for each of them. */
async function looked({ actor, house }: Asking, gapId: GapId): Promise<void> {
  const id = derivedId(gapId, actor.personId, "looked");
  const input = { evidenceId: derivedId(id, "evidence"), text: lookedWords };
  await house.rooms.act(actor, gapRoom(gapId), { id, type: "addEvidence", input }).catch((error: unknown) => {
    if (!(error instanceof Refusal) || (error.code !== "IdReused" && error.code !== "TakenOnMap")) throw error;
  });
}

/** "I couldn't find X": the map learns that somebody found nothing of a kind in an area, and nothing that leads to the case or to the person. */
export const unfoundProcedures = (unfound: Unfound) => ({
  /** The area in which one would look for this person: where they live, as far as I may know, else where we are. */
  whereToLook: inRoom(["case"]).query(async ({ ctx }): Promise<{ areaId: AreaId | null }> => {
    const state = writable(ctx, "cases.whereToLook");
    const { contact = "" } = await knownOf(state, ctx);
    return { areaId: (await unfound.areaFor({ district: districtIn(contact), orgId: ctx.actor.orgId })) ?? null };
  }),
  /** Nothing of this kind was found for the person, there. However often it is said, and by whomever, they count once. `under`: it is one of the gaps that are known, and I have seen it too. */
  couldNotFind: inRoom(["case"], { theme: Theme, areaId: AreaId, under: GapId.optional() }).mutation(
    async ({ ctx, input }): Promise<Looked> => {
      const state = writable(ctx, "cases.couldNotFind");
      const { clientId } = state;
      const { theme, areaId, under } = input;
      let counted: Looked["counted"] = "withdrawn";
      if (isCounted(state)) {
        const at = iso(ctx.house.clock.now());
        const told = await unfound.sight({ clientId, theme, areaId, orgId: ctx.actor.orgId, at });
        if (told === undefined) throw refuse("UnknownArea", { field: "areaId" });
        counted = told ? "yes" : "smallArea";
        // who took their yes back meanwhile isn't counted after all
        if (!isCounted(await ctx.house.rooms.ask<CaseState>(ctx.room.roomId))) {
          await unfound.forget(clientId);
          counted = "withdrawn";
        }
      }
      // of who isn't counted nothing at all goes to the map, not even that somebody needed it
      if (under && counted !== "withdrawn") await looked(ctx, under);
      return { counted };
    },
  ),
  /** None of the gaps that are known is it: a new one. Its words go to the map only where they tell of nobody, this person least of all. */
  raiseUnfound: inRoom(["case"], { id: EventId, gapId: GapId, details: GapDetails }).mutation(
    async ({ ctx, input }): Promise<{ gapId: GapId }> => {
      const state = writable(ctx, "cases.raiseUnfound");
      const { id, gapId, details } = input;
      const names = namesOf(await knownOf(state, ctx));
      for (const field of ["title", "statement"] as const) {
        const found = somebodyIn(details[field], names);
        if (found) throw refuse("LooksLikeSomebody", { field: `details.${field}`, ...found });
      }
      const raise = { type: "raiseGap", input: { gapId, details, found: "nothingSuitable" } };
      await ctx.house.rooms.act(ctx.actor, gapRoom(gapId), { id, ...raise });
      return { gapId };
    },
  ),
});
