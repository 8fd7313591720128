// The counts over the list of cases: each is a button that leaves only what it counts; and the choice of a worker.
import type { JSX } from "preact";
import type { CaseloadItem } from "../../member/views.ts";
import { formatNumber, language, t } from "../text/translate.ts";
import type { CaseloadFilter } from "./caseload-filter.ts";
import { caseloadCounts, countCaseload, workersIn } from "./caseload-filter.ts";

export function CaseloadFilters(props: {
  readonly items: readonly CaseloadItem[];
  readonly filter: CaseloadFilter;
  readonly onFilter: (filter: CaseloadFilter) => void;
}): JSX.Element {
  const { items, filter, onFilter } = props;
  const workers = workersIn(items, (a, b) => language().compare(a, b));
  return (
    <fieldset class="caseload-filters" aria-label={t("caseload.filters")}>
      {caseloadCounts.map((count) => (
        <button
          key={count}
          type="button"
          class="filter"
          aria-pressed={filter.count === count}
          onClick={() => onFilter({ ...filter, count: filter.count === count ? null : count })}
        >
          {t(`caseload.filter.${count}`)}{" "}
          <span class="count">{formatNumber(countCaseload(items, count, filter.worker))}</span>
        </button>
      ))}
      {workers.length > 0 && (
        <select
          class="filter"
          aria-label={t("caseload.worker")}
          onChange={(event) => onFilter({ ...filter, worker: workerChosen(event.currentTarget.value) })}
        >
          <option value="all" selected={filter.worker === null}>
            {t("caseload.everybody")}
          </option>
          <option value="none" selected={filter.worker === ""}>
            {t("caseload.nobody")}
          </option>
          {workers.map((name) => (
            <option key={name} value={`of ${name}`} selected={filter.worker === name}>
              {name}
            </option>
          ))}
        </select>
      )}
    </fieldset>
  );
}

function workerChosen(value: string): string | null {
  return value === "all" ? null : value === "none" ? "" : value.slice("of ".length);
}
