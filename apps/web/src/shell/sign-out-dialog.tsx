import { FileLock2, Hourglass } from "lucide-react";
import { useState } from "react";
import { useUnsentCount } from "../cases/client.ts";
import { useWaiting } from "../kernel/outbox.ts";
import { signOut, signOutEverywhere } from "../kernel/session.ts";
import { Button } from "../ui/button.tsx";
import { LazyDialog } from "../ui/lazy-dialog.tsx";
import { Link } from "../ui/link.tsx";
import { Note } from "../ui/note.tsx";
import { useWork, WorkErrors } from "./work.tsx";

export type SignOutDialogProps = { open: boolean; onClose: () => void; everywhere?: boolean | undefined };

/** Says what goes with the sign-out and what stays, before it happens. */
export function SignOutDialog({ open, onClose, everywhere = false }: SignOutDialogProps) {
  const work = useWork();
  const [gone, setGone] = useState(false);
  const waiting = useWaiting();
  const refused = useUnsentCount();
  const leave = () =>
    work.run(async () => {
      await (everywhere ? signOutEverywhere() : signOut());
      setGone(true);
    });
  return (
    <LazyDialog
      open={open && !gone}
      onClose={onClose}
      title={everywhere ? "Sign out everywhere?" : "Sign out of this device?"}
      foot={
        <>
          <Button onClick={onClose}>Stay signed in</Button>
          <Button tone="stop" busy={work.busy} onClick={leave}>
            {everywhere ? "Sign out everywhere" : "Sign out"}
          </Button>
        </>
      }
    >
      <div className="stack">
        <WorkErrors work={work} />
        {waiting > 0 ? (
          <Note tone="wait" icon={<Hourglass />}>
            {waiting === 1 ? "One thing that you wrote is" : `${waiting} things that you wrote are`} still waiting to be sent, and would be
            lost.
          </Note>
        ) : null}
        {refused > 0 ? (
          <Note tone="wait" icon={<FileLock2 />}>
            {refused === 1 ? "One thing that you wrote was" : `${refused} things that you wrote were`} not sent and{" "}
            {refused === 1 ? "is" : "are"} kept on this device only. <Link to="/unsent">Look first</Link>, or it would be lost.
          </Note>
        ) : null}
        <p>
          <b>Goes from this device:</b> copies of conversations, drafts, and what is written but not sent yet.
        </p>
        <p>
          <b>Stays:</b> all that was sent. It is in the conversation, for you too when you sign in again.
        </p>
        {everywhere ? (
          <p>
            Every other phone or computer where you are signed in is signed out too, at once. What waits to be sent there stays there until
            you sign in.
          </p>
        ) : null}
      </div>
    </LazyDialog>
  );
}
