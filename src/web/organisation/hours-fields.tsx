// When somebody is at a service (DR5m): not said, day and night, or days with times.
import type { JSX } from "preact";
import {
  dayAndNight,
  hoursRows,
  mostSchedules,
  type Schedule,
  type WeekDay,
  weekDays,
} from "../../core/opening-hours.ts";
import { AnyOf, OneOf } from "../components/choices.tsx";
import { TextField } from "../components/fields.tsx";
import { language, t } from "../text/translate.ts";
import { timeOf } from "../text/typed-time.ts";

/** Rows as they are typed. */
interface TypedRow {
  readonly byday: readonly WeekDay[];
  readonly opens: string;
  readonly closes: string;
}

export interface HoursDraft {
  readonly is: "none" | "always" | "some";
  readonly rows: readonly TypedRow[];
}

const emptyRow: TypedRow = { byday: [], opens: "", closes: "" };

export function hoursDraft(schedules: readonly Schedule[] | undefined): HoursDraft {
  if (schedules === undefined) return { is: "none", rows: [emptyRow] };
  const [row] = hoursRows(schedules);
  if (row?.runs.length === 0 && row.times.length === 0) return { is: "always", rows: [emptyRow] };
  return {
    is: "some",
    rows: schedules.map(({ byday, opens_at, closes_at }) => ({ byday, opens: opens_at, closes: closes_at })),
  };
}

/** The rows of a note; undefined where nothing is said. They may be none that a note takes. */
export function schedulesOf({ is, rows }: HoursDraft): readonly Schedule[] | undefined {
  if (is === "none") return undefined;
  if (is === "always") return [dayAndNight];
  return rows.map(({ byday, opens, closes }) => ({
    byday: weekDays.filter((day) => byday.includes(day)),
    opens_at: timeOf(opens),
    closes_at: timeOf(closes),
  }));
}

export function HoursFields(props: {
  readonly hours: HoursDraft;
  readonly onChange: (hours: HoursDraft) => void;
}): JSX.Element {
  const { hours, onChange } = props;
  const { rows } = hours;
  const change = (place: number, part: Partial<TypedRow>) =>
    onChange({ ...hours, rows: rows.map((row, i) => (i === place ? { ...row, ...part } : row)) });
  const days = language().week.days.split(" ");
  return (
    <>
      <OneOf
        id="hours"
        legend={t("serv.hours")}
        options={(["none", "always", "some"] as const).map((value) => ({ value, label: t(`serv.hours-${value}`) }))}
        value={hours.is}
        onChange={(is) => onChange({ ...hours, is })}
      />
      {hours.is === "some" && (
        <>
          {rows.map((row, i) => (
            // Rows have no names of their own, and one that is taken out leaves the others as they are typed.
            <div class="card" key={i}>
              <AnyOf
                id={`days-${i}`}
                legend={t("serv.days")}
                options={weekDays.map((value, day) => ({ value, label: days[day] ?? value }))}
                values={row.byday}
                onChange={(byday) => change(i, { byday })}
              />
              <div class="short">
                <TextField
                  id={`opens-${i}`}
                  label={t("serv.from")}
                  hint={t("serv.from-hint")}
                  value={row.opens}
                  maxLength={5}
                  onInput={(opens) => change(i, { opens })}
                />
              </div>
              <div class="short">
                <TextField
                  id={`closes-${i}`}
                  label={t("serv.until")}
                  hint={t("serv.until-hint")}
                  value={row.closes}
                  maxLength={5}
                  onInput={(closes) => change(i, { closes })}
                />
              </div>
              {rows.length > 1 && (
                <button
                  type="button"
                  class="button plain"
                  onClick={() => onChange({ ...hours, rows: rows.filter((_, place) => place !== i) })}
                >
                  {t("serv.hours-less")}
                </button>
              )}
            </div>
          ))}
          {rows.length < mostSchedules && (
            <button
              type="button"
              class="button plain"
              onClick={() => onChange({ ...hours, rows: [...rows, emptyRow] })}
            >
              {t("serv.hours-more")}
            </button>
          )}
        </>
      )}
    </>
  );
}
