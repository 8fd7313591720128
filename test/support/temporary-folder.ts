// A folder of its own for one test.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";

/** A new folder that is removed at the end of the test. */
export function temporaryFolder(t: Pick<TestContext, "after">): string {
  const folder = mkdtempSync(join(tmpdir(), "panoh-test-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
