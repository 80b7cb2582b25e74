import { newId } from "@linkwork/shared/kernel/ids.ts";
import { mayRecord } from "@linkwork/shared/projects/rules.ts";
import type { Measure } from "@linkwork/shared/projects/schema.ts";
import { measureWords as words } from "@linkwork/shared/projects/words-measures.ts";
import { useState } from "react";
import { LooksLike } from "../../boards/components/looks-like.tsx";
import { useActor } from "../../cases/client.ts";
import { api } from "../../kernel/trpc.ts";
import { AskDialog } from "../../shell/ask-dialog.tsx";
import { TextArea, TextField } from "../../ui/field.tsx";
import { fullDate } from "../../ui/time.ts";
import { usePeople, whoWords } from "../client.ts";
import type { PartProps } from "../project-page.tsx";
import { nameIn } from "../questions.ts";
import { Given } from "./given.tsx";
import { OnDay, useNoted } from "./noted.tsx";
import { RemoveWords } from "./remove-words.tsx";

const day = (wall: string): string => fullDate(`${wall}T12:00:00Z`);

/** Whether it helps, in sentences over time; what came of it; what each brought. No figure is compared with another. */
export function MeasuresTab({ room, state }: PartProps) {
  const person = usePeople(room);
  const may = mayRecord(state, useActor()) === true;
  const measures = state.charter?.measures ?? [];
  const stories = state.outcomes.toSorted((a, b) => (a.on > b.on ? -1 : 1));
  const by = ({ personId, orgId }: (typeof stories)[number]["by"]) => whoWords(person(personId), nameIn(state, orgId));
  return (
    <div className="stack loose measure">
      <section className="stack" aria-labelledby="measures-title">
        <h2 id="measures-title">{words.title}</h2>
        <p className="soft">{words.lead}</p>
        {measures.length === 0 ? <p>{words.none}</p> : null}
        {measures.map((measure) => {
          const entries = state.entries
            .filter(({ measureId }) => measureId === measure.measureId)
            .toSorted((a, b) => (a.on > b.on ? -1 : 1));
          return (
            <article className="card stack" key={measure.measureId} aria-label={measure.words}>
              <h3 dir="auto">{measure.words}</h3>
              <p>
                {words.known} <span dir="auto">{measure.how}</span>
              </p>
              <p>
                {words.hoped} <b dir="auto">{measure.target}</b>
                {measure.by ? `, ${words.by(day(measure.by))}` : ""}
              </p>
              {entries.length === 0 ? (
                <p className="soft">{words.noEntry}</p>
              ) : (
                <ul className="project-entries" aria-label={measure.words}>
                  {entries.map((entry) => (
                    <li key={entry.entryId}>
                      <p className="project-words" dir="auto">
                        {entry.value === "" ? null : <b>{words.entry(entry.value)}</b>}
                        {entry.words}
                      </p>
                      <p className="small soft">{words.bySo(by(entry.by), day(entry.on))}</p>
                      <RemoveWords room={room} state={state} by={entry.by} seq={entry.seq} about={day(entry.on)} />
                    </li>
                  ))}
                </ul>
              )}
              {may ? <AddEntry room={room} measure={measure} /> : null}
            </article>
          );
        })}
      </section>
      <section className="stack" aria-labelledby="stories-title">
        <h2 id="stories-title">{words.stories}</h2>
        <p className="soft">{words.storiesLead}</p>
        {stories.length === 0 ? <p>{words.noStories}</p> : null}
        {stories.map((story) => (
          <article className="card stack" key={story.outcomeId}>
            <p className="project-words" dir="auto">
              {story.words}
            </p>
            <p className="small soft">{words.bySo(by(story.by), day(story.on))}</p>
            <RemoveWords room={room} state={state} by={story.by} seq={story.seq} about={day(story.on)} />
          </article>
        ))}
        {may ? <AddStory room={room} /> : null}
      </section>
      <Given room={room} state={state} may={may} />
    </div>
  );
}

/** How it is with one of them, on a day. */
function AddEntry({ room, measure }: Pick<PartProps, "room"> & { measure: Measure }) {
  const [entryId, nextEntry] = useState(() => newId<string>(Date.now()));
  const [said, say] = useState("");
  const [value, setValue] = useState("");
  const { looks, ofWords, ofDay, setOn, noted } = useNoted(room, said, value);
  const { measureId } = measure;
  const send = async (id: Parameters<typeof api.projects.recordMeasure.mutate>[0]["id"]) => {
    const input = { entryId, measureId, value: value.trim(), ...noted };
    await api.projects.recordMeasure.mutate({ roomId: room.roomId, id, input });
    nextEntry(newId<string>(Date.now()));
    say("");
    setValue("");
  };
  return (
    <AskDialog
      label={words.add}
      about={measure.words}
      title={words.addTitle(measure.words)}
      press={words.send}
      leave={words.leave}
      done={words.sent}
      check={() => [...ofWords, ...ofDay]}
      send={send}
    >
      {(work) => (
        <>
          <TextArea
            id="words"
            label={words.how}
            rows={3}
            maxLength={1_000}
            value={said}
            error={work.at("words")}
            onChange={(event) => say(event.target.value)}
          />
          <TextField
            id="value"
            label={words.value}
            hint={words.valueHint}
            maxLength={60}
            value={value}
            error={work.at("value")}
            onChange={(event) => setValue(event.target.value)}
          />
          <LooksLike looks={looks} />
          <OnDay work={work} on={noted.on} onChange={setOn} />
        </>
      )}
    </AskDialog>
  );
}

/** What came of it, as a short story. */
function AddStory({ room }: Pick<PartProps, "room">) {
  const [outcomeId, nextOutcome] = useState(() => newId<string>(Date.now()));
  const [said, say] = useState("");
  const { looks, ofWords, ofDay, setOn, noted } = useNoted(room, said);
  const send = async (id: Parameters<typeof api.projects.recordOutcome.mutate>[0]["id"]) => {
    await api.projects.recordOutcome.mutate({ roomId: room.roomId, id, input: { outcomeId, ...noted } });
    nextOutcome(newId<string>(Date.now()));
    say("");
  };
  return (
    <AskDialog
      label={words.addStory}
      title={words.storyTitle}
      press={words.send}
      leave={words.leave}
      done={words.sent}
      check={() => [...ofWords, ...ofDay]}
      send={send}
    >
      {(work) => (
        <>
          <TextArea
            id="words"
            label={words.story}
            hint={words.storyHint}
            rows={5}
            maxLength={2_000}
            value={said}
            error={work.at("words")}
            onChange={(event) => say(event.target.value)}
          />
          <LooksLike looks={looks} />
          <OnDay work={work} on={noted.on} onChange={setOn} />
        </>
      )}
    </AskDialog>
  );
}
