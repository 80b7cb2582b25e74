import type { Somebody } from "@linkwork/shared/map/rules.ts";
import { useState } from "react";
import { refusedFrom } from "../kernel/refused.ts";

/** What was found that may tell who somebody is, with the words as they were sent. */
type Found = Somebody & { field: string; text: string };
export type Care = {
  found: Found | null;
  /** its author says that it is nobody's */
  anyway: boolean;
  setAnyway: (anyway: boolean) => void;
  /** Sends; what is refused because it looks like somebody's is shown, and goes on to whoever says what was refused. `texts`: what was written, by field. */
  guard: <T>(texts: Readonly<Record<string, string>>, send: (more: { anyway?: true }) => Promise<T>) => Promise<T>;
};

const isFound = (details: Readonly<Record<string, unknown>>): details is Somebody & { field: string } =>
  typeof details.field === "string" &&
  typeof details.from === "number" &&
  typeof details.to === "number" &&
  typeof details.what === "string";

/** Words for the map are looked over by the server: what looks like somebody's is marked, and the words stay. */
export function useCare(): Care {
  const [found, setFound] = useState<Found | null>(null);
  const [anyway, setAnyway] = useState(false);
  return {
    ...{ found, anyway, setAnyway },
    async guard(texts, send) {
      try {
        const answer = await send(anyway && found && found.what !== "number" ? { anyway: true } : {});
        setFound(null);
        setAnyway(false);
        return answer;
      } catch (error) {
        const { code, details } = refusedFrom(error);
        if (code === "LooksLikeSomebody" && isFound(details)) {
          const { field, from, to, what } = details;
          // the server names the whole way to it, the form its own question
          setFound({ field, from, to, what, text: texts[field.split(".").at(-1) ?? field] ?? "" });
          setAnyway(false);
        }
        throw error;
      }
    },
  };
}
