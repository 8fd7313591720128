// One connection to PostgreSQL. Each question has a deadline: what is not answered by then ends the connection, for nobody knows what became of it. `pg` is loaded
// with the first one, so that a host with the embedded store never does.

import { clearTimeout, setTimeout as startTimer } from "node:timers";
import { setTimeout } from "node:timers/promises";
import type { Client, QueryArrayResult } from "pg";
import { presentFields } from "../../core/present-fields.ts";
import { type PostgresAddress, passwordInFile } from "./postgres-address.ts";

export interface Patience {
  /** How long to wait for a connection, and for an answer to a question. */
  readonly answerMilliseconds: number;
  /** After this much silence the server ends a session: one of a host that was stopped in its tracks, or whose machine is gone. */
  readonly silenceMilliseconds: number;
}

export const usualPatience: Patience = { answerMilliseconds: 20_000, silenceMilliseconds: 15_000 };

/** For how long a server that is asked to end a session is waited for. */
const goodbyeMilliseconds = 2_000;

export type PostgresRow = readonly unknown[];

/** One statement with its values, to whatever session there is. */
export type AskDatabase = (text: string, values?: readonly unknown[]) => Promise<readonly PostgresRow[]>;

const names = new Map<string, string>();

/** A statement that a session asks again and again: the server reads it once. */
export function kept(text: string): string {
  names.set(text, `kept ${names.size + 1}`);
  return text;
}

interface SessionParts {
  readonly address: PostgresAddress;
  readonly patience: Patience;
  /** Whether it only reads: then the server refuses every change. */
  readonly isReader: boolean;
}

export class PostgresSession {
  readonly #client: Client;
  readonly #patience: Patience;
  #isOpen = true;
  #warned = false;
  #wasLate = false;
  /** How many questions are not answered. */
  #open = 0;
  /** What was sent since the last `settle`. */
  readonly #sent: Promise<unknown>[] = [];
  #refusal: unknown = null;
  #listener: () => void = () => undefined;

  private constructor(client: Client, patience: Patience) {
    this.#client = client;
    this.#patience = patience;
  }

