// The report's words in Tajik, in Cyrillic letters. Not checked by a native speaker.

import type { Period } from "../../assessment/fact-value.ts";
import { countryName } from "../../core/country-name.ts";
import { languages } from "../../words/languages.ts";
import { say } from "../say.ts";
import type { Nouns, ReportText } from "./en.ts";
import { definitions } from "./tg-definitions.ts";
import { registerWords } from "./tg-register-words.ts";
import { capital, yearsAndMonths } from "./words.ts";

const language = languages.tg;

/** After a number a Tajik noun stays in the singular. */
function count(n: number, nouns: Nouns): string {
  return `${number(n)} ${nouns[0] ?? ""}`;
}

function number(n: number): string {
  return language.number(n);
}

function date(text: string): string {
  return language.date(text, "plain");
}

function when(text: string): string {
  return language.date(text, "in");
}

function list(items: readonly string[]): string {
  return language.list(items);
}

function period({ year, kind }: Period): string {
  return kind === "calendar" ? `соли ${year}` : `апрели соли ${year} – марти соли ${year + 1}`;
}

function inPeriod({ year, kind }: Period): string {
  return kind === "calendar" ? `дар соли ${year}` : `аз апрели соли ${year} то марти соли ${year + 1}`;
}

function span(n: number): string {
  const [years, rest] = yearsAndMonths(n);
  const parts = [years > 0 ? count(years, ["сол"]) : "", rest > 0 || years === 0 ? count(rest, ["моҳ"]) : ""];
  return parts.filter((part) => part !== "").join(" ва ");
}

