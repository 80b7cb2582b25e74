import type { z } from "zod";
import type { residentCommands } from "./schema-residents.ts";

type Keeper = z.infer<typeof residentCommands.chooseKeeper>["role"];
/** What a platform's administrator reads around who reviews, and keeps, the map for everybody. */
export const keeperWords = {
  open: (org: string): string => `Who of ${org} keeps the map`,
  lead: "Stewards review what the map is told, a coordinator keeps its directory and areas: for everybody, beyond their own organisation. Citizens' panels choose their stewards themselves.",
  roles: { steward: "steward for the partners", coordinator: "coordinator of the directory" } satisfies Record<Keeper, string>,
  email: "Their e-mail",
  emailHint: "Who works there already has it at once; who doesn't is invited.",
  role: "As what?",
  name: "Name them",
  named: "Named. Who didn't work there yet has a mail now.",
  end: "Take it back",
  ended: (name: string): string => `${name} isn't any more.`,
  missing: { email: "Give their e-mail address.", role: "Choose as what." },
} as const;
