// The forms of a country: what ships with the program, and what the notes of its directory put in its place (FM5, FM6, FM13). Which signatures a note needs
// is decided here, and from which leaf on a version counts; whose signatures it has is said by the directory.
import { endOfWait, type TimeLeaf } from "../waits.ts";
import { checkForm, checkWords } from "./check-form.ts";
import type { Form, FormBook, FormId, FormTimeRefusal, FormVersion, FormWords } from "./form.ts";
import { fieldOf, formBook, partOfField } from "./form.ts";
import { type FormChange, formChange, signingFor } from "./form-change.ts";
import { library, libraryVersions } from "./library.ts";

/** Why a note about forms is refused. */
export type FormRefusal =
  | "form-refused"
  | "unknown-form"
  | "too-many-forms"
  | "wrong-class"
  | "not-signed-by-council"
  | "not-signed-by-coordinator";

/** Who signed a note, the most that its signatures amount to. */
export type FormSigners = "council" | "coordinator" | "seat" | "others";

/**
 * What everybody follows are forms that referrers fill; all others ride with the record of the country, which a device that only writes does not
 * follow. A form stays where it began.
 */
export type FormClass = "directory" | "public";

/** Versions of one form within 365 days, and forms that a country has of its own: of those that everybody follows, and in all. */
const formLimits = { versionsOfYear: 12, followed: 20, all: 60 } as const;

const day = 24 * 3600;
const year = 365 * day;
/** For so long, in log time, an entry may still name the version that was replaced: a telephone may have been away. */
const replaced = 14 * day;
const shownAsNews = 30 * day;

/** A version that a note put into the log. */
interface PublishedForm extends FormVersion {
  /** Leaf of its `form.set`. */
  readonly index: number;
  readonly leafClass: FormClass;
  /** What it changes of the version before. */
  readonly changes: readonly FormChange[];
  /** Hours of log time from its leaf until it is in force. */
  readonly wait: number;
  /** Leaf of the note that stopped it. */
  readonly stopped: number | null;
}

export interface FormNews extends FormVersion {
  readonly changes: readonly FormChange[];
  /** From when, in seconds since 1970; null while the log's time does not say it yet. */
  readonly from: number | null;
  readonly isInForce: boolean;
}

/** Where a version counts in the log. */
interface Span {
  /** The first leaf for which it is in force, unless it was stopped. */
  readonly from: number;
  /** The first leaf at which it has been in force for so long that no entry may name the version before it. */
  readonly endsBefore: number;
}

interface NoteAt {
  readonly index: number;
  readonly leafClass: FormClass;
  readonly signers: FormSigners;
}

