// What a person's own file holds (docs/spec/file.md): what an organisation wrote of the person and what became of it, picked from an opened case. It knows no
// language. It must never take in where the person sleeps, or another person as a field.
import type { Directory } from "../directory.ts";
import type { CaseContent } from "../entry.ts";
import { type AnswerCode, type AnswerField, type BodyOf, partOf, type Status } from "../entry-kind.ts";
import {
  type AnswerValue,
  type Form,
  type FormBook,
  type FormField,
  type FormId,
  fieldOf,
  isMissingWord,
  keyOfRole,
  type MissingWord,
} from "../form/form.ts";
import type { RoleName } from "../form/roles.ts";
import type { Sheet, SheetAnswer } from "../form/sheet.ts";
import { byDay, dayOfTask, type Task } from "../form/tasks.ts";
import { dayIn } from "../moment.ts";
import { type Part, parts } from "../part-table.ts";
import { type AnswerVerb, answerTable, answerVerbs } from "../policy-table.ts";
import { presentFields } from "../present-fields.ts";
import type { Consent } from "./consent.ts";
import type { CaseState } from "./fold.ts";
import { outsideForm } from "./referred-on.ts";

/** The form by which it is kept that a file was given (OF7). */
export const ownFileForm = "own-file";

export const ownFileSizes = ["card", "short", "whole"] as const;
export type OwnFileSize = (typeof ownFileSizes)[number];

/** Free text, as it was written; its id is the same each time the file is made. */
export interface OwnText {
  readonly id: string;
  readonly text: string;
  /** As its author said. */
  readonly language?: string;
}

export interface OwnAnswer {
  readonly field: FormField;
  /** The version under which it was given. */
  readonly version: FormId;
  /** Null where a word says why there is none. */
  readonly value: AnswerValue | null;
  readonly missing: MissingWord | null;
  /** The answer, where it is free text that somebody is to read first. */
  readonly text: OwnText | null;
  /** Null where the own organisation wrote it. */
  readonly by: string | null;
}

/** What of one sheet lies in one part. */
export interface OwnSheet {
  readonly form: string;
  readonly version: FormId;
  readonly part: Part;
  /** Of which day it speaks, or was begun. */
  readonly on: string;
  /** The last one of its form. */
  readonly isNewest: boolean;
  /** Of a question in a running case: who was asked. */
  readonly asked?: string;
  readonly answers: readonly OwnAnswer[];
}

type OwnDecision =
  | {
      readonly is: "status";
      readonly on: string;
      readonly by: string;
      readonly status: Status;
      readonly grounds: OwnText | null;
    }
  | {
      readonly is: "answer";
      readonly on: string;
      readonly by: string;
      readonly verb: AnswerVerb;
      readonly said: { readonly field: AnswerField; readonly code: AnswerCode<AnswerField> } | null;
    };

interface OwnConsent
  extends Pick<Consent, "organisation" | "purposes" | "compartments" | "basis" | "guardian" | "assent" | "expires"> {
  /** The day on which it was written down, and that on which it was withdrawn. */
  readonly on: string | null;
  readonly withdrawn: string | null;
  readonly isWithdrawn: boolean;
}

interface OwnOpening {
  readonly on: string;
  readonly by: "worker" | "administrator";
  readonly parts: readonly Part[];
}

interface OwnAppointment {
  readonly on: string;
  readonly hour: string | null;
  readonly where: OwnText | null;
}

export interface OwnFile {
  readonly organisation: string;
  /** The language that the person speaks, where somebody said so. */
  readonly language: string | null;
  /** A child, or somebody of whom nobody knows that they are none. */
  readonly isChild: boolean;
  /** Whether the guardian of a child is free of conflict (OF6); null while no sheet says it. */
  readonly guardianIsFree: boolean | null;
  /** Part by part, without the working notes. */
  readonly sheets: readonly OwnSheet[];
  readonly notes: readonly OwnSheet[];
  readonly decisions: readonly OwnDecision[];
  readonly consents: readonly OwnConsent[];
  readonly given: readonly { readonly organisation: string; readonly parts: readonly Part[]; readonly since: string }[];
  readonly openings: readonly OwnOpening[];
  /** Those who read the case too, and are asked themselves. */
  readonly elsewhere: readonly string[];
  /** Independent bodies that watch, for who complains. */
  readonly watching: readonly string[];
  readonly appointment: OwnAppointment | null;
  /** Who was asked for a place to sleep, or gives one, here: the file neither names them nor says their number (OF2). */
  readonly houses: readonly string[];
  /** The workers whom sheets of this case name, and the houses: they stand in no field of the file, and may stand in its texts. */
  readonly knownNames: readonly string[];
}

