// Vouching for an import that another device entered: all of what is in it, then the office that vouches, then a question.
import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { AskDialog } from "../../components/ask.tsx";
import { TextField } from "../../components/fields.tsx";
import { Heading } from "../../components/heading.tsx";
import { Done } from "../../icons.tsx";
import { goBack } from "../../navigation.ts";
import { exactMoment, nameIn } from "../../text/moments.ts";
import { t } from "../../text/translate.ts";
import type { PageProps } from "../page-frame.tsx";
import { BackLink } from "../page-frame.tsx";
import { recordFailure } from "../refusal-words.ts";
import { listAtFirst, StatementTable } from "../registers/statement-table.tsx";
import { organisationName, registerName } from "../words.ts";

export function SignOffPage({
  engine,
  book,
  self,
  importId,
  organisation,
}: PageProps & { readonly importId: string; readonly organisation: string }): JSX.Element {
  const [office, setOffice] = useState(() => nameIn(engine.directory.organisation(self.organisation)?.name ?? {}));
  const [error, setError] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const [list, setList] = useState(listAtFirst);
  const [isSigned, setSigned] = useState(false);
  const rows = useMemo(
    () => book.all.filter((each) => each.import === importId && each.organisation === organisation),
    [book, importId, organisation],
  );
  const [first] = rows;
  const signed = first?.signedOff.some((each) => each.device === self.device) === true || isSigned;

  const said = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isSigned) return;
    scrollTo(0, 0);
    said.current?.focus({ preventScroll: true });
  }, [isSigned]);

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
  return (
    <>
      <BackLink />
      <p class="kicker">{registerName(first.register)}</p>
      <Heading>{t("record.sign.title")}</Heading>
      <p class="lead">
        {t("record.sign.lead", {
          n: rows.length,
          name: organisationName(engine, first.organisation),
          time: exactMoment(Date.parse(first.at)),
        })}
      </p>
      {signed ? (
        <div class="notice good" role="status" tabIndex={-1} ref={said}>
          <Done />
          <p>{t("record.sign.done", { office })}</p>
          <button type="button" class="link" onClick={goBack}>
            {t("record.sign.back")}
          </button>
        </div>
      ) : (
        <p class="notice news">{t("record.sign.means")}</p>
      )}
      {isOwn && <p class="notice waiting">{t("record.sign.own")}</p>}
      {!isOwn && !signed && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (office.trim() === "") {
              setError(t("record.sign.gap"));
              document.getElementById("office")?.focus();
            } else {
              setError(null);
              setAsked(true);
            }
          }}
        >
          <TextField
            id="office"
            label={t("record.sign.office")}
            hint={t("record.sign.office-hint")}
            value={office}
            maxLength={120}
            error={error}
            onInput={setOffice}
          />
          <button type="submit" class="button primary">
            {t("record.sign.do", { n: rows.length })}
          </button>
        </form>
      )}
      <StatementTable
        engine={engine}
        book={book}
        statements={rows}
        caption={registerName(first.register)}
        isWhole
        state={list}
        onState={setList}
      />
      {asked && (
        <AskDialog
          title={t("record.sign.ask", { n: rows.length })}
          onLeave={() => setAsked(false)}
          act={t("record.sign.do", { n: rows.length })}
          verb={() => engine.record.signOff(importId, office.trim(), organisation)}
          words={recordFailure}
          onDone={() => {
            setAsked(false);
            setSigned(true);
          }}
        >
          <p>{t("record.sign.ask-body", { office: office.trim() })}</p>
        </AskDialog>
      )}
    </>
  );
}
