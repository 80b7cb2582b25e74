import type { ImportChoices, ImportRow } from "@linkwork/shared/map/schema-import.ts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSession } from "../kernel/session.ts";
import { api } from "../kernel/trpc.ts";

/** Whether the directory is theirs to keep. The server asks again. */
export const useIsCoordinator = (): boolean => useSession().hat?.roles.includes("coordinator") ?? false;

const moving: readonly ImportRow["status"][] = ["fetching", "waiting", "running"];
export const isMoving = ({ status }: Pick<ImportRow, "status">): boolean => moving.includes(status);

/** The imports of my organisation; looked at again while one of them goes on. */
export const useImports = () =>
  useQuery({
    queryKey: ["imports", useSession().hat?.orgId],
    queryFn: () => api.imports.list.query(),
    refetchInterval: ({ state }) => (state.data?.some(isMoving) ? 2_000 : false),
  });
type Before = Pick<ImportRow, "importId" | "name" | "choices">;
/** The sources that my organisation has brought in from, the last one first, with how it was done then. */
export const sourcesOf = (rows: readonly Before[]): ImportChoices[] =>
  rows.flatMap(({ choices }) => choices ?? []).filter(({ system }, at, all) => all.findIndex((other) => other.system === system) === at);
const letters = (name: string): string =>
  name
    .replace(/\.[a-z]{2,8}$/i, "")
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, "");
/** From which of them this one comes most likely: of which a file of the same name came, whatever its month or number; or the only one. */
export function likelySource({ name }: Pick<Before, "name">, rows: readonly Before[]): string | undefined {
  const alike = rows.find((row) => row.choices && letters(row.name) === letters(name));
  const all = sourcesOf(rows);
  return alike?.choices?.system ?? (all.length === 1 ? all[0]?.system : undefined);
}
export const useHosts = () => useQuery({ queryKey: ["imports", "hosts"], queryFn: () => api.imports.hosts.query(), staleTime: 600_000 });
export const useImport = (importId: string) =>
  useQuery({
    queryKey: ["imports", "one", importId],
    queryFn: () => api.imports.one.query({ importId }),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? 1_000 : false),
  });

/** As far as somebody has chosen: the rest is found out. */
export type Chosen = Pick<ImportChoices, "encoding" | "delimiter" | "columns" | "themes" | "areaId">;
/** `system`: a source of before, of which it is said how much of this is known. */
export const usePreview = (importId: string, { encoding, delimiter, columns, themes, areaId }: Chosen, system: string | undefined) => {
  const chosen = {
    ...(encoding ? { encoding } : {}),
    ...(delimiter ? { delimiter } : {}),
    ...(columns ? { columns } : {}),
    ...(system ? { system } : {}),
    themes,
    areaId,
  };
  return useQuery({
    queryKey: ["imports", "preview", importId, JSON.stringify(chosen)],
    queryFn: () => api.imports.preview.query({ importId, ...chosen }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
};
