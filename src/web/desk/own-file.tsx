// The person's own file (docs/spec/file.md): what the person wants, what is of other people taken out by the worker, then a last look, and paper or a sealed file.
// What was taken out lives in this dialog alone: it is gone when the dialog is left, or the device locks.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { mayHaveGuardian, type OwnFile, ownFileForm, textsIn } from "../../core/case/own-file.ts";
import { commonWords, hasNoCapitals } from "../../core/free-text-names.ts";
import { randomBytes } from "../../crypto/random.ts";
import { generatePassphrase } from "../../member/store/passphrase.ts";
import { type OwnPage, ownFileNames, ownFileWordParts, ownPage, ownPageText } from "../../reports/own-file.ts";
import { lockText } from "../../sealing/locked-text.ts";
import { languageFor } from "../../words/languages.ts";
import { Dialog } from "../components/dialog.tsx";
import { ErrorSummary, type Gap } from "../components/error-summary.tsx";
import { Failed } from "../components/page-form.tsx";
import { PathTop } from "../components/path-top.tsx";
import type { Engine, VerbResult } from "../engine.ts";
import { todayOf } from "../form/form-words.ts";
import { openFile } from "../leaflet/page-files.ts";
import { ownPageElement } from "../own-file/page-element.ts";
import { saveFile } from "../save-file.ts";
import { loadWords } from "../text/load-words.ts";
import { activeLanguage, t } from "../text/translate.ts";
import { useVerb } from "../use-verb.ts";
import { caseInWords } from "./case-in-words.ts";
import type { OwnFileChosen } from "./own-file-chosen.ts";
import { GivePage, ReadPage, WhatPage, WordsPage } from "./own-file-pages.tsx";
import { printAlone } from "./print-alone.ts";

const pages = ["what", "read", "give"] as const;
type Step = (typeof pages)[number] | "words" | "done";

interface Props {
  readonly engine: Engine;
  readonly caseId: string;
  readonly file: OwnFile;
  readonly onLeave: () => void;
  /** A file was given. */
  readonly onGiven: () => void;
  /** The person wants something corrected. */
  readonly onCorrection: () => void;
}

export function OwnFileDialog(props: Props): JSX.Element {
  const { engine, caseId, file } = props;
  const [step, setStep] = useState<Step>("what");
  const [missing, setMissing] = useState<readonly Gap[]>([]);
  const [chosen, setChosen] = useState<OwnFileChosen>(() => ({
    language: languageFor(file.language ?? "") ?? activeLanguage(),
    size: "short",
    appointment: false,
    names: false,
    notes: false,
    to: file.isChild ? null : "person",
    guardianIsFree: null,
    without: { words: new Set(), texts: new Set() },
    isRead: false,
  }));
  const common = useCommonWords(file, chosen);
  const giving = useGiving(props, chosen, (to) => turn(to));
  const choose = (change: Partial<OwnFileChosen>) => {
    const isOther = change.size !== undefined || change.notes !== undefined;
    setChosen({ ...chosen, ...(isOther ? { isRead: false } : {}), ...change });
  };
  const turn = (to: Step) => {
    giving.say(null);
    setMissing([]);
    setStep(to);
  };
  const gaps = missing.length === 0 ? [] : gapsOn(step, chosen, file);
  const goOn = () => {
    const found = gapsOn(step, chosen, file);
    setMissing(found);
    if (found.length > 0) return;
    if (step === "what") return turn("read");
    giving.make();
  };
  const isOver = step === "words" || step === "done";
  const at = (pages as readonly Step[]).indexOf(step);
  return (
    <Dialog
      title={t("own.button")}
      about={caseInWords(engine, caseId)}
      onLeave={isOver ? props.onGiven : props.onLeave}
      {...(isOver ? { leaveLabel: t("app.close") } : {})}
      actions={
        step === "give" ? null : isOver ? (
          <button type="button" class="button plain" onClick={props.onCorrection}>
            {t("own.correction")}
          </button>
        ) : (
          <button type="button" class="button primary" aria-disabled={giving.busy} onClick={goOn}>
            {t("path.next")}
          </button>
        )
      }
    >
      <div class="own-file">
        {!isOver && (
          <PathTop
            at={at}
            of={pages.length}
            step={t(`own.step.${pages[at] ?? "what"}`)}
            onBack={() => turn(pages[at - 1] ?? "what")}
          />
        )}
        <ErrorSummary gaps={missing.length === 0 ? missing : gaps} />
        {step === "what" && <WhatPage file={file} chosen={chosen} gaps={gaps} onChoose={choose} />}
        {step === "read" && <ReadPage {...{ engine, file, chosen, gaps, common }} onChoose={choose} />}
        {step === "give" && giving.page !== null && (
          <GivePage page={giving.page} isBusy={giving.busy} onPrint={giving.printIt} onSeal={giving.sealIt} />
        )}
        {step === "words" && <WordsPage words={giving.words} page={openFile(chosen.language)} />}
        {step === "done" && <p class="notice news">{t("own.done")}</p>}
        <Failed words={giving.error} />
      </div>
    </Dialog>
  );
}

