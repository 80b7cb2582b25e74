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
export const useHosts = () => useQuery({ queryKey: ["imports", "hosts"], queryFn: () => api.imports.hosts.query(), staleTime: 600_000 });
export const useImport = (importId: string) =>
  useQuery({
    queryKey: ["imports", "one", importId],
    queryFn: () => api.imports.one.query({ importId }),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? 1_000 : false),
  });

/** As far as somebody has chosen: the rest is found out. */
export type Chosen = Pick<ImportChoices, "encoding" | "delimiter" | "columns" | "themes" | "areaId">;
export const usePreview = (importId: string, { encoding, delimiter, columns, themes, areaId }: Chosen) => {
  const chosen = {
    ...(encoding ? { encoding } : {}),
    ...(delimiter ? { delimiter } : {}),
    ...(columns ? { columns } : {}),
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
