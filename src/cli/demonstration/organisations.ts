// The demonstration country's organisations: Tajikistan of 2004 as far as kinds of bodies and places go. Members, services and
// names are invented, and every name says so: an example. No text here but the English has been checked by a native speaker.
import type { OrganisationKind } from "../../core/party.ts";
import type { ServiceType } from "../../core/service.ts";

type Names = Readonly<Record<"en" | "ru" | "tg" | "uz" | "fa", string>>;

export interface DemonstrationOrganisation {
  /** A short name for files and commands. */
  readonly slug: string;
  readonly kind: OrganisationKind;
  readonly country: string;
  readonly area?: string;
  readonly name: Names;
  readonly services?: readonly DemonstrationService[];
}

interface DemonstrationService {
  readonly name: Names;
  readonly types: readonly ServiceType[];
  readonly eligibility: readonly (
    | "women"
    | "men"
    | "children"
    | "families-with-children"
    | "people-with-disability"
    | "foreigners"
  )[];
  readonly languages: readonly string[];
  readonly area: readonly string[];
  readonly minimumAge?: number;
  readonly unit: "bed" | "place" | "appointment";
  readonly available: number;
  readonly maximum: number;
}

const police = (slug: string, area: string, names: Names): DemonstrationOrganisation => ({
  slug: `police-${slug}`,
  kind: "police",
  country: "TJ",
  area,
  name: {
    en: `Example Police ${names.en}`,
    ru: `Тестовая милиция: ${names.ru}`,
    tg: `Милитсияи озмоишӣ: ${names.tg}`,
    uz: `Sinov militsiyasi: ${names.uz}`,
    fa: `پولیس آزمایشی: ${names.fa}`,
  },
});

const borderPost = (slug: string, area: string, names: Names): DemonstrationOrganisation => ({
  slug: `border-${slug}`,
  kind: "border-post",
  country: "TJ",
  area,
  name: {
    en: `Example Border Post ${names.en}`,
    ru: `Тестовый погранпост: ${names.ru}`,
    tg: `Дидбонгоҳи сарҳадии озмоишӣ: ${names.tg}`,
    uz: `Sinov chegara posti: ${names.uz}`,
    fa: `پاسگاه مرزی آزمایشی: ${names.fa}`,
  },
});

const consulate = (slug: string, country: string, names: Names): DemonstrationOrganisation => ({
  slug: `consulate-${slug}`,
  kind: "consulate",
  country,
  area: country,
  name: {
    en: `Example Consulate ${names.en}`,
    ru: `Тестовое консульство: ${names.ru}`,
    tg: `Консулгарии озмоишӣ: ${names.tg}`,
    uz: `Sinov konsulligi: ${names.uz}`,
    fa: `کنسولگری آزمایشی: ${names.fa}`,
  },
});

