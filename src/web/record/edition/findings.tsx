// What to look at before an edition is signed: each finding with what it is about and what to do, to be mended in the text or answered with a reason.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { type Finding, type FindingCode, findingCodes, openFindings } from "../../../reports/edition/checks.ts";
import { besideRows } from "../../../reports/edition/edition.ts";
import type { EditionDesk } from "../../../reports/edition/edition-desk.ts";
import { Button } from "../../components/button.tsx";
import { Tick } from "../../components/choices.tsx";
import { TextField } from "../../components/fields.tsx";
import { apart, formatNumber, t } from "../../text/translate.ts";
import { goRecord } from "../page-frame.tsx";
import { codeWord } from "../words.ts";
import { type Draft, freshKey, useWriting } from "./draft.tsx";
import { rowLine, sourceTitle } from "./rests-on.tsx";
import { useFirst, useTicked } from "./ticked.tsx";

/** Of one kind; the others are shown when they are asked for. */
const shownAtOnce = 8;

/** No reason makes one text of two. */
const isAnswerable = ({ code }: Pick<Finding, "code">) => code !== "two-versions";

export function Findings(props: { readonly draft: Draft; readonly findings: readonly Finding[] }): JSX.Element {
  const { draft, findings } = props;
  const [reason, setReason] = useState("");
  const ticked = useTicked();
  const { busy, failed, write, say } = useWriting(draft);
  const open = openFindings(findings);
  const answered = findings.length - open.length;
  const answer = () => {
    const ids = open.filter((one) => ticked.has(one.id) && isAnswerable(one)).map(({ id }) => id);
    const text = reason
      .trim()
      .replace(/\s*\n\s*/g, " ")
      .normalize("NFC");
    if (ids.length === 0 || text === "") return say(() => t("record.edition.reason-missing"));
    const { name } = draft.desk;
    write(besideRows(name, "reason", { text, regards: ids, key: () => freshKey(draft) }), () => {
      ticked.clear();
      setReason("");
    });
  };
  return (
    <section aria-labelledby="edition-checks">
      <h2 id="edition-checks" tabIndex={-1}>
        {t("record.edition.checks")}
      </h2>
      <p role="status">
        {open.length === 0 ? t("record.edition.checks-none") : t("record.edition.checks-open", { n: open.length })}
      </p>
      {findingCodes.map((code) => (
        <OfOneKind
          key={code}
          code={code}
          desk={draft.desk}
          findings={open.filter((one) => one.code === code)}
          ticked={ticked}
        />
      ))}
      {open.length > 0 && (
        <>
          <TextField
            id="edition-reason"
            label={t("record.edition.reason")}
            value={reason}
            maxLength={2000}
            lines={2}
            onInput={setReason}
          />
          {failed}
          <Button look="plain" words={t("record.edition.answer")} isBusy={busy} onPress={answer} />
        </>
      )}
      {answered > 0 && <p class="quiet">{t("record.edition.answered", { n: answered })}</p>}
    </section>
  );
}

/** Findings of one kind: each with the way to where it is mended, and to be ticked to be answered. */
function OfOneKind({
  code,
  desk,
  findings,
  ticked,
}: {
  readonly code: FindingCode;
  readonly desk: EditionDesk;
  readonly findings: readonly Finding[];
  readonly ticked: ReturnType<typeof useTicked>;
}): JSX.Element | null {
  const [shown, more] = useFirst(findings, shownAtOnce);
  const ids = findings.map(({ id }) => id);
  if (findings.length === 0) return null;
  return (
    <fieldset class="edition-finding">
      <legend>{t(`record.edition.finding.${code}`)}</legend>
      {shown.map((finding) => {
        const words = lineOf(finding, desk);
        return (
          <div key={finding.id} class="act-line">
            {isAnswerable(finding) ? (
              <Tick is={ticked.has(finding.id)} label={words} onTick={(is) => ticked.set([finding.id], is)} />
            ) : (
              <span>{words}</span>
            )}
            <Button look="link" words={t("record.edition.mend")} about={words} onPress={() => toMend(finding)} />
          </div>
        );
      })}
      <p class="actions start">
        {more}
        {ids.length > 1 && isAnswerable({ code }) && (
          <Button
            look="link"
            words={t("record.edition.tick-all", { n: ids.length })}
            onPress={() => ticked.set(ids, true)}
          />
        )}
      </p>
    </fieldset>
  );
}

/** What a finding is about: the words or the number, a row in words, a question. */
function aboutWords({ code, about }: Finding, { grounds }: EditionDesk): string {
  if (code === "judgement-missing") return codeWord("question", about);
  if (code !== "unused") return about;
  const row = grounds.statements.find(({ register, key, source }) => `${register} ${key} (${source})` === about);
  return row === undefined ? about : rowLine(row, grounds);
}

function lineOf(finding: Finding, desk: EditionDesk): string {
  const { section, why, others } = finding;
  return apart(
    codeWord("section", section),
    aboutWords(finding, desk),
    why !== null && t(`record.edition.why.${why}`),
    ...others.map(({ source, value }) =>
      t("record.edition.other-says", {
        source: sourceTitle(source, desk.grounds),
        value: /^\d+$/.test(value) ? formatNumber(Number(value)) : value,
      }),
    ),
  );
}

/** Where it is mended: its paragraph, the judgement that is missing, or the section that lacks it. */
function toMend({ code, section, paragraph }: Finding): void {
  if (code === "judgement-missing") {
    goRecord({ at: "enter", register: "judgement" });
    return;
  }
  const place = document.getElementById(paragraph === null ? `edition-${section}` : `paragraph-${paragraph}`);
  place?.scrollIntoView({ block: "start" });
  place?.focus({ preventScroll: true });
}
