import { isDeepStrictEqual } from "node:util";
import type { Draft } from "@linkwork/shared/kernel/event.ts";
import { type Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { areaRoom } from "@linkwork/shared/kernel/room.ts";
import { isCoordinator, refuse } from "@linkwork/shared/map/rules.ts";
import { outlineFits } from "@linkwork/shared/map/rules-outline.ts";
import { kept, liesOnMap } from "@linkwork/shared/map/rules-place.ts";
import type { AreaCommand, AreaEvent } from "@linkwork/shared/map/schema-area.ts";
import type { AreaState } from "@linkwork/shared/map/state-area.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Context } from "../kernel/slice.ts";
import { first } from "./decide.ts";

/** Turns a request about an area into an event. What stirs in it, and its numbers, come from the house. */
export function decideArea(state: AreaState, command: AreaCommand, { actor, roomId }: Context): Draft<AreaEvent> | Refusal {
  if (command.type === "setArea") {
    const { areaId, code, middle, outline } = command.input;
    // the id follows from the code: of one code there is one area
    const fits = first(
      isCoordinator(actor) || refuse("CoordinatorsOnly"),
      () => (areaRoom(areaId) === roomId && (areaId as string) === derivedId("area", code)) || refuse("WrongArea", { field: "areaId" }),
      () => liesOnMap(middle, "middle"),
      () => outline === null || outlineFits(outline, "outline"),
    );
    if (fits !== true) return fits;
    const area = { ...command.input, middle: kept(middle) };
    return isDeepStrictEqual(area, state.area) ? refuse("NothingChanged") : { type: "areaSet", body: area };
  }
  if (!actor.system || !state.area) return refuseKernel("NotFound");
  if (command.type === "stir") return { type: "stirred", body: command.input };
  const newer = state.numbers === null || command.input.weekOf > state.numbers.weekOf;
  return newer ? { type: "numbersPublished", body: command.input } : refuse("NothingChanged");
}
