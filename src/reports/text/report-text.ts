// What the sections of a report say, by what they say it of: each sentence is a message of src/words, here only its values are named. A word for a code is the
// one that forms and tables have; a report has its own only where its sentences need another one.
import { catalogue } from "../../assessment/catalogue.ts";
import type { Period } from "../../assessment/fact-value.ts";
import { countryName } from "../../core/country-name.ts";
import {
  type FindingTopic,
  findingTopics,
  type RegisterName,
  registerNames,
  registerOf,
  registerTable,
} from "../../core/registers/register-table.ts";
import { codeWord, fieldWord, first } from "../../words/code-words.ts";
import type { Values } from "../../words/message.ts";
import type { MessageValues } from "../../words/message-values.ts";
import type { MessageKey, Words, WordsUnder } from "../../words/words.ts";
import type { Inline, Inlines } from "../inlines.ts";
import { run } from "../say.ts";

export type ReportText = ReturnType<typeof makeText>;

const made = new WeakMap<Words, ReportText>();

/** What a report says, in the language of these words. */
export function reportTextOf(words: Words): ReportText {
  const text = made.get(words) ?? makeText(words);
  made.set(words, text);
  return text;
}

type Said = string | number | boolean | null | Inline | Inlines;
type Plain = string | number | boolean | null;
/** What names the values of a message, in the order in which they are given. */
type Names<K extends MessageKey> = readonly (keyof MessageValues[K] & string)[];

/** The first letter as a capital. */
function capital(text: string): string {
  const [first = ""] = text;
  return first.toUpperCase() + text.slice(first.length);
}

/** A sentence that may begin with a value. */
function opening<V extends readonly unknown[]>(sentence: (...values: V) => Inlines): (...values: V) => Inlines {
  return (...values) => {
    const [begins, ...rest] = sentence(...values);
    if (begins === undefined) return [];
    return begins.kind === "text" ? [{ ...begins, text: capital(begins.text) }, ...rest] : [begins, ...rest];
  };
}

