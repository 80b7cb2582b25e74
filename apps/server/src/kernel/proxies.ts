import type { IncomingMessage } from "node:http";
import express from "express";
import { z } from "zod";

/** Whether an address may be believed about who is behind it. `hop` 0 is the machine that the connection comes from. */
type Trusts = (address: string, hop: number) => boolean;
/** How many proxies stand in front of us, or which: addresses, networks, and Express's words for private ones. */
export type Proxies = number | readonly string[];

const Place = z.union([z.enum(["loopback", "linklocal", "uniquelocal"]), z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);
/** Whether this names a proxy: an address, a network ("10.0.0.0/8"), or one of the words. */
export const namesProxies = (text: string): boolean => Place.safeParse(text).success;

/** What Express is told: so many proxies, or those and whatever runs on this machine. */
export const trustedBy = (proxies: Proxies): number | string[] => (typeof proxies === "number" ? proxies : ["loopback", ...proxies]);

/** The same question for who comes over a socket, which Express doesn't see. */
export const trusting = (proxies: Proxies): Trusts => express().set("trust proxy", trustedBy(proxies)).get("trust proxy fn") as Trusts;

/** From which address somebody comes: the nearest that isn't one of our proxies. What was said before it, anybody could have written. */
export function cameFrom({ socket, headers }: Pick<IncomingMessage, "socket" | "headers">, trusts: Trusts): string {
  const said = String(headers["x-forwarded-for"] ?? "").split(",");
  const line = [socket.remoteAddress ?? "", ...said.map((address) => address.trim()).reverse()].filter((address) => address !== "");
  return line.find((address, hop) => !trusts(address, hop)) ?? line.at(-1) ?? "";
}
