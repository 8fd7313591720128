// Founds the countries of the scenes, plays their stories with real devices, and writes down what each device then keeps, once for all test files:
// node test/screens/stores/found.ts FOLDER. Chance is seeded, so that pictures show the same from one founding to the next.
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dayAndNight, readHours } from "../../../src/core/opening-hours.ts";
import { encodeUtf8 } from "../../../src/crypto/utf8.ts";
import { encodeInvitation } from "../../../src/member/enrolment/invitation.ts";
import { openMemoryMemberStore } from "../../../src/member/store/memory-member-store.ts";
import type { Secrets } from "../../../src/member/store/vault.ts";
import type { Network } from "../../../src/member/trust/host-client.ts";
import { seededBytes } from "../../support/country.ts";
import "../../support/verified-once.ts";
import { playAlarms, playNews, startOldCopy } from "./alarm-stores.ts";
import { playAuthority, playDesk, playExport, playMany, playNotYet, playSheets } from "./case-stores.ts";
import { playCouncil } from "./council-stores.ts";
import { playCount } from "./count-stores.ts";
import type { Admitted, Beside, Founder, Member } from "./country.ts";
import { hostUrl, SceneCountry, storeFile, vaultOf } from "./country.ts";
import { playLessons, playSent, ringBack } from "./officer-stores.ts";
import { playRecord } from "./record-stores.ts";
import { playRecovery } from "./recovery-stores.ts";

const [, , folder = ""] = process.argv;
// Each write of a host waits for its disk; where a test puts its temporary files there is none.
const hosts = mkdtempSync(join(tmpdir(), "panoh-founding-"));
mkdirSync(join(folder, "stores"), { recursive: true });

const drawn = seededBytes("scenes");
crypto.getRandomValues = (<T extends ArrayBufferView>(into: T): T => {
  const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
  bytes.set(drawn(bytes.length));
  return into;
}) as typeof crypto.getRandomValues;

function named(en: string, tg: string, ru: string, uz: string, fa: string): Founder["name"] {
  return { en, tg, ru, uz, fa };
}

const noWaits = { admission: 0, reader: 0, soloReader: 0, answer: 0, forms: 0 };
const realWaits = { admission: 168, reader: 24, soloReader: 72, answer: 24, forms: 72 };

