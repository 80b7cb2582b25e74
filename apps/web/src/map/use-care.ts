import { type Somebody, somebodiesIn } from "@linkwork/shared/map/rules.ts";
import { useState } from "react";
import { refusedFrom } from "../kernel/refused.ts";

type Texts = Readonly<Record<string, string>>;
/** One text in which something was found that may tell who somebody is, as it was sent. */
type FoundIn = { text: string; marks: readonly Somebody[] };
/** Of one thing that is sent: all that its author is asked about at once. */
type Asked = {
  found: readonly FoundIn[];
  /** its author says that it is nobody's: these words, and no others */
  anyway: boolean;
  setAnyway: (anyway: boolean) => void;
};
export type Care = {
  /** what is asked about one of several things that are sent from one page; undefined while nothing is */
  of: (one?: string) => Asked | undefined;
  /** Sends; what is refused because it looks like somebody's is shown, and goes on to whoever says what was refused. `texts`: what was written, by field; `one`: which of several. */
  guard: <T>(texts: Texts, send: (more: { anyway?: true }) => Promise<T>, one?: string) => Promise<T>;
};
type Held = { found: readonly FoundIn[]; texts: string; anyway: boolean };

const isFound = (details: Readonly<Record<string, unknown>>): details is Somebody & { field: string } =>
  typeof details.field === "string" &&
  typeof details.from === "number" &&
  typeof details.to === "number" &&
  typeof details.what === "string";

/** All that one is asked about, and not only where the server stopped: a yes is to everything that was shown. */
function foundIn(texts: Texts, { field, from, to, what }: Somebody & { field: string }): FoundIn[] {
  const found = [...new Set(Object.values(texts))]
    .map((text) => ({ text, marks: somebodiesIn(text) }))
    .filter(({ marks }) => marks.length > 0);
  // the server names the whole way to it, the form its own question
  return found.length > 0 ? found : [{ text: texts[field.split(".").at(-1) ?? field] ?? "", marks: [{ from, to, what }] }];
}

/** Words for the map are looked over by the server: what looks like somebody's is marked, and the words stay. */
export function useCare(): Care {
  const [held, setHeld] = useState<Readonly<Record<string, Held>>>({});
  const put = (one: string, next: Held | undefined) =>
    setHeld((all) => {
      const { [one]: _before, ...others } = all;
      return next ? { ...others, [one]: next } : others;
    });
  return {
    of(one = "") {
      const here = held[one];
      return here && { found: here.found, anyway: here.anyway, setAnyway: (anyway) => put(one, { ...here, anyway }) };
    },
    async guard(texts, send, one = "") {
      const here = held[one];
      const sent = JSON.stringify(texts);
      // what was said of some words is not said of others
      const said = here?.anyway === true && here.texts === sent;
      try {
        const answer = await send(said ? { anyway: true } : {});
        put(one, undefined);
        return answer;
      } catch (error) {
        const { code, details } = refusedFrom(error);
        if (code === "LooksLikeSomebody" && isFound(details)) put(one, { found: foundIn(texts, details), texts: sent, anyway: false });
        throw error;
      }
    },
  };
}
