import { raiseWords as words } from "@linkwork/shared/map/words-forms.ts";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";

/** It had gone through when no answer came, and was changed since: it stands once, as it was sent first. */
export function WentBefore({ to, onLeave }: { to: string; onLeave: () => void }) {
  const go = useNavigate();
  const leave = () => {
    onLeave();
    void go({ to });
  };
  return (
    <Note tone="wait">
      <div className="stack tight">
        <p>{words.wentBefore}</p>
        <div className="row wrap">
          <Button onClick={leave}>{words.seeIt}</Button>
        </div>
      </div>
    </Note>
  );
}
