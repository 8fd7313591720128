// The pages that everybody reads, beside the host of a world, as the demonstration's host serves them.
import type { TestContext } from "node:test";
import { buildWebApp, webApp } from "../../src/operate/app/web-app.ts";
import { listen } from "../../src/server/listen.ts";
import type { World } from "./world.ts";

export type Answer = (request: Request) => Response | Promise<Response>;

export interface PublicSite {
  readonly url: string;
  /** What answers as long as nothing else stands there. */
  readonly honest: Answer;
  /** Puts something else behind the door. */
  readonly stand: (next: Answer) => void;
}

export async function servePublicSite(t: Pick<TestContext, "after">, world: World): Promise<PublicSite> {
  await buildWebApp(() => undefined);
  const pages = webApp({ connect: [], start: "public.html" });
  const honest: Answer = (request) => {
    const { pathname } = new URL(request.url);
    const range = request.headers.get("range");
    return pages(pathname) ?? fetch(world.url + pathname, range === null ? {} : { headers: { range } });
  };
  let answer = honest;
  const listener = await listen({ fetch: (request: Request) => answer(request) } as never, 0);
  t.after(() => listener.close());
  const stand = (next: Answer) => {
    answer = next;
  };
  return { url: `http://127.0.0.1:${listener.port}`, honest, stand };
}
