import type { clientCodes } from "./rules.ts";

export const clientWords: Record<keyof typeof clientCodes, string> = {
  AlreadyRegistered: "This person is registered already.",
  NotLinkWorker: "Link workers register people. Ask one at your practice.",
};
