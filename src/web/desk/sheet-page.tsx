// One sheet of the open case on the screen: a new one, or one that is changed. What is typed is kept as a draft until it is saved.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { ownFileForm } from "../../core/case/own-file.ts";
import { knownAnswers } from "../../core/case/return-plan.ts";
import { type Answers, type FormVersion, keyOfRole } from "../../core/form/form.ts";
import type { Saying, Sheet } from "../../core/form/sheet.ts";
import { presentFields } from "../../core/present-fields.ts";
import type { CaseDesk } from "../../member/cases.ts";
import type { CaseView, SheetsView } from "../../member/views.ts";
import { Ask } from "../components/ask.tsx";
import { Tick } from "../components/choices.tsx";
import type { Engine } from "../engine.ts";
import { wordsOfForm } from "../form/form-words.ts";
import { OfCountry } from "../form/of-country.tsx";
import { SheetForm } from "../form/sheet-form.tsx";
import { nameIn, shortMoment } from "../text/moments.ts";
import { apart, type Sentence, t } from "../text/translate.ts";
import { ConsulRequest } from "./consul-request.tsx";
import { endForm } from "./form-places.ts";
import { LetterButton } from "./letter-button.tsx";
import { Misplaced } from "./misplaced.tsx";
import { ReturnMisfits } from "./return-misfit.tsx";
import { ReturnPartner } from "./return-partner.tsx";
import { nameableIn } from "./sheet-words.ts";

export interface SheetAsked {
  readonly form: string;
  /** Null for a new one. */
  readonly sheet: string | null;
  /** The task from which it was opened: saving it does the task. */
  readonly task: string | null;
  /** The question whose day the task reminds of: a save that moves the day moves the task, and does not do it. */
  readonly moves?: string;
  /** What stands in a new one that nobody began yet: the worker sees it before it is saved. */
  readonly set?: Answers["set"];
}

interface SheetPageProps {
  readonly engine: Engine;
  readonly opened: CaseView;
  readonly view: SheetsView;
  readonly self: string;
  readonly asked: SheetAsked;
  readonly onDone: (news: Sentence) => void;
  readonly onLeave: () => void;
}

export function SheetPage(props: SheetPageProps): JSX.Element | null {
  const { engine, opened, view, asked } = props;
  const cases: CaseDesk = engine.cases;
  const caseId = opened.state.id;
  const version = engine.directory.forms.newest(asked.form);
  const sheet = version === undefined ? null : sheetAsked(view, version, asked);
  const place = sheet === null ? null : sheet.sheet;
  // What was meant for us alone stays so when it is gone on with (FM10e, FD13).
  const begun = () => cases.saves.begun.of(caseId, asked.form, place);
  const [onlyUs, setOnlyUs] = useState(() => begun()?.onlyUs);
  const onOnlyUs = (only: boolean) => {
    setOnlyUs(only);
    const typed = begun();
    if (typed !== null) void cases.saves.begun.keep(caseId, asked.form, place, { ...typed, onlyUs: only });
  };
  if (version === undefined) return null;
  const words = wordsOfForm(engine, version);
  const isEnd = sheet === null && asked.form === endForm(engine, view, opened);
  const titleNow = () => wordsOfForm(engine, version).title;
  return (
    <section class="sheet-page" aria-labelledby="sheet-title">
      <OfCountry engine={engine} version={version} />
      <SheetForm
        key={`${asked.form}/${asked.sheet ?? ""}`}
        form={version.form}
        words={words}
        named={nameableIn(engine, view)}
        facts={view.facts}
        sheet={sheet}
        begun={begun()}
        beginsWith={beginningOf(view, asked)}
        known={sheet === null || sheet.by === props.self ? knownAnswers(version.form, view.facts) : {}}
        readBy={
          <>
            {isEnd && <p>{t("close.body")}</p>}
            <ReturnPartner {...props} form={asked.form} />
            {asked.form.startsWith("return") && <ReturnMisfits engine={engine} misfit={view.returnMisfit} />}
            <ConsulRequest {...props} sheet={sheet} />
            <LetterButton engine={engine} view={view} sheet={sheet} />
            <ReadBy {...props} sheet={place} onlyUs={onlyUs} onOnlyUs={onOnlyUs} />
          </>
        }
        {...(isEnd ? { act: t("act.close") } : {})}
        saidBy={(saying) => saidBy(engine, saying)}
        onKeep={(changes) =>
          void cases.saves.begun.keep(caseId, asked.form, place, {
            ...changes,
            ...presentFields({ onlyUs }),
          })
        }
        onSave={(change) =>
          cases.saveSheet(caseId, {
            form: asked.form,
            ...change,
            ...presentFields({ sheet: place ?? undefined, for: taskDone(asked, change), onlyUs }),
          })
        }
        onDone={() => props.onDone(() => (isEnd ? t("close.done") : t("sheet.saved", { form: titleNow() })))}
        onLeave={props.onLeave}
      />
      {sheet !== null && !sheet.struckOut && (
        <Ask
          button={t("sheet.strike-out")}
          title={t("sheet.strike-out")}
          act={t("sheet.strike-out-act")}
          manner="grave"
          isFinal
          verb={() => cases.saves.strikeOutSheet(caseId, sheet.form, sheet.sheet)}
          onDone={() => props.onDone(() => t("sheet.struck-out", { form: titleNow() }))}
        >
          <p>{t("sheet.strike-out-about")}</p>
        </Ask>
      )}
      {sheet !== null && (
        <Misplaced
          engine={engine}
          caseId={caseId}
          self={props.self}
          sheet={sheet}
          version={version}
          named={nameableIn(engine, view)}
          onDone={props.onDone}
        />
      )}
    </section>
  );
}

