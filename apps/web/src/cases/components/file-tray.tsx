import { caseWords } from "@linkwork/shared/cases/words.ts";
import { fileWords } from "@linkwork/shared/kernel/words.ts";
import { useQuery } from "@tanstack/react-query";
import { FileText, Paperclip, RotateCw, X } from "lucide-react";
import { useRef } from "react";
import { api } from "../../kernel/trpc.ts";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { sizeWords } from "./file-words.ts";
import type { Chosen, FilesToSend } from "./use-files.ts";

const accepted = ".jpg,.jpeg,.png,.webp,.pdf,.txt,image/jpeg,image/png,image/webp,application/pdf,text/plain";

/** Opens the device's own way of choosing files. Greyed, and says why, where the person did not agree to it. */
export function AddFiles({ files, may }: { files: FilesToSend; may: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={fileWords.add}
        accept={accepted}
        onChange={(event) => {
          files.add(event.target.files ?? []);
          event.target.value = "";
        }}
      />
      <Button
        small
        tone="quiet"
        bare
        icon={<Paperclip />}
        title={may ? undefined : caseWords.FilesNotAgreed}
        aria-disabled={!may || files.sending || undefined}
        onClick={() => {
          if (!may) announce(caseWords.FilesNotAgreed, { urgent: true });
          else if (!files.sending) input.current?.click();
        }}
      >
        {fileWords.add}
      </Button>
    </>
  );
}

export type FileTrayProps = {
  files: FilesToSend;
  live: boolean;
  /** Organisations that read the words and don't get the files. */
  without: readonly string[];
  onAgain: () => void;
};

/** What was chosen and how far it is, above the words. */
export function FileTray({ files, live, without, onAgain }: FileTrayProps) {
  const { chosen, refused, sending } = files;
  const scanned = useQuery({ queryKey: ["welcome"], queryFn: () => api.identity.welcome.query(), staleTime: Number.POSITIVE_INFINITY }).data
    ?.scanned;
  const failed = chosen.some((each) => each.state === "failed");
  return (
    <>
      {refused.length > 0 ? (
        <div className="small" role="alert">
          {refused.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      ) : null}
      {chosen.length > 0 ? (
        <>
          <ul className="tray" aria-label="Files to send">
            {chosen.map((each) => (
              <ChosenFile key={each.id} file={each} busy={sending} onRemove={() => files.remove(each.id)} />
            ))}
          </ul>
          {without.length > 0 ? (
            <p className="small">
              <b>{fileWords.withoutFor(new Intl.ListFormat("en-GB").format(without))}</b>
            </p>
          ) : null}
          <p className="small">{fileWords.before}</p>
          <p className="small soft">
            {fileWords.kinds} {scanned === false ? fileWords.unscanned : null}
          </p>
          {live || failed ? null : <p className="small">{fileWords.offline}</p>}
          {sending ? (
            <Button small icon={<X />} onClick={files.cancel}>
              Stop sending
            </Button>
          ) : null}
          {failed && !sending ? (
            <Button small icon={<RotateCw />} onClick={onAgain}>
              Try again
            </Button>
          ) : null}
        </>
      ) : null}
    </>
  );
}

function ChosenFile({ file, busy, onRemove }: { file: Chosen; busy: boolean; onRemove: () => void }) {
  const { name, preview, state, part, problem } = file;
  return (
    <li className="row">
      {preview ? <img src={preview} alt="" className="thumb" /> : <FileText />}
      <span className="grow stack tight">
        <span className="clip">
          {name} <span className="small soft">{sizeWords(file.file.size)}</span>
        </span>
        {state === "sending" ? <progress aria-label={`Sending ${name}`} value={part} /> : null}
        {state === "sent" ? <span className="small">sent, and being checked</span> : null}
        {problem ? <span className="small problem">{problem}</span> : null}
      </span>
      {busy || state === "sent" ? null : (
        <Button small tone="quiet" bare icon={<X />} onClick={onRemove}>
          Take out {name}
        </Button>
      )}
    </li>
  );
}
