import "./cases.css";
import { compartmentWords } from "@linkwork/shared/cases/words.ts";
import { flaggedWords, flagWords, redactionWords } from "@linkwork/shared/cases/words-redaction.ts";
import { compartmentOf } from "@linkwork/shared/kernel/room.ts";
import { CornerDownRight, Eraser, Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button, LinkButton } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { focusHeading } from "../ui/page-head.tsx";
import { dayAndTime } from "../ui/time.ts";
import { type FlagRow, useFlags } from "./client.ts";
import { RedactDialog } from "./components/too-much.tsx";
import { useNoticesRead } from "./components/use-notices-read.ts";
import { useFlaggedMessage, useTooMuch } from "./flags.ts";

/** Messages in which somebody found too much, for who wrote them and for their information lead. */
export function FlagsPage() {
  const flags = useFlags();
  const now = useNow();
  const [taking, setTaking] = useState<FlagRow | null>(null);
  useNoticesRead({ kinds: ["flagged"] }, flags.data !== undefined);
  return (
    <>
      <Page title={flagWords.page} lead={flagWords.lead} back={{ to: "/", label: "Today" }} />
      {flags.isError && !flags.data ? (
        <Failed error={flags.error} what="This can't be looked up just now." onAgain={() => void flags.refetch()} />
      ) : flags.data === undefined ? (
        <Waiting what="Looking up what was found" />
      ) : flags.data.length === 0 ? (
        <Empty icon={<EyeOff />} title={flagWords.none}>
          <p className="soft">{flagWords.noneMore}</p>
        </Empty>
      ) : (
        <ul className="stack loose measure plain-list">
          {flags.data.map((flag) => (
            <li key={`${flag.roomId} ${flag.messageSeq}`}>
              <FlagCard flag={flag} now={now} onTakeOut={() => setTaking(flag)} />
            </li>
          ))}
        </ul>
      )}
      <RedactDialog about={taking} why={taking?.why.at(-1)} readers={taking?.readers ?? null} onClose={() => setTaking(null)} />
    </>
  );
}

function FlagCard({ flag, now, onTakeOut }: { flag: FlagRow; now: number; onTakeOut: () => void }) {
  const work = useWork();
  const { leave } = useTooMuch();
  const [wanted, setWanted] = useState(false);
  const stays = async () => {
    if (!(await work.run(() => leave(flag)))) return;
    announce(flagWords.left);
    focusHeading();
  };
  const words = useFlaggedMessage(flag, wanted);
  const part = compartmentOf(flag.roomId);
  const id = `flag-${flag.caseId}-${part}-${flag.messageSeq}`;
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>
        In the conversation about {flag.label}
        {part === "general" ? "" : ` · ${compartmentWords[part]}`}
      </h2>
      <p>
        {flaggedWords(flag.why)} <span className="soft">{dayAndTime(flag.at, now)}</span>
      </p>
      <WorkErrors work={work} />
      {words.data ? (
        <figure className="stack tight">
          <blockquote className="words flagged-words" dir="auto">
            {words.data.text}
          </blockquote>
          <figcaption className="small soft">
            {words.data.name} · {dayAndTime(words.data.at, now)}
            {words.data.files > 0 ? ` · with ${words.data.files === 1 ? "a file" : `${words.data.files} files`}` : ""}
          </figcaption>
        </figure>
      ) : wanted && words.isError ? (
        <Failed error={words.error} what="What was said can't be shown." onAgain={() => void words.refetch()} />
      ) : null}
      <div className="row wrap">
        {flag.standing === "author" ? (
          <LinkButton
            to={`/cases/${flag.caseId}`}
            {...(part === "general" ? {} : { search: { part } })}
            hash={`m${flag.messageSeq}`}
            icon={<CornerDownRight />}
          >
            Where it was said
          </LinkButton>
        ) : words.data || flag.shut ? null : (
          <Button icon={<Eye />} busy={words.isFetching} onClick={() => setWanted(true)}>
            {flagWords.show}
          </Button>
        )}
        <Button busy={work.busy} onClick={() => void stays()}>
          {flagWords.stays}
        </Button>
        <Button tone="stop" icon={<Eraser />} onClick={onTakeOut}>
          {redactionWords.menu}
        </Button>
      </div>
      {flag.standing === "lead" ? <p className="small soft">{flag.shut ? flagWords.shut : flagWords.onRecord}</p> : null}
    </section>
  );
}
