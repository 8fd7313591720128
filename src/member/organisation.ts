// The desk of the own organisation: its devices, the readers' keys, what it offers and how much of it is free. A screen does here what the commands device, epoch and
// service do; the directory decides what of it holds (DR3, SL4, DR5).
import type { OrganisationRecord } from "../core/directory.ts";
import type { DirectoryContent, DirectoryKind, directoryBodies } from "../core/directory-note.ts";
import { momentOf } from "../core/moment.ts";
import type { Schedule } from "../core/opening-hours.ts";
import { isProblem, Problem } from "../core/problem.ts";
import type { Of } from "../core/schema.ts";
import { type Capacity, mostPhones, type Phone, phoneSchema, type Service, serviceSchema } from "../core/service.ts";
import { endOfWait } from "../core/waits.ts";
import { encodeHex } from "../crypto/hex.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { makeUuid } from "../crypto/uuid.ts";
import { cosignDirectoryNote, parseDirectoryNote, signDirectoryNote, signPublicNote } from "../note/directory-note.ts";
import { parseEnrolmentNote } from "../note/enrolment-note.ts";
import { textId } from "../note/origin.ts";
import { parseNote } from "../note/signed-note.ts";
import { generateIdentity, recipientOf } from "../sealing/suite.ts";
import { encodeInvitation, encodeInvitationLink, type Invitation } from "./enrolment/invitation.ts";
import { idForPeople, numberOfRequest } from "./fingerprint.ts";
import type { Room } from "./room.ts";
import type { Session } from "./session.ts";
import type { PublicLog } from "./trust/public-log.ts";
import { NotTaken, type NotTakenReason, submitClear } from "./trust/submit-clear.ts";
import type { Refusal, Verdict } from "./verb.ts";
import type { Given, OrganisationView, OwnDevice, OwnKey } from "./views.ts";

/** What became of what was to go to the host at once, or why it is not in the log. */
export type SubmitOutcome<T = number> =
  | { readonly is: "done"; readonly value: T }
  | { readonly is: "failed"; readonly reason: Refusal | NotTakenReason; readonly problem?: Problem };

/** A note with one more signature: its leaf, or null while somebody else must sign it first. */
interface SignedNow {
  readonly leaf: number | null;
  readonly given: Given;
}

export class OrganisationDesk {
  readonly #room: Room;
  readonly #sync: () => Promise<void>;
  readonly #answerHours: () => number | null;

  /** `answerHours`: the median of the last 90 days, where it is no single case's. */
  constructor(room: Room, sync: () => Promise<void>, answerHours: () => number | null) {
    this.#room = room;
    this.#sync = sync;
    this.#answerHours = answerHours;
  }

  /** What the pages of the own organisation show; null while locked, and while the log does not know it. */
  get view(): OrganisationView | null {
    const { here, now } = this.#room;
    const organisation = here?.session.record ?? null;
    if (here === null || organisation === null) return null;
    const { session, log } = here;
    const { directory } = log;
    const own = directory.device(session.device);
    return {
      organisation,
      isAdmin: own?.admin === true && directory.mayAuthor(session.device, now),
      admins: adminsOf(log, organisation.id, now),
      devices: devicesOf(session, log, organisation, now),
      key: session.isReferrer ? null : keyOf(session, log, now),
      services: directory.services().filter(({ organization_id }) => organization_id === organisation.id),
    };
  }

  /** Names a device of the organisation, on this device alone. */
  nameDevice = (device: string, name: string): Promise<Verdict> =>
    this.#room.verb(({ session }) => session.deviceNames.keep(device, name));

  /**
   * An invitation for one more device of the organisation, as a text, and as a link to the program at an address where that is one. It holds nothing secret: a custodian
   * makes one for an organisation that lost all its devices (KR3).
   */
  invitation(admin: boolean, app: string, lost?: string): { readonly text: string; readonly link: string | null } {
    const { session } = this.#room.open();
    const { founding, host, mirrors } = session.secrets;
    const role = session.isReferrer ? "referrer" : "reader";
    const pinned = { founding, host, mirrors };
    const organisation = lost ?? session.organisation;
    const invitation: Invitation = { kind: "invitation", pinned, organisation, role, admin };
    return { text: encodeInvitation(invitation), link: linkOf(app, invitation) };
  }

