// Our count of the year, for the country: all that would leave, in plain words; one device sends it, another one signs it (YC4b).
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { CountDraft, NoDraft } from "../../member/counts.ts";
import { countSentences } from "../../reports/count-words.ts";
import { Ask } from "../components/ask.tsx";
import { BackButton } from "../components/back-button.tsx";
import { SelectField } from "../components/fields.tsx";
import { Heading } from "../components/heading.tsx";
import type { Engine } from "../engine.ts";
import { listOf } from "../text/moments.ts";
import { nameOfOrganisation } from "../text/organisation-name.ts";
import { language, t, words } from "../text/translate.ts";
import "./count-lines.css";

export function YearCountPage({ engine }: { readonly engine: Engine }): JSX.Element {
  const { counts } = engine.device;
  const last = counts.lastYear;
  const [year, setYear] = useState(last);
  return (
    <main id="content" class="column year-count">
      <BackButton />
      <Heading>{t("count.title")}</Heading>
      <p>{t("count.about", { offices: listOf(counts.offices.map((office) => nameOfOrganisation(engine, office))) })}</p>
      {last === null || year === null ? (
        <p class="empty">{t("count.no-year")}</p>
      ) : (
        <>
          <SelectField
            id="count-year"
            label={t("count.year")}
            value={String(year)}
            empty=""
            options={[last, last - 1].map((each) => ({ value: String(each), label: yearWords(each) }))}
            onChange={(chosen) => setYear(Number(chosen))}
          />
          <CountOfYear key={year} engine={engine} year={year} />
        </>
      )}
    </main>
  );
}

function CountOfYear({ engine, year }: { readonly engine: Engine; readonly year: number }): JSX.Element {
  const { counts } = engine.device;
  const device = engine.view.value?.self?.device ?? "";
  const sent = counts.sentOf(year);
  const [draft, setDraft] = useState<CountDraft | NoDraft | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isHere = true;
    void counts.draft(year).then((made) => isHere && setDraft(made));
    return () => {
      isHere = false;
    };
  }, [counts, year, turn, sent?.import, engine.caseload.value]);
  const again = () => {
    setTurn(turn + 1);
    void engine.device.sync();
  };
  if (draft === null) return <p role="status">{t("count.counting")}</p>;
  // A locked device shows its own screen.
  if (draft === "locked") return <p class="empty">{t("count.counting")}</p>;
  const isMade = typeof draft !== "string";
  const isWaiting = sent !== null && !sent.isSigned;
  const maySign = isWaiting && !sent.devices.includes(device);
  return (
    <>
      {sent !== null && (
        <div class="count-sent">
          <p class={sent.isSigned ? "notice good" : "notice waiting"} role="status">
            {t(sent.isSigned ? "count.signed" : counts.isAlone(year) ? "count.alone" : "count.unsigned")}
          </p>
          <Sentences lines={countSentences(sent.count, words())} />
          {maySign && isMade && !draft.isSent && <p class="notice waiting">{t("count.other")}</p>}
          {maySign && (
            <Ask
              button={t("count.sign")}
              look="button primary"
              title={t("count.sign-ask", { year: yearWords(year) })}
              act={t("count.sign")}
              verb={() => counts.sign(year, sent)}
              onDone={again}
            >
              {null}
            </Ask>
          )}
        </div>
      )}
      {!isMade && <p class="empty">{t(`count.none.${draft}`, { year: yearWords(year), next: yearWords(year + 1) })}</p>}
      {isMade && draft.isSent && <p>{t("count.is-sent")}</p>}
      {isMade && !draft.isSent && (
        <div class="count-draft">
          {draft.edition > 1 && <p class="notice waiting">{t("count.corrects")}</p>}
          <p class="notice news">
            <strong>{t("count.all")}</strong> {t("count.marks")}
          </p>
          <Sentences lines={countSentences(draft.count, words())} />
          <Ask
            button={t("count.send")}
            look="button primary"
            title={t("count.send-ask", { year: yearWords(year) })}
            act={t("count.send")}
            verb={() => counts.send(draft)}
            onDone={again}
          >
            <p>{t("count.all")}</p>
          </Ask>
        </div>
      )}
    </>
  );
}

function yearWords(year: number): string {
  return language().date(String(year));
}

function Sentences({ lines }: { readonly lines: readonly string[] }): JSX.Element {
  return (
    <ul class="count-lines">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
