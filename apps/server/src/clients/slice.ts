import { mayReadClient } from "@linkwork/shared/clients/rules.ts";
import { type ClientCommand, type ClientEvent, clientEvents } from "@linkwork/shared/clients/schema.ts";
import { type ClientState, foldClient, noClient } from "@linkwork/shared/clients/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { accessRoom, clientRoom, orgAccessRoom } from "@linkwork/shared/kernel/room.ts";
import { type Ask, defineSlice } from "../kernel/slice.ts";
import { type ClientFacts, decide } from "./decide.ts";
import { effectsOf, hasEffects } from "./effects.ts";
import type { ClientViews } from "./views.ts";

/** Who the person is: a sealed room of its own. */
export const clientSlice = (views: ClientViews) =>
  defineSlice<ClientState, ClientCommand, ClientEvent, ClientFacts>({
    kind: "client",
    events: clientEvents,
    initial: noClient,
    shape: 4,
    fold: foldClient,
    // partners learn who the person is through the case, as far as that was agreed
    over: ({ erased }) => erased,
    holders: ({ leadOrgs }) => leadOrgs.map((orgId) => ({ holder: orgId, part: "lead", yes: orgId, from: { seq: 1, at: "" } })),
    rules: {
      mayKnow: mayReadClient,
      mayRead: mayReadClient,
      whyClosed: ({ erased }) => (erased ? "erased" : "ended"),
      changesReaders: (e) => e.type !== "identityCorrected",
    },
    decide,
    facts: async ({ command, ...where }) => {
      const identity = command.type === "registerClient" || command.type === "correctIdentity" ? command.input.identity : undefined;
      return { numberTaken: await isTaken(views, identity?.numbers ?? [], where) };
    },
    // who is registered isn't there yet; that their number is somebody's was told all the same
    there: ({ numberTaken }) => numberTaken,
    // who the person is belongs to each of their cases, and so does who looked
    recordAccess: ({ actor, state, roomId: _roomId, what, ...access }) =>
      what === "closed"
        ? []
        : what === "command" && asksOfNumber(access.asked, state, actor)
          ? [{ target: orgAccessRoom(actor.orgId), type: "noteAccess", input: lookUp(actor, access.decision) }]
          : (state?.cases ?? []).map((caseId) => ({
              target: accessRoom(caseId),
              type: "noteAccess",
              input: {
                ...access,
                ...{ what: what === "read" || what === "opened" ? "client" : what, fromSeq: 0, toSeq: 0 },
                ...{ personId: actor.personId, orgId: actor.orgId },
              },
            })),
    effects: { of: hasEffects, list: effectsOf },
    views: { of: (e) => e.type !== "keptAwayNoted", write: views.write },
  });

/** Whether a refusal told somebody that a number is taken: of those who may enter one, nothing else that they are refused is on record. */
const asksOfNumber = (asked: string | undefined, state: ClientState | undefined, actor: Actor): boolean =>
  (asked === "registerClient" || asked === "correctIdentity") && (!state?.identity || mayReadClient(state, actor));
/** The record of a look-up by number, at the organisation, without the number. */
const lookUp = ({ personId, orgId }: Actor, decision: "permit" | "deny") => ({
  ...({ decision, what: "lookup", fromSeq: 0, toSeq: 0 } as const),
  ...{ personId, orgId },
});

/** Whether somebody else of the organisation's has one of these numbers, as far as who asks may know of them: to others they are not there. */
async function isTaken(
  views: ClientViews,
  numbers: readonly string[],
  { actor, roomId, ask }: { actor: Actor; roomId: RoomId; ask: Ask },
): Promise<boolean> {
  for (const digits of numbers) {
    const others = (await views.withNumber(actor.orgId, digits)).map(clientRoom).filter((room) => room !== roomId);
    for (const room of others) {
      const state = await ask<ClientState>(room);
      if (mayReadClient(state, actor) && state.identity?.numbers?.includes(digits)) return true;
    }
  }
  return false;
}
