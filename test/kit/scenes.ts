import type { Excluded, Scope } from "@linkwork/shared/cases/consent.ts";
import { alive } from "@linkwork/shared/cases/rules.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { accessRoom, personRoom, requestsRoom } from "@linkwork/shared/kernel/room.ts";
import { aCase, actAs, type BuiltCase, type Community, consentInput, house, type Person } from "./build.ts";
import { day } from "./clock.ts";
import type { CommandTable, Scene } from "./given.ts";
import type { World } from "./world.ts";

type Name = keyof Community["people"];
type Input = Record<string, unknown>;
type CaseOptions = Parameters<typeof aCase>[1] & {
  /** what happens before, in order */
  first?: (world: World, built: BuiltCase) => Promise<unknown>;
  readers?: Name[];
  shut?: [Name, string][];
  elsewhere?: (world: World, built: BuiltCase) => Record<string, string[]>;
};

/** A scene in a case that the practice leads and the food hub is in: `as` asks it for `input`. */
export const inCase =
  (as: Name, input: Input | ((built: BuiltCase, world: World) => Input), options: CaseOptions = {}) =>
  async (world: World): Promise<Scene> => {
    const { first, readers, shut = [], elsewhere, ...how } = options;
    const built = await aCase(world, how);
    await first?.(world, built);
    const shutOut = new Set(shut.map(([name]) => name));
    const inside: Name[] = how.joined === false || how.consent === false ? ["rhona"] : ["rhona", "tariq"];
    return {
      as: world.people[as],
      roomId: built.roomId,
      input: typeof input === "function" ? input(built, world) : input,
      readers: (readers ?? inside.filter((name) => !shutOut.has(name))).map((name) => world.people[name]),
      shut: shut.map(([name, code]) => [world.people[name], code]),
      ...(elsewhere ? { elsewhere: elsewhere(world, built) } : {}),
    };
  };

/** Does something in the case before the scene begins. */
export const did =
  (as: Name, type: string, input: Input | ((built: BuiltCase, world: World) => Input)) =>
  (world: World, built: BuiltCase): Promise<AnyEvent> =>
    actAs(world, world.people[as], { roomId: built.roomId, type, input: typeof input === "function" ? input(built, world) : input });

/** One after the other. */
export const inTurn =
  (...steps: ((world: World, built: BuiltCase) => Promise<unknown>)[]) =>
  async (world: World, built: BuiltCase): Promise<void> => {
    for (const step of steps) await step(world, built);
  };

/** The food hub's consent, by word of mouth. */
export const onTheirWord = (built: BuiltCase): Input => ({ consentId: built.consentId, method: "phone" });
export const withdrawn = did("rhona", "withdrawConsent", onTheirWord);
export const paused = did("rhona", "pauseConsent", onTheirWord);
/** The practice's information lead comes in as a colleague: in the case, and no link worker. */
export const ianIsIn = did("rhona", "addColleague", (built, world) => ({
  participationId: built.leadId,
  personId: world.people.ian.personId,
}));

/** The practice's other link worker comes in as a colleague. */
export const islaIsIn = did("rhona", "addColleague", (built, world) => ({
  participationId: built.leadId,
  personId: world.people.isla.personId,
}));

/** Somebody who is not in the case has said why they look into it. */
export const saidWhy = (
  world: Pick<World, "app" | "clock">,
  { caseId }: Pick<BuiltCase, "caseId">,
  { personId, orgId }: Person,
  more: object = {},
) =>
  house(world, accessRoom(caseId), "noteAccess", {
    ...{ decision: "permit", what: "reason", personId, orgId, fromSeq: 0, toSeq: 0 },
    why: { relation: "check", ...more },
  });

/** The café comes in on a consent of its own. */
export async function cafeIsIn(world: World, built: BuiltCase): Promise<string> {
  const consent = consentInput(world.clock, [world.orgs.cafe.orgId]);
  const participationId = newId<string & never>(world.clock.now());
  await did("rhona", "recordConsent", consent)(world, built);
  const invitation = { participationId, orgId: world.orgs.cafe.orgId, consentId: consent.consentId };
  await did("rhona", "inviteOrganisation", invitation)(world, built);
  await did("olga", "joinCase", { participationId })(world, built);
  await world.app.effects.settled();
  return consent.consentId;
}