interface OwnFileSource {
  readonly state: CaseState;
  /** What may be shown, by entry. */
  readonly contents: ReadonlyMap<string, CaseContent>;
  readonly sheets: readonly Sheet[];
  readonly language: string | null;
  readonly forms: FormBook;
  readonly directory: Directory;
  readonly organisation: string;
  readonly tasks: readonly Task[];
  /** 2031-02-03. */
  readonly today: string;
}

export function ownFileOf(source: OwnFileSource): OwnFile {
  const { state, organisation, directory, language } = source;
  const sheets = ownSheets(source);
  const houses = housesIn(source);
  const parties = (party: string, of: readonly string[]) =>
    of.filter((id) => directory.organisation(id)?.party === party);
  return {
    organisation,
    language,
    isChild: state.treatAsChild !== false,
    guardianIsFree: guardianIsFree(source),
    sheets: sheets.filter(({ part }) => part !== "notes"),
    notes: sheets.filter(({ part }) => part === "notes"),
    decisions: decisionsIn(source),
    consents: consentsIn(source),
    given: givenIn(source),
    openings: openingsIn(source),
    elsewhere: state.participants.filter(
      (id) =>
        id !== organisation &&
        !houses.includes(id) &&
        !parties("referrer", state.participants).includes(id) &&
        hasWritten(state, id),
    ),
    watching: parties(
      "rapporteur",
      directory.organisations().map(({ id }) => id),
    ),
    appointment: appointmentIn(source),
    houses,
    knownNames: [
      ...workersIn(source),
      ...houses
        .filter((id) => state.participants.includes(id))
        .flatMap((id) => Object.values(directory.organisation(id)?.name ?? {})),
    ],
  };
}

/** OF2: whoever finds the file finds the person there. The own organisation says that it made the file. */
function housesIn({ state, sheets, forms, organisation }: OwnFileSource): readonly string[] {
  const asked = state.referrals.filter(({ needs }) => needs.some(isPlaceToSleep));
  const ofSheets = sheets.flatMap(({ form: key, version, answers }) => {
    const form = forms.newest(key)?.form ?? forms.version(version);
    const isStay = stayRoles.some((role) => keyOfRole(form, role) !== undefined);
    return [...answers.values()].flatMap(({ key: answered, heads }) => {
      const isNamed = isShelter(answers) && form !== undefined && fieldOf(form, answered)?.type === "organisation";
      return heads.flatMap(({ by, value }) => [isStay ? by : null, isNamed ? value : null]);
    });
  });
  const all = [...asked.flatMap(({ places }) => places.map((place) => place.organisation)), ...ofSheets];
  return [...new Set(all)].filter((id) => typeof id === "string").filter((id) => id !== organisation);
}

function workersIn({ sheets, forms }: OwnFileSource): readonly string[] {
  const named = sheets.map(
    ({ form, answers }) => answers.get(keyOfRole(forms.newest(form)?.form, "worker") ?? "")?.value,
  );
  return [...new Set(named.filter((name) => typeof name === "string"))];
}

// Who only was asked, or cannot help, has nothing to ask it for.
function hasWritten({ openedBy, broughtIn, referrals }: CaseState, organisation: string): boolean {
  const places = referrals
    .flatMap((referral) => referral.places)
    .filter((place) => place.organisation === organisation);
  return openedBy === organisation || broughtIn.includes(organisation) || places.some(({ state }) => helped.has(state));
}

const helped: ReadonlySet<string> = new Set(["waitlisted", "accepted", "met", "closed"]);

/** The organisation that was asked by the question of which this sheet is (FD16c), unless for a place to sleep. */
function askedBy({ state }: OwnFileSource, { saves, answers }: Sheet): string | undefined {
  const question = state.entries.find(({ id }) => id === saves[0]);
  const asked = state.referrals.find(({ id, contact }) => !contact && question?.content.parents.includes(id));
  if (asked === undefined || asked.needs.some(isPlaceToSleep) || isShelter(answers)) return undefined;
  return asked.places[0]?.organisation;
}

