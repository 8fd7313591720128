// Saves sheets (FD10): what changed of one, part by part. A save waits on this device (waiting-saves.ts) and is sealed later with others for the same readers
// (seal-sheets.ts), unless its form says `now`. A save that the fold of any reader would refuse is not kept.
import { outcomeHeard } from "../../core/case/end-of-help.ts";
import { askForm } from "../../core/case/referrals.ts";
import { knownAnswers, mayTravel, usesMarkToMeet } from "../../core/case/return-plan.ts";
import { type BodyOf, mostOver, wholeSheet } from "../../core/entry-kind.ts";
import { checkSheet, isOffered, maySeal } from "../../core/form/check-sheet.ts";
import { type Answers, type Form, isMissingWord, keyOfRole, ofPart, partsOf } from "../../core/form/form.ts";
import type { Saying, Sheet } from "../../core/form/sheet.ts";
import { dayAt } from "../../core/moment.ts";
import { presentFields } from "../../core/present-fields.ts";
import { Problem } from "../../core/problem.ts";
import { encodeHex } from "../../crypto/hex.ts";
import type { Change } from "../store/store.ts";
import { nothingElse } from "./case-steps.ts";
import type { OpenCase } from "./open-case.ts";
import { type SheetGround, sealNow } from "./seal-sheets.ts";
import { sheetIn } from "./sheet-place.ts";
import type { UnsealedSave, WaitingSheet } from "./waiting-saves.ts";

type Save = BodyOf<"answers">;

/** The answers that a worker saves of a sheet: the changed ones, or all on the screen; those that say nothing new are left out. */
export interface SheetSave extends Partial<Answers>, Pick<Partial<Save>, "for" | "why" | "language" | "paper"> {
  /** The key of the form. */
  readonly form: string;
  /** A sheet that is there; none begins a new one. Of a form that a case has once it is never needed. */
  readonly sheet?: string;
  /** Sealed to the own organisation alone. A sheet that was kept so stays so unless it says false. */
  readonly onlyUs?: boolean;
  /** The saves of it that were seen: what others said since is not replaced, and stands beside it. All that are here, where it is left out. */
  readonly seen?: readonly string[];
}

/**
 * Saves what changed of a sheet, and gives the sheet. It waits, or is sealed at once when its form says so. `changes` are written with it. Throws a Problem of the engine:
 * `not-allowed` for a form that is not here or that this organisation may not write here, `not-offered` for a new sheet of one that is not for this case,
 * `sheet-incomplete` for an answer that is none of the form and for gaps of a strict form, `crosses-without-consent` for a day of travel (FM22e), `mark-to-meet`
 * (FM22g), `too-long`, and what the fold would refuse.
 */
export function saveSheet(
  ground: SheetGround,
  caseId: string,
  input: SheetSave,
  changes: readonly Change[],
): Promise<string> {
  const { log, open, randomBytes, store, waiting, steps, clock } = ground;
  return waiting.alone(async () => {
    const version = log.forms.newest(input.form);
    if (version === undefined) throw new Problem("engine", "not-allowed");
    const { form } = version;
    const openCase = open.of(caseId);
    if (!mayFillIn(openCase, form)) throw new Problem("engine", "not-allowed");
    const sheet = form.many ? (input.sheet ?? encodeHex(randomBytes(16))) : "one";
    const sheetNow = openCase.sheet(input.form, sheet);
    const ofProgram = sheetNow === undefined ? knownAnswers(form, openCase.work.facts) : {};
    // Whoever says why there is no answer has said it.
    const left = Object.entries(ofProgram).filter(([key]) => !Object.hasOwn(input.gone ?? {}, key));
    const save = { ...input, set: { ...Object.fromEntries(left), ...trimmed(input.set ?? {}) } };
    if (sheetNow === undefined && !isOffered(form, openCase.today, openCase.work.facts))
      throw new Problem("engine", "not-offered");
    mustFit(openCase, { form, save, sheet: sheetNow }, ground);
    const news = newsOf(save, sheetNow);
    const { for: task, why, language, paper } = save;
    const more = presentFields({ for: task, why, language, paper });
    const isSeen = ({ entry, device }: Saying) => save.seen?.includes(entry) !== false || device === ground.device;
    const seenHeads = (keys: readonly string[]) => headsOf(keys, sheetNow, isSeen);
    const bodies = partsOf(form).flatMap((part): readonly Save[] => {
      const set = ofPart(news.set, form, part);
      const words = ofPart(news.gone, form, part);
      const over = seenHeads([...Object.keys(set), ...Object.keys(words)]);
      if (Object.keys(set).length + Object.keys(words).length === 0) return [];
      if (over.length > mostOver) throw new Problem("engine", "too-long");
      return [{ form: form.key, version: version.id, sheet, part, set, gone: words, over, ...more }];
    });
    if (bodies.length === 0) {
      await store.write(changes);
      return sheet;
    }
    const place = { caseId, form: form.key, sheet };
    // FD15c: nobody keeps the grounds of a decision from whoever is agreed to.
    const isDecision = keyOfRole(form, "identified") !== undefined;
    const onlyUs = isDecision ? false : (save.onlyUs ?? waiting.find(place)?.saves.at(-1)?.onlyUs ?? null);
    const how = { seal: form.seal, now: clock(), onlyUs, headsOf: (key: string) => seenHeads([key]) };
    const sheetToWait = waiting.sheetWith(place, bodies, how);
    const ends = sheetNow === undefined ? outcomeHeard(form, news) : null;
    // FM20: that the help ends is said in each place where it goes on, in the transaction of the sheet that says so.
    if (form.seal === "now" || ends !== null)
      await sealNow(sheetToWait, await steps.ending(caseId, ends), ground, changes);
    else await keepWaiting(sheetToWait, openCase, ground, changes);
    return sheet;
  });
}

