// What to look at before an edition is signed: each finding with what it is about and what to do, to be mended in the text or answered with a reason.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { type Finding, type FindingCode, findingCodes, openFindings } from "../../../reports/edition/checks.ts";
import { besideRow, inRows } from "../../../reports/edition/edition.ts";
import type { EditionDesk } from "../../../reports/edition/edition-desk.ts";
import { TextField } from "../../components/fields.tsx";
import { Failed } from "../../components/page-form.tsx";
import { apart, formatNumber, t } from "../../text/translate.ts";
import { useVerb } from "../../use-verb.ts";
import { goRecord } from "../go-record.ts";
import { recordFailure } from "../refusal-words.ts";
import { codeWord } from "../words.ts";
import { rowLine, sourceTitle, whyWords } from "./rests-on.tsx";
import type { WriteDraft } from "./write-draft.ts";

/** Of one kind; the others are shown when they are asked for. */
const shownAtOnce = 8;

export function Findings({
  desk,
  findings,
  write,
  freshKey,
}: {
  readonly desk: EditionDesk;
  readonly findings: readonly Finding[];
  readonly write: WriteDraft;
  readonly freshKey: () => string;
}): JSX.Element {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [whole, setWhole] = useState<ReadonlySet<FindingCode>>(new Set());
  const [reason, setReason] = useState("");
  const { busy, error, run, say } = useVerb(recordFailure);
  const open = openFindings(findings);
  const answered = findings.length - open.length;
  const toggle = (ids: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const id of ids)
      if (on) next.add(id);
      else next.delete(id);
    setChosen(next);
  };
  const answer = () => {
    const ids = open.filter(({ id, code }) => chosen.has(id) && code !== "two-versions").map(({ id }) => id);
    const text = reason
      .trim()
      .replace(/\s*\n\s*/g, " ")
      .normalize("NFC");
    if (ids.length === 0 || text === "") return say(() => t("record.edition.reason-missing"));
    const rows = inRows(ids).map((regards) => besideRow(desk.name, "reason", { key: freshKey(), text, regards }));
    void run(
      () => write(rows),
      () => {
        setChosen(new Set());
        setReason("");
      },
    );
  };
  return (
    <section class="edition-checks" aria-labelledby="edition-checks">
      <h2 id="edition-checks" tabIndex={-1}>
        {t("record.edition.checks")}
      </h2>
      <p role="status">
        {open.length === 0 ? t("record.edition.checks-none") : t("record.edition.checks-open", { n: open.length })}
      </p>
      {findingCodes.map((code) => {
        const ofCode = open.filter((one) => one.code === code);
        if (ofCode.length === 0) return null;
        return (
          <fieldset key={code} class="edition-finding">
            <legend class="finding-title">{t(`record.edition.finding.${code}`)}</legend>
            {ofCode.slice(0, whole.has(code) ? undefined : shownAtOnce).map((finding) => (
              <FindingLine
                key={finding.id}
                words={lineOf(finding, desk)}
                mend={() => toMend(finding)}
                // No reason makes one text of two.
                chosen={code === "two-versions" ? null : chosen.has(finding.id)}
                onChange={(on) => toggle([finding.id], on)}
              />
            ))}
            <p class="actions start">
              {ofCode.length > shownAtOnce && !whole.has(code) && (
                <button type="button" class="link" onClick={() => setWhole(new Set([...whole, code]))}>
                  {t("record.edition.all", { n: ofCode.length })}
                </button>
              )}
              {ofCode.length > 1 && code !== "two-versions" && (
                <button
                  type="button"
                  class="link"
                  onClick={() =>
                    toggle(
                      ofCode.map(({ id }) => id),
                      true,
                    )
                  }
                >
                  {t("record.edition.tick-all", { n: ofCode.length })}
                </button>
              )}
            </p>
          </fieldset>
        );
      })}
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
          <Failed words={error} />
          <button type="button" class="button plain" aria-disabled={busy} onClick={answer}>
            {t("record.edition.answer")}
          </button>
        </>
      )}
      {answered > 0 && <p class="quiet">{t("record.edition.answered", { n: answered })}</p>}
    </section>
  );
}

/** What a finding is about: the words or the number, a row in words, a question. */
function aboutWords({ code, about }: Pick<Finding, "code" | "about">, { grounds }: EditionDesk): string {
  if (code === "judgement-missing") return codeWord("question", about);
  if (code !== "unused") return about;
  const row = grounds.statements.find(({ register, key, source }) => `${register} ${key} (${source})` === about);
  return row === undefined ? about : rowLine(row, grounds);
}

function lineOf({ code, section, about, why, others }: Finding, desk: EditionDesk): string {
  return apart(
    codeWord("section", section),
    aboutWords({ code, about }, desk),
    ...[whyWords(why) ?? []].flat(),
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

/** A finding with the way to where it is mended, to be ticked to be answered; `chosen` is null where nothing answers it. */
function FindingLine({
  words,
  mend,
  chosen,
  onChange,
}: {
  readonly words: string;
  readonly mend: () => void;
  readonly chosen: boolean | null;
  readonly onChange: (on: boolean) => void;
}): JSX.Element {
  return (
    <div class="finding-line">
      {chosen === null ? (
        <p class="line-words">{words}</p>
      ) : (
        <label class="tick line-words">
          <input
            class="tick-box"
            type="checkbox"
            checked={chosen}
            onChange={(event) => onChange(event.currentTarget.checked)}
          />
          <span>{words}</span>
        </label>
      )}
      <button type="button" class="link" aria-label={apart(t("record.edition.mend"), words)} onClick={mend}>
        {t("record.edition.mend")}
      </button>
    </div>
  );
}
