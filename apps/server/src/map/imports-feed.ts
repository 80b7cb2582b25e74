import { importLimits, refuseImport } from "@linkwork/shared/map/rules-import.ts";
import { EgressRefusal, fetchFrom } from "../kernel/egress.ts";
import { isLoose, servicesIn } from "./imports-referral.ts";

export type FeedFetching = {
  /** hosts that the operator allows */
  hosts: readonly string[];
  /** for tests: hosts on this machine */
  near?: readonly string[] | undefined;
  stopping?: AbortSignal | undefined;
  /** said after each page: it goes on */
  alive?(): Promise<void>;
};
/** How long one page may take, with all its hops (ms). */
const patience = 10_000;
/** The addresses below which feeds have their services. */
const below = (address: string): URL => {
  const url = new URL(address);
  if (!/\/services\/?$/.test(url.pathname)) url.pathname = `${url.pathname.replace(/\/$/, "")}/services`;
  return url;
};

/** Whether a feed at this address may be asked at all; refused at once, so that nobody waits for a no. */
export function mayFetch(address: string, hosts: readonly string[]): void {
  const url = URL.parse(address);
  const known = url && (url.protocol === "https:" || url.protocol === "http:") && !url.username && !url.password;
  if (!known || !hosts.some((host) => host.toLowerCase() === url.host)) throw refuseImport("FeedNotAllowed", { host: url?.host ?? "" });
}

/**
 * All services of a feed, page by page. What a feed says of its own size is not believed: pages are taken until one is empty, or comes once more; a service is
 * taken once for each id, and what doesn't add up is said. One that claims more than it holds and has no page there ends there.
 */
export async function fetchFeed(
  address: string,
  { hosts, near, stopping, alive }: FeedFetching,
): Promise<{ services: unknown[]; warnings: string[] }> {
  const found = new Map<string, unknown>();
  const warnings: string[] = [];
  const seen = new Set<string>();
  let [left, claimed, held] = [importLimits.bytes, undefined as number | undefined, 0];
  for (let page = 1; ; page++) {
    if (page > importLimits.pages) {
      warnings.push(`The feed has no end: ${importLimits.pages.toLocaleString("en-GB")} pages were read.`);
      break;
    }
    const url = below(address);
    url.searchParams.set("page", String(page));
    url.searchParams.set("full", "true");
    const body = await fetchFrom(url.href, { hosts, near, stopping, patience, most: left }).catch((error: unknown) =>
      page > 1 && isBeyond(error) ? undefined : failed(error, { page, host: url.host }),
    );
    if (!body) {
      warnings.push(`The feed has no page ${page}, though it says that there is more; it was read up to there.`);
      break;
    }
    left -= body.length;
    const file = parsed(body, page);
    const services = servicesIn(file);
    if (!services) throw refuseImport("FeedFailed", { what: "shape", page });
    if (isLoose(file) && typeof file.total_items === "number") claimed = file.total_items;
    if (services.length === 0) break;
    const print = JSON.stringify(services);
    if (seen.has(print)) {
      if (isLoose(file) && file.last_page !== true)
        warnings.push(`Page ${page} of the feed is the same as one before it; it was read up to there.`);
      break;
    }
    seen.add(print);
    held += services.length;
    for (const [at, service] of services.entries()) {
      const id = isLoose(service) && typeof service.id === "string" ? service.id : `${page}/${at}`;
      if (!found.has(id)) found.set(id, service);
    }
    if (found.size > importLimits.rows) throw refuseImport("ImportTooManyRows", { most: importLimits.rows });
    await alive?.();
    if (isLoose(file) && file.last_page === true && isLast(file, held)) break;
  }
  if (claimed !== undefined && claimed !== held) warnings.push(`The feed says that it has ${claimed}; ${held} came.`);
  if (held > found.size) warnings.push(`${held - found.size} came more than once under one id and were taken once.`);
  return { services: [...found.values()], warnings };
}

/** A page that says that it is the last one is believed where that adds up. */
const isLast = (file: Readonly<Record<string, unknown>>, held: number): boolean =>
  typeof file.total_items !== "number" || held >= file.total_items;

/** What a feed answers beyond its last page, where it claims more than it holds: what it gave before is what it has. */
const isBeyond = (error: unknown): boolean =>
  error instanceof EgressRefusal && error.fault === "status" && (error.status === 404 || error.status === 400);

function parsed(body: Buffer, page: number): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw refuseImport("FeedFailed", { what: "shape", page });
  }
}

function failed(error: unknown, { page, host }: { page: number; host: string }): never {
  if (!(error instanceof EgressRefusal)) throw error;
  if (["address", "host", "private"].includes(error.fault)) throw refuseImport("FeedNotAllowed", { host });
  if (error.fault === "size") throw refuseImport("ImportTooLarge", { most: importLimits.bytes });
  throw refuseImport("FeedFailed", { what: error.fault, page });
}
