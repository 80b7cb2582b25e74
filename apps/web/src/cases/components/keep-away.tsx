import type { Excluded } from "@linkwork/shared/cases/consent.ts";
import { awayWords } from "@linkwork/shared/cases/words-consent.ts";
import type { OrgCard } from "@linkwork/shared/identity/schema.ts";
import type { OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { useQuery } from "@tanstack/react-query";
import { UserX, X } from "lucide-react";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { FieldError, SelectField } from "../../ui/field.tsx";
import { List, Row } from "../../ui/list.tsx";
import { useActor } from "../client.ts";

type Away = Excluded & { name: string };
export type KeepAwayProps = {
  value: readonly Away[];
  onChange: (value: readonly Away[]) => void;
  /** The organisation that is chosen just now, before it or somebody there is in the list. */
  choosing: OrgId | "";
  onChoosing: (orgId: OrgId | "") => void;
  organisations: readonly OrgCard[];
  label: string;
  roomId: RoomId;
  error: string | undefined;
};

const everybody = "everybody";
const idOf = (away: Excluded): string => (away.kind === "org" ? away.orgId : away.personId);

/** Whom the person wants kept away from this moment on: an organisation, or one who works there. Folded away until it is wanted. */
export function KeepAway(props: KeepAwayProps) {
  const { value, onChange, choosing: orgId, onChoosing, organisations, label, roomId, error } = props;
  const actor = useActor();
  const [unfolded, setUnfolded] = useState(false);
  const [who, setWho] = useState<string>(everybody);
  const before = useQuery({ queryKey: ["keptAway", roomId], queryFn: () => api.cases.keptAway.query({ roomId }), gcTime: 0 });
  const workers = useQuery({
    queryKey: ["workersAt", roomId, orgId],
    queryFn: () => api.cases.workersAt.query({ roomId, orgId: orgId as OrgId }),
    enabled: orgId !== "",
  });
  const org = organisations.find((each) => each.orgId === orgId);
  // the practice as a whole can't be kept away from its own case, nor can who writes it down
  const ours = orgId === actor.orgId;
  const there = (workers.data ?? []).filter((each) => each.personId !== actor.personId);
  const person = there.find((each) => each.personId === who);
  const nobody = ours && !person;
  const add = () => {
    if (!org || nobody) return;
    const away: Away = person
      ? { kind: "person", personId: person.personId as PersonId, name: `${person.name}, ${org.name}` }
      : { kind: "org", orgId: org.orgId, name: org.name };
    onChange([...value.filter((each) => idOf(each) !== idOf(away)), away]);
    announce(awayWords.added(away.name));
    onChoosing("");
    setWho(everybody);
  };
  const known = before.data ?? [];
  return (
    <details
      className="past"
      id="excluded"
      tabIndex={-1}
      open={unfolded || value.length > 0 || orgId !== "" || error !== undefined}
      onToggle={(event) => setUnfolded(event.currentTarget.open)}
    >
      <summary>{awayWords.legend(label)}</summary>
      <div className="stack">
        <p className="hint">{awayWords.hint}</p>
        {error ? <FieldError id="excluded-error">{error}</FieldError> : null}
        {known.length > 0 ? (
          <p className="small">{awayWords.before(new Intl.ListFormat("en-GB").format(known.map((each) => each.name)))}</p>
        ) : null}
        {value.length > 0 ? (
          <List label="To be kept away">
            {value.map((away) => (
              <Row
                key={idOf(away)}
                title={away.name}
                end={
                  <Button small tone="quiet" bare icon={<X />} onClick={() => onChange(value.filter((each) => each !== away))}>
                    {awayWords.remove(away.name)}
                  </Button>
                }
              />
            ))}
          </List>
        ) : null}
        <SelectField
          label={awayWords.org}
          prompt="Choose an organisation"
          value={orgId}
          options={organisations.map((each) => ({ value: each.orgId, label: each.name }))}
          onChange={(event) => {
            onChoosing(event.target.value as OrgId | "");
            setWho(everybody);
          }}
        />
        {orgId === "" ? null : (
          <>
            <SelectField
              label={awayWords.who}
              value={person?.personId ?? (ours ? "" : everybody)}
              prompt={ours ? "Choose a person" : undefined}
              options={[
                ...(ours ? [] : [{ value: everybody, label: awayWords.everybody }]),
                ...there.map((each) => ({ value: each.personId, label: each.name })),
              ]}
              onChange={(event) => setWho(event.target.value)}
            />
            <div className="row">
              <Button small icon={<UserX />} aria-disabled={nobody || undefined} onClick={add}>
                {awayWords.add}
              </Button>
            </div>
          </>
        )}
      </div>
    </details>
  );
}
