import { hostWords as words } from "@linkwork/shared/exchange/words-hosting.ts";
import type { PersonId } from "@linkwork/shared/kernel/ids.ts";
import { opportunityRoom } from "@linkwork/shared/kernel/room.ts";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { SelectField } from "../../ui/field.tsx";
import { useColleagues, type Visit } from "../client.ts";
import { throwClash } from "../missing.ts";
import { AskDialog } from "./ask-dialog.tsx";

/** Somebody else receives the visitors: the deputy, unless another colleague is chosen. All dates and whoever has booked stay. */
export function HandOver({ visit: { opportunityId, terms } }: { visit: Visit }) {
  const colleagues = useColleagues();
  const others = colleagues.filter(({ value }) => value !== terms.contact?.personId);
  const [contact, setContact] = useState(terms.deputy?.personId ?? "");
  const [deputy, setDeputy] = useState("");
  if (others.length === 0) return null;
  return (
    <AskDialog
      label={words.handOver}
      title={words.handOverTitle(terms.title)}
      leave={words.leave}
      check={() => (contact === "" ? [{ field: "contact", message: words.handOverChoose }] : [])}
      send={(id) =>
        api.exchange.handOver
          .mutate({
            roomId: opportunityRoom(opportunityId),
            id,
            input: { contact: contact as PersonId, deputy: deputy === "" ? null : (deputy as PersonId) },
          })
          .catch(throwClash)
      }
      done={words.handedOver}
    >
      {(work) => (
        <>
          <p>{words.handOverHow}</p>
          <SelectField
            id="contact"
            label={words.handOverTo}
            prompt={words.handOverChoose}
            options={others}
            value={contact}
            error={work.at("contact")}
            onChange={(event) => setContact(event.target.value)}
          />
          <SelectField
            id="deputy"
            label={words.handOverDeputy}
            prompt={words.handOverLater}
            options={colleagues.filter(({ value }) => value !== contact)}
            value={deputy}
            error={work.at("deputy")}
            onChange={(event) => setDeputy(event.target.value)}
          />
        </>
      )}
    </AskDialog>
  );
}
