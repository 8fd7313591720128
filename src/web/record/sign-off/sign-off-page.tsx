// Vouching for an import that another device entered: all of what is in it, then a question, in which the office is named that vouches.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { Ask } from "../../components/ask.tsx";
import { Button } from "../../components/button.tsx";
import { TextField } from "../../components/fields.tsx";
import { Heading } from "../../components/heading.tsx";
import { Said } from "../../components/said.tsx";
import { Done } from "../../icons.tsx";
import { goBack } from "../../navigation.ts";
import { exactMoment } from "../../text/moments.ts";
import { nameOfOrganisation } from "../../text/organisation-name.ts";
import { t } from "../../text/translate.ts";
import { BackLink, type PagePropsAt } from "../page-frame.tsx";
import { recordFailure } from "../refusal-words.ts";
import { listAtFirst, StatementTable } from "../registers/statement-table.tsx";
import { registerName } from "../words.ts";

type SignOffProps = PagePropsAt<"sign-off">;

export function SignOffPage(props: SignOffProps): JSX.Element {
  const { engine, book, self, page } = props;
  const { import: importId, organisation } = page;
  const [list, setList] = useState(listAtFirst);
  const [signedAs, setSignedAs] = useState<string | null>(null);
  const rows = useMemo(
    () => book.all.filter((each) => each.import === importId && each.organisation === organisation),
    [book, importId, organisation],
  );
  const [first] = rows;
  if (first === undefined) {
    return (
      <>
        <BackLink />
        <Heading>{t("record.sign.title")}</Heading>
        <p class="empty">{t("record.sign.gone")}</p>
      </>
    );
  }
  const isOwn = first.device === self.device;
  const office = signedAs ?? first.signedOff.find((each) => each.device === self.device)?.office ?? null;
  return (
    <>
      <BackLink />
      <p class="kicker">{registerName(first.register)}</p>
      <Heading>{t("record.sign.title")}</Heading>
      <p class="lead">
        {t("record.sign.lead", {
          n: rows.length,
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
      {!isOwn && office === null && <SignForm {...props} rows={rows.length} onSigned={setSignedAs} />}
      <StatementTable
        {...props}
        statements={rows}
        caption={registerName(first.register)}
        isWhole
        state={list}
        onState={setList}
      />
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
    <Said class="notice good" atTop>
      {words}
    </Said>
  );
}

/** The button, and in its question the office that vouches. */
function SignForm(
  props: SignOffProps & { readonly rows: number; readonly onSigned: (office: string) => void },
): JSX.Element {
  const { engine, self, page, rows, onSigned } = props;
  const [name, setName] = useState(() => nameOfOrganisation(engine, self.organisation));
  const office = name.trim();
  const sign = () => {
    if (office !== "") return engine.record.signOff(page.import, office, page.organisation);
    document.getElementById("office")?.focus();
    return () => t("record.sign.gap");
  };
  return (
    <p>
      <Ask
        button={t("record.sign.do", { n: rows })}
        look="button primary"
        title={t("record.sign.ask", { n: rows })}
        act={t("record.sign.do", { n: rows })}
        verb={sign}
        words={recordFailure}
        onDone={() => onSigned(office)}
      >
        {(error) => (
          <TextField
            id="office"
            label={t("record.sign.office")}
            hint={t("record.sign.office-hint")}
            value={name}
            maxLength={120}
            error={error}
            onInput={setName}
          />
        )}
      </Ask>
    </p>
  );
}