function taskDone({ task, moves }: SheetAsked, { set, gone }: Answers): string | undefined {
  const isMoved = moves !== undefined && (Object.hasOwn(set, moves) || Object.hasOwn(gone, moves));
  return isMoved ? undefined : (task ?? undefined);
}

/** Who reads each part of it, before it is saved, and one press to keep it among us. */
function ReadBy(
  props: SheetPageProps & {
    readonly sheet: string | null;
    readonly onlyUs: boolean | undefined;
    readonly onOnlyUs: (only: boolean) => void;
  },
): JSX.Element {
  const { engine, opened, asked, self } = props;
  const readers = engine.cases.saves.sheetReaders(opened.state.id, asked.form, props.sheet, props.onlyUs);
  const others = new Set(readers.flatMap(({ to }) => to).filter((id) => id !== self));
  const names = [...others].map(
    (id) => nameIn(engine.directory.organisation(id)?.name ?? {}) || t("desk.unknown-sender"),
  );
  const couldBeRead =
    names.length === 0 &&
    engine.cases.saves
      .sheetReaders(opened.state.id, asked.form, props.sheet, false)
      .some(({ to }) => to.some((id) => id !== self));
  // FD15c: who reads a decision follows from what the person agreed to alone.
  const isDecision = keyOfRole(engine.directory.forms.newest(asked.form)?.form, "identified") !== undefined;
  return (
    <div class="read-by">
      <p class="quiet">
        {names.length === 0 ? t("sheet.read-by-us") : t("sheet.read-by", { names: apart(t("case.you"), ...names) })}
      </p>
      {(names.length > 0 || couldBeRead) && !isDecision && (
        // FM10h: what the person says of the help is kept before anybody presses.
        <Tick is={names.length === 0} label={t("sheet.only-us")} onTick={props.onOnlyUs} />
      )}
    </div>
  );
}

/** What stands in a new sheet before anything was typed. OF7: of the end of our help, that the person has a copy once their own file was given. */
function beginningOf({ sheets }: SheetsView, { form, set = {} }: SheetAsked): Answers["set"] {
  const isGiven = sheets.some((each) => each.form === ownFileForm && !each.struckOut);
  return form === "close" && isGiven ? { "copy-given": true, ...set } : set;
}

function sheetAsked(view: SheetsView, { form }: FormVersion, asked: SheetAsked): Sheet | null {
  const wanted = form.many ? asked.sheet : "one";
  return view.sheets.find((each) => each.form === asked.form && each.sheet === wanted) ?? null;
}

function saidBy(engine: Engine, saying: Saying): string {
  const by = saying.by === null ? null : engine.directory.organisation(saying.by);
  return apart(nameIn(by?.name ?? {}) || t("desk.unknown-sender"), shortMoment(Date.parse(saying.at), engine.now()));
}
