// The words of the public page about the open record that stand there without scripts. English is the source; the others were not checked by
// a native speaker.
import type { LanguageTag } from "../../words/languages.ts";

interface RecordPageText {
  readonly title: string;
  readonly lead: string;
  readonly noScripts: string;
  readonly whatTitle: string;
  readonly what: readonly string[];
  readonly openTitle: string;
  readonly open: readonly string[];
  readonly sealed: readonly string[];
  readonly sealedTitle: string;
  readonly checkTitle: string;
  /** Before each of the three commands: make the report, check a report, check the whole log. */
  readonly check: readonly [report: string, verifyReport: string, verify: string];
  readonly checkNote: string;
  readonly back: string;
}

export const recordPageTexts: Readonly<Record<LanguageTag, RecordPageText>> = {
  en: {
    title: "The country’s open record",
    lead: "What the country does against trafficking, entered by the responsible organisations. Everybody can read it and check it.",
    noScripts:
      "With scripts, this browser reads and checks the record here. Without scripts, this page explains the record, and the commands below do the same.",
    whatTitle: "What the record is",
    what: [
      "Ministries, prosecutors, the ombudsman, shelters and others enter what happens: laws, the plan of action, trainings, campaigns, bodies, agreements, figures.",
      "Each row names its source, who entered it, and who signed it off. If two sources differ, both are shown.",
      "Nothing is overwritten. A correction is a new entry, and the old one stays visible.",
      "“Not reported” is written as such. It is never a zero.",
    ],
    openTitle: "What is open",
    open: [
      "Laws, plans and their progress, bodies, trainings, prevention, agreements, figures, findings, judgements with their reasons, and the fingerprints of published reports.",
      "This page shows the rows of laws, plans, bodies, trainings, prevention, agreements and reports. Figures, findings and judgements are in the report of each year, with their sources; the first command below makes it.",
    ],
    sealedTitle: "What is sealed, and why",
    sealed: [
      "The record contains nobody’s story. Only the organisations that a person agreed to can read what the person said.",
      "Proceedings and requests between states are sealed: a suspect is not a convict, and nobody may be warned of a case. An independent reviewer can always read them.",
      "The reports count what is sealed without showing it, and say which numbers are based on it.",
    ],
    checkTitle: "How to check it yourself",
    check: [
      "Make the report of a year from the open record, with the program and the country’s founding note in a file:",
      "Check a report that somebody gave you: whether it was published, and whether its numbers follow from the record:",
      "Check the whole log and its witnesses:",
    ],
    checkNote:
      "Take the founding note from a place that you trust, not only from this address. Every witness of the log has it too.",
    back: "Help, and the log",
  },
  ru: {
    title: "Открытый реестр страны",
    lead: "Что страна делает против торговли людьми, внесённое ответственными организациями. Каждый может прочитать и проверить.",
    noScripts:
      "Со скриптами этот браузер сам читает и проверяет реестр. Без скриптов страница объясняет реестр, а команды ниже делают то же самое.",
    whatTitle: "Что это за реестр",
    what: [
      "Министерства, прокуроры, омбудсмен, приюты и другие вносят то, что происходит: законы, план действий, обучение, кампании, органы, соглашения, числа.",
      "У каждой записи названы источник, кто её внёс и кто заверил. Если два источника расходятся, показаны оба.",
      "Ничто не переписывается. Исправление вносится новой записью, а прежняя остаётся видна.",
      "«Не сообщается» так и записано. Это никогда не ноль.",
    ],
    openTitle: "Что открыто",
    open: [
      "Законы, планы и их выполнение, органы, обучение, предупреждение, соглашения, числа, выводы, суждения с основаниями и отпечатки опубликованных отчётов.",
      "Эта страница показывает законы, планы, органы, обучение, предупреждение, соглашения и отчёты. Цифры, выводы и суждения стоят в отчёте каждого года, с источниками; его составляет первая команда ниже.",
    ],
    sealedTitle: "Что запечатано и почему",
    sealed: [
      "Ничьей истории в реестре нет. То, что сказал человек, читают только организации, на которые он согласился.",
      "Производства и запросы между государствами запечатаны: подозреваемый не осуждён, и о деле нельзя предупредить. Независимый проверяющий всегда может их прочитать.",
      "Отчёты считают запечатанное, не показывая его, и говорят, какие числа на нём основаны.",
    ],
    checkTitle: "Как проверить самому",
    check: [
      "Составить отчёт за год по открытому реестру, с программой и учредительной запиской страны в файле:",
      "Проверить отчёт, который вам дали: опубликован ли он и следуют ли его числа из реестра:",
      "Проверить весь журнал и его свидетелей:",
    ],
    checkNote:
      "Возьмите учредительную записку там, чему доверяете, а не только по этому адресу. Она есть и у каждого свидетеля журнала.",
    back: "Помощь и журнал",
  },
  tg: {
    title: "Феҳристи кушодаи кишвар",
    lead: "Кишвар бар зидди савдои одамон чӣ мекунад, воридкардаи ташкилотҳои масъул. Ҳар кас хонда ва санҷида метавонад.",
    noScripts:
      "Бо скриптҳо ин браузер феҳристро худаш мехонад ва месанҷад. Бе скриптҳо ин саҳифа феҳристро мефаҳмонад, ва фармонҳои поён ҳамон корро мекунанд.",
    whatTitle: "Ин феҳрист чист",
    what: [
      "Вазоратҳо, прокурорҳо, ваколатдор оид ба ҳуқуқи инсон, паноҳгоҳҳо ва дигарон он чиро, ки мешавад, ворид мекунанд: қонунҳо, нақшаи амал, омӯзишҳо, маъракаҳо, мақомот, созишномаҳо, рақамҳо.",
      "Дар ҳар сатр сарчашма, ворид кунанда ва тасдиқ кунанда номбар мешаванд. Агар ду сарчашма гуногун бошанд, ҳар ду нишон дода мешаванд.",
      "Ҳеҷ чиз аз нав навишта намешавад. Ислоҳ қайди нав аст, ва қайди пешина намоён мемонад.",
      "«Хабар дода намешавад» ҳамин тавр навишта мешавад. Он ҳеҷ гоҳ сифр нест.",
    ],
    openTitle: "Чӣ кушода аст",
    open: [
      "Қонунҳо, нақшаҳо ва пешрафти онҳо, мақомот, омӯзишҳо, пешгирӣ, созишномаҳо, рақамҳо, хулосаҳо, баҳоҳо бо далелҳояшон ва нақшҳои гузоришҳои нашршуда.",
      "Ин саҳифа қонунҳо, нақшаҳо, мақомот, омӯзишҳо, пешгирӣ, созишномаҳо ва гузоришҳоро нишон медиҳад. Рақамҳо, хулосаҳо ва баҳоҳо дар гузориши ҳар сол, бо сарчашмаҳо, меистанд; онро фармони якуми поён тайёр мекунад.",
    ],
    sealedTitle: "Чӣ мӯҳр шудааст ва чаро",
    sealed: [
      "Дар феҳрист қиссаи ҳеҷ кас нест. Он чи шахс гуфтааст, танҳо ташкилотҳое мехонанд, ки шахс розӣ шудааст.",
      "Парвандаҳо ва дархостҳои байни давлатҳо мӯҳр шудаанд: гумонбар маҳкум нест ва аз парванда касеро огоҳ кардан мумкин нест. Бозраси мустақил онҳоро ҳамеша хонда метавонад.",
      "Гузоришҳо чизи мӯҳршударо бе нишон додан мешуморанд ва мегӯянд, ки кадом рақамҳо ба он такя мекунанд.",
    ],
    checkTitle: "Чӣ тавр худатон месанҷед",
    check: [
      "Сохтани гузориши сол аз феҳристи кушода, бо барнома ва ёддошти таъсисии кишвар дар файл:",
      "Санҷидани гузорише, ки ба шумо доданд: нашр шудааст ё не ва рақамҳояш аз феҳрист бармеоянд ё не:",
      "Санҷидани тамоми журнал ва шоҳидони он:",
    ],
    checkNote:
      "Ёддошти таъсисиро аз ҷое гиред, ки ба он бовар доред, на танҳо аз ин нишонӣ. Ҳар шоҳиди журнал низ онро дорад.",
    back: "Кумак ва журнал",
  },
  uz: {
    title: "Mamlakatning ochiq reyestri",
    lead: "Davlat odam savdosiga qarshi nima qilmoqda, masʼul tashkilotlar kiritgan. Har kim oʻqiy va tekshira oladi.",
    noScripts:
      "Skriptlar bilan bu brauzer reyestrni oʻzi oʻqiydi va tekshiradi. Skriptlarsiz bu sahifa reyestrni tushuntiradi, quyidagi buyruqlar esa xuddi shu ishni qiladi.",
    whatTitle: "Bu qanday reyestr",
    what: [
      "Vazirliklar, prokurorlar, ombudsman, boshpanalar va boshqalar nima boʻlayotganini kiritadi: qonunlar, harakatlar rejasi, oʻqitish, kampaniyalar, organlar, kelishuvlar, raqamlar.",
      "Har bir yozuvda manba, uni kim kiritgani va kim tasdiqlagani aytilgan. Ikki manba har xil boʻlsa, ikkalasi koʻrsatiladi.",
      "Hech narsa ustidan yozilmaydi. Tuzatish yangi yozuvdir, eskisi koʻrinib turadi.",
      "«Xabar qilinmagan» shundayligicha yoziladi. U hech qachon nol emas.",
    ],
    openTitle: "Nima ochiq",
    open: [
      "Qonunlar, rejalar va ularning bajarilishi, organlar, oʻqitish, oldini olish, bitimlar, raqamlar, xulosalar, asoslari bilan baholar va eʼlon qilingan hisobotlarning izlari.",
      "Bu sahifa qonunlar, rejalar, organlar, oʻqitishlar, oldini olish, bitimlar va hisobotlarni koʻrsatadi. Raqamlar, xulosalar va baholar har yilgi hisobotda manbalari bilan turadi; uni quyidagi birinchi buyruq tuzadi.",
    ],
    sealedTitle: "Nima muhrlangan va nega",
    sealed: [
      "Reyestrda hech kimning qissasi yoʻq. Odam aytganini faqat u rozi boʻlgan tashkilotlar oʻqiydi.",
      "Ish yuritish va davlatlararo soʻrovlar muhrlangan: gumonlanuvchi hali mahkum emas, ish haqida esa ogohlantirib boʻlmaydi. Mustaqil tekshiruvchi ularni doim oʻqiy oladi.",
      "Hisobotlar muhrlanganini koʻrsatmasdan sanaydi va qaysi raqamlar unga tayanishini aytadi.",
    ],
    checkTitle: "Oʻzingiz qanday tekshirasiz",
    check: [
      "Ochiq reyestrdan yil hisobotini tuzish, dastur va fayldagi mamlakat taʼsis yozuvi bilan:",
      "Sizga berilgan hisobotni tekshirish: u eʼlon qilinganmi va raqamlari reyestrdan kelib chiqadimi:",
      "Butun jurnalni va uning guvohlarini tekshirish:",
    ],
    checkNote:
      "Taʼsis yozuvini faqat shu manzildan emas, ishongan joyingizdan oling. U jurnalning har bir guvohida ham bor.",
    back: "Yordam va jurnal",
  },
  fa: {
    title: "اسناد باز کشور",
    lead: "کشور در برابر قاچاق انسان چه می‌کند، به قلم سازمان‌های مسئول. هر کس می‌تواند بخواند و بسنجد.",
    noScripts:
      "با اسکریپت‌ها این مرورگر خود اسناد را اینجا می‌خواند و بررسی می‌کرد. بی آن‌ها این صفحه می‌گوید این اسناد چیست، و فرمان‌های پایین همان کار را می‌کنند.",
    whatTitle: "این اسناد چیست",
    what: [
      "وزارت‌ها، دادستان‌ها، آمبودزمان، پناهگاه‌ها و دیگران آنچه را روی می‌دهد وارد می‌کنند: قانون‌ها، برنامهٔ عمل، آموزش‌ها، کارزارها، نهادها، توافق‌نامه‌ها، رقم‌ها.",
      "هر ردیف منبع خود، واردکننده و تأییدکننده‌اش را نام می‌برد. اگر دو منبع متفاوت باشند، هر دو کنار هم می‌آیند.",
      "هیچ چیز بازنویسی نمی‌شود. تصحیح نوشته‌ای تازه است، و نوشتهٔ پیشین دیده می‌شود.",
      "«گزارش نشده» همین‌گونه نوشته می‌شود. هیچ‌گاه صفر نیست.",
    ],
    openTitle: "چه چیز باز است",
    open: [
      "قانون‌ها، برنامه‌ها و پیشرفتشان، نهادها، آموزش‌ها، پیشگیری، توافق‌نامه‌ها، رقم‌ها، یافته‌ها، داوری‌ها با دلایلشان، و اثر گزارش‌های منتشرشده.",
      "این صفحه قانون‌ها، برنامه‌ها، نهادها، آموزش‌ها، پیشگیری، توافق‌ها و گزارش‌ها را نشان می‌دهد. ارقام، یافته‌ها و داوری‌ها با منابع در گزارش هر سال می‌آید؛ نخستین فرمان زیر آن را می‌سازد.",
    ],
    sealedTitle: "چه چیز مهر شده است و چرا",
    sealed: [
      "سرگذشت هیچ کس در این اسناد نیست. آنچه شخص گفته فقط سازمان‌هایی می‌خوانند که خود پذیرفته است.",
      "پرونده‌های کیفری و درخواست‌های میان دولت‌ها مهر شده‌اند، چون مظنون محکوم نیست و کسی نباید از پرونده آگاه شود. بازبینی مستقل همیشه می‌تواند آن‌ها را بخواند.",
      "گزارش‌ها آنچه را مهر شده می‌شمارند بی‌آنکه نشان دهند، و می‌گویند کدام رقم‌ها بر آن تکیه دارد.",
    ],
    checkTitle: "چگونه خودتان بسنجید",
    check: [
      "ساختن گزارش یک سال از اسناد باز، با برنامه و با یادداشت بنیادین کشور در یک فایل:",
      "سنجیدن گزارشی که به شما داده‌اند: آیا منتشر شده، و آیا رقم‌هایش از اسناد برمی‌آید:",
      "سنجیدن همهٔ دفتر و شاهدانش:",
    ],
    checkNote:
      "یادداشت بنیادین را از جایی بگیرید که به آن اعتماد دارید، نه تنها از این نشانی. هر شاهد دفتر نیز آن را دارد.",
    back: "کمک، و دفتر",
  },
};
