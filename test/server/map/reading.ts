import { ourOrigin } from "../../kit/wire.ts";
import type { World } from "../../kit/world.ts";

type Asking = Pick<World, "base">;
/** What somebody without an account is answered, as it came: status and bytes. */
export async function bytesFor({ base }: Asking, path: string, input: unknown = {}): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${base}/trpc/public.${path}?input=${encodeURIComponent(JSON.stringify(input))}`, {
    headers: { origin: ourOrigin },
  });
  return { status: answer.status, text: await answer.text() };
}
/** What somebody without an account reads; a refusal is thrown with its code. */
export async function outsider<T>(at: Asking, path: string, input: unknown = {}): Promise<T> {
  const { status, text } = await bytesFor(at, path, input);
  if (status !== 200) throw new Error(text);
  return (JSON.parse(text) as { result: { data: T } }).result.data;
}
