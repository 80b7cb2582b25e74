import type { CheckKind } from "@linkwork/shared/exchange/schema-asks.ts";
import { checkKindWords, confirmWords, readyWords as words } from "@linkwork/shared/exchange/words-ready.ts";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { useNextId } from "../../shell/use-next-id.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField } from "../../ui/field.tsx";
import { useLookAgain } from "../client.ts";
import { useMyRooms } from "../ready.ts";

export const checkKinds = Object.entries(checkKindWords).map(([value, label]) => ({ value, label }));

/** Asks one's own organisation to confirm that they have seen it: what kind it is, and nothing else. */
export function AskCheck({ again = false }: { again?: boolean }) {
  const { mine } = useMyRooms();
  const work = useWork();
  const lookAgain = useLookAgain();
  const { id, used } = useNextId();
  const [kind, setKind] = useState<CheckKind>("pvg");
  const go = async () => {
    if (!mine) return;
    const done = await work.run(() => api.exchange.askForCheck.mutate({ roomId: mine, id, input: { kind } }));
    await lookAgain();
    if (!done) return;
    used();
    announce(words.askedCheck);
  };
  return (
    <div className="stack tight">
      <WorkErrors work={work} />
      <div className="row wrap ask-check">
        <SelectField
          label={confirmWords.kind}
          options={checkKinds}
          value={kind}
          onChange={(event) => setKind(event.target.value as CheckKind)}
        />
        <Button busy={work.busy} onClick={() => void go()}>
          {again ? words.askAgain : words.askCheck}
        </Button>
      </div>
      <p className="small soft">{words.noNumbers}</p>
    </div>
  );
}
