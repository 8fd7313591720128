// A witness of our own (C2SP tlog-witness): one route and one table. Reading the stored head, deciding and storing the new one is
// one transaction, done before the cosignature goes out.
import { DatabaseSync } from "node:sqlite";
import { Hono } from "hono";
import { hostProblems, isProblem } from "../core/problem.ts";
import { decodeUtf8 } from "../crypto/utf8.ts";
import { cosign, decideAddCheckpoint, type WitnessDecision } from "../log/witness-core.ts";
import { sizeContentType } from "../log/witness-request.ts";
import type { SignerKey, VerifierKey } from "../note/signed-note.ts";
import { readBody } from "./bounded-body.ts";
import { type LayoutStep, openLaidOut, refuseNewer, transaction } from "./store/sqlite-layout.ts";

const maxRequestBytes = 64 * 1024;

interface WitnessParts {
  readonly signer: SignerKey;
  /** The logs that it follows. */
  readonly logs: readonly VerifierKey[];
  /** The file of its heads; `:memory:` only for tests, since a witness that forgets can be made to help a fork. */
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Gets errors that are not the client's. */
  readonly onFailure?: (error: unknown) => void;
}

/** The layouts of the file (ST4). A step that was in a release is never changed. */
const steps: readonly LayoutStep[] = [
  (database) =>
    database.exec(
      "CREATE TABLE IF NOT EXISTS head (origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL) STRICT",
    ),
];

/** What a witness remembers in a file, beside a witness that may be running on it; null when the file cannot be read or is damaged. */
export function readWitnessHeads(
  file: string,
): readonly { readonly origin: string; readonly size: number }[] | "newer" | null {
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      refuseNewer(database, steps.length);
      if (database.prepare("PRAGMA integrity_check").get()?.["integrity_check"] !== "ok") return null;
      const rows = database.prepare("SELECT origin, size FROM head ORDER BY origin").all();
      return rows.map((row) => ({ origin: String(row["origin"]), size: Number(row["size"]) }));
    } finally {
      database.close();
    }
  } catch (error) {
    return isProblem(error, "store", "newer") ? "newer" : null;
  }
}

/** The witness as a function from requests to responses, and its end. */
export function witnessApp(parts: WitnessParts): { readonly app: Hono; readonly close: () => void } {
  const database = openLaidOut(parts.file, { steps });
  const read = database.prepare("SELECT size, root FROM head WHERE origin = ?");
  const write = database.prepare("INSERT OR REPLACE INTO head (origin, size, root) VALUES (?, ?, ?)");

  function decideAndStore(body: string): WitnessDecision {
    return transaction(database, () => {
      const decision = decideAddCheckpoint(
        body,
        (origin) => parts.logs.find((log) => log.name === origin) ?? null,
        (origin) => {
          const row = read.get(origin);
          return row === undefined ? null : { size: Number(row["size"]), root: row["root"] as Uint8Array };
        },
      );
      if (decision.status === 200) {
        write.run(decision.checkpoint.origin, decision.checkpoint.size, decision.checkpoint.root);
      }
      return decision;
    });
  }

  const app = new Hono();
  app.post("/add-checkpoint", async (context) => {
    const body = decodeUtf8(await readBody(context, maxRequestBytes));
    if (body === null) return context.body(null, 400);
    const decision = decideAndStore(body);
    if (decision.status === 409) return context.body(`${decision.size}\n`, 409, { "content-type": sizeContentType });
    if (decision.status !== 200) return context.body(null, decision.status);
    return context.body(cosign(decision.checkpoint, parts.signer, Math.floor(parts.clock() / 1000)), 200, {
      "content-type": "text/plain; charset=utf-8",
    });
  });
  app.onError((error) => {
    if (isProblem(error, "host")) return new Response(null, { status: hostProblems[error.code][0] });
    parts.onFailure?.(error);
    return new Response(null, { status: 500 });
  });
  return { app, close: () => database.close() };
}