const names = {
  border: named(
    "Example Border Post",
    "Дидбонгоҳи намунавӣ",
    "Пример: погранпост",
    "Namuna chegara posti",
    "پاسگاه مرزی نمونه",
  ),
  north: named(
    "Example Shelter North",
    "Паноҳгоҳи намунавӣ: Шимол",
    "Пример: приют «Север»",
    "Namuna boshpana: Shimol",
    "سرپناه نمونه شمال",
  ),
  south: named(
    "Example Shelter South",
    "Паноҳгоҳи намунавӣ: Ҷануб",
    "Пример: приют «Юг»",
    "Namuna boshpana: Janub",
    "سرپناه نمونه جنوب",
  ),
  centre: named(
    "Example Shelter Centre",
    "Паноҳгоҳи намунавӣ: Марказ",
    "Пример: приют «Центр»",
    "Namuna boshpana: Markaz",
    "سرپناه نمونه مرکز",
  ),
  legal: named(
    "Example Legal Aid",
    "Кумаки ҳуқуқии намунавӣ",
    "Пример: юридическая помощь",
    "Namuna huquqiy yordam",
    "کمک حقوقی نمونه",
  ),
  west: named(
    "Example Clinic West",
    "Дармонгоҳи намунавӣ: Ғарб",
    "Пример: клиника «Запад»",
    "Namuna klinika: Gʻarb",
    "درمانگاه نمونه غرب",
  ),
  clinic: named("Example Clinic", "Дармонгоҳи намунавӣ", "Пример: клиника", "Namuna klinika", "درمانگاه نمونه"),
  court: named("Example Court", "Суди намунавӣ", "Пример: суд", "Namuna sud", "دادگاه نمونه"),
  hotline: named(
    "Example Hotline",
    "Телефони боварии намунавӣ",
    "Пример: горячая линия",
    "Namuna ishonch telefoni",
    "خط تلفن نمونه",
  ),
  unit: named(
    "Example Investigation Unit",
    "Воҳиди тафтишоти намунавӣ",
    "Пример: следственный отдел",
    "Namuna tergov boʻlimi",
    "واحد تحقیق نمونه",
  ),
  board: named("Example Authority", "Мақомоти намунавӣ", "Пример: ведомство", "Namuna idora", "نهاد نمونه"),
  gulf: named(
    "Example Aid Organisation Gulf",
    "Ташкилоти ёрии намунавӣ: Халиҷ",
    "Пример: помощь в Заливе",
    "Namuna yordam: Fors koʻrfazi",
    "سازمان یاری نمونه خلیج",
  ),
  consulate: named(
    "Example Consulate Gulf",
    "Консулгарии намунавӣ: Халиҷ",
    "Пример: консульство в Заливе",
    "Namuna konsullik: Fors koʻrfazi",
    "کنسولگری نمونه خلیج",
  ),
  secretariat: named(
    "Example Secretariat",
    "Котиботи намунавӣ",
    "Пример: секретариат",
    "Namuna kotibiyat",
    "دبیرخانه نمونه",
  ),
  prosecutor: named(
    "Example Prosecutor",
    "Прокуратураи намунавӣ",
    "Пример: прокуратура",
    "Namuna prokuratura",
    "دادستانی نمونه",
  ),
  institute: named(
    "Example Training Institute",
    "Муассисаи таълимии намунавӣ",
    "Пример: учебный институт",
    "Namuna oʻquv instituti",
    "آموزشگاه نمونه",
  ),
  statistics: named(
    "Example Statistics Office",
    "Идораи омори намунавӣ",
    "Пример: статистическое ведомство",
    "Namuna statistika idorasi",
    "ادارهٔ آمار نمونه",
  ),
  ombudsman: named(
    "Example Ombudsman",
    "Ваколатдори намунавӣ",
    "Пример: уполномоченный",
    "Namuna ombudsman",
    "دادآور نمونه",
  ),
} as const;

const otherHost = await foundOthers();
await foundMain();
await foundRecord();
await foundRecovery();
await foundCount();
await foundCouncil();
cpSync(hosts, join(folder, "hosts"), { recursive: true });
rmSync(hosts, { recursive: true });
writeFileSync(join(folder, "places.json"), JSON.stringify(await places()));
// Nobody chose a folder for the archive.
writeFileSync(join(folder, "archive.json"), JSON.stringify({ names: null }));

