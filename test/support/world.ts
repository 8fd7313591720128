// A whole invented country in one process for tests: host, witnesses, organisations and members, all real. Whoever comes from outside asks over loopback HTTP, a
// member of the world asks the same host without sockets. Each test founds its own. The clock is the world's; move it with `wait`.
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { setImmediate } from "node:timers/promises";
import type { Suite } from "../../src/core/directory-note.ts";
import type { OrganisationKind } from "../../src/core/party.ts";
import type { Service, ServiceType } from "../../src/core/service.ts";
import { ed25519PublicKey } from "../../src/crypto/ed25519.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { makeUuid } from "../../src/crypto/uuid.ts";
import { Device } from "../../src/member/device.ts";
import type { MemberStore } from "../../src/member/store/store.ts";
import { type Secrets, sealVault } from "../../src/member/store/vault.ts";
import { networkOver } from "../../src/member/trust/fetch-network.ts";
import type { Network } from "../../src/member/trust/host-client.ts";
import type { FoundingNote } from "../../src/note/directory-note.ts";
import { encodeVerifierKey, type SignerKey, signatureType, verifierKey } from "../../src/note/signed-note.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import type { CountryKeys, FoundingTerms } from "../../src/operate/new-country.ts";
import { deviceSigner, foundCountry, Registrar } from "../../src/operate/new-country.ts";
import type { Fetch } from "../../src/protocol/bounded-answer.ts";
import { logKeyOf } from "../../src/protocol/clear-note.ts";
import { hostApp, type LogLine } from "../../src/server/app.ts";
import { Host } from "../../src/server/host.ts";
import { type Listener, listen } from "../../src/server/listen.ts";
import type { HostStore } from "../../src/server/store/host-store.ts";
import { openSqliteHostStore } from "../../src/server/store/sqlite-host-store.ts";
import { Timekeeping } from "../../src/server/timekeeping.ts";
import { witnessApp } from "../../src/server/witness-app.ts";
import { Witnessing } from "../../src/server/witnessing.ts";
import { exampleService } from "./example-service.ts";
import "./verified-once.ts";
import { trialTerms } from "./trial-terms.ts";
import { fetchNetwork, quickStretch, testPassphrase } from "./world-device.ts";
import { answering, begunDraft, exampleDraft } from "./world-draft.ts";

export { answering, begunDraft, exampleDraft, fetchNetwork, quickStretch, testPassphrase };

export interface WorldOptions {
  readonly terms?: Partial<FoundingTerms>;
  readonly witnesses?: number;
  readonly quorum?: number;
  readonly hostFile?: string;
  readonly now?: number;
}

export interface WorldWitness {
  readonly name: string;
  readonly signer: SignerKey;
  readonly listener: Listener;
  readonly close: () => void;
}

export interface WorldOrganisation {
  readonly id: string;
  /** The secrets of its devices: one for a referrer, two for others. */
  readonly devices: readonly Secrets[];
}

export class World {
  readonly founding: FoundingNote;
  readonly keys: CountryKeys;
  readonly host: Host;
  readonly store: HostStore;
  readonly witnessing: Witnessing;
  readonly timekeeping: Timekeeping;
  readonly registrar: Registrar;
  readonly witnesses: readonly WorldWitness[];
  readonly url: string;
  readonly logLines: readonly LogLine[];
  /** The line of its members: the host is asked here as over HTTP, at a fraction of what sockets cost; whoever else is asked over HTTP. */
  readonly network: Network;
  readonly #listener: Listener;
  readonly #stores: MemberStore[] = [];
  readonly #clock: WorldClock;