/** Keeps a sheet with what waits, once it was tried together with that. Throws what `saveSheet` does. */
async function keepWaiting(
  sheet: WaitingSheet,
  openCase: OpenCase,
  { waiting, composer: composerNow }: SheetGround,
  changes: readonly Change[],
): Promise<void> {
  const composer = composerNow();
  const entries = openCase.trying(waiting.ofWith(sheet), sheet);
  await composer.mustFit(entries.map(({ place, body }) => composer.content("answers", place, body)));
  await waiting.keep(sheet, changes);
}

/**
 * Strikes out a whole sheet, for all who read it: it was never true, or is of another case. It stays in the history. That is sealed at once; what waits of
 * the sheet is forgotten, and never leaves.
 */
export function strikeOutSheet(ground: SheetGround, caseId: string, form: string, sheet: string): Promise<void> {
  const { log, open, waiting, clock, randomBytes } = ground;
  return waiting.alone(async () => {
    const version = log.forms.newest(form);
    const sheetNow = sheetIn(open.of(caseId).sealedSheets, form, sheet);
    const waits = waiting.find({ caseId, form, sheet });
    if (version === undefined || (sheetNow === undefined && waits === undefined) || form === askForm)
      throw new Problem("engine", "not-allowed");
    if (sheetNow === undefined) return waiting.forget({ caseId, form, sheet }, []);
    const saves = sheetNow.parts.map((part): UnsealedSave => {
      const keys = [...sheetNow.answers.values()].filter((answer) => answer.part === part).map(({ key }) => key);
      const over = headsOf(keys, sheetNow).slice(-mostOver);
      const words = { [wholeSheet]: "mistake" } as const;
      const body: Save = { form, version: version.id, sheet, part, set: {}, gone: words, over, why: "mistake" };
      return { id: encodeHex(randomBytes(32)), at: clock(), onlyUs: null, body };
    });
    const struckOut = { caseId, form, sheet, since: clock(), leaves: clock(), saves };
    await sealNow(struckOut, nothingElse, ground, []);
  });
}

function mustFit(
  { expected, work }: OpenCase,
  { form, save, sheet }: { readonly form: Form; readonly save: SheetSave; readonly sheet: Sheet | undefined },
  { organisation, log, clock }: SheetGround,
): void {
  const answers = answersWith(save, sheet);
  const check = checkSheet(form, answers, dayAt(clock()), work.facts);
  if (!maySeal(form, check)) throw new Problem("engine", "sheet-incomplete");
  if (!mayTravel(save, answers.set, { state: expected, organisation, log }))
    throw new Problem("engine", "crosses-without-consent");
  if (usesMarkToMeet(save, expected.id)) throw new Problem("engine", "mark-to-meet");
  // FM23: what another worker said before stays good, whoever corrects the rest.
  const asker = keyOfRole(form, "asked-by");
  if (asker === undefined || !check.asked.includes(asker)) return;
  const isSaidNow = sheet?.answers.get(asker)?.value !== answers.set[asker];
  if (answers.set[asker] === undefined || (isSaidNow && check.soft.includes(asker)))
    throw new Problem("engine", "asked-by-helper");
}

/** A form that this organisation may fill in now, and its own working notes, which it may write before it has answered. */
function mayFillIn({ work }: OpenCase, { key, groups }: Form): boolean {
  return work.writable.includes(key) || groups.every(({ part }) => part === "notes");
}

/** Nobody means the space at the end of a line. */
function trimmed(set: Answers["set"]): Answers["set"] {
  return Object.fromEntries(
    Object.entries(set).map(([key, value]) => [key, typeof value === "string" ? value.trim() : value]),
  );
}

/** The answers that hold in a sheet, with those of this save. */
function answersWith(save: SheetSave, sheet: Sheet | undefined): Answers {
  const { set = {}, gone: words = {} } = save;
  const others = [...(sheet?.answers.values() ?? [])].filter(
    ({ key }) => !Object.hasOwn(set, key) && !Object.hasOwn(words, key),
  );
  return {
    set: { ...Object.fromEntries(others.flatMap(({ key, value }) => (value === null ? [] : [[key, value]]))), ...set },
    gone: {
      ...Object.fromEntries(others.flatMap(({ key, missing }) => (missing === null ? [] : [[key, missing]]))),
      ...words,
    },
  };
}

/** The answers of a save that differ from those that hold, or settle two. */
function newsOf(save: SheetSave, sheet: Sheet | undefined): Answers {
  const isNew = (key: string, value: unknown, word: string | null) => {
    const answer = sheet?.answers.get(key);
    const isMissing = word !== null && isMissingWord(word);
    if (answer === undefined) return word === null || isMissing;
    const isOther = JSON.stringify(answer.value) !== JSON.stringify(value);
    return answer.differs || isOther || answer.missing !== (isMissing ? word : null);
  };
  return {
    set: Object.fromEntries(Object.entries(save.set ?? {}).filter(([key, value]) => isNew(key, value, null))),
    gone: Object.fromEntries(Object.entries(save.gone ?? {}).filter(([key, word]) => isNew(key, null, word))),
  };
}

/** The saves whose answers of these fields hold now. */
function headsOf(
  keys: readonly string[],
  sheet: Sheet | undefined,
  isSeen: (saying: Saying) => boolean = () => true,
): readonly string[] {
  const heads = keys.flatMap(
    (key) =>
      sheet?.answers
        .get(key)
        ?.heads.filter(isSeen)
        .map(({ entry }) => entry) ?? [],
  );
  return [...new Set(heads)].sort();
}
