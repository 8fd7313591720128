// What reports of the demonstration's country must state of its accounts, sentence by sentence in each language, each with the rows on which
// it rests: register and key, as the files of the demonstration's record have them.
import type { ReportLanguage } from "../../src/reports/text/texts.ts";

/** A sentence as each language has it, and its rows. Where it has none, it follows from rules. */
export interface StatedSentence {
  readonly words: { readonly [L in ReportLanguage]: RegExp };
  readonly rows: readonly string[];
}

const stated = (en: RegExp, ru: RegExp, tg: RegExp, ...rows: readonly string[]): StatedSentence => ({
  words: { en, ru, tg },
  rows,
});

/** The account of 2003 in the report of 2004. */
export const statedOf2003: readonly StatedSentence[] = [
  stated(
    /source country for men, women and children trafficked to Russia, other Central Asian countries and the Gulf States, for sexual exploitation and forced labour/,
    /страна происхождения пострадавших от торговли людьми \(мужчины, женщины и дети\); страны назначения: Россия, другие страны Центральной Азии и государства Персидского залива; цели: сексуальная эксплуатация и принудительный труд/,
    /кишвари баромади қурбониёни савдои одамон аст \(мардон, занон ва кӯдакон\); ба куҷо: Русия, дигар кишварҳои Осиёи Марказӣ ва кишварҳои Халиҷи Форс; мақсадҳо: истисмори шаҳвонӣ ва меҳнати маҷбурӣ/,
    "route route-2003",
  ),
  stated(
    /The country does not fully comply with the minimum standards, as [^.]+ judges/,
    /Страна не полностью соблюдает минимальные стандарты: такое суждение подписало ведомство/,
    /Кишвар меъёрҳои ҳадди ақалро пурра риоя намекунад: чунин ҳукмро идораи/,
    "judgement complies-fully-2003",
  ),
  stated(
    /The government makes significant efforts, as [^.]+ judges/,
    /Правительство прилагает значительные усилия: такое суждение подписало ведомство/,
    /Ҳукумат кӯшишҳои назаррас мекунад: чунин ҳукмро идораи/,
    "judgement significant-efforts-2003",
  ),
  stated(
    /A ground for the watch list holds: \**Evidence of increased efforts is lacking/,
    /Есть основание для списка наблюдения: \**Нет свидетельств возросших усилий/,
    /Асоси рӯйхати назорат ҳаст: \**Далели афзудани кӯшишҳо нест/,
  ),
  stated(
    /2 prosecutions in 2003, against 4 in 2002\. That is less than the year before\./,
    /2 судебных преследования в 2003 году; в 2002 году: 4\. Это меньше, чем годом ранее\./,
    /Дар соли 2003: 2 таъқиби судӣ; дар соли 2002: 4\. Ин аз соли пеш камтар аст\./,
    "proceeding fourteen-years-prosecution",
    "proceeding ring-prosecution",
    "figure prosecutions-2002",
  ),
  stated(
    /Trafficking in persons was made a crime in August 2003 by an amendment: “Criminal Code”, article 130\.1\./,
    /Торговля людьми признана преступлением в августе 2003 года путём внесения поправки: “Criminal Code”, статья 130\.1\./,
    /Савдои одамон дар моҳи августи соли 2003 бо ворид кардани тағйирот ҷиноят эътироф шуд: “Criminal Code”, моддаи 130\.1\./,
    "law criminal-code-130.1",
  ),
  stated(
    /law was drafted in 2003 \(comprehensive law on trafficking\)[^.]*\. Its adoption was expected in 2004/,
    /Проект закона подготовлен в 2003 году \(всеобъемлющий закон о торговле людьми\)[^.]*\. Принятие ожидалось в 2004 году/,
    /Лоиҳаи қонун дар соли 2003 таҳия шуд \(қонуни ҳамаҷониба дар бораи савдои одамон\)[^.]*\. Қабули он дар соли 2004 интизор мерафт/,
    "law trafficking-law-draft",
  ),
  stated(
    /2 prosecutions in 2003, against 4 in 2002/,
    /2 судебных преследования в 2003 году; в 2002 году: 4/,
    /Дар соли 2003: 2 таъқиби судӣ; дар соли 2002: 4/,
    "proceeding fourteen-years-prosecution",
    "proceeding ring-prosecution",
    "figure prosecutions-2002",
  ),
  stated(
    /1 conviction in 2003/,
    /1 осуждённый в 2003 году/,
    /Дар соли 2003: 1 маҳкумшуда/,
    "proceeding fourteen-years-verdict",
  ),
  stated(
    /At least 2 persons prosecuted in 2003/,
    /По меньшей мере 2 обвиняемых в 2003 году/,
    /Дар соли 2003: на камтар аз 2 айбдоршаванда/,
    "proceeding fourteen-years-prosecution",
    "proceeding ring-prosecution",
  ),
  stated(
    /The sentence: 14 years in prison/,
    /Приговор: 14 лет лишения свободы/,
    /Ҳукм: 14 сол маҳрумӣ аз озодӣ/,
    "proceeding fourteen-years-verdict",
  ),
  stated(
    /1 prosecution ongoing against a group/,
    /1 судебное преследование против группы продолжается/,
    /1 таъқиби судӣ алайҳи гурӯҳ идома дорад/,
    "proceeding ring-prosecution",
  ),
  stated(
    /16 criminal groups under investigation \([^)]*\) in 2003/,
    /16 преступных групп под следствием \([^)]*\) в 2003 году/,
    /Дар соли 2003: 16 гурӯҳи ҷинояткори зери тафтиш/,
    "figure groups-under-investigation-2003",
  ),
  stated(
    /Training of law enforcement officials on trafficking is lacking/,
    /Обучения сотрудников правоохранительных органов по вопросам торговли людьми не хватает/,
    /Омӯзиши кормандони ҳифзи ҳуқуқ оид ба савдои одамон намерасад/,
    "finding training-2003",
  ),
  stated(
    /committee was formed in 2003[^.]*: “Committee[^”]*”\. Members: “Ministry of Labour, Ministry of the Interior, Ministry of Security”/,
    /В 2003 году создан орган “Committee[^”]*” \(комитет, для обучения\)\. Состав: “Ministry of Labour, Ministry of the Interior, Ministry of Security”/,
    /Дар соли 2003 кумита барои омӯзиш ташкил шуд: “Committee[^”]*”\. Аъзо: “Ministry of Labour, Ministry of the Interior, Ministry of Security”/,
    "body committee-2003-formed",
  ),
  stated(
    /“Committee[^”]*” was trained in 2003/,
    /Орган “Committee[^”]*” прошёл обучение в 2003 году/,
    /Мақоми “Committee[^”]*” дар соли 2003 омӯзиш дид/,
    "body committee-2003-trained",
  ),
  stated(
    /Corruption, including among officials, is endemic/,
    /Коррупция, в том числе среди должностных лиц, повсеместна/,
    /Фасод, аз ҷумла дар байни шахсони мансабдор, ҳамаҷо паҳн аст/,
    "finding corruption-2003",
  ),
  stated(
    /2 low-level officials charged: falsified documents\. Both fled/,
    /Обвинение предъявлено: 2 должностных лица низкого ранга \(поддельные документы\)\. Оба скрылись/,
    /Айб эълон шуд: 2 шахси мансабдори дараҷаи поёнӣ \(ҳуҷҷатҳои қалбакӣ\)\. Ҳар ду фирор карданд/,
    "proceeding falsified-documents-1-charge",
    "proceeding falsified-documents-2-charge",
  ),
  stated(
    /takes steps to monitor its borders/,
    /принимает меры для наблюдения за границами/,
    /барои мушоҳидаи сарҳад чораҳо меандешад/,
    "finding border-monitoring-2003",
  ),
  stated(
    /Border control is weak/,
    /Пограничный контроль слаб\./,
    /Назорати сарҳад суст аст/,
    "finding border-control-2003",
  ),
  stated(
    /Victims are encouraged to co-operate with the authorities/,
    /Пострадавших побуждают сотрудничать с властями/,
    /Қурбониён ба ҳамкорӣ бо мақомот ташвиқ мешаванд/,
    "finding victims-encouraged-2003",
  ),
  stated(
    /There is no protection for victims/,
    /Защиты для пострадавших нет/,
    /Барои қурбониён ҳифз нест/,
    "finding victim-protection-2003",
  ),
  stated(
    /There is no programme of reintegration/,
    /Программы реинтеграции нет/,
    /Барномаи бозгашт ба ҷомеа нест/,
    "finding reintegration-2003",
  ),
  stated(
    /There is no protection for witnesses/,
    /Защиты для свидетелей нет/,
    /Барои шоҳидон ҳифз нест/,
    "finding witness-protection-2003",
  ),
  stated(
    /No victim was jailed, fined, detained or otherwise punished/,
    /Никто из пострадавших не был лишён свободы, оштрафован, задержан или иначе наказан/,
    /Ҳеҷ қурбонӣ зиндонӣ, ҷарима, дастгир ё ба тарзи дигар ҷазо дода нашудааст/,
    "finding victims-punished-2003",
  ),
  stated(
    /There is no system to refer victims to non-governmental organisations/,
    /Системы направления пострадавших в неправительственные организации нет/,
    /Низоми равон кардани қурбониён ба ташкилотҳои ғайриҳукуматӣ нест/,
    "finding referral-system-2003",
  ),
  stated(
    /There was no co-operation with other governments on investigations/,
    /Сотрудничества с другими правительствами в расследованиях не было/,
    /Бо ҳукуматҳои дигар дар тафтиш ҳамкорӣ набуд/,
    "finding cooperation-on-investigations-2003",
  ),
  stated(
    /no tools to identify and help victims\.[^.]*\.? ?The reason given is lack of resources/,
    /нет инструментов, чтобы выявлять пострадавших и помогать им\.[^.]*\.? ?Названная причина: нехватка ресурсов/,
    /кумак ба онҳо воситае надоранд\.[^.]*\.? ?Сабаби гуфташуда: камбуди захираҳо/,
    "finding consular-tools-2003",
  ),
  stated(
    /There is no national plan of action/,
    /Национального плана действий нет/,
    /Нақшаи миллии амал нест/,
    "finding national-plan-2003",
  ),
  stated(
    /A working group on a plan was formed in 2003/,
    /Рабочая группа по плану создана в 2003 году/,
    /Гурӯҳи корӣ оид ба нақша дар соли 2003 ташкил шуд/,
    "plan first-national-plan-working-group",
  ),
  stated(
    /working group was formed in 2003 to write a plan/,
    /В 2003 году создан орган “[^”]*” \(рабочая группа, для подготовки плана\)/,
    /Дар соли 2003 гурӯҳи корӣ барои таҳияи нақша ташкил шуд/,
    "body plan-working-group-formed",
  ),
  stated(
    /The government recognises the problem/,
    /Правительство признаёт проблему/,
    /Ҳукумат мушкилотро эътироф мекунад/,
    "finding problem-recognised-2003",
  ),
  stated(
    /co-operates with non-governmental organisations/,
    /Правительство сотрудничает с неправительственными организациями/,
    /бо ташкилотҳои ғайриҳукуматӣ ҳамкорӣ мекунад/,
    "finding cooperation-with-ngos-2003",
  ),
  stated(
    /Brochures, in 2003[^.]*\. The government supports it/,
    /Брошюры, в 2003 году[^.]*\. Правительство это поддерживает/,
    /Рисолаҳо, дар соли 2003[^.]*\. Ҳукумат онро дастгирӣ мекунад/,
    "prevention brochures-2003",
  ),
  stated(
    /Resource centre for potential migrants, in 2003[^.]*\. The government supports it/,
    /Ресурсный центр для будущих мигрантов, в 2003 году[^.]*\. Правительство это поддерживает/,
    /Маркази иттилоотӣ барои муҳоҷирони эҳтимолӣ, дар соли 2003[^.]*\. Ҳукумат онро дастгирӣ мекунад/,
    "prevention resource-centre-2003",
  ),
  stated(
    /The record has no figure or answer for: Investigations, Victims assisted, Victims referred, Places in shelters\. None of these is zero/,
    /В записях нет данных о следующем: Расследования, Получившие помощь, Направленные за помощью, Места в приютах\. Это не ноль/,
    /Дар қайдҳо дар бораи инҳо маълумот нест: Тафтишҳо, Қурбониёни кумакгирифта, Қурбониёни ба кумак равоншуда, Ҷойҳо дар паноҳгоҳҳо\. Ин сифр нест/,
  ),
  stated(
    /Establish a national plan of action\. \(National plan: none; Plans in force: no data\)/,
    /1\. [^\n]*\(Национальный план: нет; Планы в силе: нет данных\)/,
    /1\. [^\n]*\(Нақшаи миллӣ: нест; Нақшаҳои амалкунанда: маълумот нест\)/,
    "finding national-plan-2003",
  ),
  stated(
    /Refer victims to non-governmental organisations[^(]*\(System of referral: none\)/,
    /2\. [^\n]*\(Система направления пострадавших за помощью: нет\)/,
    /2\. [^\n]*\(Низоми равон кардани қурбониён ба кумак: нест\)/,
    "finding referral-system-2003",
  ),
  stated(
    /Under the minimum standards of 2004, Tier 2 watch list follows/,
    /минимальные стандарты 2004 года\) из записей следует: уровень 2, список наблюдения/,
    /меъёрҳои ҳадди ақали соли 2004\) аз қайдҳо чунин бармеояд: дараҷаи 2, рӯйхати назорат/,
  ),
  stated(/reading of rules, not a decision/, /прочтение правил, а не решение/, /хондани қоидаҳост, на қарор/),
  stated(
    /Under the present minimum standards, Tier 2 watch list would follow/,
    /нынешние минимальные стандарты[^\n]*уровень 2, список наблюдения/,
    /меъёрҳои ҳадди ақали имрӯза[^\n]*дараҷаи 2, рӯйхати назорат/,
  ),
];

