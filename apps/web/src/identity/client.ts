import { keepersOf, mayConfirmRecovery, openRecoveries, recoveryHolds } from "@linkwork/shared/identity/rules-recovery.ts";
import type { Recovery, RecoveryNote } from "@linkwork/shared/identity/schema.ts";
import type { Verdict } from "@linkwork/shared/kernel/refusal.ts";
import { useMemo } from "react";
import { useActor } from "../cases/client.ts";
import { useMyRecovery, useOrganisation } from "../kernel/notices.ts";
import { useNow } from "../shell/use-now.ts";

/** A colleague who can't get in, and whether I may say that it is them. */
export type AskedAbout = { note: RecoveryNote; may: Verdict };

/** The requests of my colleagues that are open. Only those who can be asked hold any; mine is not among them. */
export function useAskedAbout(): readonly AskedAbout[] {
  const ours = useOrganisation();
  const actor = useActor();
  const now = useNow();
  return useMemo(() => {
    const at = new Date(now).toISOString();
    return (ours ? openRecoveries(ours, at) : []).flatMap((note) => {
      const { personId, recoveryId } = note;
      if (!ours || personId === actor.personId) return [];
      return [
        { note, may: mayConfirmRecovery(actor, { recovery: note, personId, recoveryId, keepers: keepersOf(personId, [ours]), now: at }) },
      ];
    });
  }, [ours, actor, now]);
}

/** What somebody asked for in my name, while it is open. */
export function useAskedInMyName(): Recovery | null {
  const recovery = useMyRecovery();
  const now = useNow();
  return recoveryHolds(recovery, new Date(now).toISOString()) ? recovery : null;
}