/** To whom a file may be given (OF6). */
export const ownFileReceivers = ["person", "guardian"] as const;
export type OwnFileReceiver = (typeof ownFileReceivers)[number];

/**
 * Whether it may be given to a guardian: only of a child, and only to one who is free of conflict. A sheet that says so, or its contrary, decides; without one `isFree`
 * is what the worker says, and null that nobody asked.
 */
export function mayHaveGuardian({ isChild, guardianIsFree }: OwnFile, isFree: boolean | null): boolean | null {
  return isChild ? (guardianIsFree ?? isFree) : false;
}

/** All free text that goes into a file of this size, each with where it stands; `notes` as it is ticked (OF2b, OF3). */
export function textsIn(
  file: OwnFile,
  { size, notes }: { readonly size: OwnFileSize; readonly notes: boolean },
): readonly (OwnText & { readonly of: OwnSheet | OwnDecision | null; readonly field: FormField | null })[] {
  const { where } = file.appointment ?? { where: null };
  const ofCard = where === null ? [] : [{ ...where, of: null, field: null }];
  if (size === "card") return ofCard;
  const found = [
    ...file.decisions.flatMap((of) =>
      of.is === "status" && of.grounds !== null ? [{ ...of.grounds, of, field: null }] : [],
    ),
    ...sheetsOfSize(file, { size, notes }).flatMap((of) =>
      of.answers.flatMap(({ field, text }) => (text === null ? [] : [{ ...text, of, field }])),
    ),
  ];
  return ofCard.some(({ id }) => found.some((one) => one.id === id)) ? found : [...ofCard, ...found];
}

/** The sheets of a file of this size, in the order of the parts. */
export function sheetsOfSize(
  file: OwnFile,
  { size, notes }: { readonly size: OwnFileSize; readonly notes: boolean },
): readonly OwnSheet[] {
  const all = [...file.sheets, ...(notes ? file.notes : [])];
  if (size === "whole") return all;
  if (size === "card") return [];
  return all
    .filter(({ isNewest, part }) => isNewest && shortParts.includes(part))
    .map((sheet) => ({
      ...sheet,
      answers: sheet.answers.filter(({ missing, text }) => missing === null && text === null),
    }))
    .filter(({ answers }) => answers.length > 0);
}

const shortParts: readonly Part[] = ["identity", "health", "legal", "support", "notes"];

// What other readers wrote they give themselves. A referrer's device opens nothing that it sent (OF1a); a decision is the person's to know, whoever took it.
function isGiven({ organisation, directory }: OwnFileSource, form: Form, by: string | null): boolean {
  if (by === organisation || by === null) return by !== null;
  return directory.organisation(by)?.party === "referrer" || keyOfRole(form, "identified") !== undefined;
}

const stayRoles: readonly RoleName[] = ["stay-from", "stay-until"];

/** OF2, OF2a: of such a form nothing is said. */
function isKeptOut(form: Form): boolean {
  const has = (role: RoleName) => keyOfRole(form, role) !== undefined;
  return stayRoles.some(has) || (has("worker") && !has("task-what"));
}

const plainTypes: readonly FormField["type"][] = ["code", "codes", "yes-no", "whole", "day", "date"];

function mayStand({ type, role }: FormField, part: Part): boolean {
  if (role === "worker" || role === "place" || type === "sheet" || type === "note") return false;
  return part !== "safety" || plainTypes.includes(type);
}

function ownSheets(source: OwnFileSource): readonly OwnSheet[] {
  const { sheets, forms } = source;
  const found = sheets.flatMap((sheet) => {
    const form = forms.newest(sheet.form)?.form ?? forms.version(sheet.version);
    if (sheet.struckOut || form === undefined || isKeptOut(form)) return [];
    const place = (key: string) => form.fields.findIndex((field) => field.key === key);
    const inOrder = [...sheet.answers.values()].sort((a, b) => place(a.key) - place(b.key));
    return parts.flatMap((part) => {
      const answers = inOrder
        .filter((answer) => answer.part === part)
        .flatMap((answer) => ownAnswers(source, form, sheet, answer));
      const { form: key, version } = sheet;
      const asked = presentFields({ asked: askedBy(source, sheet) });
      return answers.length === 0 ? [] : [{ form: key, version, part, on: dayOf(sheet, form), ...asked, answers }];
    });
  });
  const ordered = found.toSorted((a, b) => parts.indexOf(a.part) - parts.indexOf(b.part));
  return ordered.map((sheet) => ({ ...sheet, isNewest: newestOf(found, sheet) === sheet }));
}

