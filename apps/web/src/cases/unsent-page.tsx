import "./cases.css";
import { boardRefusedWords as words } from "@linkwork/shared/boards/words-board.ts";
import { kindOf, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { useQueryClient } from "@tanstack/react-query";
import { FileLock2 } from "lucide-react";
import { useFollowedDraft } from "../kernel/draft-sync.ts";
import { useLive } from "../kernel/live.ts";
import { useDrafts } from "../kernel/outbox.ts";
import type { Draft } from "../kernel/outbox-queue.ts";
import { useSession } from "../kernel/session.ts";
import { Page } from "../shell/page.tsx";
import { Empty } from "../ui/empty.tsx";
import { Link } from "../ui/link.tsx";
import { caseTitle, useActor, useCases, useHalfWritten } from "./client.ts";
import { Unsent } from "./components/waiting-messages.tsx";
import { useKeptCases } from "./kept.ts";

/** Everything of mine that was refused and lies on this device alone, wherever I was when it was: my words, why, and from where as far as that may still be named. */
export function UnsentPage() {
  const drafts = useDrafts();
  const halves = useHalfWritten();
  const { orgId: mine } = useActor();
  const all: Place[] = [...drafts, ...halves.map(({ roomId }) => ({ orgId: mine, roomId }))];
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
            const half = place.orgId === mine ? halves.find(({ roomId }) => roomId === place.roomId)?.text : undefined;
            const room = { ...place, drafts: drafts.filter(({ orgId, roomId }) => orgId === place.orgId && roomId === place.roomId) };
            const key = `${place.orgId} ${place.roomId}`;
            return half === undefined ? <OfOneRoom key={key} {...room} /> : <OfClosedRoom key={key} {...room} half={half} />;
          })}
        </div>
      )}
    </>
  );
}

type Place = Pick<Draft, "orgId" | "roomId">;
type RoomOf = Place & { drafts: readonly Draft[]; half?: string | undefined; onThrowHalf?: () => void };

function OfOneRoom({ drafts, half, onThrowHalf, ...place }: RoomOf) {
  const from = useWhere(place);
  return (
    <section className="stack" aria-label={from.name}>
      <h2>{from.to ? <Link to={from.to}>{from.name}</Link> : from.name}</h2>
      <Unsent drafts={drafts} half={half} onThrowHalf={onThrowHalf} wordless={({ type }) => words.asked[type] ?? words.other} reason />
    </section>
  );
}

/** The same with what stood in the reply box when it closed. */
function OfClosedRoom(room: RoomOf & { half: string }) {
  const { live } = useLive();
  const cache = useQueryClient();
  const [, set] = useFollowedDraft(room.roomId, live);
  const away = () => {
    set("");
    void cache.invalidateQueries({ queryKey: ["halfWritten"] });
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
