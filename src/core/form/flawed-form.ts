// A form with flaws in its shape, without the things that have them, so that its other flaws are listed in the same go (FM4a). What is left is looked at and
// never used.
import { type Flaw, isObject } from "../schema-flaws.ts";
import { type Form, formTag } from "./form.ts";
import { isForm } from "./form-shape.ts";

interface Rest {
  readonly form: Form;
  /** True for a flaw that is there because something is missing that was taken out. */
  readonly isEcho: (flaw: Flaw) => boolean;
}

type Thing = Readonly<Record<string, unknown>>;

/** What stands for a missing or flawed property of the form itself. Flaws of it are not listed again. */
const standIns: Thing = {
  form: formTag,
  key: "key",
  version: 1,
  many: false,
  own: "shared",
  strict: false,
  writers: ["provider"],
  seal: "hour",
  tab: "plan",
};
/** Without these a thing is none. */
const needed: Readonly<Record<string, readonly string[]>> = {
  groups: ["key", "part"],
  fields: ["key", "group", "type"],
  due: ["id", "from", "does", "who", "kind"],
};

/** With more than so many, whoever mends them begins with these. */
const mostFlaws = 200;

/** Null where lists, groups, fields or due rules are not what they must be at all. */
export function withoutFlawed(value: unknown, flaws: readonly Flaw[]): Rest | null {
  if (flaws.length > mostFlaws || !isObject(value) || !isObject(value["lists"])) return null;
  if (!Object.keys(needed).every((name) => Array.isArray(value[name]))) return null;
  const isFlawed = (path: string) => flaws.some((flaw) => flaw.path === path || flaw.path.startsWith(`${path}.`));
  const isWithin = (path: string) => isFlawed(path) || flaws.some((flaw) => flaw.path.startsWith(`${path}[`));
  const lost = new Set<string>();
  const things = (name: string) =>
    (value[name] as readonly unknown[]).flatMap((thing, place) => {
      const path = `${name}[${place}]`;
      if (isObject(thing) && !flaws.some((flaw) => flaw.path === path)) {
        const isWhole = (needed[name] ?? []).every((part) => !isFlawed(`${path}.${part}`));
        if (isWhole)
          return [Object.fromEntries(Object.entries(thing).filter(([part]) => !isWithin(`${path}.${part}`)))];
        lost.add(String(thing["key"] ?? thing["id"] ?? ""));
      }
      lost.add("");
      return [];
    });
  const lists = Object.entries(value["lists"]).flatMap(([name, codes]): [string, readonly unknown[]][] => {
    const path = `lists.${name}`;
    const good =
      isFlawed(path) || !Array.isArray(codes) ? [] : codes.filter((_, place) => !isWithin(`${path}[${place}]`));
    if (good.length < (Array.isArray(codes) ? codes.length : 1)) lost.add(name);
    return good.length === 0 ? [] : [[name, good]];
  });
  const own = Object.fromEntries(
    Object.entries({ ...standIns, ...value }).map(([name, one]) => [name, isWithin(name) ? standIns[name] : one]),
  );
  const form: unknown = {
    ...Object.fromEntries(Object.entries(own).filter(([, one]) => one !== undefined)),
    lists: Object.fromEntries(lists),
    groups: things("groups"),
    fields: things("fields"),
    due: things("due"),
  };
  if (!isForm(form)) return null;
  return {
    form,
    isEcho: (flaw) =>
      isEcho(form, lost, flaw) || Object.keys(standIns).some((name) => isFlawed(name) && flaw.path === name),
  };
}

function isEcho(form: Form, lost: ReadonlySet<string>, { path, reason }: Flaw): boolean {
  if (lost.size === 0) return false;
  // That nothing is in a group, of a list or with a role may be so because it was taken out.
  if (/^(has no field|is the list of no field): /.test(reason) || path === "fields") return true;
  const [table = "", name = ""] = path.split(".");
  if (lost.has(name)) return true;
  const thing =
    table === "fields"
      ? form.fields.find(({ key }) => key === name)
      : table === "groups"
        ? form.groups.find(({ key }) => key === name)
        : form.due.find(({ id }) => id === name);
  const says = JSON.stringify(thing ?? form.offered ?? "");
  return (says.match(/[\w-]+/g) ?? []).some((word) => lost.has(word));
}
