import type { Verdict } from "../kernel/refusal.ts";
import { refuse } from "./rules.ts";
import type { CaseState } from "./state.ts";

/** How much a conversation holds of what everybody in it is sent whole each time they come in. */
export const atMost = { pins: 50, topics: 100, asked: 50 } as const;

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
