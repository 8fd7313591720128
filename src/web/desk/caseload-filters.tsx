// The counts over the list of cases: each is a button that leaves only what it counts; and the choice of a worker.
import type { JSX } from "preact";
import type { CaseloadItem } from "../../member/views.ts";
import { formatNumber, language, t } from "../text/translate.ts";
import { type CaseloadFilter, caseloadCounts, countCaseload, workersIn } from "./caseload-filter.ts";

export function CaseloadFilters(props: {
  readonly items: readonly CaseloadItem[];
  readonly filter: CaseloadFilter;
  readonly onFilter: (filter: CaseloadFilter) => void;
}): JSX.Element {
  const { items, filter, onFilter } = props;
  const button = (count: (typeof caseloadCounts)[keyof typeof caseloadCounts][number]) => (
    <button
      key={count}
      type="button"
      class="filter"
      aria-pressed={filter.count === count}
      onClick={() => onFilter({ ...filter, count: filter.count === count ? null : count })}
    >
      {count === "danger" ? t("danger.now") : t(`caseload.filter.${count}`)}{" "}
      <span class="count">{formatNumber(countCaseload(items, count, filter.worker))}</span>
    </button>
  );
  return (
    <fieldset class="caseload-filters" aria-label={t("caseload.filters")}>
      {caseloadCounts.day.map(button)}
      <WorkerChoice items={items} worker={filter.worker} onWorker={(worker) => onFilter({ ...filter, worker })} />
      <details class="supervisor">
        <summary>{t("caseload.supervisor")}</summary>
        <fieldset class="caseload-filters" aria-label={t("caseload.supervisor")}>
          {caseloadCounts.supervisor.map(button)}
        </fieldset>
      </details>
    </fieldset>
  );
}

/** Whose cases and tasks are shown; nothing is to be chosen as long as no case has a worker. */
export function WorkerChoice(props: {
  readonly items: readonly CaseloadItem[];
  readonly worker: CaseloadFilter["worker"];
  readonly onWorker: (worker: CaseloadFilter["worker"]) => void;
}): JSX.Element | null {
  const { items, worker, onWorker } = props;
  const workers = workersIn(items, (a, b) => language().compare(a, b));
  if (workers.length === 0) return null;
  return (
    <select
      class="filter"
      aria-label={t("caseload.worker")}
      onChange={(event) => onWorker(workerChosen(event.currentTarget.value))}
    >
      <option value="all" selected={worker === null}>
        {t("caseload.everybody")}
      </option>
      <option value="none" selected={worker === ""}>
        {t("caseload.nobody")}
      </option>
      {workers.map((name) => (
        <option key={name} value={`of ${name}`} selected={worker === name}>
          {name}
        </option>
      ))}
    </select>
  );
}

function workerChosen(value: string): string | null {
  return value === "all" ? null : value === "none" ? "" : value.slice("of ".length);
}