export const demonstrationOrganisations: readonly DemonstrationOrganisation[] = [
  borderPost("panj", "TJ-KT-15", { en: "Panj", ru: "Пяндж", tg: "Панҷ", uz: "Panj", fa: "پنج" }),
  borderPost("isfara", "TJ-SU-02", { en: "Isfara", ru: "Исфара", tg: "Исфара", uz: "Isfara", fa: "اسفره" }),
  borderPost("tursunzoda", "TJ-RA-02", {
    en: "Tursunzoda",
    ru: "Турсунзаде",
    tg: "Турсунзода",
    uz: "Tursunzoda",
    fa: "تورسون‌زاده",
  }),
  police("dushanbe", "TJ-DU", { en: "Dushanbe", ru: "Душанбе", tg: "Душанбе", uz: "Dushanbe", fa: "دوشنبه" }),
  police("sughd", "TJ-SU", { en: "Sughd", ru: "Согд", tg: "Суғд", uz: "Sugʻd", fa: "سغد" }),
  police("khatlon", "TJ-KT", { en: "Khatlon", ru: "Хатлон", tg: "Хатлон", uz: "Xatlon", fa: "ختلان" }),
  police("gbao", "TJ-GB", { en: "Badakhshan", ru: "Бадахшан", tg: "Бадахшон", uz: "Badaxshon", fa: "بدخشان" }),
  police("drs", "TJ-RA", {
    en: "Districts of Republican Subordination",
    ru: "РРП",
    tg: "ноҳияҳои тобеи ҷумҳурӣ",
    uz: "Respublikaga boʻysunuvchi tumanlar",
    fa: "ناحیه‌های تابع جمهوری",
  }),
  consulate("yekaterinburg", "RU", {
    en: "Yekaterinburg",
    ru: "Екатеринбург",
    tg: "Екатеринбург",
    uz: "Yekaterinburg",
    fa: "یکاترینبورگ",
  }),
  consulate("ufa", "RU", { en: "Ufa", ru: "Уфа", tg: "Уфа", uz: "Ufa", fa: "اوفا" }),
  consulate("dubai", "AE", { en: "Dubai", ru: "Дубай", tg: "Дубай", uz: "Dubay", fa: "دبی" }),
  {
    slug: "shelter-north",
    kind: "shelter",
    country: "TJ",
    area: "TJ-SU",
    name: {
      en: "Example Shelter North",
      ru: "Тестовый приют «Север»",
      tg: "Паноҳгоҳи озмоишии Шимол",
      uz: "Shimol sinov boshpanasi",
      fa: "پناهگاه آزمایشی شمال",
    },
    services: [
      {
        name: {
          en: "Emergency beds",
          ru: "Экстренные места",
          tg: "Ҷойҳои фаврӣ",
          uz: "Shoshilinch oʻrinlar",
          fa: "تخت اضطراری",
        },
        types: ["shelter-emergency", "psychological", "medical"],
        eligibility: ["women", "children", "families-with-children"],
        languages: ["tg", "ru", "uz", "fa"],
        area: ["TJ"],
        unit: "bed",
        available: 4,
        maximum: 12,
      },
    ],
  },
  {
    slug: "shelter-centre",
    kind: "shelter",
    country: "TJ",
    area: "TJ-DU",
    name: {
      en: "Example Shelter Centre",
      ru: "Тестовый приют «Центр»",
      tg: "Паноҳгоҳи озмоишии Марказ",
      uz: "Markaz sinov boshpanasi",
      fa: "پناهگاه آزمایشی مرکز",
    },
    services: [
      {
        name: {
          en: "Rooms for men and families",
          ru: "Комнаты для мужчин и семей",
          tg: "Ҳуҷраҳо барои мардон ва оилаҳо",
          uz: "Erkaklar va oilalar uchun xonalar",
          fa: "اتاق برای مردان و خانواده‌ها",
        },
        types: ["shelter-emergency", "shelter-transition", "documents"],
        eligibility: ["men", "families-with-children", "foreigners"],
        languages: ["tg", "ru"],
        area: ["TJ-DU", "TJ-RA", "TJ-KT"],
        minimumAge: 18,
        unit: "bed",
        available: 2,
        maximum: 8,
      },
    ],
  },
  {
    slug: "legal-aid",
    kind: "legal-aid",
    country: "TJ",
    area: "TJ-DU",
    name: {
      en: "Example Legal Aid",
      ru: "Тестовая юридическая помощь",
      tg: "Кумаки ҳуқуқии озмоишӣ",
      uz: "Sinov huquqiy yordami",
      fa: "کمک حقوقی آزمایشی",
    },
    services: [
      {
        name: {
          en: "Lawyers and documents",
          ru: "Юристы и документы",
          tg: "Ҳуқуқшиносон ва ҳуҷҷатҳо",
          uz: "Yuristlar va hujjatlar",
          fa: "وکیل و مدارک",
        },
        types: ["legal-advice", "legal-representation", "documents", "interpretation"],
        eligibility: [],
        languages: ["tg", "ru", "uz", "ky"],
        area: ["TJ"],
        unit: "appointment",
        available: 9,
        maximum: 20,
      },
    ],
  },
  {
    slug: "clinic-south",
    kind: "health",
    country: "TJ",
    area: "TJ-KT",
    name: {
      en: "Example Clinic South",
      ru: "Тестовая клиника «Юг»",
      tg: "Дармонгоҳи озмоишии Ҷануб",
      uz: "Janub sinov klinikasi",
      fa: "درمانگاه آزمایشی جنوب",
    },
    services: [
      {
        name: {
          en: "Medical and psychological care",
          ru: "Медицинская и психологическая помощь",
          tg: "Ёрии тиббӣ ва равонӣ",
          uz: "Tibbiy va ruhiy yordam",
          fa: "کمک پزشکی و روانی",
        },
        types: ["medical", "psychological"],
        eligibility: [],
        languages: ["tg", "ru", "uz"],
        area: ["TJ-KT", "TJ-RA"],
        unit: "appointment",
        available: 6,
        maximum: 15,
      },
    ],
  },
  {
    slug: "reintegration-north",
    kind: "reintegration",
    country: "TJ",
    area: "TJ-SU",
    name: {
      en: "Example Reintegration Centre North",
      ru: "Тестовый центр реинтеграции «Север»",
      tg: "Маркази озмоишии бозгашт ба ҷомеа: Шимол",
      uz: "Jamiyatga qaytish sinov markazi: Shimol",
      fa: "مرکز آزمایشی بازپیوند اجتماعی: شمال",
    },
    services: [
      {
        name: {
          en: "Vocational training and work",
          ru: "Обучение профессии и работа",
          tg: "Омӯзиши касб ва кор",
          uz: "Kasb oʻrgatish va ish",
          fa: "آموزش حرفه و کار",
        },
        types: ["vocational", "job", "micro-grant", "schooling", "child-care"],
        eligibility: [],
        languages: ["tg", "ru"],
        area: ["TJ"],
        unit: "place",
        available: 5,
        maximum: 25,
      },
    ],
  },
  {
    slug: "hotline",
    kind: "hotline",
    country: "TJ",
    name: {
      en: "Example Hotline",
      ru: "Тестовая горячая линия",
      tg: "Хатти боварии озмоишӣ",
      uz: "Sinov ishonch telefoni",
      fa: "خط تلفن کمک آزمایشی",
    },
    services: [
      {
        name: {
          en: "Advice by telephone",
          ru: "Консультация по телефону",
          tg: "Маслиҳат бо телефон",
          uz: "Telefon orqali maslahat",
          fa: "مشاورهٔ تلفنی",
        },
        types: ["hotline", "family-tracing", "return"],
        eligibility: [],
        languages: ["tg", "ru", "uz", "fa", "ky"],
        area: ["TJ", "RU", "AE"],
        unit: "appointment",
        available: 30,
        maximum: 30,
      },
    ],
  },
  {
    slug: "aid-russia",
    kind: "shelter",
    country: "RU",
    area: "RU",
    name: {
      en: "Example Aid Organisation Russia",
      ru: "Тестовая организация помощи: Россия",
      tg: "Ташкилоти ёрии озмоишӣ: Русия",
      uz: "Sinov yordam tashkiloti: Rossiya",
      fa: "سازمان یاری آزمایشی: روسیه",
    },
    services: [
      {
        name: {
          en: "Emergency beds and return home",
          ru: "Экстренные места и возвращение домой",
          tg: "Ҷойҳои фаврӣ ва бозгашт ба хона",
          uz: "Shoshilinch oʻrinlar va uyga qaytish",
          fa: "تخت اضطراری و بازگشت به خانه",
        },
        types: ["shelter-emergency", "return", "interpretation", "legal-advice"],
        eligibility: [],
        languages: ["ru", "tg", "uz"],
        area: ["RU"],
        unit: "bed",
        available: 3,
        maximum: 6,
      },
    ],
  },
  {
    slug: "aid-gulf",
    kind: "shelter",
    country: "AE",
    area: "AE",
    name: {
      en: "Example Aid Organisation Gulf",
      ru: "Тестовая организация помощи: Залив",
      tg: "Ташкилоти ёрии озмоишӣ: Халиҷ",
      uz: "Sinov yordam tashkiloti: Fors koʻrfazi",
      fa: "سازمان یاری آزمایشی: خلیج",
    },
    services: [
      {
        name: {
          en: "Emergency beds and documents",
          ru: "Экстренные места и документы",
          tg: "Ҷойҳои фаврӣ ва ҳуҷҷатҳо",
          uz: "Shoshilinch oʻrinlar va hujjatlar",
          fa: "تخت اضطراری و مدارک",
        },
        types: ["shelter-emergency", "return", "documents", "medical"],
        eligibility: ["women"],
        languages: ["ru", "tg", "fa"],
        area: ["AE"],
        unit: "bed",
        available: 2,
        maximum: 5,
      },
    ],
  },
  {
    slug: "competent-authority",
    kind: "competent-authority",
    country: "TJ",
    name: {
      en: "Example Identification Authority",
      ru: "Тестовый орган по идентификации",
      tg: "Мақоми озмоишии шиносоӣ",
      uz: "Sinov vakolatli organi",
      fa: "مرجع آزمایشی شناسایی",
    },
  },
  {
    slug: "prosecutor",
    kind: "prosecutor",
    country: "TJ",
    name: {
      en: "Example Prosecutor’s Office",
      ru: "Тестовая прокуратура",
      tg: "Прокуратураи озмоишӣ",
      uz: "Sinov prokuraturasi",
      fa: "دادستانی آزمایشی",
    },
  },
  {
    slug: "investigation-unit",
    kind: "investigation-unit",
    country: "TJ",
    name: {
      en: "Example Investigation Unit",
      ru: "Тестовое следственное подразделение",
      tg: "Воҳиди тафтиши озмоишӣ",
      uz: "Sinov tergov boʻlinmasi",
      fa: "واحد آزمایشی تحقیق",
    },
  },
  {
    slug: "secretariat",
    kind: "secretariat",
    country: "TJ",
    name: {
      en: "Example Secretariat",
      ru: "Тестовый секретариат",
      tg: "Котиботи озмоишӣ",
      uz: "Sinov kotibiyati",
      fa: "دبیرخانهٔ آزمایشی",
    },
  },
  {
    slug: "ombudsman",
    kind: "ombudsman",
    country: "TJ",
    name: {
      en: "Example Ombudsman",
      ru: "Тестовый омбудсман",
      tg: "Ваколатдори озмоишӣ оид ба ҳуқуқи инсон",
      uz: "Sinov ombudsmani",
      fa: "حامی آزمایشی حقوق مردم",
    },
  },
  {
    slug: "training-institute",
    kind: "training-institute",
    country: "TJ",
    name: {
      en: "Example Training Institute",
      ru: "Тестовое учебное заведение",
      tg: "Муассисаи таълимии озмоишӣ",
      uz: "Sinov oʻquv muassasasi",
      fa: "مؤسسهٔ آموزشی آزمایشی",
    },
  },
];
