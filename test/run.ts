// `npm test`: types, lint, format and every test, through Node's own runner. The last line says how it went, so does the exit code.
//   npm test                       everything
//   npm test -- 'src/log/*.test.ts' …   only these files
// With CI=true a skipped test is a failure: there nothing may be missing.
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { fileURLToPath } from "node:url";
import { installMissing } from "./support/debian.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const wanted = process.argv.slice(2);
const skipsAreFailures = process.env["CI"] === "true";
const minutes = 60_000;

for (const { name, tests } of installMissing(say)) say(`${name} is not here: ${tests} will be skipped`);

const stream = run({
  cwd: root,
  globPatterns: wanted.length > 0 ? wanted : ["src/**/*.test.ts", "test/**/*.test.ts"],
  concurrency: 2,
  // Longer than any test takes; a test that hangs fails instead of holding everybody up.
  timeout: 10 * minutes,
  execArgv: ["--disable-warning=ExperimentalWarning"],
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
