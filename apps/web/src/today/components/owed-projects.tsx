import { owedProjectWords as words } from "@linkwork/shared/projects/words-told.ts";
import { Kanban } from "lucide-react";
import { type OwedProject, placeOfOwed } from "../../projects/owed.ts";
import { Chip } from "../../ui/chip.tsx";
import { Row } from "../../ui/list.tsx";
import { fullDate } from "../../ui/time.ts";

const names = new Intl.ListFormat("en-GB");

/** What it is, and until when. */
function said(owed: OwedProject): { title: string; detail?: string } {
  switch (owed.owes) {
    case "invitation": {
      const who = owed.from.length > 0 ? names.format(owed.from) : words.somebody;
      return { title: words.invitationTitle(who, owed.title), ...(owed.until ? { detail: words.until(fullDate(owed.until)) } : {}) };
    }
    case "vote":
      return { title: words.voteTitle(owed.title), detail: words.until(fullDate(owed.until)) };
    case "reply":
      return { title: words.replyTitle(owed.title) };
    case "wayOn":
      return { title: words.wayOnTitle(owed.title), detail: words.days(owed.name, owed.days) };
  }
}
const keyOf = (owed: OwedProject): string =>
  `${owed.projectId} ${owed.owes} ${"proposalId" in owed ? owed.proposalId : "fundingId" in owed ? owed.fundingId : ""}`;

/** What waits for me in projects: an invitation, a vote, a way on. */
export function OwedProjects({ owed }: { owed: readonly OwedProject[] }) {
  return owed.map((each) => {
    const { title, detail } = said(each);
    return (
      <Row
        key={keyOf(each)}
        lead={
          <Chip tone="wait" icon={<Kanban />}>
            {words[each.owes]}
          </Chip>
        }
        title={title}
        {...placeOfOwed(each)}
        detail={detail}
      />
    );
  });
}
