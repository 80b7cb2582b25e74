import { QueryClient } from "@tanstack/react-query";

/** What is asked for in lists. Rooms are not here: they come live. */
export const queries = new QueryClient({
  defaultOptions: {
    // "always": without a network it fails and says so, instead of waiting for ever
    queries: { staleTime: 5_000, retry: 1, refetchOnWindowFocus: "always", networkMode: "always" },
  },
});
