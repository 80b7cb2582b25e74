import { Eye } from "lucide-react";
import type { ReactNode } from "react";

export type ReplyBoxProps = {
  /** Its name for screen readers: "Write to the people above". */
  label: string;
  /** Who will read it, named above the text; it changes before one's eyes when consent changes. */
  readers: ReactNode;
  /** The id of the readers' line: the textarea's `aria-describedby`. */
  readersId: string;
  /** What it answers to, the topic, a refusal with its reason. */
  about?: ReactNode;
  /** The textarea. */
  children: ReactNode;
  /** Attach, mention, who is writing; the last one (send) stands at the end. */
  tools: ReactNode;
  onSubmit: () => void;
};

/** The frame of a composer; what happens in it belongs to the page. */
export function ReplyBox({ label, readers, readersId, about, children, tools, onSubmit }: ReplyBoxProps) {
  return (
    <form
      className="reply"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <div className="readers">
        <Eye />
        <p id={readersId} className="grow">
          {readers}
        </p>
      </div>
      {about ? <div className="about">{about}</div> : null}
      {children}
      <div className="tools">{tools}</div>
    </form>
  );
}
