import "./cases.css";
import { boardRefusedWords as words } from "@linkwork/shared/boards/words-board.ts";
import { kindOf, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { FileLock2 } from "lucide-react";
import { saidIn } from "../boards/refused.ts";
import { useFollowedDraft } from "../kernel/draft-sync.ts";
import { useLive } from "../kernel/live.ts";
import { useDrafts } from "../kernel/outbox.ts";
import type { Draft } from "../kernel/outbox-queue.ts";
import { useSession } from "../kernel/session.ts";
import { Page } from "../shell/page.tsx";
import { Empty } from "../ui/empty.tsx";
import { Link } from "../ui/link.tsx";
import { caseTitle, type Half, useActor, useCases, useHalfWritten, useThrowHalf } from "./client.ts";
import { Unsent } from "./components/waiting-messages.tsx";
import { useKeptCases } from "./kept.ts";

/** Everything of mine that was refused and lies on this device alone, wherever I was when it was: my words, why, and from where as far as that may still be named. */
export function UnsentPage() {
  const drafts = useDrafts();
  const halves = useHalfWritten();
  const throwHalf = useThrowHalf();
  const { orgId: mine } = useActor();
  const all: Place[] = [...drafts, ...halves];
  const places = [...new Map(all.map(({ orgId, roomId }) => [`${orgId} ${roomId}`, { orgId, roomId }])).values()];
  return (
    <>
      <Page
        title="Not sent from this device"
        lead="What you wrote and what could not be sent. It is kept on this device only, until you sign out."
        back={{ to: "/", label: "Today" }}
      />
      {drafts.length + halves.length === 0 ? (
        <Empty icon={<FileLock2 />} title="All that you wrote was sent, or waits to be">
          <p className="soft">
            If something can't be sent, because somebody stopped sharing for instance, your words stand here with the reason.
          </p>
        </Empty>
      ) : (
        <div className="stack loose measure">
          {places.map((place) => {
            const begun = halves.filter(({ orgId, roomId }) => orgId === place.orgId && roomId === place.roomId);
            const room = { ...place, drafts: drafts.filter(({ orgId, roomId }) => orgId === place.orgId && roomId === place.roomId) };
            const key = `${place.orgId} ${place.roomId}`;
            if (begun.length > 0 && place.orgId === mine) return <OfClosedRoom key={key} {...room} halves={begun} />;
            // a hat that ended has nothing on the server that could follow
            return <OfOneRoom key={key} {...room} halves={begun} onThrowHalf={(box) => throwHalf(box, place.orgId)} />;
          })}
        </div>
      )}
    </>
  );
}

type Place = Pick<Draft, "orgId" | "roomId">;
type RoomOf = Place & { drafts: readonly Draft[]; halves?: readonly Half[]; onThrowHalf?: (box: string) => void };

function OfOneRoom({ drafts, halves, onThrowHalf, ...place }: RoomOf) {
  const from = useWhere(place);
  return (
    <section className="stack" aria-label={from.name}>
      <h2>{from.to ? <Link to={from.to}>{from.name}</Link> : from.name}</h2>
      <Unsent
        drafts={drafts}
        halves={halves}
        onThrowHalf={onThrowHalf}
        wordless={({ type }) => words.asked[type] ?? words.other}
        chosen={kindOf(place.roomId) === "board" ? saidIn : undefined}
        reason
      />
    </section>
  );
}

/** The same with what stood in the reply box when it closed, and with changes that were begun. */
function OfClosedRoom(room: RoomOf) {
  const { live } = useLive();
  const throwHalf = useThrowHalf();
  const [, set] = useFollowedDraft(room.roomId, live);
  const away = (box: string) => {
    if (box === room.roomId) set("");
    throwHalf(box);
  };
  return <OfOneRoom {...room} onThrowHalf={away} />;
}

/** Where something was written: only what is open to me by what the server, or where it doesn't answer this device, says. */
function useWhere({ orgId, roomId }: Place): { name: string; to?: string } {
  const { orgId: mine } = useActor();
  const { me } = useSession();
  const cases = useCases();
  const kept = useKeptCases(cases.isError && !cases.data);
  if (orgId !== mine)
    return { name: `Written for ${me?.memberships.find((hat) => hat.orgId === orgId)?.orgName ?? "another organisation"}` };
  if (kindOf(roomId) === "board") return { name: "On a board", to: `/boards/${subjectOf(roomId)}` };
  const rows = cases.data ? cases.data.filter((row) => row.standing === "in") : kept;
  const about = rows.find((row) => row.caseId === subjectOf(roomId));
  return about ? { name: caseTitle(about), to: `/cases/${about.caseId}` } : { name: "A conversation that is closed to you" };
}