function makeText(words: Words) {
  const { language } = words;

  /** A sentence of values in this order, with links in it. */
  const said =
    <K extends MessageKey, const N extends Names<K>>(key: K, ...names: N) =>
    (...values: { readonly [I in keyof N]: Said }): Inlines =>
      run(words.marked<K, Inline>(key, valuesOf(names, values) as never));
  /** The same of words alone. */
  const told =
    <K extends MessageKey, const N extends Names<K>>(key: K, ...names: N) =>
    (...values: { readonly [I in keyof N]: Plain }): string =>
      words.text(key, valuesOf(names, values));
  /** Words for codes, as they are spelled. */
  const own = <P extends string>(prefix: P) => words.under(prefix);
  /** Captions and short sentences: `as-table` is `asTable`. */
  const texts = <P extends string>(prefix: P) =>
    Object.fromEntries(
      Object.entries<string>(words.under(prefix)).map(([name, text]) => [
        name.replace(/-([a-z])/g, (_, a: string) => a.toUpperCase()),
        text,
      ]),
    ) as { readonly [N in keyof WordsUnder<P> & string as Camel<N>]: string };
  /** A code of a field in words: the one that forms have, or its second form where sentences need another case or more than the code. */
  const inSentence = (register: string, field: string, code: string): string =>
    first(words, `in-sentence.${register}.${field}.${code}`) ?? lower(codeWord(words, field, code));
  /** The same as it begins a line. */
  const name = (register: string, field: string, code: string): string =>
    first(words, `in-sentence.${register}.${field}.${code}`) ?? codeWord(words, field, code);
  const table = <R extends RegisterName, F extends FieldOf<R>>(register: R, field: F, word = inSentence) =>
    Object.fromEntries(codesOf(register, field).map((code) => [code, word(register, field, code)])) as Readonly<
      Record<CodeOf<R, F>, string>
    >;

  const span = (n: number): string => {
    const [years, months] = [Math.floor(n / 12), n % 12];
    const inYears = words.text("report.span.years", { n: years });
    const inMonths = words.text("report.span.months", { n: months });
    if (years === 0) return inMonths;
    return months === 0 ? inYears : words.text("report.span.both", { years: inYears, months: inMonths });
  };
  const inSpan = ({ year, kind }: Period, key: "period" | "in-period") =>
    words.text(`report.${key}.${kind}`, { year, next: year + 1 });
  const period = (given: Period) => inSpan(given, "period");
  const inPeriod = (given: Period) => inSpan(given, "in-period");
  const number = (n: number) => language.number(n);

  const { route } = registerTable;
  const against = opening(said("report.counts.against", "now", "period", "before", "earlier", "asOf", "asOfBefore"));
  const beside = opening(said("report.counts.beside", "now", "period", "before", "earlier", "asOf", "asOfBefore"));
  const alone = opening(said("report.counts.alone", "now", "period", "asOf"));
  const named = said("report.counts.named", "name", "now", "period", "before");
  const inSeries = said("report.counts.in-series", "source", "now", "period", "before", "earlier");
  const twoFigures = said("report.counts.two-figures", "name", "period", "numbers", "see");
  const noneNow = said("report.why.none-now", "name", "period", "lack", "before");
  const thing = told("report.contradictions.thing", "register", "name", "field");
  const rated = told("report.rules.rated", "tier", "years");
  const ratedNot = told("report.rules.rated-not", "tier", "years");
  const ratedUnknown = told("report.rules.rated-unknown", "tier", "years");

  return {
    tag: language.tag as string,
    direction: language.direction,
    number,
    /** A year, or the number of a source: without groups. */
    digits: (written: string) => language.digits(written),
    date: (date: string) => language.date(date, "plain"),
    when: (date: string) => language.date(date, "in"),
    list: (items: readonly string[]) => language.list(items),
    commas: (items: readonly string[]) => language.commas(items),
    period,
    inPeriod,
    span,
    capital,
    country: (code: string) => countryName(code, language.tag),
    listColon: ": ",
    comma: language.comma,
    semicolon: language.semicolon,

    /** A request to another country, as a letter. */
    letter: {
      ...texts("report.letter"),
      kinds: own("report.letter.kinds"),
      opening: own("report.letter.opening"),
      authorities: told("report.letter.authorities", "country"),
    },

    head: {
      ...texts("report.head"),
      title: (country: string, given: Period) => words.text("report.head.title", { country, period: period(given) }),
      madeWithout: own("report.head.made-without"),
      logSize: told("report.head.log-size", "size"),
    },

    sections: own("report.sections"),

    summary: {
      ...texts("report.summary"),
      /** `isAll`: the report's maker could look at the whole record. */
      nothing: (country: string, given: Period, isAll: boolean) =>
        run([words.text("report.summary.nothing", { country, period: period(given), isAll })]),
      roles: Object.fromEntries(
        route.fields.role.shape.codes.map((role) => [role, told(`report.summary.roles.${role}`, "country", "persons")]),
      ) as Readonly<Record<Role, (country: string, persons: string) => string>>,
      places: Object.fromEntries(
        route.fields.role.shape.codes.map((role) => [role, told(`report.summary.places.${role}`, "places")]),
      ) as Readonly<Record<Role, (places: string) => string>>,
      forms: told("report.summary.forms", "forms"),
      persons: table("route", "persons"),
      form: table("proceeding", "form"),
      regions: table("route", "regions", name),
      otherCountries: own("report.summary.other-countries"),
    },

    counts: {
      ...texts("report.counts"),
      /** A year's figure beside the one of the year before. */
      against: (now: Inlines, given: Period, before: Inline, earlier: Period, asOf: string, asOfBefore: string) =>
        against(now, inPeriod(given), before, inPeriod(earlier), asOf, asOfBefore),
      /** The same of two years that are not compared. */
      beside: (now: Inlines, given: Period, before: Inline, earlier: Period, asOf: string, asOfBefore: string) =>
        beside(now, inPeriod(given), before, inPeriod(earlier), asOf, asOfBefore),
      /** When the number of a year was counted, behind the year. */
      asOf: told("report.counts.as-of", "on"),
      /** What another source, which has both years, says of them. */
      inSeries: (from: string, now: Inline, given: Period, before: Inline, earlier: Period) =>
        inSeries(from, now, inPeriod(given), before, inPeriod(earlier)),
      /** A register of own files that was begun in the year, beside a number of the whole year; and where it is the only one. */
      register: said("report.counts.register", "year", "n"),
      registerBegun: told("report.counts.register-begun", "year"),
      /** One source gives several numbers for one thing. */
      twoFigures: (name: string, given: Period, numbers: Inline, see: Inline) =>
        twoFigures(name, inPeriod(given), numbers, see),
      otherPeriod: said("report.counts.other-period", "name", "days", "now"),
      severalFigures: told("report.counts.several-figures", "names"),
      otherDays: told("report.counts.other-days", "names"),
      alone: (now: Inlines, given: Period, asOf: string) => alone(now, inPeriod(given), asOf),
      /** `remark` is the source's on what is taken out, with a space before it, or nothing. */
      published: said("report.counts.published", "published", "taken", "remark"),
      /** What the source tells apart of a number. */
      parts: said("report.counts.parts", "parts"),
      onlyArticles: told("report.counts.only-articles", "articles"),
      sentence: said("report.counts.sentence", "span"),
      sentences: said("report.counts.sentences", "lowest", "highest"),
      /** `suspended`: how many sentences were. */
      suspendedToo: said("report.counts.suspended-too", "suspended"),
      /** What is said of several figures stands once, behind them. */
      sharedArticles: told("report.counts.shared-articles", "names", "articles"),
      sharedRemark: said("report.counts.shared-remark", "names", "remark"),
      named: (name: string, now: Inlines, given: Period, before: Inline | null) =>
        named(name, now, inPeriod(given), before),
      notReported: told("report.counts.not-reported", "names"),
      unplaced: told("report.counts.unplaced", "names"),
      unread: told("report.counts.unread", "names"),
      aside: told("report.counts.aside", "names"),
      noData: told("report.counts.no-data", "names"),
    },

    otherFigures: texts("report.other-figures"),

    laws: {
      ...texts("report.laws"),
      crimeSince: said("report.laws.crime-since", "from", "act", "article", "amendment"),
      madeCrime: said("report.laws.made-crime", "at", "act", "article", "amendment"),
      inForce: said("report.laws.in-force", "subject", "act", "article", "at", "amendment"),
      adopted: said("report.laws.adopted", "subject", "act", "article", "at", "amendment"),
      amended: said("report.laws.amended", "act", "article", "at"),
      drafted: said("report.laws.drafted", "subject", "act", "at"),
      inParliament: said("report.laws.in-parliament", "subject", "act", "at"),
      repealed: said("report.laws.repealed", "subject", "act", "at"),
      expected: told("report.laws.expected", "at"),
      /** Of a law that another one replaced. */
      until: told("report.laws.until", "until"),
      articleOf: told("report.laws.article-of", "act", "article"),
      penalty: (lowest: number | null, highest: number | null): string => {
        if (lowest === null) return words.text("report.laws.penalty-up-to", { highest: span(highest ?? 0) });
        if (highest === null) return words.text("report.laws.penalty-at-least", { lowest: span(lowest) });
        const isYears = lowest % 12 === 0 && highest % 12 === 0;
        return isYears
          ? words.text("report.laws.penalty-years", { lowest: lowest / 12, highest: span(highest) })
          : words.text("report.laws.penalty", { lowest: span(lowest), highest: span(highest) });
      },
      penalties: said("report.laws.penalties", "penalties"),
      subjects: table("law", "subject"),
    },

    proceedings: {
      ongoingGroups: said("report.proceedings.ongoing-groups", "cases", "form"),
      ongoing: told("report.proceedings.ongoing-nouns", "n"),
      officials: said("report.proceedings.officials", "officials", "offence"),
      /** So many officials of a level of office. */
      officialsOf: (level: string | null, n: number) =>
        words.text(
          level !== null && words.has(`report.proceedings.official-nouns.${level}`)
            ? `report.proceedings.official-nouns.${level}`
            : "report.proceedings.official-nouns.any",
          { n },
        ),
      offences: table("proceeding", "offence"),
      fledAll: told("report.proceedings.fled-all", "charged"),
      fledSome: told("report.proceedings.fled-some", "fled"),
    },

    bodies: {
      ...texts("report.bodies"),
      kinds: table("body", "kind"),
      purposes: table("body", "purpose"),
      formed: opening(said("report.bodies.formed", "kind", "at", "name", "purpose")),
      members: said("report.bodies.members", "members"),
      trained: said("report.bodies.trained", "name", "at"),
      met: said("report.bodies.met", "name", "at"),
      decided: said("report.bodies.decided", "name", "at", "decision"),
      mandate: said("report.bodies.mandate", "mandate"),
      ended: said("report.bodies.ended", "name", "at"),
    },

    plans: {
      "working-group": said("report.plans.working-group", "title", "at"),
      draft: said("report.plans.draft", "title", "at"),
      "in-force": said("report.plans.in-force", "title", "at"),
      ended: said("report.plans.ended", "title", "at"),
    },

    protection: {
      open: said("report.protection.open", "services"),
      what: table("protection", "what"),
      funder: table("protection", "funder"),
      since: told("report.protection.since", "from"),
      places: told("report.protection.places", "n"),
    },

    breaches: told("report.breaches", "kinds"),

    prevention: {
      ...texts("report.prevention"),
      done: opening(said("report.prevention.done", "what", "at", "by")),
      span: told("report.prevention.span", "from", "until"),
      what: table("prevention", "what"),
      partners: table("prevention", "partner"),
      more: told("report.prevention.more", "n"),
    },

    trainings: { ...texts("report.trainings"), more: told("report.trainings.more", "n") },

    /** The sentence of a row: the message takes the fields that it names. */
    row: opening((register: RegisterName, values: Values<Inline>) =>
      run(words.marked<never, Inline>(`report.row.${register}` as never, values as never)),
    ),

    findings: Object.fromEntries(
      Object.keys(findingTopics).map((topic) => [topic, words.under(`report.finding.${topic}` as "report.finding")]),
    ) as unknown as Readonly<Record<FindingTopic, Readonly<Record<string, string>>>>,
    /** Nothing is said of a reason that was not given. */
    reasons: Object.fromEntries(
      Object.entries(table("finding", "reason")).map(([code, reason]) => [
        code,
        code === "not-told" ? "" : words.message("report.reason", { reason }),
      ]),
    ) as Readonly<Record<CodeOf<"finding", "reason">, string>>,
    remark: said("report.remark", "remark"),
    topics: table("finding", "topic", name),
    answers: { ...table("finding", "answer"), ...table("law", "stage"), ...table("plan", "stage") } as Readonly<
      Record<string, string>
    >,

    facts: {
      /** Of findings, `topics` are the names. */
      names: Object.fromEntries(
        catalogue.map(({ key }) => [key, first(words, `report.fact.${key}`) ?? name("figure", "fact", key)]),
      ) as Readonly<Record<string, string>>,
      /** Whether a fact is told in a sentence with its number. */
      isCounted: (key: string) => words.has(`report.number.${key}`),
      counted: (key: string, n: number) => words.text(`report.number.${key}`, { n }),
      definitions: words.under("report.definition") as Readonly<Record<string, string>>,
      units: {
        ...table("figure", "unit"),
        ...words.under("report.unit"),
      } as Readonly<Record<string, string>>,
      parts: table("figure", "part") as Readonly<Record<string, string>>,
    },

    values: {
      ...texts("report.values"),
      /** The source tells of so many; there may be more. */
      atLeast: told("report.values.at-least", "value"),
      /** Where rows of short lessons are among those of persons trained; `n` devices, as far as that is known. */
      lessonsToo: told("report.values.lessons-too", "n"),
      months: span,
    },

    tier: {
      ...texts("report.tier"),
      follows: said("report.tier.follows", "tier", "scheme"),
      /** A scheme that came as a file, in the sentence that tells what follows. */
      ownRules: told("report.tier.own-rules", "name"),
      /** A tier as a file calls it, with its code. */
      coded: told("report.tier.coded", "name", "code"),
      /** The step of a scheme that came as a file. */
      byStep: told("report.tier.by-step", "step"),
      /** Names of a scheme that came as a file, in the language with this tag. */
      borrowed: told("report.tier.borrowed", "tag"),
      notYet: told("report.tier.not-yet", "scheme"),
      /** `sentence`: the question as it was answered. */
      judgement: said("report.tier.judgement", "sentence", "office", "reasons"),
      unjudged: told("report.tier.unjudged", "question"),
      /** Offices answer this question differently. */
      differ: told("report.tier.differ", "question"),
      /** Why full compliance leads to no higher tier: a presumption from missing data (AS19). */
      presumption: told("report.tier.presumption", "tier", "criterion", "missing", "isProgram", "waiver"),
      outside: told("report.tier.outside", "from", "until"),
      /** What of the program's schemes is not read. */
      limits: words.under("report.tier.limits") as Readonly<Record<string, string>>,
      /** The waiver that keeps a lower tier away. */
      waived: told("report.tier.waived", "tier"),
      published: said("report.tier.published", "tier", "year"),
      openFor: told("report.tier.open-for", "questions"),
      names: table("rating", "tier", name),
      questions: own("report.tier.questions"),
      denials: own("report.tier.denials"),
      schemes: own("report.tier.schemes"),
      steps: words.under("report.tier.steps") as Readonly<Record<string, string>>,
      groundNames: words.under("report.tier.ground-names") as Readonly<Record<string, string>>,
      criteria: words.under("report.tier.criteria") as Readonly<Record<string, string>>,
    },

    other: {
      tier: said("report.other.tier", "tier", "scheme"),
      noTier: told("report.other.no-tier", "scheme"),
      asks: told("report.other.asks", "questions"),
      criteriaAdded: told("report.other.criteria-added", "names"),
      criteriaRemoved: told("report.other.criteria-removed", "names"),
      /** How the other scheme counts years, where it does so in another way than this report. */
      years: own("report.other.years"),
      criterionAdds: told("report.other.criterion-adds", "name", "facts"),
      criterionDrops: told("report.other.criterion-drops", "name", "facts"),
      waiverAdded: told("report.other.waiver-added", "names"),
      waiverRemoved: told("report.other.waiver-removed", "names"),
      groundsAdded: told("report.other.grounds-added", "names"),
      groundsRemoved: told("report.other.grounds-removed", "names"),
      stepsAdded: told("report.other.steps-added", "names"),
      stepsRemoved: told("report.other.steps-removed", "names"),
    },

    rules: {
      ...texts("report.rules"),
      than: said("report.rules.than", "name", "now", "before"),
      value: said("report.rules.value", "name", "value"),
      judged: told("report.rules.judged", "question", "answer"),
      rated: (tier: string, years: number) => capital(rated(tier, years)),
      ratedNot: (tier: string, years: number) => capital(ratedNot(tier, years)),
      ratedUnknown: (tier: string, years: number) => capital(ratedUnknown(tier, years)),
      ifAtLeast: told("report.rules.if-at-least", "name", "n"),
      ifLess: told("report.rules.if-less", "name", "n"),
      ifIs: told("report.rules.if-is", "name", "answer"),
      ifIsNot: told("report.rules.if-is-not", "name", "answer"),
      ifKnown: told("report.rules.if-known", "name"),
      ifNotKnown: told("report.rules.if-not-known", "name"),
      ifBetter: told("report.rules.if-better", "name"),
      ifNotBetter: told("report.rules.if-not-better", "name"),
      ifWorse: told("report.rules.if-worse", "name"),
      ifNotWorse: told("report.rules.if-not-worse", "name"),
      ifMore: told("report.rules.if-more", "name"),
      ifNotMore: told("report.rules.if-not-more", "name"),
      ifFewer: told("report.rules.if-fewer", "name"),
      ifNotFewer: told("report.rules.if-not-fewer", "name"),
    },

    why: {
      ...texts("report.why"),
      ground: said("report.why.ground", "name"),
      noGround: said("report.why.no-ground", "name"),
      noneBefore: told("report.why.none-before", "lack"),
      noneNow: (name: string, given: Period, lack: Inline, before: Inline) =>
        noneNow(name, inPeriod(given), lack, before),
      atLeast: {
        yes: told("report.why.at-least.yes", "n"),
        no: told("report.why.at-least.no", "n"),
        unknown: told("report.why.at-least.unknown", "n"),
      },
      rated: {
        yes: told("report.why.rated.yes", "tier", "years"),
        no: told("report.why.rated.no", "tier", "years"),
        unknown: told("report.why.rated.unknown", "tier", "years"),
      },
    },

    standards: { ...texts("report.standards"), named: own("report.standards.named") },
    criteria: texts("report.criteria"),

    recommendations: {
      ...texts("report.recommendations"),
      from: said("report.recommendations.from", "evidence"),
      named: words.under("report.recommendations.named") as Readonly<Record<string, string>>,
    },

    /** Fields and codes of the registers, for what a report tells of how a figure is counted and on what sources differ. */
    registers: {
      field: (field: string) => lower(first(words, `in-sentence.field.${field}`) ?? fieldWord(words, "", field)),
      code: inSentence,
      /** The word of forms itself, where a sentence quotes it. */
      word: (field: string, code: string) => lower(codeWord(words, field, code)),
    },

    contradictions: {
      ...texts("report.contradictions"),
      firstOfItsKind: told("report.contradictions.first-of-its-kind", "register"),
      asPublished: told("report.contradictions.as-published", "value"),
      withoutOthers: told("report.contradictions.without-others", "value", "taken"),
      key: told("report.contradictions.key", "key"),
      /** `name` of the thing: its key in quotation marks, or an article; empty for a sealed one. */
      thing: (register: string, name: string, field: string) => thing(register, name === "" ? null : name, field),
    },

    gaps: {
      ...texts("report.gaps"),
      /** A fact and how many facts there are that tell more of it. */
      withDetails: told("report.gaps.with-details", "name", "n"),
      /** Where the fact itself is lacking in another way. */
      details: told("report.gaps.details", "name", "n"),
      unplaced: told("report.gaps.unplaced", "n"),
    },

    method: {
      paragraphs: (given: Period) => [
        words.text("report.method.1", { period: period(given) }),
        ...([2, 3, 4, 5, 6] as const).map((place) => words.message(`report.method.${place}`)),
      ],
    },

    counted: {
      ...texts("report.counted"),
      rows: told("report.counted.rows", "register"),
      countOf: told("report.counted.count-of", "register"),
      distinctOf: told("report.counted.distinct-of", "register", "field"),
      sumOf: told("report.counted.sum-of", "register", "field"),
      lowestOf: told("report.counted.lowest-of", "register", "field"),
      highestOf: told("report.counted.highest-of", "register", "field"),
      newestOf: told("report.counted.newest-of", "register", "field"),
      carriedOver: told("report.counted.carried-over", "begun", "ended"),
      openAtEnd: told("report.counted.open-at-end", "begun", "ended"),
      standingOf: told("report.counted.standing-of", "register"),
      where: told("report.counted.where", "conditions"),
      conditionIs: (field: string, values: readonly string[]) =>
        words.text("report.counted.condition-is", {
          field,
          values: values
            .map((value) => words.text("report.counted.condition-value", { value }))
            .join(words.message("report.counted.or")),
        }),
      conditionPresent: told("report.counted.condition-present", "field", "present"),
      caption: told("report.counted.caption", "name"),
      from: own("report.counted.from"),
      begun: told("report.counted.begun", "year"),
      publishedAs: told("report.counted.published-as", "n"),
      onlyArticles: told("report.counted.only-articles", "articles"),
      /** How many sealed records a figure of a year before the last one counts. */
      ofItsYear: told("report.counted.of-its-year", "n"),
      /** How many records a figure counts that are not among those before it. */
      withheld: told("report.counted.withheld", "n"),
    },

    sources: {
      ...texts("report.sources"),
      kinds: table("source", "kind"),
      sureness: table("source", "checked"),
    },

    records: {
      ...texts("report.records"),
      registers: Object.fromEntries(
        registerNames.map((name) => [name, lower(words.message(`register.${name}`))]),
      ) as Readonly<Record<RegisterName, string>>,
    },

    plots: {
      ...texts("report.plots"),
      bars: told("report.plots.bars", "now", "before"),
      steps: {
        ...table("proceeding", "event", name),
        ...table("proceeding", "verdict"),
        ...own("report.plots.steps"),
        fled: inSentence("proceeding", "event", "fled"),
      },
    },
  };
}

type Camel<S extends string> = S extends `${infer A}-${infer B}` ? `${A}${Capitalize<Camel<B>>}` : S;

type Role = (typeof registerTable.route.fields.role.shape.codes)[number];

function valuesOf<V>(names: readonly string[], values: readonly V[]): Readonly<Record<string, V | undefined>> {
  return Object.fromEntries(names.map((name, place) => [name, values[place]]));
}

/** A word that stands alone elsewhere, as it stands in a sentence. An abbreviation keeps its capitals. */
function lower(word: string): string {
  return /^\p{Lu}{2}/u.test(word) ? word : word.slice(0, 1).toLowerCase() + word.slice(1);
}

type FieldOf<R extends RegisterName> = keyof (typeof registerTable)[R]["fields"] & string;
type CodeOf<R extends RegisterName, F extends FieldOf<R>> = (typeof registerTable)[R]["fields"][F] extends {
  readonly shape: { readonly codes: readonly (infer C extends string)[] };
}
  ? C
  : never;

function codesOf(register: RegisterName, field: string): readonly string[] {
  const shape = registerOf(register).fields[field]?.shape;
  return shape?.type === "code" || shape?.type === "codes" ? shape.codes : [];
}
