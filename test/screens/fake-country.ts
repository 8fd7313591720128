// An invented country for looking at screens: organisations, services, places, sent referrals. Nothing here is real or shipped.
import type { OrganisationRecord } from "../../src/core/directory.ts";
import type { AnswerState } from "../../src/core/entry-kind.ts";
import { partyOfKind } from "../../src/core/party.ts";
import type { Phone, ServiceType } from "../../src/core/service.ts";
import type { CountryView, LogView, Newcomer, SentView, ServiceChoice } from "../../src/member/views.ts";
import type { PlaceName } from "../../src/web/places.ts";

export const start = Date.parse("2026-03-05T14:05:00Z");
const minute = 60_000;

export function organisation(
  n: number,
  kind: OrganisationRecord["kind"],
  name: string,
  tg: string,
): OrganisationRecord {
  return {
    id: `00000000-0000-4000-8000-00000000000${n.toString(16)}`,
    kind,
    party: partyOfKind[kind],
    name: { en: name, tg },
    country: "TJ",
    area: "TJ-DU",
    admitted: 0,
    suspended: null,
    founding: true,
  };
}

export const border = organisation(1, "border-post", "Border Post Teacup", "Дидбонгоҳи Пиёла");
export const north = organisation(2, "shelter", "Shelter North", "Паноҳгоҳи Шимол");
export const legal = organisation(3, "legal-aid", "Legal Aid Umbrella", "Кумаки ҳуқуқии Чатр");
export const clinic = organisation(4, "health", "Clinic of the Blue Door", "Дармонгоҳи Дари Кабуд");
const court = organisation(5, "court", "Court of the Green Umbrella", "Суди Чатри Сабз");
const board = organisation(6, "competent-authority", "Board of Saucers", "Шӯрои Тақсимчаҳо");
const hotline = organisation(7, "hotline", "Hotline of the Whistling Kettle", "Телефони Чойҷӯши Ҳуштакзан");
const unit = organisation(11, "investigation-unit", "Unit of the Lost Lids", "Воҳиди Сарпӯшҳои Гумшуда");
/** Abroad: where a consul may refer to. */
const gulf: OrganisationRecord = {
  ...organisation(12, "shelter", "Example Aid Organisation Gulf", "Ташкилоти ёрии озмоишӣ: Халиҷ"),
  country: "AE",
  area: "AE",
};
export const consulate: OrganisationRecord = {
  ...organisation(13, "consulate", "Example Consulate Gulf", "Консулгарии озмоишӣ: Халиҷ"),
  country: "AE",
  area: "AE",
};
export const organisations = [border, north, legal, clinic, court, board, hotline, unit, gulf, consulate];

/** Whom Shelter North may bring in: one reads the case already, one has no keys, one is a court, one investigates. */
export const newcomers: readonly Newcomer[] = [legal, clinic, court, board, hotline, unit].map((newcomer) => ({
  organisation: newcomer,
  inCase: newcomer === legal,
  canReceive: newcomer !== hotline,
  isNew: newcomer === board,
  oneDevice: newcomer === clinic,
}));

export const places: readonly PlaceName[] = [
  { code: "TJ-DU", name: { en: "Dushanbe", tg: "Шаҳри Душанбе", ru: "город Душанбе" } },
  { code: "TJ-KT", name: { en: "Khatlon", tg: "Вилояти Хатлон", ru: "Хатлонская область" } },
  { code: "TJ-KT-05", name: { en: "District of Cups", tg: "Ноҳияи Косаҳо", ru: "район Чашек" } },
  { code: "TJ-SU", name: { en: "Sughd", tg: "Вилояти Суғд", ru: "Согдийская область" } },
];

export const country: CountryView = {
  origin: "teacup.example/0123456789abcdef0123456789abcdef",
  title: { en: "Teacup", tg: "Пиёла" },
  country: "TJ",
  languages: ["tg", "ru", "uz"],
  trial: true,
  demonstration: true,
  waits: { admission: 0, reader: 0, soloReader: 0, answer: 0 },
};

export const log: LogView = {
  seen: { size: 1234 },
  trusted: { size: 1230, at: start - 4 * minute, witnesses: ["witness-one.example", "witness-two.example"] },
  unwatched: false,
  lyingWitnessesForFork: 2,
};

