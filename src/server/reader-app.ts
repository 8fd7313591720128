// A host that only reads, as a function from requests to responses (ST6): the static resources of the log. What is to be written it refuses with a code of its own,
// which names what the proxy before it should do.
import type { Hono } from "hono";
import { Problem } from "../core/problem.ts";
import { routes } from "../protocol/routes.ts";
import { type AppSurroundings, health, readingApp } from "./app.ts";
import { limitedBy } from "./limits.ts";
import type { ServedLog } from "./static-log.ts";

interface ReaderAppParts extends AppSurroundings {
  readonly followed: ServedLog;
  /** Whether the database shows it a head that fits. */
  readonly isWell: () => boolean;
}

export function readerApp({ followed, isWell, ...surroundings }: ReaderAppParts): Hono {
  const app = readingApp(followed, { ...surroundings, ...limitedBy(surroundings) });
  app.get(routes.health, (context) => health(context, isWell(), followed.head.size));
  const refuse = () => {
    throw new Problem("host", "reads-only");
  };
  app.get(routes.challenge, refuse);
  for (const route of [routes.tokens, routes.submit, routes.head]) app.post(route, refuse);
  return app;
}
