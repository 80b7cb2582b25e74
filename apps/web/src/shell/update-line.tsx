import { RefreshCw } from "lucide-react";
import { useUpdate } from "../kernel/register-worker.ts";
import { Button } from "../ui/button.tsx";
import { Note } from "../ui/note.tsx";

/** A newer Linkwork lies ready. Nothing changes under one's hands: one asks for it. */
export function UpdateLine() {
  const { ready, take } = useUpdate();
  if (!ready) return null;
  return (
    <div className="update-line no-print">
      <Note icon={<RefreshCw />} role="status">
        <div className="row wrap">
          <span className="grow">There is a newer Linkwork. What you are writing is kept.</span>
          <Button small onClick={take}>
            Load it
          </Button>
        </div>
      </Note>
    </div>
  );
}
