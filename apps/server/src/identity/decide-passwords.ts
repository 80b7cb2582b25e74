import { refuse } from "@linkwork/shared/identity/rules.ts";
import { mayAskForPasswordLink, mayUsePasswordLink, passwordLinkLife } from "@linkwork/shared/identity/rules-passwords.ts";
import type { PersonCommand, PersonEvent } from "@linkwork/shared/identity/schema.ts";
import type { PersonState } from "@linkwork/shared/identity/state.ts";
import type { Draft } from "@linkwork/shared/kernel/event.ts";
import { type Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import type { Context } from "../kernel/slice.ts";
import type { PersonFacts } from "./decide-recovery.ts";

type PasswordCommand = Extract<PersonCommand, { type: `${string}Password${string}` }>;

export const isPassword = (command: PersonCommand): command is PasswordCommand => command.type.includes("Password");

/** That somebody gets another password, in their own room: of two at once one is first. What it is, no event knows. */
export function decidePassword(
  state: PersonState,
  command: PasswordCommand,
  { actor, now, id, facts }: Context<PersonFacts>,
): Draft<PersonEvent> | Refusal {
  if (!actor.system) return refuseKernel("NotFound");
  switch (command.type) {
    case "askForPasswordLink": {
      const may = mayAskForPasswordLink(state, now);
      if (may !== true) return may;
      if (!facts.mail || !facts.hash) return refuse("MailNeeded");
      const until = new Date(Date.parse(now) + passwordLinkLife).toISOString();
      return { type: "passwordLinkMade", body: { linkId: id, hash: facts.hash, until } };
    }
    case "usePasswordLink": {
      const may = mayUsePasswordLink(state, command.input, now);
      return may !== true ? may : { type: "passwordRenewed", body: { linkId: command.input.linkId } };
    }
    case "changePassword": {
      const { since, keeps } = command.input;
      // the old one that was given is not the old one any more
      return state.password.since === since ? { type: "passwordChanged", body: { keeps } } : refuse("NotThere");
    }
  }
}
