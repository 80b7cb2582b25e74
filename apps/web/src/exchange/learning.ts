import type { ReflectionId } from "@linkwork/shared/kernel/ids.ts";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api } from "../kernel/trpc.ts";
import { useAsked } from "./client.ts";

export type ReflectionRow = Awaited<ReturnType<typeof api.exchange.reflections.query>>[number];
export type Reflection = Awaited<ReturnType<typeof api.exchange.reflection.query>>;
export type NoteRow = Awaited<ReturnType<typeof api.exchange.learning.query>>["notes"][number];
export type Note = Awaited<ReturnType<typeof api.exchange.note.query>>;
export type NoteFilters = Omit<Parameters<typeof api.exchange.learning.query>[0], "before">;
export type Trained = Awaited<ReturnType<typeof api.exchange.training.query>>[number];

/** What I wrote or could write after visits, what waits for my organisation, and what the other side wrote. */
export function useReflections() {
  const { key, ...how } = useAsked();
  return useQuery({ queryKey: [...key, "reflections"], queryFn: () => api.exchange.reflections.query(), ...how });
}

/** What of it waits for me. */
export function useOwedReflections() {
  const { key, ...how } = useAsked();
  return useQuery({ queryKey: [...key, "owedReflections"], queryFn: () => api.exchange.owedReflections.query(), ...how });
}

/** One of them. */
export function useReflection(reflectionId: string) {
  const { key, ...how } = useAsked();
  return useQuery({
    queryKey: [...key, "reflection", reflectionId],
    queryFn: () => api.exchange.reflection.query({ reflectionId: reflectionId as ReflectionId }),
    ...how,
    placeholderData: (before: Reflection | undefined) => (before?.reflectionId === reflectionId ? before : undefined),
  });
}

type Before = { at: string; reflectionId: ReflectionId };
/** Learning notes, the newest first, page by page. */
export function useLearning(filters: NoteFilters) {
  const { key, ...how } = useAsked();
  return useInfiniteQuery({
    queryKey: [...key, "learning", filters],
    queryFn: ({ pageParam }) => api.exchange.learning.query({ ...filters, ...(pageParam ? { before: pageParam } : {}) }),
    initialPageParam: null as Before | null,
    getNextPageParam: ({ before }) => before,
    ...how,
  });
}

/** One note; `wanted`: whether there is one to ask for. */
export function useNote(reflectionId: string, wanted = true) {
  const { key, enabled, ...how } = useAsked();
  return useQuery({
    queryKey: [...key, "note", reflectionId],
    queryFn: () => api.exchange.note.query({ reflectionId: reflectionId as ReflectionId }),
    ...how,
    enabled: enabled && wanted,
    placeholderData: (before: Note | undefined) => (before?.reflectionId === reflectionId ? before : undefined),
  });
}

/** What I noted of what visits taught me. */
export function useTraining() {
  const { key, ...how } = useAsked();
  return useQuery({ queryKey: [...key, "training"], queryFn: () => api.exchange.training.query(), ...how });
}
