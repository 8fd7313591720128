// The demonstration country's organisations: Tajikistan of 2004 as far as kinds of bodies and places go. Members, services, NGOs and
// their names are invented. No text here has been checked by a native speaker of Tajik, Russian or Persian.
import type { OrganisationKind } from "../../core/party.ts";
import type { ServiceType } from "../../core/service.ts";

export interface DemonstrationOrganisation {
  /** A short name for files and commands. */
  readonly slug: string;
  readonly kind: OrganisationKind;
  readonly country: string;
  readonly area?: string;
  readonly name: { readonly en: string; readonly ru: string; readonly tg: string; readonly fa: string };
  readonly services?: readonly DemonstrationService[];
}

export interface DemonstrationService {
  readonly name: { readonly en: string; readonly ru: string; readonly tg: string; readonly fa: string };
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

const police = (
  slug: string,
  area: string,
  en: string,
  ru: string,
  tg: string,
  fa: string,
): DemonstrationOrganisation => ({
  slug: `police-${slug}`,
  kind: "police",
  country: "TJ",
  area,
  name: { en: `Police of ${en}`, ru: `Милиция: ${ru}`, tg: `Милитсияи ${tg}`, fa: `پلیس ${fa}` },
});

const borderPost = (
  slug: string,
  area: string,
  en: string,
  ru: string,
  tg: string,
  fa: string,
): DemonstrationOrganisation => ({
  slug: `border-${slug}`,
  kind: "border-post",
  country: "TJ",
  area,
  name: { en: `Border post ${en}`, ru: `Погранпост ${ru}`, tg: `Гузаргоҳи сарҳадии ${tg}`, fa: `گذرگاه مرزی ${fa}` },
});

const consulate = (
  slug: string,
  country: string,
  en: string,
  ru: string,
  tg: string,
  fa: string,
): DemonstrationOrganisation => ({
  slug: `consulate-${slug}`,
  kind: "consulate",
  country,
  area: country,
  name: { en: `Consulate in ${en}`, ru: `Консульство: ${ru}`, tg: `Консулгарии ${tg}`, fa: `کنسولگری ${fa}` },
});

export const demonstrationOrganisations: readonly DemonstrationOrganisation[] = [
  borderPost("panj", "TJ-KT-15", "Panj", "Пяндж", "Панҷ", "پنج"),
  borderPost("isfara", "TJ-SU-02", "Isfara", "Исфара", "Исфара", "اسفره"),
  borderPost("tursunzoda", "TJ-RA-02", "Tursunzoda", "Турсунзаде", "Турсунзода", "تورسون‌زاده"),
  police("dushanbe", "TJ-DU", "Dushanbe", "Душанбе", "шаҳри Душанбе", "دوشنبه"),
  police("sughd", "TJ-SU", "Sughd", "Согд", "вилояти Суғд", "سغد"),
  police("khatlon", "TJ-KT", "Khatlon", "Хатлон", "вилояти Хатлон", "ختلان"),
  police("gbao", "TJ-GB", "Badakhshan", "Бадахшан", "Бадахшон", "بدخشان"),
  police(
    "drs",
    "TJ-RA",
    "the districts of republican subordination",
    "РРП",
    "ноҳияҳои тобеи ҷумҳурӣ",
    "ناحیه‌های تابع جمهوری",
  ),
  consulate("yekaterinburg", "RU", "Yekaterinburg", "Екатеринбург", "Екатеринбург", "یکاترینبورگ"),
  consulate("ufa", "RU", "Ufa", "Уфа", "Уфа", "اوفا"),
  consulate("dubai", "AE", "Dubai", "Дубай", "Дубай", "دبی"),
  {
    slug: "shelter-north",
    kind: "shelter",
    country: "TJ",
    area: "TJ-SU",
    name: { en: "Shelter North", ru: "Приют «Север»", tg: "Паноҳгоҳи Шимол", fa: "پناهگاه شمال" },
    services: [
      {
        name: { en: "Emergency beds", ru: "Экстренные места", tg: "Ҷойҳои фаврӣ", fa: "تخت اضطراری" },
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
    slug: "shelter-apricot",
    kind: "shelter",
    country: "TJ",
    area: "TJ-DU",
    name: { en: "Apricot House", ru: "Дом «Абрикос»", tg: "Хонаи Зардолу", fa: "خانهٔ زردآلو" },
    services: [
      {
        name: {
          en: "House for men and families",
          ru: "Дом для мужчин и семей",
          tg: "Хона барои мардон ва оилаҳо",
          fa: "خانه برای مردان و خانواده‌ها",
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
    slug: "legal-quince",
    kind: "legal-aid",
    country: "TJ",
    area: "TJ-DU",
    name: { en: "Quince Legal Aid", ru: "Юридическая помощь «Айва»", tg: "Кумаки ҳуқуқии Биҳӣ", fa: "کمک حقوقی بِه" },
    services: [
      {
        name: {
          en: "Lawyers and papers",
          ru: "Юристы и документы",
          tg: "Ҳуқуқшиносон ва ҳуҷҷатҳо",
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
    slug: "health-melon",
    kind: "health",
    country: "TJ",
    area: "TJ-KT",
    name: { en: "Melon Clinic", ru: "Клиника «Дыня»", tg: "Дармонгоҳи Харбуза", fa: "درمانگاه خربزه" },
    services: [
      {
        name: { en: "Care without questions", ru: "Помощь без вопросов", tg: "Табобат бе пурсиш", fa: "درمان بی‌پرسش" },
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
    slug: "reintegration-walnut",
    kind: "reintegration",
    country: "TJ",
    area: "TJ-SU",
    name: { en: "Walnut Workshop", ru: "Мастерская «Орех»", tg: "Коргоҳи Чормағз", fa: "کارگاه گردو" },
    services: [
      {
        name: { en: "A trade and a start", ru: "Ремесло и начало", tg: "Касб ва оғоз", fa: "پیشه و آغاز" },
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
    slug: "hotline-swallow",
    kind: "hotline",
    country: "TJ",
    name: { en: "Swallow Line", ru: "Линия «Ласточка»", tg: "Хатти Фароштурук", fa: "خط پرستو" },
    services: [
      {
        name: { en: "Somebody to talk to", ru: "Поговорить", tg: "Ҳамсуҳбат", fa: "هم‌صحبت" },
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
    slug: "ngo-samovar",
    kind: "shelter",
    country: "RU",
    area: "RU",
    name: { en: "Samovar Aid Abroad", ru: "Помощь «Самовар»", tg: "Ёрии Самовор", fa: "یاری سماور" },
    services: [
      {
        name: {
          en: "First night and way home",
          ru: "Первая ночь и дорога домой",
          tg: "Шаби аввал ва роҳи хона",
          fa: "شب نخست و راه خانه",
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
    slug: "ngo-lantern",
    kind: "shelter",
    country: "AE",
    area: "AE",
    name: {
      en: "Lantern Aid in the Gulf",
      ru: "Помощь «Фонарь» в Заливе",
      tg: "Ёрии Фонус дар Халиҷ",
      fa: "یاری فانوس در خلیج",
    },
    services: [
      {
        name: {
          en: "Safe room and ticket home",
          ru: "Безопасная комната и билет",
          tg: "Ҳуҷраи амн ва чипта",
          fa: "اتاق امن و بلیت",
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
      en: "Competent authority for identification",
      ru: "Орган по идентификации",
      tg: "Мақоми айнияткунонӣ",
      fa: "مرجع شناسایی",
    },
  },
  {
    slug: "prosecutor",
    kind: "prosecutor",
    country: "TJ",
    name: { en: "Prosecutor's office", ru: "Прокуратура", tg: "Прокуратураи ҷумҳурӣ", fa: "دادستانی" },
  },
  {
    slug: "unit-stork",
    kind: "investigation-unit",
    country: "TJ",
    name: {
      en: "Interior ministry unit Stork",
      ru: "Подразделение МВД «Аист»",
      tg: "Воҳиди ВКД «Лаклак»",
      fa: "واحد لک‌لک وزارت داخله",
    },
  },
  {
    slug: "secretariat",
    kind: "secretariat",
    country: "TJ",
    name: {
      en: "Secretariat of the commission",
      ru: "Секретариат комиссии",
      tg: "Котиботи комиссия",
      fa: "دبیرخانهٔ کمیسیون",
    },
  },
  {
    slug: "ombudsman",
    kind: "ombudsman",
    country: "TJ",
    name: {
      en: "Ombudsman",
      ru: "Уполномоченный по правам человека",
      tg: "Ваколатдор оид ба ҳуқуқи инсон",
      fa: "دادآور حقوق انسان",
    },
  },
  {
    slug: "institute-mulberry",
    kind: "training-institute",
    country: "TJ",
    name: {
      en: "Mulberry Training Institute",
      ru: "Учебное заведение «Тутовник»",
      tg: "Муассисаи таълимии Тут",
      fa: "مؤسسهٔ آموزشی توت",
    },
  },
];
