// The words of the demonstration's first page in every language. English is the source; the others were not checked by a native speaker.
import type { LanguageTag } from "../../words/languages.ts";

/** The roles that can be played, in the order of the page. The demonstration has an organisation for each (src/cli/demonstration/roles.ts). */
export const rolesOfReferral = ["border-panj", "consulate-dubai", "shelter-north", "legal-aid", "aid-gulf"] as const;
export const rolesOfRecord = ["secretariat", "prosecutor", "ombudsman", "training-institute"] as const;
export type RoleSlug = (typeof rolesOfReferral)[number] | (typeof rolesOfRecord)[number];

export interface RolesText {
  readonly title: string;
  readonly lead: string;
  readonly never: string;
  readonly tryTitle: string;
  readonly steps: readonly string[];
  readonly referralTitle: string;
  readonly recordTitle: string;
  /** Who is played, and what they do. */
  readonly roles: Readonly<Record<RoleSlug, readonly [string, string]>>;
  readonly publicTitle: string;
  readonly publicLinks: { readonly leaflet: string; readonly record: string; readonly check: string };
  readonly realTitle: string;
  readonly real: readonly string[];
  readonly address: string;
  readonly words: string;
  readonly unchecked: string;
}

export const rolesTexts: Readonly<Record<LanguageTag, RolesText>> = {
  en: {
    title: "Panoh demonstration",
    lead: "Choose a role. Each opens at once, in a tab of its own.",
    never: "Every person and organisation here is invented. Never enter a real person.",
    tryTitle: "Try it in five minutes",
    steps: [
      "Open the officer at a border post. Make a new referral and choose Example Shelter North.",
      "Open the shelter worker. The referral is in the list: accept it.",
      "Go back to the officer’s tab. The answer is there.",
    ],
    referralTitle: "A referral",
    recordTitle: "The country’s record",
    roles: {
      "border-panj": ["Officer at a border post", "Meets a person and refers them, on a phone."],
      "consulate-dubai": ["Officer in a consulate", "Refers a person who is abroad."],
      "shelter-north": ["Shelter worker", "Receives referrals, answers and helps."],
      "legal-aid": ["Legal aid worker", "Receives referrals, and what others share with the person’s consent."],
      "aid-gulf": ["Worker of an organisation abroad", "Receives people before they go home."],
      secretariat: ["Secretariat", "Enters the country’s open record: plans, laws, figures."],
      prosecutor: ["Prosecutor’s liaison", "Enters proceedings. Lists no victims."],
      ombudsman: ["Ombudsman", "Checks and signs off records, and makes the yearly report."],
      "training-institute": ["Training institute", "Enters trainings and counts the short lessons."],
    },
    publicTitle: "For everybody",
    publicLinks: {
      leaflet: "The public page for a person in danger",
      record: "The country’s open record",
      check: "How to check this system",
    },
    realTitle: "As in a real country: with words",
    real: [
      "In a real country no link opens a device. Each device makes its own keys from an invitation, and a person opens it with words that only they know.",
      "To try that here, open an address, choose the device that is offered, and type its words.",
    ],
    address: "Address",
    words: "Words",
    unchecked: "",
  },
  ru: {
    title: "Демонстрация Panoh",
    lead: "Выберите роль. Каждая откроется сразу, в своей вкладке.",
    never: "Все люди и организации здесь вымышлены. Никогда не вводите настоящего человека.",
    tryTitle: "Попробуйте за пять минут",
    steps: [
      "Откройте сотрудника погранпоста. Создайте новое направление и выберите «Тестовый приют „Север“».",
      "Откройте сотрудника приюта. Направление уже в списке: примите его.",
      "Вернитесь во вкладку погранпоста. Ответ уже там.",
    ],
    referralTitle: "Направление",
    recordTitle: "Записи страны",
    roles: {
      "border-panj": ["Сотрудник погранпоста", "Встречает человека и направляет его, с телефона."],
      "consulate-dubai": ["Сотрудник консульства", "Направляет человека, который находится за границей."],
      "shelter-north": ["Сотрудник приюта", "Получает направления, отвечает и помогает."],
      "legal-aid": [
        "Сотрудник юридической помощи",
        "Получает направления и то, чем другие делятся с согласия человека.",
      ],
      "aid-gulf": ["Сотрудник организации за границей", "Принимает людей до возвращения домой."],
      secretariat: ["Секретариат", "Вносит открытые записи страны: планы, законы, цифры."],
      prosecutor: ["Представитель прокуратуры", "Вносит производства. Списка пострадавших не видит."],
      ombudsman: ["Омбудсман", "Проверяет и заверяет записи и составляет ежегодный отчёт."],
      "training-institute": ["Учебное заведение", "Вносит обучение и считает короткие уроки."],
    },
    publicTitle: "Для всех",
    publicLinks: {
      leaflet: "Страница для человека в опасности",
      record: "Открытые записи страны",
      check: "Как проверить эту систему",
    },
    realTitle: "Как в настоящей стране: со словами",
    real: [
      "В настоящей стране ни одна ссылка не открывает устройство. Каждое устройство само создаёт свои ключи по приглашению, и человек открывает его словами, которые знает только он.",
      "Чтобы попробовать это здесь, откройте адрес, выберите предложенное устройство и введите его слова.",
    ],
    address: "Адрес",
    words: "Слова",
    unchecked: "Этот язык ещё не проверен носителем.",
  },
  tg: {
    title: "Намоиши Panoh",
    lead: "Нақшро интихоб кунед. Ҳар нақш дарҳол, дар варақаи худ кушода мешавад.",
    never: "Ҳамаи одамон ва ташкилотҳои ин ҷо сохтаанд. Ҳеҷ гоҳ одами воқеиро ворид накунед.",
    tryTitle: "Дар панҷ дақиқа санҷед",
    steps: [
      "Корманди дидбонгоҳи сарҳадиро кушоед. Роҳхати нав созед ва Паноҳгоҳи озмоишии Шимолро интихоб кунед.",
      "Корманди паноҳгоҳро кушоед. Роҳхат дар рӯйхат аст: онро қабул кунед.",
      "Ба варақаи дидбонгоҳ баргардед. Ҷавоб он ҷост.",
    ],
    referralTitle: "Роҳхат",
    recordTitle: "Сабтҳои кишвар",
    roles: {
      "border-panj": ["Корманди дидбонгоҳи сарҳадӣ", "Бо шахс вомехӯрад ва ӯро бо телефон равона мекунад."],
      "consulate-dubai": ["Корманди консулгарӣ", "Шахсеро равона мекунад, ки дар хориҷа аст."],
      "shelter-north": ["Корманди паноҳгоҳ", "Роҳхатҳоро мегирад, ҷавоб медиҳад ва кумак мекунад."],
      "legal-aid": ["Корманди кумаки ҳуқуқӣ", "Роҳхатҳоро мегирад ва он чиро, ки дигарон бо розигии шахс медиҳанд."],
      "aid-gulf": ["Корманди ташкилот дар хориҷа", "Одамонро то бозгашт ба хона қабул мекунад."],
      secretariat: ["Котибот", "Сабтҳои кушодаи кишварро ворид мекунад: нақшаҳо, қонунҳо, рақамҳо."],
      prosecutor: ["Намояндаи прокуратура", "Парвандаҳои судиро ворид мекунад. Рӯйхати ҷабрдидагонро намебинад."],
      ombudsman: ["Ваколатдор оид ба ҳуқуқи инсон", "Сабтҳоро месанҷад, тасдиқ мекунад ва ҳисоботи солона месозад."],
      "training-institute": ["Муассисаи таълимӣ", "Омӯзишҳоро ворид мекунад ва дарсҳои кӯтоҳро мешуморад."],
    },
    publicTitle: "Барои ҳама",
    publicLinks: {
      leaflet: "Саҳифа барои шахси дар хатар",
      record: "Сабтҳои кушодаи кишвар",
      check: "Ин низомро чӣ гуна санҷидан мумкин аст",
    },
    realTitle: "Чун дар кишвари воқеӣ: бо калимаҳо",
    real: [
      "Дар кишвари воқеӣ ҳеҷ пайванд дастгоҳро намекушояд. Ҳар дастгоҳ калидҳои худро аз рӯи даъватнома худаш месозад, ва шахс онро бо калимаҳое мекушояд, ки танҳо худаш медонад.",
      "Барои санҷидани ин, суроғаро кушоед, дастгоҳи пешниҳодшударо интихоб кунед ва калимаҳои онро нависед.",
    ],
    address: "Суроға",
    words: "Калимаҳо",
    unchecked: "Ин забонро ҳанӯз соҳибзабон насанҷидааст.",
  },
  uz: {
    title: "Panoh namoyishi",
    lead: "Rolni tanlang. Har biri darhol, oʻz varagʻida ochiladi.",
    never: "Bu yerdagi barcha odamlar va tashkilotlar oʻylab topilgan. Hech qachon haqiqiy odamni kiritmang.",
    tryTitle: "Besh daqiqada sinab koʻring",
    steps: [
      "Chegara posti xodimini oching. Yangi yoʻllanma yarating va “Shimol sinov boshpanasi”ni tanlang.",
      "Boshpana xodimini oching. Yoʻllanma roʻyxatda turibdi: uni qabul qiling.",
      "Chegara posti varagʻiga qayting. Javob oʻsha yerda.",
    ],
    referralTitle: "Yoʻllanma",
    recordTitle: "Davlat yozuvlari",
    roles: {
      "border-panj": ["Chegara posti xodimi", "Odam bilan uchrashadi va uni telefonda yoʻllaydi."],
      "consulate-dubai": ["Konsullik xodimi", "Chet eldagi odamni yoʻllaydi."],
      "shelter-north": ["Boshpana xodimi", "Yoʻllanmalarni oladi, javob beradi va yordam koʻrsatadi."],
      "legal-aid": [
        "Huquqiy yordam xodimi",
        "Yoʻllanmalarni va boshqalar odamning roziligi bilan bergan maʼlumotlarni oladi.",
      ],
      "aid-gulf": ["Chet eldagi tashkilot xodimi", "Odamlarni uyga qaytguncha qabul qiladi."],
      secretariat: ["Kotibiyat", "Davlatning ochiq yozuvlarini kiritadi: rejalar, qonunlar, raqamlar."],
      prosecutor: ["Prokuratura vakili", "Ish yurituvlarini kiritadi. Jabrlanganlar roʻyxatini koʻrmaydi."],
      ombudsman: ["Ombudsman", "Yozuvlarni tekshiradi, tasdiqlaydi va yillik hisobot tuzadi."],
      "training-institute": ["Oʻquv muassasasi", "Oʻqishlarni kiritadi va qisqa darslarni sanaydi."],
    },
    publicTitle: "Hamma uchun",
    publicLinks: {
      leaflet: "Xavf ostidagi odam uchun sahifa",
      record: "Davlatning ochiq yozuvlari",
      check: "Bu tizimni qanday tekshirish mumkin",
    },
    realTitle: "Haqiqiy davlatdagidek: soʻzlar bilan",
    real: [
      "Haqiqiy davlatda hech bir havola qurilmani ochmaydi. Har bir qurilma oʻz kalitlarini taklifnoma asosida oʻzi yaratadi, odam esa uni faqat oʻzi biladigan soʻzlar bilan ochadi.",
      "Buni shu yerda sinash uchun manzilni oching, taklif qilingan qurilmani tanlang va uning soʻzlarini yozing.",
    ],
    address: "Manzil",
    words: "Soʻzlar",
    unchecked: "Bu tilni ona tilida soʻzlashuvchi hali tekshirmagan.",
  },
  fa: {
    title: "نمایش پناه",
    lead: "نقشی را انتخاب کنید. هر نقش بی‌درنگ در برگهٔ خودش باز می‌شود.",
    never: "همهٔ آدم‌ها و سازمان‌های اینجا ساختگی‌اند. هرگز آدم واقعی را وارد نکنید.",
    tryTitle: "در پنج دقیقه بیازمایید",
    steps: [
      "مأمور پاسگاه مرزی را باز کنید. ارجاع تازه‌ای بسازید و پناهگاه آزمایشی شمال را انتخاب کنید.",
      "کارمند پناهگاه را باز کنید. ارجاع در فهرست است: آن را بپذیرید.",
      "به برگهٔ مأمور برگردید. پاسخ آنجاست.",
    ],
    referralTitle: "ارجاع",
    recordTitle: "اسناد کشور",
    roles: {
      "border-panj": ["مأمور پاسگاه مرزی", "با شخص دیدار می‌کند و با تلفن او را ارجاع می‌دهد."],
      "consulate-dubai": ["مأمور کنسولگری", "کسی را که در خارج است ارجاع می‌دهد."],
      "shelter-north": ["کارمند پناهگاه", "ارجاع می‌گیرد، پاسخ می‌دهد و کمک می‌کند."],
      "legal-aid": ["کارمند کمک حقوقی", "ارجاع می‌گیرد و آنچه را دیگران با رضایت شخص می‌دهند."],
      "aid-gulf": ["کارمند سازمانی در خارج", "مردم را پیش از بازگشت به خانه می‌پذیرد."],
      secretariat: ["دبیرخانه", "اسناد باز کشور را وارد می‌کند: برنامه‌ها، قانون‌ها، رقم‌ها."],
      prosecutor: ["رابط دادستانی", "پرونده‌های قضایی را وارد می‌کند. فهرست قربانیان را نمی‌بیند."],
      ombudsman: ["حامی حقوق مردم", "اسناد را می‌سنجد، تأیید می‌کند و گزارش سالانه را می‌سازد."],
      "training-institute": ["مؤسسهٔ آموزشی", "آموزش‌ها را وارد می‌کند و درس‌های کوتاه را می‌شمارد."],
    },
    publicTitle: "برای همه",
    publicLinks: {
      leaflet: "صفحه‌ای برای کسی که در خطر است",
      record: "اسناد باز کشور",
      check: "این سامانه را چگونه بسنجیم",
    },
    realTitle: "مانند کشور واقعی: با واژه‌ها",
    real: [
      "در کشور واقعی هیچ پیوندی دستگاهی را باز نمی‌کند. هر دستگاه کلیدهای خود را از روی دعوت‌نامه خودش می‌سازد و شخص آن را با واژه‌هایی باز می‌کند که تنها خودش می‌داند.",
      "برای آزمودن آن در اینجا، نشانی را باز کنید، دستگاهی را که پیشنهاد می‌شود انتخاب کنید و واژه‌هایش را بنویسید.",
    ],
    address: "نشانی",
    words: "واژه‌ها",
    unchecked: "این زبان را هنوز اهل زبان بررسی نکرده است.",
  },
};
