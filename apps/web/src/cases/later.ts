import type { Message } from "@linkwork/shared/cases/schema.ts";
import type { EventId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSession } from "../kernel/session.ts";
import { api } from "../kernel/trpc.ts";
import { londonInstant, nextDay } from "../shell/london.ts";
import { isoDay } from "../ui/time.ts";
import { useAskedAgain } from "./client.ts";

export type Later = Awaited<ReturnType<typeof api.cases.later.query>>[number];

/** My messages that wait to be sent, and those that could not be. */
export function useLater() {
  const { hat } = useSession();
  useAskedAgain("later");
  return useQuery({
    queryKey: ["later", hat?.orgId],
    queryFn: () => api.cases.later.query(),
    refetchInterval: 15_000,
    enabled: hat !== null,
  });
}

/** When it goes, and under which id: asked again after a lost answer it is the same message. `again`: it was tried before. */
export type SendAt = { readonly id: EventId; readonly due: string; readonly again: boolean };

/** To keep, change and take back messages that are to be sent later. */
export function useSendLater() {
  const cache = useQueryClient();
  return useMemo(() => {
    const again = () => void cache.invalidateQueries({ queryKey: ["later"] });
    return {
      keep: async (roomId: RoomId, { id, due, again: tried }: SendAt, { files: _none, ...input }: Message) => {
        try {
          await api.cases.sendLater.mutate({ roomId, id, due, input });
          // the first try may have come through without its answer: what was chosen last counts
          if (tried) await api.cases.changeLater.mutate({ id, due, text: input.text, wholeNumbers: input.wholeNumbers });
        } finally {
          again();
        }
      },
      change: (id: EventId, due: string, words: Pick<Message, "text" | "wholeNumbers">) =>
        api.cases.changeLater.mutate({ id, due, ...words }).finally(again),
      cancel: (id: EventId) => api.cases.cancelLater.mutate({ id }).finally(again),
    };
  }, [cache]);
}

/** Tomorrow, and the next Monday, at nine in London. */
export function nineOClock(now: number): { tomorrow: string; monday: string } {
  const tomorrow = nextDay(isoDay(now));
  let monday = tomorrow;
  while (new Date(`${monday}T12:00:00Z`).getUTCDay() !== 1) monday = nextDay(monday);
  return { tomorrow: londonInstant(tomorrow, "09:00") ?? "", monday: londonInstant(monday, "09:00") ?? "" };
}
