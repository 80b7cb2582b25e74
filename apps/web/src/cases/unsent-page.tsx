import "./cases.css";
import { boardRefusedWords as words } from "@linkwork/shared/boards/words-board.ts";
import { kindOf, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { FileLock2 } from "lucide-react";
import { useDrafts } from "../kernel/outbox.ts";
import type { Draft } from "../kernel/outbox-queue.ts";
import { useSession } from "../kernel/session.ts";
import { Page } from "../shell/page.tsx";
import { Empty } from "../ui/empty.tsx";
import { Link } from "../ui/link.tsx";
import { caseTitle, useActor, useCases } from "./client.ts";
import { Unsent } from "./components/waiting-messages.tsx";
import { useKeptCases } from "./kept.ts";

/** Everything of mine that was refused and lies on this device alone, wherever I was when it was: my words, why, and from where as far as that may still be named. */
export function UnsentPage() {
  const drafts = useDrafts();
  const places = [...new Set(drafts.map(({ orgId, roomId }) => `${orgId} ${roomId}`))];
  return (
    <>
      <Page
        title="Not sent from this device"
        lead="What you wrote and what could not be sent. It is kept on this device only, until you sign out."
        back={{ to: "/", label: "Today" }}
      />
      {drafts.length === 0 ? (
        <Empty icon={<FileLock2 />} title="All that you wrote was sent, or waits to be">
          <p className="soft">
            If something can't be sent, because somebody stopped sharing for instance, your words stand here with the reason.
          </p>
        </Empty>
      ) : (
        <div className="stack loose measure">
          {places.map((place) => (
            <OfOneRoom key={place} drafts={drafts.filter(({ orgId, roomId }) => `${orgId} ${roomId}` === place)} />
          ))}
        </div>
      )}
    </>
  );
}

function OfOneRoom({ drafts }: { drafts: readonly Draft[] }) {
  const from = useWhere(drafts[0]);
  return (
    <section className="stack" aria-label={from.name}>
      <h2>{from.to ? <Link to={from.to}>{from.name}</Link> : from.name}</h2>
      <Unsent drafts={drafts} wordless={({ type }) => words.asked[type] ?? words.other} reason />
    </section>
  );
}

/** Where something was written: only what is open to me by what the server, or where it doesn't answer this device, says. */
function useWhere(draft: Draft | undefined): { name: string; to?: string } {
  const { orgId: mine } = useActor();
  const { me } = useSession();
  const cases = useCases();
  const kept = useKeptCases(cases.isError && !cases.data);
  if (!draft) return { name: "" };
  const { orgId, roomId } = draft;
  if (orgId !== mine)
    return { name: `Written for ${me?.memberships.find((hat) => hat.orgId === orgId)?.orgName ?? "another organisation"}` };
  if (kindOf(roomId) === "board") return { name: "On a board", to: `/boards/${subjectOf(roomId)}` };
  const rows = cases.data ? cases.data.filter((row) => row.standing === "in") : kept;
  const about = rows.find((row) => row.caseId === subjectOf(roomId));
  return about ? { name: caseTitle(about), to: `/cases/${about.caseId}` } : { name: "A conversation that is closed to you" };
}
