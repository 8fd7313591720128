// An edition as a text file, for whoever writes it in an editor: sections under `# prosecution`, paragraphs with an empty line between, each that is there
// already under its name and the version that was read: `[5f3a9c12 0a1b2c3d]`. Whoever puts the file back replaces these versions and no later ones.
import { type EditionSection, editionSections } from "../../core/registers/register-table.ts";
import { typedText } from "./complete.ts";
import { type Edition, type Paragraph, shortName } from "./edition.ts";

/** A paragraph as the file has it. */
interface FileParagraph {
  readonly section: EditionSection;
  /** Its name, and the beginnings of the versions that it replaces; null for a new one. */
  readonly replaces: { readonly name: string; readonly versions: readonly string[] } | null;
  readonly text: string;
}

/** The file of an edition. Of a paragraph that two people wrote at once the other version stands below it, to be taken in. */
export function editionFile(edition: Edition): string {
  const sections = editionSections.map((section) => {
    const paragraphs = edition.paragraphs.filter((one) => one.section === section);
    return [`# ${section}`, ...paragraphs.map(paragraphLines)].join("\n\n");
  });
  return `${sections.join("\n\n")}\n`;
}

function paragraphLines(paragraph: Paragraph): string {
  const { key, pieces, others, version } = paragraph;
  const versions = [version, ...others.map((other) => other.version)].map(beginning);
  return [
    `[${shortName(key)} ${versions.join(" ")}]`,
    typedText(pieces),
    ...others.map(({ text }) => `> ${text}`),
  ].join("\n");
}

/** How a version is written in a file. */
export function beginning(version: string): string {
  return version.slice(0, 8);
}

/** The paragraphs of a file in their order; null where something stands in no section. Lines that begin with `>` are the other version, and left out. */
export function readEditionFile(file: string): readonly FileParagraph[] | null {
  const paragraphs: FileParagraph[] = [];
  let section: EditionSection | null = null;
  const blocks = file.replace(/\r\n/g, "\n").split(/\n[^\S\n]*\n/);
  for (const block of blocks) {
    const lines = block
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "" && !line.startsWith(">"));
    const titled = /^# (\S+)$/.exec(lines[0] ?? "")?.[1];
    if (titled !== undefined) {
      section = editionSections.find((one) => one === titled) ?? null;
      if (section === null) return null;
      lines.shift();
    }
    const head = /^\[([0-9a-z]+)((?: [0-9a-f]{8})+)\]$/.exec(lines[0] ?? "");
    if (head !== null) lines.shift();
    if (lines.length === 0) continue;
    if (section === null) return null;
    const replaces = head === null ? null : { name: head[1] ?? "", versions: (head[2] ?? "").trim().split(" ") };
    paragraphs.push({ section, replaces, text: lines.join(" ") });
  }
  return paragraphs;
}
