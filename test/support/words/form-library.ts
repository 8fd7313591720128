// What follows from the forms that ship: the list of their files with the id of each, and their table in docs/spec/form.md. `npm run words` writes both; a test
// says when they are old. The order of the list is the one in which workers meet the forms: whoever wants a form elsewhere moves its row, and it stays there.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Form, partsOf } from "../../../src/core/form/form.ts";
import { idOfForm } from "../../../src/note/form-id.ts";

const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const folder = at("src/core/form/library");
const listFile = at("src/core/form/library-files.ts");
const page = at("docs/spec/form.md");

interface LibraryFile {
  /** Without `.json`. */
  readonly name: string;
  readonly form: Form;
}

/** The texts as they should be, by the path of their file. */
export function formLibraryTexts(): Readonly<Record<string, string>> {
  const files = filesInOrder();
  return { [listFile]: listOf(files), [page]: pageWith(files, readFileSync(page, "utf8")) };
}

export function writeFormLibrary(): void {
  for (const [path, text] of Object.entries(formLibraryTexts())) writeFileSync(path, text);
}

function filesInOrder(): readonly LibraryFile[] {
  const all = readdirSync(folder)
    .map((file) => file.replace(/\.json$/, ""))
    .sort()
    .map((name) => ({ name, form: JSON.parse(readFileSync(`${folder}/${name}.json`, "utf8")) as Form }));
  const rows = [...readFileSync(listFile, "utf8").matchAll(/^ {2}\["[0-9a-f]{64}", (\w+)\],$/gm)].map(
    ([, name]) => name,
  );
  const listed = rows.flatMap((row) => all.find(({ name }) => identifier(name) === row) ?? []);
  return all.filter((file) => !listed.includes(file)).reduce(withNew, listed);
}

/** A form that is new stands behind the other versions of its key, else behind the forms of its tab. */
function withNew(files: readonly LibraryFile[], file: LibraryFile): readonly LibraryFile[] {
  const { key, tab, version } = file.form;
  const ofKey = files.findLastIndex(({ form }) => form.key === key && form.version < version);
  const place = ofKey >= 0 ? ofKey : files.findLastIndex(({ form }) => form.tab === tab);
  return files.toSpliced(place < 0 ? files.length : place + 1, 0, file);
}

function identifier(name: string): string {
  return `${name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}Form`;
}

function listOf(files: readonly LibraryFile[]): string {
  const names = files.map(({ name }) => name).sort();
  const imports = names.map(
    (name) => `import ${identifier(name)} from "./library/${name}.json" with { type: "json" };`,
  );
  const rows = files.map(({ name, form }) => `  ["${idOfForm(form)}", ${identifier(name)}],`);
  return `// The files of the library with the id of each version. Written by \`npm run words\`, which keeps the order of the rows.

${imports.join("\n")}

export const libraryFiles: readonly (readonly [id: string, form: unknown])[] = [
${rows.join("\n")}
];
`;
}

/** The newest version of each key has a row of the page. */
function pageWith(files: readonly LibraryFile[], text: string): string {
  const forms = files.map(({ form }) => form);
  const newest = forms.filter(({ key, version }) => !forms.some((one) => one.key === key && one.version > version));
  const head = "| form | part | writers | sheets | due |\n| --- | --- | --- | --- | --- |\n";
  const begins = text.indexOf(head) + head.length;
  const rest = text.slice(begins).replace(/^(\|.*\n)*/, "");
  return `${text.slice(0, begins)}${newest.map(rowOf).join("")}${rest}`;
}

function rowOf(form: Form): string {
  const due = form.due.map((rule) => {
    const days = [...(rule.at ?? []), ...(rule.every === undefined ? [] : [`every ${rule.every}`])];
    return `${rule.id}: ${days.join(" ")} from ${rule.from}, ${rule.does}`;
  });
  const sheets = `${form.many ? "many" : "one"}, ${form.own}`;
  return `| ${form.key} | ${partsOf(form).join(", ")} | ${form.writers.join(", ")} | ${sheets} | ${due.join("; ")} |\n`;
}
