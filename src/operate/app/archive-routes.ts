// The folder for an organisation's archive behind `panoh open` (AR6): the page seals, and these routes put its files down, say which are there, and remove those that it
// replaced. They open nothing, and know names of parts of an archive alone.
import { existsSync } from "node:fs";
import { Hono } from "hono";
import { maxArchiveBytes } from "../../sealing/archive-file.ts";
import { archiveNames, isArchiveName, putArchive, removeArchive } from "../files/archive-folder.ts";
import { isOtherUsers } from "./same-user.ts";
import { archivePath } from "./web-app.ts";

/** The app with these routes before its files. */
export function withArchive(folder: string, files: Hono): Hono {
  const routes = new Hono();
  for (const path of [archivePath, "/archive/*"])
    routes.use(path, async (context, next) => {
      if (isOtherUsers(context)) return context.text("Other users of this computer may not ask here.", 403);
      return next();
    });
  routes.get(archivePath, (context) => {
    return context.json({ names: archiveNames(folder) }, 200, { "cache-control": "no-store" });
  });
  routes.post("/archive/:name", async (context) => {
    const name = context.req.param("name");
    if (!isArchiveName(name) || !existsSync(folder)) return context.text("No such place.", 404);
    const length = Number(context.req.header("content-length") ?? Number.NaN);
    // A body without a length could be any size; a page's own has one.
    if (!(length > 0 && length <= 2 * maxArchiveBytes)) return context.text("Too large.", 413);
    return context.text(putArchive(folder, { name, bytes: new Uint8Array(await context.req.arrayBuffer()) }));
  });
  routes.post("/archive/:name/removed", (context) => {
    removeArchive(folder, [context.req.param("name")]);
    return context.body(null, 204);
  });
  routes.route("/", files);
  return routes;
}