/** The giving of a file: its page is made, then it is printed, or sealed under words. Both are recorded before they are done. */
function useGiving({ engine, caseId, file }: Props, chosen: OwnFileChosen, onStep: (to: Step) => void) {
  const [page, setPage] = useState<OwnPage | null>(null);
  const [words, setWords] = useState("");
  const { busy, error, run, say } = useVerb();
  // Whoever leaves, or locks the device, leaves no paper in the page.
  const paper = useRef<(() => void) | null>(null);
  useEffect(() => () => paper.current?.(), []);
  const record = (way: "paper" | "sealed-file") =>
    engine.cases.saveSheet(caseId, {
      form: ownFileForm,
      set: {
        on: todayOf(engine),
        size: chosen.size,
        way,
        language: chosen.language,
        to: chosen.to ?? "person",
        "notes-in": chosen.notes && chosen.size !== "card",
      },
    });
  const make = () =>
    void run(
      () => makePage(engine, file, chosen),
      (made) => {
        setPage(made);
        onStep("give");
      },
    );
  const printIt = () =>
    void run(
      () => record("paper"),
      () => {
        paper.current?.();
        if (page !== null) paper.current = printAlone(ownPageElement(page));
        onStep("done");
      },
    );
  const sealIt = () =>
    void run(
      () => sealed(engine, page, () => record("sealed-file")),
      (made) => {
        setWords(made);
        onStep("words");
      },
    );
  return { page, words, busy, error, say, make, printIt, sealIt };
}

/** The words of Persian that are no names by their look: those of this program, loaded where a text has such letters. Without them fewer words are marked. */
function useCommonWords(file: OwnFile, chosen: OwnFileChosen): ReadonlySet<string> {
  const [common, setCommon] = useState<ReadonlySet<string>>(new Set());
  const isAsked = textsIn(file, chosen).some(({ text }) => hasNoCapitals(text));
  useEffect(() => {
    if (!isAsked) return;
    loadWords("fa", ownFileWordParts).then(
      (words) => setCommon(commonWords(words.said())),
      () => undefined,
    );
  }, [isAsked]);
  return common;
}

function gapsOn(step: Step, chosen: OwnFileChosen, file: OwnFile): readonly Gap[] {
  if (step === "what") {
    const isFree = mayHaveGuardian(file, chosen.guardianIsFree);
    if (chosen.to === null) return [{ field: "own-to", text: () => t("own.gap-to") }];
    if (chosen.to === "guardian" && isFree === null)
      return [{ field: "own-guardian", text: () => t("own.gap-guardian") }];
    return chosen.to === "guardian" && isFree === false
      ? [{ field: "own-to", text: () => t("own.guardian-conflict") }]
      : [];
  }
  const isAsked = step === "read" && textsIn(file, chosen).length > 0 && !chosen.isRead;
  return isAsked ? [{ field: "own-read", text: () => t("own.gap-read") }] : [];
}

async function makePage(engine: Engine, file: OwnFile, chosen: OwnFileChosen): Promise<VerbResult<OwnPage>> {
  const { forms } = engine.directory;
  const names = ownFileNames({
    words: await loadWords(chosen.language, ownFileWordParts),
    forms,
    languages: engine.view.value?.country.languages ?? [],
    organisation: engine.directory.organisation,
    places: engine.places,
    ringable: (id) => engine.directory.phones([id]),
    today: todayOf(engine),
  });
  return { is: "done", value: ownPage(file, chosen, names) };
}

/** The file is written only once it was recorded; its words are on the screen alone. */
async function sealed(
  engine: Engine,
  page: OwnPage | null,
  record: () => Promise<VerbResult>,
): Promise<VerbResult<string>> {
  const text = page === null ? null : ownPageText(page);
  if (text === null) return { is: "failed", reason: "too-long" };
  const words = generatePassphrase(randomBytes);
  const locked = await lockText(text, words);
  const recorded = await record();
  if (recorded.is === "failed") return recorded;
  saveFile(`notes-${todayOf(engine)}.age`, "application/octet-stream", locked);
  return { is: "done", value: words };
}
