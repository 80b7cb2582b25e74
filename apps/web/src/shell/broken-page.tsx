import type { ErrorComponentProps } from "@tanstack/react-router";
import { Button } from "../ui/button.tsx";
import { Note } from "../ui/note.tsx";
import { Page } from "./page.tsx";

/** A page that would not load or broke while it was drawn. What was written is in the outbox or the draft, not in the page. */
export function BrokenPage({ reset }: ErrorComponentProps) {
  return (
    <>
      <Page title="This page didn't open" />
      <Note tone="wait" role="alert">
        <div className="stack">
          <p>What you wrote is kept on this device. If you are in a place without signal, try again when you are back.</p>
          <div className="row wrap">
            <Button tone="main" onClick={reset}>
              Try again
            </Button>
            <Button onClick={() => location.reload()}>Load Linkwork anew</Button>
          </div>
        </div>
      </Note>
    </>
  );
}
