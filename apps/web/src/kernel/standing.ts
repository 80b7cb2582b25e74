import type { OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "./trpc.ts";
import { createValue } from "./value.ts";

/** The person who is signed in, with every hat they can wear. */
export type Me = inferRouterOutputs<AppRouter>["identity"]["me"];
/** Somebody whose password was given, and the ways in which they can do the second step. */
export type SecondStep = inferRouterOutputs<AppRouter>["factors"]["standing"];
export type Membership = Me["memberships"][number];

/** Who uses this device now, and for which organisation they act. */
export type Standing = {
  /** `secondFactor`: the password was given, and the second step is still to come; `me` is there where it is over an open page */
  readonly status: "unknown" | "signedOut" | "signedIn" | "passwordAgain" | "secondFactor";
  readonly me: Me | null;
  readonly hat: Membership | null;
};

/** The one place that says who acts; session.ts writes it. */
export const standing = createValue<Standing>({ status: "unknown", me: null, hat: null });

/** The person whose calls these are. */
export const personIdNow = (): PersonId | undefined => standing.get().me?.personId;
/** The hat that calls are made under. */
export const orgIdNow = (): OrgId | undefined => standing.get().hat?.orgId;
