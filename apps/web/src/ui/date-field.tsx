import type { ReactNode } from "react";
import { FieldError, useWiring } from "./field.tsx";

/** What stands in the three boxes, as typed. */
export type DateParts = { day: string; month: string; year: string };

/** Three empty boxes. */
export const noDate: DateParts = { day: "", month: "", year: "" };

/** The three boxes as "2026-09-14", or null where that is no day of the calendar (31 February, a year of two digits). */
export function isoDayOf({ day, month, year }: DateParts): string | null {
  const [d, m, y] = [day, month, year].map((part) => (/^\d+$/.test(part.trim()) ? Number(part) : Number.NaN));
  if (d === undefined || m === undefined || y === undefined || !(y >= 1000 && y <= 9999)) return null;
  const at = new Date(Date.UTC(y, m - 1, d));
  return at.getUTCFullYear() === y && at.getUTCMonth() === m - 1 && at.getUTCDate() === d ? at.toISOString().slice(0, 10) : null;
}

const boxes = [
  { part: "day", label: "Day", width: 2 },
  { part: "month", label: "Month", width: 2 },
  { part: "year", label: "Year", width: 4 },
] as const;

export type DateFieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  id?: string | undefined;
  value: DateParts;
  onChange: (value: DateParts) => void;
  /** A birthday, which the browser may know. */
  birthday?: boolean | undefined;
};

/** A date that someone knows by heart, as three boxes (the GOV.UK pattern); to choose a day, `TextField type="date"`. */
export function DateField({ label, hint, error, id, value, onChange, birthday = false }: DateFieldProps) {
  const { wiring, hintId, errorId } = useWiring({ id, hint, error });
  return (
    <fieldset className={error ? "field wrong" : "field"} aria-describedby={wiring["aria-describedby"]}>
      <legend>{label}</legend>
      {hint ? (
        <p className="hint" id={hintId}>
          {hint}
        </p>
      ) : null}
      {error ? <FieldError id={errorId}>{error}</FieldError> : null}
      <div className="date-boxes">
        {boxes.map((box) => (
          <label key={box.part}>
            {box.label}
            <input
              className={`input ${box.part}`}
              id={box.part === "day" ? wiring.id : undefined}
              inputMode="numeric"
              maxLength={box.width}
              autoComplete={birthday ? `bday-${box.part}` : "off"}
              aria-invalid={wiring["aria-invalid"]}
              value={value[box.part]}
              onChange={(event) => onChange({ ...value, [box.part]: event.target.value })}
            />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
