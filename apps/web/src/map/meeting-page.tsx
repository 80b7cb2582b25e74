import "./map.css";
import { type AreaId, type EventId, type GapId, newId } from "@linkwork/shared/kernel/ids.ts";
import { gapRoom } from "@linkwork/shared/kernel/room.ts";
import type { GapDetails } from "@linkwork/shared/map/schema-gap.ts";
import { themeWords } from "@linkwork/shared/map/words.ts";
import { meetingWords as words } from "@linkwork/shared/map/words-forms.ts";
import { CircleAlert, Plus, X } from "lucide-react";
import { useRef, useState } from "react";
import { refusedFrom } from "../kernel/refused.ts";
import { wordsFor } from "../kernel/words.ts";
import { useKept } from "../shell/use-kept.ts";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button } from "../ui/button.tsx";
import { SelectField, TextArea, TextField } from "../ui/field.tsx";
import { Note } from "../ui/note.tsx";
import { act, useAreas, useLookAgain, useLooksAfter } from "./client.ts";
import { CareNote } from "./components/care-note.tsx";
import { MapHead } from "./components/map-head.tsx";
import { NotOnMap } from "./components/not-on-map.tsx";
import { WentBefore } from "./components/went-before.tsx";
import { useCare } from "./use-care.ts";

type Said = { title: string; theme: GapDetails["theme"] | ""; statement: string };
/** `before`: it went through as it was first sent, and was changed since. */
type Line = Said & { gapId: GapId; id: EventId; refused?: string | undefined; before?: true };
type Meeting = { heardAt: string; areaId: AreaId | ""; lines: Line[] };
const mostLines = 30;
const noLine = (): Line => ({ gapId: newId<GapId>(Date.now()), id: newId<EventId>(Date.now()), title: "", theme: "", statement: "" });
const noMeeting = (): Meeting => ({ heardAt: "", areaId: "", lines: [noLine()] });
const isEmpty = ({ title, theme, statement }: Said): boolean => title.trim() === "" && theme === "" && statement.trim() === "";
const isWhole = ({ title, theme, statement }: Said): boolean => title.trim() !== "" && theme !== "" && statement.trim() !== "";

/** What was said at a meeting, written down at once by a steward, for those who have no phone. */
export function MeetingPage() {
  const looksAfter = useLooksAfter();
  if (!looksAfter) return <NotOnMap />;
  return (
    <>
      <MapHead current="meeting" title={words.title} />
      <MeetingForm />
    </>
  );
}

