import { useValue } from "./use-value.ts";
import { createValue } from "./value.ts";

/** Whether this device keeps anything: it can't in some private windows, and not when it is full. Online everything works all the same. */
export type StorageStatus = { readonly kept: boolean; readonly why: "ok" | "missing" | "full" };
export const storageStatus = createValue<StorageStatus>({ kept: true, why: "ok" });
/** For the line that says that nothing is kept on this device. */
export const useStorage = (): StorageStatus => useValue(storageStatus);