/** The day of which a sheet speaks: what happened, an appointment; else that on which it was begun. */
function dayOf({ answers, begun }: Sheet, form: Form): string {
  const asked = form.fields.find(({ type, required }) => type === "day" && required === true)?.key;
  const said = answers.get(keyOfRole(form, "happened") ?? asked ?? "")?.value;
  return typeof said === "string" ? said : dayIn(begun.at);
}

type Found = Omit<OwnSheet, "isNewest">;

function newestOf(all: readonly Found[], { form, part }: Found): Found | undefined {
  const same = all.filter((each) => each.form === form && each.part === part);
  return same.reduce<Found | undefined>(
    (last, each) => (last !== undefined && last.on > each.on ? last : each),
    undefined,
  );
}

function ownAnswers(
  source: OwnFileSource,
  newest: Form,
  { form, sheet, answers: all }: Sheet,
  { key, part, heads, differs }: SheetAnswer,
): readonly OwnAnswer[] {
  // Of two heads one may have cleared the answer: the other one holds.
  const given = heads.filter(
    ({ by, value, gone }) => isGiven(source, newest, by) && (value !== null || (gone !== null && isMissingWord(gone))),
  );
  return (differs ? given : given.slice(-1)).flatMap(({ entry, version, value, gone, by }, place) => {
    const field = fieldOf(source.forms.version(version) ?? newest, key);
    const missing = gone !== null && isMissingWord(gone) ? gone : null;
    if (field === undefined || !mayStand(field, part) || (namesAHouse(form, field) && isShelter(all))) return [];
    if (value === null && missing === null) return [];
    const text = textOf(source, field, value, { id: textId(form, sheet, key, place), entry });
    return [{ field, version, value, missing, text, by: by === source.organisation ? null : by }];
  });
}

/** OF2: who gave a place to sleep, or was asked for one, says where it is. Of two that differ either may be true. */
function isShelter(answers: Sheet["answers"]): boolean {
  return [...answers.values()].some(({ value, heads }) =>
    [value, ...heads.map((head) => head.value)].some(isPlaceToSleep),
  );
}

function isPlaceToSleep(value: AnswerValue | null): boolean {
  return value === "shelter-emergency" || value === "shelter-transition";
}

/** A service that is not in the directory is named in words. */
function namesAHouse(form: string, { type, key }: FormField): boolean {
  return type === "organisation" || (form === outsideForm && key === "name");
}

const nameRoles: readonly (string | undefined)[] = ["given", "patronymic", "family"] satisfies RoleName[];

/** Null where there is nothing to read: no free text, or the person's own name. */
function textOf(
  { contents }: OwnFileSource,
  field: FormField,
  value: AnswerValue | null,
  { id, entry }: { readonly id: string; readonly entry: string },
): OwnText | null {
  if (typeof value !== "string" || (field.type !== "text" && field.type !== "line")) return null;
  if (nameRoles.includes(field.role)) return null;
  const content = contents.get(entry);
  const language = content?.kind === "answers" ? content.body.language : undefined;
  return { id, text: value, ...presentFields({ language }) };
}

function textId(form: string, sheet: string, key: string, place = 0): string {
  return [form, sheet, key, ...(place === 0 ? [] : [place])].join("/");
}

/** The entries that count and may be shown. */
function shownIn({ state, contents }: OwnFileSource) {
  return state.entries.flatMap(({ id, verdict, organisation: by }) => {
    const content = contents.get(id);
    return verdict.is !== "effective" || content === undefined || by === null
      ? []
      : [{ id, by, content, on: dayIn(content.at) }];
  });
}

const verbByKind: ReadonlyMap<string, AnswerVerb> = new Map(answerVerbs.map((verb) => [answerTable[verb].kind, verb]));

function decisionsIn(source: OwnFileSource): readonly OwnDecision[] {
  return shownIn(source).flatMap(({ id, by, content, on }): readonly OwnDecision[] => {
    if (content.kind === "status") {
      const { status, grounds } = content.body;
      return [
        {
          is: "status",
          on,
          by,
          status,
          grounds: grounds === undefined ? null : { id: `${id}/grounds`, text: grounds },
        },
      ];
    }
    const verb = verbByKind.get(content.kind);
    if (verb === undefined) return [];
    const row = answerTable[verb];
    const field = "says" in row ? row.says : null;
    const body = content.body as Partial<Record<AnswerField, AnswerCode<AnswerField>>>;
    const code = field === null ? undefined : body[field];
    return [{ is: "answer", on, by, verb, said: field === null || code === undefined ? null : { field, code } }];
  });
}

