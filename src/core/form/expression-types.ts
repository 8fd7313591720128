// Whether the parts of an expression fit each other (FM4): every name exists, a code that is compared is a code of its list, and nothing is
// compared, added or asked that could not be meant. A misspelt code is the commonest error of authors, and silent where nobody looks.
import { presentFields } from "../present-fields.ts";
import type { Arithmetic, FunctionName, Node } from "./expression.ts";

/** What a part gives. `empty` is the empty text, which goes with everything. */
type Kind = "text" | "number" | "truth" | "day" | "date" | "code" | "codes" | "empty";

export interface Typed {
  readonly kind: Kind;
  /** The codes of a list; of a text those that it may be, where that is known. */
  readonly codes?: readonly string[];
}

/** What the names of an expression stand for. */
export interface Names {
  readonly typeOf: (name: string) => Typed | undefined;
  readonly hasGroup: (group: string) => boolean;
  /** The answer that a constraint is about; undefined where there is none. */
  readonly own: Typed | undefined;
}

interface TypedExpression {
  readonly gives: Typed;
  readonly reasons: readonly string[];
}

const kindNames: { readonly [K in Kind]: string } = {
  text: "a text",
  number: "a number",
  truth: "yes or no",
  day: "a day",
  date: "a date that may lack day and month",
  code: "a code",
  codes: "several codes",
  empty: "the empty text",
};

/** What an expression gives, and why it cannot be meant so. */
export function typeExpression(tree: Node, names: Names): TypedExpression {
  const reasons: string[] = [];
  const gives = new Typing(names, reasons).of(tree);
  return { gives, reasons: [...new Set(reasons)] };
}

/** Why what is given cannot be used as this; nothing where it can. */
export function misfit(given: Typed, wanted: Typed): string | undefined {
  if (given.kind === "empty") return undefined;
  const fits = {
    text: ["text", "number", "code", "day", "date"],
    number: ["number"],
    truth: ["truth"],
    day: ["day"],
    date: ["date", "day"],
    code: ["code", "text"],
    codes: ["codes"],
    empty: [],
  }[wanted.kind] as readonly Kind[];
  if (!fits.includes(given.kind)) return `gives ${kindNames[given.kind]}, where ${kindNames[wanted.kind]} is wanted`;
  if (wanted.codes === undefined || wanted.kind !== "code") return undefined;
  if (given.codes === undefined) return "may give a text that is no code of the list";
  const strange = given.codes.find((one) => one !== "" && wanted.codes?.includes(one) === false);
  return strange === undefined ? undefined : `gives '${strange}', which is no code of the list`;
}

class Typing {
  readonly #names: Names;
  readonly #reasons: string[];

  constructor(names: Names, reasons: string[]) {
    this.#names = names;
    this.#reasons = reasons;
  }