export class CountryForms {
  readonly #times: readonly TimeLeaf[];
  /** In the order of the log. */
  #published: readonly PublishedForm[] = [];
  readonly #words = new Map<string, FormWords>();
  #spans: { readonly lastTime: TimeLeaf | undefined; readonly of: Map<number, Span> } = {
    lastTime: undefined,
    of: new Map(),
  };
  #book: { readonly now: number; readonly lastTime: TimeLeaf | undefined; readonly book: FormBook } | null = null;

  /** `times` grows with the log. */
  constructor(times: readonly TimeLeaf[]) {
    this.#times = times;
  }

  /** Takes a version; `hours` is the wait for forms at its leaf. Null when it holds. */
  set({ id, form }: FormVersion, note: NoteAt, hours: number): FormRefusal | null {
    const { index, leafClass, signers } = note;
    const others = this.#published.filter((one) => one.form.key === form.key);
    if (leafClass !== this.classOf(form)) return "wrong-class";
    // A referrer's telephone could not know a form of the other class.
    if (leafClass === "public" && form.writers.includes("referrer")) return "wrong-class";
    const earlier = this.#chain(form.key, form.was);
    const flaws = checkForm(form, { earlier, isForm: (key) => this.#isForm(key, index, leafClass) });
    if (flaws.length > 0 || others.some((one) => one.stopped !== null && isBent(one.form, form))) return "form-refused";
    const isBack = others.some((one) => one.id === id);
    const changes = formChange(earlier.at(-1)?.form, form);
    // What one seat stopped comes back by the council alone.
    const needs = isBack ? "council-and-wait" : (signingFor(changes) ?? "two-devices");
    if (needs === "council-and-wait" && signers !== "council") return "not-signed-by-council";
    if (signers !== "council" && signers !== "coordinator") return "not-signed-by-coordinator";
    if (this.#isTooMany(form.key, others, index, leafClass)) return "too-many-forms";
    const wait = needs === "two-devices" ? 0 : hours;
    this.#published = [...this.#published, { id, form, index, leafClass, changes, wait, stopped: null }];
    this.#book = null;
    return null;
  }

  /** Takes the words of a version that is known, in one language. The last ones hold. */
  setWords(words: FormWords, { leafClass, signers }: NoteAt): FormRefusal | null {
    const form = this.versionOf(words.of);
    if (form === undefined) return "unknown-form";
    if (leafClass !== this.classOf(form)) return "wrong-class";
    if (checkWords(words, { id: words.of, form }).length > 0) return "form-refused";
    if (signers !== "council" && signers !== "coordinator") return "not-signed-by-coordinator";
    // FM13e: no desk says that they changed, and no seat could end them.
    if (signers !== "council" && library.version(words.of) !== undefined) return "not-signed-by-council";
    this.#words.set(nameOfWords(words.of, words.language), words);
    this.#book = null;
    return null;
  }

  /** Ends a version, and those that were built on it: the one before holds again, at once. */
  stop(id: FormId, { index, leafClass, signers }: NoteAt): FormRefusal | null {
    const stopped = this.#published.findLast((one) => one.id === id && one.stopped === null);
    if (stopped === undefined) return "unknown-form";
    if (leafClass !== stopped.leafClass) return "wrong-class";
    if (signers !== "seat" && signers !== "council") return "not-signed-by-council";
    const isEnded = (one: PublishedForm) => one.form.key === stopped.form.key && one.index >= stopped.index;
    this.#published = this.#published.map((one) =>
      isEnded(one) && one.stopped === null ? { ...one, stopped: index } : one,
    );
    this.#book = null;
    return null;
  }

  /** All that was published, in the order of the log. */
  get published(): readonly PublishedForm[] {
    return this.#published;
  }

  /** The structure of a version, whether it is in force or not. */
  versionOf(id: FormId): Form | undefined {
    return library.version(id) ?? this.#published.find((one) => one.id === id)?.form;
  }

  /** In which class of the log the notes about a form are: where they began, else by who fills it in. */
  classOf(form: Form): FormClass {
    return this.#published.find((one) => one.form.key === form.key)?.leafClass ?? classOf(form);
  }

  /** The versions against which the next one of a key is checked, the oldest first: those of the library that it follows, and those that were not stopped. */
  chain(key: string): readonly FormVersion[] {
    return this.#chain(key, undefined);
  }

  /**
   * The forms in force for what stands at leaf `now` (FM6): what ships with the program, and what the country published in its place. Of versions that are no longer,
   * or not yet, their structure is known all the same. Everybody who reads forms asks here, and never the library alone.
   */
  bookAt(now: number): FormBook {
    if (this.#published.length === 0 && this.#words.size === 0) return library;
    const lastTime = this.#times.at(-1);
    if (this.#book?.now === now && this.#book.lastTime === lastTime) return this.#book.book;
    const own = this.#published.filter((one) => this.isInForce(one, now));
    const keys = new Set(own.map(({ form }) => form.key));
    const newest = [
      ...library.forms.map((one) => own.findLast(({ form }) => form.key === one.form.key) ?? one),
      ...[...keys]
        .filter((key) => library.newest(key) === undefined)
        .flatMap((key) => own.findLast(({ form }) => form.key === key) ?? []),
    ];
    const book: FormBook = {
      ...formBook(newest),
      version: (id) => this.versionOf(id),
      refusalAt: (id, leaf) => this.#refusalAt(id, leaf),
      words: (id, language) => this.#words.get(nameOfWords(id, language)),
      ofCountry: (id) => {
        const found = own.findLast((one) => one.id === id);
        return found === undefined ? null : { since: this.beginsAt(found) };
      },
    };
    this.#book = { now, lastTime, book };
    return book;
  }

  /** Versions that come, or came less than 30 days of log time ago: what people who work with them are shown (FM13f). */
  newsAt(now: number): readonly FormNews[] {
    const today = this.#secondsAt(now);
    return this.#published.flatMap((one) => {
      const from = this.beginsAt(one);
      const isOld = from !== null && from < today - shownAsNews;
      if (one.index >= now || one.stopped !== null || isOld) return [];
      return [{ id: one.id, form: one.form, changes: one.changes, from, isInForce: this.isInForce(one, now) }];
    });
  }

  /** True when a version that was published is filled in at leaf `now`, unless a later one is. */
  isInForce(one: PublishedForm, now: number): boolean {
    return this.#spanOf(one).from <= now && (one.stopped === null || one.stopped >= now);
  }

  // Asked for every save of every case: so it is worked out once, until the log brings another time.
  #spanOf(one: PublishedForm): Span {
    const lastTime = this.#times.at(-1);
    if (this.#spans.lastTime !== lastTime) this.#spans = { lastTime, of: new Map() };
    const known = this.#spans.of.get(one.index);
    if (known !== undefined) return known;
    const before = this.#before(one);
    const end = endOfWait(this.#times, one.index, one.wait);
    const own = one.wait === 0 ? one.index + 1 : this.#leafAfter(end);
    const begun = this.beginsAt(one);
    const span = {
      from: Math.max(own, before === undefined ? 0 : this.#spanOf(before).from),
      endsBefore: this.#leafAfter(begun === null ? null : begun + replaced),
    };
    this.#spans.of.set(one.index, span);
    return span;
  }

  /** The first leaf that may know that it is so late. */
  #leafAfter(seconds: number | null): number {
    const time = seconds === null ? undefined : this.#times.find((each) => each.seconds >= seconds);
    return time === undefined ? Number.POSITIVE_INFINITY : time.index + 1;
  }

  /** When it comes or came into force, in seconds since 1970; null while the log has no time for it. */
  beginsAt(one: PublishedForm): number | null {
    const own = endOfWait(this.#times, one.index, one.wait);
    const before = this.#before(one);
    const earlier = before === undefined ? 0 : this.beginsAt(before);
    return own === null || earlier === null ? null : Math.max(own, earlier);
  }

  #before({ form, index }: PublishedForm): PublishedForm | undefined {
    return this.#published.findLast((one) => one.id === form.was && one.index < index);
  }

  // FM6.
  #refusalAt(id: FormId, leaf: number): FormTimeRefusal | null {
    const own = this.#published.filter((one) => one.id === id && one.index < leaf);
    const form = own[0]?.form ?? library.version(id);
    if (form === undefined) return "form-not-in-force";
    const isOfLibrary = library.version(id) !== undefined;
    const holding = own.find((one) => this.isInForce(one, leaf));
    if (!isOfLibrary && holding === undefined)
      return own.some(({ stopped }) => stopped !== null && stopped < leaf) ? "form-stopped" : "form-not-in-force";
    const from = holding?.index ?? -1;
    const next = this.#published.find(
      (one) => one.form.key === form.key && one.index > from && this.isInForce(one, leaf),
    );
    if (next === undefined) return null;
    return this.#spanOf(next).endsBefore <= leaf ? "form-not-in-force" : null;
  }

  // A country that begins to publish a form begins from one of the library, whichever of them that is.
  #chain(key: string, was: FormId | undefined): readonly FormVersion[] {
    const own = this.#published.filter((one) => one.form.key === key && one.stopped === null);
    const shipped = libraryVersions
      .filter(({ form }) => form.key === key)
      .toSorted((a, b) => a.form.version - b.form.version);
    const first = own[0] === undefined ? was : own[0].form.was;
    const end = shipped.findIndex(({ id }) => id === first);
    return [...(end < 0 && own[0] !== undefined ? [] : shipped.slice(0, end < 0 ? undefined : end + 1)), ...own];
  }

  #isForm(key: string, index: number, leafClass: FormClass): boolean {
    if (library.newest(key) !== undefined) return true;
    return this.#published.some(
      (one) =>
        one.form.key === key && isStanding(one, index) && (leafClass === "public" || one.leafClass === "directory"),
    );
  }

  #isTooMany(key: string, others: readonly PublishedForm[], index: number, leafClass: FormClass): boolean {
    const now = this.#secondsAt(index);
    const ofYear = others.filter((one) => isStanding(one, index) && this.#secondsAt(one.index) > now - year);
    if (ofYear.length >= formLimits.versionsOfYear) return true;
    // What only some follow decides nothing about what everybody follows.
    const seen = this.#published.filter((one) => leafClass === "public" || one.leafClass === "directory");
    const keys = new Set([key, ...seen.filter((one) => isStanding(one, index)).map(({ form }) => form.key)]);
    return keys.size > (leafClass === "public" ? formLimits.all : formLimits.followed);
  }

  #secondsAt(index: number): number {
    return this.#times.findLast((time) => time.index < index)?.seconds ?? 0;
  }
}

function classOf(form: Form): FormClass {
  return form.writers.includes("referrer") ? "directory" : "public";
}

/** The notes of the two classes are not read in one order: what counts is what stood before a leaf. */
function isStanding({ index, stopped }: PublishedForm, leaf: number): boolean {
  return index < leaf && (stopped === null || stopped > leaf);
}

function nameOfWords(id: FormId, language: string): string {
  return `${id} ${language}`;
}

/** True when a key that a stopped version had means something else now: sheets may name it. */
function isBent(stopped: Form, now: Form): boolean {
  if (stopped.many !== now.many) return true;
  return stopped.fields.some((field) => {
    const other = fieldOf(now, field.key);
    if (other === undefined) return false;
    return (
      other.type !== field.type ||
      other.list !== field.list ||
      partOfField(now, other.key) !== partOfField(stopped, field.key)
    );
  });
}
