import { keepingCommands, keepingEvents } from "@linkwork/shared/cases/keeping.ts";
import {
  type AccessState,
  concealReason,
  foldAccess,
  noAccess,
  type RecordEvent,
  tookReasons,
} from "@linkwork/shared/cases/keeping-state.ts";
import {
  foldRequests,
  noRequests,
  type RequestCommand,
  type RequestEvent,
  type RequestsState,
  requestEvents,
} from "@linkwork/shared/cases/requests.ts";
import * as rules from "@linkwork/shared/cases/rules.ts";
import { answersFor } from "@linkwork/shared/cases/rules-redaction.ts";
import { accessEvents } from "@linkwork/shared/cases/schema.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { membersAs } from "@linkwork/shared/identity/rules.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { CaseId, OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { accessRoom, caseRoom, compartments, orgRoom, requestsRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { commitLimit } from "../kernel/log.ts";
import { type Ask, defineSlice } from "../kernel/slice.ts";
import { decideRecord, keeps, type RecordCommand, type RecordFacts } from "./decide-keeping.ts";
import { decideRequests, type RequestFacts } from "./decide-requests.ts";
import { recordEffects } from "./effects.ts";
import { wholeCase } from "./effects-erasure.ts";
import type { CaseViews } from "./views.ts";
import type { ErasureViews } from "./views-erasures.ts";
import type { RequestViews } from "./views-requests.ts";

/**
 * What became of a person's request for a copy of what is held about them. Nobody subscribes to it: who may see of it what is judged on the case itself,
 * by the procedures of `router-requests.ts`, and what is done in it stands in the case's ledger.
 */
export const requestSlice = (views: RequestViews) =>
  defineSlice<RequestsState, RequestCommand, RequestEvent, RequestFacts>({
    kind: "request",
    events: requestEvents,
    initial: noRequests,
    shape: 1,
    fold: foldRequests,
    rules: {
      mayKnow: (state, actor) => actor.system === true || state.leadOrg === actor.orgId,
      mayRead: (_state, actor) => actor.system === true,
      changesReaders: () => false,
    },
    decide: decideRequests,
    // the first request of a case is refused in a room that isn't there yet, and its case is
    there: ({ general }) => general?.status === "active",
    facts: async ({ command, roomId, ask, past }) => {
      const caseId = subjectOf(roomId) as CaseId;
      const general = await ask<CaseState>(caseRoom(caseId));
      if (command.type === "markPart") {
        const { compartment, seq } = command.input;
        // it may lie in a commit that began as many events before as one holds
        const near = await past(caseRoom(caseId, compartment), seq - 1, commitLimit + 1);
        return { general, isMessage: near.some((event) => event.seq === seq && event.type === "messagePosted") };
      }
      if (command.type !== "moveRequest" || command.input.to !== "ready") return { general };
      const ends = compartments.map(async (part) => [part, (await past(caseRoom(caseId, part), 0)).at(-1)?.seq ?? 0] as const);
      return { general, heads: Object.fromEntries(await Promise.all(ends)) };
    },
    views: { of: (event) => event.type !== "partMarked", write: views.write },
    effects: {
      of: () => true,
      list: ({ type, actor }, _state, roomId) => [
        {
          target: accessRoom(subjectOf(roomId) as CaseId),
          type: "noteAccess",
          input: { decision: "permit", what: "request", ...actor, fromSeq: 0, toSeq: 0, asked: askedBy[type] },
        },
      ],
    },
    recordAccess: ({ actor, roomId, state: _state, ...access }) =>
      access.decision === "permit"
        ? []
        : [
            {
              target: accessRoom(subjectOf(roomId) as CaseId),
              type: "noteAccess",
              input: { ...access, personId: actor.personId, orgId: actor.orgId },
            },
          ],
  });
const askedBy: Record<RequestEvent["type"], RequestCommand["type"]> = {
  requestStarted: "startRequest",
  partMarked: "markPart",
  requestMoved: "moveRequest",
};

/** The case where it is about how long it is kept, and who is told of what was found too much. */
async function recordFacts({ command, roomId, ask }: { command: RecordCommand; roomId: RoomId; ask: Ask }): Promise<RecordFacts> {
  const nobody = { author: [], leads: [] };
  if (keeps(command)) {
    const caseId = subjectOf(roomId) as CaseId;
    const [general, requests] = await Promise.all([wholeCase(caseId, ask), ask<RequestsState>(requestsRoom(caseId))]);
    if (command.type !== "beginErasure" || general.leadOrg === "") return { ...nobody, general, requests };
    const org = await ask<OrgState>(orgRoom(general.leadOrg));
    const as = (role: "infoLead" | "manager") =>
      membersAs(org, role)
        .map(({ personId }) => personId)
        .filter((personId) => !rules.keptAway(general, personId, general.leadOrg as OrgId));
    return { ...nobody, general, requests, leads: as("infoLead"), managers: as("manager") };
  }
  if (command.type !== "noteFlag" && command.type !== "noteRedaction") return nobody;
  const { author, compartment, messageSeq } = command.input;
  const state = await ask<CaseState>(caseRoom(subjectOf(roomId) as CaseId, compartment));
  const hear = (people: readonly PersonId[], orgId: OrgId) => people.filter((personId) => !rules.keptAway(state, personId, orgId));
  const of = answersFor(state, author, messageSeq);
  const leads = membersAs(await ask<OrgState>(orgRoom(of)), "infoLead").map(({ personId }) => personId);
  return { author: hear([author.personId], author.orgId), leads: hear(leads, of), ...(of === author.orgId ? {} : { leadsOf: of }) };
}

/** The records of a case: who read it, who was refused, and how long it is kept. Read through calls of their own alone; they outlive the case. */
export const accessSlice = (views: CaseViews, erasures: ErasureViews) =>
  defineSlice<AccessState, RecordCommand, RecordEvent, RecordFacts>({
    kind: "access",
    events: { ...accessEvents, ...keepingEvents },
    initial: noAccess,
    shape: 6,
    fold: foldAccess,
    rules: {
      // whose case it is, decide asks the case; who has nothing to do with holds learns nothing from an id that was used
      mayKnow: ({ orgId }, actor, _now, _roomId, command) =>
        actor.system === true ||
        (Object.hasOwn(keepingCommands, command) &&
          (actor.roles.includes("infoLead") || actor.roles.includes("manager")) &&
          (orgId === "" || orgId === actor.orgId)),
      mayRead: (_state, actor) => actor.system === true,
      changesReaders: () => false,
    },
    // who reaches for the records past their own door is on record as well
    recordAccess: ({ actor, roomId, state: _state, ...access }) => [
      {
        target: roomId,
        type: "noteAccess",
        input: {
          ...access,
          what: access.what === "command" || access.what === "certificate" ? access.what : "ledger",
          personId: actor.personId,
          orgId: actor.orgId,
        },
      },
    ],
    decide: decideRecord,
    facts: recordFacts,
    // the records outlive the case, and what somebody said of it in words must not
    takesBack: {
      conceal: concealReason,
      of: ({ type }) => (type === "erasureDone" ? { from: 1, files: [] } : undefined),
      took: tookReasons,
    },
    there: ({ general }) => general?.status === "active",
    // how much is on record is for those who may read it
    answerUnread: (event) => ({ ...event, seq: 0 }),
    views: {
      of: (event) => event.type !== "accessNoted",
      async write({ state, roomId, seq }) {
        if (!state.certificate) await views.writeFlags({ flags: state.flags, caseId: subjectOf(roomId) as CaseId, seq });
        await erasures.write({ state, roomId, seq });
      },
    },
    effects: { of: (event) => event.type !== "accessNoted", list: recordEffects },
  });
