import "./exchange.css";
import { themeWords } from "@linkwork/shared/exchange/words.ts";
import { learningWords as words } from "@linkwork/shared/exchange/words-learning.ts";
import { learningRoom } from "@linkwork/shared/kernel/room.ts";
import { projectPlaceWords } from "@linkwork/shared/projects/words-told.ts";
import { useParams } from "@tanstack/react-router";
import { refusedFrom } from "../kernel/refused.ts";
import { api } from "../kernel/trpc.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { LinkButton } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { fullDate } from "../ui/time.ts";
import { byWhom } from "./components/note-card.tsx";
import { NoteCards } from "./components/note-cards.tsx";
import { Said } from "./components/reflection-said.tsx";
import { TakeOutWords } from "./components/take-out-words.tsx";
import { useNote } from "./learning.ts";

const back = { to: "/exchange/learning", label: words.back };

/** One note, at an address that stays: what a visit taught somebody. */
export function NotePage() {
  const { reflectionId } = useParams({ from: "/exchange/learning/$reflectionId" });
  const found = useNote(reflectionId);
  if (found.isError && !found.data && refusedFrom(found.error).code === "NotFound") return <NotFoundPage />;
  if (!found.data)
    return (
      <>
        <Page title={words.title} back={back} />
        {found.isError ? (
          <Failed error={found.error} what={words.failed} onAgain={() => void found.refetch()} />
        ) : (
          <Waiting what={words.fetching} />
        )}
      </>
    );
  const note = found.data;
  const { title, theme, host, startsAt, says, side, takenOut, visit, opportunityId, mends } = note;
  return (
    <>
      <Page
        title={title}
        back={back}
        lead={`${themeWords[theme]} · ${fullDate(startsAt)}`}
        ends={<Chip tone={host.sector}>{host.name}</Chip>}
      />
      <div className="stack loose measure">
        <article className="card stack loose" aria-label={title}>
          <Said side={side} says={says} takenOut={takenOut} />
          <p className="soft">{byWhom(note)}</p>
        </article>
        <div className="row wrap">
          {visit ? <LinkButton to={`/exchange/${opportunityId}`}>{words.visit}</LinkButton> : null}
          <LinkButton to="/projects/new" search={{ note: reflectionId }}>
            {projectPlaceWords.fromNote}
          </LinkButton>
          {mends ? (
            <TakeOutWords
              title={words.takeOutTitle}
              side={side}
              says={says}
              send={(id, input) =>
                api.exchange.takeOutWords.mutate({ roomId: learningRoom(note.reflectionId), id, input: { ...input, heard: note.head } })
              }
            />
          ) : null}
        </div>
        <NoteCards reflectionId={reflectionId} title={title} />
        {mends ? null : (
          <p className="small soft">
            {words.too} {words.tooHow(host.name)}
          </p>
        )}
      </div>
    </>
  );
}
