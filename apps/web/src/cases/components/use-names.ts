import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { useMemo } from "react";
import { useOrganisations } from "../client.ts";
import { type Names, namesIn } from "../thread-model.ts";

/** Names of people and organisations in a case. */
export function useNames({ participations, consents, guests }: Pick<CaseState, "participations" | "consents" | "guests">): Names {
  const { data } = useOrganisations();
  return useMemo(() => namesIn({ participations, consents, guests }, data ?? []), [participations, consents, guests, data]);
}
