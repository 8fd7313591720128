// The search at the desk. What the list shows is found while it is typed; a name is looked for when Enter is pressed, since what is found by it goes
// into the history of the case (SL10).
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { TextField } from "../components/fields.tsx";
import { PageForm } from "../components/page-form.tsx";
import type { Engine } from "../engine.ts";
import { failureText } from "../text/failure.ts";
import { t } from "../text/translate.ts";
import { useSentence } from "../use-verb.ts";

const none: ReadonlySet<string> = new Set();

export function FindCases(props: {
  readonly engine: Engine;
  readonly wanted: string;
  readonly onWanted: (words: string) => void;
  /** Which cases a search for a name found; none as soon as other words are typed. */
  readonly onNamed: (caseIds: ReadonlySet<string>) => void;
}): JSX.Element {
  const { engine, wanted } = props;
  const [news, setNews] = useSentence();
  const typed = useRef(wanted);
  const type = (words: string) => {
    typed.current = words;
    props.onWanted(words);
    props.onNamed(none);
    setNews(null);
  };
  const search = async () => {
    // Whoever presses Enter at once searches for what stands in the field, drawn or not.
    const words = typed.current;
    if (words.trim() === "") return;
    const result = await engine.cases.list.findNamed(words);
    // Other words were typed meanwhile: what was found is not for them.
    if (typed.current !== words) return;
    if (result.is === "failed") {
      setNews(() => failureText(result.reason));
      return;
    }
    const { count, caseIds, unopened } = result.value;
    props.onNamed(caseIds);
    setNews(() =>
      [
        count === 0 ? t("find.none") : caseIds.size === 0 ? t("find.many", { n: count }) : t("find.some", { n: count }),
        ...(unopened === 0 ? [] : [t("find.unopened", { n: unopened })]),
      ].join(" "),
    );
  };
  return (
    <PageForm class="find" onSubmit={() => void search()}>
      <TextField
        id="find"
        label={t("desk.find")}
        placeholder={t("desk.find")}
        value={wanted}
        maxLength={80}
        onInput={type}
      />
      {wanted.trim() !== "" && news === null && (
        <>
          <button type="submit" class="button plain wide">
            {t("find.names")}
          </button>
          <p class="hint">{t("find.journal")}</p>
        </>
      )}
      <p class="quiet" role="status">
        {news}
      </p>
    </PageForm>
  );
}
