import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { aCase, actAs, type BuiltCase, type Community, consentInput } from "./build.ts";
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

/** What every command of speech refuses: who is not in yet, who is not in any more, and what isn't there. */
export const speechRefused = (input: Input): CommandTable["refused"] => ({
  "invited, and not yet in": { given: inCase("tariq", input, { joined: false }), refusal: "PRECONDITION_FAILED ConsentMissing" },
  "after the person withdrew": { given: inCase("tariq", input, { first: withdrawn }), refusal: "NOT_FOUND NotFound" },
  "while the person paused it": { given: inCase("tariq", input, { first: paused }), refusal: "NOT_FOUND NotFound" },
  "a colleague who was not named": { given: inCase("tess", input), refusal: "NOT_FOUND NotFound" },
});
