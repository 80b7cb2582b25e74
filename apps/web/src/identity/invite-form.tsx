import { rolesFit, rolesToGive } from "@linkwork/shared/identity/rules.ts";
import { identityWords, roleHints, roleWords } from "@linkwork/shared/identity/words.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import type { Role } from "@linkwork/shared/kernel/shapes.ts";
import { useState } from "react";
import { useSession } from "../kernel/session.ts";
import { api } from "../kernel/trpc.ts";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button } from "../ui/button.tsx";
import { CheckCards } from "../ui/choice-cards.tsx";
import { TextField } from "../ui/field.tsx";

/** An invitation: to which address, as what. The mail goes out at once. */
export function InviteForm({ onDone }: { onDone: () => void }) {
  const { hat } = useSession();
  const [id] = useState(() => newId(Date.now()));
  const [email, setEmail] = useState("");
  const [roles, setRoles] = useState<Role[]>([]);
  const work = useWork();
  if (!hat) return null;
  const invite = async () => {
    const missing = [
      ...(/^[^\s@]+@[^\s@]+$/.test(email.trim()) ? [] : [{ field: "email", message: "Give their e-mail address, like name@example.org." }]),
      ...(roles.length === 0
        ? [{ field: "roles", message: "Choose what they will do here." }]
        : rolesFit(roles, hat.sector)
          ? []
          : [{ field: "roles", message: identityWords.RolesDontFit }]),
    ];
    if (!work.check(missing)) return;
    const request = { roomId: orgRoom(hat.orgId), id, input: { email: email.trim(), roles } };
    if (!(await work.run(() => api.identity.inviteColleague.mutate(request)))) return;
    announce(`${email.trim()} is invited. The mail is on its way.`);
    onDone();
  };
  return (
    <form
      className="stack"
      aria-label="Invite a colleague"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void invite();
      }}
    >
      <WorkErrors work={work} />
      <TextField
        id="email"
        label="Their e-mail"
        hint="Only who reads the mail at this address can take up the invitation: once, within seven days."
        type="email"
        inputMode="email"
        autoComplete="off"
        maxLength={254}
        value={email}
        error={work.at("email")}
        onChange={(event) => setEmail(event.target.value)}
      />
      <CheckCards<Role>
        id="roles"
        legend="What will they do here?"
        value={roles}
        error={work.at("roles")}
        onChange={setRoles}
        choices={rolesToGive(hat.sector).map((role) => ({ value: role, label: roleWords[role], hint: roleHints[role] }))}
      />
      <div className="row wrap">
        <Button tone="main" type="submit" busy={work.busy}>
          Send the invitation
        </Button>
        <Button onClick={onDone}>Leave it</Button>
      </div>
    </form>
  );
}
