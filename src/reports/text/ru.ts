// The report's words in Russian. Not checked by a native speaker.
import type { Period } from "../../assessment/fact-value.ts";
import { say } from "../say.ts";
import type { Nouns, ReportText } from "./en.ts";
import { definitions } from "./ru-definitions.ts";
import { registerWords } from "./ru-register-words.ts";
import { capital, countryName, grouped, joined, knownDate, yearsAndMonths } from "./words.ts";

const nominative = [
  "январь",
  "февраль",
  "март",
  "апрель",
  "май",
  "июнь",
  "июль",
  "август",
  "сентябрь",
  "октябрь",
  "ноябрь",
  "декабрь",
];
const genitive = [
  "января",
  "февраля",
  "марта",
  "апреля",
  "мая",
  "июня",
  "июля",
  "августа",
  "сентября",
  "октября",
  "ноября",
  "декабря",
];
const locative = [
  "январе",
  "феврале",
  "марте",
  "апреле",
  "мае",
  "июне",
  "июле",
  "августе",
  "сентябре",
  "октябре",
  "ноябре",
  "декабре",
];
const plurals = new Intl.PluralRules("ru");

/** Forms after 1, after 2 to 4, and after 5. */
function count(n: number, nouns: Nouns): string {
  const [one = "", few = one, many = few] = nouns;
  const category = plurals.select(n);
  return `${number(n)} ${category === "one" ? one : category === "few" ? few : many}`;
}

function number(n: number): string {
  return grouped(n, "\u00a0");
}

function date(text: string): string {
  const { year, month, day } = knownDate(text);
  if (month === null) return `${year} год`;
  return day === null ? `${nominative[month - 1]} ${year} года` : `${day} ${genitive[month - 1]} ${year} года`;
}

function when(text: string): string {
  const { year, month, day } = knownDate(text);
  if (month === null) return `в ${year} году`;
  return day === null ? `в ${locative[month - 1]} ${year} года` : `${day} ${genitive[month - 1]} ${year} года`;
}

/** The date after "с": from when on. */
function since(text: string): string {
  const { year, month, day } = knownDate(text);
  if (month === null) return `${year} года`;
  return `${day === null ? "" : `${day} `}${genitive[month - 1]} ${year} года`;
}

function list(items: readonly string[]): string {
  return joined(items, " и ");
}

function period({ year, kind }: Period): string {
  return kind === "calendar" ? `${year} год` : `апрель ${year} – март ${year + 1} года`;
}

function inPeriod({ year, kind }: Period): string {
  return kind === "calendar" ? `в ${year} году` : `с апреля ${year} по март ${year + 1} года`;
}

function span(n: number): string {
  const [years, rest] = yearsAndMonths(n);
  const parts = [
    years > 0 ? count(years, ["год", "года", "лет"]) : "",
    rest > 0 || years === 0 ? count(rest, ["месяц", "месяца", "месяцев"]) : "",
  ];
  return parts.filter((part) => part !== "").join(" ");
}

const figures: ReportText["facts"]["figures"] = {
  investigations: {
    name: "Расследования",
    counted: ["расследование", "расследования", "расследований"],
    definition: "Дела о торговле людьми, по которым началось расследование.",
  },
  "groups-under-investigation": {
    name: "Преступные группы под следствием",
    counted: [
      "преступная группа под следствием",
      "преступные группы под следствием",
      "преступных групп под следствием",
    ],
    definition: "Преступные группы, чья торговля людьми расследуется, сколько бы лиц в них ни входило.",
  },
  prosecutions: {
    name: "Судебные преследования",
    counted: ["судебное преследование", "судебных преследования", "судебных преследований"],
    definition: "Дела о торговле людьми, переданные в суд.",
  },
  defendants: {
    name: "Подсудимые",
    counted: ["подсудимый", "подсудимых", "подсудимых"],
    definition: "Лица, против которых возбуждены дела о торговле людьми.",
  },
  convictions: {
    name: "Осуждённые",
    counted: ["осуждённый", "осуждённых", "осуждённых"],
    definition: "Лица, осуждённые за торговлю людьми.",
  },
  acquittals: {
    name: "Оправданные",
    counted: ["оправданный", "оправданных", "оправданных"],
    definition: "Лица, оправданные по делам о торговле людьми.",
  },
  "officials-investigated": {
    name: "Должностные лица под следствием",
    counted: ["должностное лицо под следствием", "должностных лица под следствием", "должностных лиц под следствием"],
    definition: "Должностные лица, в отношении которых начато расследование, связанное с торговлей людьми.",
  },
  "officials-prosecuted": {
    name: "Привлечённые должностные лица",
    counted: ["привлечённое должностное лицо", "привлечённых должностных лица", "привлечённых должностных лиц"],
    definition: "Должностные лица, против которых возбуждены дела, связанные с торговлей людьми.",
  },
  "officials-convicted": {
    name: "Осуждённые должностные лица",
    counted: ["осуждённое должностное лицо", "осуждённых должностных лица", "осуждённых должностных лиц"],
    definition: "Должностные лица, осуждённые по делам, связанным с торговлей людьми.",
  },
  "victims-in-proceedings": {
    name: "Пострадавшие в производствах",
    counted: [
      "пострадавший, связанный с производствами",
      "пострадавших, связанных с производствами",
      "пострадавших, связанных с производствами",
    ],
    definition:
      "Разные коды, которыми пострадавшие связаны с производствами о торговле людьми. Кто не связан, не учтён; у кого два дела, может быть учтён дважды; дела, скрытые от органа должностного лица, не учтены.",
  },
  "victims-identified": {
    name: "Выявленные пострадавшие",
    counted: ["выявленный пострадавший", "выявленных пострадавших", "выявленных пострадавших"],
    definition: "Лица, признанные пострадавшими от торговли людьми.",
  },
  "victims-referred": {
    name: "Направленные за помощью",
    counted: [
      "пострадавший, направленный за помощью",
      "пострадавших, направленных за помощью",
      "пострадавших, направленных за помощью",
    ],
    definition: "Пострадавшие, направленные в организацию, которая помогает.",
  },
  "victims-assisted": {
    name: "Получившие помощь",
    counted: ["пострадавший, получивший помощь", "пострадавших, получивших помощь", "пострадавших, получивших помощь"],
    definition: "Пострадавшие, получившие помощь.",
  },
  "victims-punished": {
    name: "Наказанные пострадавшие",
    counted: ["наказанный пострадавший", "наказанных пострадавших", "наказанных пострадавших"],
    definition:
      "Пострадавшие, заключённые, оштрафованные, задержанные или иначе наказанные за то, к чему их принудили.",
  },
  "shelter-places": {
    name: "Места в приютах",
    counted: ["место в приютах", "места в приютах", "мест в приютах"],
    definition: "Места в приютах, открытых в конце периода.",
  },
  "hotline-calls": {
    name: "Звонки на горячие линии",
    counted: ["звонок на горячие линии", "звонка на горячие линии", "звонков на горячие линии"],
    definition: "Звонки, принятые горячими линиями по вопросам торговли людьми.",
  },
  "persons-trained": {
    name: "Обученные лица",
    counted: ["обученное лицо", "обученных лица", "обученных лиц"],
    definition:
      "Участники обучения; кто был на двух занятиях, считается дважды. Устройство, на котором пройдены короткие уроки, считается за одно лицо.",
  },
  "persons-reached": {
    name: "Охваченные профилактикой",
    counted: [
      "человек, охваченный профилактикой",
      "человека, охваченных профилактикой",
      "человек, охваченных профилактикой",
    ],
    definition: "Люди, которых достигли кампании, материалы и центры, по счёту их организаторов.",
  },
  "requests-sent": {
    name: "Отправленные запросы",
    counted: [
      "запрос, отправленный другим странам",
      "запроса, отправленных другим странам",
      "запросов, отправленных другим странам",
    ],
    definition: "Запросы о сотрудничестве по делам, отправленные другим странам.",
  },
  "requests-received": {
    name: "Полученные запросы",
    counted: [
      "запрос, полученный от других стран",
      "запроса, полученных от других стран",
      "запросов, полученных от других стран",
    ],
    definition: "Запросы о сотрудничестве по делам, полученные от других стран.",
  },
  extraditions: {
    name: "Выдачи",
    counted: ["выдача", "выдачи", "выдач"],
    definition: "Лица, выданные по обвинению в торговле людьми.",
  },
  "joint-investigations": {
    name: "Совместные расследования",
    counted: ["совместное расследование", "совместных расследования", "совместных расследований"],
    definition: "Расследования, проведённые вместе с другой страной.",
  },
  repatriations: {
    name: "Возвращения",
    counted: [
      "человек, которому помогли вернуться",
      "человека, которым помогли вернуться",
      "человек, которым помогли вернуться",
    ],
    definition: "Пострадавшие, которым помогли вернуться в свою страну.",
  },
  "recruiter-inspections": {
    name: "Проверки вербовщиков",
    counted: ["проверка вербовщиков", "проверки вербовщиков", "проверок вербовщиков"],
    definition: "Проверки тех, кто набирает работников.",
  },
  "government-funding": {
    name: "Расходы правительства",
    counted: [
      "денежная единица от правительства",
      "денежные единицы от правительства",
      "денежных единиц от правительства",
    ],
    definition: "Расходы правительства на борьбу с торговлей людьми в валюте, которую называет источник.",
  },
};

