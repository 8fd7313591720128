// A mirror as a function from requests to responses: the static resources of a host from a copy, submissions passed on as they came (LG6), and leaves that the host
// has it keep before it acknowledges them (SP1). It adds nothing to a submission and need not be trusted with what it serves: a proof is the log's own. Its key
// signs one thing, how much of the log is on its disk.
import type { Context, Hono } from "hono";
import { Problem } from "../core/problem.ts";
import type { RandomBytes } from "../crypto/random.ts";
import { decodeUtf8 } from "../crypto/utf8.ts";
import type { VerifiedCheckpoint } from "../log/checkpoint.ts";
import { emptyRoot } from "../log/merkle.ts";
import type { SignerKey } from "../note/signed-note.ts";
import { logKeyOf } from "../protocol/clear-note.ts";
import { mirrorRoutes, routes } from "../protocol/routes.ts";
import {
  encodePiece,
  encodeStoreAnswer,
  fittingLeaves,
  headOfPiece,
  headWithout,
  maxHeadBytes,
  maxPieceLeaves,
  maxStoreBytes,
  parsePiece,
  signStored,
  verifyTailRequest,
} from "../protocol/second-place.ts";
import { maxSubmissionBytes, parseSubmission } from "../protocol/submission.ts";
import { type AppSurroundings, health, readingApp } from "./app.ts";
import { callerOf } from "./caller.ts";
import { challengeEnd, challengeKeyBytes, makeChallenge } from "./challenges.ts";
import { limitedBy, onAllowance } from "./limits.ts";
import type { LogCopy } from "./log-copy.ts";
import { noToken, type OwnerOf, receive } from "./receiving.ts";

export interface HostAnswer {
  readonly status: number;
  readonly body: Uint8Array;
}

/** Posts a body to the host's route for submissions; null when the host does not answer. */
export type Relay = (body: Uint8Array) => Promise<HostAnswer | null>;

interface MirrorAppParts extends AppSurroundings {
  readonly copy: LogCopy;
  readonly relay: Relay;
  /** Whether the host answered when it was last asked. */
  readonly reachesHost: () => boolean;
  /** The mirror's own key: it signs how much is stored. */
  readonly signer: SignerKey;
  readonly randomBytes: RandomBytes;
  /** Gets a head that the log signed and that is of another history than what is held. */
  readonly onFork: (head: VerifiedCheckpoint) => Promise<void>;
}

export function mirrorApp(parts: MirrorAppParts): Hono {
  const { copy, relay, reachesHost, signer, randomBytes, onFork, ...surroundings } = parts;
  const limited = limitedBy(surroundings);
  const who = (context: Context) => callerOf(context, limited.trustedProxies);
  const app = readingApp(copy, { ...surroundings, ...limited });
  app.get(routes.health, (context) => health(context, reachesHost(), copy.head.size));
  app.post(routes.submit, async (context) => {
    const answer = await receive(context, maxSubmissionBytes, limited, noToken, async (body) => {
      if (parseSubmission(body) === null) throw new Problem("host", "malformed-request");
      return relay(body);
    });
    if (answer === null || !isAnswer(answer.status)) throw new Problem("host", "host-stopping");
    return new Response(new Uint8Array(answer.body), {
      status: answer.status,
      headers: {
        "content-type": answer.status === 200 ? "application/json" : "application/problem+json",
        "cache-control": "no-store",
      },
    });
  });

  const logKey = logKeyOf(copy.founding);
  // Nobody but the host has a head that is newer than all that is here: others, who fill the pool, do not keep it from storing.
  const ofHost: OwnerOf = (start) => {
    const head = headOfPiece(start, logKey);
    if (head === null && start.length < maxHeadBytes) return "more";
    return Promise.resolve(head !== null && head.size > copy.size ? "the log" : null);
  };
  const keep = async (body: Uint8Array): Promise<string> => {
    const shown = headOfPiece(body, logKey);
    if (shown === null) throw new Problem("host", "bad-signature");
    const { head, isOfLog } = headWithout(shown, signer.name);
    const piece = parsePiece(body, head.size > copy.size);
    if (piece === null) throw new Problem("host", "malformed-request");
    const outcome = await copy.keep(head, piece.from, piece.leaves);
    if (outcome === "fork") await onFork(head);
    if (outcome === "fork" || outcome === "unfit") throw new Problem("host", "conflict");
    // What nobody has published is the host's alone to know of.
    const newest = isOfLog ? { size: copy.held?.size ?? 0, note: copy.heldNote } : await copy.store.publishedHead();
    const { size, note } = newest ?? { size: 0, note: null };
    const root = size === 0 ? emptyRoot : copy.tree.root(size);
    return encodeStoreAnswer({ stored: signStored(copy.founding.origin, { size, root }, signer), head: note });
  };
  app.post(mirrorRoutes.store, async (context) => {
    const answer = await receive(context, maxStoreBytes, limited, ofHost, (body) =>
      onAllowance(limited.limits, who(context), 1 + Math.ceil(body.length / 65_536), () => keep(body)),
    );
    return context.body(answer, 200, { "content-type": "application/json", "cache-control": "no-store" });
  });

  const challengeKey = randomBytes(challengeKeyBytes);
  // By challenge, when it ends. Only whoever has the log's key uses one up.
  const usedChallenges = new Map<string, number>();
  const useOnce = (challenge: string): void => {
    const now = surroundings.clock();
    const end = challengeEnd(challenge, challengeKey, now);
    if (end === null || usedChallenges.has(challenge)) throw new Problem("host", "challenge-stale");
    for (const [old, oldEnd] of usedChallenges) if (oldEnd <= now) usedChallenges.delete(old);
    usedChallenges.set(challenge, end);
  };
  const tailFor = async (body: Uint8Array): Promise<Uint8Array> => {
    const request = verifyTailRequest(decodeUtf8(body) ?? "", logKey);
    if (request === null || request.place !== signer.name) throw new Problem("host", "bad-signature");
    useOnce(request.challenge);
    const size = copy.held?.size ?? 0;
    if (copy.heldNote === null || request.from > size) throw new Problem("host", "not-found");
    const leaves = await copy.store.stored(request.from, Math.min(size, request.from + maxPieceLeaves));
    return encodePiece({ head: copy.heldNote, from: request.from, leaves: fittingLeaves(leaves) });
  };
  app.get(mirrorRoutes.tail, (context) =>
    context.body(`${makeChallenge(challengeKey, surroundings.clock(), randomBytes)}\n${signer.name}\n`, 200, {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
    }),
  );
  app.post(mirrorRoutes.tail, async (context) => {
    const tail = await receive(context, 8_192, limited, noToken, (body) =>
      onAllowance(limited.limits, who(context), 1, () => tailFor(body)),
    );
    return new Response(new Uint8Array(tail), {
      headers: { "content-type": "application/octet-stream", "cache-control": "no-store" },
    });
  });
  return app;
}

/** A host answers a submission with 200 or a problem. Anything else comes from whatever stands before it. */
function isAnswer(status: number): boolean {
  return status === 200 || (status >= 400 && status < 600);
}
