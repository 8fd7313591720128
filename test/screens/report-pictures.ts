// Pictures of the printed report of 2003, its first page in each language. Made anew when the look of a report changed; needs `pdftoppm`, which Debian has in
// poppler-utils: node bin/panoh.js --run test/screens/report-pictures.ts [folder with all pages]
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { printPdf } from "../../src/cli/print-pdf.ts";
import { seedLanguages, seedPage } from "../support/seed-edition.ts";

const allPages = process.argv[2];
const folder = allPages ?? fileURLToPath(new URL("../../docs/pictures/report/", import.meta.url));
const shot = mkdtempSync(join(tmpdir(), "panoh-report-"));
mkdirSync(folder, { recursive: true });
for (const language of seedLanguages) {
  const pdf = join(shot, "report.pdf");
  writeFileSync(pdf, await printPdf(seedPage(language)));
  const firstOnly = allPages === undefined ? ["-singlefile"] : [];
  execFileSync("pdftoppm", ["-r", "64", "-png", ...firstOnly, pdf, join(folder, `2003-${language}`)]);
}
rmSync(shot, { recursive: true, force: true });
