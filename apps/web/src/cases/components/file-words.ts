import type { FileType } from "@linkwork/shared/kernel/shapes.ts";

/** "120 kB", "3.4 MB" */
export const sizeWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

/** What a kind of file is called. */
export const typeWords: Record<FileType, string> = {
  "image/jpeg": "picture",
  "image/png": "picture",
  "image/webp": "picture",
  "application/pdf": "PDF",
  "text/plain": "text",
};
