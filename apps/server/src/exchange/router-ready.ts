import { worksHere } from "@linkwork/shared/exchange/rules.ts";
import * as hosts from "@linkwork/shared/exchange/rules-hosting.ts";
import * as rules from "@linkwork/shared/exchange/rules-readiness.ts";
import type { Asks, CheckKind } from "@linkwork/shared/exchange/schema-asks.ts";
import { hostingCommands, Version } from "@linkwork/shared/exchange/schema-hosting.ts";
import { readinessCommands } from "@linkwork/shared/exchange/schema-readiness.ts";
import type { AgreementText, HostingState } from "@linkwork/shared/exchange/state-hosting.ts";
import type { Check, ReadinessState } from "@linkwork/shared/exchange/state-readiness.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import { livesHere } from "@linkwork/shared/identity/rules.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import { hostingRoom, orgRoom, readinessRoom, sessionRoom } from "@linkwork/shared/kernel/room.ts";
import { OrgId as OrgIdShape, type Sector, SessionId as SessionIdShape } from "@linkwork/shared/kernel/shapes.ts";
import { z } from "zod";
import { iso } from "../kernel/clock.ts";
import { commandIn, type Deps, signedIn } from "../kernel/trpc.ts";
import { rowOf } from "./present.ts";
import { lookReady } from "./present-ready.ts";
import type { ReadyViews } from "./views-ready.ts";

const onHosting = <Name extends keyof typeof hostingCommands>(name: Name) => commandIn("hosting", name, hostingCommands[name]);
const onReadiness = <Name extends keyof typeof readinessCommands>(name: Name) => commandIn("readiness", name, readinessCommands[name]);

/** How somebody's check stands: that it was seen, by whom, and when it has to be looked at again. */
export type CheckRow = {
  standing: rules.CheckStanding;
  /** asked, and not answered yet; since when */
  askedAt?: string;
  askedKind?: CheckKind;
  seen?: Pick<NonNullable<Check["confirmed"]>, "kind" | "seenOn" | "review" | "until" | "by">;
};
function checkRow(check: Check | undefined, now: string): CheckRow {
  const { confirmed, askedAt, askedKind } = check ?? {};
  const { kind, seenOn, review, until, by } = confirmed ?? {};
  return {
    standing: rules.checkStanding(check, now),
    ...(askedAt ? { askedAt } : {}),
    ...(askedKind ? { askedKind } : {}),
    ...(kind && seenOn && review && until && by ? { seen: { kind, seenOn, review, until, by } } : {}),
  };
}

/** What is in place for me, under the hat that I wear. */
export type MyReadiness = {
  check: CheckRow;
  /** what I agreed to, by host; `newest`: the version in force there; `until`: until when mine counts, where it is an older one */
  agreed: { hostOrgId: OrgId; hostName: string; version: number; at: string; newest: number; until?: string }[];
  inductions: { hostName: string; until: string }[];
};
/** One thing that a host asks of me before a visit, and how it stands. */
export type AskedOfMe = rules.Item & {
  /** keeps me from having a place now */
  missing: boolean;
  /** of a check: why the host asks */
  why?: string;
  /** of an agreement: the version in force */
  version?: number;
  /** of a check: how it stands with my own organisation */
  check?: CheckRow;
};
export type InPlace = { hostOrgId: OrgId; hostName: string; items: AskedOfMe[] };
/** What my organisation says of itself as a host. */
export type OurHosting = {
  versions: AgreementText[];
  mayWrite: boolean;
  appetite: { could: "couldHost" | "notNow"; why?: string; until: string } | null;
  asked: { name: string; orgName: string; sector: z.infer<typeof Sector>; at: string }[];
};
/** An organisation that could host; `asked`: I have asked it lately. */
export type CouldHost = { orgId: OrgId; name: string; sector: z.infer<typeof Sector>; asked: boolean };
/** A colleague, as who confirms checks reads it. `soon`: it ends within 60 days. */
export type ConfirmRow = CheckRow & { personId: PersonId; name: string; soon: boolean };

