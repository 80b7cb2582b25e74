import type { CaseFile, CaseFiles } from "@linkwork/shared/cases/files.ts";
import { hiddenFileWords } from "@linkwork/shared/cases/words.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { fileReasonWords, fileWords } from "@linkwork/shared/kernel/words.ts";
import { useQuery } from "@tanstack/react-query";
import { Clock3, Download, FileText, FileWarning } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { fetchFile } from "../../kernel/file-wire.ts";
import { useSession } from "../../kernel/session.ts";
import { wordsFor } from "../../kernel/words.ts";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { sizeWords, typeWords } from "./file-words.ts";

export type MessageFilesProps = { ids: readonly string[]; files: CaseFiles; roomId: RoomId };

/** The files of a message, each with its name, kind, size and state in words. */
export function MessageFiles({ ids, files, roomId }: MessageFilesProps) {
  return (
    <ul className="files" aria-label={ids.length === 1 ? "File" : "Files"}>
      {ids.map((id) => (
        <li key={id}>
          <OneFile file={files[id]} roomId={roomId} />
        </li>
      ))}
    </ul>
  );
}

function OneFile({ file, roomId }: { file: CaseFile | undefined; roomId: RoomId }) {
  if (!file) return <p className="small soft">{hiddenFileWords.unknown}</p>;
  if (file.name === "") return <p className="small soft">{hiddenFileWords.withheld}</p>;
  const { name, size, result } = file;
  if (!result)
    return (
      <p className="small row">
        <Clock3 />
        <span>
          <b>{name}</b>, {sizeWords(size)}, {fileWords.checking}
        </span>
      </p>
    );
  if (result.outcome !== "clean" || !result.type)
    return (
      <p className="small row">
        <FileWarning />
        <span>
          <b>{name}</b>, {sizeWords(size)}, {fileWords.notShown} {fileReasonWords[result.reason ?? "broken"]}
        </span>
      </p>
    );
  return result.type.startsWith("image/") ? <Picture file={file} roomId={roomId} /> : <ToKeep file={file} roomId={roomId} />;
}

/** Whether it has come into sight: what nobody looks at isn't fetched, for each fetching is on record. */
function useInSight() {
  const ref = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || seen) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
      },
      { rootMargin: "200px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [seen]);
  return { ref, seen };
}

/** The address of bytes that this page holds, for as long as it shows them. */
function useObjectUrl(blob: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!blob) return;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
      setUrl(undefined);
    };
  }, [blob]);
  return url;
}

function Picture({ file, roomId }: { file: CaseFile; roomId: RoomId }) {
  const { fileId, name, result } = file;
  const { hat } = useSession();
  const { ref, seen } = useInSight();
  const [large, setLarge] = useState(false);
  const found = useQuery({
    queryKey: ["file", roomId, fileId, hat?.orgId],
    queryFn: ({ signal }) => fetchFile({ roomId, fileId, signal }),
    enabled: seen,
    staleTime: Number.POSITIVE_INFINITY,
    // nothing of it stays once the page shows something else
    gcTime: 0,
    retry: false,
  });
  const url = useObjectUrl(found.data);
  const about = `${name}, picture, ${sizeWords(result?.size ?? file.size)}`;
  return (
    <div ref={ref} className="picture">
      {url ? (
        <button type="button" className="picture-button" onClick={() => setLarge(true)}>
          <img src={url} alt="" width={result?.width} height={result?.height} />
          <span className="small">
            <span className="visually-hidden">Open large: </span>
            {about}
          </span>
        </button>
      ) : (
        <p className="small">
          <b>{name}</b>
          {found.error ? `: ${wordsFor(found.error)}` : `, picture, ${sizeWords(result?.size ?? file.size)}`}{" "}
          {found.error ? (
            <Button small onClick={() => void found.refetch()}>
              Try again
            </Button>
          ) : null}
        </p>
      )}
      <LazyDialog open={large && url !== undefined} onClose={() => setLarge(false)} title={name} wide>
        <img src={url} alt={name} className="picture-large" />
      </LazyDialog>
    </div>
  );
}

function ToKeep({ file, roomId }: { file: CaseFile; roomId: RoomId }) {
  const { fileId, name, result } = file;
  const [busy, setBusy] = useState(false);
  const keep = async () => {
    setBusy(true);
    try {
      const url = URL.createObjectURL(await fetchFile({ roomId, fileId }));
      const link = document.createElement("a");
      link.href = url;
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    } catch (error) {
      announce(`${name}: ${wordsFor(error)}`, { urgent: true });
    } finally {
      setBusy(false);
    }
  };
  return (
    <p className="row wrap">
      <FileText />
      <span className="grow small">
        <b>{name}</b>, {result?.type ? typeWords[result.type] : "file"}, {sizeWords(result?.size ?? file.size)}
      </span>
      <Button small icon={<Download />} busy={busy} onClick={() => void keep()}>
        Download<span className="visually-hidden"> {name}</span>
      </Button>
    </p>
  );
}
