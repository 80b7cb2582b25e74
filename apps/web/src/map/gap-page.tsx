import "./map.css";
import { audienceWords, evidenceWords, themeWords } from "@linkwork/shared/map/words.ts";
import { gapActWords as acts, gapWords as words } from "@linkwork/shared/map/words-gap.ts";
import { useParams } from "@tanstack/react-router";
import { CircleDashed, Users } from "lucide-react";
import { Page } from "../shell/page.tsx";
import { useNow } from "../shell/use-now.ts";
import { Chip } from "../ui/chip.tsx";
import { Note } from "../ui/note.tsx";
import { type GapShown, useBase, useGap, useInside } from "./client.ts";
import { AskToSignIn } from "./components/ask-to-sign-in.tsx";
import { DidItHelp } from "./components/did-it-help.tsx";
import { Found } from "./components/found.tsx";
import { GapActs } from "./components/gap-acts.tsx";
import { GapLinks } from "./components/gap-links.tsx";
import { GapNext } from "./components/gap-next.tsx";
import { GapStanding, gapStandsAs } from "./components/gap-standing.tsx";
import { GapTimeline } from "./components/gap-timeline.tsx";
import { MapView } from "./components/map-view.tsx";
import { around } from "./drawing.ts";
import { useAreasLive } from "./use-areas-live.ts";

const list = new Intl.ListFormat("en-GB");

/** Something that is missing: its line from the first voice to "did it help?", and whose turn it is. */
export function GapPage() {
  const { gapId } = useParams({ from: "/map/gaps/$gapId" });
  return <GapView gapId={gapId} />;
}

/** The same for whoever looks: what is not for them isn't in it. */
export function GapView({ gapId }: { gapId: string }) {
  return (
    <Found found={useGap(gapId)} words={words}>
      {(gap) => <Shown gap={gap} />}
    </Found>
  );
}

function Shown({ gap }: { gap: GapShown }) {
  const base = useBase();
  const inside = useInside();
  const now = useNow();
  useAreasLive(gap.area ? { area: gap.area.areaId } : {});
  const { details, area, at, status } = gap;
  return (
    <>
      <Page
        title={details.title}
        back={{ to: base, label: words.back }}
        lead={[themeWords[details.theme], area?.name ?? ""].filter((part) => part !== "").join(" · ")}
        ends={
          <>
            <Chip tone="wait" icon={<CircleDashed />}>
              {words.gap}
            </Chip>
            <Chip tone={status === "closed" && gap.closure?.reason === "addressed" ? "good" : "plain"}>{gapStandsAs(gap)}</Chip>
          </>
        }
      />
      <div className="with-side">
        <div className="stack loose">
          <GapStanding gap={gap} now={now} />
          {details.statement === "" ? null : (
            <p className="lead measure map-words" dir="auto">
              {details.statement}
            </p>
          )}
          {gap.takenOut ? <p className="soft">{words.takenOut(acts.takeOutWords.reasons[gap.takenOut])}</p> : null}
          {details.audiences.length > 0 ? <p className="soft">{list.format(details.audiences.map((one) => audienceWords[one]))}</p> : null}
          {gap.heardAt === null ? null : (
            <p className="soft" dir="auto">
              {words.heardAt(gap.heardAt)}
            </p>
          )}
          <DidItHelp gap={gap} />
          <GapLinks gap={gap} />
          <GapTimeline gap={gap} now={now} />
        </div>
        <aside className="stack loose" aria-label={words.next}>
          <GapNext gap={gap} />
          <Behind gap={gap} />
          {inside ? <GapActs gap={gap} /> : null}
          {inside || status === "merged" || status === "declined" ? null : <AskToSignIn title={words.public} how={words.publicHow} />}
          {at ? (
            <div className="map-small">
              <MapView label={words.about} things={[{ ...at, id: gap.gapId, mark: "gap" }]} box={around(at, 1.2)} />
            </div>
          ) : null}
        </aside>
      </div>
    </>
  );
}

/** The residents and the partners apart, and from whom it is known. */
function Behind({ gap }: { gap: GapShown }) {
  const { endorsed, mix, myEndorsement, burst, uncounted } = gap;
  const kinds = Object.entries(mix) as [keyof typeof evidenceWords, number][];
  return (
    <section className="card" aria-labelledby="behind">
      <h2 id="behind">{words.behind}</h2>
      <div className="row wrap">
        <Chip tone="citizen">{words.residents(endorsed.residents)}</Chip>
        <Chip icon={<Users />}>{words.partners(endorsed.partners)}</Chip>
      </div>
      <p className="small soft">{words.apart}</p>
      {myEndorsement ? <p>{words.mine[myEndorsement]}</p> : null}
      {uncounted ? <p className="small soft">{words.uncounted}</p> : null}
      {burst ? <Note tone="wait">{words.burst(burst.many)}</Note> : null}
      {kinds.length > 0 ? (
        <>
          <h3>{words.mix}</h3>
          <ul className="dots">
            {kinds.map(([kind, count]) => (
              <li key={kind}>{evidenceWords[kind].many(count)}</li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