  /**
   * Reads the request of a new device, or a note that somebody else signed first. Null for what is neither, was changed, or is another organisation's. What two
   * people compare is `shown`.
   */
  read(text: string): Given | null {
    const { session, log } = this.#room.open();
    const note = `${text.replaceAll("\r\n", "\n").trim()}\n`;
    const asked = parseEnrolmentNote(note, log.founding.origin);
    if (asked !== null) {
      const { organisation, device } = asked.request;
      if (organisation !== session.organisation || log.directory.device(device.id) !== null) return null;
      return { what: "request", note, device, shown: idForPeople(asked.id), isMine: false, missing: null };
    }
    return this.#readNote(note);
  }

  #readNote(note: string): Given | null {
    const { session, log } = this.#room.open();
    const { now } = this.#room;
    const verified = parseDirectoryNote(note, log.directory);
    const parsed = parseNote(note);
    if (verified === null || parsed === null) return null;
    const { content, signers } = verified;
    const isMine = signers.includes(session.device);
    const all = isMine ? signers : [...signers, session.device];
    if (content.kind === "recovery.request") {
      const { organisation, device } = content.body;
      const vouchers = all.filter((signer) => signer !== device.id);
      const lacks = log.directory.recoveries.lacksVouchers(organisation, vouchers, now);
      // Whoever signs is a custodian of the key in force, or is the device that asks.
      if (lacks === null || !signers.includes(device.id) || log.directory.device(device.id) !== null) return null;
      const shown = numberOfRequest({ device });
      return { what: "asking", note, organisation, shown, isMine, missing: lacks ? "custodian" : null };
    }
    if (content.kind !== "device.enrol" && content.kind !== "epoch.new" && content.kind !== "recovery.deal")
      return null;
    if (content.body.organisation !== session.organisation) return null;
    const admins = all.filter((signer) => log.directory.device(signer)?.organisation === session.organisation).length;
    const isAlone = adminsOf(log, session.organisation, now) < 2;
    const needsOne = content.kind === "device.enrol" && content.body.device.role === "referrer";
    const isEnough = needsOne || admins >= 2 || (isAlone && all.length > admins);
    const missing = isEnough ? null : isAlone ? "council" : "administrator";
    const shown = idForPeople(textId(parsed.text));
    const given = { note, shown, isMine, missing } as const;
    if (content.kind === "device.enrol") return { what: "enrol", device: content.body.device, ...given };
    if (content.kind === "epoch.new") return { what: "epoch", epoch: content.body.epoch, ...given };
    const custodians = content.body.shares.map(({ custodian }) => custodian);
    return { what: "deal", threshold: content.body.threshold, custodians, ...given };
  }

  /** Signs what was read, and sends it once enough have signed. Gives the note as it stands then. */
  async sign(given: Given): Promise<SubmitOutcome<SignedNow>> {
    const verdict = await this.#room.verb(async ({ session, log }) => {
      const note =
        given.what === "request"
          ? this.#directory("device.enrol", { organisation: session.organisation, device: given.device })
          : given.isMine
            ? given.note
            : cosignDirectoryNote(given.note, session.signer);
      const signed = note === null ? null : this.#readNote(note);
      if (signed === null) throw new Problem("engine", "not-allowed");
      return { leaf: signed.missing === null ? await submitting(log, signed.note) : null, given: signed };
    });
    if (verdict.is === "failed") return verdict;
    const { leaf, given: signed } = verdict.value;
    if (typeof leaf === "string") return { is: "failed", reason: leaf };
    if (leaf !== null) void this.#sync();
    return { is: "done", value: { leaf, given: signed } };
  }

  /** Revokes a device of the organisation. It holds here at once, also without a network (DR3b), and is sent as soon as there is one. */
  revoke(device: string, reason: Of<(typeof directoryBodies)["device.revoke"]>["reason"]): Promise<Verdict> {
    return this.#room.verb(async ({ log }) => {
      const note = this.#directory("device.revoke", { device, reason });
      if (!(await log.takeRevocation(encodeUtf8(note)))) throw new Problem("engine", "not-allowed");
    });
  }

  /** The revocation of a device as it waits to be logged, to be carried by hand (DR3d); null where none waits. */
  waitingRevocation(device: string): string | null {
    const { log } = this.#room.open();
    return log.waitingNote(({ kind, body }) => kind === "device.revoke" && body.device === device);
  }

  /** Makes the next key of the organisation, keeps its secret, and gives the note that begins it (SL4): somebody else signs it too. */
  beginEpoch(): Promise<Verdict<Given & { readonly what: "epoch"; readonly key: string }>> {
    return this.#room.verb(async ({ session, log }) => {
      if (session.isReferrer) throw new Problem("engine", "not-allowed");
      const epoch = log.directory.epochsOf(session.organisation).length + 1;
      const identity = await generateIdentity(log.founding.founding.suite);
      const recipient = await recipientOf(identity);
      const body = { organisation: session.organisation, epoch, recipient, maker: session.device };
      const given = this.#readNote(this.#directory("epoch.new", body));
      if (given?.what !== "epoch") throw new Problem("engine", "not-allowed");
      await session.keepEpoch(epoch, identity.reveal());
      return { ...given, key: idForPeople(textId(recipient)) };
    });
  }

  /** Hands every key of the organisation that this device holds to its other readers. */
  handOver(): Promise<Verdict> {
    return this.#room.verb(async ({ session, log }) => {
      let handed = 0;
      for (const { epoch } of log.directory.epochsOf(session.organisation)) {
        if ((await session.epochIdentity(epoch)) === null) continue;
        await session.handOverEpoch(epoch);
        handed += 1;
      }
      if (handed === 0) throw new Problem("engine", "not-allowed");
    });
  }

  /** Says in the log that this device holds a key: with the second one that says so of the newest, senders use it. */
  confirmEpoch(epoch: number): Promise<SubmitOutcome> {
    return this.#saying(async ({ session, log }) => {
      const { organisation } = session;
      if ((await session.epochIdentity(epoch)) === null) throw new Problem("engine", "not-allowed");
      return submitting(log, this.#directory("epoch.confirm", { organisation, epoch }));
    });
  }

  /** The id of a service that is not listed yet. */
  newServiceId = (): string => makeUuid(this.#room.parts.randomBytes);

  /** Lists a service, or changes it. Everybody can read it. */
  setService(service: Service): Promise<SubmitOutcome> {
    if (!serviceSchema(service)) throw new RangeError("not a service in its schema");
    return this.#saying(({ log }) => submitting(log, this.#directory("service.set", { service })));
  }

  /** Says how much of a service is free now, and with it the median hours of the answers of the last 90 days, where they are enough (DR5j). */
  sayFree(free: Pick<Capacity, "service_id" | "unit" | "available" | "maximum">): Promise<SubmitOutcome> {
    return this.#saying(({ session, log }) => {
      const hours = this.#answerHours();
      const capacity = hours === null ? free : { ...free, answer_hours: hours };
      const note = signPublicNote(
        log.founding.origin,
        { ...this.#head("capacity"), body: { capacity } },
        session.signer,
      );
      return submitting(log, note, session);
    });
  }

  #directory<K extends DirectoryKind>(kind: K, body: Of<(typeof directoryBodies)[K]>): string {
    const { session, log } = this.#room.open();
    const content = { ...this.#head(kind), body } as DirectoryContent;
    return signDirectoryNote(log.founding.origin, content, [session.signer]);
  }

  #head<K extends string>(kind: K): { readonly kind: K; readonly salt: string; readonly at: string } {
    const { clock, randomBytes } = this.#room.parts;
    return { kind, salt: encodeHex(randomBytes(16)), at: momentOf(clock()) };
  }

  async #saying(work: (open: ReturnType<Room["open"]>) => Promise<number | NotTakenReason>): Promise<SubmitOutcome> {
    const verdict = await this.#room.verb(work);
    if (verdict.is === "failed") return verdict;
    if (typeof verdict.value === "string") return { is: "failed", reason: verdict.value };
    void this.#sync();
    return { is: "done", value: verdict.value };
  }
}

