import { mayRead } from "@linkwork/shared/cases/rules.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { useQuery } from "@tanstack/react-query";
import { takeCopies } from "../kernel/room-copy.ts";
import { useActor } from "./client.ts";

/** A conversation of which this device keeps a copy. */
export type KeptCase = { caseId: string; label: string; need: string; lastAt: string };

/** The conversations under this hat that can be read here without anybody's answer, newest word first. `wanted`: only where nobody answers. */
export function useKeptCases(wanted: boolean): readonly KeptCase[] {
  const actor = useActor();
  const { data } = useQuery({
    queryKey: ["kept", actor.personId, actor.orgId],
    queryFn: async (): Promise<KeptCase[]> => {
      const copies = (await takeCopies(actor)) as { state: CaseState }[];
      const now = new Date().toISOString();
      return copies
        .map(({ state }) => state)
        .filter((state) => state.compartment === "general" && mayRead(state, actor, now))
        .map(({ caseId, label, need, lastAt }) => ({ caseId, label, need, lastAt }))
        .sort((a, b) => b.lastAt.localeCompare(a.lastAt));
    },
    staleTime: 0,
    gcTime: 0,
    enabled: wanted,
  });
  return (wanted ? data : undefined) ?? [];
}
