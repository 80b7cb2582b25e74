import { hostWords as words } from "@linkwork/shared/exchange/words-hosting.ts";
import { type EventId, newId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import { opportunityRoom } from "@linkwork/shared/kernel/room.ts";
import { useState } from "react";
import { useOrganisation } from "../../kernel/notices.ts";
import { api } from "../../kernel/trpc.ts";
import { SelectField } from "../../ui/field.tsx";
import type { PostedRow } from "../client.ts";
import { AskDialog } from "./ask-dialog.tsx";

/** Everything that I receive goes to a colleague, in one step: for who leaves, or is away for long. */
export function HandAllOver({ rows, me }: { rows: readonly PostedRow[]; me: PersonId }) {
  const members = useOrganisation()?.members ?? {};
  const others = Object.entries(members).flatMap(([value, { name, ended }]) => (ended || value === me ? [] : [{ value, label: name }]));
  const [contact, setContact] = useState("");
  // the same for each visit at every try, so that none is handed over twice
  const [ids] = useState(() => new Map<string, EventId>());
  const mine = rows.filter(({ receives, status }) => receives && status !== "archived" && status !== "draft");
  if (mine.length === 0 || others.length === 0) return null;
  const send = async () => {
    for (const { opportunityId } of mine) {
      const key = `${opportunityId} ${contact}`;
      const id = ids.get(key) ?? newId(Date.now());
      ids.set(key, id);
      await api.exchange.handOver.mutate({
        roomId: opportunityRoom(opportunityId),
        id,
        input: { contact: contact as PersonId },
      });
    }
  };
  return (
    <AskDialog
      label={words.handAllOver}
      title={words.handAllOverTitle(mine.length)}
      press={words.handOver}
      leave={words.leave}
      check={() => (contact === "" ? [{ field: "contact", message: words.handOverChoose }] : [])}
      send={send}
      done={words.handedOver}
    >
      {(work) => (
        <>
          <p>{words.handOverHow}</p>
          <ul>
            {mine.map(({ opportunityId, title }) => (
              <li key={opportunityId}>{title}</li>
            ))}
          </ul>
          <SelectField
            id="contact"
            label={words.handOverTo}
            prompt={words.handOverChoose}
            options={others}
            value={contact}
            error={work.at("contact")}
            onChange={(event) => setContact(event.target.value)}
          />
        </>
      )}
    </AskDialog>
  );
}
