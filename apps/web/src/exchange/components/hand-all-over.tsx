import { hostWords as words } from "@linkwork/shared/exchange/words-hosting.ts";
import { type EventId, newId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import { opportunityRoom } from "@linkwork/shared/kernel/room.ts";
import { useState } from "react";
import { refusedFrom } from "../../kernel/refused.ts";
import { api } from "../../kernel/trpc.ts";
import { wordsFor } from "../../kernel/words.ts";
import { SelectField } from "../../ui/field.tsx";
import { type PostedRow, useColleagues } from "../client.ts";
import { clashFrom } from "../missing.ts";
import { AskDialog } from "./ask-dialog.tsx";

/** Each to whoever stands in there. */
const deputies = "deputies";

/** Everything that I receive goes to who stands in, or to one colleague, in one step: for who leaves, or is away for long. */
export function HandAllOver({ rows, me }: { rows: readonly PostedRow[]; me: PersonId }) {
  const others = useColleagues().filter(({ value }) => value !== me);
  const [chosen, setChosen] = useState("");
  // the same for each visit at every try, so that none is handed over twice
  const [ids] = useState(() => new Map<string, EventId>());
  const mine = rows.filter(({ receives, status }) => receives && status !== "archived" && status !== "draft");
  const standIns = mine.some(({ deputy }) => deputy && deputy.personId !== me);
  const to = chosen || (standIns ? deputies : "");
  /** To whom each of them goes; nobody where nobody stands in. */
  const next = ({ deputy }: PostedRow): { personId: PersonId; name: string } | undefined =>
    to === deputies
      ? deputy && deputy.personId !== me
        ? deputy
        : undefined
      : others.map(({ value, label }) => ({ personId: value as PersonId, name: label })).find(({ personId }) => personId === to);
  if (mine.length === 0 || others.length === 0) return null;
  const handOver = async (row: PostedRow): Promise<unknown> => {
    const contact = next(row)?.personId;
    if (contact === undefined) return words.handAllOverNobody;
    const key = `${row.opportunityId} ${contact}`;
    const id = ids.get(key) ?? newId(Date.now());
    ids.set(key, id);
    return api.exchange.handOver.mutate({ roomId: opportunityRoom(row.opportunityId), id, input: { contact } }).then(
      () => undefined,
      (error: unknown) => error,
    );
  };
  // one that can't be handed over keeps none of the others back
  const send = async () => {
    const stay: { path: string; message: string }[] = [];
    for (const row of mine) {
      const why = await handOver(row);
      const message = typeof why === "string" ? why : why === undefined ? undefined : (clashFrom(why) ?? wordsFor(why));
      if (message !== undefined) stay.push({ path: "contact", message: `${row.title}: ${message}` });
    }
    if (stay.length > 0) throw Object.assign(refusedFrom(new Error("not all of them")), { issues: stay });
  };
  return (
    <AskDialog
      label={words.handAllOver}
      title={words.handAllOverTitle(mine.length)}
      press={words.handOver}
      leave={words.leave}
      check={() => (to === "" ? [{ field: "contact", message: words.handOverChoose }] : [])}
      send={send}
      done={words.handedOver}
    >
      {(work) => (
        <>
          <p>{words.handOverHow}</p>
          <ul>
            {mine.map((row) => (
              <li key={row.opportunityId}>
                {row.title}
                {to === "" ? null : `: ${next(row)?.name ?? words.handAllOverNobody}`}
              </li>
            ))}
          </ul>
          <SelectField
            id="contact"
            label={words.handOverTo}
            prompt={words.handOverChoose}
            options={standIns ? [{ value: deputies, label: words.handAllOverDeputies }, ...others] : others}
            value={to}
            error={work.at("contact")}
            onChange={(event) => setChosen(event.target.value)}
          />
        </>
      )}
    </AskDialog>
  );
}