export const sent: readonly SentView[] = [
  sentItem(1, 2, {
    answers: [{ state: "received", at: start - minute }],
    receivedAt: start - minute,
    witnessedAt: start - minute,
  }),
  sentItem(2, 45, { loggedAt: null, witnessedAt: null, leaf: null, late: true }),
  sentItem(3, 180, answered("accepted", start - 150 * minute)),
  sentItem(4, 60 * 26, answered("declined", start - 60 * minute)),
  sentItem(5, 60 * 27, {
    ...answered("declined", start - 30 * minute),
    answers: [received(60 * 26), received(60 * 25), declined(90), declined(30)],
    receivedAt: start - 60 * 26 * minute,
  }),
  sentItem(6, 60 * 28, {
    ...answered("waitlisted", start - 70 * minute),
    asked: 3,
    answers: [received(60 * 27), { state: "waitlisted", at: start - 70 * minute }, declined(65)],
    receivedAt: start - 60 * 27 * minute,
  }),
];

function answered(state: AnswerState, at: number): Partial<SentView> {
  return { answers: [{ state, at }], answer: { state, at } };
}

function received(minutesAgo: number) {
  return { state: "received", at: start - minutesAgo * minute } as const;
}

function declined(minutesAgo: number) {
  return { state: "declined", at: start - minutesAgo * minute } as const;
}

function sentItem(n: number, minutesAgo: number, change: Partial<SentView>): SentView {
  const sealedAt = start - minutesAgo * minute;
  return {
    entry: String(n).padStart(64, "0"),
    mark: n < 4 ? `KM-47${n}` : null,
    asked: 2,
    sealedAt,
    loggedAt: sealedAt + 4000,
    witnessedAt: minutesAgo > 10 ? sealedAt + 30_000 : null,
    leaf: n,
    answers: [],
    receivedAt: null,
    answer: null,
    refused: null,
    late: false,
    ...change,
  };
}

// Checked lately, a short one beside it; checked long ago, in vain.
const phones: Readonly<Record<number, readonly Phone[]>> = {
  1: [
    { number: "+992000000001", last_checked: "2026-02-20", last_check: "answered" },
    { number: "0000", last_checked: "2026-02-20", last_check: "answered" },
  ],
  2: [{ number: "+992000000002", last_checked: "2025-10-01", last_check: "no-answer" }],
};

export const services: readonly ServiceChoice[] = [
  choice(1, north, ["shelter-emergency", "medical", "psychological"], {
    updated: new Date(start - 3 * 60 * minute).toISOString(),
    available: 3,
    answer_hours: 5,
  }),
  choice(2, legal, ["legal-advice", "documents"], null, { isNew: true, oneDevice: true }),
  choice(3, clinic, ["medical"], {
    updated: new Date(start - 80 * 60 * minute).toISOString(),
    available: 0,
    answer_hours: 61,
  }),
  choice(4, clinic, ["medical"], {
    updated: new Date(start - 12 * 24 * 60 * minute).toISOString(),
    available: 2,
  }),
  choice(5, hotline, ["legal-advice"], null, {}, "RU"),
];

/** What a consul in the Gulf is offered beside them. */
export const gulfService = choice(
  6,
  gulf,
  ["shelter-emergency", "return", "documents"],
  { updated: new Date(start - 5 * 60 * minute).toISOString(), available: 2 },
  {},
  "AE",
);

function choice(
  n: number,
  owner: OrganisationRecord,
  types: readonly ServiceType[],
  capacity: { readonly updated: string; readonly available: number; readonly answer_hours?: number } | null,
  change: Partial<ServiceChoice> = {},
  country = "TJ",
): ServiceChoice {
  const id = `00000000-0000-4000-8000-0000000001${n}0`;
  return {
    service: {
      id,
      organization_id: owner.id,
      name: { en: "Help by day and night", tg: "Кумаки шабонарӯзӣ" },
      status: "active",
      types,
      eligibility: n === 1 ? ["women", "families-with-children"] : [],
      languages: ["tg", "ru", "uz"],
      service_area: ["TJ-DU"],
      location_type: "virtual",
      country,
      ...(phones[n] === undefined ? {} : { phones: phones[n] }),
      capacity: capacity === null ? null : { service_id: id, unit: "bed", maximum: 8, ...capacity },
    },
    organisation: owner,
    fits: types,
    isThere: true,
    isHome: false,
    isForOthers: false,
    isNew: false,
    oneDevice: false,
    ...change,
  };
}