/** What later reports tell of later years, with numbers that take other plurals. */
export const statedLater: Readonly<Record<number, readonly StatedSentence[]>> = {
  2005: [
    stated(
      /a crime since August 2003, by an amendment: “Criminal Code”/,
      /преступлением с августа 2003 года, в силу поправки: “Criminal Code”/,
      /аз августи соли 2003 ҷиноят аст, ки бо ворид кардани тағйирот муқаррар шудааст: “Criminal Code”/,
      "law criminal-code-130.1",
    ),
    stated(
      /81 investigations in 2005, against 14 in 2004/,
      /81 расследование в 2005 году; в 2004 году: 14/,
      /Дар соли 2005: 81 тафтиш; дар соли 2004: 14/,
      "figure investigations-2005",
      "figure investigations-2004",
    ),
    stated(
      /57 prosecutions in 2005/,
      /57 судебных преследований в 2005 году/,
      /Дар соли 2005: 57 таъқиби судӣ/,
      "figure prosecutions-2005",
    ),
    stated(
      /28 convictions in 2005, against 1 in 2004/,
      /28 осуждённых в 2005 году; в 2004 году: 1/,
      /Дар соли 2005: 28 маҳкумшуда; дар соли 2004: 1/,
      "figure convictions-2005",
      "proceeding fourteen-years-verdict",
    ),
    stated(
      /adopted on 8 July 2004/,
      /принят 8 июля 2004 года/,
      /Қонун 8 июли соли 2004 қабул шуд/,
      "law trafficking-law-adopted",
    ),
  ],
  2014: [
    stated(
      /28 investigations in 2014, against 4 in 2013/,
      /28 расследований в 2014 году; в 2013 году: 4/,
      /Дар соли 2014: 28 тафтиш; дар соли 2013: 4/,
      "figure investigations-2014",
      "figure investigations-2013",
    ),
    stated(
      /22 prosecutions in 2014, against 4 in 2013/,
      /22 судебных преследования в 2014 году; в 2013 году: 4/,
      /Дар соли 2014: 22 таъқиби судӣ; дар соли 2013: 4/,
      "figure prosecutions-2014",
      "figure prosecutions-2013",
    ),
    stated(
      /The sentence: 8 years in prison/,
      /Приговор: 8 лет лишения свободы/,
      /Ҳукм: 8 сол маҳрумӣ аз озодӣ/,
      "proceeding eight-years-verdict",
    ),
  ],
};
