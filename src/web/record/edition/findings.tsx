// What to look at before an edition is signed: each finding with what it is about and what to do, to be mended in the text or answered with a reason.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Row } from "../../../core/registers/row.ts";
import { type Finding, findingCodes, openFindings } from "../../../reports/edition/checks.ts";
import { besideRow } from "../../../reports/edition/edition.ts";
import type { EditionDesk } from "../../../reports/edition/edition-desk.ts";
import { TextField } from "../../components/fields.tsx";
import { Failed } from "../../components/page-form.tsx";
import type { Engine } from "../../engine.ts";
import { apart, t } from "../../text/translate.ts";
import { useVerb } from "../../use-verb.ts";
import { recordFailure } from "../refusal-words.ts";
import { codeWord } from "../words.ts";
import { rowLine, whyWords } from "./rests-on.ts";

export function Findings({
  desk,
  findings,
  write,
  freshKey,
}: {
  readonly desk: EditionDesk;
  readonly findings: readonly Finding[];
  readonly write: (rows: readonly Row<"draft">[]) => ReturnType<Engine["record"]["enter"]>;
  readonly freshKey: () => string;
}): JSX.Element {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
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
    // A row holds some forty of them.
    const batches = Array.from({ length: Math.ceil(ids.length / 30) }, (_, i) => ids.slice(i * 30, i * 30 + 30));
    const rows = batches.map((regards) => besideRow(desk.name, "reason", { key: freshKey(), text, regards }));
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
      <h2 id="edition-checks">{t("record.edition.checks")}</h2>
      <p role="status">
        {open.length === 0 ? t("record.edition.checks-none") : t("record.edition.checks-open", { n: open.length })}
      </p>
      {findingCodes.map((code) => {
        const ofCode = open.filter((one) => one.code === code);
        if (ofCode.length === 0) return null;
        return (
          <fieldset key={code} class="edition-finding">
            <legend class="finding-title">{t(`record.edition.finding.${code}`)}</legend>
            {ofCode.map(({ id, section, about, why, others }) => (
              <FindingLine
                key={id}
                words={apart(
                  codeWord("section", section),
                  aboutWords({ code, about }, desk),
                  ...[whyWords(why) ?? []].flat(),
                  ...others.map(({ source, value }) => t("record.edition.other-says", { source, value })),
                )}
                // No reason makes one text of two.
                chosen={code === "two-versions" ? null : chosen.has(id)}
                onChange={(on) => toggle([id], on)}
              />
            ))}
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

/** A finding that is ticked to be answered; null where nothing answers it. */
function FindingLine({
  words,
  chosen,
  onChange,
}: {
  readonly words: string;
  readonly chosen: boolean | null;
  readonly onChange: (on: boolean) => void;
}): JSX.Element {
  if (chosen === null) return <p>{words}</p>;
  return (
    <label class="tick">
      <input
        class="tick-box"
        type="checkbox"
        checked={chosen}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{words}</span>
    </label>
  );
}
