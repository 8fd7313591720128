// An invented country in memory for tests: council, organisations with their devices and epochs, a log of notes that is replayed into
// a Directory, and a builder of case entries. Everything follows from a seed, so vectors are stable. Nobody here exists.
import { createPrivateKey, createPublicKey } from "node:crypto";
import { type CaseState, foldCase } from "../../src/core/case/fold.ts";
import { orderCase, type PlacedEntry, parentsFor } from "../../src/core/case/graph.ts";
import { Directory, type DirectoryRefusal } from "../../src/core/directory.ts";
import type {
  DirectoryContent,
  DirectoryKind,
  EnrolledDevice,
  Founding,
  Suite,
} from "../../src/core/directory-note.ts";
import type { CaseContent, EntryContent, Seen } from "../../src/core/entry.ts";
import type { BodyOf, CaseKind } from "../../src/core/entry-kind.ts";
import type { FormClass } from "../../src/core/form/country-forms.ts";
import type { Danger } from "../../src/core/form/roles.ts";
import type { Part } from "../../src/core/part-table.ts";
import { isWriteOnly, type OrganisationKind } from "../../src/core/party.ts";
import type { Age } from "../../src/core/person-codes.ts";
import type { Waits } from "../../src/core/waits.ts";
import { encodeBase64 } from "../../src/crypto/base64.ts";
import { ed25519PublicKey } from "../../src/crypto/ed25519.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { sha256 } from "../../src/crypto/sha256.ts";
import { encodeUtf8 } from "../../src/crypto/utf8.ts";
import type { FoundingNote } from "../../src/note/directory-note.ts";
import { parseDirectoryNote, signDirectoryNote, signFounding } from "../../src/note/directory-note.ts";
import { signEntry } from "../../src/note/entry-note.ts";
import { encodeVerifierKey, type SignerKey, signatureType, verifierKey } from "../../src/note/signed-note.ts";
import { bech32Of, wordsOf } from "./bech32-slow-twin.ts";
import { firstLineForm, formOfPart, named, testForms } from "./forms.ts";

/** Noon of an invented first day, in seconds since 1970. */
export const firstNoon = Date.parse("2030-01-01T12:00:00Z") / 1000;

export const waits: Waits = { admission: 48, reader: 24, soloReader: 72, answer: 24, forms: 72 };

/** Repeatable "random" bytes: SHA-256 of a seed and a counter. */
export function seededBytes(seed: string): (length: number) => Uint8Array {
  let counter = 0;
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at += 32) {
      bytes.set(sha256(encodeUtf8(`${seed} ${counter++}`)).subarray(0, Math.min(32, length - at)), at);
    }
    return bytes;
  };
}

/** The moment of so many seconds, as notes spell it. */
export function momentOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

/** A device with its secrets. */
export interface TestDevice {
  readonly signer: SignerKey;
  readonly device: EnrolledDevice;
  readonly organisation: string;
  /** The X25519 secret of its recipient, as an age identity. */
  readonly identity: string;
}

export interface TestOrganisation {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly name: string;
  /** The first two are administrators. */
  readonly devices: readonly TestDevice[];
  /** The secret of its first epoch. */
  readonly identity: string;
  readonly recipient: string;
}

const cast = {
  border: ["border-post", "Example Border Post"],
  consulate: ["consulate", "Example Consulate"],
  shelter: ["shelter", "Example Shelter North"],
  legal: ["legal-aid", "Example Legal Aid"],
  clinic: ["health", "Example Clinic"],
  authority: ["competent-authority", "Example Authority"],
  prosecutor: ["prosecutor", "Example Prosecutor"],
  secretariat: ["secretariat", "Example Secretariat"],
  ombudsman: ["ombudsman", "Example Ombudsman"],
  unit: ["investigation-unit", "Example Investigation Unit"],
  institute: ["training-institute", "Example Training Institute"],
} as const satisfies Readonly<Record<string, readonly [OrganisationKind, string]>>;
export type Role = keyof typeof cast;
export const roles = Object.keys(cast) as readonly Role[];

export interface CountryOptions {
  readonly seed?: string;
  /** Changes the founding note before it is signed. */
  readonly founding?: Partial<Founding>;
  /** Which organisations are in the founding note. All by default. */
  readonly founders?: readonly Role[];
  /** Who signs for the council, where `founding` names another one. Three by default. */
  readonly seats?: readonly SignerKey[];
}