  private constructor(parts: {
    founding: FoundingNote;
    keys: CountryKeys;
    host: Host;
    store: HostStore;
    witnessing: Witnessing;
    timekeeping: Timekeeping;
    registrar: Registrar;
    witnesses: readonly WorldWitness[];
    listener: Listener;
    app: ReturnType<typeof hostApp>;
    logLines: readonly LogLine[];
    clock: WorldClock;
  }) {
    this.founding = parts.founding;
    this.keys = parts.keys;
    this.host = parts.host;
    this.store = parts.store;
    this.witnessing = parts.witnessing;
    this.timekeeping = parts.timekeeping;
    this.registrar = parts.registrar;
    this.witnesses = parts.witnesses;
    this.logLines = parts.logLines;
    this.#listener = parts.listener;
    this.#clock = parts.clock;
    this.url = `http://127.0.0.1:${parts.listener.port}`;
    const { url } = this;
    const ask = async (asked: string, request: RequestInit) => {
      if (!asked.startsWith(`${url}/`)) return fetch(asked, request);
      // As with sockets, what the host does behind an answer comes before the next question.
      await setImmediate();
      return parts.app.request(asked.slice(url.length), request);
    };
    this.network = networkOver(ask as unknown as Fetch);
  }

  /** A world that is closed at the end of the test. */
  static async foundFor(t: Pick<TestContext, "after">, options?: WorldOptions): Promise<World> {
    const world = await World.found(options);
    t.after(() => world.close());
    return world;
  }

  static async found(options: WorldOptions = {}): Promise<World> {
    const clock = new WorldClock(options.now ?? Date.UTC(2026, 0, 15, 12));
    const now = () => clock.now;
    // Witnesses and host must know each other's address before the policy is signed, so ports are taken first.
    const signers = Array.from({ length: options.witnesses ?? 1 }, (_, i) => ({
      name: `witness-${i + 1}.example`,
      seed: randomBytes(32),
    }));
    const doors = signers.map(() => new Door());
    const listeners = await Promise.all(doors.map((door) => listen(door.app as never, 0)));
    const lines = signers.map(({ name, seed }, i) => {
      const key = encodeVerifierKey(verifierKey(name, ed25519PublicKey(seed), signatureType.cosignature));
      return `witness w${i + 1} ${key} http://127.0.0.1:${listeners[i]?.port}\n`;
    });
    const names = signers.map((_, i) => `w${i + 1}`).join(" ");
    const quorum = options.quorum ?? signers.length;
    const policy =
      signers.length === 0
        ? "quorum none\n"
        : `${lines.join("")}group all-witnesses ${quorum} ${names}\nquorum all-witnesses\n`;
    const { founding, keys } = foundCountry(
      {
        ...{ ...trialTerms, languages: ["en", "tg", "fa"], trial: signers.length === 0, demonstration: true, policy },
        ...options.terms,
      },
      now,
      randomBytes,
    );
    const witnesses = signers.map((signer, i) => {
      const { app, close } = witnessApp({ signer, logs: [logKeyOf(founding)], file: ":memory:", clock: now });
      doors[i]?.open(app);
      return { name: signer.name, signer, listener: listeners[i] as Listener, close };
    });
    const store = openSqliteHostStore(options.hostFile ?? ":memory:");
    const host = await Host.open({ founding, logSeed: keys.logSeed, store, clock: now, randomBytes });
    const witnessing = new Witnessing(host, undefined, undefined, 0);
    const logLines: LogLine[] = [];
    const app = hostApp({ host, log: (line) => logLines.push(line), clock: now });
    const listener = await listen(app, 0);
    const registrar = new Registrar(host, keys, `http://127.0.0.1:${listener.port}`, now, randomBytes);
    const timekeeping = new Timekeeping({ host, witnessing, logSeed: keys.logSeed, clock: now, randomBytes });
    const parts = {
      founding,
      keys,
      host,
      store,
      witnessing,
      timekeeping,
      registrar,
      witnesses,
      listener,
      app,
      logLines,
      clock,
    };
    const world = new World(parts);
    await witnessing.run();
    return world;
  }

  get now(): number {
    return this.#clock.now;
  }

  get suite(): Suite {
    return this.founding.founding.suite;
  }

  readonly clock = (): number => this.#clock.now;

  /** Moves the clock of host, witnesses and members. */
  wait(milliseconds: number): void {
    this.#clock.now += milliseconds;
  }

