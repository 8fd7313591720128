// One thing of the record: what every source says of it side by side, who entered each, who vouches, what was said before, and where it is in
// the log. Nothing is merged: where sources differ, both stand.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { type RegisterName, registerOf } from "../../../core/registers/register-table.ts";
import type { Withdrawn } from "../../../record/book.ts";
import { refId, type Statement, type Version } from "../../../record/statement.ts";
import { fieldsInWords } from "../../../reports/text/value-words.ts";
import { Button } from "../../components/button.tsx";
import { Exact } from "../../components/exact.tsx";
import { Announcement } from "../../components/said.tsx";
import { exactMoment } from "../../text/moments.ts";
import { nameOfOrganisation } from "../../text/organisation-name.ts";
import { apart, formatNumber, t, words } from "../../text/translate.ts";
import { differs, Facts, fieldFacts } from "../facts.tsx";
import { goRecord, mayWrite, PageHead, type PageProps, type PagePropsAt } from "../page-frame.tsx";
import { statementsOf } from "../statements-of.ts";
import { rowWords, sourceWords, valuesOf } from "../words.ts";
import { SealedMark, Signed } from "./marks.tsx";
import { WithdrawRow } from "./withdraw-row.tsx";

export function Thing({ page: { register, key: thing }, ...props }: PagePropsAt<"thing">): JSX.Element {
  const { book } = props;
  const statements = statementsOf(book, register, thing);
  const withdrawn = book.withdrawn.filter((each) => each.register === register && each.key === thing);
  const [first] = statements;
  const isUnlike = Object.keys(registerOf(register).fields).some((field) => differs(statements.map(valuesOf), field));
  const [takenBack, setTakenBack] = useState(0);
  return (
    <>
      <PageHead register={register}>{first === undefined ? thing : commonWords(first, statements)}</PageHead>
      <p class="quiet">
        {t("record.column.key")}: <Exact>{thing}</Exact>
      </p>
      {statements.length === 0 && withdrawn.length === 0 && <p class="empty">{t("record.thing.none")}</p>}
      {statements.length > 1 && (
        <p class="notice news">
          {t(isUnlike ? "record.thing.differ" : "record.thing.agree", { n: statements.length })}
        </p>
      )}
      {statements.length > 0 && (
        <div class="side-by-side">
          {statements.map((statement) => (
            <OneSource
              key={refId(statement.ref)}
              {...props}
              statement={statement}
              statements={statements}
              onTakenBack={() => setTakenBack(takenBack + 1)}
            />
          ))}
        </div>
      )}
      {takenBack > 0 && (
        <Announcement key={takenBack} class="notice news">
          {t("record.withdraw.done")} {t("record.done.soon")} {t("record.thing.again-about")}
        </Announcement>
      )}
      {withdrawn.map((each) => (
        <TakenBack key={`${each.source} ${each.organisation}`} {...props} withdrawn={each} />
      ))}
      {mayWrite(props, register) && statements.length > 0 && (
        <p>
          <Button
            look="plain"
            words={t("record.thing.other-source")}
            onPress={() => goRecord({ at: "enter", register, key: thing })}
          />
        </p>
      )}
    </>
  );
}

/** What one source says, beside the others. */
function OneSource(
  props: PageProps & {
    readonly statement: Statement;
    readonly statements: readonly Statement[];
    readonly onTakenBack: () => void;
  },
): JSX.Element {
  const { engine, book, statement, statements } = props;
  const { register, source, organisation, sealed, signedOff, ref, leaf } = statement;
  return (
    <article class="card statement">
      <h2>{sourceWords(statement, book)}</h2>
      <p class="quiet">
        {t("record.thing.entered", {
          name: nameOfOrganisation(engine, organisation),
          time: exactMoment(Date.parse(statement.at)),
        })}
      </p>
      <p class="marks">
        {sealed && <SealedMark />}
        <Signed statement={statement} />
      </p>
      <Facts facts={fieldFacts(register, valuesOf(statement), statements.map(valuesOf))} />
      {signedOff.map((each) => (
        <p key={refId(each.ref)} class="quiet">
          {t("record.thing.signed", { office: each.office, time: exactMoment(Date.parse(each.at)) })}
        </p>
      ))}
      <History register={register} history={statement.history} />
      <details>
        <summary>{t("record.thing.where")}</summary>
        <Facts
          facts={[
            { name: t("record.thing.note"), value: <Exact>{ref.note}</Exact> },
            { name: t("record.thing.row"), value: formatNumber(ref.row + 1) },
            { name: t("column.leaf"), value: leaf === null ? t("record.mark.not-logged") : formatNumber(leaf) },
          ]}
        />
      </details>
      {isOursToWrite(props, statement) && (
        <p class="statement-acts">
          <Button
            look="link"
            words={t("record.thing.correct")}
            onPress={() => goRecord({ at: "enter", register, key: statement.key, source })}
          />
          <WithdrawRow engine={engine} statement={statement} onDone={props.onTakenBack} />
        </p>
      )}
    </article>
  );
}

/** Whoever said something corrects it, takes it back, and says it again. */
function isOursToWrite(props: PageProps, { register, organisation }: Pick<Statement, "register" | "organisation">) {
  return organisation === props.self.organisation && mayWrite(props, register);
}

function TakenBack(props: PageProps & { readonly withdrawn: Withdrawn }): JSX.Element {
  const { register, key, source, organisation, reason, at, history } = props.withdrawn;
  return (
    <section class="card">
      <h2>{t("record.thing.withdrawn", { source: sourceWords(props.withdrawn, props.book) })}</h2>
      <p>{t("record.thing.withdrawn-why", { reason })}</p>
      <p class="quiet">{apart(nameOfOrganisation(props.engine, organisation), exactMoment(Date.parse(at)))}</p>
      <History register={register} history={history} />
      {isOursToWrite(props, props.withdrawn) && (
        <p class="statement-acts">
          <Button
            look="link"
            words={t("record.thing.again")}
            onPress={() => goRecord({ at: "enter", register, key, source })}
          />
        </p>
      )}
    </section>
  );
}

function History(props: { readonly register: RegisterName; readonly history: readonly Version[] }): JSX.Element | null {
  const { register, history } = props;
  if (history.length === 0) return null;
  return (
    <details>
      <summary>{t("record.thing.history", { n: history.length })}</summary>
      <ol class="lines">
        {history.map((version) => (
          <li key={refId(version.ref)}>
            <span class="quiet">{exactMoment(Date.parse(version.at))}</span>{" "}
            {version.values === null
              ? t("record.thing.was-withdrawn")
              : fieldsInWords(words(), register, version.values)}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** What the sources say without contradiction, so that no side stands in the heading. */
function commonWords(first: Statement, statements: readonly Statement[]): string {
  const values = Object.entries(first.values).filter(([field]) => !differs(statements.map(valuesOf), field));
  return rowWords({ ...first, values: Object.fromEntries(values) } as Statement) || first.key;
}
