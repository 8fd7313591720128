// The officers' app as a stranger gets it: each file against the same file of this program's own release, with the headers that keep it shut. Whoever
// serves the app can change it; who looks from outside, with a program from elsewhere, finds what is changed for everybody.
import { readdirSync } from "node:fs";
import { clearRow, readClearRow } from "../../member/store/clear-row.ts";
import type { MemberStore } from "../../member/store/store.ts";
import { askBounded, type Fetch } from "../../protocol/bounded-answer.ts";
import { phonesWritten } from "../app/leaflet-phones.ts";
import { programVersion } from "../program-version.ts";
import type { Look } from "./look.ts";

const silenceMilliseconds = 30_000;
const leaflet = /^\/public(\.[a-z]{2})?\.html$/;
/** After so long a leaflet that is not the log's of today was not written by the program. */
const leafletMilliseconds = 65 * 60_000;
/** Headers that a web server may add: no browser does anything else because of them. */
const harmless = [
  ...["accept-ranges", "age", "connection", "date", "keep-alive", "last-modified", "server"],
  ...["strict-transport-security", "transfer-encoding", "via"],
];
/** The same server in another version of HTTP, as Caddy offers it. */
const sameServer = /^h3=":\d+"; ma=\d+$/;
/** Headers that answers for the same file need not have alike: they follow from how it was packed for the way. */
const free = ["cache-control", "content-encoding", "content-length", "content-security-policy", "etag", "vary"];

interface AppParts {
  readonly url: string;
  /** How this program would serve the app for this country. */
  readonly serve: (path: string) => Response | null;
  /** Its files. */
  readonly folder: string;
  /** The memory of earlier looks. */
  readonly store: MemberStore;
  readonly fetch: typeof fetch;
}

interface Served {
  readonly path: string;
  readonly flaw: "missing" | "bytes" | "numbers" | "headers" | null;
  /** The header at fault. */
  readonly header?: string;
}

export async function lookAtApp(look: Look, parts: AppParts): Promise<void> {
  const names = readdirSync(parts.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(parts.folder.length).replaceAll("\\", "/"));
  const answers: Served[] = [];
  let silences = 0;
  for (const path of ["/", ...names.sort()]) {
    const own = parts.serve(path);
    if (own === null) continue;
    const one = await compare(path, own, parts);
    if (one === null) silences += 1;
    else answers.push(one);
    // Nobody waits half a minute for each of a hundred files.
    if (silences > 2) return look.wrong("app-unreachable", "App", "it does not answer");
  }
  const having = (...flaws: readonly Served["flaw"][]) => answers.filter(({ flaw }) => flaws.includes(flaw));
  const [differing, open, numbers] = [having("missing", "bytes"), having("headers"), having("numbers")];
  const late = await lateFor(look, parts.store, numbers.length > 0);
  const count = answers.length + silences;
  const version = programVersion();
  if (silences > 0) look.wrong("app-unreachable", "App", `it did not answer for ${silences} of ${count} files`);
  if (differing.length > 0)
    look.wrong(
      "app-differs",
      "App",
      `${differing.length} of ${count} files are not those of panoh ${version} (${differing[0]?.path} is one): if it is not another version, take the app off the network and find out who changed it`,
    );
  if (open.length > 0)
    look.wrong(
      "app-open",
      "App",
      `${open.length} of ${count} files come without the headers that keep the app shut, or with others (${open[0]?.path} is one, by "${open[0]?.header}"): the web server before it passes them on unchanged and adds none`,
    );
  if (late !== null && late > leafletMilliseconds)
    look.wrong(
      "leaflet-changed",
      "App",
      "for more than an hour the telephone numbers of the leaflet have not been those of the log: take the page off the network",
    );
  else if (late !== null)
    look.wrong(
      "leaflet-late",
      "App",
      "the telephone numbers of the leaflet are not those of the log now; it reads them once an hour",
    );
  if (silences + having("missing", "bytes", "headers", "numbers").length === 0)
    look.good("App", `all ${count} files and their headers are those of panoh ${version}`);
}

/** For how long the leaflet has had other numbers than the log, in milliseconds: 0 at the first look that sees it, null when it has the same. */
async function lateFor({ now }: Look, store: MemberStore, isLate: boolean): Promise<number | null> {
  const row = await store.get("meta", "leaflet-late");
  if (!isLate) {
    if (row !== null) await store.write([{ table: "meta", key: "leaflet-late", value: null }]);
    return null;
  }
  const since = row === null ? null : readClearRow("meta", "leaflet-late", row);
  if (typeof since === "number" && since <= now) return now - since;
  await store.write([clearRow("meta", "leaflet-late", now)]);
  return 0;
}

/** Null when it was not reached. */
async function compare(path: string, own: Response, parts: AppParts): Promise<Served | null> {
  const bytes = Buffer.from(await own.arrayBuffer());
  let headers = own.headers;
  const hearing: Fetch = async (address, request) => {
    const response = await parts.fetch(address, request as RequestInit);
    headers = response.headers;
    return response as Awaited<ReturnType<Fetch>>;
  };
  const request = { method: "GET", maxBytes: bytes.length + 65_536 } as const;
  const answer = await askBounded(hearing, parts.url.replace(/\/$/, "") + path, request, silenceMilliseconds);
  // A web server before a program that is stopped answers for it, with 502 or so: that is silence, and no change.
  if (answer === null || answer.flaw === "cut-off" || answer.status >= 500) return null;
  if (answer.status !== 200) return { path, flaw: "missing" };
  const got = Buffer.from(answer.body);
  if (!got.equals(bytes)) {
    const isLate = leaflet.test(path) && withoutNumbers(got) === withoutNumbers(bytes);
    return { path, flaw: isLate ? "numbers" : "bytes" };
  }
  const header = headerAtFault(headers, own.headers);
  return header === null ? { path, flaw: null } : { path, flaw: "headers", header };
}

/** A header that is not as this program sends it, is gone, or came on the way and may make a browser do something else. */
function headerAtFault(headers: Headers, own: Headers): string | null {
  const policy = "content-security-policy";
  if (!isAsShut(headers.get(policy) ?? "", own.get(policy) ?? "")) return policy;
  const isAsSent = (name: string) => free.includes(name) || headers.get(name) === own.get(name);
  const isHarmless = (name: string) =>
    harmless.includes(name) || (name === "alt-svc" && sameServer.test(headers.get(name) ?? ""));
  const names = [...own.keys(), ...headers.keys()];
  return names.find((name) => !isAsSent(name) && !isHarmless(name)) ?? null;
}

function withoutNumbers(page: Buffer): string {
  return page.toString("utf8").replace(phonesWritten, "");
}

/** The same policy, which may let the app reach fewer of the country's addresses, in any order. */
function isAsShut(policy: string, release: string): boolean {
  const [got, own] = [policy, release].map((text) => text.split("; "));
  return (
    got?.length === own?.length &&
    (got ?? []).every((directive, i) => {
      const ownDirective = own?.[i] ?? "";
      if (!ownDirective.startsWith("connect-src ")) return directive === ownDirective;
      const words = ownDirective.split(" ");
      return directive.split(" ").every((word) => words.includes(word)) && directive.startsWith("connect-src ");
    })
  );
}
