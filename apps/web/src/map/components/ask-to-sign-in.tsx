import { listWords as words } from "@linkwork/shared/map/words-list.ts";
import { LinkButton } from "../../ui/button.tsx";
import { useInsideHref } from "../client.ts";

/** For who has no account, or isn't signed in: what they could do if they were. In, they are where they are now. */
export function AskToSignIn({ title, how }: { title: string; how: string }) {
  const inside = useInsideHref();
  return (
    <section className="card" aria-labelledby="speak-up">
      <h2 id="speak-up">{title}</h2>
      <p>{how}</p>
      <div className="row wrap">
        <LinkButton {...inside}>{words.signIn}</LinkButton>
        <LinkButton to="/join-panel">{words.joinPanel}</LinkButton>
      </div>
    </section>
  );
}