/** The service with one of its numbers as it was checked, in the place of what was known of that number; null where it would have too many. */
export function withPhone({ phones = [], ...service }: Service, phone: Phone): Service | null {
  const others = phones.filter(({ number }) => number !== phone.number);
  if (!phoneSchema(phone) || others.length >= mostPhones) return null;
  return { ...service, phones: [...others, phone] };
}

/** The service with these hours in the place of those that it had; none are "not said". Its line about them stays. */
export function withHours({ schedules: _before, ...service }: Service, schedules: readonly Schedule[]): Service {
  return schedules.length === 0 ? service : { ...service, schedules };
}

/** The leaf of a note that went to the host; else why it is not there. With a session it spends one of its tokens. */
async function submitting(
  log: PublicLog,
  note: string,
  payer: Session | null = null,
): Promise<number | NotTakenReason> {
  if (log.alarms.has("fork")) throw new Problem("engine", "not-allowed");
  try {
    const submit = (token: Uint8Array | null) => submitClear(log.host, log.founding, note, token);
    return await (payer === null ? submit(null) : payer.withToken(submit));
  } catch (error) {
    if (error instanceof NotTaken) return error.reason;
    if (isProblem(error, "host")) return error.code;
    throw error;
  }
}

function linkOf(app: string, invitation: Invitation): string | null {
  try {
    return encodeInvitationLink(app, invitation);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function adminsOf({ directory }: PublicLog, organisation: string, now: number): number {
  return directory.devicesOf(organisation).filter(({ id, admin }) => admin && directory.isActiveDevice(id, now)).length;
}

function devicesOf(session: Session, log: PublicLog, of: OrganisationRecord, now: number): readonly OwnDevice[] {
  const { directory } = log;
  const newest = directory.epochsOf(of.id).at(-1);
  return directory.devicesOf(of.id).map((device) => {
    const { id, role, admin, enrolled, revoked, wait } = device;
    const isRevoked = revoked !== null || directory.isHeldRevoked(id, now);
    const waits = directory.waitsAt(enrolled);
    const hours = wait === "none" ? (of.founding ? 0 : waits.admission) : waits[wait];
    const from = wait === "none" ? of.admitted : enrolled;
    return {
      id,
      name: session.deviceNames.of(id),
      isThis: id === session.device,
      role,
      admin,
      state: isRevoked ? "revoked" : directory.isActiveDevice(id, now) ? "active" : "waiting",
      since: millisecondsOf(endOfWait(directory.times, enrolled, 0)),
      activeFrom: millisecondsOf(endOfWait(directory.times, from, hours)),
      revokedAt: revoked === null ? null : millisecondsOf(endOfWait(directory.times, revoked, 0)),
      hasNewestKey: newest?.confirmed.some(({ device: by }) => by === id) === true,
    };
  });
}

function keyOf(session: Session, { directory }: PublicLog, now: number): OwnKey {
  const epochs = directory.epochsOf(session.organisation);
  const newest = epochs.at(-1) ?? null;
  const readers = directory.devicesOf(session.organisation).filter(({ role }) => role === "reader");
  const isGone = ({ id, revoked }: { readonly id: string; readonly revoked: number | null }) =>
    directory.isHeldRevoked(id, now) || (revoked !== null && (newest === null || revoked > newest.begun));
  const active = readers.filter(({ id }) => directory.mayAuthor(id, now));
  const confirmed = new Set(newest?.confirmed.map(({ device }) => device));
  return {
    epoch: newest?.epoch ?? null,
    since: newest === null ? null : millisecondsOf(endOfWait(directory.times, newest.begun, 0)),
    inUse: directory.epochForSending(session.organisation, now)?.epoch ?? null,
    isDue: newest === null || readers.some(isGone),
    isHeld: newest !== null && session.secrets.epochs.some(({ epoch }) => epoch === newest.epoch),
    isConfirmedHere: confirmed.has(session.device),
    lacking: active.filter(({ id }) => id !== session.device && !confirmed.has(id)).map(({ id }) => id),
  };
}

function millisecondsOf(seconds: number | null): number | null {
  return seconds === null ? null : seconds * 1000;
}
