import { boxOf, type Spot } from "../drawing.ts";

export type Numbered = Spot & { number: number; gap: boolean };
const width = 640;
const height = 420;

/** Where things lie to each other, as a drawing that any printer can print: a square for what is here, a ring of dashes for what is missing, each with its number in the list. */
export function PointSketch({ label, things }: { label: string; things: readonly Numbered[] }) {
  if (things.length === 0) return null;
  const { west, east, south, north } = boxOf(things);
  // a degree of longitude is shorter than one of latitude up here
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min((width - 48) / ((east - west) * squeeze), (height - 48) / (north - south));
  const place = ({ lon, lat }: Spot): [number, number] => [
    width / 2 + (lon - (west + east) / 2) * squeeze * scale,
    height / 2 - (lat - (south + north) / 2) * scale,
  ];
  const km = 0.001 > north - south ? 0.1 : (north - south) * 111.2 > 6 ? 2 : 0.5;
  const bar = (km / 111.2) * scale;
  return (
    <svg className="point-sketch" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <rect x="0.5" y="0.5" width={width - 1} height={height - 1} rx="8" fill="none" stroke="currentColor" opacity="0.4" />
      {things.map((thing) => {
        const [x, y] = place(thing);
        return (
          <g key={thing.number} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
            {thing.gap ? (
              <circle r="12" fill="#fff" stroke="currentColor" strokeWidth="2" strokeDasharray="4 3" />
            ) : (
              <rect x="-11" y="-11" width="22" height="22" rx="5" fill="#fff" stroke="currentColor" strokeWidth="2" />
            )}
            <text textAnchor="middle" dominantBaseline="central" fontSize="12" fontWeight="700" fill="currentColor">
              {thing.number}
            </text>
          </g>
        );
      })}
      <g transform={`translate(20 ${height - 20})`} stroke="currentColor" fill="currentColor">
        <path d={`M0 -4V0H${bar.toFixed(1)}V-4`} fill="none" strokeWidth="1.5" />
        <text x={bar + 8} y="2" fontSize="12" stroke="none">
          {km < 1 ? `${km * 1000} m` : `${km} km`}
        </text>
      </g>
    </svg>
  );
}