export class Country {
  readonly random: (length: number) => Uint8Array;
  readonly founding: FoundingNote;
  readonly directory: Directory;
  readonly seats: readonly SignerKey[];
  readonly logSeed: Uint8Array;
  readonly by: { readonly [R in Role]: TestOrganisation };
  /** Notes in clear by leaf index; the founding note is leaf 0. Other leaves are absent. */
  readonly notes = new Map<number, string>();
  /** The size of the log: index of the next leaf. */
  size = 1;
  /** Now, in seconds since 1970. */
  seconds = firstNoon;

  constructor(options: CountryOptions = {}) {
    const seed = options.seed ?? "nation";
    // Who joined the cast late is drawn apart, so that the vectors stay as they are.
    this.random = seededBytes(`${seed}, late`);
    const late = { unit: this.organisation("unit"), institute: this.organisation("institute") };
    this.random = seededBytes(seed);
    this.logSeed = this.random(32);
    const seats = [1, 2, 3].map((n) => ({ name: `council-${n}`, seed: this.random(32) }));
    this.seats = options.seats ?? seats;
    this.by = {
      border: this.organisation("border"),
      consulate: this.organisation("consulate"),
      shelter: this.organisation("shelter"),
      legal: this.organisation("legal"),
      clinic: this.organisation("clinic"),
      authority: this.organisation("authority"),
      prosecutor: this.organisation("prosecutor"),
      secretariat: this.organisation("secretariat"),
      ombudsman: this.organisation("ombudsman"),
      ...late,
    };
    const founders = options.founders ?? roles;
    this.founding = signFounding({ ...this.draftFounding(founders), ...options.founding }, this.seats);
    this.notes.set(0, this.founding.note);
    this.directory = new Directory(this.founding.founding, this.founding.origin);
    for (const role of founders) if (!isWriteOnly(this.by[role].kind)) this.beginFirstEpoch(this.by[role]);
  }

  /** The founding note's content, before anything is changed or signed. */
  draftFounding(founders: readonly Role[]): Founding {
    const witnesses = [1, 2, 3].map((n) => {
      const key = ed25519PublicKey(sha256(encodeUtf8(`witness ${n}`)));
      return `witness witness-${n} ${encodeVerifierKey(verifierKey(`witness-${n}.example`, key, signatureType.cosignature))}`;
    });
    return {
      kind: "found",
      salt: encodeHex(sha256(this.logSeed).subarray(0, 16)),
      at: momentOf(firstNoon),
      name: "refuge.nation.example",
      country: "ZZ",
      title: { en: "Example Republic" },
      languages: ["en", "tg"],
      suite: "x25519",
      trial: false,
      demonstration: true,
      logKey: encodeBase64(ed25519PublicKey(this.logSeed)),
      council: {
        threshold: 2,
        seats: this.seats.map(({ name, seed }) => ({ seat: name, key: encodeBase64(ed25519PublicKey(seed)) })),
      },
      policy: `${witnesses.join("\n")}\ngroup witnesses 2 witness-1 witness-2 witness-3\nquorum witnesses\n`,
      waits,
      retentionDays: 3650,
      organisations: founders.map((role) => this.admissionOf(this.by[role])),
    };
  }

  admissionOf(organisation: TestOrganisation): BodyOfDirectory<"organisation.admit"> {
    const { id, kind, name, devices } = organisation;
    return {
      organisation: { id, kind, name: { en: name }, country: "ZZ" },
      devices: devices.map(({ device }) => device),
    };
  }

  /** A new invented organisation with two administrators' devices; nothing is logged. */
  organisation(role: Role, name: string = cast[role][1]): TestOrganisation {
    const kind: OrganisationKind = cast[role][0];
    const id = this.uuid();
    const devices = [1, 2].map(() => this.device(id, kind, true));
    const secret = this.random(32);
    return { id, kind, name, devices, identity: ageIdentity(secret), recipient: ageRecipient(secret) };
  }

  /** A new device; nothing is logged. */
  device(organisation: string, kind: OrganisationKind, admin = false): TestDevice {
    const signer = { name: encodeHex(this.random(16)), seed: this.random(32) };
    const secret = this.random(32);
    const device: EnrolledDevice = {
      id: signer.name,
      role: isWriteOnly(kind) ? "referrer" : "reader",
      admin,
      key: encodeBase64(ed25519PublicKey(signer.seed)),
      recipient: ageRecipient(secret),
    };
    return { signer, device, organisation, identity: ageIdentity(secret) };
  }

