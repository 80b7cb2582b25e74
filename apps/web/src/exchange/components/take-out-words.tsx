import { isLess } from "@linkwork/shared/exchange/rules-learning.ts";
import type { Part } from "@linkwork/shared/exchange/schema-learning.ts";
import type { DetailReason, Side } from "@linkwork/shared/exchange/schema-reflection.ts";
import { exchangeCodeWords } from "@linkwork/shared/exchange/words-codes.ts";
import { learningWords as words } from "@linkwork/shared/exchange/words-learning.ts";
import { answers, detailReasonWords } from "@linkwork/shared/exchange/words-reflection.ts";
import type { EventId } from "@linkwork/shared/kernel/ids.ts";
import { useState } from "react";
import { useNextId } from "../../shell/use-next-id.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextArea } from "../../ui/field.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { useLookAgain } from "../client.ts";

const reasons = Object.entries(detailReasonWords).map(([value, label]) => ({ value, label }));

type Props = {
  title: string;
  side: Side;
  says: Partial<Record<Part, string | undefined>>;
  send: (id: EventId, input: { part: Part; left: string; reason: DetailReason }) => Promise<unknown>;
};
/** Who answers for it at the host leaves words out: the answer stands there, and they delete in it. */
export function TakeOutWords({ title, side, says, send }: Props) {
  const given = (Object.keys(answers[side]) as Part[]).filter((part) => says[part]);
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Part>();
  // of an answer that went as a whole there is nothing left to choose
  const part = chosen && given.includes(chosen) ? chosen : (given[0] ?? "differently");
  const [typed, setTyped] = useState<string>();
  const [reason, setReason] = useState<DetailReason | "">("");
  const work = useWork();
  const lookAgain = useLookAgain();
  const { id, used } = useNextId();
  const before = says[part] ?? "";
  const left = typed ?? before;
  const go = async () => {
    const errors = [
      ...(left === before ? [{ field: "left", message: words.missing.left }] : []),
      ...(left !== before && !isLess(before, left.trim()) ? [{ field: "left", message: exchangeCodeWords.OnlyLess }] : []),
      ...(reason === "" ? [{ field: "reason", message: words.missing.reason }] : []),
    ];
    if (!work.check(errors) || reason === "") return;
    const done = await work.run(() => send(id, { part, left: left.trim(), reason }));
    await lookAgain();
    if (!done) return;
    used();
    setTyped(undefined);
    announce(words.done);
    setOpen(false);
  };
  if (given.length === 0) return null;
  return (
    <>
      <Button tone="stop" onClick={() => setOpen(true)}>
        {words.takeOut}
      </Button>
      <LazyDialog
        open={open}
        asking
        onClose={() => setOpen(false)}
        title={title}
        foot={
          <>
            <Button onClick={() => setOpen(false)}>{words.leave}</Button>
            <Button tone="stop" busy={work.busy} onClick={() => void go()}>
              {words.go}
            </Button>
          </>
        }
      >
        <div className="stack">
          <WorkErrors work={work} />
          <p>{words.takeOutHow}</p>
          <SelectField
            label={words.which}
            options={given.map((value) => ({ value, label: answers[side][value] }))}
            value={part}
            onChange={(event) => {
              setChosen(event.target.value as Part);
              setTyped(undefined);
            }}
          />
          <TextArea
            id="left"
            label={words.left}
            rows={5}
            maxLength={1500}
            value={left}
            error={work.at("left")}
            onChange={(event) => setTyped(event.target.value)}
          />
          <SelectField
            id="reason"
            label={words.why}
            prompt={words.chooseWhy}
            options={reasons}
            value={reason}
            error={work.at("reason")}
            onChange={(event) => setReason(event.target.value as DetailReason)}
          />
        </div>
      </LazyDialog>
    </>
  );
}
