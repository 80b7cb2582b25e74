import { leads } from "@linkwork/shared/cases/rules.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { endingOf, groupedNumber, kindOfNumber } from "@linkwork/shared/clients/numbers.ts";
import type { Identity } from "@linkwork/shared/clients/schema.ts";
import { numberWords } from "@linkwork/shared/clients/words.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { useQueryClient } from "@tanstack/react-query";
import { IdCard } from "lucide-react";
import { useState } from "react";
import { refusedFrom } from "../../kernel/refused.ts";
import { wordsFor } from "../../kernel/words.ts";
import { Button } from "../../ui/button.tsx";
import { type Fact, Facts } from "../../ui/facts.tsx";
import { fullDate } from "../../ui/time.ts";
import { useActor } from "../client.ts";
import { NumbersDialog } from "./numbers-dialog.tsx";
import { SafeRule, useClient } from "./safe-contact.tsx";

const none: readonly string[] = [];
type Part = Exclude<keyof Identity, "numbers" | "safeContact">;
const parts: readonly [Part, string][] = [
  ["name", "Name"],
  ["knownAs", "Known as"],
  ["bornOn", "Born"],
  ["contact", "Contact"],
  ["communication", "Talking"],
];

/** Who the person is, as far as they agreed that we know it. Looking is on record. */
export function AboutPerson({ state, roomId }: { state: CaseState; roomId: RoomId }) {
  const actor = useActor();
  const cache = useQueryClient();
  const about = useClient(state, roomId);
  const [adding, setAdding] = useState(false);
  const known = about.data ?? {};
  const numbers = known.numbers ?? none;
  const facts: Fact[] = parts.flatMap(([part, name]) => {
    const value = known[part];
    return value === undefined ? [] : [{ name, value: part === "bornOn" ? fullDate(value) : <span dir="auto">{value}</span> }];
  });
  for (const digits of numbers) facts.push({ name: kindOfNumber(digits) === "chi" ? "CHI" : "NHS", value: <Hidden digits={digits} /> });
  const mayAdd = leads(state, actor) && actor.roles.includes("linkWorker") && known.name !== undefined;
  return (
    <section className="card" aria-labelledby="about-person">
      <h2 id="about-person" className="heading">
        About {state.label}
      </h2>
      {about.isPending ? (
        <p className="small soft">Fetching…</p>
      ) : about.isError ? (
        <p className="small soft">{refusedFrom(about.error).offline ? "Not here while you are not live." : wordsFor(about.error)}</p>
      ) : facts.length === 0 && !known.safeContact ? (
        <p className="small soft">{state.label} has not agreed to share their name or how to reach them with you.</p>
      ) : (
        <>
          <Facts facts={facts} />
          <SafeRule rule={known.safeContact} />
        </>
      )}
      {mayAdd && state.clientId !== "" ? (
        <>
          <Button small tone="quiet" icon={<IdCard />} onClick={() => setAdding(true)}>
            {numbers.length === 0 ? numberWords.add : numberWords.change}
          </Button>
          <NumbersDialog
            open={adding}
            label={state.label}
            clientId={state.clientId}
            roomId={roomId}
            held={numbers}
            onClose={() => setAdding(false)}
            onDone={() => void cache.invalidateQueries({ queryKey: ["client", roomId] })}
          />
        </>
      ) : null}
    </section>
  );
}

/** How the number ends, and all of it for who asks: others may look over one's shoulder. */
function Hidden({ digits }: { digits: string }) {
  const [shown, setShown] = useState(false);
  return (
    <span className="row wrap tight">
      <span>{shown ? groupedNumber(digits) : endingOf(digits)}</span>
      <Button small tone="quiet" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {shown ? "Hide" : "Show"}
        <span className="visually-hidden"> the whole {kindOfNumber(digits) === "chi" ? "CHI" : "NHS"} number</span>
      </Button>
    </span>
  );
}