  uuid(): string {
    const hex = encodeHex(this.random(16));
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  /** The content of a directory note now. */
  content<K extends DirectoryKind>(kind: K, body: BodyOfDirectory<K>): DirectoryContent {
    const content = { kind, salt: encodeHex(this.random(16)), at: momentOf(this.seconds), body };
    return content as unknown as DirectoryContent;
  }

  /** Signs a directory note. */
  sign<K extends DirectoryKind>(kind: K, body: BodyOfDirectory<K>, signers: readonly SignerKey[]): string {
    const content = this.content(kind, body);
    return signDirectoryNote(this.founding.origin, content, signers, this.#classOf(content));
  }

  #classOf(content: DirectoryContent): FormClass {
    const { forms } = this.directory;
    const form =
      content.kind === "form.set"
        ? content.body.form
        : content.kind === "form.words"
          ? forms.versionOf(content.body.of)
          : content.kind === "form.stop"
            ? forms.versionOf(content.body.version)
            : undefined;
    return form === undefined ? "directory" : forms.classOf(form);
  }

  /** Logs a directory note and says why the directory refuses it: `malformed` when its signatures do not verify. */
  log(note: string): DirectoryRefusal | "malformed" | null {
    const index = this.size++;
    this.notes.set(index, note);
    const verified = parseDirectoryNote(note, this.directory);
    return verified === null ? "malformed" : this.directory.apply(verified, index);
  }

  /** Signs and logs. */
  say<K extends DirectoryKind>(kind: K, body: BodyOfDirectory<K>, ...signers: readonly SignerKey[]) {
    return this.log(this.sign(kind, body, signers));
  }

  /** Logs as `say` does and throws when it is refused. */
  must<K extends DirectoryKind>(kind: K, body: BodyOfDirectory<K>, ...signers: readonly SignerKey[]): void {
    const refusal = this.say(kind, body, ...signers);
    if (refusal !== null) throw new Error(`the invented country refuses ${kind}: ${refusal}`);
  }

  /** Lets so many hours pass, with a time note at both ends. */
  passHours(hours: number): void {
    this.logTime();
    this.seconds += hours * 3600;
    this.logTime();
  }

  logTime(): void {
    this.directory.addTime({ index: this.size, size: this.size, seconds: this.seconds });
    this.size++;
  }

  admins(role: Role): readonly SignerKey[] {
    return this.by[role].devices.slice(0, 2).map(({ signer }) => signer);
  }

  beginFirstEpoch(organisation: TestOrganisation): void {
    const [first, second] = organisation.devices;
    if (first === undefined || second === undefined) throw new Error("an organisation of the tests has two devices");
    const body = { organisation: organisation.id, epoch: 1 };
    this.must(
      "epoch.new",
      { ...body, recipient: organisation.recipient, maker: first.signer.name },
      first.signer,
      second.signer,
    );
    this.must("epoch.confirm", body, second.signer);
  }

  /** The signing device of an organisation: the first one unless another is named. */
  deviceOf(role: Role, n = 0): TestDevice {
    const device = this.by[role].devices[n];
    if (device === undefined) throw new Error(`${role} has no device ${n}`);
    return device;
  }

  seen(): Seen {
    return {
      size: this.size,
      root: encodeBase64(sha256(encodeUtf8(`root ${this.size}`))),
      line: "— root of the tests",
    };
  }
}

export type BodyOfDirectory<K extends DirectoryKind> = Extract<DirectoryContent, { readonly kind: K }>["body"];

export interface EntryOptions {
  /** Readers, by role. The shelter by default. */
  readonly to?: readonly Role[];
  readonly consent?: readonly string[];
  /** By default the heads that all readers hold, as honest programs choose them (FD1). */
  readonly parents?: readonly string[];
  /** The leaf index; null for an entry that is not logged. By default the next leaf of the country's log. */
  readonly leaf?: number | null;
  readonly position?: number;
  readonly device?: TestDevice;
  readonly case?: string;
}

/** Builds the entries of one case by named authors. Ids are invented unless `signed` is set. */
export class CaseBuilder {
  readonly country: Country;
  readonly entries: PlacedEntry[] = [];
  /** The notes of signed entries by id. */
  readonly notes = new Map<string, string>();
  readonly #signed: boolean;

