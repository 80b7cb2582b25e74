import { digitsOf, faultIn, groupedNumber, kindOfNumber, type NumberKind } from "@linkwork/shared/clients/numbers.ts";
import { numberFaultWords, numberWords } from "@linkwork/shared/clients/words.ts";
import { type ClientId, newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { clientRoom } from "@linkwork/shared/kernel/room.ts";
import { useEffect, useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";

export type NumbersDialogProps = {
  open: boolean;
  label: string;
  clientId: ClientId;
  /** the case's, through which the person is known */
  roomId: RoomId;
  /** what is noted now */
  held: readonly string[];
  onClose: () => void;
  onDone: () => void;
};

const fields: readonly [NumberKind, string][] = [
  ["chi", "CHI number"],
  ["nhs", "NHS number"],
];
const none = { chi: "", nhs: "" };

/** To note by which number the health service knows somebody, or to mend it. */
export function NumbersDialog({ open, label, clientId, roomId, held, onClose, onDone }: NumbersDialogProps) {
  const [typed, setTyped] = useState<Record<NumberKind, string>>(none);
  const [id, renew] = useState(() => newId(Date.now()));
  const work = useWork((path) => (path.startsWith("identity.numbers") ? "chi" : undefined));
  useEffect(() => {
    if (!open) return;
    const of = (kind: NumberKind) => held.filter((digits) => kindOfNumber(digits) === kind).map(groupedNumber)[0] ?? "";
    setTyped({ chi: of("chi"), nhs: of("nhs") });
    renew(newId(Date.now()));
  }, [open, held]);
  const save = async () => {
    const given = fields.map(([kind]) => ({ kind, digits: digitsOf(typed[kind]) })).filter(({ digits }) => digits !== "");
    const errors = given.flatMap(({ kind, digits }) => {
      const fault = faultIn(digits) ?? (kindOfNumber(digits) === kind ? undefined : "range");
      return fault ? [{ field: kind, message: numberFaultWords[fault] }] : [];
    });
    if (!work.check(errors)) return;
    const numbers = given.map(({ digits }) => digits);
    const done = await work.run(async () => {
      // as it stands now: what a colleague has corrected meanwhile is not lost
      const { name, numbers: _before, ...rest } = await api.cases.client.query({ roomId });
      if (name === undefined) return;
      const input = { identity: { ...rest, name, ...(numbers.length > 0 ? { numbers } : {}) } };
      await api.clients.correctIdentity.mutate({ roomId: clientRoom(clientId), id, input });
    });
    if (!done) return;
    onDone();
    onClose();
  };
  return (
    <LazyDialog
      open={open}
      asking
      onClose={onClose}
      title={numberWords.dialog(label)}
      foot={
        <>
          <Button tone="main" busy={work.busy} onClick={() => void save()}>
            Save
          </Button>
          <Button onClick={onClose}>Leave it</Button>
        </>
      }
    >
      <div className="stack">
        <p className="small soft">{numberWords.both}</p>
        <WorkErrors work={work} title="That didn't work" />
        {fields.map(([kind, name], place) => (
          <TextField
            key={kind}
            id={kind}
            label={name}
            inputMode="numeric"
            autoComplete="off"
            autoFocus={place === 0}
            maxLength={20}
            value={typed[kind]}
            error={work.at(kind)}
            onChange={(event) => setTyped({ ...typed, [kind]: event.target.value })}
          />
        ))}
      </div>
    </LazyDialog>
  );
}
