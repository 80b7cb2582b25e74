import { numbersIn } from "../clients/numbers.ts";
import type { Verdict } from "../kernel/refusal.ts";
import { refuse } from "./rules.ts";
import type { CaseState } from "./state.ts";

/** How much a conversation holds of what everybody in it is sent whole each time they come in. */
export const atMost = { pins: 50, topics: 100, asked: 50 } as const;

/** Which word of a case's head has a number of the health service in it. It is asked before the person is registered, too: of a case that is refused nothing is left behind. */
export const numberedHead = (head: { label: string; need: string }): "label" | "need" | undefined =>
  (["label", "need"] as const).find((field) => numbersIn(head[field]).length > 0);

/** May this message go into the agreed summary? One that is in it may, in other words. */
export const mayPin = ({ pins }: CaseState, messageSeq: number): Verdict =>
  pins.some((pin) => pin.messageSeq === messageSeq) || pins.length < atMost.pins || refuse("TooManyPins", { most: atMost.pins });

/** May one more topic be opened? Settled ones count: they stay to be read. */
export const mayOpenTopic = ({ topics }: CaseState): Verdict =>
  Object.keys(topics).length < atMost.topics || refuse("TooManyTopics", { most: atMost.topics });

/** May the person be asked about one more sharing, while so many have no answer? */
export const mayAskAbout = ({ consents }: CaseState): Verdict =>
  Object.values(consents).filter(({ status }) => status === "proposed").length < atMost.asked ||
  refuse("TooManyAsked", { most: atMost.asked });
