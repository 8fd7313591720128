// The pages of the dialog for a person's own file.
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { mayHaveGuardian, type OwnFile, ownFileReceivers, ownFileSizes, textsIn } from "../../core/case/own-file.ts";
import { hasNoCapitals, piecesOf, type TextPiece, wordsIn } from "../../core/free-text-names.ts";
import type { OwnPage } from "../../reports/own-file.ts";
import { languageOfLetters } from "../../words/language-of-letters.ts";
import { isChecked, languages, languageTags } from "../../words/languages.ts";
import { AnyOf, OneOf, Tick } from "../components/choices.tsx";
import { type Gap, gapOf } from "../components/error-summary.tsx";
import { SelectField, TextField } from "../components/fields.tsx";
import type { Engine } from "../engine.ts";
import { wordsOfForm } from "../form/form-words.ts";
import { ownPageElement } from "../own-file/page-element.ts";
import { apart, t } from "../text/translate.ts";
import type { OwnFileChosen } from "./own-file-chosen.ts";
import { personName } from "./sheet-words.ts";

interface Props {
  readonly file: OwnFile;
  readonly chosen: OwnFileChosen;
  readonly gaps: readonly Gap[];
  readonly onChoose: (change: Partial<OwnFileChosen>) => void;
}

export function WhatPage({ file, chosen, gaps, onChoose }: Props): JSX.Element {
  const isCard = chosen.size === "card";
  const isFree = mayHaveGuardian(file, chosen.guardianIsFree);
  return (
    <>
      <p>{t("own.about")}</p>
      <SelectField
        id="own-language"
        label={t("form.own-file.field.language")}
        value={chosen.language}
        empty=""
        options={languageTags.map((tag) => ({ value: tag, label: languages[tag].name }))}
        onChange={(tag) => onChoose({ language: languageTags.find((one) => one === tag) ?? chosen.language })}
        {...(isChecked(chosen.language) ? {} : { hint: t("settings.unchecked") })}
      />
      <OneOf
        id="own-size"
        legend={t("own.what")}
        value={chosen.size}
        options={ownFileSizes.map((size) => ({
          value: size,
          label: t(`form.own-file.list.size.${size}`),
          hint: t(`own.size.${size}`),
        }))}
        onChange={(size) => onChoose({ size })}
      />
      {isCard && file.appointment !== null && (
        <Tick
          is={chosen.appointment}
          label={t("own.appointment")}
          onTick={(appointment) => onChoose({ appointment })}
        />
      )}
      {isCard && (
        <Tick
          is={chosen.names}
          label={t("own.names")}
          hint={t("own.names-hint")}
          onTick={(names) => onChoose({ names })}
        />
      )}
      {!isCard && file.notes.length > 0 && (
        <Tick
          is={chosen.notes}
          label={t("own.notes", { n: file.notes.length })}
          hint={t("own.notes-hint")}
          onTick={(notes) => onChoose({ notes })}
        />
      )}
      {file.isChild && isFree !== false && (
        <OneOf
          id="own-to"
          legend={t("form.any.field.to")}
          value={chosen.to ?? undefined}
          error={gapOf(gaps, "own-to")}
          options={ownFileReceivers.map((to) => ({ value: to, label: t(`form.own-file.list.to.${to}`) }))}
          onChange={(to) => onChoose({ to })}
        />
      )}
      {file.isChild && isFree === false && <GuardianInConflict {...{ file, chosen, gaps, onChoose }} />}
      {chosen.to === "guardian" && file.guardianIsFree === null && (
        <OneOf
          id="own-guardian"
          legend={t("own.guardian-question")}
          hint={t("own.guardian-hint")}
          value={chosen.guardianIsFree === null ? undefined : chosen.guardianIsFree ? "yes" : "no"}
          error={gapOf(gaps, "own-guardian")}
          options={(["yes", "no"] as const).map((value) => ({ value, label: t(`form.any.code.${value}`) }))}
          onChange={(said) => onChoose({ guardianIsFree: said === "yes" })}
        />
      )}
    </>
  );
}

/** OF6: then the child alone. */
function GuardianInConflict({ file, chosen, gaps, onChoose }: Props): JSX.Element {
  return (
    <>
      <p class="notice waiting">{t("own.guardian-conflict")}</p>
      <OneOf
        id="own-to"
        legend={t("form.any.field.to")}
        value={chosen.to === "person" ? "person" : undefined}
        error={gapOf(gaps, "own-to")}
        options={[{ value: "person", label: t("form.own-file.list.to.person") }]}
        onChange={() =>
          onChoose({ to: "person", guardianIsFree: file.guardianIsFree === null ? null : chosen.guardianIsFree })
        }
      />
    </>
  );
}

