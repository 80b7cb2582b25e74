import { z } from "zod";
import type { CommandsOf, EventsOf } from "../kernel/event.ts";
import type { PersonId } from "../kernel/ids.ts";
import { type Compartment, compartments } from "../kernel/room.ts";
import { CaseId, line, OrgId, PartId } from "../kernel/shapes.ts";
import { Method } from "./consent.ts";

const requested = z.strictObject({ requestId: PartId });
/** What the room of a case's requests is asked for: the person wants a copy of what is held about them. */
export const requestCommands = {
  startRequest: requested.extend({
    caseId: CaseId,
    /** the day on which it was received */
    receivedOn: z.iso.date(),
    method: Method,
    /** who asked, and how it is known that it is them */
    words: line(200),
  }),
  /** keeps one message (with its files) back, or gives it after all */
  markPart: requested.extend({
    compartment: z.enum(compartments),
    seq: z.int().positive(),
    withheld: z.strictObject({ why: z.enum(["otherPerson", "legal", "harm"]), words: line(200) }).nullable(),
  }),
  moveRequest: requested.extend({ to: z.enum(["review", "ready", "given", "withdrawn"]) }),
} as const;
export type RequestCommand = CommandsOf<typeof requestCommands>;
export const requestEvents = {
  requestStarted: requestCommands.startRequest.extend({
    leadOrg: OrgId,
    /** the last day for the answer */
    dueOn: z.iso.date(),
  }),
  partMarked: requestCommands.markPart,
  requestMoved: requestCommands.moveRequest.extend({
    /** with `ready`: up to which number of each place it was gone through */
    through: z.partialRecord(z.enum(compartments), z.int().min(0)).optional(),
  }),
} as const;
export type RequestEvent = EventsOf<typeof requestEvents>;

/** Why a part of what is held about somebody is not given to them. */
export type WithheldWhy = "otherPerson" | "legal" | "harm";
export type Withheld = {
  readonly compartment: Compartment;
  /** the message's number */
  readonly seq: number;
  readonly why: WithheldWhy;
  /** for the information lead's own record; never in the pack */
  readonly words: string;
};
/** review: an information lead goes through it; ready: the pack can be made; given and withdrawn are the ends. */
export type RequestStatus = "review" | "ready" | "given" | "withdrawn";

/** The person asked for a copy of what is held about them (UK GDPR article 15). */
export type AccessRequest = {
  readonly requestId: string;
  /** the day on which it was received, and the last day for the answer */
  readonly receivedOn: string;
  readonly dueOn: string;
  /** how it came, and who asked */
  readonly method: string;
  readonly words: string;
  readonly startedBy: PersonId;
  readonly startedAt: string;
  readonly status: RequestStatus;
  readonly withheld: readonly Withheld[];
  /** up to which number of each place it was gone through: what came later is no part of the pack */
  readonly through?: Readonly<Partial<Record<Compartment, number>>>;
  readonly endedAt?: string;
};

export type RequestsState = { readonly leadOrg: OrgId | ""; readonly requests: readonly AccessRequest[] };
export const noRequests: RequestsState = { leadOrg: "", requests: [] };

export function foldRequests(state: RequestsState, event: RequestEvent): RequestsState {
  const change = (requestId: string, to: (request: AccessRequest) => AccessRequest): RequestsState => ({
    ...state,
    requests: state.requests.map((request) => (request.requestId === requestId ? to(request) : request)),
  });
  switch (event.type) {
    case "requestStarted": {
      const { leadOrg, caseId: _case, ...about } = event.body;
      const request: AccessRequest = {
        ...about,
        ...{ startedBy: event.actor.personId, startedAt: event.at, status: "review", withheld: [] },
      };
      return { leadOrg, requests: [...state.requests, request] };
    }
    case "partMarked": {
      const { requestId, compartment, seq, withheld } = event.body;
      return change(requestId, (request) => ({
        ...request,
        withheld: [
          ...request.withheld.filter((part) => part.compartment !== compartment || part.seq !== seq),
          ...(withheld ? [{ compartment, seq, ...withheld }] : []),
        ],
      }));
    }
    case "requestMoved": {
      const { requestId, to, through } = event.body;
      return change(requestId, ({ through: before, ...request }) => ({
        ...request,
        status: to,
        ...(to === "review" ? {} : through || before ? { through: through ?? before ?? {} } : {}),
        ...(to === "given" || to === "withdrawn" ? { endedAt: event.at } : {}),
      }));
    }
  }
}