function consentsIn(source: OwnFileSource): readonly OwnConsent[] {
  const shown = shownIn(source);
  return source.state.consents.map((consent) => {
    const { organisation, purposes, compartments, basis, guardian, assent, expires } = consent;
    const withdrawal = shown.find(
      ({ content }) => content.kind === "consent.withdraw" && content.body.given === consent.id,
    );
    return {
      organisation,
      purposes,
      compartments,
      basis,
      ...presentFields({ guardian, assent, expires }),
      on: shown.find(({ id }) => id === consent.id)?.on ?? null,
      withdrawn: withdrawal?.on ?? null,
      isWithdrawn: consent.withdrawn,
    };
  });
}

// Of a grant the consent says what it carried.
function givenIn(source: OwnFileSource): OwnFile["given"] {
  const given = new Map<string, { readonly parts: Set<Part>; readonly since: string }>();
  const take = (organisation: string, taken: readonly Part[], on: string) => {
    if (organisation === source.organisation) return;
    const known = given.get(organisation) ?? { parts: new Set<Part>(), since: on };
    for (const part of taken) known.parts.add(part);
    given.set(organisation, known);
  };
  for (const { by, content, on } of shownIn(source)) {
    for (const reader of content.to) if (reader !== by) take(reader, [partOf(content)], on);
    if (content.kind !== "grant") continue;
    const { organisation, consent: id } = content.body as BodyOf<"grant">;
    take(organisation, source.state.consents.find((consent) => consent.id === id)?.compartments ?? [], on);
  }
  return [...given].map(([organisation, { parts: taken, since }]) => ({
    organisation,
    since,
    parts: parts.filter((part) => taken.has(part)),
  }));
}

// SL10: each device says once what it opened, and that stays inside its organisation.
function openingsIn(source: OwnFileSource): readonly OwnOpening[] {
  const found = new Map<string, { readonly on: string; readonly by: OwnOpening["by"]; readonly parts: Set<Part> }>();
  for (const { by: organisation, content, on } of shownIn(source)) {
    if (content.kind !== "opened" || organisation !== source.organisation) continue;
    const by = source.directory.device(content.device)?.admin === true ? "administrator" : "worker";
    const one = found.get(`${on} ${by}`) ?? { on, by, parts: new Set<Part>() };
    for (const entry of content.body.entries) {
      const opened = source.contents.get(entry);
      if (opened !== undefined) one.parts.add(partOf(opened));
    }
    found.set(`${on} ${by}`, one);
  }
  // Of what was written into the wrong case nothing is left that somebody opened.
  return [...found.values()].flatMap(({ on, by, parts: opened }) =>
    opened.size === 0 ? [] : [{ on, by, parts: parts.filter((part) => opened.has(part)) }],
  );
}

/** The next one that this organisation wrote down: what is due with an hour or a place, today or ahead. */
function appointmentIn({ tasks, forms, organisation, today }: OwnFileSource): OwnAppointment | null {
  const ahead = tasks.flatMap((task) => {
    const form = forms.newest(task.form)?.form;
    const where = keyOfRole(form, "where");
    const isOne = keyOfRole(form, "hour") !== undefined || where !== undefined;
    const isOurs = "sheet" in task.from && task.from.organisation === organisation;
    if (!isOne || !isOurs || task.state !== "open" || dayOfTask(task) < today) return [];
    const sheet = "sheet" in task.from ? task.from.sheet : "";
    const place = task.where === undefined ? null : { id: textId(task.form, sheet, where ?? ""), text: task.where };
    return [{ task, appointment: { on: dayOfTask(task), hour: task.at ?? null, where: place } }];
  });
  return ahead.toSorted((a, b) => byDay(a.task, b.task))[0]?.appointment ?? null;
}

function guardianIsFree({ sheets }: OwnFileSource): boolean | null {
  const said = sheets
    .filter(({ form, struckOut }) => form === "child" && !struckOut)
    .flatMap(({ answers }) => answers.get("guardian-free")?.value ?? [])
    .at(-1);
  return typeof said === "boolean" ? said : null;
}