/** Each free text that goes in, and the words that are taken out of all of them. */
export function ReadPage(
  props: Props & { readonly engine: Engine; readonly common: ReadonlySet<string> },
): JSX.Element {
  const { engine, file, chosen, gaps, common, onChoose } = props;
  const [typed, setTyped] = useState("");
  const texts = textsIn(file, chosen);
  const view = engine.cases.sheets(engine.openedCase.value?.state.id ?? "");
  const name = view === null ? "" : (personName(engine, view) ?? "");
  const pieces = piecesOf(
    texts.map(({ text }) => text),
    { own: name, names: [...file.knownNames, ...chosen.without.words], common },
  );
  if (texts.length === 0) return <p>{t("own.read-none")}</p>;
  const { words, texts: leftOut } = chosen.without;
  const marked = (["maybeName", "alsoName"] as const).flatMap((mark) =>
    pieces.flat().flatMap((piece) => (piece[mark] ? [piece.text.toLowerCase()] : [])),
  );
  const asWritten = new Map(pieces.flat().map(({ text }) => [text.toLowerCase(), text]));
  const take = (now: readonly string[]) => onChoose({ without: { words: new Set(now), texts: leftOut } });
  const more = () => {
    take([...words, ...wordsIn(typed)]);
    setTyped("");
  };
  const leaveOut = (id: string, isOut: boolean) =>
    onChoose({
      without: { words, texts: new Set([...leftOut].filter((one) => one !== id).concat(isOut ? [id] : [])) },
    });
  return (
    <>
      <h3>{t("own.read")}</h3>
      <p>{t("own.read-lead")}</p>
      <ul class="lines texts">
        {texts.map((written, place) => (
          <li key={written.id}>
            <p class="label">{whereItStands(engine, written)}</p>
            {hasNoCapitals(written.text) && <p class="hint">{t("own.read-no-capitals")}</p>}
            {!leftOut.has(written.id) && (
              <p class="read-text" dir="auto" lang={written.language ?? languageOfLetters(written.text)}>
                {pieces[place]?.map((piece) => pieceShown(piece, words))}
              </p>
            )}
            <Tick
              is={leftOut.has(written.id)}
              label={t("own.leave-out")}
              onTick={(isOut) => leaveOut(written.id, isOut)}
            />
          </li>
        ))}
      </ul>
      <AnyOf
        id="own-words"
        legend={t("own.words-out")}
        values={[...words]}
        options={[...new Set([...marked, ...words])].map((word) => ({
          value: word,
          label: asWritten.get(word) ?? word,
        }))}
        onChange={take}
      />
      <TextField id="own-word" label={t("own.word-more")} value={typed} maxLength={80} onInput={setTyped} />
      <button type="button" class="button plain" onClick={more}>
        {t("own.word-take")}
      </button>
      <div id="own-read" class={gapOf(gaps, "own-read") === null ? "field" : "field wrong"}>
        {gapOf(gaps, "own-read") !== null && <p class="error">{gapOf(gaps, "own-read")}</p>}
        <Tick is={chosen.isRead} label={t("own.read-done")} onTick={(isRead) => onChoose({ isRead })} />
      </div>
    </>
  );
}

function pieceShown(
  { text, isWord, maybeName, alsoName }: TextPiece,
  taken: ReadonlySet<string>,
): JSX.Element | string {
  if (isWord && taken.has(text.toLowerCase())) return <del>{text}</del>;
  if (alsoName) return <mark class="also">{text}</mark>;
  return maybeName ? <mark>{text}</mark> : text;
}

function whereItStands(engine: Engine, { of, field }: ReturnType<typeof textsIn>[number]): string {
  if (of === null) return t("own.appointment-where");
  if ("is" in of || field === null) return t("case.status");
  const version = engine.directory.forms.newest(of.form);
  const named = version === undefined ? null : wordsOfForm(engine, version);
  return apart(named?.title ?? of.form, named?.fields[field.key]?.[0] ?? field.key);
}

/** As it will be, in the person's language; the ways to give it stand below, so that it is looked at. */
export function GivePage(props: {
  readonly page: OwnPage;
  readonly isBusy: boolean;
  readonly onPrint: () => void;
  readonly onSeal: () => void;
}): JSX.Element {
  const { page, isBusy } = props;
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => place.current?.replaceChildren(ownPageElement(page)), [page]);
  return (
    <>
      <h3>{t("own.give")}</h3>
      <p class="notice waiting">{t("own.paper-risk")}</p>
      <div class="own-preview" ref={place} />
      <button type="button" class="button primary wide give-paper" aria-disabled={isBusy} onClick={props.onPrint}>
        {t("own.print")}
      </button>
      <button type="button" class="button plain wide give-file" aria-disabled={isBusy} onClick={props.onSeal}>
        {isBusy ? t("check.sending") : t("own.seal")}
      </button>
    </>
  );
}

/** The words of a sealed file, once. */
export function WordsPage({ words, page }: { readonly words: string; readonly page: string }): JSX.Element {
  return (
    <>
      <h3>{t("own.words")}</h3>
      <p>{t("own.words-about")}</p>
      <p class="words" dir="ltr" lang="zxx" translate={false}>
        {words}
      </p>
      <p>{t("own.words-where", { page })}</p>
      <p class="notice news">{t("own.done")}</p>
    </>
  );
}
