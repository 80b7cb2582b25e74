import { createServer } from "node:http";
import type { RequestHandler } from "express";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { type Log, Lost } from "./log.ts";

/** Counts what became of one command; the outcome is `written` or the code that was answered. */
export type Count = (outcome: string) => void;

/**
 * The figures of one node for Prometheus: how many, how long, how large. Labels are procedures, routes, statuses and codes, all from closed
 * lists; nothing that a person is, has or wrote. Commands are counted in numbers of our own and given to Prometheus when it asks, because its
 * counters look their labels up at each count.
 */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  // with the lag of the event loop
  collectDefaultMetrics({ register: registry });

  const tallies = new Map<string, Map<string, number>>();
  new Counter({
    name: "linkwork_commands_total",
    help: "Commands that people gave, by procedure and by outcome: written, or the code of the refusal",
    labelNames: ["command", "outcome"],
    registers,
    collect() {
      this.reset();
      for (const [command, tally] of tallies) for (const [outcome, n] of tally) this.inc({ command, outcome }, n);
    },
  });
  const seconds = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time until an HTTP request was answered; route is a procedure, a path of ours, batch or other",
    labelNames: ["route", "status"],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    registers,
  });
  const sizes = new Histogram({
    name: "linkwork_commit_events",
    help: "Events that became durable together, in one commit",
    buckets: [1, 2, 4, 8, 16, 32, 64, 128],
    registers,
  });
  const appends = new Histogram({
    name: "linkwork_append_seconds",
    help: "Time until a commit was durable",
    buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers,
  });
  const lost = new Counter({
    name: "linkwork_lost_races_total",
    help: "Commits whose place another node had taken; they were decided again",
    registers,
  });

  return {
    registry,
    command(path: string): Count {
      const tally = tallies.get(path) ?? new Map<string, number>();
      tallies.set(path, tally);
      return (outcome) => void tally.set(outcome, (tally.get(outcome) ?? 0) + 1);
    },
    /** A number that is looked up whenever Prometheus asks. */
    gauge(name: string, help: string, now: () => number): void {
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(now());
        },
      });
    },
    /** The log, with each append looked at. */
    measured: (log: Log): Log => ({
      ...log,
      async append(wish) {
        let started = 0;
        let events = 0;
        try {
          const head = await log.append({
            ...wish,
            make() {
              const commit = wish.make();
              started = performance.now();
              events = commit?.written.length ?? 0;
              return commit;
            },
          });
          if (head) {
            appends.observe((performance.now() - started) / 1000);
            sizes.observe(events);
          }
          return head;
        } catch (error) {
          if (error instanceof Lost) lost.inc();
          throw error;
        }
      },
    }),
    /** Times every HTTP request. What is no path of ours is `other`, for paths hold ids, and strangers can think of any. */
    timed(paths: ReadonlySet<string>, procedures: ReadonlySet<string>): RequestHandler {
      const routeOf = (path: string): string => {
        if (paths.has(path)) return path;
        if (path.startsWith("/files/")) return "/files/:id";
        if (path.startsWith("/ics/")) return "/ics/:token.ics";
        const asked = path.startsWith("/trpc/") ? path.slice("/trpc/".length) : "";
        if (procedures.has(asked)) return asked;
        return asked.includes(",") ? "batch" : "other";
      };
      return (req, res, next) => {
        const started = performance.now();
        const route = routeOf(req.path);
        res.once("finish", () => seconds.observe({ route, status: res.statusCode }, (performance.now() - started) / 1000));
        next();
      };
    },
  };
}

export type Metrics = ReturnType<typeof createMetrics>;

/** Serves the figures on a port of their own, so that no setting of a proxy can lay them open beside the product. */
export function serveMetrics({ registry }: Metrics, { port, host }: { port: number; host: string }) {
  const server = createServer((req, res) => {
    if (req.method !== "GET" || req.url !== "/metrics") return void res.writeHead(404).end();
    registry.metrics().then(
      (text) => res.writeHead(200, { "content-type": registry.contentType, "cache-control": "no-store" }).end(text),
      () => res.writeHead(500).end(),
    );
  });
  return new Promise<{ port: number; stop(): void }>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address();
      const stop = () => {
        server.close();
        server.closeAllConnections();
      };
      resolve({ port: typeof address === "object" && address ? address.port : port, stop });
    });
  });
}
