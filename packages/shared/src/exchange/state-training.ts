import type { TrainingEvent } from "./schema-training.ts";

/** A visit in somebody's record. */
export type Trained = TrainingEvent["body"];
/** What somebody noted for themselves, by what they wrote about the visit. */
export type TrainingState = { readonly visits: Readonly<Record<string, Trained>> };
export const noTraining: TrainingState = { visits: {} };

export function foldTraining({ visits }: TrainingState, { body }: TrainingEvent): TrainingState {
  const { [body.reflectionId]: _before, ...others } = visits;
  return { visits: body.headings.length === 0 ? others : { ...others, [body.reflectionId]: body } };
}
