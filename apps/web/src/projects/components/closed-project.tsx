import { projectClosedWords, projectPageWords as words } from "@linkwork/shared/projects/words-page.ts";
import { useEffect } from "react";
import type { Closed } from "../../kernel/room-store.ts";
import { Page } from "../../shell/page.tsx";
import { announce } from "../../ui/announcer.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { Cut, Thread } from "../../ui/thread.tsx";
import { dayAndTime } from "../../ui/time.ts";
import { useLookAgain } from "../client.ts";

/** The line ends here: that it ended, and what stays. */
export function ClosedProject({ closed, orgName, now }: { closed: Closed; orgName: string; now: number }) {
  const { code, at } = closed;
  const { title, body } = projectClosedWords[code === "left" || code === "removed" ? code : "ended"](orgName);
  const lookAgain = useLookAgain();
  // biome-ignore lint/correctness/useExhaustiveDependencies: said and looked at again once, when it closes
  useEffect(() => {
    announce(title, { urgent: true, onPage: true });
    void lookAgain();
  }, [title]);
  return (
    <>
      <Page title={words.one} back={{ to: "/projects", label: words.back }} ends={<Chip tone="stop">{`Closed to ${orgName}`}</Chip>} />
      <div className="stack loose measure">
        <Thread label={words.one}>
          <Cut title={title}>
            <p>{body}</p>
            <p className="detail">{dayAndTime(at, now)}</p>
          </Cut>
        </Thread>
        <LinkButton to="/projects">{projectClosedWords.back}</LinkButton>
      </div>
    </>
  );
}