  of(node: Node): Typed {
    switch (node.is) {
      case "number":
        return { kind: "number" };
      case "text":
        return node.value === "" ? { kind: "empty" } : { kind: "text", codes: [node.value] };
      case "name": {
        const found = this.#names.typeOf(node.name);
        if (found === undefined)
          this.#reasons.push(`reads \${${node.name}}, which is no field of this form and no fact of the case`);
        return found ?? { kind: "empty" };
      }
      case "own":
        if (this.#names.own === undefined) this.#reasons.push("reads `.`, which only a constraint may");
        return this.#names.own ?? { kind: "empty" };
      case "minus":
        this.#wants(this.of(node.of), "number");
        return { kind: "number" };
      case "and":
      case "or":
        for (const one of node.of) this.#wantsTruth(this.of(one));
        return { kind: "truth" };
      case "compare":
        this.#compare(node.by, this.of(node.left), this.of(node.right));
        return { kind: "truth" };
      case "sum":
        return node.rest.reduce<Typed>(
          (sum, one) => this.#calculate(one.by, sum, this.of(one.of)),
          this.of(node.first),
        );
      case "call":
        return this.#call(node.name, node.of);
    }
  }

  #compare(by: string, left: Typed, right: Typed): void {
    if (by === "=" || by === "!=") this.#equal(left, right);
    else if (!(left.kind === right.kind && (left.kind === "number" || left.kind === "day")))
      this.#reasons.push(
        `compares ${kindNames[left.kind]} with ${kindNames[right.kind]} by ${by}; that is for two numbers or two days`,
      );
  }

  #equal(left: Typed, right: Typed): void {
    if (left.kind === "empty" || right.kind === "empty") return;
    if (left.kind === "codes" || right.kind === "codes") {
      this.#reasons.push("compares several codes as one text: write selected()");
      return;
    }
    const textual: readonly Kind[] = ["text", "code", "date"];
    if (left.kind !== right.kind && !(textual.includes(left.kind) && textual.includes(right.kind))) {
      this.#reasons.push(`compares ${kindNames[left.kind]} with ${kindNames[right.kind]}`);
      return;
    }
    if (left.kind === "code") this.#codesOf(left, right);
    else if (right.kind === "code") this.#codesOf(right, left);
  }

  #codesOf(list: Typed, text: Typed): void {
    const strange = text.codes?.find((one) => one !== "" && list.codes?.includes(one) === false);
    if (text.kind === "text" && strange !== undefined)
      this.#reasons.push(`names '${strange}', which is no code of the list`);
  }

  #calculate(by: Arithmetic, left: Typed, right: Typed): Typed {
    if (by === "-" && left.kind === "day" && right.kind === "day") return { kind: "number" };
    for (const one of [left, right]) {
      if (one.kind === "number") continue;
      this.#reasons.push(
        one.kind === "truth"
          ? "calculates with a yes or no: write if(…, 1, 0)"
          : one.kind === "day" || one.kind === "date"
            ? "calculates with a day: write add-days(), add-months(), days-between() or difference-in-years()"
            : `calculates with ${kindNames[one.kind]}`,
      );
    }
    return { kind: "number" };
  }

  #call(name: FunctionName, given: readonly Node[]): Typed {
    const types = given.map((node) => this.of(node));
    const at = (index: number): Typed => types[index] ?? { kind: "empty" };
    switch (name) {
      case "selected":
        if (at(0).kind !== "code" && at(0).kind !== "codes")
          this.#reasons.push("asks selected() of a field that has no list");
        if (at(1).kind !== "text" && at(1).kind !== "code")
          this.#reasons.push("asks selected() for no code: write it into quotes");
        this.#codesOf(at(0), at(1));
        return { kind: "truth" };
      case "count-selected":
        if (at(0).kind !== "code" && at(0).kind !== "codes")
          this.#reasons.push("counts the codes of a field that has no list");
        return { kind: "number" };
      case "not":
        this.#wantsTruth(at(0));
        return { kind: "truth" };
      case "if":
        this.#wantsTruth(at(0));
        return this.#oneOf(at(1), at(2));
      case "coalesce":
        return types.reduce((left, right) => this.#oneOf(left, right));
      case "true":
      case "false":
      case "answered":
        return { kind: "truth" };
      case "boolean":
        return { kind: "truth" };
      case "today":
        return { kind: "day" };
      case "date":
        this.#wants(at(0), "text");
        return { kind: "day" };
      case "contains":
      case "starts-with":
        for (const one of types) this.#wants(one, "text");
        return { kind: "truth" };
      case "concat":
      case "string":
        return { kind: "text" };
      case "string-length":
      case "number":
        return { kind: "number" };
      case "int":
      case "floor":
      case "round":
      case "min":
      case "max":
        for (const one of types) this.#wants(one, "number");
        return { kind: "number" };
      case "add-days":
      case "add-months":
        this.#wants(at(0), "day");
        this.#wants(at(1), "number");
        return { kind: "day" };
      case "days-between":
      case "difference-in-months":
      case "difference-in-years":
        for (const one of types) this.#wants(one, "date");
        return { kind: "number" };
      case "marked":
        this.#marked(given[0], given[1]);
        return { kind: "number" };
    }
  }

  #marked(group: Node | undefined, weight: Node | undefined): void {
    if (group?.is !== "text" || (group.value !== "*" && !this.#names.hasGroup(group.value)))
      this.#reasons.push("asks marked() for no group of this form: write its key, or *, into quotes");
    if (weight?.is !== "text" || !["S", "M", "W", "*"].includes(weight.value))
      this.#reasons.push("asks marked() for no weight: write 'S', 'M', 'W' or '*'");
  }

  /** Two ways of one value: what both are. */
  #oneOf(left: Typed, right: Typed): Typed {
    if (left.kind === "empty") return right.kind === "text" || right.kind === "code" ? withEmpty(right) : right;
    if (right.kind === "empty") return left.kind === "text" || left.kind === "code" ? withEmpty(left) : left;
    const textual: readonly Kind[] = ["text", "code"];
    if (textual.includes(left.kind) && textual.includes(right.kind)) {
      const both = left.codes === undefined || right.codes === undefined ? undefined : [...left.codes, ...right.codes];
      return { kind: left.kind === right.kind ? left.kind : "text", ...presentFields({ codes: both }) };
    }
    if (left.kind === right.kind) return { kind: left.kind };
    this.#reasons.push(`gives ${kindNames[left.kind]} one time and ${kindNames[right.kind]} another time`);
    return { kind: "empty" };
  }

  #wants(given: Typed, kind: Kind): void {
    const reason = misfit(given, { kind });
    if (reason !== undefined) this.#reasons.push(reason);
  }

  /** A count is a truth too: `marked('*','S')`. */
  #wantsTruth(given: Typed): void {
    if (given.kind === "truth" || given.kind === "number" || given.kind === "empty") return;
    this.#reasons.push(`asks whether ${kindNames[given.kind]} is true: write answered(), or compare it`);
  }
}

function withEmpty(typed: Typed): Typed {
  return typed.codes === undefined ? typed : { ...typed, codes: [...typed.codes, ""] };
}
