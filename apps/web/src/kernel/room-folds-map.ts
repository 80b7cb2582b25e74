import { foldArea, noArea } from "@linkwork/shared/map/state-area.ts";
import { kind } from "./room-fold.ts";

export const areas = kind(noArea, foldArea);
