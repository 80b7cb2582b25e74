/** One line of the bench: a ratio between two things measured side by side, and its aim. */
export type Line = {
  goal: string;
  what: string;
  unit: string;
  ours: number[];
  peer: number[];
  ratios: number[];
  aim: string;
  met: boolean | undefined;
};

const three = (values: readonly number[], digits: number): string => {
  const sorted = [...values].sort((a, b) => a - b);
  const mid = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  return [sorted[0] ?? Number.NaN, mid, sorted.at(-1) ?? Number.NaN]
    .map((v) => (Number.isFinite(v) ? v.toLocaleString("en-GB", { maximumFractionDigits: digits }) : "–"))
    .join(" / ");
};

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const lines: Line[] = [];

/** Notes a measure; `met` says whether the median keeps the aim, undefined where it is printed but not judged. */
export function note(line: {
  goal: string;
  what: string;
  unit: string;
  ours: number[];
  peer: number[];
  aim: string;
  judge?: (ratio: number, ours: number, peer: number) => boolean;
}): void {
  const { judge, ...rest } = line;
  const ratios = line.ours.map((v, i) => v / (line.peer[i] ?? Number.NaN));
  const met = judge?.(median(ratios), median(line.ours), median(line.peer));
  lines.push({ ...rest, ratios, met });
  const verdict = met === undefined ? "not judged" : met ? "kept" : "MISSED";
  const digits = median(line.ours) < 100 ? 2 : 0;
  const peer = line.peer.length > 0 ? ` | peer ${three(line.peer, median(line.peer) < 100 ? 2 : 0)} | ratio ${three(ratios, 2)}` : "";
  console.log(`${line.goal.padEnd(4)} ${line.what}: ${three(line.ours, digits)} ${line.unit}${peer} | aim ${line.aim} | ${verdict}`);
}

export const allLines = (): readonly Line[] => lines;
