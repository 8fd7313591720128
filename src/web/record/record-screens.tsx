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
import type { RecordPage } from "../record-page.ts";
import { t } from "../text/translate.ts";
import { EnterRow } from "./enter/enter-row.tsx";
import { ImportFile } from "./enter/import-file.tsx";
import { keptForms } from "./enter/row-form.ts";
import { Overview } from "./overview/overview.tsx";
import type { PageProps } from "./page-frame.tsx";
import { RegisterPage } from "./registers/register-page.tsx";
import { Thing } from "./registers/thing.tsx";
import { SignOffPage } from "./sign-off/sign-off-page.tsx";

const Report = later(async () => (await import("./reports/report-page.tsx")).ReportPage);
const Cases = later(async () => (await import("./cases/cases-page.tsx")).CasesPage);
const Tallies = later(async () => (await import("./cases/tallies-page.tsx")).TalliesPage);
const Edition = later(async () => (await import("./edition/edition-page.tsx")).EditionPage);
const CheckReport = later(async () => (await import("./reports/check-report-page.tsx")).CheckReportPage);

export function RecordScreens(props: {
  readonly engine: Engine;
  readonly view: DeviceView;
  readonly page: RecordPage;
}): JSX.Element {
  const { engine, view, page } = props;
  // Leaving because the device locked: what was being written is nobody else's to find.
  useEffect(() => () => void (engine.view.peek()?.locked !== false && keptForms.clear()), [engine]);
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
  const given: PageProps = {
    engine,
    book,
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
        <Page key={JSON.stringify(page)} page={page} {...given} view={view} />
      </main>
    </>
  );
}

function Page({
  page,
  view,
  ...given
}: PageProps & { readonly page: RecordPage; readonly view: DeviceView }): JSX.Element {
  switch (page.at) {
    case "overview":
      return <Overview {...given} view={view} />;
    case "register":
      return <RegisterPage {...given} register={page.register} />;
    case "thing":
      return <Thing {...given} register={page.register} thing={page.key} />;
    case "enter":
      return <EnterRow {...given} register={page.register} thing={page.key ?? null} corrects={page.source ?? null} />;
    case "import":
      return <ImportFile {...given} register={page.register} />;
    case "sign-off":
      return <SignOffPage {...given} importId={page.import} organisation={page.organisation} />;
    case "cases":
      return <Cases {...given} />;
    case "tallies":
      return <Tallies {...given} />;
    case "report":
      return <Report {...given} view={view} />;
    case "edition":
      return <Edition {...given} asked={page} />;
    case "check-report":
      return <CheckReport {...given} />;
  }
}
