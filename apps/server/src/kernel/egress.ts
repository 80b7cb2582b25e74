import { lookup } from "node:dns/promises";
import { request as overHttp, type RequestOptions } from "node:http";
import { request as overHttps } from "node:https";
import { BlockList, isIP } from "node:net";
import { createGunzip } from "node:zlib";

/** Why something can't be fetched: who may be asked, how long, how much, and what came. */
export type EgressFault = "address" | "host" | "private" | "slow" | "size" | "status" | "network" | "hops";
export class EgressRefusal extends Error {
  override name = "EgressRefusal";
  readonly fault: EgressFault;
  /** what a host answered that had nothing for us: 404 */
  readonly status: number | undefined;
  constructor(fault: EgressFault, status?: number) {
    super(fault);
    this.fault = fault;
    this.status = status;
  }
}

/** Addresses that are nobody's in the world: this machine, its neighbours, what clouds tell their machines about themselves, and what is kept for other uses. */
const inner = new BlockList();
for (const [net, bits] of [
  ...([
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
    ["172.16.0.0", 12],
  ] as const),
  ...([
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["192.88.99.0", 24],
    ["192.168.0.0", 16],
    ["198.18.0.0", 15],
    ["198.51.100.0", 24],
  ] as const),
  ...([
    ["203.0.113.0", 24],
    ["224.0.0.0", 4],
    ["240.0.0.0", 4],
  ] as const),
] as const)
  inner.addSubnet(net, bits, "ipv4");
/** Of the newer addresses only those that are given out to the world; what carries an older one inside it isn't looked into, but refused. */
const world = new BlockList();
world.addSubnet("2000::", 3, "ipv6");
const carriers = new BlockList();
for (const [net, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  carriers.addSubnet(net, bits, "ipv6");

/** Whether an address lies out in the world. */
export function isOutside(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !inner.check(address, "ipv4");
  return family === 6 && world.check(address, "ipv6") && !carriers.check(address, "ipv6");
}

type Options = {
  /** the hosts that may be asked, as the operator wrote them down: `directory.example.org`, or with a port `directory.example.org:8443` */
  hosts: readonly string[];
  /** bytes that an answer may have */
  most: number;
  /** how long it may take with all its hops, in milliseconds */
  patience: number;
  /** names whose address is nobody's in the world and who may be asked all the same: for tests, whose feeds are on this machine */
  near?: readonly string[] | undefined;
  /** nothing goes over a line that others can read, also after a hop: https alone, but for who is near */
  secure?: boolean;
  /** what kind of thing is wanted; default JSON */
  accept?: string;
  stopping?: AbortSignal | undefined;
};
const mostHops = 5;

/**
 * Fetches something from a host that the operator allowed (R12). A name is resolved once and its address is the one that is asked, so that it can't become
 * another one in between; each hop is checked like the first.
 */
export async function fetchFrom(
  address: string,
  { hosts, most, patience, near = [], secure = false, accept = "application/json", stopping }: Options,
): Promise<Buffer> {
  const enough = AbortSignal.timeout(patience);
  const signal = stopping ? AbortSignal.any([enough, stopping]) : enough;
  try {
    let at = address;
    for (let hop = 0; hop <= mostHops; hop++) {
      const url = allowed(at, hosts);
      if (secure && url.protocol !== "https:" && !near.includes(url.host)) throw new EgressRefusal("address");
      const pinned = await resolved(url, near, signal);
      const answer = await ask(url, pinned, { most, signal, accept });
      if ("body" in answer) return answer.body;
      at = new URL(answer.moved, url).href;
    }
  } catch (error) {
    if (error instanceof EgressRefusal) throw error;
    throw new EgressRefusal(signal.aborted ? "slow" : "network");
  }
  throw new EgressRefusal("hops");
}

/** The address of a page, where its host may be asked. */
function allowed(address: string, hosts: readonly string[]): URL {
  const url = URL.parse(address);
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:") || url.username || url.password) throw new EgressRefusal("address");
  if (!hosts.some((host) => host.toLowerCase() === url.host)) throw new EgressRefusal("host");
  return url;
}

async function resolved(
  { hostname, host }: URL,
  near: readonly string[],
  signal: AbortSignal,
): Promise<{ address: string; family: number }> {
  const bare = hostname.replace(/^\[|\]$/g, "");
  const stopped = new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
  stopped.catch(() => undefined);
  const found = await Promise.race([lookup(bare, { all: true }), stopped]);
  // one of several that leads inside is enough: which one is asked is not left to chance
  if (!near.includes(host) && !found.every(({ address }) => isOutside(address))) throw new EgressRefusal("private");
  const [first] = found;
  if (!first) throw new EgressRefusal("network");
  return first;
}

type Answer = { body: Buffer } | { moved: string };
function ask(
  url: URL,
  { address, family }: { address: string; family: number },
  { most, signal, accept }: { most: number; signal: AbortSignal; accept: string },
): Promise<Answer> {
  const options: RequestOptions = {
    signal,
    // the address that was looked at, whatever the name says by now
    lookup: (_name, how, done) => (how.all ? done(null, [{ address, family }]) : done(null, address, family)),
    headers: { accept, "accept-encoding": "identity", "user-agent": "Linkwork" },
    agent: false,
  };
  return new Promise((resolve, reject) => {
    const asking = (url.protocol === "https:" ? overHttps : overHttp)(url, options, (res) => {
      const { statusCode = 0, headers } = res;
      if ([301, 302, 303, 307, 308].includes(statusCode) && headers.location) {
        res.destroy();
        return resolve({ moved: headers.location });
      }
      const fail = (fault: EgressFault, status?: number): void => {
        reject(new EgressRefusal(fault, status));
        res.destroy();
      };
      if (statusCode !== 200) return fail("status", statusCode);
      if (Number(headers["content-length"] ?? 0) > most) return fail("size");
      const pieces: Buffer[] = [];
      let size = 0;
      // some hosts have nothing but packed files; what is counted is what comes out
      const plain = headers["content-encoding"] === "gzip" ? res.pipe(createGunzip()) : res;
      plain.on("data", (piece: Buffer) => {
        size += piece.length;
        if (size > most) return fail("size");
        pieces.push(piece);
      });
      for (const stream of new Set([res, plain])) stream.on("error", reject);
      // a connection that is cut ends no unpacking by itself
      res.on("close", () => !res.complete && plain.destroy(new Error("cut off")));
      plain.on("end", () => resolve({ body: Buffer.concat(pieces) }));
    });
    asking.on("error", reject);
    asking.end();
  });
}
