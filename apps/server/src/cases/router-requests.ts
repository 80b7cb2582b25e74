import { ofKeeping } from "@linkwork/shared/cases/ledger.ts";
import type { Pack } from "@linkwork/shared/cases/pack.ts";
import { type AccessRequest, type RequestsState, requestCommands } from "@linkwork/shared/cases/requests.ts";
import { mayHave, refuse } from "@linkwork/shared/cases/rules.ts";
import { mayHandleRequest, mayMakeOwnPack, mayMakePack, openRequest } from "@linkwork/shared/cases/rules-requests.ts";
import { type CaseEvent, Why } from "@linkwork/shared/cases/schema.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { ClientState } from "@linkwork/shared/clients/state.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { Actor, AnyCommand, AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { CaseId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { dayInLondon } from "@linkwork/shared/kernel/london.ts";
import { refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import {
  caseRoom,
  clientRoom,
  compartmentOf,
  compartments,
  kindOf,
  orgRoom,
  requestsRoom,
  subjectOf,
} from "@linkwork/shared/kernel/room.ts";
import { EventId, PartId, RoomId as RoomIdShape } from "@linkwork/shared/kernel/shapes.ts";
import { z } from "zod";
import { iso } from "../kernel/clock.ts";
import { isDenial } from "../kernel/records.ts";
import { type Deps, noted, signedIn, stepUp } from "../kernel/trpc.ts";
import { organisationPack, type PackSources, personPack } from "./pack.ts";
import { audienceOf, present, presentState } from "./present.ts";
import { readLedger } from "./router-ledger.ts";
import { type May, onRecord } from "./router-looking.ts";
import type { RequestViews } from "./views-requests.ts";

/** A request that waits, as it stands on Today. */
export type RequestDue = Pick<AccessRequest, "receivedOn" | "dueOn" | "status"> & { caseId: CaseId; label: string };

/** The requests of a case's person, newest first. */
export type Requests = { label: string; requests: AccessRequest[] };

const inCase = z.strictObject({ roomId: RoomIdShape });
type Judge = (state: CaseState, actor: Actor, now: string) => boolean;
/** The case, for who may deal with this. Absent and forbidden are the same answer, and a refusal is on record. */
async function judged(house: Deps, actor: Actor, roomId: RoomId, { asked, may }: { asked: string; may: Judge }): Promise<CaseState> {
  const state = kindOf(roomId) === "case" && compartmentOf(roomId) === "general" ? await house.rooms.ask<CaseState>(roomId) : undefined;
  if (state && may(state, actor, iso(house.clock.now()))) return state;
  noted(house, actor, { roomId }, asked);
  throw refuseKernel("NotFound");
}

/** A command in the room of the requests. Whether there is one yet or not, who may not deal with them is refused by the case, and that is on record there. */
const command = <Name extends keyof typeof requestCommands>(name: Name) =>
  signedIn
    .input(z.strictObject({ roomId: RoomIdShape, id: EventId, input: requestCommands[name] }))
    .mutation(async ({ ctx: { house, actor }, input: asked }): Promise<AnyEvent> => {
      const { roomId, id, input } = asked as { roomId: RoomId; id: EventId; input: AnyCommand["input"] };
      if (kindOf(roomId) !== "request") {
        noted(house, actor, { roomId }, `cases.${name}`);
        throw refuseKernel("NotFound");
      }
      await judged(house, actor, caseRoom(subjectOf(roomId) as CaseId), { asked: `cases.${name}`, may: mayHandleRequest });
      return house.rooms.act(actor, roomId, { id, type: name, input });
    });

/** What a pack is made of: what lies in the case's rooms, as who asks may see it, of the places that may go into it. Worries about safety lie elsewhere, and nothing here leads to them. */
async function sourcesFor(house: Deps, actor: Actor, roomId: RoomId, may: May): Promise<PackSources> {
  const { rooms, clock } = house;
  const caseId = subjectOf(roomId) as CaseId;
  const audience = audienceOf(may.state, actor);
  const places = compartments.filter((part) => part === "general" || may.scope === "all" || mayHave(may.state, actor.orgId, part));
  const talks = places.map(async (compartment) => {
    const place = caseRoom(caseId, compartment);
    const [{ events }, state] = [await rooms.whole(place, actor), await rooms.ask<CaseState>(place)];
    return { compartment, events: (events as unknown as CaseEvent[]).map((event) => present(event, audience, state)) };
  });
  const [{ lines }, org] = await Promise.all([readLedger(house, actor, roomId, may), rooms.ask<OrgState>(orgRoom(actor.orgId))]);
  return {
    ...{ state: presentState(may.state, actor), talks: await Promise.all(talks), madeAt: iso(clock.now()) },
    // a hold may be the police's: what was decided about how long the case is kept is in no copy
    lines: lines.filter(({ what }) => !ofKeeping(what)),
    by: { orgName: actor.orgName, phone: org.card?.phone ?? "" },
    dayOf: dayInLondon,
  };
}

/** A person's request for a copy of what is held about them, and an organisation's copy of its own part. */
export const requestProcedures = (views: RequestViews) => ({
  /** The requests in a case, newest first. On record. */
  requests: signedIn.input(inCase).query(async ({ ctx: { house, actor }, input: { roomId } }): Promise<Requests> => {
    const { label } = await judged(house, actor, roomId, { asked: "cases.requests", may: mayHandleRequest });
    const { requests } = await house.rooms.ask<RequestsState>(requestsRoom(subjectOf(roomId) as CaseId));
    await onRecord(house, { actor, roomId, what: "request" });
    return { label, requests: requests.toReversed() };
  }),
  /** The requests that wait, in the cases where I may deal with them, the most urgent first. */
  requestsDue: signedIn.query(async ({ ctx: { house, actor } }): Promise<RequestDue[]> => {
    const found = (await views.openOf(actor.orgId)).map(async (caseId) => {
      const [state, all] = await Promise.all([
        house.rooms.ask<CaseState>(caseRoom(caseId)),
        house.rooms.ask<RequestsState>(requestsRoom(caseId)),
      ]);
      const request = openRequest(all);
      if (!request || !mayHandleRequest(state, actor)) return [];
      const { receivedOn, dueOn, status } = request;
      return [{ caseId, label: state.label, receivedOn, dueOn, status }];
    });
    const mine = (await Promise.all(found)).flat();
    house.rooms.listed(
      actor,
      mine.map(({ caseId }) => ({ roomId: caseRoom(caseId) })),
    );
    return mine.sort((a, b) => a.dueOn.localeCompare(b.dueOn));
  }),
  /** The copy that the person asked for; while it is gone through, all of it for the information lead. Asks for a fresh factor, and is on record. */
  accessPack: stepUp
    .input(z.strictObject({ roomId: RoomIdShape, requestId: PartId }))
    .query(async ({ ctx: { house, actor }, input: { roomId, requestId } }): Promise<Pack> => {
      const state = await judged(house, actor, roomId, { asked: "cases.accessPack", may: mayHandleRequest });
      const { requests } = await house.rooms.ask<RequestsState>(requestsRoom(subjectOf(roomId) as CaseId));
      const request = requests.find((each) => each.requestId === requestId);
      if (!request) throw refuse("UnknownReference", { field: "requestId" });
      const may = mayMakePack(request, actor);
      if (may !== true) {
        if (isDenial(may)) noted(house, actor, { roomId }, "cases.accessPack");
        throw may;
      }
      const sources = await sourcesFor(house, actor, roomId, { state, scope: "all" });
      const client = state.clientId === "" ? undefined : await house.rooms.ask<ClientState>(clientRoom(state.clientId));
      await onRecord(house, { actor, roomId, what: "pack" });
      return personPack(sources, request, client?.identity ?? undefined);
    }),
  /** What my own organisation wrote and read in a case, for its information lead, with the reason. A POST, so that the reason is in no address. */
  ownPack: stepUp.input(inCase.extend({ why: Why })).mutation(async ({ ctx: { house, actor }, input: { roomId, why } }): Promise<Pack> => {
    const state = await judged(house, actor, roomId, { asked: "cases.ownPack", may: mayMakeOwnPack });
    const sources = await sourcesFor(house, actor, roomId, { state, scope: "own" });
    await onRecord(house, { actor, roomId, what: "pack", why });
    return organisationPack(sources, actor.orgId);
  }),
  startRequest: command("startRequest"),
  markPart: command("markPart"),
  moveRequest: command("moveRequest"),
});