async function foundMain(): Promise<void> {
  const country = await SceneCountry.found(
    hosts,
    { name: "main", witnesses: 2, trial: true, demonstration: true, waits: noWaits },
    {
      border: { kind: "border-post", name: names.border, devices: 8 },
      north: { kind: "shelter", name: names.north },
      centre: { kind: "shelter", name: names.centre },
      south: { kind: "shelter", name: names.south },
      clinic: { kind: "health", name: names.clinic },
      court: { kind: "court", name: names.court },
      unit: { kind: "investigation-unit", name: names.unit },
      gulf: { kind: "shelter", name: names.gulf, country: "AE" },
      consulate: { kind: "consulate", name: names.consulate, country: "AE" },
      hotline: { kind: "hotline", name: names.hotline },
      west: { kind: "health", name: names.west, isKeyless: true },
      institute: { kind: "training-institute", name: names.institute },
      ombudsman: { kind: "ombudsman", name: names.ombudsman },
    },
  );
  country.at(20 * 24 * 60);
  const legal = await country.admit({ kind: "legal-aid", name: names.legal });
  const { north, clinic, hotline, gulf } = country.by;
  for (const organisation of [legal, clinic]) await country.revoke(organisation.devices);
  country.at(12 * 24 * 60);
  await country.service(clinic, { types: ["medical"], languages: ["ru"] }, { available: 2 });
  country.at(80 * 60);
  await country.service(clinic, { types: ["medical"], languages: ["ru"] }, { available: 0, answer_hours: 61 });
  await country.service(
    legal,
    {
      types: ["legal-advice", "documents"],
      phones: [{ number: "+992000000002", last_checked: "2025-10-01", last_check: "no-answer" }],
      schedules: readHours("MO-FR 09:00-12:00, MO-FR 13:00-17:00, SA 09:00-13:00") ?? [],
      schedules_line: { en: "Ring first", fa: "نخست زنگ بزنید", ru: "Сначала позвоните" },
    },
    null,
  );
  await country.service(hotline, { types: ["legal-advice"], country: "RU", service_area: ["RU"] }, null);
  country.at(5 * 60);
  await country.service(
    gulf,
    { types: ["shelter-emergency", "return", "documents"], service_area: ["AE"] },
    { available: 2 },
  );
  country.at(3 * 60);
  await country.service(
    north,
    {
      types: ["shelter-emergency", "medical", "psychological"],
      eligibility: ["women", "families-with-children"],
      phones: [
        { number: "+992000000001", last_checked: "2026-02-20", last_check: "answered" },
        { number: "0000", last_checked: "2026-02-20", last_check: "answered" },
      ],
      schedules: [dayAndNight],
    },
    { available: 3, answer_hours: 5 },
  );
  await country.witness();
  const board = await country.admit({ kind: "competent-authority", name: names.board });
  const cast = { ...country.by, legal, board };
  const keep = keepingOf("main", cast);
  const oldCopy = await startOldCopy(country);
  await playSent(country, cast, keep);
  await playLessons(country, cast, keep);
  const { officer, correction } = await playAlarms(country, oldCopy, country.by.border, legal, otherHost);
  await keep("officer-alarms", officer, { texts: { correction } });
  await keep("shelter-news", ...(await playNews(country, oldCopy, cast, otherHost)));
  await oldCopy.open.close();
  await playDesk(country, cast, keep);
  await playMany(country, cast, keep);
  await playExport(country, cast, keep);
  await playSheets(country, cast, keep);
  await playAuthority(country, cast, keep);
  await keepNobody(country);
  await country.close();
}

/** A country apart for its record, so that nobody else's device reads thousands of rows. */
async function foundRecord(): Promise<void> {
  const country = await SceneCountry.found(
    hosts,
    { name: "record", witnesses: 2, trial: true, demonstration: true, waits: noWaits },
    {
      secretariat: { kind: "secretariat", name: names.secretariat },
      prosecutor: { kind: "prosecutor", name: names.prosecutor },
      ombudsman: { kind: "ombudsman", name: names.ombudsman },
      institute: { kind: "training-institute", name: names.institute },
    },
  );
  await country.witness();
  await playRecord(country, country.by, keepingOf("record", country.by));
  await country.close();
  // Whoever goes on with the host is not sent thousands of rows.
  renameSync(`${country.file}.base`, country.file);
}

/** A country apart, which is counted in the February after its first year. */
async function foundCount(): Promise<void> {
  const country = await SceneCountry.found(
    hosts,
    { name: "count", witnesses: 2, trial: true, demonstration: true, waits: noWaits, daysAgo: 82 },
    {
      north: { kind: "shelter", name: names.north },
      hotline: { kind: "hotline", name: names.hotline },
      legal: { kind: "legal-aid", name: names.legal },
      ombudsman: { kind: "ombudsman", name: names.ombudsman },
      statistics: { kind: "statistics-office", name: names.statistics },
      prosecutor: { kind: "prosecutor", name: names.prosecutor },
    },
  );
  await country.witness();
  await playCount(country, country.by, keepingOf("count", country.by));
  await country.close();
}

/** A country apart, whose council replaces a seat and suspended a shelter for an hour. */
async function foundCouncil(): Promise<void> {
  const country = await SceneCountry.found(
    hosts,
    { name: "council", witnesses: 2, trial: true, demonstration: true, waits: { ...noWaits, admission: 168 } },
    {
      border: { kind: "border-post", name: names.border },
      north: { kind: "shelter", name: names.north },
      legal: { kind: "legal-aid", name: names.legal },
    },
  );
  await country.witness();
  await playCouncil(country, country.by, keepingOf("council", country.by));
  await country.close();
}

