/**
 * Whether everything is tried as often and in as many ways as there are: with DEPTH=full, as `.ci/run` sets it. Without it the same guarantees are looked at
 * by the same tests, each less often, so that whoever works on the product hears in minutes (ADR 0023).
 */
export const full = process.env.DEPTH === "full";