  constructor(country: Country, signed = false) {
    this.country = country;
    this.#signed = signed;
  }

  get id(): string {
    const [opening] = this.entries;
    if (opening === undefined) throw new Error("the case is not opened");
    return opening.id;
  }

  /** Adds an entry and gives its id. */
  add<K extends CaseKind>(author: Role, kind: K, body: BodyOf<K>, options: EntryOptions = {}): string {
    const { country } = this;
    const to = (options.to ?? ["shelter"]).map((role) => country.by[role].id);
    const authorDevice = options.device ?? country.deviceOf(author);
    const leaf = options.leaf === undefined ? country.size++ : options.leaf;
    const content = {
      kind,
      ...(kind === "case.open" ? {} : { case: options.case ?? this.id }),
      device: authorDevice.signer.name,
      salt: encodeHex(country.random(16)),
      seen: country.seen(),
      at: momentOf(country.seconds),
      to,
      parents: kind === "case.open" ? [] : (options.parents ?? parentsFor(orderCase(this.entries), to)),
      ...(options.consent === undefined ? {} : { consent: options.consent }),
      body,
    } as unknown as CaseContent;
    const id = this.#signed ? this.#sign(content, authorDevice.signer) : encodeHex(country.random(32));
    this.entries.push({ id, content, leaf, position: options.position ?? 0 });
    return id;
  }

  /** Opens the case, gives consent for these receivers and sends the referral to them in this order of choice. */
  refer(
    author: Role,
    choices: readonly Role[],
    options: { readonly extra?: readonly Role[]; readonly atOnce?: boolean } = {},
  ): ReferralIds {
    const to = [...choices, ...(options.extra ?? [])];
    this.add(author, "case.open", { lead: this.country.by[choices[0] ?? "shelter"].id }, { to });
    const consents = choices.map((choice) => this.consent(author, choice, { to }));
    const screening = this.add(author, "answers", screeningOf("adult"), { to: choices, consent: consents });
    const referral = this.send(author, choices, consents, { atOnce: options.atOnce ?? false });
    return { consents, screening, referral };
  }

  send(
    author: Role,
    choices: readonly Role[],
    consents: readonly string[],
    {
      atOnce = false,
      contact,
      agreed,
      ...options
    }: EntryOptions & { readonly atOnce?: boolean } & Pick<Partial<BodyOf<"referral.send">>, "contact" | "agreed"> = {},
  ): string {
    const body: BodyOf<"referral.send"> = {
      choices: choices.map((choice, i) => ({ organisation: this.country.by[choice].id, consent: consents[i] ?? "" })),
      needs: ["shelter-emergency"],
      escort: false,
      at_once: atOnce,
      receipt_seed: receiptSeed,
      ...(contact === undefined ? {} : { contact }),
      ...(agreed === undefined ? {} : { agreed }),
    };
    return this.add(author, "referral.send", body, { to: choices, consent: consents, ...options });
  }

  consent(author: Role, organisation: Role, options: EntryOptions & Partial<BodyOf<"consent.give">> = {}): string {
    const { purposes, compartments, expires, basis, guardian, assent, ...rest } = options;
    const body: BodyOf<"consent.give"> = {
      organisation: this.country.by[organisation].id,
      purposes: purposes ?? ["referral", "support"],
      compartments: compartments ?? ["referral", "identity", "contact", "narrative"],
      language: "tg",
      manner: "spoken",
      interpreter: "none",
      basis: basis ?? "consent",
      ...(expires === undefined ? {} : { expires }),
      ...(guardian === undefined ? {} : { guardian }),
      ...(assent === undefined ? {} : { assent }),
    };
    return this.add(author, "consent.give", body, rest);
  }

  fold(now = this.country.size, entries: readonly PlacedEntry[] = this.entries): CaseState {
    return foldCase(this.id, entries, { directory: this.country.directory, now, forms: testForms });
  }

  /** What the fold says of one entry: `effective`, `waiting`, `newer`, or the reason of its refusal. */
  verdict(id: string, state: CaseState = this.fold()): string {
    const verdict = state.entries.find((entry) => entry.id === id)?.verdict;
    if (verdict === undefined) throw new Error("no such entry in the case");
    return verdict.is === "refused" ? verdict.reason : verdict.is;
  }

