import { Hourglass, Scissors } from "lucide-react";
import type { ReactNode } from "react";
import { Face } from "./face.tsx";
import { type Sector, type Tone, toneClass } from "./tone.ts";

/** A room's log as one line with knots: cases, visits, decisions, gaps. Its children are `Said`, `Tied`, `Day` and `Cut`. */
export function Thread({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol className="thread" aria-label={label}>
      {children}
    </ol>
  );
}

type Common = {
  id?: string | undefined;
  /** It has just come in: it fades in (180 ms, not for those who asked for less motion). */
  arriving?: boolean | undefined;
};

type When = {
  /** ISO, for machines. */
  at: string;
  /** For people: "09:12", "today, 11:02" (see time.ts). */
  words: string;
};

export type SaidProps = Common & {
  name: string;
  /** The organisation someone spoke for. */
  place?: string | undefined;
  sector?: Sector | undefined;
  when: When;
  /** Written, not yet with the server: an hourglass takes the face's place and the words say so. */
  waiting?: string | undefined;
  /** Short words after the time: "edited", "pinned". */
  marks?: readonly string[] | undefined;
  /** A chip behind the name line, such as the topic. */
  tag?: ReactNode;
  /** Under the words: seen by, reactions. */
  foot?: ReactNode;
  /** Reply, edit, pin: shown when pointed at or holding the focus, always on a touch screen. */
  actions?: ReactNode;
  children: ReactNode;
};

/** Something that someone said; it hangs on the line by the speaker's initials. */
export function Said({ id, arriving, name, place, sector, when, waiting, marks = [], tag, foot, actions, children }: SaidProps) {
  const after = [waiting ?? place, null, ...marks];
  return (
    <li id={id} className={`said${waiting === undefined ? "" : " waiting wait"}${arriving ? " arrive" : ""}`}>
      {waiting === undefined ? (
        <Face name={name} sector={sector} />
      ) : (
        <span className="knot">
          <Hourglass />
        </span>
      )}
      <div className="inner">
        <p className="who">
          <b>{name}</b>
          {after.map((part) =>
            part === null ? (
              <span key="when">
                {" · "}
                <time dateTime={when.at}>{when.words}</time>
              </span>
            ) : part === undefined ? null : (
              <span key={part}> · {part}</span>
            ),
          )}
          {tag ? <> {tag}</> : null}
        </p>
        <div className="words">{children}</div>
        {foot ? <div className="said-foot">{foot}</div> : null}
      </div>
      {actions ? <div className="said-actions">{actions}</div> : null}
    </li>
  );
}

export type TiedProps = Common & {
  icon: ReactNode;
  tone?: Tone | undefined;
  /** The few words that say what was decided: "M.K. agreed to share with Govan Food Hub". */
  what: ReactNode;
  /** Who wrote it down, how, when. */
  detail?: ReactNode;
  /** The rest of the sentence, or what hangs on the decision. */
  children?: ReactNode;
};

/** A decision, tied into the line as a knot with an icon and a sentence. */
export function Tied({ id, arriving, icon, tone, what, detail, children }: TiedProps) {
  return (
    <li id={id} className={`tied${toneClass(tone)}${arriving ? " arrive" : ""}`}>
      <span className="knot">{icon}</span>
      <div className="inner">
        <div>
          <b>{what}</b>
          {children === undefined ? null : <> {children}</>}
        </div>
        {detail ? <p className="detail">{detail}</p> : null}
      </div>
    </li>
  );
}

/** Where another day begins. */
export function Day({ children }: { children: ReactNode }) {
  return <li className="day">{children}</li>;
}

/** A withdrawal: scissors, a kind sentence, and the line ends. */
export function Cut({ id, arriving, title, children }: Common & { title: ReactNode; children?: ReactNode }) {
  return (
    <li id={id} className={`cut stop${arriving ? " arrive" : ""}`}>
      <span className="knot">
        <Scissors />
      </span>
      <div className="inner">
        <p className="cut-title">{title}</p>
        {children}
      </div>
    </li>
  );
}
