import { refuse, worksHere } from "@linkwork/shared/exchange/rules.ts";
import { newest } from "@linkwork/shared/exchange/rules-hosting.ts";
import * as rules from "@linkwork/shared/exchange/rules-readiness.ts";
import type { ReadinessCommand, ReadinessEvent } from "@linkwork/shared/exchange/schema-readiness.ts";
import type { HostingState } from "@linkwork/shared/exchange/state-hosting.ts";
import type { ReadinessState } from "@linkwork/shared/exchange/state-readiness.ts";
import type { Draft } from "@linkwork/shared/kernel/event.ts";
import { type Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import type { Context } from "../kernel/slice.ts";

/** The host whose agreement it is about; whether the person works where the actor does; whether anybody else there could confirm a check. */
export type ReadinessFacts = { hosting?: HostingState; colleague?: boolean; confirmers?: number };
type Decision = Draft<ReadinessEvent> | Refusal;
type Of<Type extends ReadinessCommand["type"]> = Extract<ReadinessCommand, { type: Type }>;

/** What is in place for somebody: said by themselves, by a colleague who looks after people, or noted by the house. */
export function decideReadiness(state: ReadinessState, command: ReadinessCommand, context: Context<ReadinessFacts>): Decision {
  const { actor, roomId } = context;
  const personId = subjectOf(roomId);
  switch (command.type) {
    case "noteVisit":
    case "noteInduction":
    case "noteAgreement":
      return actor.system ? byTheHouse(state, command) : refuseKernel("NotFound");
    case "confirmCheck":
    case "revokeCheck": {
      if (actor.personId === personId) return refuse("NotYourOwn");
      if (!rules.mayConfirm(actor, personId) || !context.facts.colleague) return refuseKernel("NotFound");
      return command.type === "confirmCheck" ? confirm(command, context) : revoke(state, context);
    }
    case "agreeTo":
    case "askForCheck": {
      if (actor.personId !== personId || !worksHere(actor)) return refuseKernel("NotFound");
      return command.type === "agreeTo" ? agree(state, command, context) : askFor(state, command, context);
    }
  }
}

function byTheHouse({ visits, agreed }: ReadinessState, command: Of<"noteVisit" | "noteInduction" | "noteAgreement">): Decision {
  if (command.type === "noteInduction") return { type: "inductionNoted", body: command.input };
  if (command.type === "noteAgreement") {
    const { host, version } = command.input;
    // who has agreed to none is asked for the newest anyway
    const older = (agreed[host.orgId]?.version ?? version) < version;
    return older ? { type: "agreementNoted", body: command.input } : refuse("NothingDue");
  }
  const { sessionId, bookingId, heard } = command.input;
  const known = visits[sessionId];
  // what is told late of the same booking is known by then
  const old = known?.bookingId === bookingId && heard <= known.heard;
  return old ? refuse("NothingDue") : { type: "visitNoted", body: command.input };
}

function agree(state: ReadinessState, { input }: Of<"agreeTo">, { actor, facts: { hosting } }: Context<ReadinessFacts>): Decision {
  const inForce = hosting && newest(hosting);
  if (actor.orgId === input.hostOrgId) return refuse("OwnOrganisation", { field: "hostOrgId" });
  if (!hosting?.host || !inForce || inForce.version !== input.version) return refuse("AgreementMoved", { field: "version" });
  if (state.agreed[input.hostOrgId]?.version === input.version) return refuse("AgreedAlready");
  return { type: "agreedTo", body: { host: hosting.host, version: input.version, hash: inForce.hash } };
}

function askFor({ checks }: ReadinessState, { input }: Of<"askForCheck">, { actor, facts }: Context<ReadinessFacts>): Decision {
  const { orgId, orgName } = actor;
  if (checks[orgId]?.askedAt) return refuse("CheckAskedAlready");
  return facts.confirmers ? { type: "checkAsked", body: { ...input, orgId, orgName } } : refuse("NobodyConfirms");
}

/** Days are London's: seen today or earlier, and to be looked at again later, within three years. */
function confirm({ input }: Of<"confirmCheck">, { actor, now }: Context<ReadinessFacts>): Decision {
  const until = rules.reviewBegins(input.review);
  if (rules.reviewBegins(input.seenOn) > now) return refuse("DaysDontFit", { field: "seenOn" });
  const late = Date.parse(until) > Date.parse(now) + rules.reviewWithin;
  if (until <= now || late) return refuse("DaysDontFit", { field: "review" });
  return { type: "checkConfirmed", body: { ...input, orgId: actor.orgId, orgName: actor.orgName, until, by: actor.name } };
}

function revoke({ checks }: ReadinessState, { actor: { orgId, orgName } }: Context<ReadinessFacts>): Decision {
  const { askedAt, confirmed } = checks[orgId] ?? {};
  return askedAt || confirmed ? { type: "checkRevoked", body: { orgId, orgName } } : refuse("NoCheck");
}
