// A mirror as a function from requests to responses: the static resources of a host from a copy, and submissions passed on as they came
// (LG6). It keeps nothing of a submission and adds nothing to it, and need not be trusted: a proof is the log's own.
import type { Hono } from "hono";
import { Problem } from "../core/problem.ts";
import { routes } from "../protocol/routes.ts";
import { maxSubmissionBytes, parseSubmission } from "../protocol/submission.ts";
import { type AppSurroundings, health, readingApp } from "./app.ts";
import { limitedBy } from "./limits.ts";
import { noToken, receive } from "./receiving.ts";
import type { ServedLog } from "./static-log.ts";

export interface HostAnswer {
  readonly status: number;
  readonly body: Uint8Array;
}

/** Posts a body to the host's route for submissions; null when the host does not answer. */
export type Relay = (body: Uint8Array) => Promise<HostAnswer | null>;

interface MirrorAppParts extends AppSurroundings {
  readonly copy: ServedLog;
  readonly relay: Relay;
  /** Whether the host answered when it was last asked. */
  readonly reachesHost: () => boolean;
}

export function mirrorApp({ copy, relay, reachesHost, ...surroundings }: MirrorAppParts): Hono {
  const limited = limitedBy(surroundings);
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
  return app;
}

/** A host answers a submission with 200 or a problem. Anything else comes from whatever stands before it. */
function isAnswer(status: number): boolean {
  return status === 200 || (status >= 400 && status < 600);
}