  #sign(content: EntryContent, signer: SignerKey): string {
    const entry = signEntry(this.country.founding.origin, content, signer);
    this.notes.set(entry.id, entry.note);
    return entry.id;
  }
}

export interface ReferralIds {
  readonly consents: readonly string[];
  readonly screening: string;
  readonly referral: string;
}

/** The first save of a sheet that says age and danger. */
export function screeningOf(age: Age, danger: Danger = "not-now"): BodyOf<"answers"> {
  return { ...newSheet(), ...named(firstLineForm), part: "referral", set: { age, danger } };
}

/** The first save of a sheet that says danger alone. */
export function dangerOf(danger: Danger): BodyOf<"answers"> {
  return { ...newSheet(), ...named(firstLineForm), part: "referral", set: { danger } };
}

/** The first save of a sheet with one text in this part. */
export function saveIn(part: Exclude<Part, "referral">): BodyOf<"answers"> {
  return { ...newSheet(), ...named(formOfPart(part)), part, set: { words: "Example words." } };
}

let sheets = 0;
function newSheet() {
  return { sheet: String(++sheets).padStart(32, "0"), gone: {}, over: [] };
}

/** The secret of a receipt key, the same in every invented referral. */
export const receiptSeed = "5e".repeat(32);

/** What the sample bodies name. */
export interface SampleIds {
  readonly organisation: string;
  readonly entry: string;
  readonly consent: string;
  readonly referral: string;
  readonly withdrawal: string;
}

/** A good body of every kind of case entry, naming these organisations and entries. */
export function sampleBodies(ids: SampleIds): { readonly [K in CaseKind]: BodyOf<K> } {
  const { organisation, entry, consent, referral, withdrawal } = ids;
  return {
    "case.open": { lead: organisation },
    "consent.give": {
      organisation,
      purposes: ["referral"],
      compartments: ["referral", "identity"],
      language: "uz-Latn",
      manner: "signed-language",
      interpreter: "by-phone",
      basis: "vital-interest",
      expires: "2031-12-31",
    },
    "consent.withdraw": { given: consent },
    "withdraw.confirmed": { withdrawal },
    "purge.done": { withdrawal },
    opened: { entries: [entry] },
    "referral.send": {
      choices: [{ organisation, consent }],
      needs: ["shelter-emergency", "legal-advice"],
      escort: true,
      at_once: true,
      ring_back: "+992000000000",
      receipt_seed: receiptSeed,
    },
    "referral.receive": { referral },
    "referral.accept": { referral },
    "referral.decline": { referral, reason: "no-place" },
    "referral.waitlist": { referral },
    "referral.meet": { referral },
    "referral.close": { referral, outcome: "goal-reached" },
    status: { status: "presumed", grounds: "three signs" },
    grant: { organisation, consent, notes: [{ note: "a note of the tests", leaf: 7 }], left_out: [] },
    adopt: { entries: [entry] },
    answers: {
      ...saveIn("narrative"),
      sheet: "5c".repeat(16),
      set: { words: "The example line is one.\nThe example line is two." },
    },
    "referral.reopen": { referral, why: "came-back" },
    "case.link": { other: "f".repeat(64), as: "sibling" },
    "case.lead": { lead: organisation },
    "referral.recall": { referral },
    "answers.misplaced": { saves: [entry] },
  };
}

/** A recipient of the wanted suite that is right in syntax and checksum. Nobody holds the secret of a hybrid one. */
export function recipientOfSuite(suite: Suite, seed: string): string {
  const random = seededBytes(seed);
  return suite === "x25519" ? ageRecipient(random(32)) : bech32Of("age1pq", wordsOf(random(1216)));
}

function ageRecipient(secret: Uint8Array): string {
  // By Node, in a fifth of the time: each device of each test has one. What stands before the secret is the start of every such key (RFC 8410).
  const key = Buffer.concat([Buffer.from("302e020100300506032b656e04220420", "hex"), secret]);
  const { x = "" } = createPublicKey(createPrivateKey({ key, format: "der", type: "pkcs8" })).export({ format: "jwk" });
  return bech32Of("age", wordsOf(Buffer.from(x, "base64url")));
}

function ageIdentity(secret: Uint8Array): string {
  return bech32Of("age-secret-key-", wordsOf(secret)).toUpperCase();
}
