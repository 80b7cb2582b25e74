import { foldBoard, noBoard } from "@linkwork/shared/boards/state.ts";
import { foldCase, noCase } from "@linkwork/shared/cases/state.ts";
import { foldClient, noClient } from "@linkwork/shared/clients/state.ts";
import { foldConcern, noConcern } from "@linkwork/shared/concerns/state.ts";
import { foldOpportunity, noOpportunity } from "@linkwork/shared/exchange/state.ts";
import { foldHosting, noHosting } from "@linkwork/shared/exchange/state-hosting.ts";
import { foldLearning, noNote } from "@linkwork/shared/exchange/state-learning.ts";
import { foldReadiness, noReadiness } from "@linkwork/shared/exchange/state-readiness.ts";
import { foldReflection, noReflection } from "@linkwork/shared/exchange/state-reflection.ts";
import { foldSession, noSession } from "@linkwork/shared/exchange/state-session.ts";
import { foldTraining, noTraining } from "@linkwork/shared/exchange/state-training.ts";
import { foldWeek, noWeek } from "@linkwork/shared/exchange/state-week.ts";
import { foldOrg, foldPerson, noOrg, noPerson } from "@linkwork/shared/identity/state.ts";
import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { kindOf, type RoomKind } from "@linkwork/shared/kernel/room.ts";
import { foldArea, noArea } from "@linkwork/shared/map/state-area.ts";
import { foldAsset, noAsset } from "@linkwork/shared/map/state-asset.ts";
import { foldGap, noGap } from "@linkwork/shared/map/state-gap.ts";
import { foldProject, noProject } from "@linkwork/shared/projects/state.ts";

type Fold = (state: unknown, event: AnyEvent) => unknown;
/** Where the commands of a kind of room are, and how a client folds it: the same pure functions as everywhere. */
type Kind = { router: string; initial: unknown; fold: Fold };
const kind = <S, E>(router: string, initial: S, fold: (state: S, event: E) => S): Kind => ({
  router,
  initial,
  fold: fold as unknown as Fold,
});
const unfolded = (router: string): Kind => ({ router, initial: {}, fold: (state) => state });

const kinds: Record<RoomKind, Kind> = {
  case: kind("cases", noCase, foldCase),
  access: unfolded("cases"),
  request: unfolded("cases"),
  client: kind("clients", noClient, foldClient),
  concern: kind("concerns", noConcern, foldConcern),
  opportunity: kind("exchange", noOpportunity, foldOpportunity),
  session: kind("exchange", noSession, foldSession),
  hosting: kind("exchange", noHosting, foldHosting),
  readiness: kind("exchange", noReadiness, foldReadiness),
  week: kind("exchange", noWeek, foldWeek),
  reflection: kind("exchange", noReflection, foldReflection),
  learning: kind("exchange", noNote, foldLearning),
  training: kind("exchange", noTraining, foldTraining),
  project: kind("projects", noProject, foldProject),
  board: kind("boards", noBoard, foldBoard),
  asset: kind("map", noAsset, foldAsset),
  gap: kind("map", noGap, foldGap),
  area: kind("map", noArea, foldArea),
  org: kind("identity", noOrg, foldOrg),
  person: kind("identity", noPerson, foldPerson),
};
/** The kind of a room, by its name. */
export const kindFor = (roomId: RoomId): Kind => kinds[kindOf(roomId)];
