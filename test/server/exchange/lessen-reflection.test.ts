import { describeCommand } from "../../kit/given.ts";
import { type After, checked, inReflection, ofThis, sent, takenBack } from "./learning-scenes.ts";

const told = { says: { saw: "Mrs Gallacher opens the door.", differently: "I ring first." } };
const kept = [sent({ ...told, share: "between" }), checked];
const less = (change: Record<string, unknown> = {}) =>
  ofThis({ part: "saw", left: "… opens the door.", reason: "namesSomebody", ...change });
const asked = (as: Parameters<typeof inReflection>[0], change: Record<string, unknown> = {}, steps = kept) =>
  inReflection(as, less(change), { steps, readers: ["anna", "tess", "hana"] });
const gone = async (after: After) => after.act(after.world.people.hana, "lessenReflection", await less()(after));

describeCommand({
  command: "lessenReflection",
  allowed: {
    "of what stays between the two, the host's information lead leaves a name out, and all who read it read what stays": {
      given: asked("hana"),
      here: ["reflectionLessened", "reflectionWorded"],
    },
    "all of an answer may go, also of the one that is asked for": {
      given: asked("hana", { part: "differently", left: "" }),
      here: ["reflectionLessened", "reflectionWorded"],
    },
  },
  refused: {
    "words that weren't there": { given: asked("hana", { left: "Somebody opens the door." }), refusal: "BAD_REQUEST OnlyLess left" },
    "nothing at all": { given: asked("hana", { left: "Mrs Gallacher opens the door." }), refusal: "BAD_REQUEST OnlyLess left" },
    "of what was changed since they read it": { given: asked("hana", { version: 1 }), refusal: "CONFLICT ReflectionMoved" },
    "of what became a note: words are taken out there": {
      given: asked("hana", {}, [sent(told), checked]),
      refusal: "CONFLICT NothingDue",
    },
    "of what nobody has looked at yet": { given: asked("hana", {}, [sent(told)]), refusal: "CONFLICT ReflectionMoved" },
    "of what was taken back": { given: asked("hana", {}, [...kept, takenBack()]), refusal: "CONFLICT ReflectionMoved" },
    "twice, by who has read it before": { given: asked("hana", { version: 2 }, [...kept, gone]), refusal: "CONFLICT ReflectionMoved" },
    "by a worker of the host": { given: asked("tess"), refusal: "FORBIDDEN HostLooksAfter" },
    "by its author, who can take back what they wrote": { given: asked("anna"), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, reason: "mistake" }),
  raced: {
    given: async (world) => {
      const one = await asked("hana")(world);
      return [one, { ...one, input: { ...one.input, left: "… the door." } }];
    },
    outcomes: ["ReflectionMoved", "written"],
    here: ["reflectionLessened", "reflectionWorded"],
  },
});
