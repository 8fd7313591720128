// Vouching for an import that another device entered: all of what is in it, then a question, in which the office is named that vouches.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { Announcement } from "../../components/said.tsx";
import { Done } from "../../icons.tsx";
import { goBack } from "../../navigation.ts";
import { exactMoment } from "../../text/moments.ts";
import { nameOfOrganisation } from "../../text/organisation-name.ts";
import { t } from "../../text/translate.ts";
import { OfficeAsk } from "../office-ask.tsx";
import { PageHead, type PagePropsAt } from "../page-frame.tsx";
import { rowsOfImport } from "../record-numbers.ts";
import { StatementTable } from "../registers/statement-table.tsx";
import { registerName } from "../words.ts";

export function SignOffPage(props: PagePropsAt<"sign-off">): JSX.Element {
  const { engine, book, self, page } = props;
  const [signedAs, setSignedAs] = useState<string | null>(null);
  const rows = useMemo(
    () => rowsOfImport(book, page.import).filter(({ organisation }) => organisation === page.organisation),
    [book, page],
  );
  const [first] = rows;
  if (first === undefined) {
    return (
      <>
        <PageHead>{t("record.sign.title")}</PageHead>
        <p class="empty">{t("record.sign.gone")}</p>
      </>
    );
  }
  const n = rows.length;
  const isOwn = first.device === self.device;
  const office = signedAs ?? first.signedOff.find((each) => each.device === self.device)?.office ?? null;
  return (
    <>
      <PageHead register={first.register}>{t("record.sign.title")}</PageHead>
      <p class="lead">
        {t("record.sign.lead", {
          n,
          name: nameOfOrganisation(engine, first.organisation),
          time: exactMoment(Date.parse(first.at)),
        })}
      </p>
      {office === null ? (
        <p class="notice news">{t("record.sign.means")}</p>
      ) : (
        <SignedOff office={office} isNew={signedAs !== null} />
      )}
      {isOwn && <p class="notice waiting">{t("record.sign.own")}</p>}
      {!isOwn && office === null && (
        <p>
          <OfficeAsk
            engine={engine}
            act={t("record.sign.do", { n })}
            title={t("record.sign.ask", { n })}
            verb={(name) => engine.record.signOff(page.import, name, page.organisation)}
            onDone={setSignedAs}
          />
        </p>
      )}
      <StatementTable {...props} name={page.import} statements={rows} caption={registerName(first.register)} isWhole />
    </>
  );
}

/** The names of those who signed off. Only a name of just now takes the focus. */
function SignedOff({ office, isNew }: { readonly office: string; readonly isNew: boolean }): JSX.Element {
  const words = (
    <>
      <Done />
      <p>{t("record.sign.done", { office })}</p>
      <Button look="link" words={t("app.back")} onPress={goBack} />
    </>
  );
  if (!isNew) return <div class="notice good">{words}</div>;
  return (
    <Announcement class="notice good" atTop>
      {words}
    </Announcement>
  );
}
