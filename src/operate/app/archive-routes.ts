// The folder for an organisation's archive behind `panoh open` (AR6): the page seals, and these routes put its files down, say which are there, give them back, and remove
// those that it replaced; and they put the folder where a person chose, of the places that this program offers. They open nothing, and know names of parts of an archive alone.
import { existsSync } from "node:fs";
import { Hono } from "hono";
import { maxArchiveBytes } from "../../sealing/archive-file.ts";
import {
  archiveNames,
  isArchiveName,
  newestChain,
  partInFolder,
  putArchive,
  removeArchive,
} from "../files/archive-folder.ts";
import type { ArchiveChoice } from "./archive-choice.ts";
import { isOtherUsers } from "./same-user.ts";
import { archivePath } from "./web-app.ts";

const longestPath = 4_096;

/** The app with these routes before its files. */
export function withArchive(choice: ArchiveChoice, files: Hono): Hono {
  const routes = new Hono();
  for (const path of [archivePath, "/archive", "/archive/*"])
    routes.use(path, async (context, next) => {
      if (isOtherUsers(context)) return context.text("Other users of this computer may not ask here.", 403);
      return next();
    });
  routes.get(archivePath, (context) => {
    const { folder } = choice;
    const names = folder === null ? null : archiveNames(folder);
    const newest = folder === null || names === null ? [] : newestChain(folder, names);
    return context.json({ folder, names, newest, places: choice.places() }, 200, { "cache-control": "no-store" });
  });
  routes.post("/archive", async (context) => {
    const length = Number(context.req.header("content-length") ?? Number.NaN);
    if (!(length > 0 && length <= longestPath)) return context.text("Too large.", 413);
    return choice.choose(await context.req.text()) ? context.body(null, 204) : context.text("No such place.", 404);
  });
  routes.get("/archive/:name", (context) => {
    const part = choice.folder === null ? null : partInFolder(choice.folder, context.req.param("name"));
    if (part === null) return context.text("No such place.", 404);
    return context.body(part, 200, { "content-type": "application/octet-stream", "cache-control": "no-store" });
  });
  routes.post("/archive/:name", async (context) => {
    const name = context.req.param("name");
    const { folder } = choice;
    if (!isArchiveName(name) || folder === null || !existsSync(folder)) return context.text("No such place.", 404);
    const length = Number(context.req.header("content-length") ?? Number.NaN);
    // A body without a length could be any size; a page's own has one.
    if (!(length > 0 && length <= 2 * maxArchiveBytes)) return context.text("Too large.", 413);
    return context.text(putArchive(folder, { name, bytes: new Uint8Array(await context.req.arrayBuffer()) }));
  });
  routes.post("/archive/:name/removed", (context) => {
    if (choice.folder !== null) removeArchive(choice.folder, [context.req.param("name")]);
    return context.body(null, 204);
  });
  routes.route("/", files);
  return routes;
}
