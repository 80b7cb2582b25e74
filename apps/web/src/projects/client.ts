import type { PersonId, ProjectId } from "@linkwork/shared/kernel/ids.ts";
import { projectRoom } from "@linkwork/shared/kernel/room.ts";
import { speaks } from "@linkwork/shared/projects/rules.ts";
import type { ProjectEvent } from "@linkwork/shared/projects/schema.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useActor, useOrganisations } from "../cases/client.ts";
import { useLive } from "../kernel/live.ts";
import { useNotices } from "../kernel/notices.ts";
import { useSession } from "../kernel/session.ts";
import { api } from "../kernel/trpc.ts";
import { useRoom } from "../kernel/use-room.ts";

export type ProjectRow = Awaited<ReturnType<typeof api.projects.list.query>>[number];
export type ProjectsWaiting = Awaited<ReturnType<typeof api.projects.waiting.query>>;

/** What is asked for again when something reaches me, and every so often while somebody looks. */
function useAsked() {
  const { hat } = useSession();
  const told = useNotices().map(({ noticeId }) => noticeId);
  return {
    key: ["projects", hat?.orgId, told.join()] as const,
    enabled: hat !== null,
    refetchInterval: 15_000,
    placeholderData: keepPreviousData,
  };
}

/** The projects of my organisation, and those that it is asked to own. */
export function useProjects() {
  const { key, ...how } = useAsked();
  return useQuery({ queryKey: [...key, "list"], queryFn: () => api.projects.list.query(), ...how });
}

/** What waits for me: invitations, votes, ways on. */
export function useProjectsWaiting() {
  const { key, ...how } = useAsked();
  return useQuery({ queryKey: [...key, "waiting"], queryFn: () => api.projects.waiting.query(), ...how });
}

/** Has everything about projects asked for again: something was just done. */
export function useLookAgain(): () => Promise<void> {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: ["projects"] });
}

/** One project, live. */
export function useProject(projectId: string) {
  const roomId = projectRoom(projectId as ProjectId);
  const { since } = useLive();
  return { ...useRoom<ProjectState, ProjectEvent>(roomId), roomId, since };
}
export type ProjectRoom = ReturnType<typeof useProject>;

/** Whether I speak for my organisation in it. */
export const useSpeaks = (state: Pick<ProjectState, "owners">): boolean => speaks(state, useActor()) === true;

/** Names of organisations, by id. */
export function useOrgNames(): Readonly<Record<string, string>> {
  const { data } = useOrganisations();
  return useMemo(() => Object.fromEntries((data ?? []).map(({ orgId, name }) => [orgId, name])), [data]);
}

/** Everybody who is met in a project: who speaks for an owner, who did something of late, who is here. */
function metIn({ state, events, here }: Pick<ProjectRoom, "state" | "events" | "here">): PersonId[] {
  if (!state) return [];
  const owners = Object.values(state.owners).flatMap((each) => each?.stewards ?? []);
  const asked = Object.values(state.proposals).flatMap(({ by, votes, reply }) => [
    by.personId,
    ...Object.values(votes).flatMap((vote) => vote?.personId ?? []),
    ...(reply ? [reply.personId] : []),
  ]);
  const wrote = [...state.entries, ...state.outcomes].map(({ by }) => by.personId);
  const did = events.map(({ actor }) => actor.personId);
  return [...new Set([...here.map(({ personId }) => personId), ...owners, ...asked, ...wrote, ...did])].sort().slice(0, 200);
}

/** Names of the people who are met in a project. Of those who are not known yet, nothing. */
export function usePeople(room: Pick<ProjectRoom, "roomId" | "state" | "events" | "here">): (personId: PersonId) => string | undefined {
  const personIds = metIn(room);
  const { roomId } = room;
  const { data } = useQuery({
    queryKey: ["projectPeople", roomId, personIds.join()],
    queryFn: () => api.projects.people.query({ roomId, personIds }),
    placeholderData: keepPreviousData,
    enabled: personIds.length > 0,
    staleTime: 60_000,
  });
  return useMemo(() => {
    const names = new Map((data ?? []).map(({ personId, name }) => [personId, name]));
    return (personId) => names.get(personId);
  }, [data]);
}

/** "Rhona MacLeod, Southside Practice" */
export const whoWords = (person: string | undefined, org: string): string => (person ? `${person}, ${org}` : org);