/** A country apart, in which a shelter lost its laptops. */
async function foundRecovery(): Promise<void> {
  const country = await SceneCountry.found(
    hosts,
    { name: "recovery", witnesses: 2, trial: true, demonstration: true, waits: noWaits },
    {
      north: { kind: "shelter", name: names.north },
      legal: { kind: "legal-aid", name: names.legal },
      clinic: { kind: "health", name: names.clinic },
      ombudsman: { kind: "ombudsman", name: names.ombudsman },
    },
  );
  await country.witness();
  await playRecovery(country, country.by, keepingOf("recovery", country.by));
  await country.close();
}

/** Countries of which the banner says something else. */
async function foundOthers(): Promise<Network> {
  const foundings: string[] = [];
  for (const [name, terms] of Object.entries({
    real: { witnesses: 2, trial: false, demonstration: false, waits: realWaits },
    "two-histories": { witnesses: 2, quorum: 1, trial: false, demonstration: false, waits: realWaits },
    unwatched: { witnesses: 0, trial: true, demonstration: false, waits: noWaits },
  })) {
    const country = await SceneCountry.found(
      hosts,
      { name, ...terms },
      {
        border: { kind: "border-post", name: names.border, devices: 2 },
        north: { kind: "shelter", name: names.north },
        legal: { kind: "legal-aid", name: names.legal },
      },
    );
    if (name === "real") await playNotYet(country, country.by, keepingOf(name, country.by));
    country.at(0);
    await country.witness();
    const officer = await country.member(country.by.border.devices[1]);
    await officer.directory.keepRingBack(ringBack);
    await keepingOf(name)(`officer-${name}`, officer);
    foundings.push(country.keys.founding);
    await country.close();
  }
  // The host of one of them, as far as anybody asks whose it is.
  const body = encodeUtf8(foundings[0] ?? "");
  return async () => ({ status: 200, contentType: "text/plain", body, flaw: null });
}

/** A device that was never set up, with an invitation to the border post; and the vaults that the demonstration offers. */
async function keepNobody({ keys, by: { border, north } }: SceneCountry<"border" | "north">): Promise<void> {
  const pinned = { founding: keys.founding, host: hostUrl, mirrors: [] };
  const invitation = encodeInvitation({
    kind: "invitation",
    pinned,
    organisation: border.id,
    role: "referrer",
    admin: true,
  });
  const file = await storeFile(openMemoryMemberStore(), "main", { texts: { invitation } });
  writeFileSync(join(folder, "stores/nobody.json"), JSON.stringify(file));
  mkdirSync(join(folder, "demo/vaults"), { recursive: true });
  const offered = [
    { id: "officer", role: "referrer", of: border },
    { id: "shelter", role: "reader", of: north },
  ] as const;
  writeFileSync(
    join(folder, "demo/vaults.json"),
    JSON.stringify(offered.map(({ id, role, of }) => ({ id, role, name: of.name }))),
  );
  for (const { id, of } of offered)
    writeFileSync(join(folder, "demo/vaults", id), await vaultOf(of.devices[0] as Secrets));
}

function keepingOf(country: string, cast: Readonly<Record<string, Admitted>> = {}) {
  const organisations = Object.fromEntries(Object.entries(cast).map(([part, { id }]) => [part, id]));
  return async (store: string, member: Member, beside: Beside = {}): Promise<void> => {
    const file = await storeFile(member.kept, country, { organisations, ...beside });
    writeFileSync(join(folder, "stores", `${store}.json`), JSON.stringify(file));
  };
}

async function places() {
  return [
    { code: "TJ-DU", name: { en: "Dushanbe", tg: "Шаҳри Душанбе", ru: "город Душанбе" } },
    { code: "TJ-KT", name: { en: "Khatlon", tg: "Вилояти Хатлон", ru: "Хатлонская область" } },
    { code: "TJ-KT-05", name: { en: "Example District", tg: "Ноҳияи намунавӣ", ru: "район «Пример»" } },
    { code: "TJ-SU", name: { en: "Sughd", tg: "Вилояти Суғд", ru: "Согдийская область" } },
  ];
}
