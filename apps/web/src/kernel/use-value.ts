import { useSyncExternalStore } from "react";
import type { Value } from "./value.ts";

/** A kernel value in a component: renders again when it changes. */
export const useValue = <T>(value: Value<T>): T => useSyncExternalStore(value.subscribe, value.get, value.get);
