// Other cases of our organisation: those that are linked to the open one, a way to link another, and those that are perhaps of the same person. Nobody
// outside learns of any of it.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { caseMark, findsMark } from "../../core/case/mark.ts";
import type { LinkWord } from "../../core/entry-kind.ts";
import type { CaseView, LinkedCase, PerhapsSame } from "../../member/views.ts";
import { Ask } from "../components/ask.tsx";
import { SelectField, TextField } from "../components/fields.tsx";
import { VerbError } from "../components/verb-error.tsx";
import type { Engine } from "../engine.ts";
import { language, type Sentence, t } from "../text/translate.ts";
import { useVerb } from "../use-verb.ts";
import { caseInWords } from "./case-in-words.ts";

interface LinkProps {
  readonly engine: Engine;
  readonly opened: CaseView;
  readonly onCase: (caseId: string) => void;
  readonly onNews: (news: Sentence | null) => void;
}

const choices = ["child", "parent", "sibling", "partner", "same"] as const satisfies readonly LinkWord[];

export function LinkedCases(props: LinkProps): JSX.Element {
  const { engine, opened, onCase, onNews } = props;
  const caseId = opened.state.id;
  const linked = engine.cases.list.linksOf(caseId);
  return (
    <section class="linked-cases" aria-labelledby="links-title">
      <h2 id="links-title">{t("links.title")}</h2>
      {linked.length > 0 && (
        <ul class="lines">
          {linked.map((link) => (
            <li key={`${link.caseId} ${link.as}`}>
              <button type="button" class="link" onClick={() => onCase(link.caseId)}>
                {wordsOf(link)}
              </button>{" "}
              <Ask
                button={t("links.undo")}
                title={t("links.undo")}
                about={t("links.undo-about")}
                act={t("links.undo")}
                verb={() => engine.cases.steps.link(caseId, link.caseId, "none")}
                onDone={() => onNews(() => t("links.undone"))}
              >
                <p>{wordsOf(link)}</p>
              </Ask>
            </li>
          ))}
        </ul>
      )}
      <LinkAnother {...props} />
    </section>
  );
}

function wordsOf({ caseId, as }: LinkedCase): string {
  return t(`links.as.${as}`, { mark: caseMark(caseId) });
}

/** Another case is named by its mark, as people speak of it. Two cases may have one mark: then both are offered. */
function LinkAnother({ engine, opened, onNews }: LinkProps): JSX.Element {
  const [mark, setMark] = useState("");
  const [chosen, setChosen] = useState("");
  const [as, setAs] = useState("");
  const caseId = opened.state.id;
  const typed = mark.trim();
  const found = typed.length < "KM470".length ? [] : casesOfMark(engine, typed).filter((id) => id !== caseId);
  const other = found.length === 1 ? found[0] : found.find((id) => id === chosen);
  const word = choices.find((choice) => choice === as);
  return (
    <Ask
      button={t("links.button")}
      look="link link-another"
      title={t("links.button")}
      about={t("links.about")}
      act={t("links.act")}
      onBegin={() => {
        setMark("");
        setChosen("");
        setAs("");
      }}
      verb={() => {
        if (typed !== "" && found.length === 0) return () => t("links.not-found");
        return other === undefined || word === undefined
          ? () => t("links.gap")
          : engine.cases.steps.link(caseId, other, word);
      }}
      onDone={() => onNews(() => t("links.done"))}
    >
      <TextField id="link-mark" label={t("links.mark")} value={mark} maxLength={20} onInput={setMark} />
      {found.length > 1 && (
        <SelectField
          id="link-which"
          label={t("links.which")}
          value={chosen}
          empty={t("links.choose")}
          options={found.map((id) => ({ value: id, label: caseInWords(engine, id) }))}
          onChange={setChosen}
        />
      )}
      <p role="status">{found.length === 1 && caseInWords(engine, found[0] ?? "")}</p>
      <SelectField
        id="link-as"
        label={t("links.who")}
        value={as}
        empty={t("links.choose")}
        options={choices.map((choice) => ({ value: choice, label: t(`links.choice.${choice}`) }))}
        onChange={setAs}
      />
    </Ask>
  );
}

function casesOfMark(engine: Engine, mark: string): readonly string[] {
  return engine.caseload.value.map(({ caseId }) => caseId).filter(findsMark(mark));
}

/** Says once that another case is perhaps of the same person. Whatever is answered is remembered. */
export function PerhapsSamePerson({ engine, opened, onCase, onNews }: LinkProps): JSX.Element | null {
  const [found, setFound] = useState<readonly PerhapsSame[]>([]);
  const { busy, error, run } = useVerb();
  const caseId = opened.state.id;
  useEffect(() => lookFor(engine, caseId, setFound), [engine, caseId, opened.state]);
  const answer = (other: string, as: "same" | "not-same") =>
    void run(
      () => engine.cases.steps.link(caseId, other, as),
      () => onNews(() => t(`perhaps-same.said.${as}`)),
    );
  if (found.length === 0) return null;
  return (
    <>
      {found.map(({ caseId: other, because }) => (
        <section key={other} class="notice waiting perhaps-same">
          <p>
            <strong>{t("perhaps-same.title", { mark: caseMark(other) })}</strong>{" "}
            {language().list(because.map((each) => t(`perhaps-same.because.${each}`)))}
            <br />
            <span class="quiet">{t("perhaps-same.about")}</span>
          </p>
          <div class="actions">
            <button type="button" class="button plain" onClick={() => onCase(other)}>
              {t("perhaps-same.look")}
            </button>
            <button type="button" class="button plain" aria-disabled={busy} onClick={() => answer(other, "same")}>
              {t("perhaps-same.same")}
            </button>
            <button type="button" class="button plain" aria-disabled={busy} onClick={() => answer(other, "not-same")}>
              {t("perhaps-same.not-same")}
            </button>
          </div>
        </section>
      ))}
      <VerbError error={error} />
    </>
  );
}

/** How long it looks before what the person does comes first again. */
const atOnce = 8;

/** Looks in the time that is left; gives what ends it. */
function lookFor(engine: Engine, caseId: string, onFound: (found: readonly PerhapsSame[]) => void): () => void {
  const steps = engine.cases.list.perhapsSame(caseId);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const goOn = () => {
    const end = performance.now() + atOnce;
    for (let step = steps?.next(); step !== undefined; step = steps?.next()) {
      if (step.done === true) return onFound(step.value);
      if (performance.now() > end) break;
    }
    if (steps !== null) timer = setTimeout(goOn);
  };
  timer = setTimeout(goOn);
  return () => clearTimeout(timer);
}
