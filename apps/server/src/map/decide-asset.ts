import type { Draft } from "@linkwork/shared/kernel/event.ts";
import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { type Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { assetRoom } from "@linkwork/shared/kernel/room.ts";
import { byOrg, looksAfter, most, mostAnHour, refuse } from "@linkwork/shared/map/rules.ts";
import * as rules from "@linkwork/shared/map/rules-asset.ts";
import { isGuarded } from "@linkwork/shared/map/rules-place.ts";
import type { AssetCommand, AssetEvent } from "@linkwork/shared/map/schema-asset.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";
import type { Context } from "../kernel/slice.ts";
import { asAdded, asKept, detailsFit, first, publicWords, wordsFit } from "./decide.ts";
import { decideChange, guardedBy, isChange } from "./decide-changes.ts";
import { decideClosing, isClosing } from "./decide-closing.ts";
import type { AssetFacts } from "./slice-facts.ts";

export type AssetDraft = Draft<AssetEvent>;
type Input<Type extends AssetCommand["type"]> = Extract<AssetCommand, { type: Type }>["input"];
type Decision = AssetDraft | AssetDraft[] | Refusal;

/** Turns a request about something that is there into an event. */
export function decideAsset(state: AssetState, command: AssetCommand, context: Context<AssetFacts>): Decision {
  const { actor } = context;
  switch (command.type) {
    case "addAsset":
      return actor.system ? refuseKernel("NotFound") : add(state, command.input, context);
    case "suggestAsset":
      return actor.system ? suggest(state, command.input, context) : refuseKernel("NotFound");
  }
  if (isChange(command)) return decideChange(state, command, context);
  if (!rules.maySeeAsset(state, actor) || !context.facts.there) return refuseKernel("NotFound");
  if (isClosing(command)) return decideClosing(state, command, context);
  if (actor.system && command.type !== "unmergeAsset") return refuseKernel("NotFound");
  switch (command.type) {
    case "acceptAsset":
    case "rejectAsset":
    case "hideAsset":
    case "showAsset":
    case "mergeAsset":
    case "unmergeAsset":
      return lookAfter(state, command, context);
    case "claimAsset":
    case "acceptClaim":
    case "refuseClaim":
    case "endClaim":
      return claim(state, command, context);
    case "verifyAsset":
      return verify(state, command.input, context);
    case "sayCapacity": {
      const { anyway, ...capacity } = command.input;
      const may = first(rules.maySayCapacity(state, actor), () => wordsFit({ note: capacity.note }, anyway));
      return may === true ? { type: "capacitySaid", body: { ...capacity, org: byOrg(actor) } } : may;
    }
    case "doubtAsset": {
      const { anyway, ...doubt } = command.input;
      const may = first(
        rules.mayDoubt(state, actor),
        state.doubts.every(({ doubtId }) => doubtId !== doubt.doubtId) || refuse("TakenOnMap", { field: "doubtId" }),
        state.doubts.length < most.doubts || refuse("MapFull", { most: most.doubts }),
        () => wordsFit({ words: doubt.words }, anyway),
        () => context.facts.mayTell || refuse("TooManyPins", { most: mostAnHour.doubts }),
      );
      return may === true ? { type: "assetDoubted", body: { ...doubt, org: byOrg(actor) } } : may;
    }
    case "settleDoubt": {
      if (!looksAfter(actor)) return refuse("StewardsOnly");
      const doubt = state.doubts.find(({ doubtId }) => doubtId === command.input.doubtId);
      if (!doubt) return refuse("NoDoubt");
      const may = publicWords({ words: command.input.words });
      return may === true ? { type: "doubtSettled", body: { ...command.input, of: doubt.by, org: byOrg(actor) } } : may;
    }
    case "followAsset": {
      const { on } = command.input;
      const follows = state.followers.some(({ personId }) => personId === actor.personId);
      if (on === follows) return refuse("NothingChanged");
      if (on && state.followers.length >= most.followers) return refuse("MapFull", { most: most.followers });
      return { type: "assetFollowed", body: { on } };
    }
  }
}

/** Whether this room is still to be made, and by this id. */
const isNew = ({ status }: AssetState, assetId: Input<"addAsset">["assetId"], { roomId }: Pick<Context, "roomId">): true | Refusal =>
  status === "absent" && roomId === assetRoom(assetId) ? true : refuse("WrongAsset", { field: "assetId" });

/** Somebody adds what they know of. */
function add(state: AssetState, { assetId, details, heardAt, anyway }: Input<"addAsset">, context: Context<AssetFacts>): Decision {
  const { actor, facts } = context;
  // who may not see what is there isn't told that it is
  if (state.status !== "absent" && !(rules.maySeeAsset(state, actor) && facts.there)) return refuseKernel("NotFound");
  const fits = first(
    isNew(state, assetId, context),
    () => heardAt === undefined || looksAfter(actor) || refuse("StewardsOnly", { field: "heardAt" }),
    () => wordsFit({ heardAt }, anyway),
    () => detailsFit(details, details, { areas: facts.areas, anyway, prefix: "details" }),
    () => facts.mayTell || refuse("TooManyPins", { most: mostAnHour.assets }),
  );
  if (fits !== true) return fits;
  const body = {
    ...{ assetId, details: asAdded(asKept(details)), held: rules.isHeld(actor, facts.accepted) },
    ...{ hidden: isGuarded(details.themes), org: byOrg(actor), ...(heardAt === undefined ? {} : { heardAt }) },
  };
  return { type: "assetAdded", body };
}

/** Somebody without an account suggests it: it waits for a steward. */
function suggest(state: AssetState, { assetId, details, anyway }: Input<"suggestAsset">, context: Context<AssetFacts>): Decision {
  const { areas } = context.facts;
  const fits = first(isNew(state, assetId, context), () => detailsFit(details, details, { areas, anyway, prefix: "details" }));
  if (fits !== true) return fits;
  return { type: "assetSuggested", body: { assetId, details: asAdded(asKept(details)), hidden: isGuarded(details.themes) } };
}

/** How sure it is that it is still there: apart from whether anything was changed. */
function verify(state: AssetState, { method, words, anyway }: Input<"verifyAsset">, { actor }: Context<AssetFacts>): Decision {
  const may = first(
    rules.mayVerify(state),
    () => rules.mayKnowBy(state, actor, method),
    () => wordsFit({ words }, anyway),
  );
  return may === true ? { type: "assetVerified", body: { method, words, org: byOrg(actor) } } : may;
}

type Care = Extract<AssetCommand, { type: "acceptAsset" | "rejectAsset" | "hideAsset" | "showAsset" | "mergeAsset" | "unmergeAsset" }>;
/** What those do who look after the map. Nothing is ever deleted, and each of it can be taken back. */
function lookAfter(state: AssetState, command: Care, { actor, facts }: Context<AssetFacts>): Decision {
  const org = byOrg(actor);
  const may = (...these: Parameters<typeof rules.mayLookAfter>[2]) =>
    first(rules.mayLookAfter(state, actor, these), () => publicWords({ words: command.input.words }));
  switch (command.type) {
    case "acceptAsset": {
      const verdict = may("held", "rejected");
      return verdict === true ? { type: "assetAccepted", body: { ...command.input, org } } : verdict;
    }
    case "rejectAsset": {
      const verdict = may("held");
      return verdict === true ? { type: "assetRejected", body: { ...command.input, org } } : verdict;
    }
    case "hideAsset": {
      const verdict = first(may("held", ...rules.isPublic), () => rules.mayHide(state));
      const still = state.hidden ? { still: true as const } : {};
      return verdict === true ? { type: "assetHidden", body: { ...command.input, ...still, org } } : verdict;
    }
    case "showAsset": {
      const verdict = first(may("held", ...rules.isPublic), () => state.hidden || refuse("NothingChanged"));
      return verdict === true ? { type: "assetShown", body: { ...command.input, org } } : verdict;
    }
    case "mergeAsset": {
      const { into } = command.input;
      const verdict = first(may("live", "closing", "closed"), () => mergesInto(state, facts.others.get(into), into));
      if (verdict !== true) return verdict;
      // the same as something that is kept from outsiders is kept from them too, or its page would go on telling where it is
      const keeps = facts.others.get(into)?.hidden && !state.hidden ? [guardedBy(actor)] : [];
      // who had been told that this one closes finds that it leads on; and who relies on it has to know where what it leads to closes
      const told = { told: [...(state.closing?.told ?? [])], ...(facts.told.length > 0 ? { mustKnow: [...facts.told] } : {}) };
      return [{ type: "assetMerged", body: { ...command.input, ...told, org } }, ...keeps];
    }
    case "unmergeAsset": {
      // the house does so where two were merged into each other at one moment
      const verdict = actor.system ? state.status === "merged" || refuse("AssetMoved", { status: state.status }) : may("merged");
      if (verdict !== true) return verdict;
      // it stands as before: who was told then that it closes hears that, and who was told so of what it led to
      const told = [...(state.closing?.told ?? []), ...facts.told].slice(0, most.told);
      return { type: "assetUnmerged", body: { ...command.input, told, org } };
    }
  }
}

function mergesInto({ assetId }: AssetState, other: AssetState | undefined, into: string): true | Refusal {
  const field = "into";
  if (into === assetId || (other?.status === "merged" && other.into === assetId)) return refuse("MergedInCircles", { field });
  return other?.status === "live" || other?.status === "closing" ? true : refuse("UnknownOther", { field });
}

type Claiming = Extract<AssetCommand, { type: "claimAsset" | "acceptClaim" | "refuseClaim" | "endClaim" }>;
/** Who runs it: an organisation says so, and somebody of another who looks after the map answers. */
function claim(state: AssetState, command: Claiming, { actor, facts }: Context<AssetFacts>): Decision {
  const org = byOrg(actor);
  const answers = (orgId: OrgId) => first(rules.mayAnswerClaim(state, actor, orgId), () => !facts.ofClaiming || refuse("StewardsOnly"));
  switch (command.type) {
    case "claimAsset": {
      const claims = Object.values(state.claims).filter((each) => each !== undefined).length;
      const may = first(
        rules.mayClaim(state, actor),
        () => claims < most.claims || refuse("MapFull", { most: most.claims }),
        () => publicWords(command.input),
      );
      return may === true ? { type: "assetClaimed", body: { ...command.input, org } } : may;
    }
    case "acceptClaim": {
      const may = answers(command.input.orgId);
      return may === true ? { type: "claimAccepted", body: { ...command.input, org } } : may;
    }
    case "refuseClaim": {
      const may = first(answers(command.input.orgId), () => publicWords({ words: command.input.words }));
      return may === true ? { type: "claimRefused", body: { ...command.input, org } } : may;
    }
    case "endClaim": {
      const may = first(rules.mayEndClaim(state, actor, command.input.orgId), () => publicWords({ words: command.input.words }));
      return may === true ? { type: "claimEnded", body: { ...command.input, org } } : may;
    }
  }
}
