import type { SignalFrame } from "@linkwork/shared/kernel/wire.ts";
import type { Logger } from "./logger.ts";

const channel = "linkwork:signal";

/** Carries typing, presence and "seen" between nodes. Nothing else passes here: without it, nothing is lost. */
export type Signals = {
  publish(frame: SignalFrame): void;
  onFrame(handle: (frame: SignalFrame) => void): void;
  stop(): Promise<void>;
};

/** One node: the frames need go nowhere. */
export const localSignals = (): Signals => ({ publish: () => undefined, onFrame: () => undefined, stop: async () => undefined });

/** Several nodes with a Redis between them. A Redis that is absent or dies pauses the signals and nothing else. */
export async function redisSignals({ url, node, logger }: { url: string; node: string; logger: Logger }): Promise<Signals> {
  // fetched here: most installations have none, and it is a quarter of all that a start would load
  const { createClient } = await import("redis");
  const handlers: ((frame: SignalFrame) => void)[] = [];
  const out = createClient({ url, disableOfflineQueue: true });
  const into = out.duplicate();
  for (const client of [out, into])
    client.on("error", (error: unknown) => logger.warn({ error: String(error) }, "redis: typing and presence pause across nodes"));
  void out.connect().catch(() => undefined);
  void into
    .connect()
    .then(() =>
      into.subscribe(channel, (message) => {
        const { from, frame } = JSON.parse(message) as { from: string; frame: SignalFrame };
        if (from !== node) for (const handle of handlers) handle(frame);
      }),
    )
    .catch(() => undefined);
  return {
    publish(frame) {
      if (out.isReady) void out.publish(channel, JSON.stringify({ from: node, frame })).catch(() => undefined);
    },
    onFrame(handle) {
      handlers.push(handle);
    },
    async stop() {
      out.destroy();
      into.destroy();
    },
  };
}
