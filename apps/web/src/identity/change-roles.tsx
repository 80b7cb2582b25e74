import { leavesCases, livesHere, mayChangeRoles, rolesIn, rolesToGive } from "@linkwork/shared/identity/rules.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import { changeRolesWords, identityWords, roleHints, roleWords } from "@linkwork/shared/identity/words.ts";
import type { PersonId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import type { Role } from "@linkwork/shared/kernel/shapes.ts";
import { useState } from "react";
import { useActor } from "../cases/client.ts";
import { api } from "../kernel/trpc.ts";
import { useNextId } from "../shell/use-next-id.ts";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button } from "../ui/button.tsx";
import { CheckCards } from "../ui/choice-cards.tsx";
import { LazyDialog } from "../ui/lazy-dialog.tsx";
import { Note } from "../ui/note.tsx";

type Props = { ours: OrgState; personId: PersonId; name: string };
const words = changeRolesWords;

/** A manager says what a colleague does here from now on, and reads first what that ends. Who lives here comes and goes by other ways. */
export function ChangeRoles({ ours, personId, name }: Props) {
  const [open, setOpen] = useState(false);
  const member = ours.members[personId];
  if (!member || livesHere(member.roles)) return null;
  return (
    <>
      <Button small onClick={() => setOpen(true)}>
        {words.open}
        <span className="visually-hidden">: {name}</span>
      </Button>
      {open ? <RolesDialog {...{ ours, personId, name }} before={member.roles} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function RolesDialog({ ours, personId, name, before, onClose }: Props & { before: readonly Role[]; onClose: () => void }) {
  const actor = useActor();
  const work = useWork();
  const { id, used } = useNextId();
  const [roles, setRoles] = useState<Role[]>([...before]);
  const change = async () => {
    const input = { personId, roles };
    const may = roles.length === 0 ? "RolesDontFit" : mayChangeRoles(ours, actor, input);
    const code = may === true ? undefined : typeof may === "string" ? may : may.code;
    const message = code === undefined ? undefined : identityWords[code as keyof typeof identityWords];
    if (!work.check(message ? [{ field: "roles", message }] : [])) return;
    if (!(await work.run(() => api.identity.changeRoles.mutate({ roomId: orgRoom(actor.orgId), id, input })))) return;
    used();
    announce(words.done(name, roles));
    onClose();
  };
  const ends = [
    ...(roles.length > 0 && leavesCases(before, roles) ? [words.outOfCases(name)] : []),
    ...(before.includes("safeguardingLead") && !roles.includes("safeguardingLead") ? [words.outOfWorries(name)] : []),
  ];
  return (
    <LazyDialog
      open
      onClose={onClose}
      title={words.title(name)}
      foot={
        <>
          <Button onClick={onClose}>{words.leave}</Button>
          <Button tone="main" busy={work.busy} onClick={() => void change()}>
            {words.keep}
          </Button>
        </>
      }
    >
      <div className="stack">
        <WorkErrors work={work} title="That didn't work" />
        <CheckCards<Role>
          id="roles"
          legend={words.legend}
          value={roles}
          error={work.at("roles")}
          onChange={setRoles}
          choices={rolesIn(actor.sector)
            .filter((role) => before.includes(role) || rolesToGive(actor.sector).includes(role))
            .filter((role) => role !== "resident")
            .map((role) => ({ value: role, label: roleWords[role], hint: roleHints[role] }))}
        />
        <div role="status" className="stack tight">
          {ends.map((each) => (
            <Note key={each} tone="wait">
              {each}
            </Note>
          ))}
        </div>
        <p className="small soft">{words.told(name)}</p>
      </div>
    </LazyDialog>
  );
}
