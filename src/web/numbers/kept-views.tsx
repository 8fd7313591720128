// What of our own numbers is shown, and the views of it that this device keeps, each for somebody who asks again (CN6c).
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { NumbersView } from "../../member/cases/number-views.ts";
import { longestViewName } from "../../member/cases/number-views.ts";
import { type TableName, tableNames } from "../../statistics/own-numbers.ts";
import type { PeriodKind } from "../../statistics/period.ts";
import { AnyOf } from "../components/choices.tsx";
import { TextField } from "../components/fields.tsx";
import { Failed, PageForm } from "../components/page-form.tsx";
import type { Engine } from "../engine.ts";
import { failureText } from "../text/failure.ts";
import { t, words } from "../text/translate.ts";
import { useSentence } from "../use-verb.ts";
import type { NumbersAsked } from "./asked.ts";

export function KeptViews(props: {
  readonly engine: Engine;
  readonly asked: NumbersAsked;
  readonly kind: PeriodKind;
  readonly onShown: (shown: readonly TableName[]) => void;
  readonly onView: (view: NumbersView) => void;
}): JSX.Element {
  const { engine, asked, kind } = props;
  const [views, setViews] = useState<readonly NumbersView[]>([]);
  const [name, setName] = useState("");
  const [news, setNews] = useSentence();
  const [failure, setFailure] = useSentence();
  const read = () => engine.cases.numbers.views().then(setViews);
  useEffect(() => void read(), [engine]);
  const keep = async () => {
    const { chosen, shown } = asked;
    const verdict = await engine.cases.numbers.keepView({ name, kind, chosen, shown });
    setFailure(verdict.is === "failed" ? () => failureText(verdict.reason) : null);
    if (verdict.is === "failed") return;
    setName("");
    setNews(() => t("numbers.kept"));
    await read();
  };
  const forget = async (view: NumbersView) => {
    const verdict = await engine.cases.numbers.forgetView(view.name);
    setFailure(verdict.is === "failed" ? () => failureText(verdict.reason) : null);
    await read();
  };
  return (
    <details class="kept-views" open={views.length > 0}>
      <summary>{t("numbers.layouts")}</summary>
      {views.length > 0 && (
        <ul>
          {views.map((view) => (
            <li key={view.name}>
              <button type="button" class="link" onClick={() => props.onView(view)}>
                <bdi>{view.name}</bdi>
              </button>{" "}
              <button type="button" class="link quiet" onClick={() => void forget(view)}>
                {t("numbers.forget", { name: view.name })}
              </button>
            </li>
          ))}
        </ul>
      )}
      <AnyOf
        id="numbers-shown"
        legend={t("numbers.shown")}
        options={tableNames.map((value) => ({ value, label: words().text(`numbers.table.${value}`) }))}
        values={asked.shown}
        onChange={props.onShown}
      />
      <PageForm onSubmit={() => void keep()}>
        <TextField
          id="numbers-view"
          label={t("numbers.layout-name")}
          value={name}
          maxLength={longestViewName}
          onInput={setName}
        />
        <button type="submit" class="button plain">
          {t("numbers.keep")}
        </button>
      </PageForm>
      <p role="status">{news}</p>
      <Failed words={failure} />
    </details>
  );
}
