import type { ProjectsWaiting } from "./client.ts";
import { useProjectsWaiting } from "./client.ts";

export type OwedProject =
  | ({ owes: "invitation" } & ProjectsWaiting["invitations"][number])
  | ({ owes: "vote" } & ProjectsWaiting["votes"][number])
  | ({ owes: "reply" } & ProjectsWaiting["replies"][number])
  | ({ owes: "wayOn" } & ProjectsWaiting["waysOn"][number]);

/** What waits for me in projects, as one list: whoever asks to be answered comes first. */
export function owedIn({ invitations, votes, replies, waysOn }: ProjectsWaiting): OwedProject[] {
  return [
    ...invitations.map((each) => ({ ...each, owes: "invitation" as const })),
    ...replies.map((each) => ({ ...each, owes: "reply" as const })),
    ...votes.map((each) => ({ ...each, owes: "vote" as const })),
    ...waysOn.map((each) => ({ ...each, owes: "wayOn" as const })),
  ];
}

const none: OwedProject[] = [];
export function useOwedProjects(): OwedProject[] {
  const { data } = useProjectsWaiting();
  return data ? owedIn(data) : none;
}

/** Where it is answered. */
export function placeOfOwed(owed: OwedProject): { to: string; search?: Record<string, string> } {
  const here = `/projects/${owed.projectId}`;
  switch (owed.owes) {
    case "invitation":
      return { to: here, search: { tab: "charter" } };
    case "vote":
    case "reply":
      return { to: here, search: { tab: "decisions" } };
    case "wayOn":
      return { to: `${here}/way-on`, search: { money: owed.fundingId } };
  }
}