  static async open({ address, patience, isReader }: SessionParts): Promise<PostgresSession> {
    const { Client } = await import("pg");
    const { host, port, user, database, password, tls } = address;
    const client = new Client({
      host,
      port,
      user,
      database,
      password: async (of) => password ?? passwordInFile(of),
      ssl: tls,
      application_name: isReader ? "panoh reader" : "panoh",
      client_encoding: "UTF8",
      connectionTimeoutMillis: patience.answerMilliseconds,
      keepAlive: true,
      pipeline: true,
      options: optionsOf(patience, isReader),
      types: { getTypeParser: (oid) => parsers[oid] ?? ((text) => text) },
    });
    const session = new PostgresSession(client, patience);
    // Before it is connected an error comes by `connect` alone; afterwards this is the end of the session.
    client.on("error", () => session.#end());
    client.on("end", () => session.#end());
    // Its severity comes in the server's language. Nothing milder than a warning is sent (`client_min_messages`).
    client.on("notice", () => {
      session.#warned = true;
    });
    try {
      await client.connect();
    } catch (error) {
      session.close();
      throw error;
    }
    return session;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Whether it ended because an answer did not come in time. */
  get wasLate(): boolean {
    return this.#wasLate;
  }

  /** Called once when the session is over, whoever ended it. */
  onEnd(listener: () => void): void {
    this.#listener = listener;
  }

  /** One statement with its values. What is asked before an answer came goes out at once, and is done in this order. */
  async ask(text: string, values: readonly unknown[] = []): Promise<readonly PostgresRow[]> {
    const result = await this.#query(text, values);
    return (Array.isArray(result) ? result.at(-1) : result).rows;
  }

  /** Several statements without values, in one message: the rows of each. */
  async askAll(text: string): Promise<readonly (readonly PostgresRow[])[]> {
    const results = await this.#query(text, []);
    return (Array.isArray(results) ? results : [results]).map(({ rows }) => rows);
  }

  /** Begins a change by these statements. */
  async begin(text: string): Promise<void> {
    this.#refusal = null;
    await this.askAll(text);
  }

  /** Why the change that was begun last failed: its first statement that failed. The server refuses all that was asked after that one too, as of an aborted transaction. */
  get refusal(): unknown {
    return this.#refusal;
  }

  /** One statement of which nothing is wanted but that it is done: `settle` says when it was not. */
  send(text: string, values: readonly unknown[] = []): void {
    const sent = this.#query(text, values);
    sent.catch(() => undefined);
    this.#sent.push(sent);
  }

  /**
   * A statement that must be done when the promise resolves, on every machine that the server waits for. A warning says that it did not wait to the end: then
   * nobody knows, as after no answer at all, and the session is over. It goes on after what the server undid: something that was sent before was refused.
   */
  async settle(text: string, command: string, values: readonly unknown[] = []): Promise<readonly PostgresRow[]> {
    this.#warned = false;
    const sent = Promise.all(this.#sent.splice(0));
    sent.catch(() => undefined);
    let isUndone = false;
    try {
      const result = await this.#query(text, values);
      const last = Array.isArray(result) ? result.at(-1) : result;
      isUndone = last.command === "ROLLBACK";
      await sent;
      if (this.#warned || last.command !== command) throw new Error("the database does not say that it was done");
      return last.rows;
    } catch (error) {
      if (!isUndone) this.close();
      throw error;
    }
  }

  /** Undoes all since BEGIN. */
  async undo(): Promise<void> {
    this.#sent.length = 0;
    await this.ask("ROLLBACK").catch(() => this.close());
  }

  /** Ends it at once; what was under way fails. */
  close(): void {
    if (this.#open > 0) this.#client.connection.stream.destroy();
    this.#client.end().catch(() => undefined);
    this.#end();
  }

  /** Ends it, and waits until the server has let go of all that it held. */
  async closeGently(): Promise<void> {
    const ended = this.#client.end();
    this.#end();
    await Promise.race([ended.catch(() => undefined), setTimeout(goodbyeMilliseconds, null, { ref: false })]);
  }

  async #query(text: string, values: readonly unknown[]): Promise<QueryArrayResult | readonly QueryArrayResult[]> {
    if (!this.#isOpen) throw new Error("the connection to the database is gone");
    const late = startTimer(() => {
      this.#wasLate = true;
      this.close();
    }, this.#patience.answerMilliseconds);
    this.#open += 1;
    try {
      const asked = presentFields({ values: values.length === 0 ? undefined : values, name: names.get(text) });
      return await this.#client.query({ text, ...asked, rowMode: "array" });
    } catch (error) {
      this.#refusal ??= error;
      // The server's last word: that the connection is over comes a moment later.
      if (error instanceof Error && "code" in error && String(error.code).startsWith("57P")) this.close();
      throw error;
    } finally {
      this.#open -= 1;
      clearTimeout(late);
    }
  }

  #end(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#listener();
  }
}

/** What holds for the whole session. A host never acknowledges what the server did not flush. */
function optionsOf({ answerMilliseconds, silenceMilliseconds }: Patience, isReader: boolean): string {
  const settings = {
    search_path: "panoh",
    bytea_output: "hex",
    client_min_messages: "warning",
    // A commit that waits for another machine has no deadline on the server: what is cancelled there is done here and not there.
    statement_timeout: answerMilliseconds,
    lock_timeout: answerMilliseconds,
    idle_in_transaction_session_timeout: silenceMilliseconds,
    tcp_user_timeout: silenceMilliseconds,
    synchronous_commit: "on",
    ...(isReader ? { default_transaction_read_only: "on" } : { idle_session_timeout: silenceMilliseconds }),
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(" ");
}

const bytes = (text: string) => Buffer.from(text.slice(2), "hex");
/** By the number of a type: bytea, int8, int2, int4, bool. Everything else stays text. */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  16: (text) => text === "t",
  17: bytes,
  20: Number,
  21: Number,
  23: Number,
};