export const ru: ReportText = {
  tag: "ru",
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
  country: (code: string) => countryName(code, ["ru", "en"]),
  listColon: ": ",

  letter: {
    warning: "Демонстрация или испытание: всё в этом письме вымышлено.",
    kinds: {
      "mutual-legal-assistance": "Запрос о взаимной правовой помощи",
      "joint-investigation": "Предложение о совместном расследовании",
      extradition: "Запрос о выдаче",
      consular: "Запрос о консульской помощи",
    },
    opening: {
      "mutual-legal-assistance": "Просим оказать правовую помощь по делу о торговле людьми.",
      "joint-investigation": "Предлагаем вместе расследовать дело о торговле людьми.",
      extradition: "Просим выдать лицо, разыскиваемое по делу о торговле людьми.",
      consular: "Просим оказать консульскую помощь человеку, который мог стать жертвой торговли людьми.",
    },
    to: "Кому",
    from: "От кого",
    reference: "Номер",
    inCase: "Наше дело",
    date: "Дата",
    authorities: (country) => `Компетентным органам: ${country}`,
    confidential:
      "Просим считать это письмо конфиденциальным. Имя, ставшее известным, может стоить жизни. Не передавайте его стране или лицам, от которых человек бежал.",
    answer:
      "Просим ответить с указанием номера и сообщить, что исполнено, полностью или частично, или почему отказано.",
    signature: "Имя, должность, подпись",
  },

  head: {
    kicker: "Ежегодный отчёт о борьбе с торговлей людьми",
    title: (country, given) => `${country}, ${period(given)}`,
    subtitle: "Составлен на основе записей страны. Каждая цифра ведёт к тому, как она посчитана, и к своим записям.",
    warning: "Демонстрация или испытание: всё в этом отчёте вымышлено.",
    madeWithout: {
      none: "Составлено без ключей к запечатанным реестрам: того, что есть в производствах и запросах, в этом отчёте нет.",
      some: "Составлено с частью ключей к запечатанным реестрам: в этом отчёте есть не всё, что содержат производства и запросы.",
    },
    contents: "Содержание",
    asTable: "Те же числа в таблице",
    origin: "Запись",
    scheme: "Применённые правила",
    schemeFile: "из файла с хешем",
    periodOf: "Период",
    log: "Состояние журнала",
    logSize: (size) => count(size, ["запись", "записи", "записей"]),
    hash: "Хеш данных",
  },

  sections: {
    summary: "Кратко",
    tier: "Что следует по правилам",
    prosecution: "Преследование",
    protection: "Защита",
    prevention: "Предупреждение",
    partnership: "Сотрудничество",
    recommendations: "Рекомендации",
    other: "По другим правилам",
    criteria: "Критерии",
    contradictions: "Противоречия",
    gaps: "Пробелы",
    method: "Метод",
    counted: "Как посчитана каждая цифра",
    sources: "Источники",
    records: "Записи",
  },

  summary: {
    nothing: (country, given, isAll) =>
      say`В записях страны (${country})${isAll ? "" : ", которые можно было просмотреть,"} нет ничего за период: ${period(given)}. Поэтому в отчёте нет ни цифр, ни выводов. Отсутствие данных не значит ноль.`,
    noRoutes: "В записях ничего не сказано о том, кого и куда увозили.",
    vagueRoutes:
      "То, что в записях говорится о том, кого и куда вывезли, датировано для этого периода слишком неточно.",
    roles: {
      source: (country, persons) => `${country}: страна происхождения пострадавших от торговли людьми (${persons})`,
      transit: (country, persons) => `${country}: страна транзита пострадавших от торговли людьми (${persons})`,
      destination: (country, persons) =>
        `${country}: страна назначения для пострадавших от торговли людьми (${persons})`,
      internal: (country, persons) => `${country}: торговля людьми внутри страны (${persons})`,
    },
    places: {
      source: (places) => `; страны назначения: ${places}`,
      transit: (places) => `; страны на пути: ${places}`,
      destination: (places) => `; страны происхождения: ${places}`,
      internal: (places) => `; места: ${places}`,
    },
    forms: (forms) => `; цели: ${forms}.`,
    persons: { men: "мужчины", women: "женщины", children: "дети" },
    form: { sexual: "сексуальная эксплуатация", labour: "принудительный труд", other: "другие виды эксплуатации" },
    regions: {
      "central-asia": "Центральная Азия",
      "gulf-states": "государства Персидского залива",
      "middle-east": "Ближний Восток",
      "south-asia": "Южная Азия",
      "east-asia": "Восточная Азия",
      europe: "Европа",
      "north-america": "Северная Америка",
      "latin-america": "Латинская Америка",
      africa: "Африка",
    },
    otherCountries: {
      "central-asia": "другие страны Центральной Азии",
      "gulf-states": "другие государства Персидского залива",
      "middle-east": "другие страны Ближнего Востока",
      "south-asia": "другие страны Южной Азии",
      "east-asia": "другие страны Восточной Азии",
      europe: "другие страны Европы",
      "north-america": "другие страны Северной Америки",
      "latin-america": "другие страны Латинской Америки",
      africa: "другие страны Африки",
    },
  },

  counts: {
    against: (now, given, before, earlier) => say`${now} ${inPeriod(given)}; ${inPeriod(earlier)}: ${before}.`,
    countedApart: "Эти два года посчитаны по-разному.",
    alone: (now, given) => say`${now} ${inPeriod(given)}.`,
    published: (published, taken, remark) =>
      say` Источник опубликовал ${published}; из них ${taken} не относятся к торговле людьми${remark} и исключены.`,
    parts: (parts) => say` В том числе: ${parts}.`,
    onlyArticles: (articles) => ` Считается только по: ${articles}.`,
    sentence: (prison) => say`Приговор: ${prison} лишения свободы.`,
    sentences: (lowest, highest) => say`Приговоры: наименьший ${lowest}, наибольший ${highest} лишения свободы.`,
    amount: (amount, name) => say`${name}: ${amount}.`,
    named: (name, now, given, before) =>
      say`${name} ${inPeriod(given)}: ${now}${before === null ? null : say`; годом ранее: ${before}`}.`,
    table: "Цифры этого раздела",
    fact: "Сведение",
    differ: "Источники расходятся; см. противоречия.",
    differBefore: "О предыдущем годе источники расходятся; см. противоречия.",
    notReported: (names) => `Источник сам говорит, что не сообщает: ${names}.`,
    unplaced: (names) => `Датированы слишком неточно, чтобы отнести к этому периоду: ${names}.`,
    unread: (names) => `Этот отчёт не мог заглянуть в следующее: ${names}. Это не ноль.`,
    noData: (names) => `Никто не говорит о следующем: ${names}. Это не ноль.`,
  },

  laws: {
    crimeSince: (from, act, article) =>
      say`Торговля людьми является преступлением с ${since(from)}: ${act}${article === null ? "" : `, статья ${article}`}.`,
    madeCrime: (at, act, article) =>
      say`Торговля людьми признана преступлением ${at}: ${act}${article === null ? "" : `, статья ${article}`}.`,
    inForce: (subject, act, article, at) =>
      say`Закон вступил в силу ${at} (${subject}): ${act}${article === null ? "" : `, статья ${article}`}.`,
    adopted: (subject, act, article, at) =>
      say`Закон принят ${at} (${subject}): ${act}${article === null ? "" : `, статья ${article}`}.`,
    amended: (act, article, at) => say`Закон изменён ${at}: ${act}${article === null ? "" : `, статья ${article}`}.`,
    drafted: (subject, act, at) => say`Проект закона подготовлен ${at} (${subject}): ${act}.`,
    inParliament: (subject, act, at) => say`Закон рассматривался в парламенте ${at} (${subject}): ${act}.`,
    repealed: (subject, act, at) => say`Закон отменён ${at} (${subject}): ${act}.`,
    expected: (at) => ` Принятие ожидалось ${at}; обещание не считается действием.`,
    articleOf: (act, article) => `«${act}», статья ${article}`,
    penalty: (lowest, highest) => {
      if (lowest === null) return `не более чем ${span(highest ?? 0)} лишения свободы`;
      if (highest === null) return `не менее чем ${span(lowest)} лишения свободы`;
      const from = lowest % 12 === 0 && highest % 12 === 0 ? number(lowest / 12) : span(lowest);
      return `${from} – ${span(highest)} лишения свободы`;
    },
    penalties: (penalties) => say`Наказание: ${penalties}.`,
    confiscation: " с конфискацией",
    subjects: {
      trafficking: "торговля людьми",
      comprehensive: "всеобъемлющий закон о торговле людьми",
      "slave-labour": "использование рабского труда",
      recruitment: "вербовка для эксплуатации",
      "child-trade": "торговля детьми",
      "child-pornography": "детская порнография",
      "victim-assistance": "помощь пострадавшим",
      other: "другой предмет",
    },
  },

  proceedings: {
    ongoingGroups: (cases, form) => say`${cases} против группы продолжается${form === null ? "" : ` (${form})`}.`,
    ongoingNouns: ["судебное преследование", "судебных преследования", "судебных преследований"],
    officials: (officials, offence) => say`Дела возбуждены: ${officials} (${offence}).`,
    officialNouns: {
      any: ["должностное лицо", "должностных лица", "должностных лиц"],
      low: ["должностное лицо низкого ранга", "должностных лица низкого ранга", "должностных лиц низкого ранга"],
      middle: ["должностное лицо среднего ранга", "должностных лица среднего ранга", "должностных лиц среднего ранга"],
      high: ["должностное лицо высокого ранга", "должностных лица высокого ранга", "должностных лиц высокого ранга"],
    },
    offences: {
      trafficking: "торговля людьми",
      "false-documents": "поддельные документы",
      bribery: "взяточничество",
      other: "другое преступление",
    },
    fledAll: (charged) =>
      charged === 1 ? " Это лицо скрылось." : charged === 2 ? " Оба скрылись." : " Все они скрылись.",
    fledSome: (fled) => ` Из них скрылись: ${number(fled)}.`,
  },

  bodies: {
    kinds: {
      commission: "комиссия",
      committee: "комитет",
      "working-group": "рабочая группа",
      "police-unit": "подразделение милиции",
      "prosecution-unit": "подразделение прокуратуры",
      centre: "центр",
    },
    purposes: {
      coordination: "для координации",
      plan: "для подготовки плана",
      training: "для обучения",
      investigation: "для расследований",
      assistance: "для помощи",
    },
    formed: (kind, at, name, purpose) => say`${capital(at)}: создан новый орган (${kind}, ${purpose}): ${name}.`,
    members: (members) => say` Состав: ${members}.`,
    trained: (name, at) => say`Прошёл обучение ${at}: ${name}.`,
    met: (name, at) => say`Заседание состоялось ${at}: ${name}.`,
    decided: (name, at, decision) =>
      decision === null ? say`Решение принято ${at}: ${name}.` : say`Решение принято ${at}: ${name}: ${decision}.`,
    mandate: (mandate) => say` Полномочия: ${mandate}.`,
    ended: (name, at) => say`Прекратил работу ${at}: ${name}.`,
    first: " Источник называет его первым такого рода.",
  },

  plans: {
    "working-group": (title, at) => say`Рабочая группа по плану создана ${at}: ${title}.`,
    draft: (title, at) => say`План был проектом ${at}: ${title}.`,
    "in-force": (title, at) => say`План вступил в силу ${at}: ${title}.`,
    ended: (title, at) => say`План завершён ${at}: ${title}.`,
  },

  protection: {
    open: (services) => say`Услуги: ${services}.`,
    what: {
      shelter: "приют",
      "assistance-centre": "центр помощи",
      "legal-aid": "юридическая помощь",
      health: "медицинская помощь",
      reintegration: "реинтеграция",
      "witness-protection": "защита свидетелей",
      hotline: "горячая линия",
      "consular-assistance": "консульская помощь",
    },
    funder: { government: "платит правительство", donor: "платят доноры", both: "платят правительство и доноры" },
  },

  prevention: {
    done: (what, at, by) => say`${capital(what)}, ${at}; кто: ${by}.`,
    supported: " Правительство это поддерживает.",
    span: (from, until) => `${from} – ${until}`,
    what: {
      campaign: "кампания",
      brochures: "брошюры",
      "resource-centre": "ресурсный центр для будущих мигрантов",
      hotline: "горячая линия",
      "recruiter-licence": "лицензии вербовщиков",
      "recruiter-inspection": "проверка вербовщиков",
      "border-check": "проверки на границе",
      research: "исследование",
      "demand-reduction": "снижение спроса",
    },
    partners: {
      ngo: "неправительственная организация",
      international: "международная организация",
      government: "правительство",
      private: "частный сектор",
    },
    more: (n) => `И ещё ${count(n, ["запись", "записи", "записей"])}.`,
  },

  agreements: {
    told: (kind, partner, countries, title, at) =>
      say`${capital(kind)}${partner === null ? null : say` (${partner})`}${countries === "" ? "" : ` (${countries})`}, ${at}: ${title}.`,
    kinds: {
      "mutual-legal-assistance": "соглашение о правовой помощи",
      police: "соглашение между полициями",
      "labour-migration": "соглашение о трудовой миграции",
      ngo: "соглашение с неправительственными организациями",
      "international-body": "соглашение с международной организацией",
    },
  },

  findings: {
    corruption: {
      endemic: "Коррупция, в том числе среди должностных лиц, повсеместна.",
      widespread: "Коррупция среди должностных лиц широко распространена.",
      present: "Коррупция среди должностных лиц существует.",
      rare: "Коррупция среди должностных лиц редка.",
    },
    "border-control": {
      absent: "Пограничного контроля нет.",
      weak: "Пограничный контроль слаб.",
      partial: "Границы контролируются частично.",
      effective: "Пограничный контроль действенен.",
    },
    "border-monitoring": {
      no: "За границами не наблюдают с точки зрения торговли людьми.",
      yes: "Правительство принимает меры для наблюдения за границами.",
    },
    "law-enforcement-training": {
      lacking: "Обучения сотрудников правоохранительных органов по вопросам торговли людьми не хватает.",
      partial: "Часть сотрудников правоохранительных органов обучена вопросам торговли людьми.",
      regular: "Сотрудники правоохранительных органов регулярно проходят обучение по вопросам торговли людьми.",
    },
    "victims-encouraged-to-cooperate": {
      no: "Пострадавших не побуждают сотрудничать с властями.",
      yes: "Пострадавших побуждают сотрудничать с властями.",
    },
    "victim-protection": {
      none: "Защиты для пострадавших нет.",
      partial: "Пострадавшие защищены частично.",
      full: "Пострадавшие защищены.",
    },
    "reintegration-programme": {
      none: "Программы реинтеграции нет.",
      partial: "Программы реинтеграции есть не для всех.",
      full: "Программы реинтеграции есть.",
    },
    "witness-protection": {
      none: "Защиты для свидетелей нет.",
      partial: "Свидетели защищены частично.",
      full: "Свидетели защищены.",
    },
    "victims-punished": {
      yes: "Пострадавших заключали, штрафовали, задерживали или иначе наказывали.",
      no: "Никто из пострадавших не был заключён, оштрафован, задержан или иначе наказан.",
    },
    "referral-system": {
      none: "Системы направления пострадавших в неправительственные организации нет.",
      partial: "Пострадавших направляют за помощью лишь в части страны или дел.",
      "in-force": "Система направления действует.",
    },
    "cooperation-on-investigations": {
      none: "Сотрудничества с другими правительствами в расследованиях не было.",
      some: "Было некоторое сотрудничество с другими правительствами в расследованиях.",
      regular: "Сотрудничество с другими правительствами в расследованиях было постоянным.",
    },
    "consular-tools": {
      none: "У посольств и консульств нет средств, чтобы выявлять пострадавших и помогать им.",
      partial: "У части посольств и консульств есть средства, чтобы выявлять пострадавших и помогать им.",
      full: "У посольств и консульств есть средства, чтобы выявлять пострадавших и помогать им.",
    },
    "national-plan": {
      none: "Национального плана действий нет.",
      draft: "Национальный план действий пока проект.",
      "in-force": "Национальный план действий в силе.",
    },
    "cooperation-with-ngos": {
      none: "Правительство не сотрудничает с неправительственными организациями.",
      some: "Правительство сотрудничает с неправительственными организациями.",
      regular: "Правительство постоянно сотрудничает с неправительственными организациями.",
    },
    "problem-recognised": { no: "Правительство не признаёт проблему.", yes: "Правительство признаёт проблему." },
    "state-forced-labour": {
      pattern: "Принудительный труд под началом государства имеет системный характер.",
      reported: "Сообщается о принудительном труде под началом государства.",
      none: "Принудительного труда под началом государства не обнаружено.",
    },
    "identification-procedures": {
      none: "Порядка выявления пострадавших нет.",
      partial: "Порядок выявления пострадавших есть частично.",
      "in-force": "Порядок выявления пострадавших действует.",
    },
    "demand-reduction": {
      none: "Усилий по снижению спроса не было.",
      some: "Были некоторые усилия по снижению спроса.",
      sustained: "Усилия по снижению спроса были постоянными.",
    },
    extradition: {
      refused: "В выдаче за торговлю людьми отказывают.",
      possible: "Закон допускает выдачу за торговлю людьми.",
      done: "За торговлю людьми были выданы лица.",
    },
    "public-assessment": {
      none: "Правительство не публикует оценку своих усилий.",
      published: "Правительство опубликовало оценку своих усилий.",
    },
  },
  reasons: {
    "lack-of-resources": "Названная причина: нехватка средств.",
    "lack-of-law": "Названная причина: отсутствие закона.",
    "lack-of-will": "Названная причина: отсутствие воли.",
    "not-told": "",
  },
  remark: (remark) => say`(${remark})`,
  topics: {
    corruption: "Коррупция",
    "border-control": "Пограничный контроль",
    "border-monitoring": "Наблюдение за границами",
    "law-enforcement-training": "Обучение правоохранительных органов",
    "victims-encouraged-to-cooperate": "Побуждение к сотрудничеству",
    "victim-protection": "Защита пострадавших",
    "reintegration-programme": "Реинтеграция",
    "witness-protection": "Защита свидетелей",
    "victims-punished": "Наказание пострадавших",
    "referral-system": "Система направления",
    "cooperation-on-investigations": "Сотрудничество в расследованиях",
    "consular-tools": "Средства консульств",
    "national-plan": "Национальный план",
    "cooperation-with-ngos": "Сотрудничество с НПО",
    "problem-recognised": "Признание проблемы",
    "state-forced-labour": "Принудительный труд под началом государства",
    "identification-procedures": "Порядок выявления пострадавших",
    "demand-reduction": "Снижение спроса",
    extradition: "Выдача",
    "public-assessment": "Опубликованная оценка",
  },
  answers: {
    drafted: "подготовлен",
    "in-parliament": "в парламенте",
    adopted: "принят",
    repealed: "отменён",
    "working-group": "рабочая группа",
    ended: "завершён",
    endemic: "повсеместна",
    widespread: "широко распространена",
    present: "есть",
    rare: "редка",
    absent: "отсутствует",
    weak: "слабо",
    partial: "частично",
    effective: "действенно",
    no: "нет",
    yes: "да",
    lacking: "не хватает",
    regular: "постоянно",
    none: "нет",
    full: "полностью",
    "in-force": "в силе",
    some: "отчасти",
    draft: "проект",
    pattern: "системно",
    reported: "сообщается",
    sustained: "постоянно",
    refused: "отказано",
    possible: "возможно",
    done: "сделано",
    published: "опубликована",
  },

  facts: {
    figures,
    definitions,
    derived: {
      "laws-in-force": "Законы в силе",
      "trafficking-laws": "Законы против торговли людьми в силе",
      "laws-adopted": "Принятые законы",
      "laws-in-preparation": "Законы в подготовке",
      "comprehensive-law": "Стадия всеобъемлющего закона",
      "penalty-minimum": "Наименьшее наказание по закону",
      "penalty-maximum": "Наибольшее наказание по закону",
      suspects: "Подозреваемые",
      "groups-prosecuted": "Группы под судом",
      "prosecutions-ongoing": "Преследования, не оконченные к концу периода",
      "convictions-cases": "Дела с осуждением",
      "convictions-child-victims": "Осуждённые по делам о пострадавших детях",
      "convictions-other-article": "Осуждённые по иной статье, чем в обвинении",
      dropped: "Прекращённые дела",
      requalified: "Дела, переквалифицированные на другую статью",
      appeals: "Обжалования",
      fugitives: "Скрывшиеся подозреваемые",
      "sentence-lowest": "Наименьший приговор",
      "sentence-highest": "Наибольший приговор",
      "sentences-prison": "Приговорённые к лишению свободы",
      "sentences-suspended": "Условные приговоры",
      confiscations: "Дела с конфискацией",
      fines: "Штрафы",
      compensation: "Присуждённые возмещения",
      "officials-fled": "Скрывшиеся должностные лица",
      "special-units": "Специальные подразделения",
      "victims-foreign": "Выявленные пострадавшие – иностранцы",
      "investigations-sexual": "Расследования сексуальной эксплуатации",
      "investigations-labour": "Расследования принудительного труда",
      "prosecutions-sexual": "Преследования за сексуальную эксплуатацию",
      "prosecutions-labour": "Преследования за принудительный труд",
      "convictions-sexual": "Осуждённые за сексуальную эксплуатацию",
      "convictions-labour": "Осуждённые за принудительный труд",
      breaches: "Нарушения ненаказания",
      "breaches-remedied": "Наказанные пострадавшие, чьи права восстановлены",
      shelters: "Приюты",
      services: "Услуги",
      "services-government": "Услуги, которые финансирует правительство",
      "bodies-formed": "Созданные органы",
      "body-meetings": "Заседания органов",
      "plans-in-force": "Планы в силе",
      "plans-in-preparation": "Планы в подготовке",
      "plan-stage": "Стадия плана",
      "measures-done": "Выполненные меры",
      "measures-due": "Меры со сроком",
      "measures-overdue": "Просроченные меры",
      trainings: "Занятия",
      "trained-by-lessons": "Обученные короткими уроками",
      "law-enforcement-trained": "Обученные сотрудники правоохранительных органов",
      "consuls-trained": "Обученные консулы",
      campaigns: "Кампании",
      "brochure-actions": "Брошюры",
      "resource-centres": "Ресурсные центры",
      "recruiter-licences": "Лицензии вербовщиков",
      "border-checks": "Проверки на границе",
      "border-finds": "Лица, выявленные на границе",
      research: "Исследования",
      "demand-actions": "Меры по снижению спроса",
      agreements: "Соглашения",
      "shared-actions": "Совместные действия",
      "requests-answered": "Исполненные запросы",
      routes: "Пути",
    },
    units: {
      cases: "дела",
      suspects: "подозреваемые",
      persons: "лица",
      groups: "группы",
      requests: "запросы",
      places: "места",
      calls: "звонки",
      sessions: "занятия",
      meetings: "заседания",
      months: "месяцы",
      measures: "меры",
      laws: "законы",
      bodies: "органы",
      plans: "планы",
      services: "услуги",
      actions: "действия",
      checks: "проверки",
      agreements: "соглашения",
      amount: "сумма денег",
      answer: "один из заданных ответов",
      rows: "записи как есть",
    },
    parts: {
      sexual: "сексуальная эксплуатация",
      labour: "принудительный труд",
      "child-trade": "торговля детьми",
      "other-form": "другие виды",
      "not-trafficking": "не торговля людьми",
      women: "женщины",
      men: "мужчины",
      girls: "девочки",
      boys: "мальчики",
      children: "дети",
      adults: "взрослые",
      citizens: "граждане",
      foreigners: "иностранцы",
      "at-home": "в стране",
      abroad: "за границей",
    },
  },

  values: {
    notReported: "не сообщается",
    noData: "нет данных",
    tooVague: "датировано слишком неточно",
    unread: "не просмотрено",
    atLeast: (value) => `не менее ${value}`,
    yes: "да",
    no: "нет",
    unknown: "неизвестно",
    months: span,
  },

  tier: {
    follows: (tier, scheme) => say`По правилам (${scheme}) из записей следует: ${tier}.`,
    ownRules: (name) => `собственные правила из файла: ${name}`,
    coded: (name, code) => `${name} (уровень ${code})`,
    byStep: (step) => `Выполненный шаг: ${step}.`,
    borrowed: (tag) => `У этих правил нет названий на русском языке; они стоят на языке «${tag}».`,
    notYet: (scheme) => `По правилам (${scheme}) из записей не следует никакой уровень.`,
    sealed: "Для этого нужны запечатанные сведения, в которые этот отчёт не мог заглянуть.",
    tooVague: "Для этого нужны сведения, которые датированы для этого периода слишком неточно.",
    reading: "Это прочтение правил, а не решение.",
    why: "Почему",
    asks: "Недостающие суждения",
    judgements: "Суждения в записях",
    judgement: (question, answer, office, reasons) => say`${question}: ${answer}. ${office}: ${reasons}`,
    differ: (question) => `Ведомства отвечают по-разному: «${question}»; вопрос открыт`,
    wouldChange: "Что изменило бы это",
    wouldChangeCaption: "Одно изменение и уровень, который тогда следовал бы",
    ifThis: "Если бы было так",
    thenTier: "следовало бы",
    noTier: "не решено: нужны новые суждения",
    outside: (from, until) =>
      until === null
        ? `Эти правила действуют для отчётов с ${from} года; отчёт об этом годе к ним не относится.`
        : `Эти правила действовали для отчётов ${from}–${until} годов; отчёт об этом годе к ним не относится.`,
    generalKnowledge: "Часть формулировок этой схемы взята из общих знаний и не проверена.",
    names: {
      "1": "уровень 1",
      "2": "уровень 2",
      "2WL": "уровень 2, список наблюдения",
      "3": "уровень 3",
      SC: "особый случай",
    },
    questions: {
      "complies-fully": "Страна полностью соблюдает минимальные стандарты",
      "significant-efforts": "Правительство прилагает значительные усилия",
      "victims-very-significant": "Число пострадавших очень значительно",
      "victims-increasing": "Число пострадавших значительно растёт",
      "efforts-rest-on-commitments": "Усилия считаются значительными из-за обязательств на следующий год",
      "actions-proportional": "Конкретные действия соразмерны числу пострадавших",
      "vigorous-prosecution": "Расследование и преследование энергичны",
      "waiver-granted": "Предоставлено изъятие",
      "good-faith-on-data": "Правительство добросовестно старалось дать данные",
      "special-case": "Страна является особым случаем",
    },
    schemes: { "tvpa-2004": "минимальные стандарты 2004 года", "tvpa-now": "нынешние минимальные стандарты" },
    steps: {
      "special-case": "особый случай",
      "full-compliance": "полное соблюдение",
      "no-significant-efforts": "нет значительных усилий",
      "watch-list": "выполнено основание для списка наблюдения",
      "two-years-on-the-list": "два года в списке наблюдения",
      "significant-efforts": "значительные усилия",
    },
    groundNames: {
      "victims-without-proportional-actions":
        "Число пострадавших очень значительно или значительно растёт без соразмерных действий",
      "no-increasing-efforts": "Нет свидетельств возросших усилий",
      "victims-very-significant": "Число пострадавших очень значительно или значительно растёт",
      "efforts-rest-on-commitments": "Усилия считаются значительными из-за обязательств на следующий год",
    },
    criteria: {
      prosecution: "Энергичное расследование и преследование, отбытые наказания",
      "victim-protection": "Защита пострадавших",
      prevention: "Предупреждение",
      "interstate-investigation": "Сотрудничество с другими правительствами по делам",
      extradition: "Выдача",
      "migration-monitoring": "Наблюдение за миграцией",
      "official-complicity": "Меры против причастных должностных лиц",
      "non-citizen-share": "Доля пострадавших, не являющихся гражданами",
      partnerships: "Партнёрства с измеримыми результатами",
      "self-monitoring": "Наблюдение за собственными усилиями и его публикация",
      progress: "Продвижение по сравнению с прошлым годом",
      "demand-reduction": "Снижение спроса",
    },
  },

  other: {
    tier: (tier, scheme) => say`По другим правилам (${scheme}) из тех же записей следовало бы: ${tier}.`,
    noTier: (scheme) => `По другим правилам (${scheme}) из тех же записей не следует никакой уровень.`,
    asks: (questions) => `Нужны были бы суждения: ${questions}.`,
    criteriaAdded: (names) => `Критерии, которые есть там и которых нет здесь: ${names}.`,
    criteriaRemoved: (names) => `Критерии, которые есть здесь и которых нет там: ${names}.`,
    criteriaChanged: (names) => `Критерии, для которых там важны другие свидетельства: ${names}.`,
    waiverAdded: (names) => `Недостающие данные могут быть прощены там, но не здесь: ${names}.`,
    waiverRemoved: (names) => `Недостающие данные могут быть прощены здесь, но не там: ${names}.`,
    groundsAdded: (names) => `Основания для списка наблюдения только там: ${names}.`,
    groundsRemoved: (names) => `Основания для списка наблюдения только здесь: ${names}.`,
    stepsAdded: (names) => `Шаги только там: ${names}.`,
    stepsRemoved: (names) => `Шаги только здесь: ${names}.`,
  },

  rules: {
    than: (name, now, before) => say`${name}: ${now}; годом ранее: ${before}`,
    notAlike: "посчитано по-разному",
    value: (name, value) => say`${name}: ${value}`,
    judged: (question, answer) => `Суждение «${question}»: ${answer}`,
    rated: (tier, years) => `${capital(tier)}: в каждом из последних лет (${number(years)})`,
    ratedNot: (tier, years) => `${capital(tier)}: не в каждом из последних лет (${number(years)})`,
    ratedUnknown: (tier, years) => `${capital(tier)} в каждом из последних лет (${number(years)}): неизвестно`,
    ifAtLeast: (name, n) => `${name}: не менее ${number(n)}`,
    ifLess: (name, n) => `${name}: менее ${number(n)}`,
    ifIs: (name, answer) => `${name}: ${answer}`,
    ifIsNot: (name, answer) => `${name}: не «${answer}»`,
    ifKnown: (name) => `${name}: данные есть`,
    ifNotKnown: (name) => `${name}: данных нет`,
    ifBetter: (name) => `${name}: лучше, чем годом ранее`,
    ifNotBetter: (name) => `${name}: не лучше, чем годом ранее`,
    ifWorse: (name) => `${name}: хуже, чем годом ранее`,
    ifNotWorse: (name) => `${name}: не хуже, чем годом ранее`,
    ifMore: (name) => `${name}: больше, чем годом ранее`,
    ifNotMore: (name) => `${name}: не больше, чем годом ранее`,
    ifFewer: (name) => `${name}: меньше, чем годом ранее`,
    ifNotFewer: (name) => `${name}: не меньше, чем годом ранее`,
    or: " или ",
  },

  criteria: {
    caption: "Каждый критерий и свидетельства в записях",
    number: "№",
    criterion: "Критерий",
    for: "За",
    against: "Против",
    missing: "Не хватает",
    presumed: "Без этих данных критерий считается невыполненным.",
    notJudged: "Здесь не оценивается: эти сведения запечатаны.",
    notJudgedByDate: "Не оценивается: эти сведения датированы для этого периода слишком неточно.",
    nothing: "–",
  },

  recommendations: {
    from: (evidence) => say` (${evidence})`,
    intro: "Каждая следует из пробела, который видно по записям.",
    none: "Из записей не следует рекомендаций.",
    named: {
      "establish-plan": "Принять национальный план действий.",
      "refer-to-ngos":
        "Направлять пострадавших в неправительственные организации, которые помогают, по действующей системе.",
      "protect-victims": "Защищать пострадавших.",
      "offer-reintegration": "Предлагать программы реинтеграции.",
      "protect-witnesses": "Защищать свидетелей.",
      "end-punishment-of-victims": "Прекратить наказывать пострадавших за то, к чему их принудили.",
      "write-identification-procedures": "Установить порядок выявления пострадавших.",
      "equip-consulates": "Дать консульствам средства, чтобы выявлять пострадавших и помогать им.",
      "train-law-enforcement": "Обучать сотрудников правоохранительных органов.",
      "prosecute-more": "Больше расследовать, преследовать и осуждать.",
      "adopt-comprehensive-law": "Принять всеобъемлющий закон.",
      "act-against-complicity": "Принимать меры против должностных лиц, причастных к торговле людьми.",
      "bring-back-fugitives": "Привлечь скрывшихся к суду.",
      "prison-instead-of-suspension": "Назначать наказания, которые отбываются.",
      "cooperate-on-investigations": "Сотрудничать с другими правительствами в расследованиях.",
      "cooperate-with-ngos": "Сотрудничать с неправительственными организациями.",
      "strengthen-borders": "Усилить пограничный контроль.",
      "carry-out-plan": "Выполнить просроченные меры плана.",
      "end-state-forced-labour": "Прекратить принудительный труд под началом государства.",
      "reduce-demand": "Снижать спрос.",
      "publish-assessment": "Ежегодно публиковать оценку усилий.",
      "report-data": "Сообщать цифры, которые не сообщаются.",
    },
  },

  registers: registerWords,

  contradictions: {
    none: "Источники в записях об этом периоде не расходятся.",
    intro: "Где источники расходятся, показаны все. В этом отчёте считается первый.",
    caption: "В чём расхождение и кто что говорит",
    about: "О чём",
    source: "Источник",
    says: "Говорит",
    records: "Записи",
    sealed: "запечатано",
    firstOfItsKind: (register) => `${register}: об одном говорится, что он первый такого рода, а другой создан раньше`,
    asPublished: (value) => `${value}, как опубликовано`,
    withoutOthers: (value, taken) => `${value} без ${taken}, не относящихся к торговле людьми`,
    thing: (register, key, field) => `${register}${key === "" ? "" : ` «${key}»`}, ${field}`,
  },

  gaps: {
    intro: "Ничто из этого не ноль.",
    caption: "Сведения без значения",
    part: "Раздел",
    context: "Страна",
    unplaced: (n) =>
      `${count(n, ["запись датирована", "записи датированы", "записей датированы"])} слишком неточно, чтобы отнести к этому периоду.`,
    none: "У всех сведений каталога есть значение.",
  },

  method: {
    paragraphs: (given) => [
      `Период: ${period(given)}. Запись относится к нему, если в нём лежат все дни, которые может означать её дата.`,
      "Цифра либо названа источником, либо посчитана по его записям. Если говорят несколько, официальная статистика идёт раньше собственных дел страны, текстов закона, отчётов и прессы; среди равных новейшее идёт первым; названная источником цифра идёт раньше счёта по его записям, которые могут быть неполны.",
      "«Не сообщается» – слова самого источника. «Датировано слишком неточно» значит, что запись может относиться к этому периоду, а может и не относиться. «Нет данных» значит, что никто ничего не говорит. Ничто из этого не ноль.",
      "Дела, подозреваемые и лица считаются отдельно. Суждения, которых не даёт ни одно правило, подписаны названным ведомством с обоснованием. Уровень – прочтение правил, а не решение.",
      "О запечатанных записях сказано только числами; для каждой указано её место в журнале, чтобы её мог проверить тот, кто вправе её открыть. У данных отчёта одно написание; его хеш можно опубликовать в журнале, и любой может его пересчитать.",
      "Предложения составлены из записей по шаблонам. Слова в кавычках приведены так, как введены, без перевода.",
    ],
  },

  counted: {
    intro: "О каждом сведении: что оно значит, как считается, и всё, что о нём сказано, с записями.",
    unit: "Единица",
    way: "Способ",
    figureOnly: "как называют источники",
    figureToo: "рядом стоят цифры, названные источниками",
    finding: "новейший ответ на вопрос",
    rows: (register) => `записи «${register}» как есть`,
    countOf: (register) => `число записей «${register}»`,
    distinctOf: (register, field) => `число разных значений «${field}» среди записей «${register}»`,
    sumOf: (register, field) => `сумма «${field}» по записям «${register}»`,
    lowestOf: (register, field) => `наименьшее «${field}» среди записей «${register}»`,
    highestOf: (register, field) => `наибольшее «${field}» среди записей «${register}»`,
    personsOf: "лица в записях «производства», дело за делом; считается вид события с наибольшим числом",
    notAsCharged: ", если ни одной из статей не было в обвинении",
    newestOf: (register, field) => `новейшее «${field}» среди записей «${register}» к концу периода`,
    overdue: "меры действующих планов, чей срок прошёл и которые не выполнены и не сняты",
    standingOf: (register) => `записи «${register}», действующие в конце периода`,
    where: (conditions) => `, где ${conditions}`,
    conditionIs: (field, values) => `${field} – ${values.map((value) => `«${value}»`).join(" или ")}`,
    conditionPresent: (field, present) => `${field}: ${present ? "указано" : "не указано"}`,
    or: " или ",
    and: " и ",
    caption: (name) => `Сказанное: ${name}`,
    period: "Период",
    source: "Источник",
    value: "Значение",
    how: "Как",
    enteredBy: "Кто ввёл",
    signedOff: "Заверено",
    records: "Записи",
    from: { figure: "названо", records: "посчитано по записям", finding: "вывод" },
    publishedAs: (n) => `опубликовано как ${n}`,
    onlyArticles: (articles) => `только по статьям ${articles}`,
    counts: "считается",
    withheld: (n) =>
      count(n, [
        "запись, которая не названа, так как она о должностных лицах",
        "записи, которые не названы, так как они о должностных лицах",
        "записей, которые не названы, так как они о должностных лицах",
      ]),
  },

  sources: {
    caption: "Источники",
    number: "№",
    title: "Название",
    kind: "Вид",
    publishedOn: "Опубликовано",
    checked: "Надёжность",
    ownFiles: "Собственные дела организации, которая ввела запись",
    kinds: {
      "official-statistics": "официальная статистика",
      "law-text": "текст закона",
      report: "отчёт",
      press: "пресса",
    },
    sureness: {
      verified: "прочитано в источнике",
      secondary: "по вторичной копии",
      "general-knowledge": "из общих знаний",
    },
  },

  records: {
    intro:
      "Каждая запись обозначена началом хеша своей заметки и номером строки. Запечатанную запись откроет только тот, кому она запечатана.",
    together: "Строки одной заметки, о которых сказано одно и то же, стоят вместе.",
    caption: "Записи, на которых стоит отчёт",
    record: "Запись",
    register: "Реестр",
    leaf: "Лист",
    notLogged: "не в журнале",
    open: "открыта",
    sealed: "запечатана",
    state: "Открыта или запечатана",
    notHere: "здесь не читается",
    registers: {
      source: "источники",
      law: "законы",
      proceeding: "производства",
      body: "органы",
      training: "обучение",
      plan: "планы",
      measure: "меры",
      progress: "ход выполнения",
      protection: "защита",
      breach: "нарушения ненаказания",
      prevention: "предупреждение",
      agreement: "соглашения",
      request: "запросы",
      figure: "цифры",
      finding: "выводы",
      route: "пути",
      judgement: "суждения",
      rating: "уровни",
      signoff: "заверения",
      publication: "публикации",
    },
  },

  plots: {
    bars: (now, before) => `${capital(now)} и ${before}`,
    barsDescription: "По две полосы на сведение: сверху год отчёта, закрашенная; снизу предыдущий год, заштрихованная.",
    series: "По годам",
    seriesDescription: "Небольшой график на каждое сведение. Год без значения не имеет точки, и линия там прерывается.",
    flow: "От расследования до приговора",
    flowDescription:
      "Дела с событием в этом периоде: до какого шага они дошли к его концу. Ширина полосы – число дел; полосы, уходящие вниз, сошли с пути.",
    noCases: "отдельные дела не записаны",
    fact: "Сведение",
    step: "Шаг",
    cases: "Дела",
    year: "Год",
    steps: {
      investigation: "Расследование",
      prosecution: "Преследование",
      verdict: "Приговор",
      prison: "Лишение свободы",
      pending: "продолжается",
      dropped: "прекращено",
      requalified: "переквалифицировано",
      fled: "подозреваемый скрылся",
      acquitted: "оправдание",
      "other-sentence": "другое наказание",
    },
  },
};
