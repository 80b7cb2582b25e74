import { newId } from "@linkwork/shared/kernel/ids.ts";
import type { ImportChoices, ImportRow, Preview, ResultRow } from "@linkwork/shared/map/schema-import.ts";
import { expect } from "vitest";
import { ourOrigin } from "./wire.ts";
import type { Client, Node } from "./world.ts";

type At = Pick<Node, "base" | "app">;
type Told = { status: number; body: ImportRow & { error?: { code: string; meaning: string; details: Record<string, unknown> } } };

/** Sends a directory, as somebody does who read docs/wire.md. */
export async function sendDirectory(
  { base }: Pick<At, "base">,
  { who, cookie }: Pick<Client, "who" | "cookie">,
  bytes: Uint8Array,
  {
    name = "services.csv",
    id = newId(Date.now()) as string,
    headers = {},
  }: { name?: string; id?: string; headers?: Record<string, string> } = {},
): Promise<Told & { id: string }> {
  const response = await fetch(`${base}/imports?${new URLSearchParams({ id })}`, {
    method: "POST",
    headers: {
      ...{ cookie, origin: ourOrigin, "x-linkwork-org": who.orgId, "content-type": "application/octet-stream" },
      ...{ "x-linkwork-name": encodeURIComponent(name), ...headers },
    },
    body: bytes as never,
  });
  return { id, status: response.status, body: (await response.json()) as Told["body"] };
}
async function asked<T>(client: Client, path: string, input: unknown): Promise<T> {
  const answer = await client.call(`imports.${path}`, input);
  if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(answer.error)}`);
  return answer.data as T;
}
export const choicesOf = (change: Partial<ImportChoices> = {}): ImportChoices => ({
  ...{ system: "Invented council", licence: "OGL", themes: ["company"], areaId: null, takeDuplicates: false },
  ...change,
});
export const previewOf = (client: Client, importId: string, choices: Partial<ImportChoices> = {}): Promise<Preview> =>
  asked(client, "preview", { importId, ...choices });
export const startOf = (client: Client, importId: string, choices: Partial<ImportChoices> = {}): Promise<ImportRow> =>
  asked(client, "start", { importId, choices: choicesOf(choices) });
export const importOf = (client: Client, importId: string): Promise<ImportRow> => asked(client, "one", { importId });
/** All rows of a result, with the sum of its outcomes checked (I4). */
export async function resultOf(client: Client, importId: string): Promise<{ row: ImportRow; rows: ResultRow[] }> {
  const rows: ResultRow[] = [];
  for (let after = 0; ; ) {
    const some = await asked<ResultRow[]>(client, "results", { importId, after });
    rows.push(...some);
    const last = some.at(-1);
    if (!last) break;
    after = last.n;
  }
  const row = await importOf(client, importId);
  expect(
    Object.values(row.counts).reduce((sum, one) => sum + one, 0),
    "the sum of outcomes is the rows that were read",
  ).toBe(row.rows);
  expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: row.rows }, (_, at) => at + 1));
  for (const [outcome, many] of Object.entries(row.counts))
    expect(
      rows.filter((one) => one.outcome === outcome),
      outcome,
    ).toHaveLength(many);
  return { row, rows };
}
/** Brings a whole file in, and waits until it is done. */
export async function bringIn(at: At, client: Client, bytes: Uint8Array, choices: Partial<ImportChoices> = {}, name?: string) {
  const { id, status, body } = await sendDirectory(at, client, bytes, name ? { name } : {});
  expect(status, JSON.stringify(body)).toBe(200);
  await startOf(client, id, choices);
  await at.app.importer.go();
  return resultOf(client, id);
}
/** A table as a council publishes it. */
export const tableOf = (rows: readonly (readonly string[])[], by = ","): Uint8Array =>
  Buffer.from(rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(by)).join("\r\n"));
/** The columns of such a table. */
export const head = ["Reference", "Name", "Description", "Postcode", "Lat", "Lon", "Category", "Last checked"];
let made = 0;
/** A source that nothing came from yet. */
export const system = (): string => `Source ${++made}`;
/** A row of it. */
export const line = (ref: string, name: string, change: Partial<Record<string, string>> = {}): string[] =>
  head.map(
    (column) =>
      ({ Reference: ref, Name: name, Description: "What it is", Postcode: "G51 3UU", Category: "Befriending", ...change })[column] ?? "",
  );
