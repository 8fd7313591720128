// A few facts over the years, as small plots with the same numbers in a table (RC21).
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { plotSvg } from "../../../reports/print/svg.ts";
import { yearPlots } from "../../../reports/record-years.ts";
import { drawnWith } from "../../components/drawn.ts";
import { t, words } from "../../text/translate.ts";
import type { PageProps } from "../page-frame.tsx";
import { factName } from "../words.ts";
import "../../plot.css";

export function Years({ engine, book }: Pick<PageProps, "engine" | "book">): JSX.Element | null {
  const thisYear = new Date(engine.now()).getFullYear();
  const plots = useMemo(() => yearPlots(book.all, thisYear, words(), factName), [book, thisYear, words()]);
  if (plots.length === 0) return null;
  return (
    <section aria-labelledby="years-title">
      <h2 id="years-title">{t("record.years.title")}</h2>
      <p class="quiet">{t("record.years.about")}</p>
      <ul class="years">
        {plots.map((plot) => (
          <li key={plot.id}>{drawnWith(plotSvg(plot))}</li>
        ))}
      </ul>
      <details>
        <summary class="proposals-head">{t("record.years.table")}</summary>
        <table>
          <tbody>
            {plots.map(({ id, title, description }) => (
              <tr key={id}>
                <th scope="row">{title}</th>
                <td>{description}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
