import { isJoined } from "@linkwork/shared/boards/rules.ts";
import { canBeGiven } from "@linkwork/shared/boards/rules-people.ts";
import type { BoardCommand } from "@linkwork/shared/boards/schema.ts";
import type { Link } from "@linkwork/shared/boards/schema-links.ts";
import type { BoardState } from "@linkwork/shared/boards/state.ts";
import { maySee } from "@linkwork/shared/exchange/rules.ts";
import { mayReadNote } from "@linkwork/shared/exchange/rules-learning.ts";
import { maySeeSession } from "@linkwork/shared/exchange/rules-session.ts";
import type { OpportunityState } from "@linkwork/shared/exchange/state.ts";
import type { LearningState } from "@linkwork/shared/exchange/state-learning.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { AssetId, GapId, OpportunityId, SessionId } from "@linkwork/shared/kernel/ids.ts";
import { assetRoom, boardRoom, gapRoom, learningRoom, opportunityRoom, orgRoom, sessionRoom } from "@linkwork/shared/kernel/room.ts";
import { isPublic, maySeeAsset } from "@linkwork/shared/map/rules-asset.ts";
import { isThereForAll, maySeeGap } from "@linkwork/shared/map/rules-gap.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";
import type { GapState } from "@linkwork/shared/map/state-gap.ts";
import type { Ask, FactsInput } from "../kernel/slice.ts";
import type { BoardFacts } from "./decide.ts";
import type { DetailFacts } from "./decide-details.ts";

/** What a board looks at in other rooms before it decides: who works for an owner, what a link leads to, the other board of the project. */
export async function boardFacts({ command, state, actor, ask }: FactsInput<BoardState, BoardCommand>): Promise<BoardFacts> {
  switch (command.type) {
    case "assign": {
      const { orgId, personId } = command.input;
      if (!isJoined(state, orgId)) return {};
      const { card, members } = await ask<OrgState>(orgRoom(orgId));
      if (personId === null) return { name: card?.name };
      const member = Object.hasOwn(members, personId) ? members[personId] : undefined;
      return { name: member && canBeGiven(state, { orgId, personId, member }, actor) ? member.name : undefined };
    }
    case "link":
      return lookedUp(command.input.to, actor, ask);
    case "sendCard":
      return { other: await ask<BoardState>(boardRoom(command.input.toBoard)) };
    case "receiveCard": {
      const orgs = await orgsOf(command.input.card.assignees, ask);
      return {
        stillThere(assignee) {
          const { orgId, personId } = assignee;
          const org = orgs.get(orgId);
          const member = personId === null ? undefined : org?.members[personId];
          return personId === null || (member && !member.ended)
            ? assignee
            : { orgId, personId: null, name: org?.card?.name ?? assignee.name };
        },
      };
    }
    default:
      return {};
  }
}

async function orgsOf(assignees: readonly { orgId: BoardState["owners"][number]["orgId"] }[], ask: Ask) {
  const ids = [...new Set(assignees.map(({ orgId }) => orgId))];
  const all = ids.map(async (orgId) => [orgId, await ask<OrgState>(orgRoom(orgId))] as const);
  return new Map(await Promise.all(all));
}

/** What a date of a visit is a date of, for who may see it. */
async function ofSession(sessionId: SessionId, actor: Actor, ask: Ask): Promise<{ there: boolean; opportunityId?: OpportunityId }> {
  const { date, opportunityId, ...rest } = await ask<SessionState>(sessionRoom(sessionId));
  const there = date !== null && maySeeSession({ date, opportunityId, ...rest }, actor);
  return there && opportunityId !== "" ? { there, opportunityId } : { there };
}

/** Whether something is there, and this actor may look it up by the way that it is looked up elsewhere. Nothing on the web is looked at. */
async function isThere(to: Exclude<Link, { kind: "gap" | "asset" | "session" }>, actor: Actor, ask: Ask): Promise<boolean> {
  switch (to.kind) {
    case "web":
      return true;
    case "visit": {
      const state = await ask<OpportunityState>(opportunityRoom(to.opportunityId));
      return state.status !== "absent" && maySee(state, actor);
    }
    case "note": {
      const { about } = await ask<LearningState>(learningRoom(to.reflectionId));
      return about !== null && mayReadNote(actor);
    }
  }
}

/** What a link leads to. What is on the map is called as it is called there; what only some see there, a card tells nobody of. */
async function lookedUp(to: Link, actor: Actor, ask: Ask): Promise<Pick<DetailFacts, "called" | "opportunityId"> & { there: boolean }> {
  if (to.kind === "session") return ofSession(to.sessionId, actor, ask);
  if (to.kind === "gap") {
    const state = await ask<GapState>(gapRoom(to.gapId as GapId));
    return { there: isThereForAll(state) && maySeeGap(state, actor), called: state.details?.title };
  }
  if (to.kind === "asset") {
    const state = await ask<AssetState>(assetRoom(to.assetId as AssetId));
    return { there: isPublic.includes(state.status) && !state.hidden && maySeeAsset(state, actor), called: state.details?.name };
  }
  return { there: await isThere(to, actor, ask) };
}