/** The agreement between the practice and the food hub has run out. */
export function agreementOver(world: World, { roomId }: BuiltCase): Promise<AnyEvent> {
  const [validFrom, validTo] = [2, 1].map((ago) => new Date(world.clock.now() - ago * day).toISOString());
  return house(world, roomId, "noteAgreement", { orgId: world.orgs.hub.orgId, agreementId: newId(world.clock.now()), validFrom, validTo });
}
/** The person wants somebody kept away: it stands in a yes to an organisation that no other one names. */
export async function awayFrom(
  world: Pick<World, "app" | "clock" | "people" | "orgs">,
  { roomId }: Pick<BuiltCase, "roomId">,
  excluded: Excluded,
): Promise<AnyEvent> {
  const { consents } = await world.app.rooms.ask<CaseState>(roomId);
  const living = Object.values(consents).filter(alive);
  const named = living.flatMap(({ terms }) => terms.controllers);
  const free = Object.values(world.orgs).find(({ orgId }) => orgId !== world.orgs.practice.orgId && !named.includes(orgId));
  // where each is named, in place of the newest
  const last = living.at(-1);
  const again = free || !last ? {} : { supersedes: last.consentId, terms: last.terms };
  const input = consentInput(world.clock, free ? [free.orgId] : [], { ...again, excluded: [excluded] });
  return actAs(world, world.people.rhona, { roomId, type: "recordConsent", input });
}
export const keptAway = (name: Name) => (world: World, built: BuiltCase) =>
  awayFrom(world, built, { kind: "person", personId: world.people[name].personId });
/** The food hub leaves of its own accord. */
export const left = did("tariq", "leaveCase", (built) => ({ participationId: built.participationId }));

/** Tariq is told in his own room that it has ended. */
export const tariqIsTold = (world: World): Record<string, string[]> => ({ [personRoom(world.people.tariq.personId)]: ["noticeDelivered"] });

/** A scene about a message that `by` wrote: the input is made from its number. */
export const aboutMessage =
  (as: Name, by: Name, input: (seq: number, built: BuiltCase) => Input, options: CaseOptions = {}) =>
  async (world: World): Promise<Scene> => {
    let seq = 0;
    const first = async (w: World, built: BuiltCase) => {
      seq = (await did(by, "postMessage", { text: "Could somebody ring on Tuesday?" })(w, built)).seq;
      await options.first?.(w, built);
    };
    return inCase(as, (built) => input(seq, built), { ...options, first })(world);
  };

/** Who may not revoke, of those who don't read the conversation: to them the case isn't there. */
export const revokeRefused = (input: (built: BuiltCase) => Input): CommandTable["refused"] => ({
  "a colleague who is not in it": { given: inCase("tess", input), refusal: "NOT_FOUND NotFound" },
  "an organisation that has nothing to do with it": { given: inCase("olga", input), refusal: "NOT_FOUND NotFound" },
  "the information lead of an organisation that has left": { given: inCase("hana", input, { first: left }), refusal: "NOT_FOUND NotFound" },
  "the information lead, once there is nothing left to stop": {
    given: inCase("hana", input, { first: withdrawn }),
    refusal: "NOT_FOUND NotFound",
  },
  "who was in it, and is to be kept away": { given: inCase("tariq", input, { first: keptAway("tariq") }), refusal: "NOT_FOUND NotFound" },
  "an information lead who is to be kept away": {
    given: inCase("hana", input, { first: keptAway("hana") }),
    refusal: "NOT_FOUND NotFound",
  },
});

/** What every command of speech refuses: who is not in yet, who is not in any more, and what isn't there. */
export const speechRefused = (input: Input): CommandTable["refused"] => ({
  "invited, and not yet in": { given: inCase("tariq", input, { joined: false }), refusal: "PRECONDITION_FAILED ConsentMissing" },
  "after the person withdrew": { given: inCase("tariq", input, { first: withdrawn }), refusal: "NOT_FOUND NotFound" },
  "while the person paused it": { given: inCase("tariq", input, { first: paused }), refusal: "NOT_FOUND NotFound" },
  "a colleague who was not named": { given: inCase("tess", input), refusal: "NOT_FOUND NotFound" },
});

/** A consent that covers more than the conversation: its options for `aCase`. */
export const withScopes = (...more: Scope[]): CaseOptions => ({
  consent: { terms: { scopes: ["identity", "needs", "message", ...more] } },
});

/** The person has asked for a copy of what is held about them, and Rhona noted it today. */
export async function asked(world: Pick<World, "app" | "clock" | "people">, { caseId }: Pick<BuiltCase, "caseId">): Promise<string> {
  const requestId = newId<string & never>(world.clock.now()) as string;
  const input = { requestId, caseId, receivedOn: new Date(world.clock.now()).toISOString().slice(0, 10), method: "face", words: "herself" };
  await actAs(world, world.people.rhona, { roomId: requestsRoom(caseId), type: "startRequest", input });
  await world.app.effects.settled();
  return requestId;
}
/** The practice's information lead has gone through it, and it was given. */
export async function copyGiven(
  world: Pick<World, "app" | "clock" | "people">,
  caseId: BuiltCase["caseId"],
  requestId: string,
): Promise<void> {
  for (const to of ["ready", "given"])
    await actAs(world, world.people.ian, { roomId: requestsRoom(caseId), type: "moveRequest", input: { requestId, to } });
  await world.app.effects.settled();
}