  /** Moves the clock, and lets the log say it: a time note, witnessed, that these members take. */
  async goOn(milliseconds: number, ...members: readonly Device[]): Promise<void> {
    this.wait(milliseconds);
    await this.timekeeping.writeTime();
    await this.witness();
    for (const member of members) await member.sync();
  }

  /** Waits for the newest checkpoint to be cosigned and published. */
  async witness(): Promise<void> {
    await this.witnessing.run();
  }

  /** Admits an organisation with an unmistakably invented name. */
  async organisation(kind: OrganisationKind, name: string, country = "XT"): Promise<WorldOrganisation> {
    const id = makeUuid(randomBytes);
    const devices = await this.registrar.admit({ id, kind, name: { en: name }, country }, "en");
    await this.witness();
    return { id, devices };
  }

  /** Registers a service of an organisation. */
  async service(
    organisation: WorldOrganisation,
    types: readonly ServiceType[],
    change: Partial<Service> = {},
  ): Promise<string> {
    const id = makeUuid(randomBytes);
    const [admin] = organisation.devices;
    if (admin === undefined) throw new Error("an organisation without devices");
    await this.registrar.service(
      exampleService(id, organisation.id, { types, ...change }),
      { unit: "place", available: 3, maximum: 4 },
      deviceSigner(admin),
    );
    await this.witness();
    return id;
  }

  /** A member on its own store, unlocked and synced. */
  async member(
    secrets: Secrets,
    parts: { readonly store?: MemberStore; readonly network?: Network; readonly clock?: () => number } = {},
  ): Promise<Device> {
    const store = parts.store ?? openSqliteMemberStore(":memory:");
    this.#stores.push(store);
    const member = await Device.open({
      store,
      network: parts.network ?? this.network,
      clock: parts.clock ?? this.clock,
      randomBytes,
      stretch: quickStretch,
    });
    await member.install(await sealVault(secrets, testPassphrase, randomBytes, quickStretch));
    const verdict = await member.unlock(testPassphrase);
    if (verdict !== "open") throw new Error(`the vault did not open: ${verdict}`);
    await member.sync();
    return member;
  }

  /**
   * Seals what waits (FM10), and syncs members in turn, with a witnessed checkpoint between them, until what they sent has gone round: two rounds and, where somebody
   * logged anything in the second or has something to send, a third. One alone has three: it may wait for somebody in a browser.
   */
  async settle(...members: readonly Device[]): Promise<void> {
    for (let round = 0, isQuiet = false; round < 3 && !isQuiet; round++) {
      const { size } = this.host.tree;
      for (const member of members) {
        await member.cases.saves.sendNow();
        await member.sync();
        await this.witness();
      }
      const nothingCame = this.host.tree.size === size && members.every(({ view }) => (view?.outbox ?? 0) === 0);
      isQuiet = nothingCame && round > 0 && members.length > 1;
    }
  }

  async close(): Promise<void> {
    await this.host.settle();
    await this.witnessing.run();
    await this.#listener.close();
    for (const witness of this.witnesses) {
      await witness.listener.close();
      witness.close();
    }
    for (const store of this.#stores) await store.close().catch(() => undefined);
    await this.store.close();
  }
}

class WorldClock {
  now: number;
  constructor(now: number) {
    this.now = now;
  }
}

/** A port that listens before it is known what stands behind it. */
class Door {
  #app: { fetch(request: Request): Response | Promise<Response> } | null = null;
  readonly app = {
    fetch: (request: Request): Response | Promise<Response> =>
      this.#app?.fetch(request) ?? new Response(null, { status: 503 }),
  };
  open(app: { fetch(request: Request): Response | Promise<Response> }): void {
    this.#app = app;
  }
}

/** An officer at a border post, a worker of a shelter, and legal aid beside them, in a world that is closed at the end of the test. */
export async function atTheBorder(t: Pick<TestContext, "after">, options?: WorldOptions) {
  const world = await World.foundFor(t, options);
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const legal = await world.organisation("legal-aid", "Example Legal Aid");
  const join = ({ devices: [secrets] }: WorldOrganisation) => world.member(secrets ?? assert.fail());
  return { world, border, shelter, legal, officer: await join(border), worker: await join(shelter) };
}
