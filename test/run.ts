// `npm test`: types, lint, format and every test, through Node's own runner. The last line says how it went, so does the exit code.
//   npm test                       everything
//   npm test -- 'src/log/*.test.ts' …   only these files
// With CI=true a skipped test is a failure: there nothing may be missing.
import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { availableParallelism, freemem, tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { fileURLToPath, pathToFileURL } from "node:url";
import { installMissing } from "./support/debian.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const wanted = process.argv.slice(2);
const skipsAreFailures = process.env["CI"] === "true";
const minutes = 60_000;
/** Which files share a process with others, and how many do. The first of all is alone: it builds what the others find. */
const together = [
  { path: /^src\//, filesInOne: 16 },
  { path: /^test\/(hostile|faults|contracts)\//, filesInOne: 5 },
  { path: /^test\/journeys\/browser-(?!abroad)/, filesInOne: 4 },
  { path: /^test\/(architecture\/(?!tools)|screens\/(?!scenes|screens|record-screens|lessons))/, filesInOne: 7 },
] as const;

putTemporaryFilesInMemory();
chooseSeed();
for (const { name, tests } of installMissing(say)) say(`${name} is not here; it is for ${tests}`);

const stream = run({
  cwd: root,
  files: togetherWhereCheap(filesOf(wanted.length > 0 ? wanted : ["src/**/*.test.ts", "test/**/*.test.ts"])),
  // One more than there are processors: a test of screens waits for drawings, a journey for other processes. Two more end later, tried.
  concurrency: availableParallelism() + 1,
  // Longer than any file takes beside another load; a test that hangs fails instead of holding everybody up.
  timeout: 20 * minutes,
  execArgv: [
    "--disable-warning=ExperimentalWarning",
    // A test makes much that is soon forgotten: with more room for it an eighth of a long one's processor time was saved.
    "--max-semi-space-size=64",
    "--min-semi-space-size=32",
    "--import",
    new URL("support/unwatched-promises.ts", import.meta.url).href,
  ],
});

let counts = { passed: 0, failed: 0, skipped: 0 };
stream.on("test:summary", (summary) => {
  // One summary a file, and the last one, without a file, for all.
  if (summary.file !== undefined) return;
  const { tests, passed, skipped, todo } = summary.counts;
  counts = { passed, failed: tests - passed - skipped - todo, skipped: skipped + todo };
});
const report = stream.compose(spec());
report.pipe(process.stdout, { end: false });
report.on("end", finish);

/** One chance for all processes: of the commit, so that everybody tries the same of it; another one where all is tried (support/tries.ts). */
function chooseSeed(): void {
  const { status, stdout } = spawnSync("git", ["rev-parse", "HEAD"], { cwd: root, encoding: "utf8" });
  if (process.env["PANOH_SEED"] === undefined && process.env["PANOH_TRIES"] !== "all" && status === 0)
    process.env["PANOH_SEED"] = String(Number.parseInt(stdout.slice(0, 7), 16));
  process.env["PANOH_SEED"] ??= String(randomInt(2 ** 31));
  say(`random tests begin at ${process.env["PANOH_SEED"]}; PANOH_SEED repeats it`);
}

/** Where Linux has a folder in memory and room in it. Tests would wait for a disk at thousands of writes, and none of them pulls its plug. */
function putTemporaryFilesInMemory(): void {
  const [memory, room] = ["/dev/shm", 4 * 2 ** 30];
  if (process.env["TMPDIR"] !== undefined || !existsSync(memory)) return;
  const { bavail, bsize } = statfsSync(memory);
  if (Math.min(bavail * bsize, freemem()) < room) return;
  const folder = mkdtempSync(join(memory, "panoh-test-"));
  process.env["TMPDIR"] = folder;
  process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
}

/**
 * The order in which files begin. Those that take long come first, so that none of them runs alone in the end. One screen test and one journey come before all others,
 * and then what opens no screen: the others find what these two built.
 */
function filesOf(patterns: readonly string[]): string[] {
  const long = [
    "test/screens/scenes.test.ts",
    "test/journeys/browser-abroad.test.ts",
    "test/journeys/cli-",
    "test/journeys/",
    "test/screens/",
    "test/",
  ];
  const rank = (file: string) => {
    const path = relative(root, file).split(sep).join("/");
    const at = long.findIndex((folder) => path.startsWith(folder));
    return at === -1 ? long.length : at;
  };
  const files = new Set(
    patterns.flatMap((pattern) => globSync(pattern, { cwd: root }).map((file) => join(root, file))),
  );
  // Without a file the runner would look for some by itself.
  if (files.size === 0) {
    say("no test has such a name");
    process.exit(1);
  }
  return [...files].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/**
 * A good part of what a short test costs is a start of Node that loads the same layers and compiles them: many share a process, one file after the other. A file
 * whose hooks or changes would be everybody's has a process of its own, and so has each one when few are asked for.
 */
function togetherWhereCheap(files: readonly string[]): string[] {
  const isForAll = /^(before|after|beforeEach|afterEach|breakCipher)\(|process\.chdir\(|Object\.assign\(globalThis/m;
  const batchOf = new Map<string, string>();
  const folder = mkdtempSync(join(tmpdir(), "panoh-together-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const [group, { path, filesInOne }] of together.entries()) {
    const cheap = files.filter(
      (file) => path.test(relative(root, file).split(sep).join("/")) && !isForAll.test(readFileSync(file, "utf8")),
    );
    const count = Math.floor(cheap.length / filesInOne);
    // Every so many-th, so that what is heavy in one layer does not come together.
    for (let i = 0; i < count; i++) {
      const name = join(folder, `together-${group + 1}-${i + 1}.mjs`);
      const some = cheap.filter((_file, at) => at % count === i);
      writeFileSync(name, some.map((file) => `import ${JSON.stringify(pathToFileURL(file).href)};\n`).join(""));
      for (const file of some) batchOf.set(file, name);
    }
  }
  // Each stands where the first of its files stood.
  return [...new Set(files.map((file) => batchOf.get(file) ?? file))];
}

function finish(): void {
  const { passed, failed, skipped } = counts;
  if (skipsAreFailures && skipped > 0) say(`${skipped} skipped tests count as failures, since CI is true`);
  if (passed + failed + skipped === 0) say("no test ran");
  const isGood = failed === 0 && passed > 0 && !(skipsAreFailures && skipped > 0);
  process.exitCode = isGood ? 0 : 1;
  process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
}

function say(line: string): void {
  process.stdout.write(`panoh: ${line}\n`);
}
