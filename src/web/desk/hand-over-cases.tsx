// All cases of one worker handed to another in one act: from whom, to whom, and how many cases that is.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { caseMark } from "../../core/case/mark.ts";
import type { CaseloadItem, HandedOver } from "../../member/views.ts";
import { Ask } from "../components/ask.tsx";
import { SelectField, TextField } from "../components/fields.tsx";
import type { Engine } from "../engine.ts";
import { Offered } from "../form/answer-input.tsx";
import { apart, language, t } from "../text/translate.ts";
import { useSentence } from "../use-verb.ts";
import { workersIn } from "./caseload-filter.ts";

/** As long as the field of the form. */
const longestName = 80;

export function HandOverCases(props: {
  readonly engine: Engine;
  readonly items: readonly CaseloadItem[];
}): JSX.Element | null {
  const { engine, items } = props;
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [news, setNews] = useSentence();
  const workers = workersIn(items, (a, b) => language().compare(a, b));
  if (workers.length === 0) return null;
  const count = from === "" ? 0 : items.filter(({ worker }) => worker === from).length;
  const name = to.trim();
  return (
    <>
      <Ask
        button={t("handover.button")}
        title={t("handover.title")}
        about={t("handover.about")}
        act={t("handover.do")}
        onBegin={() => {
          setFrom("");
          setTo("");
          setNews(null);
        }}
        verb={() =>
          from === "" || name === "" || name === from ? () => t("handover.gap") : engine.cases.list.handOver(from, name)
        }
        onDone={(handed) => setNews(() => wordsOf(handed))}
      >
        <SelectField
          id="handover-from"
          label={t("handover.from")}
          value={from}
          empty={t("handover.choose")}
          options={workers.map((worker) => ({ value: worker, label: worker }))}
          onChange={setFrom}
        />
        <TextField id="handover-to" label={t("handover.to")} value={to} maxLength={longestName} onInput={setTo} />
        <Offered names={workers.filter((worker) => worker !== from)} value={to} onChoose={setTo} />
        <p role="status">{from !== "" && t("handover.count", { n: count })}</p>
      </Ask>
      <p role="status">{news}</p>
    </>
  );
}

function wordsOf({ done, failed }: HandedOver): string {
  return apart(
    t("handover.done", { n: done }),
    failed.length > 0 && t("handover.failed", { list: language().list(failed.map(caseMark)) }),
  );
}
