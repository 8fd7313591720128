// The screens of the country's record and of the yearly report: for coordinators, rapporteurs, justice and educators the first ones,
// for other readers a way off from their desk. Loaded when they are needed, with their own words and look.
import "./record.css";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { DeviceView } from "../../member/views.ts";
import { AlarmList } from "../components/alarms.tsx";
import { later } from "../components/later.tsx";
import { RecoveryAction } from "../components/recovery-action.tsx";
import type { Engine } from "../engine.ts";
import { forgetOnLock } from "../forget-on-lock.ts";
import type { RecordPage } from "../record-page.ts";
import { t } from "../text/translate.ts";
import { EnterRow } from "./enter/enter-row.tsx";
import { ImportFile } from "./enter/import-file.tsx";
import { forgetAll } from "./kept.ts";
import { Overview } from "./overview/overview.tsx";
import type { PagePropsAt } from "./page-frame.tsx";
import { RegisterPage } from "./registers/register-page.tsx";
import { Thing } from "./registers/thing.tsx";
import { SignOffPage } from "./sign-off/sign-off-page.tsx";

/** Each page by its name; what is seldom opened comes when it is. */
const pages: { readonly [At in RecordPage["at"]]: (props: PagePropsAt<At>) => JSX.Element } = {
  overview: Overview,
  register: RegisterPage,
  thing: Thing,
  enter: EnterRow,
  import: ImportFile,
  "sign-off": SignOffPage,
  cases: later(async () => (await import("./cases/cases-page.tsx")).CasesPage),
  tallies: later(async () => (await import("./cases/tallies-page.tsx")).TalliesPage),
  report: later(async () => (await import("./reports/report-page.tsx")).ReportPage),
  edition: later(async () => (await import("./edition/edition-page.tsx")).EditionPage),
  "check-report": later(async () => (await import("./reports/check-report-page.tsx")).CheckReportPage),
};

export function RecordScreens(props: {
  readonly engine: Engine;
  readonly view: DeviceView;
  readonly page: RecordPage;
}): JSX.Element {
  const { engine, view, page } = props;
  // What was being written is nobody else's to find, also where another screen is open at the lock.
  useEffect(() => forgetOnLock(engine, forgetAll), [engine]);
  const book = engine.record.book;
  if (book === null || view.self === null) {
    return (
      <main>
        <p class="column" role="status">
          {t("app.loading")}
        </p>
      </main>
    );
  }
  const Page = pages[page.at] as (props: PagePropsAt<RecordPage["at"]>) => JSX.Element;
  const given = {
    ...{ engine, book, view, page },
    self: { organisation: view.self.organisation.id, device: view.self.device, party: view.self.organisation.party },
  };
  return (
    <>
      <AlarmList
        engine={engine}
        alarms={view.alarms}
        action={(alarm) => <RecoveryAction engine={engine} alarm={alarm} />}
      />
      <main id="content" class="record" data-page={page.at}>
        <Page key={JSON.stringify(page)} {...given} />
      </main>
    </>
  );
}