function MeetingForm() {
  const work = useWork((path) => path);
  const lookAgain = useLookAgain();
  const areas = useAreas().data ?? [];
  const [empty] = useState(noMeeting);
  const { draft, set, done } = useKept<Meeting>("map-meeting", empty, true);
  const care = useCare();
  const [sent, setSent] = useState(0);
  const { heardAt, areaId, lines } = draft;
  // what stands there when everything is sent: it may have been written on meanwhile
  const standing = useRef(draft);
  standing.current = draft;
  const written = lines.filter((line) => !isEmpty(line));
  const change = (gapId: GapId, next: Partial<Line>) =>
    // other words are another request
    set({
      lines: lines.map((line) => (line.gapId === gapId ? { ...line, ...next, id: newId<EventId>(Date.now()), refused: undefined } : line)),
    });
  const takeAway = (gapId: GapId) => {
    const rest = lines.filter((line) => line.gapId !== gapId);
    set({ lines: rest.length > 0 ? rest : [noLine()] });
  };
  const send = async () => {
    const errors = [
      ...(heardAt.trim() === "" ? [{ field: "heardAt", message: words.missing.heard }] : []),
      ...(areaId === "" ? [{ field: "area", message: words.missing.area }] : []),
      ...(written.length === 0 ? [{ field: `title-${lines[0]?.gapId}`, message: words.missing.nothing }] : []),
      ...written.filter((line) => !isWhole(line)).map((line) => ({ field: `title-${line.gapId}`, message: words.missing.whole })),
    ];
    if (!work.check(errors) || areaId === "") return;
    const went = new Map<GapId, EventId>();
    const refused = new Map<EventId, Pick<Line, "refused" | "before">>();
    await work.run(async () => {
      for (const line of written) {
        try {
          await sendLine(line);
          went.set(line.gapId, line.id);
        } catch (error) {
          const { offline, code } = refusedFrom(error);
          // nobody answers: the others wait for another try
          if (offline) throw error;
          refused.set(line.id, code === "WrongGap" ? { before: true } : { refused: wordsFor(error) });
        }
      }
    });
    const left = standing.current.lines
      .filter((line) => !isEmpty(line) && went.get(line.gapId) !== line.id)
      .map((line): Line => ({ ...line, ...(went.has(line.gapId) ? { before: true } : refused.get(line.id)) }));
    if (left.length === 0) done(noMeeting());
    else set({ lines: left });
    setSent(went.size);
    announce(words.sent(went.size));
    await lookAgain();
  };
  const sendLine = async ({ gapId, id, title, theme, statement }: Line) => {
    if (theme === "" || areaId === "") return;
    const details: GapDetails = { title: title.trim(), theme, audiences: [], areaId, statement: statement.trim() };
    const send = (more: { anyway?: true }) => act(gapRoom(gapId), "raiseGap", { gapId, details, heardAt: heardAt.trim(), ...more }, id);
    await care.guard({ title, statement, heardAt }, send, gapId);
  };
  return (
    <form
      className="stack loose measure"
      aria-label={words.title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p>{words.lead}</p>
      <WorkErrors work={work} />
      {sent > 0 ? (
        <Note tone="good" role="status">
          {words.sent(sent)} {lines.some((line) => line.refused || line.before) ? words.stays : ""}
        </Note>
      ) : null}
      <TextField
        id="heardAt"
        label={words.heard}
        hint={words.heardHint}
        maxLength={160}
        value={heardAt}
        error={work.at("heardAt")}
        onChange={(event) => set({ heardAt: event.target.value })}
      />
      <SelectField
        id="area"
        label={words.area}
        prompt={words.chooseArea}
        value={areaId}
        error={work.at("area")}
        options={areas.map((area) => ({ value: area.areaId, label: `${area.name} (${area.code})` }))}
        onChange={(event) => set({ areaId: event.target.value as AreaId | "" })}
      />
      {lines.map((line, at) => (
        <fieldset key={line.gapId} className="card">
          <legend>
            <b>{words.line(at + 1)}</b>
          </legend>
          {line.refused ? (
            <Note tone="wait" icon={<CircleAlert />}>
              {line.refused}
            </Note>
          ) : null}
          <TextField
            id={`title-${line.gapId}`}
            label={words.what}
            maxLength={120}
            value={line.title}
            error={work.at(`title-${line.gapId}`)}
            onChange={(event) => change(line.gapId, { title: event.target.value })}
          />
          <SelectField
            label={words.theme}
            prompt="…"
            value={line.theme}
            options={Object.entries(themeWords).map(([value, label]) => ({ value, label }))}
            onChange={(event) => change(line.gapId, { theme: event.target.value as Line["theme"] })}
          />
          <TextArea
            label={words.more}
            rows={2}
            maxLength={2_000}
            value={line.statement}
            onChange={(event) => change(line.gapId, { statement: event.target.value })}
          />
          <CareNote care={care} of={line.gapId} />
          {line.before ? <WentBefore to={`/map/gaps/${line.gapId}`} onLeave={() => takeAway(line.gapId)} /> : null}
          {lines.length > 1 || line.before ? (
            <Button small tone="quiet" icon={<X />} onClick={() => takeAway(line.gapId)}>
              {words.takeAway(at + 1)}
            </Button>
          ) : null}
        </fieldset>
      ))}
      <div className="row wrap">
        {lines.length < mostLines ? (
          <Button icon={<Plus />} onClick={() => set({ lines: [...lines, noLine()] })}>
            {words.add}
          </Button>
        ) : null}
        <Button tone="main" type="submit" busy={work.busy}>
          {words.send(Math.max(1, written.length))}
        </Button>
      </div>
    </form>
  );
}
