import { sectorWords } from "@linkwork/shared/identity/words.ts";
import { newId, type OrgId } from "@linkwork/shared/kernel/ids.ts";
import type { Sector } from "@linkwork/shared/kernel/shapes.ts";
import { useState } from "react";
import { api } from "../kernel/trpc.ts";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button } from "../ui/button.tsx";
import { RadioCards } from "../ui/choice-cards.tsx";
import { TextField } from "../ui/field.tsx";

const sectorHints: Record<Sector, string> = {
  statutory: "a practice, a council, a health board",
  third: "a charity or a community group",
  citizen: "a residents' panel",
};
const sectors = ["statutory", "third", "citizen"] as const;

/** A new organisation, with the mail that invites its first manager. */
export function FoundForm({ onDone }: { onDone: () => void }) {
  const [ids] = useState(() => ({ id: newId(Date.now()), orgId: newId<OrgId>(Date.now()) }));
  const [form, setForm] = useState({ name: "", phone: "", about: "", email: "" });
  const [sector, setSector] = useState<Sector | null>(null);
  const work = useWork((path) => path.replace(/^organisation\./, ""));
  const found = async () => {
    const missing = [
      ...(form.name.trim() === "" ? [{ field: "name", message: "Give its name, as people call it." }] : []),
      ...(sector === null ? [{ field: "sector", message: "Choose what kind of organisation it is." }] : []),
      ...(form.phone.trim() === "" ? [{ field: "phone", message: "Give the number that people can ring." }] : []),
      ...(form.about.trim() === "" ? [{ field: "about", message: "Say in one sentence what it does." }] : []),
      ...(/^[^\s@]+@[^\s@]+$/.test(form.email.trim()) ? [] : [{ field: "email", message: "Give the manager's e-mail address." }]),
    ];
    if (!work.check(missing) || sector === null) return;
    const [name, phone, about, email] = [form.name.trim(), form.phone.trim(), form.about.trim(), form.email.trim()];
    const organisation = { orgId: ids.orgId, name, sector, phone, about };
    if (!(await work.run(() => api.identity.foundOrganisation.mutate({ id: ids.id, organisation, email })))) return;
    announce(`${name} is there, and ${email} is invited to manage it.`);
    onDone();
  };
  const field = (key: keyof typeof form) => ({
    id: key,
    value: form[key],
    error: work.at(key),
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [key]: event.target.value }),
  });
  return (
    <form
      className="card measure"
      aria-label="Add an organisation"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void found();
      }}
    >
      <h2>A new organisation</h2>
      <WorkErrors work={work} />
      <TextField label="Name" maxLength={120} {...field("name")} />
      <RadioCards<Sector>
        id="sector"
        legend="What kind is it?"
        value={sector}
        error={work.at("sector")}
        onChange={setSector}
        choices={sectors.map((value) => ({ value, label: sectorWords[value], hint: sectorHints[value] }))}
      />
      <TextField
        label="Phone"
        hint="It goes on the paper that people take home."
        type="tel"
        inputMode="tel"
        maxLength={30}
        {...field("phone")}
      />
      <TextField label="What it does" hint="In one sentence." maxLength={200} {...field("about")} />
      <TextField
        label="E-mail of its first manager"
        hint="They get a mail with a link, and invite everybody else."
        type="email"
        inputMode="email"
        autoComplete="off"
        maxLength={254}
        {...field("email")}
      />
      <div className="row wrap">
        <Button tone="main" type="submit" busy={work.busy}>
          Add it and invite them
        </Button>
        <Button onClick={onDone}>Leave it</Button>
      </div>
    </form>
  );
}
