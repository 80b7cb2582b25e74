import { keeperWords as words } from "@linkwork/shared/identity/words-keepers.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { useState } from "react";
import { type Administered, api } from "../../kernel/trpc.ts";
import { useNextId } from "../../shell/use-next-id.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { TextField } from "../../ui/field.tsx";

type Keeper = Administered["keepers"][number];
type KeepersProps = { organisation: Administered; onChange: () => void };

/** Who of an organisation reviews, or keeps, the map for everybody. Citizens' panels choose for themselves. */
export function Keepers({ organisation, onChange }: KeepersProps) {
  const { name, sector, keepers } = organisation;
  if (sector === "citizen") return null;
  return (
    <details>
      <summary>{words.open(name)}</summary>
      <div className="stack tight">
        <p className="small">{words.lead}</p>
        <ul className="stack tight">
          {keepers.map((keeper) => (
            <KeeperRow key={`${keeper.personId} ${keeper.role}`} keeper={keeper} {...{ organisation, onChange }} />
          ))}
        </ul>
        <NameKeeper {...{ organisation, onChange }} />
      </div>
    </details>
  );
}

function KeeperRow({ keeper: { personId, name, role }, organisation: { orgId }, onChange }: KeepersProps & { keeper: Keeper }) {
  const { id, used } = useNextId();
  const work = useWork();
  const end = async () => {
    if (!(await work.run(() => api.identity.endKeeper.mutate({ id, orgId, personId, role })))) return;
    used();
    announce(words.ended(name));
    onChange();
  };
  return (
    <li className="row wrap">
      <WorkErrors work={work} title="That didn't work" />
      <span className="grow">
        {name} · {words.roles[role]}
      </span>
      <Button small tone="stop" busy={work.busy} onClick={() => void end()}>
        {words.end}
        <span className="visually-hidden">: {name}</span>
      </Button>
    </li>
  );
}

function NameKeeper({ organisation: { orgId, name }, onChange }: KeepersProps) {
  const [id, setId] = useState(() => newId(Date.now()));
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Keeper["role"] | null>(null);
  const [emailId, roleId] = [`keeper-${orgId}`, `keeper-role-${orgId}`];
  const work = useWork((path) => (path === "email" ? emailId : path === "role" ? roleId : undefined));
  const send = async () => {
    const missing = [
      ...(/^[^\s@]+@[^\s@]+$/.test(email.trim()) ? [] : [{ field: emailId, message: words.missing.email }]),
      ...(role === null ? [{ field: roleId, message: words.missing.role }] : []),
    ];
    if (!work.check(missing) || role === null) return;
    if (!(await work.run(() => api.identity.nameKeeper.mutate({ id, orgId, email: email.trim(), role })))) return;
    setId(newId(Date.now()));
    setEmail("");
    announce(words.named);
    onChange();
  };
  return (
    <form
      className="stack tight"
      aria-label={words.open(name)}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <WorkErrors work={work} title="That didn't work" />
      <TextField
        id={emailId}
        label={words.email}
        hint={words.emailHint}
        type="email"
        inputMode="email"
        autoComplete="off"
        maxLength={254}
        value={email}
        error={work.at(emailId)}
        onChange={(event) => setEmail(event.target.value)}
      />
      <RadioCards<Keeper["role"]>
        beside
        id={roleId}
        legend={words.role}
        choices={(["steward", "coordinator"] as const).map((value) => ({ value, label: words.roles[value] }))}
        value={role}
        error={work.at(roleId)}
        onChange={setRole}
      />
      <div>
        <Button small type="submit" busy={work.busy}>
          {words.name}
        </Button>
      </div>
    </form>
  );
}
