import { identityWords } from "@linkwork/shared/identity/words.ts";
import { useRouterState } from "@tanstack/react-router";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { signIn } from "../kernel/session.ts";
import { api } from "../kernel/trpc.ts";
import { Page } from "../shell/page.tsx";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { Button } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { TextField } from "../ui/field.tsx";
import { NewPasswordField, tooShort } from "./components/new-password.tsx";

/** Behind the link that the first start prints: whoever opens it looks after this installation. */
export function FirstPage() {
  const token = useRouterState({ select: (state) => state.location.hash });
  const [form, setForm] = useState({ name: "", email: "", password: "" });
  const work = useWork();
  if (token === "")
    return (
      <main className="page sign-in" id="main">
        <Page title="This link is over" />
        <Empty icon={<KeyRound />} title="There is nothing to open here">
          <p className="soft">{identityWords.InvitationOver}</p>
        </Empty>
      </main>
    );
  const begin = () => {
    const { name, email, password } = form;
    const missing = [
      ...(name.trim() === "" ? [{ field: "name", message: "Give your name." }] : []),
      ...(/^[^\s@]+@[^\s@]+$/.test(email.trim()) ? [] : [{ field: "email", message: "Give your e-mail address, like name@example.org." }]),
      ...tooShort(password),
    ];
    if (!work.check(missing)) return;
    void work.run(async () => {
      const made = await api.identity.beginAsAdministrator.mutate({ token, name: name.trim(), email: email.trim(), password });
      await signIn({ email: made.email, password });
      window.location.replace("/admin");
    });
  };
  const field = (key: keyof typeof form) => ({
    id: key,
    value: form[key],
    error: work.at(key),
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [key]: event.target.value }),
  });
  return (
    <main className="page sign-in" id="main">
      <Page
        title="Look after this installation"
        lead="You say which organisations there are and who first manages each. You read no case, and nobody's messages."
      />
      <form
        className="card measure"
        aria-label="Make your account"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          begin();
        }}
      >
        <WorkErrors work={work} />
        <TextField label="Your name" autoComplete="name" maxLength={80} {...field("name")} />
        <TextField label="E-mail" type="email" inputMode="email" autoComplete="username" maxLength={254} {...field("email")} />
        <NewPasswordField {...field("password")} />
        <Button tone="main" type="submit" busy={work.busy}>
          Begin
        </Button>
      </form>
    </main>
  );
}
