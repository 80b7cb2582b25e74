import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

/** What had reached me when the answers at hand were asked for, by what they are about. */
const toldThen = new WeakMap<QueryClient, Map<string, string>>();

/** Has all that lies under a key asked for again when something else has reached me; what is on the screen stays until the answer is there. `told`: undefined as long as it isn't known. */
export function useAskedWhenTold(about: string, told: string | undefined): void {
  const cache = useQueryClient();
  useEffect(() => {
    if (told === undefined) return;
    const then = toldThen.get(cache) ?? new Map<string, string>();
    toldThen.set(cache, then);
    const before = then.get(about);
    then.set(about, told);
    // of the many that ask on one page, the first has all of it asked for again
    if (before !== undefined && before !== told) void cache.invalidateQueries({ queryKey: [about] });
  }, [cache, about, told]);
}
