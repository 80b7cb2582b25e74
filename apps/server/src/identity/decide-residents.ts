import { refuse } from "@linkwork/shared/identity/rules.ts";
import {
  asKeeper,
  asSteward,
  mayJoinByPoster,
  mayKeepPosters,
  mayLetIn,
  mayMakePoster,
} from "@linkwork/shared/identity/rules-residents.ts";
import type { OrgCommand, OrgEvent } from "@linkwork/shared/identity/schema.ts";
import { residentCommands } from "@linkwork/shared/identity/schema-residents.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { Draft } from "@linkwork/shared/kernel/event.ts";
import { Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import type { Context } from "../kernel/slice.ts";
import type { OrgFacts } from "./decide.ts";

type ResidentCommand = Extract<OrgCommand, { type: keyof typeof residentCommands }>;
export const isResident = (command: OrgCommand): command is ResidentCommand => Object.hasOwn(residentCommands, command.type);

/** What is asked of a citizens' panel: its poster, who comes by it, and whom a steward writes down. */
export function decideResidents(
  state: OrgState,
  command: ResidentCommand,
  { actor, now, id, facts }: Context<OrgFacts>,
): Draft<OrgEvent> | Refusal {
  if (!state.card) return refuseKernel("NotFound");
  switch (command.type) {
    case "makePoster": {
      const { until } = command.input;
      const may = mayMakePoster(state, actor, { until, now });
      if (may !== true) return may;
      if (!facts.hash) return refuse("MailMissing");
      return { type: "posterMade", body: { posterId: id, by: actor.name, until, hash: facts.hash } };
    }
    case "endPoster": {
      const may = mayKeepPosters(state, actor);
      if (may !== true) return may;
      return state.poster?.posterId === command.input.posterId
        ? { type: "posterEnded", body: command.input }
        : refuse("NotThere", { field: "posterId" });
    }
    case "addResident": {
      const may = mayKeepPosters(state, actor);
      if (may !== true) return may;
      if (!facts.personId) return refuseKernel("NotFound");
      const { name } = command.input;
      return { type: "memberAdded", body: { personId: facts.personId, name, roles: ["resident"], without: true } };
    }
    case "chooseSteward": {
      const { personId } = command.input;
      const member = asSteward(state, actor, command.input);
      return member instanceof Refusal ? member : { type: "memberAdded", body: { personId, ...member } };
    }
    case "chooseKeeper": {
      if (!actor.system) return refuseKernel("NotFound");
      const member = asKeeper(state, command.input);
      return member instanceof Refusal ? member : { type: "memberAdded", body: { personId: command.input.personId, ...member } };
    }
    case "letIn": {
      const may = mayLetIn(state, actor, command.input.personId);
      return may !== true ? may : { type: "residentLetIn", body: command.input };
    }
    case "joinByPoster": {
      if (!actor.system) return refuseKernel("NotFound");
      const { posterId, hash, personId, name } = command.input;
      const may = state.poster?.posterId === posterId ? mayJoinByPoster(state, { hash, personId, now }) : refuse("PosterOver");
      return may !== true ? may : { type: "memberAdded", body: { personId, name, roles: ["resident"], posterId } };
    }
  }
}
