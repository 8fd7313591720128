// A form as lines of a terminal.
import { codesOf, type Form, type FormField, type FormVersion, partsOf } from "../core/form/form.ts";
import type { WordsOfForm } from "../words/form-words.ts";

/** How many questions a form asks. */
export function questionLines(form: Form): string {
  const count = form.fields.filter((field) => field.type !== "note" && field.calculation === undefined).length;
  return count === 1 ? "1 question" : `${count} questions`;
}

/** A form for people who decide on it: its questions with their codes, when each is asked, and what is due. */
export function linesOfForm({ id, form }: FormVersion, words: WordsOfForm): readonly string[] {
  const lines = [
    `Form       ${form.key}, version ${form.version}: ${words.title}`,
    `Id         ${id}`,
    `Part       ${partsOf(form).join(", ")}`,
    `Written by ${form.writers.join(", ")}; ${form.many ? "many in a case" : "one in a case"}${form.strict ? "; not sealed with gaps" : ""}`,
    ...(form.offered === undefined ? [] : [`Offered    if ${form.offered}`]),
  ];
  for (const group of form.groups) {
    lines.push(
      `Group      ${words.groups[group.key]?.[0] ?? group.key}${group.relevant === undefined ? "" : ` (if ${group.relevant})`}`,
    );
    for (const field of form.fields.filter((one) => one.group === group.key))
      lines.push(...linesOfField(form, field, words));
  }
  if (form.due.length > 0) lines.push("Due");
  for (const rule of form.due) {
    const when = [...(rule.at ?? []), ...(rule.every === undefined ? [] : [`every ${rule.every}`])].join(", ");
    lines.push(`  ${rule.id}: ${words.due[rule.id] ?? rule.id}`);
    lines.push(
      `    ${when} from ${rule.from}, by a sheet of ${rule.does}; ${rule.kind}, ${rule.who}${rule.when === undefined ? "" : `; if ${rule.when}`}`,
    );
  }
  return lines;
}

function linesOfField(form: Form, field: FormField, words: WordsOfForm): readonly string[] {
  const [label = field.key, hint] = words.fields[field.key] ?? [];
  const why = words.why?.[field.key];
  const codes = codesOf(form, field.list ?? "").filter((code) => code.retired !== true);
  return [
    `  ${field.key} (${field.type}${field.required === true ? ", asked for" : ""}${field.retired === true ? ", no longer asked" : ""}): ${label}`,
    ...(hint === undefined ? [] : [`    ${hint}`]),
    ...(why === undefined ? [] : [`    why: ${why}`]),
    ...(codes.length === 0
      ? []
      : [
          `    ${codes.map((code) => `${code.code} = ${words.lists[field.list ?? ""]?.[code.code] ?? code.code}${code.writers === undefined ? "" : ` (${code.writers.join(", ")})`}`).join("; ")}`,
        ]),
    ...(field.relevant === undefined ? [] : [`    if ${field.relevant}`]),
    ...(field.constraint === undefined ? [] : [`    ${words.flaws[field.key] ?? field.key}: ${field.constraint}`]),
    ...(field.calculation === undefined ? [] : [`    calculated: ${field.calculation}`]),
  ];
}