/** What has to be in place before a visit: mine, my colleagues', and what hosts ask for. */
export function readyProcedures(views: ReadyViews) {
  const now = ({ clock }: Deps) => iso(clock.now());
  const hostingOf = (house: Deps, orgId: OrgId) => house.rooms.ask<HostingState>(hostingRoom(orgId));
  const readinessOf = (house: Deps, personId: PersonId) => house.rooms.ask<ReadinessState>(readinessRoom(personId));

  async function agreedBy(house: Deps, actor: Actor, readiness: ReadinessState): Promise<MyReadiness["agreed"]> {
    const asks: Asks = { agreement: true };
    const all = Object.values(readiness.agreed).map(async ({ host, version, at }) => {
      const hosting = await hostingOf(house, host.orgId);
      const [item] = rules.itemsOf({ asks, readiness, orgId: actor.orgId, hosting, hostOrgId: host.orgId });
      const until = item?.until ? { until: item.until } : {};
      return { hostOrgId: host.orgId, hostName: host.name, version, at, newest: hosts.newest(hosting)?.version ?? version, ...until };
    });
    return (await Promise.all(all)).sort((a, b) => a.hostName.localeCompare(b.hostName));
  }

  return {
    /** What is in place for me. */
    ready: signedIn.query(async ({ ctx: { actor, house } }): Promise<MyReadiness> => {
      const readiness = await readinessOf(house, actor.personId);
      const inductions = Object.values(readiness.inductions).map(({ host, until }) => ({ hostName: host.name, until }));
      return {
        check: checkRow(readiness.checks[actor.orgId], now(house)),
        agreed: await agreedBy(house, actor, readiness),
        inductions: inductions.sort((a, b) => a.hostName.localeCompare(b.hostName)),
      };
    }),
    /** What the host of a visit asks of me, and how that stands. */
    inPlace: signedIn.input(z.strictObject({ sessionId: SessionIdShape })).query(async ({ ctx, input }): Promise<InPlace> => {
      const { actor, house } = ctx;
      const state = await house.rooms.ask<SessionState>(sessionRoom(input.sessionId));
      const at = now(house);
      if (!state.host || !worksHere(actor) || !rowOf(state, actor, at)) throw refuse("NotFound");
      const { orgId: hostOrgId, name: hostName } = state.host;
      const looked = await lookReady(house.rooms.ask, state, actor, at);
      const version = hosts.newest(await hostingOf(house, hostOrgId))?.version;
      const check = checkRow((await readinessOf(house, actor.personId)).checks[actor.orgId], at);
      const why = state.card?.asks?.check?.why;
      const items = (looked?.items ?? []).map((item): AskedOfMe => {
        const shown = { ...item, missing: looked?.missing.includes(item.what) ?? false };
        if (item.what === "agreement") return { ...shown, ...(version ? { version } : {}) };
        return item.what === "check" ? { ...shown, check, ...(why ? { why } : {}) } : shown;
      });
      return { hostOrgId, hostName, items };
    }),
    /** An organisation's confidentiality agreement: the one in force, or an older one by its number. */
    agreement: signedIn
      .input(z.strictObject({ orgId: OrgIdShape, version: Version.optional() }))
      .query(async ({ ctx, input }): Promise<AgreementText & { hostName: string; newest: number }> => {
        const hosting = await hostingOf(ctx.house, input.orgId);
        const newest = hosts.newest(hosting);
        const text = input.version === undefined ? newest : hosting.versions.find(({ version }) => version === input.version);
        if (!worksHere(ctx.actor) || !text || !newest || !hosting.host) throw refuse("NotFound");
        return { ...text, hostName: hosting.host.name, newest: newest.version };
      }),
    /** What my own organisation says of itself as a host. */
    ourHosting: signedIn.query(async ({ ctx: { actor, house } }): Promise<OurHosting> => {
      const nothing = { versions: [], mayWrite: false, appetite: null, asked: [] };
      if (!worksHere(actor)) return nothing;
      const state = await hostingOf(house, actor.orgId);
      const { appetite, versions } = state;
      const holds = hosts.appetiteAt(state, now(house)) ? appetite : null;
      return {
        versions: versions.toReversed(),
        mayWrite: hosts.mayWriteAgreement(actor),
        appetite: holds && { could: holds.could, until: holds.until, ...(holds.why ? { why: holds.why } : {}) },
        asked: hosts.askedLately(state, now(house)).map(({ name, orgName, sector, at }) => ({ name, orgName, sector, at })),
      };
    }),
    /** Organisations that said that they could host. Who said not now, or nothing, is not among them. */
    couldHost: signedIn.query(async ({ ctx: { actor, house } }): Promise<CouldHost[]> => {
      const at = now(house);
      const states = await Promise.all((await views.couldHost(house.clock.now())).map((orgId) => hostingOf(house, orgId)));
      return states
        .filter((state) => hosts.couldHost(state, actor, at))
        .flatMap((state) => (state.host ? { ...state.host, asked: hosts.mayAskToHost(state, actor, at) !== true } : []));
    }),
    /** My colleagues, and how their checks stand: for who confirms them. */
    confirming: signedIn.query(async ({ ctx: { actor, house } }): Promise<ConfirmRow[]> => {
      if (!rules.looksAfterPeople(actor)) return [];
      const at = now(house);
      const { members } = await house.rooms.ask<OrgState>(orgRoom(actor.orgId));
      const known = new Set(await views.checkedAt(actor.orgId));
      const colleagues = (Object.entries(members) as [PersonId, OrgState["members"][PersonId]][]).filter(
        ([personId, { ended, roles }]) => !ended && personId !== actor.personId && !livesHere(roles),
      );
      const rows = colleagues.map(async ([personId, { name }]): Promise<ConfirmRow> => {
        const check = known.has(personId) ? (await readinessOf(house, personId)).checks[actor.orgId] : undefined;
        const row = checkRow(check, at);
        const soon = row.seen !== undefined && Date.parse(row.seen.until) <= house.clock.now() + rules.endingSoon;
        return { ...row, personId, name, soon };
      });
      return (await Promise.all(rows)).sort((a, b) => a.name.localeCompare(b.name));
    }),
    writeAgreement: onHosting("writeAgreement"),
    sayAppetite: onHosting("sayAppetite"),
    askToHost: onHosting("askToHost"),
    agreeTo: onReadiness("agreeTo"),
    askForCheck: onReadiness("askForCheck"),
    confirmCheck: onReadiness("confirmCheck"),
    revokeCheck: onReadiness("revokeCheck"),
  };
}
