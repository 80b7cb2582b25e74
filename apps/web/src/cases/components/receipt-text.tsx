import { Ticks } from "../../ui/print-sheet.tsx";

/** The lines of a receipt; those with a tick become a list. Two of a translation may be the same. */
export function ReceiptText({ lines }: { lines: readonly string[] }) {
  const ticked = lines.filter((line) => line.startsWith("✓ "));
  const first = lines.findIndex((line) => line.startsWith("✓ "));
  const before = first < 0 ? lines : lines.slice(0, first);
  const after = first < 0 ? [] : lines.slice(first).filter((line) => !line.startsWith("✓ "));
  return (
    <>
      {before.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what was agreed stays as it is, in its order
        <p key={at}>{line}</p>
      ))}
      {ticked.length > 0 ? <Ticks lines={ticked.map((line) => line.slice(2))} /> : null}
      {after.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what was agreed stays as it is, in its order
        <p key={at}>{line}</p>
      ))}
    </>
  );
}