export const tg: ReportText = {
  tag: "tg",
  direction: "ltr",
  number,
  date,
  when,
  list,
  period,
  inPeriod,
  span,
  capital,
  count,
  country: (code) => countryName(code, "tg"),
  listColon: ": ",

  letter: {
    warning: "Намоиш ё озмоиш: паси ин нома ҳеҷ идорае намеистад.",
    kinds: {
      "mutual-legal-assistance": "Дархости ёрии мутақобилаи ҳуқуқӣ",
      "joint-investigation": "Пешниҳоди тафтиши муштарак",
      extradition: "Дархости супоридани шахс",
      consular: "Дархости кумаки консулӣ",
    },
    opening: {
      "mutual-legal-assistance": "Хоҳиш мекунем, ки дар парвандаи савдои одамон ёрии ҳуқуқӣ расонед.",
      "joint-investigation": "Пешниҳод мекунем, ки парвандаи савдои одамонро якҷоя тафтиш кунем.",
      extradition: "Хоҳиш мекунем, ки шахсеро, ки дар парвандаи савдои одамон ҷустуҷӯ мешавад, супоред.",
      consular: "Хоҳиш мекунем, ки ба шахсе, ки шояд қурбонии савдои одамон бошад, кумаки консулӣ расонед.",
    },
    to: "Ба кӣ",
    from: "Аз кӣ",
    reference: "Рақам",
    inCase: "Парвандаи мо",
    date: "Сана",
    authorities: (country) => `Ба мақомоти ваколатдор: ${country}`,
    confidential:
      "Хоҳиш мекунем, ки ин номаро махфӣ нигоҳ доред. Номе, ки ошкор мешавад, метавонад ҷонро ба хатар андозад. Онро ба кишвар ё шахсоне, ки касе аз онҳо гурехтааст, надиҳед.",
    answer: "Хоҳиш мекунем, ки бо зикри рақам ҷавоб диҳед ва нависед, ки чӣ пурра ё қисман иҷро шуд ё чаро рад шуд.",
    signature: "Ном, мансаб, имзо",
  },

  head: {
    kicker: "Гузориши солона оид ба мубориза бо савдои одамон",
    title: (country, given) => `${country}, ${period(given)}`,
    subtitle: "Аз қайдҳои кишвар тартиб дода шудааст. Ҳар рақам ба тарзи ҳисоб ва ба қайдҳои худ мебарад.",
    warning: "Намоиш ё озмоиш: паси ин гузориш ҳеҷ идорае намеистад.",
    madeWithout: {
      none: "Бе калидҳои феҳристҳои мӯҳршуда тартиб дода шудааст: он чи дар парвандаҳо ва дархостҳо ҳаст, дар ин гузориш нест.",
      some: "Бо қисме аз калидҳои феҳристҳои мӯҳршуда тартиб дода шудааст: дар ин гузориш на ҳамаи он чи дар парвандаҳо ва дархостҳо ҳаст, омадааст.",
    },
    contents: "Мундариҷа",
    asTable: "Ҳамон рақамҳо дар ҷадвал",
    origin: "Қайдҳои кишвар",
    scheme: "Қоидаҳои татбиқшуда",
    schemeFile: "аз файли бо ҳеши",
    periodOf: "Давра",
    log: "Ҳолати дафтар",
    logSize: (size) => count(size, ["сабт"]),
    hash: "Ҳеши маълумот",
  },

  sections: {
    summary: "Мухтасар",
    tier: "Аз рӯи қоидаҳо чӣ бармеояд",
    prosecution: "Таъқиб",
    protection: "Ҳифз",
    prevention: "Пешгирӣ",
    partnership: "Ҳамкорӣ",
    recommendations: "Тавсияҳо",
    other: "Аз рӯи қоидаҳои дигар",
    criteria: "Критерияҳо",
    contradictions: "Ихтилофҳо",
    gaps: "Холигоҳҳо",
    method: "Усул",
    counted: "Ҳар рақам чӣ гуна ҳисоб шуд",
    sources: "Сарчашмаҳо",
    records: "Қайдҳо",
  },

  summary: {
    nothing: (country, given, isAll) =>
      say`Дар қайдҳои кишвар (${country})${isAll ? "" : ", ки дидан мумкин буд,"} барои ${period(given)} ҳеҷ чиз нест. Аз ин рӯ, дар гузориш на рақам ҳасту на маълумот дар бораи вазъ. Набудани маълумот сифр нест.`,
    noRoutes: "Дар қайдҳо гуфта нашудааст, ки киро ба куҷо бурдаанд.",
    vagueRoutes: "Он чи дар қайдҳо гуфта шудааст, ки киро ба куҷо бурдаанд, барои ин давра санаи хеле номуайян дорад.",
    roles: {
      source: (country, persons) => `${country} кишвари баромади қурбониёни савдои одамон аст (${persons})`,
      transit: (country, persons) => `${country} кишвари гузари қурбониёни савдои одамон аст (${persons})`,
      destination: (country, persons) => `${country} кишвари таъиноти қурбониёни савдои одамон аст (${persons})`,
      internal: (country, persons) => `${country}: савдои одамон дар дохили кишвар (${persons})`,
    },
    places: {
      source: (places) => `; ба куҷо: ${places}`,
      transit: (places) => `; дар роҳ: ${places}`,
      destination: (places) => `; аз куҷо: ${places}`,
      internal: (places) => `; дар куҷо: ${places}`,
    },
    forms: (forms) => `; мақсадҳо: ${forms}.`,
    persons: { men: "мардон", women: "занон", children: "кӯдакон" },
    form: { sexual: "истисмори шаҳвонӣ", labour: "меҳнати маҷбурӣ", other: "шаклҳои дигари истисмор" },
    regions: {
      "central-asia": "Осиёи Марказӣ",
      "gulf-states": "кишварҳои Халиҷи Форс",
      "middle-east": "Шарқи Наздик",
      "south-asia": "Осиёи Ҷанубӣ",
      "east-asia": "Осиёи Шарқӣ",
      europe: "Аврупо",
      "north-america": "Амрикои Шимолӣ",
      "latin-america": "Амрикои Лотинӣ",
      africa: "Африқо",
    },
    otherCountries: {
      "central-asia": "дигар кишварҳои Осиёи Марказӣ",
      "gulf-states": "дигар кишварҳои Халиҷи Форс",
      "middle-east": "дигар кишварҳои Шарқи Наздик",
      "south-asia": "дигар кишварҳои Осиёи Ҷанубӣ",
      "east-asia": "дигар кишварҳои Осиёи Шарқӣ",
      europe: "дигар кишварҳои Аврупо",
      "north-america": "дигар кишварҳои Амрикои Шимолӣ",
      "latin-america": "дигар кишварҳои Амрикои Лотинӣ",
      africa: "дигар кишварҳои Африқо",
    },
  },

  counts: {
    against: (now, given, before, earlier, asOf, asOfBefore) =>
      say`${capital(inPeriod(given))}: ${now}${asOf}; ${inPeriod(earlier)}: ${before}${asOfBefore}.`,
    beside: (now, given, before, earlier, asOf, asOfBefore) =>
      say`${capital(inPeriod(given))}: ${now}${asOf}; ${inPeriod(earlier)}: ${before}${asOfBefore}.`,
    asOf: (text) => ` (аз рӯи ҳисоб то ${date(text)})`,
    countedApart: "Ин ду сол якхела ҳисоб нашудаанд.",
    otherSource: "Рақамҳои ин ду сол аз сарчашмаҳои гуногунанд ва муқоиса намешаванд.",
    inSeries: (source, now, given, before, earlier) =>
      say` Аз рӯи сарчашмаи дигар (${source}): ${inPeriod(given)}: ${now}; ${inPeriod(earlier)}: ${before}.`,
    register: (year, n) => say` Дар феҳристе, ки соли ${String(year)} оғоз шудааст, на камтар аз ${n}.`,
    registerBegun: (year) => ` Феҳрист соли ${String(year)} оғоз шудааст.`,
    twoFigures: (name, given, numbers, see) =>
      say`${name} ${inPeriod(given)}: як сарчашма ${numbers} медиҳад, бинобар ин шумора маълум нест; ${see}.`,
    seeContradictions: "ба ихтилофҳо нигаред",
    otherPeriod: (name, days, now) => say`${name} (${days}): ${now}.`,
    severalFigures: (names) => `Як сарчашма дар бораи инҳо якчанд рақам медиҳад: ${names}.`,
    otherDays: (names) => `Дар бораи инҳо танҳо рақамҳо барои рӯзҳои дигар ҳастанд: ${names}.`,
    alone: (now, given, asOf) => say`${capital(inPeriod(given))}: ${now}${asOf}.`,
    published: (published, taken, remark) =>
      say` Сарчашма ${published} нашр кардааст; аз он хориҷ шуд, зеро савдои одамон нест: ${taken}${remark}.`,
    parts: (parts) => say` Аз ҷумла: ${parts}.`,
    onlyArticles: (articles) => ` Танҳо аз рӯи ин ҳисоб мешавад: ${articles}.`,
    sentence: (prison) => say`Ҳукм: ${prison} маҳрумӣ аз озодӣ.`,
    sentences: (lowest, highest) => say`Ҳукмҳо: аз ${lowest} то ${highest} маҳрумӣ аз озодӣ.`,
    suspendedToo: (suspended) => say` Мӯҳлатҳои шартӣ ҳам ҳисоб шудаанд (ҳукмҳои шартӣ: ${suspended}).`,
    sharedArticles: (names, articles) => `Танҳо аз рӯи ин (${articles}) ҳисоб мешавад: ${names}.`,
    sharedRemark: (names, remark) => say`${names}: эзоҳи сарчашма${remark}.`,
    named: (name, now, given, before) =>
      say`${name} ${inPeriod(given)}: ${now}${before === null ? null : say`; соли пеш: ${before}`}.`,
    table: "Рақамҳои ин бахш",
    fact: "Маълумот",
    byArticle: "Аз рӯи моддаҳои қонун",
    article: "Модда",
    byArticleOnly:
      "Вақте ҳисоб мешавад, ки дар парванда модда номбар шудааст; парвандаҳое, ки аз ягон мақом пинҳонанд, ҳисоб намешаванд. Он чи ба ду модда дохил мешавад, дар назди ҳар кадом меистад.",
    differ: "Сарчашмаҳо ихтилоф доранд; ба ихтилофҳо нигаред.",
    differBefore: "Дар бораи соли пеш сарчашмаҳо ихтилоф доранд; ба ихтилофҳо нигаред.",
    notReported: (names) => `Ба гуфтаи сарчашма, дар бораи инҳо хабар дода намешавад: ${names}.`,
    unplaced: (names) => `Санаи инҳо барои ин давра хеле номуайян аст: ${names}.`,
    unread: (names) => `Ин гузориш инҳоро дида натавонист: ${names}. Ин сифр нест.`,
    aside: (names) => `Дар бораи инҳо танҳо рақамҳои ҷадвали «Рақамҳои дигар» мегӯянд: ${names}.`,
    noData: (names) => `Дар қайдҳо дар бораи инҳо маълумот нест: ${names}. Ин сифр нест.`,
  },

  otherFigures: {
    caption: "Рақамҳои дигар",
    figure: "Рақам",
    why: "Ин рақамҳо ба ягон маълумот дохил намешаванд: воҳиди худро доранд, барои рӯзҳои дигаранд, қисми бе тамомианд ё рақами дуюми ҳамон сарчашма дар бораи ҳамон чизанд. Онҳо дар ҷое ҳисоб ва муқоиса намешаванд.",
  },

  laws: {
    crimeSince: (from, act, article, amendment) =>
      say`Савдои одамон аз ${date(from)} ҷиноят аст${amendment ? ", ки бо ворид кардани тағйирот муқаррар шудааст" : ""}: ${act}${article === null ? "" : `, моддаи ${article}`}.`,
    madeCrime: (at, act, article, amendment) =>
      say`Савдои одамон ${at}${amendment ? " бо ворид кардани тағйирот" : ""} ҷиноят эътироф шуд: ${act}${article === null ? "" : `, моддаи ${article}`}.`,
    inForce: (subject, act, article, at, amendment) =>
      say`Қонун ${at}${amendment ? " ҳамчун тағйирот" : ""} эътибор пайдо кард (${subject}): ${act}${article === null ? "" : `, моддаи ${article}`}.`,
    adopted: (subject, act, article, at, amendment) =>
      say`Қонун ${at}${amendment ? " ҳамчун тағйирот" : ""} қабул шуд (${subject}): ${act}${article === null ? "" : `, моддаи ${article}`}.`,
    amended: (act, article, at) =>
      say`Қонун ${at} тағйир дода шуд: ${act}${article === null ? "" : `, моддаи ${article}`}.`,
    drafted: (subject, act, at) => say`Лоиҳаи қонун ${at} таҳия шуд (${subject}): ${act}.`,
    inParliament: (subject, act, at) => say`Қонун ${at} дар парламент баррасӣ шуд (${subject}): ${act}.`,
    repealed: (subject, act, at) => say`Қонун ${at} бекор шуд (${subject}): ${act}.`,
    expected: (at) => ` Қабули он ${at} интизор мерафт; ваъда амал ҳисоб намешавад.`,
    until: (until) => ` Қонун то ${date(until)} амал мекард.`,
    articleOf: (act, article) => `«${act}», моддаи ${article}`,
    penalty: (lowest, highest) => {
      if (lowest === null) return `то ${span(highest ?? 0)} маҳрумӣ аз озодӣ`;
      if (highest === null) return `на кам аз ${span(lowest)} маҳрумӣ аз озодӣ`;
      const from = lowest % 12 === 0 && highest % 12 === 0 ? number(lowest / 12) : span(lowest);
      return `аз ${from} то ${span(highest)} маҳрумӣ аз озодӣ`;
    },
    penalties: (penalties) => say`Ҷазо: ${penalties}.`,
    confiscation: " бо мусодира",
    subjects: {
      trafficking: "савдои одамон",
      comprehensive: "қонуни ҳамаҷониба дар бораи савдои одамон",
      "slave-labour": "истифодаи меҳнати ғуломона",
      recruitment: "ҷалб барои истисмор",
      "child-trade": "савдои кӯдакон",
      "child-pornography": "порнографияи кӯдакон",
      "victim-assistance": "кумак ба қурбониён",
      other: "мавзӯи дигар",
    },
  },

  proceedings: {
    ongoingGroups: (cases, form) => say`${cases} алайҳи гурӯҳ идома дорад${form === null ? "" : ` (${form})`}.`,
    ongoingNouns: ["таъқиби судӣ"],
    officials: (officials, offence) => say`Айб эълон шуд: ${officials} (${offence}).`,
    officialNouns: {
      any: ["шахси мансабдор"],
      low: ["шахси мансабдори дараҷаи поёнӣ"],
      middle: ["шахси мансабдори дараҷаи миёна"],
      high: ["шахси мансабдори дараҷаи баланд"],
    },
    offences: {
      trafficking: "савдои одамон",
      "false-documents": "ҳуҷҷатҳои қалбакӣ",
      bribery: "ришвахорӣ",
      other: "ҷинояти дигар",
    },
    fledAll: (charged) =>
      charged === 1 ? " Ӯ фирор кард." : charged === 2 ? " Ҳар ду фирор карданд." : " Ҳама фирор карданд.",
    fledSome: (fled) => ` Аз онҳо ${number(fled)} нафар фирор карданд.`,
  },

  bodies: {
    kinds: {
      commission: "комиссия",
      committee: "кумита",
      "working-group": "гурӯҳи корӣ",
      "police-unit": "воҳиди милитсия",
      "prosecution-unit": "воҳиди прокуратура",
      centre: "марказ",
    },
    purposes: {
      coordination: "барои ҳамоҳангсозӣ",
      plan: "барои таҳияи нақша",
      training: "барои омӯзиш",
      investigation: "барои тафтиш",
      assistance: "барои кумак",
    },
    formed: (kind, at, name, purpose) => say`${capital(at)} ${kind} ${purpose} ташкил шуд: ${name}.`,
    members: (members) => say` Аъзо: ${members}.`,
    trained: (name, at) => say`Мақоми ${name} ${at} омӯзиш дид.`,
    met: (name, at) => say`Мақоми ${name} ${at} ҷаласа кард.`,
    decided: (name, at, decision) =>
      decision === null
        ? say`Мақоми ${name} ${at} қарор қабул кард.`
        : say`Мақоми ${name} ${at} қарор қабул кард: ${decision}.`,
    mandate: (mandate) => say` Ваколат: ${mandate}.`,
    ended: (name, at) => say`Мақоми ${name} ${at} фаъолияташро қатъ кард.`,
    first: " Сарчашма онро дар навъи худ аввалин меномад.",
  },

  plans: {
    "working-group": (title, at) => say`Гурӯҳи корӣ оид ба нақша ${at} ташкил шуд: ${title}.`,
    draft: (title, at) => say`Нақша ${at} дар марҳилаи лоиҳа буд: ${title}.`,
    "in-force": (title, at) => say`Нақша ${at} эътибор пайдо кард: ${title}.`,
    ended: (title, at) => say`Нақша ${at} анҷом ёфт: ${title}.`,
  },

  protection: {
    open: (services) => say`Хизматрасониҳо: ${services}.`,
    what: {
      shelter: "паноҳгоҳ",
      "assistance-centre": "маркази кумак",
      "legal-aid": "кумаки ҳуқуқӣ",
      health: "кумаки тиббӣ",
      reintegration: "бозгашт ба ҷомеа",
      "witness-protection": "ҳифзи шоҳидон",
      hotline: "хати боварӣ",
      "consular-assistance": "кумаки консулӣ",
    },
    funder: { government: "маблағи ҳукумат", donor: "маблағи донорҳо", both: "маблағи ҳукумат ва донорҳо" },
    since: (from) => `аз ${date(from)}`,
    places: (n) => count(n, ["ҷой"]),
  },

  breaches: (kinds) =>
    `Қурбониёне, ки барои кори маҷбурӣ ҷазо гирифтанд: бо онҳо чӣ карданд ва, дар қавс, бо чӣ ислоҳ шуд: ${kinds}.`,

  prevention: {
    done: (what, at, by) => say`${capital(what)}, ${at}, аз ҷониби ${by}.`,
    supported: " Ҳукумат онро дастгирӣ мекунад.",
    span: (from, until) => `аз ${from} то ${until}`,
    what: {
      campaign: "маърака",
      brochures: "рисолаҳо",
      "resource-centre": "маркази иттилоотӣ барои муҳоҷирони эҳтимолӣ",
      hotline: "хати боварӣ",
      "recruiter-licence": "иҷозатномаҳои ҷалбкунандагон",
      "recruiter-inspection": "санҷиши ҷалбкунандагон",
      "border-check": "санҷиш дар сарҳад",
      research: "тадқиқот",
      "demand-reduction": "кам кардани талабот",
    },
    partners: {
      ngo: "ташкилоти ғайриҳукуматӣ",
      international: "ташкилоти байналмилалӣ",
      government: "ҳукумат",
      private: "бахши хусусӣ",
    },
    more: (n) => `Ва боз ${count(n, ["қайд"])}.`,
  },

  trainings: {
    caption: "Машғулиятҳо",
    when: "Кай",
    topic: "Мавзӯъ",
    professions: "Барои кӣ",
    participants: "Иштирокчиён",
    trainer: "Омӯзгор",
    more: (n) => `Ва боз ${number(n)} машғулият дар қайдҳо.`,
  },

  agreements: {
    told: (kind, partner, countries, title, at) =>
      say`${capital(kind)}${partner === null ? null : say` (${partner})`}${countries === "" ? "" : ` (${countries})`}, ${at}: ${title}.`,
    kinds: {
      "mutual-legal-assistance": "созишнома дар бораи ёрии мутақобилаи ҳуқуқӣ",
      police: "созишномаи мақомоти милитсия",
      "labour-migration": "созишнома дар бораи муҳоҷирати меҳнатӣ",
      ngo: "созишнома бо ташкилотҳои ғайриҳукуматӣ",
      "international-body": "созишнома бо ташкилоти байналмилалӣ",
    },
  },

  findings: {
    corruption: {
      endemic: "Фасод, аз ҷумла дар байни шахсони мансабдор, ҳамаҷо паҳн аст.",
      widespread: "Фасод дар байни шахсони мансабдор васеъ паҳн аст.",
      present: "Фасод дар байни шахсони мансабдор вуҷуд дорад.",
      rare: "Фасод дар байни шахсони мансабдор кам аст.",
    },
    "border-control": {
      absent: "Назорати сарҳад нест.",
      weak: "Назорати сарҳад суст аст.",
      partial: "Сарҳад қисман назорат мешавад.",
      effective: "Назорати сарҳад самаранок аст.",
    },
    "border-monitoring": {
      no: "Сарҳад аз ҷиҳати савдои одамон мушоҳида намешавад.",
      yes: "Ҳукумат барои мушоҳидаи сарҳад чораҳо меандешад.",
    },
    "law-enforcement-training": {
      lacking: "Омӯзиши кормандони ҳифзи ҳуқуқ оид ба савдои одамон намерасад.",
      partial: "Қисми кормандони ҳифзи ҳуқуқ оид ба савдои одамон омӯзиш дидаанд.",
      regular: "Кормандони ҳифзи ҳуқуқ оид ба савдои одамон мунтазам омӯзиш мебинанд.",
    },
    "victims-encouraged-to-cooperate": {
      no: "Қурбониён ба ҳамкорӣ бо мақомот ташвиқ намешаванд.",
      yes: "Қурбониён ба ҳамкорӣ бо мақомот ташвиқ мешаванд.",
    },
    "victim-protection": {
      none: "Барои қурбониён ҳифз нест.",
      partial: "Қурбониён қисман ҳифз мешаванд.",
      full: "Қурбониён ҳифз мешаванд.",
    },
    "reintegration-programme": {
      none: "Барномаи бозгашт ба ҷомеа нест.",
      partial: "Барномаи бозгашт ба ҷомеа на барои ҳама ҳаст.",
      full: "Барномаи бозгашт ба ҷомеа ҳаст.",
    },
    "witness-protection": {
      none: "Барои шоҳидон ҳифз нест.",
      partial: "Шоҳидон қисман ҳифз мешаванд.",
      full: "Шоҳидон ҳифз мешаванд.",
    },
    "victims-punished": {
      yes: "Қурбониён зиндонӣ, ҷарима, дастгир ё ба тарзи дигар ҷазо дода шудаанд.",
      no: "Ҳеҷ қурбонӣ зиндонӣ, ҷарима, дастгир ё ба тарзи дигар ҷазо дода нашудааст.",
    },
    "referral-system": {
      none: "Низоми равон кардани қурбониён ба ташкилотҳои ғайриҳукуматӣ нест.",
      partial: "Қурбониён танҳо дар қисми кишвар ё парвандаҳо ба кумак равон карда мешаванд.",
      "in-force": "Низоми равон кардани қурбониён ба кумак амал мекунад.",
    },
    "cooperation-on-investigations": {
      none: "Бо ҳукуматҳои дигар дар тафтиш ҳамкорӣ набуд.",
      some: "Бо ҳукуматҳои дигар дар тафтиш андаке ҳамкорӣ буд.",
      regular: "Бо ҳукуматҳои дигар дар тафтиш мунтазам ҳамкорӣ буд.",
    },
    "consular-tools": {
      none: "Сафорату консулгариҳо барои айнияткунонии қурбониён ва кумак ба онҳо воситае надоранд.",
      partial: "Қисми сафорату консулгариҳо барои айнияткунонии қурбониён ва кумак ба онҳо восита доранд.",
      full: "Сафорату консулгариҳо барои айнияткунонии қурбониён ва кумак ба онҳо восита доранд.",
    },
    "national-plan": {
      none: "Нақшаи миллии амал нест.",
      draft: "Нақшаи миллии амал ҳанӯз лоиҳа аст.",
      "in-force": "Нақшаи миллии амал эътибор дорад.",
    },
    "cooperation-with-ngos": {
      none: "Ҳукумат бо ташкилотҳои ғайриҳукуматӣ ҳамкорӣ намекунад.",
      some: "Ҳукумат бо ташкилотҳои ғайриҳукуматӣ ҳамкорӣ мекунад.",
      regular: "Ҳукумат бо ташкилотҳои ғайриҳукуматӣ мунтазам ҳамкорӣ мекунад.",
    },
    "problem-recognised": {
      no: "Ҳукумат мушкилотро эътироф намекунад.",
      yes: "Ҳукумат мушкилотро эътироф мекунад.",
    },
    "state-forced-labour": {
      pattern: "Меҳнати маҷбурӣ аз ҷониби давлат хусусияти системавӣ дорад.",
      reported: "Дар бораи меҳнати маҷбурӣ аз ҷониби давлат хабар медиҳанд.",
      none: "Меҳнати маҷбурӣ аз ҷониби давлат ошкор нашудааст.",
    },
    "identification-procedures": {
      none: "Тартиби айнияткунонии қурбониён нест.",
      partial: "Тартиби айнияткунонии қурбониён қисман ҳаст.",
      "in-force": "Тартиби айнияткунонии қурбониён амал мекунад.",
    },
    "demand-reduction": {
      none: "Барои кам кардани талабот кӯшише нашудааст.",
      some: "Барои кам кардани талабот кӯшишҳое шудаанд.",
      sustained: "Барои кам кардани талабот кӯшиши доимӣ шудааст.",
    },
    extradition: {
      refused: "Супоридани шахсон дар парвандаҳои савдои одамон рад карда мешавад.",
      possible: "Қонун супоридани шахсонро дар парвандаҳои савдои одамон иҷозат медиҳад.",
      done: "Дар парвандаҳои савдои одамон шахсон супорида шудаанд.",
    },
    "public-assessment": {
      none: "Ҳукумат баҳои кӯшишҳои худро нашр намекунад.",
      published: "Ҳукумат баҳои кӯшишҳои худро нашр кардааст.",
    },
    "prosecution-trend": {
      less: "Кӯшишҳо барои тафтиш ва таъқиби судӣ аз соли пеш камтар буданд.",
      same: "Кӯшишҳо барои тафтиш ва таъқиби судӣ ба андозаи соли пеш буданд.",
      more: "Кӯшишҳо барои тафтиш ва таъқиби судӣ аз соли пеш бештар буданд.",
    },
    "protection-trend": {
      less: "Кӯшишҳо барои ҳифзи қурбониён ва кумак ба онҳо аз соли пеш камтар буданд.",
      same: "Кӯшишҳо барои ҳифзи қурбониён ва кумак ба онҳо ба андозаи соли пеш буданд.",
      more: "Кӯшишҳо барои ҳифзи қурбониён ва кумак ба онҳо аз соли пеш бештар буданд.",
    },
  },
  reasons: {
    "lack-of-resources": "Сабаби гуфташуда: камбуди захираҳо.",
    "lack-of-law": "Сабаби гуфташуда: набудани қонун.",
    "lack-of-will": "Сабаби гуфташуда: набудани хоҳиш.",
    "not-told": "",
  },
  remark: (remark) => say`(${remark})`,
  topics: {
    corruption: "Фасод",
    "border-control": "Назорати сарҳад",
    "border-monitoring": "Мушоҳидаи сарҳад",
    "law-enforcement-training": "Омӯзиши кормандони ҳифзи ҳуқуқ",
    "victims-encouraged-to-cooperate": "Ташвиқ ба ҳамкорӣ",
    "victim-protection": "Ҳифзи қурбониён",
    "reintegration-programme": "Бозгашт ба ҷомеа",
    "witness-protection": "Ҳифзи шоҳидон",
    "victims-punished": "Ҷазои қурбониён",
    "referral-system": "Низоми равон кардани қурбониён ба кумак",
    "cooperation-on-investigations": "Ҳамкорӣ дар тафтиш",
    "consular-tools": "Воситаҳои консулгариҳо",
    "national-plan": "Нақшаи миллӣ",
    "cooperation-with-ngos": "Ҳамкорӣ бо ташкилотҳои ғайриҳукуматӣ",
    "problem-recognised": "Эътирофи мушкилот",
    "state-forced-labour": "Меҳнати маҷбурӣ аз ҷониби давлат",
    "identification-procedures": "Тартиби айнияткунонии қурбониён",
    "demand-reduction": "Кам кардани талабот",
    extradition: "Супоридани шахсон",
    "public-assessment": "Баҳои нашршуда",
    "prosecution-trend": "Рафти таъқиб",
    "protection-trend": "Рафти ҳифз",
  },
  answers: {
    drafted: "лоиҳа",
    "in-parliament": "дар парламент",
    adopted: "қабулшуда",
    repealed: "бекоршуда",
    "working-group": "гурӯҳи корӣ",
    ended: "анҷомёфта",
    endemic: "ҳамаҷо паҳн",
    widespread: "васеъ паҳн",
    present: "ҳаст",
    rare: "кам",
    absent: "нест",
    weak: "суст",
    partial: "қисман",
    effective: "самаранок",
    no: "не",
    yes: "ҳа",
    lacking: "намерасад",
    regular: "мунтазам",
    none: "нест",
    full: "пурра",
    "in-force": "амал мекунад",
    some: "андаке",
    draft: "лоиҳа",
    pattern: "системавӣ",
    reported: "хабар медиҳанд",
    sustained: "доимӣ",
    refused: "рад мешавад",
    possible: "имкон дорад",
    done: "иҷро шуд",
    published: "нашр шуд",
    less: "камтар",
    same: "ҳамон қадар",
    more: "бештар",
  },

  facts: {
    definitions,
    figures: {
      investigations: {
        name: "Тафтишҳо",
        counted: ["тафтиш"],
        definition: "Парвандаҳои савдои одамон, ки тафтиши онҳо дар ин давра оғоз шуд.",
      },
      "groups-under-investigation": {
        name: "Гурӯҳҳои ҷинояткори зери тафтиш",
        counted: ["гурӯҳи ҷинояткори зери тафтиш"],
        definition: "Парвандаҳое, ки дар онҳо дар ин давра тафтиши гурӯҳи ҷинояткор оғоз шуд.",
      },
      suspects: {
        name: "Гумонбаршудагон",
        counted: ["гумонбаршуда"],
        definition: "Шахсоне, ки дар ин давра дар савдои одамон гумонбар шуданд.",
      },
      prosecutions: {
        name: "Таъқибҳои судӣ",
        counted: ["таъқиби судӣ"],
        definition: "Парвандаҳои савдои одамон, ки таъқиби судии онҳо дар ин давра оғоз шуд.",
      },
      "groups-prosecuted": {
        name: "Гурӯҳҳои таъқибшуда",
        counted: ["гурӯҳи ҷинояткори таъқибшуда"],
        definition: "Парвандаҳои савдои одамон алайҳи гурӯҳи ҷинояткор, ки таъқиби судии онҳо дар ин давра оғоз шуд.",
      },
      defendants: {
        name: "Айбдоршавандагон",
        counted: ["айбдоршаванда"],
        definition: "Шахсоне, ки дар ин давра барои савдои одамон айбдор, таъқиб ё мурофиа шуданд.",
      },
      convictions: {
        name: "Маҳкумшудагон",
        counted: ["маҳкумшуда"],
        definition: "Шахсоне, ки дар ин давра бо ҳукми якум барои савдои одамон маҳкум шуданд.",
      },
      "convictions-cases": {
        name: "Парвандаҳо бо маҳкумият",
        counted: ["парвандаи дорои маҳкумият"],
        definition: "Парвандаҳое, ки дар онҳо бо ҳукми якуми ин давра ақаллан як шахс барои савдои одамон маҳкум шуд.",
      },
      acquittals: {
        name: "Сафедшудагон",
        counted: ["сафедшуда"],
        definition: "Шахсоне, ки дар ин давра бо ҳукми якум дар парвандаҳои савдои одамон сафед шуданд.",
      },
      dropped: {
        name: "Парвандаҳои қатъшуда",
        counted: ["парвандаи қатъшуда"],
        definition: "Парвандаҳое, ки дар ин давра пеш аз ҳукм ё бо ҳукм қатъ шуданд.",
      },
      requalified: {
        name: "Парвандаҳои ба моддаи дигар гузаронидашуда",
        counted: ["парвандаи ба моддаи дигар гузаронидашуда"],
        definition: "Парвандаҳое, ки дар ин давра пеш аз ҳукм ё бо ҳукм ба ҷинояти дигар гузаронида шуданд.",
      },
      "sentences-prison": {
        name: "Шахсони ба маҳрумӣ аз озодӣ маҳкумшуда",
        counted: ["шахси ба маҳрумӣ аз озодӣ маҳкумшуда"],
        definition: "Шахсоне, ки дар ин давра ба маҳрумии ғайришартӣ аз озодӣ маҳкум шуданд.",
      },
      "sentences-suspended": {
        name: "Ҳукмҳои шартӣ",
        counted: ["ҳукми шартӣ"],
        definition: "Шахсоне, ки дар ин давра ҳукми шартӣ гирифтанд.",
      },
      compensation: {
        name: "Ҷубронҳои муқарраршуда",
        counted: ["воҳиди пул барои қурбониён"],
        definition: "Маблағе, ки бо ҳукмҳои ин давра ба қурбониён муқаррар шуд, барои ҳар асъор алоҳида.",
      },
      "officials-investigated": {
        name: "Шахсони мансабдори зери тафтиш",
        counted: ["шахси мансабдори зери тафтиш"],
        definition:
          "Шахсони мансабдоре, ки дар ин давра тафтиши онҳо оғоз шуд ё гумонбар шуданд, новобаста аз навъи ҷиноят.",
      },
      "officials-prosecuted": {
        name: "Шахсони мансабдори таъқибшуда",
        counted: ["шахси мансабдори таъқибшуда"],
        definition: "Шахсони мансабдоре, ки дар ин давра айбдор, таъқиб ё мурофиа шуданд, новобаста аз навъи ҷиноят.",
      },
      "officials-convicted": {
        name: "Шахсони мансабдори маҳкумшуда",
        counted: ["шахси мансабдори маҳкумшуда"],
        definition: "Шахсони мансабдоре, ки дар ин давра бо ҳукми якум маҳкум шуданд, новобаста аз навъи ҷиноят.",
      },
      "officials-disciplined": {
        name: "Шахсони мансабдори ҷазои интизомӣ гирифта",
        counted: ["шахси мансабдори ҷазои интизомӣ гирифта"],
        definition:
          "Шахсони мансабдоре, ки дар ин давра вобаста ба савдои одамон ҷазои интизомӣ гирифтанд, тибқи хабари сарчашмаҳо.",
      },
      "special-unit-staff": {
        name: "Кормандони воҳидҳои махсус",
        counted: ["корманди воҳидҳои махсус"],
        definition:
          "Шахсоне, ки дар охири давра дар воҳидҳои махсуси милитсия ё прокуратура кор мекарданд, тибқи хабари сарчашмаҳо.",
      },
      "special-unit-budget": {
        name: "Буҷети воҳидҳои махсус",
        counted: ["воҳиди пул барои воҳидҳои махсус"],
        definition:
          "Маблағ барои воҳидҳои махсуси милитсия ё прокуратура дар ин давра, барои ҳар асъор алоҳида, тибқи хабари сарчашмаҳо.",
      },
      "victims-in-proceedings": {
        name: "Қурбониён дар пешбурди парвандаҳо",
        counted: ["қурбонии ба парвандаҳо пайваст"],
        definition:
          "Рамзҳои гуногуне, ки қурбониёнро ба рӯйдодҳои пешбурди парвандаҳои савдои одамон дар ин давра мепайванданд. Касе, ки ба онҳо пайваст нест, ба ҳисоб намеравад; касе, ки дар борааш ду парвандаи шахсӣ ҳаст, метавонад ду бор ҳисоб шавад. Парвандаҳои ҷиноӣ, ки аз мақоми шахси мансабдор пинҳонанд, ба ҳисоб гирифта нашудаанд.",
      },
      "victims-identified": {
        name: "Қурбониёни айнияткунонидашуда",
        counted: ["қурбонии айнияткунонидашуда"],
        definition: "Шахсоне, ки дар ин давра ҳамчун қурбонӣ айнияткунонӣ шуданд, тибқи хабари сарчашмаҳо.",
      },
      "formal-identifications": {
        name: "Қурбониёни расман эътирофшуда",
        counted: ["қурбонии расман эътирофшуда"],
        definition:
          "Шахсоне, ки мақоми ваколатдор дар ин давра онҳоро расман қурбонӣ эътироф кард, тибқи хабари сарчашмаҳо.",
      },
      "identification-days": {
        name: "Рӯзҳо то эътирофи расмӣ",
        counted: ["рӯз ба ҳисоби миёна аз тамоси аввал то эътирофи расмӣ"],
        definition:
          "Рӯзҳо аз тамоси аввал то қарори эътирофи расмӣ, ба ҳисоби миёна аз рӯи қарорҳои ин давра, тибқи хабари сарчашмаҳо.",
      },
      "victims-referred": {
        name: "Қурбониёни ба кумак равоншуда",
        counted: ["қурбонии ба кумак равоншуда"],
        definition: "Шахсоне, ки дар ин давра ба кумакрасонон равон карда шуданд, тибқи хабари сарчашмаҳо.",
      },
      "victims-assisted": {
        name: "Қурбониёни кумакгирифта",
        counted: ["қурбонии кумакгирифта"],
        definition: "Шахсоне, ки дар ин давра кумак гирифтанд, тибқи хабари сарчашмаҳо.",
      },
      "victims-punished": {
        name: "Қурбониёни ҷазогирифта",
        counted: ["қурбонии ҷазогирифта"],
        definition:
          "Қурбониёне, ки дар ин давра барои кори маҷбуран кардаашон зиндонӣ, ҷарима, дастгир, ихроҷ ё ба тарзи дигар ҷазо дода шуданд.",
      },
      "reflection-periods-asked": {
        name: "Мӯҳлатҳои хосташудаи андеша",
        counted: ["мӯҳлати хосташудаи андеша"],
        definition: "Шахсоне, ки барои онҳо дар ин давра мӯҳлати андеша хоста шуд, тибқи хабари сарчашмаҳо.",
      },
      "reflection-periods-granted": {
        name: "Мӯҳлатҳои додашудаи андеша",
        counted: ["мӯҳлати додашудаи андеша"],
        definition: "Шахсоне, ки ба онҳо дар ин давра мӯҳлати андеша дода шуд, тибқи хабари сарчашмаҳо.",
      },
      "residence-permits-asked": {
        name: "Иҷозатҳои хосташудаи иқомат",
        counted: ["иҷозати хосташудаи иқомат"],
        definition:
          "Шахсоне, ки барои онҳо дар ин давра ҳамчун қурбонӣ иҷозати иқомат хоста шуд, тибқи хабари сарчашмаҳо.",
      },
      "residence-permits-granted": {
        name: "Иҷозатҳои додашудаи иқомат",
        counted: ["иҷозати додашудаи иқомат"],
        definition: "Шахсоне, ки ба онҳо дар ин давра ҳамчун қурбонӣ иҷозати иқомат дода шуд, тибқи хабари сарчашмаҳо.",
      },
      "shelter-places": {
        name: "Ҷойҳо дар паноҳгоҳҳо",
        counted: ["ҷой дар паноҳгоҳҳо"],
        definition: "Ҷойҳо дар паноҳгоҳҳое, ки дар охири давра кушодаанд.",
      },
      "hotline-calls": {
        name: "Зангҳо ба хатҳои боварӣ",
        counted: ["занг ба хатҳои боварӣ"],
        definition: "Зангҳо ба хатҳои боварӣ дар ин давра.",
      },
      "hotline-languages": {
        name: "Забонҳои хатҳои боварӣ",
        counted: ["забони хатҳои боварӣ"],
        definition: "Забонҳое, ки дар охири давра хатҳои боварӣ бо онҳо ҷавоб медоданд, тибқи хабари сарчашмаҳо.",
      },
      "hotline-hours": {
        name: "Соатҳои хатҳои боварӣ",
        counted: ["соати кори хатҳои боварӣ дар як рӯз"],
        definition: "Соатҳо дар як рӯз, ки дар охири давра хатҳои боварӣ ҷавоб медоданд, тибқи хабари сарчашмаҳо.",
      },
      "hotline-victims-found": {
        name: "Қурбониёне, ки тавассути хатҳои боварӣ ёфт шуданд",
        counted: ["қурбонии тавассути хатҳои боварӣ ёфташуда"],
        definition: "Қурбониёне, ки дар ин давра тавассути хатҳои боварӣ ёфт шуданд.",
      },
      "persons-trained": {
        name: "Шахсони омӯзишдида",
        counted: ["шахси омӯзишдида"],
        definition:
          "Иштирокчиёни омӯзиш дар ин давра, иштирокчии ду машғулият ду бор, ва дастгоҳҳое, ки дар онҳо дарсҳои кӯтоҳ гузаронида шуданд.",
      },
      "persons-reached": {
        name: "Шахсони фарогирифташуда",
        counted: ["шахси бо пешгирӣ фарогирифташуда"],
        definition: "Одамоне, ки маъракаҳо, рисолаҳо ва марказҳои иттилоотии дар ин давра оғозшуда ба онҳо расиданд.",
      },
      "requests-sent": {
        name: "Дархостҳои фиристодашуда",
        counted: ["дархости ба кишварҳои дигар фиристодашуда"],
        definition: "Дархостҳое, ки дар ин давра ба кишварҳои дигар фиристода шуданд.",
      },
      "requests-received": {
        name: "Дархостҳои гирифташуда",
        counted: ["дархости аз кишварҳои дигар гирифташуда"],
        definition: "Дархостҳое, ки дар ин давра аз кишварҳои дигар гирифта шуданд.",
      },
      extraditions: {
        name: "Ҳолатҳои супоридани шахсон",
        counted: ["ҳолати супоридани шахсон"],
        definition: "Ҳолатҳои супоридани шахсон, ки ба онҳо дар ин давра аз ҷониби ин ё он тараф розигӣ дода шуд.",
      },
      "joint-investigations": {
        name: "Тафтишҳои муштарак",
        counted: ["тафтиши муштарак"],
        definition:
          "Парвандаҳое, ки дар онҳо дар ин давра аз ҷониби ин ё он тараф ба тафтиши муштарак розигӣ дода шуд.",
      },
      repatriations: {
        name: "Баргаштҳо",
        counted: ["шахсе, ки барои баргаштан кумак гирифт"],
        definition: "Шахсоне, ки дар ин давра ба кишвари худ баргардонида шуданд, тибқи хабари сарчашмаҳо.",
      },
      "repatriations-out": {
        name: "Баргардониҳо ба кишварҳои дигар",
        counted: ["шахси ба кишвари худ фиристодашуда"],
        definition: "Шахсоне, ки дар ин давра аз кишвар ба кишварҳои худ фиристода шуданд, тибқи хабари сарчашмаҳо.",
      },
      "repatriations-risk-assessed": {
        name: "Баргардониҳо пас аз баҳодиҳии хатар",
        counted: ["шахси пас аз баҳодиҳии хатар баргардонидашуда"],
        definition:
          "Шахсоне, ки дар ин давра ба кишвар ё аз он баргардонида шуданд ва пеш аз он хатар барояшон баҳо дода шуд, тибқи хабари сарчашмаҳо.",
      },
      "recruiter-inspections": {
        name: "Санҷишҳои ҷалбкунандагон",
        counted: ["санҷиши ҷалбкунандагон"],
        definition: "Санҷишҳои ҷалбкунандагони коргарон дар ин давра.",
      },
      "recruiter-sanctions": {
        name: "Ҷазоҳои ҷалбкунандагон",
        counted: ["ҷазои ҷалбкунандагон"],
        definition: "Ҷазоҳое, ки дар ин давра ба ҷалбкунандагони коргарон дода шуданд, тибқи хабари сарчашмаҳо.",
      },
      "government-funding": {
        name: "Маблағи ҳукумат",
        counted: ["воҳиди пул аз ҳукумат"],
        definition:
          "Пуле, ки ҳукумат танҳо худаш барои хизматрасониҳои дар ин давра оғозшуда дод, барои ҳар асъор алоҳида.",
      },
      "donor-funding": {
        name: "Маблағи донорҳо",
        counted: ["воҳиди пул аз донорҳо"],
        definition:
          "Маблағе, ки танҳо донорҳо ба хизматрасониҳои дар ин давра оғозшуда доданд, барои ҳар асъор алоҳида.",
      },
      "joint-funding": {
        name: "Маблағи якҷояи ҳукумат ва донорҳо",
        counted: ["воҳиди пул аз ҳукумат ва донорҳо"],
        definition:
          "Маблағе, ки ҳукумат ва донорҳо якҷоя ба хизматрасониҳои дар ин давра оғозшуда доданд, барои ҳар асъор алоҳида.",
      },
    },
    derived: {
      "laws-in-force": "Қонунҳои амалкунанда",
      "trafficking-laws": "Қонунҳои амалкунандаи зидди савдои одамон",
      "laws-adopted": "Қонунҳои қабулшуда ё эътиборпайдокарда",
      "laws-in-preparation": "Қонунҳои дар ҳоли таҳия",
      "comprehensive-law": "Марҳилаи қонуни ҳамаҷониба",
      "penalty-minimum": "Ҷазои камтарин дар қонун",
      "penalty-maximum": "Ҷазои зиёдтарин дар қонун",
      "investigations-carried-over": "Тафтишҳои аз давраи пеш гузашта",
      "investigations-ongoing": "Тафтишҳое, ки дар охири давра идома доранд",
      "investigations-child-victims": "Тафтишҳо бо кӯдакони қурбонӣ",
      "prosecutions-carried-over": "Таъқибҳои аз давраи пеш гузашта",
      "prosecutions-child-victims": "Таъқибҳо бо кӯдакони қурбонӣ",
      "prosecutions-ongoing": "Таъқибҳое, ки дар охири давра идома доранд",
      "convictions-child-victims": "Маҳкумшудагон дар парвандаҳои кӯдакони қурбонӣ",
      "convictions-other-article": "Маҳкумшудагон бо моддаи дигар, на бо моддаи айбдоркунӣ",
      appeals: "Шикоятҳо",
      fugitives: "Гумонбаршудагони фирорӣ",
      "sentence-lowest": "Мӯҳлати кӯтоҳтарини ҷазо",
      "sentence-highest": "Мӯҳлати дарозтарини ҷазо",
      confiscations: "Парвандаҳо бо мусодира",
      fines: "Ҷаримаҳо",
      "officials-fled": "Шахсони мансабдори фирорӣ",
      "officials-imprisoned": "Шахсони мансабдори аз озодӣ маҳрумшуда",
      "special-units": "Воҳидҳои махсус",
      "victims-foreign": "Қурбониёни айнияткунонидашуда – хориҷиён",
      "investigations-sexual": "Тафтишҳои истисмори шаҳвонӣ",
      "investigations-labour": "Тафтишҳои меҳнати маҷбурӣ",
      "prosecutions-sexual": "Таъқибҳои истисмори шаҳвонӣ",
      "prosecutions-labour": "Таъқибҳои меҳнати маҷбурӣ",
      "convictions-sexual": "Маҳкумшудагон барои истисмори шаҳвонӣ",
      "convictions-labour": "Маҳкумшудагон барои меҳнати маҷбурӣ",
      "investigations-other": "Тафтишҳои шаклҳои дигар",
      "prosecutions-other": "Таъқибҳои шаклҳои дигар",
      "convictions-other": "Маҳкумшудагон барои шаклҳои дигар",
      breaches: "Риоя накардани принсипи ҷазо надодани қурбониён",
      "breaches-remedied": "Қурбониёни ҷазогирифта, ки ҳаққашон барқарор шуд",
      shelters: "Паноҳгоҳҳо",
      services: "Хизматрасониҳо",
      "services-government": "Хизматрасониҳое, ки ҳукумат маблағгузорӣ мекунад",
      "bodies-formed": "Мақомоти ташкилшуда",
      "body-meetings": "Ҷаласаҳои мақомот",
      "plans-in-force": "Нақшаҳои амалкунанда",
      "plans-in-preparation": "Нақшаҳои дар ҳоли таҳия",
      "plan-stage": "Марҳилаи нақша",
      "measures-done": "Чораҳои иҷрошуда",
      "measures-due": "Чораҳое, ки мӯҳлаташон ба охир мерасад",
      "measures-overdue": "Чораҳои мӯҳлатгузашта",
      "plan-budget": "Буҷети нақшаҳо",
      "plan-spending": "Хароҷоти нақшаҳо",
      trainings: "Омӯзишҳо",
      "trained-by-lessons": "Омӯзишдидагон бо дарсҳои кӯтоҳ",
      "law-enforcement-trained": "Кормандони ҳифзи ҳуқуқи омӯзишдида",
      "law-enforcement-sessions": "Машғулиятҳо барои мақомоти ҳифзи ҳуқуқ",
      "consuls-trained": "Консулҳои омӯзишдида",
      "peacekeepers-trained": "Посдорони сулҳи омӯзишдида",
      campaigns: "Маъракаҳо",
      "brochure-actions": "Паҳн кардани рисолаҳо",
      "resource-centres": "Марказҳои иттилоотӣ",
      "recruiter-licences": "Иҷозатномаҳои ҷалбкунандагон",
      "recruiter-finds": "Ҳолатҳое, ки санҷишҳои ҷалбкунандагон ошкор карданд",
      "border-checks": "Санҷишҳо дар сарҳад",
      "border-finds": "Шахсони дар сарҳад ёфташуда",
      research: "Тадқиқотҳо",
      "demand-actions": "Чораҳо барои кам кардани талабот",
      "assessments-published": "Баҳоҳои худии нашршуда",
      agreements: "Созишномаҳо",
      "shared-actions": "Амалҳои якҷоя",
      "legal-assistance-sent": "Дархостҳои фиристодашудаи ёрии мутақобилаи ҳуқуқӣ",
      "legal-assistance-received": "Дархостҳои гирифташудаи ёрии мутақобилаи ҳуқуқӣ",
      "requests-answered": "Дархостҳои ҷавобдодашуда",
      routes: "Роҳҳо",
    },
    units: {
      cases: "парвандаҳо",
      suspects: "гумонбаршудагон",
      persons: "шахсон",
      groups: "гурӯҳҳо",
      requests: "дархостҳо",
      places: "ҷойҳо",
      calls: "зангҳо",
      sessions: "машғулиятҳо",
      meetings: "ҷаласаҳо",
      months: "моҳҳо",
      days: "рӯзҳо",
      hours: "соатҳо",
      languages: "забонҳо",
      measures: "чораҳо",
      laws: "қонунҳо",
      bodies: "мақомот",
      plans: "нақшаҳо",
      services: "хизматрасониҳо",
      actions: "амалҳо",
      checks: "санҷишҳо",
      licences: "иҷозатномаҳо",
      assessments: "баҳоҳо",
      agreements: "созишномаҳо",
      amount: "маблағ",
      answer: "яке аз ҷавобҳои муқаррар",
      rows: "қайдҳо ҳамон тавр ки ҳастанд",
    },
    parts: {
      sexual: "истисмори шаҳвонӣ",
      labour: "меҳнати маҷбурӣ",
      "child-trade": "савдои кӯдакон",
      "other-form": "шаклҳои дигар",
      "not-trafficking": "савдои одамон нест",
      women: "занон",
      men: "мардон",
      girls: "духтарон",
      boys: "писарон",
      children: "кӯдакон",
      adults: "калонсолон",
      citizens: "шаҳрвандон",
      foreigners: "хориҷиён",
      "at-home": "дар кишвар",
      abroad: "дар хориҷа",
      "by-government": "аз ҷониби ҳукумат",
      "by-ngos": "аз ҷониби ташкилотҳои ғайриҳукуматӣ",
      "by-international": "аз ҷониби ташкилотҳои байналмилалӣ",
      shelter: "паноҳгоҳ",
      health: "кумаки тиббӣ",
      "legal-aid": "кумаки ҳуқуқӣ",
      reintegration: "бозгашт ба ҷомеа",
    },
  },

  values: {
    notReported: "хабар дода намешавад",
    twoFigures: "якчанд рақами як сарчашма",
    otherPeriod: "танҳо барои рӯзҳои дигар",
    aside: "танҳо рақамҳои дигар",
    noData: "маълумот нест",
    tooVague: "санааш хеле номуайян",
    unread: "дида нашудааст",
    atLeast: (value) => `на камтар аз ${value}`,
    lessonsAlone: " (дастгоҳҳои дарсҳои кӯтоҳ)",
    lessonsToo: (n) => (n === null ? " (аз ҷумла дарсҳои кӯтоҳ)" : ` (аз ҷумла дастгоҳҳои дарсҳои кӯтоҳ: ${n})`),
    yes: "ҳа",
    no: "не",
    months: span,
  },

  tier: {
    follows: (tier, scheme) => say`Аз рӯи қоидаҳо (${scheme}) аз қайдҳо чунин бармеояд: ${tier}.`,
    ownRules: (name) => `қоидаҳои худи гузориш аз файл: ${name}`,
    coded: (name, code) => `${name} (дараҷаи ${code})`,
    byStep: (step) => `Қадаме, ки иҷро шуд: ${step}.`,
    borrowed: (tag) => `Ин қоидаҳо ба забони тоҷикӣ ном надоранд; номҳо бо забони «${tag}» омадаанд.`,
    waits: "Ҳукмҳо лозиманд; он чи намерасад, дар поён омадааст.",
    notYet: (scheme) => `Аз рӯи қоидаҳо (${scheme}) аз қайдҳо ҳеҷ дараҷа барнамеояд.`,
    sealed: "Барои ин маълумоти мӯҳршуда лозим аст, ки ин гузориш онро дида натавонист.",
    tooVague: "Барои ин маълумоте лозим аст, ки санааш барои ин давра хеле номуайян аст.",
    reading: "Ин хондани қоидаҳост, на қарор.",
    why: "Чаро",
    asks: "Ҳукмҳое, ки намерасанд",
    judgements: "Ҳукмҳо дар қайдҳо",
    judgement: (sentence, office, reasons) =>
      say`${sentence}: чунин ҳукмро идораи ${office} имзо кардааст. Далелҳо: ${reasons}`,
    unjudged: (question) => `Касе ҳукм накардааст, ки оё ин чунин аст: «${question}».`,
    differ: (question) => `Идораҳо гуногун ҷавоб медиҳанд: «${question}»; масъала ҳал нашудааст`,
    presumption: (tier, criterion, missing, isProgram, waiver) =>
      `Риояи пурра дар ин ҷо ба «${tier}» намебарад: агар маълумот набошад, аз рӯи ин қоидаҳо критерияи «${criterion}» иҷронашуда ҳисоб мешавад. Намерасад: ${missing}. Бинобар ин кишваре, ки дар борааш гуфта шудааст, ки меъёрҳоро пурра риоя мекунад, чун кишваре баҳо дода мешавад, ки пурра риоя намекунад${isProgram ? ": бо кӯшишҳои назаррас дараҷаи 2 бармеояд ва агар асосе барои рӯйхати назорат бошад, он рӯйхат" : ""}.${waiver === null ? "" : ` Ин тахмин дар сурати чунин ҳукм бекор мешавад: «${waiver}».`}`,
    wouldChange: "Чӣ онро дигар мекард",
    wouldChangeCaption: "Як тағйир ва дараҷае, ки он гоҳ бармеомад",
    ifThis: "Агар чунин мебуд",
    thenTier: "бармеомад",
    noTier: "ҳал нашудааст: ҳукмҳои дигар лозиманд",
    waived: (tier) => `Бе истисно чунин мебаромад: ${tier}.`,
    outside: (from, until) =>
      until === null
        ? `Ин қоидаҳо барои гузоришҳо аз соли ${from} амал мекунанд; гузориши ин сол ба онҳо дохил намешавад.`
        : `Ин қоидаҳо барои гузоришҳои солҳои ${from}–${until} амал мекарданд; гузориши ин сол ба онҳо дохил намешавад.`,
    limits: {
      "tvpa-2004":
        "Дар ин ҷо ба назар гирифта нашудаанд: оё шумораи қурбониён дар кишвар умуман назаррас аст, ва рӯйхати махсуси кишварҳое, ки дараҷаашон боло рафтааст.",
      "tvpa-now":
        "Дар ин ҷо ба назар гирифта нашудаанд: рӯйхати махсуси кишварҳое, ки дараҷаашон боло рафтааст, ва он ки баъди паст шудани дараҷа танҳо як сол дар рӯйхати назорат мумкин аст.",
    },
    published: (tier, year) => say`Дараҷае, ки дар гузориши соли ${String(year)} нашр шудааст: ${tier}.`,
    paths: "Аз ин ҳукмҳо чӣ бармеомад",
    pathsCaption: "Ҷавобҳо ва дараҷае, ки он гоҳ бармеомад",
    ifJudged: "Агар чунин ҳукм мешуд",
    openFor: (questions) => `ҳал нашудааст: чунин ҳукмҳо лозим мебуданд: ${questions}`,
    generalKnowledge: "Қисми матни ин қоидаҳо аз дониши умумӣ аст ва санҷида нашудааст.",
    names: {
      "1": "дараҷаи 1",
      "2": "дараҷаи 2",
      "2WL": "дараҷаи 2, рӯйхати назорат",
      "3": "дараҷаи 3",
      SC: "ҳолати махсус",
    },
    questions: {
      "complies-fully": "Кишвар меъёрҳои ҳадди ақалро пурра риоя мекунад",
      "significant-efforts": "Ҳукумат кӯшишҳои назаррас мекунад",
      "victims-very-significant": "Шумораи қурбониён хеле зиёд аст",
      "victims-increasing": "Шумораи қурбониён хеле меафзояд",
      "efforts-rest-on-commitments": "Кӯшишҳо ба сабаби уҳдадориҳо барои соли оянда назаррас ҳисоб мешаванд",
      "actions-proportional": "Амалҳои мушаххас ба шумораи қурбониён мутаносибанд",
      "vigorous-prosecution": "Тафтиш ва таъқиб қатъӣ мебошанд",
      "waiver-granted": "Истисно дода шуд",
      "good-faith-on-data": "Ҳукумат барои додани маълумот софдилона кӯшид",
      "special-case": "Кишвар ҳолати махсус аст",
    },
    denials: {
      "complies-fully": "Кишвар меъёрҳои ҳадди ақалро пурра риоя намекунад",
      "significant-efforts": "Ҳукумат кӯшишҳои назаррас намекунад",
      "victims-very-significant": "Шумораи қурбониён хеле зиёд нест",
      "victims-increasing": "Шумораи қурбониён хеле намеафзояд",
      "efforts-rest-on-commitments": "Уҳдадориҳо барои соли оянда асоси назаррас ҳисобидани кӯшишҳо нестанд",
      "actions-proportional": "Амалҳои мушаххас ба шумораи қурбониён мутаносиб нестанд",
      "vigorous-prosecution": "Тафтиш ва таъқиб қатъӣ нестанд",
      "waiver-granted": "Истисно дода нашуд",
      "good-faith-on-data": "Ҳукумат барои додани маълумот софдилона накӯшид",
      "special-case": "Кишвар ҳолати махсус нест",
    },
    schemes: { "tvpa-2004": "меъёрҳои ҳадди ақали соли 2004", "tvpa-now": "меъёрҳои ҳадди ақали имрӯза" },
    steps: {
      "special-case": "ҳолати махсус",
      "full-compliance": "риояи пурра",
      "no-significant-efforts": "кӯшиши назаррас нест",
      "watch-list": "асоси рӯйхати назорат иҷро шуд",
      "two-years-on-the-list": "ду сол дар рӯйхати назорат",
      "significant-efforts": "кӯшишҳои назаррас",
    },
    groundNames: {
      "victims-without-proportional-actions": "Шумораи қурбониён хеле зиёд аст ё хеле меафзояд, бе амалҳои мутаносиб",
      "no-increasing-efforts": "Далели афзудани кӯшишҳо нест",
      "victims-very-significant": "Шумораи қурбониён хеле зиёд аст ё хеле меафзояд",
      "efforts-rest-on-commitments": "Кӯшишҳо ба сабаби уҳдадориҳо барои соли оянда назаррас ҳисоб мешаванд",
    },
    criteria: {
      prosecution: "Тафтиш ва таъқиби судии қатъӣ, ҷазоҳое, ки воқеан адо мешаванд",
      "victim-protection": "Ҳифзи қурбониён",
      prevention: "Пешгирӣ",
      "interstate-investigation": "Ҳамкорӣ бо ҳукуматҳои дигар дар парвандаҳо",
      extradition: "Супоридани шахсон",
      "migration-monitoring": "Мушоҳидаи муҳоҷират барои дидани нишонаҳои савдои одамон",
      "official-complicity": "Чораҳо алайҳи шахсони мансабдоре, ки дар савдои одамон даст доранд",
      "non-citizen-share": "Ҳиссаи қурбониёне, ки шаҳрванд нестанд",
      partnerships: "Шарикии дорои натиҷаи ченшаванда",
      "self-monitoring": "Мушоҳидаи кӯшишҳои худ ва нашри натиҷаҳо",
      progress: "Пешрафт нисбат ба соли гузашта",
      "demand-reduction": "Кам кардани талабот",
    },
  },

  other: {
    tier: (tier, scheme) => say`Аз рӯи қоидаҳои дигар (${scheme}) аз ҳамин қайдҳо чунин мебаромад: ${tier}.`,
    noTier: (scheme) => `Аз рӯи қоидаҳои дигар (${scheme}) аз ҳамин қайдҳо ҳеҷ дараҷа барнамеояд.`,
    asks: (questions) => `Чунин ҳукмҳо лозим мебуданд: ${questions}.`,
    criteriaAdded: (names) => `Критерияҳое, ки он ҷо ҳастанду ин ҷо нестанд: ${names}.`,
    criteriaRemoved: (names) => `Критерияҳое, ки ин ҷо ҳастанду он ҷо нестанд: ${names}.`,
    years: {
      calendar: "Он ҷо сол солшумор аст; дар ин ҷо соли ҳамин гузориш хонда шудааст.",
      "april-march": "Он ҷо сол аз апрел то март аст; дар ин ҷо соли ҳамин гузориш хонда шудааст.",
    },
    criterionAdds: (name, facts) => `«${name}»: он ҷо боз инҳо ба назар гирифта мешаванд: ${facts}.`,
    criterionDrops: (name, facts) => `«${name}»: он ҷо инҳо ба назар гирифта намешаванд: ${facts}.`,
    waiverAdded: (names) =>
      `Он ҷо, на ин ҷо, ҳукм метавонад тахминеро, ки аз набудани маълумот бармеояд, бардорад: ${names}.`,
    waiverRemoved: (names) =>
      `Ин ҷо, на он ҷо, ҳукм метавонад тахминеро, ки аз набудани маълумот бармеояд, бардорад: ${names}.`,
    groundsAdded: (names) => `Асосҳои рӯйхати назорат танҳо он ҷо: ${names}.`,
    groundsRemoved: (names) => `Асосҳои рӯйхати назорат танҳо ин ҷо: ${names}.`,
    stepsAdded: (names) => `Қадамҳо танҳо он ҷо: ${names}.`,
    stepsRemoved: (names) => `Қадамҳо танҳо ин ҷо: ${names}.`,
  },

  rules: {
    than: (name, now, before) => say`${name}: ${now}; соли пеш: ${before}`,
    notAlike: "якхела ҳисоб нашудааст",
    value: (name, value) => say`${name}: ${value}`,
    judged: (question, answer) => `Ҳукм «${question}»: ${answer}`,
    rated: (tier, years) => `${capital(tier)}: дар ҳар яки ${number(years)} соли охир`,
    ratedNot: (tier, years) => `${capital(tier)}: на дар ҳар яки ${number(years)} соли охир`,
    ratedUnknown: (tier, years) => `${capital(tier)} дар ҳар яки ${number(years)} соли охир: маълум нест`,
    ifAtLeast: (name, n) => `${name}: на кам аз ${number(n)}`,
    ifLess: (name, n) => `${name}: камтар аз ${number(n)}`,
    ifIs: (name, answer) => `${name}: ${answer}`,
    ifIsNot: (name, answer) => `${name}: на «${answer}»`,
    ifKnown: (name) => `${name}: маълумот ҳаст`,
    ifNotKnown: (name) => `${name}: маълумот нест`,
    ifBetter: (name) => `${name}: беҳтар аз соли пеш`,
    ifNotBetter: (name) => `${name}: на беҳтар аз соли пеш`,
    ifWorse: (name) => `${name}: бадтар аз соли пеш`,
    ifNotWorse: (name) => `${name}: на бадтар аз соли пеш`,
    ifMore: (name) => `${name}: бештар аз соли пеш`,
    ifNotMore: (name) => `${name}: на бештар аз соли пеш`,
    ifFewer: (name) => `${name}: камтар аз соли пеш`,
    ifNotFewer: (name) => `${name}: на камтар аз соли пеш`,
    or: " ё ",
  },

  why: {
    ground: (name) => say`Асоси рӯйхати назорат ҳаст: ${name}.`,
    noGround: (name) => say`Ин асоси рӯйхати назорат нест: ${name}.`,
    noneBefore: (lack) => `Бо соли пеш муқоиса кардан мумкин нест: ${lack}.`,
    noneNow: (name, given, lack, before) =>
      say`${name} ${inPeriod(given)}: ${lack}; соли пеш: ${before}. Муқоиса кардан мумкин нест.`,
    more: "Ин аз соли пеш бештар аст.",
    less: "Ин аз соли пеш камтар аст.",
    better: "Ин аз соли пеш беҳтар аст.",
    worse: "Ин аз соли пеш бадтар аст.",
    same: "Ин мисли соли пеш аст.",
    unclear: "Гуфтан мумкин нест, ки ин нисбат ба соли пеш чӣ гуна аст.",
    atLeast: {
      yes: (n) => `Ин на кам аз ${n} аст.`,
      no: (n) => `Ин аз ${n} камтар аст.`,
      unknown: (n) => `Гуфтан мумкин нест, ки оё ин на кам аз ${n} аст.`,
    },
    rated: {
      yes: (tier, years) => `Дар ҳар яки ${number(years)} соли охир: ${tier}.`,
      no: (tier, years) => `На дар ҳар яки ${number(years)} соли охир: ${tier}.`,
      unknown: (tier, years) => `Маълум нест, ки оё дар ҳар яки ${number(years)} соли охир: ${tier}.`,
    },
  },

  standards: {
    caption: "Меъёрҳои ҳадди ақал ва он чи дар қайдҳо дар бораи ҳар яке ҳаст",
    standard: "Меъёр",
    record: "Он чи дар қайдҳо ҳаст",
    byCriteria: "он чи критерияҳои поён мегӯянд",
    judged: "Оё меъёрҳо пурра риоя мешаванд, бо ҳукм муайян мешавад; ягон қоида инро намебарорад.",
    named: {
      "prohibit-and-punish": "Савдои одамон манъ аст ва барои он ҷазо дода мешавад",
      "punish-as-grave-crime": "Барои шаклҳои вазнинтарини он мисли дигар ҷиноятҳои вазнин ҷазо дода мешавад",
      "punish-to-deter": "Ҷазо барои боздоштан кофӣ сахт аст ва ба вазнинӣ мувофиқ аст",
      "serious-and-sustained-efforts": "Кӯшишҳои ҷиддӣ ва пайваста барои аз байн бурдани савдои одамон",
    },
  },

  criteria: {
    caption: "Ҳар критерия бо далелҳо дар қайдҳо",
    number: "№",
    criterion: "Критерия",
    for: "Далелҳои тарафдор",
    against: "Далелҳои муқобил",
    missing: "Намерасад",
    presumed: "Бе ин маълумот критерия иҷронашуда ҳисоб мешавад.",
    notJudged: "Дар ин ҷо баҳо дода намешавад: ин маълумот мӯҳр шудааст.",
    notJudgedByDate: "Баҳо дода намешавад: санаи ин маълумот барои ин давра хеле номуайян аст.",
    nothing: "–",
  },

  recommendations: {
    from: (evidence) => say` (${evidence})`,
    intro: "Ҳар яке аз холигоҳе бармеояд, ки дар қайдҳо дида мешавад.",
    none: "Аз қайдҳо тавсияе барнамеояд.",
    named: {
      "establish-plan": "Нақшаи миллии амал қабул карда шавад.",
      "refer-to-ngos":
        "Қурбониён аз рӯи низоми амалкунанда ба ташкилотҳои ғайриҳукуматии кумакрасон равон карда шаванд.",
      "protect-victims": "Қурбониён ҳифз карда шаванд.",
      "offer-reintegration": "Барномаҳои бозгашт ба ҷомеа пешниҳод карда шаванд.",
      "protect-witnesses": "Шоҳидон ҳифз карда шаванд.",
      "end-punishment-of-victims": "Ҷазо додани қурбониён барои кори маҷбуран кардаашон қатъ карда шавад.",
      "write-identification-procedures": "Тартиби айнияткунонии қурбониён муқаррар карда шавад.",
      "equip-consulates": "Ба консулгариҳо воситаҳои айнияткунонии қурбониён ва кумак ба онҳо дода шаванд.",
      "train-law-enforcement": "Кормандони ҳифзи ҳуқуқ омӯзонда шаванд.",
      "prosecute-more": "Тафтиш ва таъқиб зиёд карда шавад.",
      "identify-victims": "Қурбониёни бештарро муайян кардан.",
      "help-victims": "Қурбониёни бештарро ба кумак равон кардан ва ба онҳо кумак расондан.",
      "adopt-comprehensive-law": "Қонуни ҳамаҷониба қабул карда шавад.",
      "act-against-complicity": "Алайҳи шахсони мансабдоре, ки дар савдои одамон даст доранд, чораҳо андешида шаванд.",
      "bring-back-fugitives": "Фирориён ба суд кашида шаванд.",
      "prison-instead-of-suspension": "Ҳукмҳое бароварда шаванд, ки адо мешаванд.",
      "cooperate-on-investigations": "Дар тафтиш бо ҳукуматҳои дигар ҳамкорӣ карда шавад.",
      "cooperate-with-ngos": "Бо ташкилотҳои ғайриҳукуматӣ ҳамкорӣ карда шавад.",
      "strengthen-borders": "Назорати сарҳад тақвият дода шавад.",
      "carry-out-plan": "Чораҳои мӯҳлатгузаштаи нақша иҷро карда шаванд.",
      "end-state-forced-labour": "Меҳнати маҷбурӣ аз ҷониби давлат қатъ карда шавад.",
      "reduce-demand": "Талабот кам карда шавад.",
      "publish-assessment": "Баҳои кӯшишҳо ҳар сол нашр карда шавад.",
      "record-data": "Ҳисоби он чи дар қайдҳо маълумоташ нест, пеш бурда шавад.",
      "report-data": "Рақамҳое, ки хабар дода намешаванд, хабар дода шаванд.",
    },
  },

  registers: registerWords,

  contradictions: {
    none: "Сарчашмаҳо дар қайдҳои ин давра ихтилоф надоранд.",
    intro:
      "Дар ҷое ки сарчашмаҳо ихтилоф доранд, ҳама нишон дода мешаванд. Дар ин гузориш якум ба ҳисоб меравад; агар аз рақам чизе хориҷ шуда бошад, боқимонда ба ҳисоб меравад.",
    caption: "Ихтилоф дар чист ва кӣ чӣ мегӯяд",
    about: "Дар бораи",
    source: "Сарчашма",
    says: "Мегӯяд",
    records: "Қайдҳо",
    sealed: "мӯҳршуда",
    firstOfItsKind: (register) =>
      `${register}: дар бораи яке гуфта мешавад, ки дар навъи худ аввалин аст, вале дигаре пеш аз он ташкил шудааст`,
    asPublished: (value) => `${value}, чунон ки нашр шудааст`,
    withoutOthers: (value, taken) => `${value} бе он чи савдои одамон нест (${taken})`,
    key: (key) => `«${key}»`,
    thing: (register, name, field) => `${register}${name === "" ? "" : ` ${name}`}, ${field}`,
  },

  gaps: {
    intro:
      "Ҳеҷ яке аз инҳо сифр нест. Ҷузъиёти маълумоте, ки барояш рақам ё ҷавоб нест, ин ҷо танҳо шумурда шудааст; гузориш дар шакли ҷадвал ҳар якро номбар мекунад.",
    caption: "Маълумоте, ки барояш рақам ё ҷавоб нест",
    part: "Бахш",
    context: "Кишвар",
    withDetails: (name, n) => `${name} (ва ${count(n, ["ҷузъиёт"])})`,
    details: (name, n) => `${name}: ${count(n, ["ҷузъиёт"])}`,
    unplaced: (n) => `Санаи ${count(n, ["қайд"])} чунон номуайян аст, ки маълум нест ба ин давра дохил мешавад ё не.`,
    none: "Барои ҳамаи маълумоти феҳрист рақам ё ҷавоб ҳаст.",
  },

  method: {
    paragraphs: (given) => [
      `Давра: ${period(given)}. Қайд вақте ба он дохил мешавад, ки ҳамаи рӯзҳои имконпазири санааш дар он бошанд.`,
      "Рақамро ё сарчашма мегӯяд, ё аз қайдҳои он ҳисоб мешавад. Агар чанд сарчашма маълумот диҳад, омори расмӣ аз ҳуҷҷатҳои худи кишвар, матни қонун, гузоришҳо ва матбуот пеш меистад; дар байни баробарҳо навтаринаш пеш аст; рақами гуфтаи сарчашма аз ҳисоби қайдҳои он пеш меистад, зеро онҳо метавонанд нопурра бошанд.",
      "«Хабар дода намешавад» сухани худи сарчашма аст. «Санааш хеле номуайян» яъне қайд метавонад аз ин давра бошад ва метавонад набошад. «Маълумот нест» яъне дар қайдҳо на рақам ҳасту на ҷавоб. Ҳеҷ яке сифр нест.",
      "Парвандаҳо, гумонбаршудагон ва шахсон ҷудо ҳисоб мешаванд. Ҳукмҳоеро, ки ҳеҷ қоида намедиҳад, идораи номбаршуда бо далел имзо мекунад. Дараҷа хондани қоидаҳост, на қарор.",
      "Қайдҳои мӯҳршуда танҳо бо рақам гуфта мешаванд; барои ҳар яке ҷояш дар дафтар нишон дода шудааст, то касе ки ҳақ дорад, онро санҷад. Маълумоти гузориш як навишт дорад; ҳеши онро дар дафтар нашр кардан мумкин аст ва ҳар кас метавонад онро аз нав ҳисоб кунад.",
      "Ҷумлаҳо аз қайдҳо бо қолабҳо сохта шудаанд. Он чи бо калимаҳо ворид шудааст, дар нохунак меистад ва тарҷума намешавад.",
    ],
  },

  counted: {
    intro:
      "Барои ҳар маълумот: чӣ ва чӣ гуна ҳисоб мешавад ва ҳар чи дар бораи он гуфта шудааст, бо қайдҳо. Сарчашмае, ки рақамро худаш мегӯяд, шояд тарзи дигар ҳисоб кардааст.",
    unit: "Воҳид",
    way: "Тарз",
    figureOnly: "чунон ки сарчашмаҳо мегӯянд",
    figureToo: "рақамҳои гуфтаи сарчашмаҳо дар паҳлӯ меистанд",
    finding: "навтарин ҷавоби хулоса",
    rows: (register) => `қайдҳои «${register}» ҳамон тавр ки ҳастанд`,
    countOf: (register) => `шумораи қайдҳои «${register}»`,
    distinctOf: (register, field) => `шумораи қиматҳои гуногуни «${field}» дар қайдҳои «${register}»`,
    eachWithout: ", аз рӯи ҳар сарчашма алоҳида, ва ҳар қайде, ки онро намегӯяд",
    sumOf: (register, field) => `ҷамъи қиматҳои «${field}» аз қайдҳои «${register}»`,
    lowestOf: (register, field) => `қимати хурдтарини «${field}» дар қайдҳои «${register}»`,
    highestOf: (register, field) => `қимати калонтарини «${field}» дар қайдҳои «${register}»`,
    personsOf:
      "шахсон дар қайдҳои «парвандаҳо», парванда ба парванда; навъи рӯйдод бо шумораи зиёдтарин ба ҳисоб меравад",
    notAsCharged: ", агар ҳеҷ як модда дар айбдоркунӣ набошад",
    newestOf: (register, field) => `қимати навтарини «${field}» дар қайдҳои «${register}» то охири давра`,
    overdue: "чораҳои нақшаҳои амалкунанда, ки мӯҳлаташон гузаштаасту на иҷро шудаанду на бекор",
    carriedOver: (begun, ended) =>
      `шумораи парвандаҳои гуногун дар қайдҳои «парвандаҳо» то давра, ки дар онҳо ${begun}, бе онҳое, ки то давра бо қайде анҷом ёфтанд, ки дар он ${ended}`,
    openAtEnd: (begun, ended) =>
      `шумораи парвандаҳои гуногун дар қайдҳои «парвандаҳо» то охири давра, ки дар онҳо ${begun}, бе онҳое, ки то он вақт бо қайде анҷом ёфтанд, ки дар он ${ended}`,
    inForce: ", бе чораҳои нақшаҳое, ки ҳанӯз лоиҳаанд",
    standingOf: (register) => `қайдҳои «${register}», ки дар охири давра амал мекунанд`,
    where: (conditions) => `, ки дар онҳо ${conditions}`,
    conditionIs: (field, values) => `${field} – ${values.map((value) => `«${value}»`).join(" ё ")}`,
    conditionPresent: (field, present) => `${field} ${present ? "дода шудааст" : "дода нашудааст"}`,
    or: " ё ",
    and: " ва ",
    caption: (name) => `Гуфтаҳо: ${name}`,
    period: "Давра",
    source: "Сарчашма",
    value: "Қимат",
    how: "Тарз",
    enteredBy: "Кӣ ворид кард",
    signedOff: "Тасдиқшуда",
    records: "Қайдҳо",
    from: { figure: "гуфта шуд", records: "аз қайдҳо ҳисоб шуд", finding: "хулоса" },
    begun: (year) => `феҳрист соли ${String(year)} оғоз шудааст`,
    publishedAs: (n) => `ҳамчун ${n} нашр шуд`,
    onlyArticles: (articles) => `танҳо: ${articles}`,
    counts: "ба ҳисоб меравад",
    ofItsYear: (n) => `${count(n, ["қайди мӯҳршуда"])}; ба гузориши ҳамон сол нигаред`,
    withheld: (n) => `${count(n, ["қайд"])}, ки номбар намешавад, зеро дар бораи шахсони мансабдор аст`,
  },

  sources: {
    caption: "Сарчашмаҳо",
    number: "№",
    title: "Ном",
    kind: "Навъ",
    publishedOn: "Нашр шуд",
    checked: "Боварӣ",
    ownFiles: "Ҳуҷҷатҳои худи ташкилоте, ки ворид кард",
    kinds: {
      "official-statistics": "омори расмӣ",
      "law-text": "матни қонун",
      report: "гузориш",
      press: "матбуот",
    },
    sureness: {
      verified: "дар сарчашма хонда шуд",
      secondary: "аз нусхаи дуюм",
      "general-knowledge": "аз дониши умумӣ",
    },
  },

  records: {
    intro:
      "Ҳар қайд бо оғози ҳеши ёддошт ва рақами сатр нишон дода мешавад. Қайди мӯҳршударо танҳо касе мекушояд, ки ба ӯ мӯҳр шудааст.",
    together: "Сатрҳои як ёддошт, ки дар борашон якхела гуфта мешавад, якҷоя меистанд.",
    caption: "Қайдҳое, ки гузориш ба онҳо такя мекунад",
    record: "Қайд",
    register: "Феҳрист",
    leaf: "Варақ",
    notLogged: "дар дафтар нест",
    open: "кушода",
    sealed: "мӯҳршуда",
    state: "Кушода ё мӯҳршуда",
    ownSignature: "худи мақом имзо кардааст",
    notHere: "дар ин ҷо хонда намешавад",
    registers: {
      source: "сарчашмаҳо",
      law: "қонунҳо",
      proceeding: "парвандаҳо",
      body: "мақомот",
      training: "омӯзишҳо",
      plan: "нақшаҳо",
      measure: "чораҳо",
      progress: "рафти иҷро",
      protection: "ҳифз",
      breach: "риоя накардани принсипи ҷазо надодани қурбониён",
      prevention: "пешгирӣ",
      agreement: "созишномаҳо",
      request: "дархостҳо",
      figure: "рақамҳо",
      finding: "хулосаҳо",
      route: "роҳҳо",
      judgement: "ҳукмҳо",
      rating: "дараҷаҳо",
      signoff: "тасдиқҳо",
      publication: "нашрҳо",
    },
  },

  plots: {
    bars: (now, before) => `${now} дар паҳлӯи ${before}`,
    barsDescription: "Барои ҳар маълумот ду сутун: боло соли гузориш, пур; поён соли пеш, хат-хат.",
    series: "Аз рӯи солҳо",
    seriesDescription: "Барои ҳар маълумот як диаграммаи хурд. Соли бе рақам нуқта надорад ва хат он ҷо канда мешавад.",
    seriesApart: "На ба тарзи соли пештара ҳисоб шудааст; хат онҳоро намепайвандад.",
    flow: "Аз тафтиш то ҳукм",
    flowDescription:
      "Парвандаҳое, ки дар ин давра рӯйдод доштанд: то охири он ба куҷо расиданд. Паҳноии тасма шумораи парвандаҳост; тасмаҳои ба поён хамида аз роҳ баромадаанд.",
    noCases: "парвандаҳои алоҳида сабт нашудаанд",
    fact: "Маълумот",
    step: "Марҳила",
    cases: "Парвандаҳо",
    year: "Сол",
    steps: {
      investigation: "Тафтиш",
      prosecution: "Таъқиб",
      verdict: "Ҳукм",
      prison: "Маҳрумӣ аз озодӣ",
      pending: "идома дорад",
      dropped: "қатъ шуд",
      requalified: "ба моддаи дигар гузашт",
      fled: "гумонбаршуда фирор кард",
      acquitted: "сафед шуд",
      "other-sentence": "ҷазои дигар",
    },
  },
};
