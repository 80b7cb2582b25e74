import { raiseWords as words } from "@linkwork/shared/map/words-forms.ts";
import { type ReactNode, useState } from "react";
import { Page } from "../../shell/page.tsx";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { useBase } from "../client.ts";
import { AskToSignIn } from "./ask-to-sign-in.tsx";

type Props = {
  words: { title: string; lead: string; suggested: string; another: string };
  /** the form; it says when something was suggested by who has no account */
  children: (onSuggested: () => void) => ReactNode;
};
/** Where somebody says what is there or what is missing; who has no account is told that it arrived, and how one would hear of it. */
export function SayPage({ words: own, children }: Props) {
  const base = useBase();
  const [suggested, setSuggested] = useState(false);
  return (
    <>
      <Page title={own.title} back={{ to: base, label: words.backToMap }} lead={own.lead} />
      {suggested ? (
        <div className="stack loose measure">
          <Note tone="good" role="status">
            <b>{own.suggested}</b>
          </Note>
          <AskToSignIn title={words.stay} how={words.suggestedHow} />
          <div className="row wrap">
            <Button onClick={() => setSuggested(false)}>{own.another}</Button>
            <LinkButton to={base}>{words.backToMap}</LinkButton>
          </div>
        </div>
      ) : (
        children(() => setSuggested(true))
      )}
    </>
  );
}
