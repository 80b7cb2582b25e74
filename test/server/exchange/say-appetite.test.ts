import { describeCommand } from "../../kit/given.ts";
import { inHosting } from "./ready-scenes.ts";

describeCommand({
  command: "sayAppetite",
  allowed: {
    "anybody who works there says that they could host": { given: inHosting("tess", { could: "couldHost" }), here: ["appetiteSaid"] },
    "or not now, and why, for their colleagues": {
      given: inHosting("tariq", { could: "notNow", why: "The kitchen is being painted." }),
      here: ["appetiteSaid"],
    },
  },
  refused: {
    "somebody of another organisation": { given: inHosting("olga", { could: "notNow" }), refusal: "NOT_FOUND NotFound" },
    "anything else": { given: inHosting("tariq", { could: "never" }), refusal: "BAD_REQUEST BadInput input.could" },
    "the number of a certificate": {
      given: inHosting("tariq", { could: "notNow", why: "Davie's is 0012 3456 7890." }),
      refusal: "BAD_REQUEST CertificateNumber why",
    },
  },
  other: () => ({ could: "notNow" }),
  raced: {
    given: async (world) => {
      const one = await inHosting("tariq", { could: "couldHost" })(world);
      return [one, { ...one, as: world.people.tess, input: { could: "notNow" } }];
    },
    outcomes: ["written", "written"],
    here: ["appetiteSaid", "appetiteSaid"],
  },
});
