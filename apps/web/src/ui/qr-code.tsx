import { generate } from "lean-qr";

/** A picture for a camera, drawn here: what it says goes to nobody else. `label`: what it is, in words. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const code = generate(text);
  const rows = Array.from({ length: code.size }, (_, y) => y);
  const dark = rows.flatMap((y) => rows.filter((x) => code.get(x, y)).map((x) => `M${x} ${y}h1v1h-1z`)).join("");
  return (
    <svg className="qr" viewBox={`-4 -4 ${code.size + 8} ${code.size + 8}`} role="img" aria-label={label}>
      <path className="qr-ground" d={`M-4 -4h${code.size + 8}v${code.size + 8}h-${code.size + 8}z`} />
      <path className="qr-dark" d={dark} />
    </svg>
  );
}
