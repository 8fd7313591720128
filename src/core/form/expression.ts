// Expressions of forms: XLSForm's own text, in the subset that our forms need, parsed once into a bounded tree (FM2). There are no loops, no
// regular expressions, no chance, and no clock but `today()`; `evaluate.ts` reads the tree, and nothing is ever compiled.

/** An expression is at most so long, so deep, and of so many nodes. */
export const expressionBounds = { characters: 2000, nodes: 200, depth: 24 } as const;
/** Expressions in one form. */
export const maxExpressions = 300;

/** Functions with the fewest and the most arguments that each takes. */
export const functions = {
  selected: [2, 2],
  "count-selected": [1, 1],
  not: [1, 1],
  if: [3, 3],
  coalesce: [2, 8],
  true: [0, 0],
  false: [0, 0],
  today: [0, 0],
  date: [1, 1],
  "string-length": [1, 1],
  contains: [2, 2],
  "starts-with": [2, 2],
  concat: [1, 20],
  string: [1, 1],
  number: [1, 1],
  boolean: [1, 1],
  int: [1, 1],
  floor: [1, 1],
  round: [1, 2],
  min: [1, 20],
  max: [1, 20],
  "add-days": [2, 2],
  "add-months": [2, 2],
  "days-between": [2, 2],
  "difference-in-months": [2, 2],
  "difference-in-years": [2, 2],
  answered: [1, 1],
  marked: [2, 2],
} as const satisfies { readonly [name: string]: readonly [number, number] };
export type FunctionName = keyof typeof functions;

const comparisons = ["=", "!=", "<=", "<", ">=", ">"] as const;
export type Comparison = (typeof comparisons)[number];
export type Arithmetic = "+" | "-" | "*" | "div" | "mod";

/** A node of the tree. What stands in a row (`a or b or c`) is one node, so that a long row is not deep. */
export type Node =
  | { readonly is: "number"; readonly value: number }
  | { readonly is: "text"; readonly value: string }
  /** A field of the form, or a fact of the case. */
  | { readonly is: "name"; readonly name: string }
  /** The answer that a constraint is about. */
  | { readonly is: "own" }
  | { readonly is: "minus"; readonly of: Node }
  | { readonly is: "and" | "or"; readonly of: readonly Node[] }
  | { readonly is: "compare"; readonly by: Comparison; readonly left: Node; readonly right: Node }
  | {
      readonly is: "sum";
      readonly first: Node;
      readonly rest: readonly { readonly by: Arithmetic; readonly of: Node }[];
    }
  | { readonly is: "call"; readonly name: FunctionName; readonly of: readonly Node[] };

/** Why a text is no expression, and at which character of it, from 1 on. */
interface ExpressionFlaw {
  readonly at: number;
  readonly reason: string;
}

type Parsed = { readonly tree: Node } | { readonly flaw: ExpressionFlaw };

/** Reads an expression. Never throws. */
export function parseExpression(text: string): Parsed {
  if (text.length > expressionBounds.characters)
    return {
      flaw: { at: expressionBounds.characters + 1, reason: `is longer than ${expressionBounds.characters} characters` },
    };
  try {
    return { tree: new Parser(text).whole() };
  } catch (error) {
    if (error instanceof Unreadable) return { flaw: { at: error.at + 1, reason: error.reason } };
    throw error;
  }
}

/** The nodes of a tree, the tree itself first. */
export function nodesOf(tree: Node): readonly Node[] {
  const found: Node[] = [tree];
  for (let place = 0; place < found.length; place++) {
    const node = found[place];
    if (node !== undefined) found.push(...innerOf(node));
  }
  return found;
}

function innerOf(node: Node): readonly Node[] {
  switch (node.is) {
    case "minus":
      return [node.of];
    case "and":
    case "or":
    case "call":
      return node.of;
    case "compare":
      return [node.left, node.right];
    case "sum":
      return [node.first, ...node.rest.map((one) => one.of)];
    default:
      return [];
  }
}

/** The names that a tree reads: keys of fields and facts of the case. What `marked` reads is not among them. */
export function namesIn(tree: Node): readonly string[] {
  return [...new Set(nodesOf(tree).flatMap((node) => (node.is === "name" ? [node.name] : [])))];
}

class Unreadable extends Error {
  readonly at: number;
  readonly reason: string;
  constructor(at: number, reason: string) {
    super(reason);
    this.at = at;
    this.reason = reason;
  }
}

const namePattern = /\$\{\s*([A-Za-z][A-Za-z0-9_.-]{0,59})\s*\}/y;
const numberPattern = /\d{1,15}(\.\d{1,15})?|\.\d{1,15}/y;
const wordPattern = /[a-z][a-z-]{0,30}/y;
const textPattern = /'[^']*'|"[^"]*"/y;

/** Recursive descent over the text; a level of it is at most one parenthesis, call or minus deeper. */
class Parser {
  readonly #text: string;
  #at = 0;
  #nodes = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Node {
    const tree = this.#or();
    this.#blanks();
    if (this.#at < this.#text.length) this.#fail("does not end here");
    return tree;
  }

  #or(): Node {
    return this.#row("or", () => this.#row("and", () => this.#comparison()));
  }

  #row(word: "and" | "or", inner: () => Node): Node {
    const of = [inner()];
    while (this.#takeWord(word)) of.push(inner());
    const [only] = of;
    return of.length === 1 && only !== undefined ? only : this.#node({ is: word, of });
  }

  #comparison(): Node {
    const left = this.#sum();
    const by = this.#comparisonSign();
    if (by === undefined) return left;
    const right = this.#sum();
    const node = this.#node({ is: "compare", by, left, right });
    if (this.#comparisonSign() !== undefined) this.#fail("compares twice in a row: write `and` between");
    return node;
  }

  #comparisonSign(): Comparison | undefined {
    this.#blanks();
    if (!"=!<>".includes(this.#text[this.#at] ?? " ")) return undefined;
    return comparisons.find((one) => this.#take(one));
  }

  #sum(): Node {
    return this.#chain(
      () => (this.#take("+") ? "+" : this.#take("-") ? "-" : undefined),
      () =>
        this.#chain(
          () => (this.#take("*") ? "*" : this.#takeWord("div") ? "div" : this.#takeWord("mod") ? "mod" : undefined),
          () => this.#unit(),
        ),
    );
  }

  #chain(operator: () => Arithmetic | undefined, inner: () => Node): Node {
    const first = inner();
    const rest: { readonly by: Arithmetic; readonly of: Node }[] = [];
    for (let by = operator(); by !== undefined; by = operator()) rest.push({ by, of: inner() });
    return rest.length === 0 ? first : this.#node({ is: "sum", first, rest });
  }

  #unit(): Node {
    this.#blanks();
    if (++this.#depth > expressionBounds.depth) this.#fail(`nests deeper than ${expressionBounds.depth} levels`);
    const node = this.#oneUnit();
    this.#depth--;
    return node;
  }

  #oneUnit(): Node {
    const name = this.#match(namePattern);
    if (name !== undefined) return this.#node({ is: "name", name: name[1] ?? "" });
    if (this.#text.startsWith("${", this.#at)) this.#fail("names no field: write ${key}");
    const number = this.#match(numberPattern);
    if (number !== undefined) return this.#node({ is: "number", value: Number(number[0]) });
    const text = this.#match(textPattern);
    if (text !== undefined) return this.#node({ is: "text", value: text[0].slice(1, -1) });
    if (this.#take("-")) return this.#node({ is: "minus", of: this.#unit() });
    if (this.#take("(")) {
      const inner = this.#or();
      this.#must(")");
      return inner;
    }
    if (this.#take(".")) return this.#node({ is: "own" });
    return this.#call();
  }

  #call(): Node {
    const start = this.#at;
    const word = this.#match(wordPattern)?.[0];
    if (word === undefined) this.#fail(this.#at < this.#text.length ? "cannot be read from here" : "ends too early");
    if (!this.#take("("))
      this.#fail("is a word that stands for nothing: put a text into quotes and a field into ${}", start);
    if (!isFunction(word)) this.#fail(`calls ${word}(), which is no function here`, start);
    const of: Node[] = [];
    if (!this.#take(")")) {
      do of.push(this.#or());
      while (this.#take(","));
      this.#must(")");
    }
    const [fewest, most] = functions[word];
    if (of.length < fewest || of.length > most)
      this.#fail(
        `gives ${word}() ${of.length} arguments; it takes ${fewest === most ? fewest : `${fewest} to ${most}`}`,
        start,
      );
    return this.#node({ is: "call", name: word, of });
  }

  #node<N extends Node>(node: N): N {
    if (++this.#nodes > expressionBounds.nodes) this.#fail(`has more than ${expressionBounds.nodes} parts`);
    return node;
  }

  // By character codes: this runs before every sign that is looked for.
  #blanks(): void {
    for (
      let code = this.#text.charCodeAt(this.#at);
      code === 32 || (code >= 9 && code <= 13 && code !== 11 && code !== 12);
    )
      code = this.#text.charCodeAt(++this.#at);
  }

  #take(sign: string): boolean {
    this.#blanks();
    if (!this.#text.startsWith(sign, this.#at)) return false;
    this.#at += sign.length;
    return true;
  }

  /** A word of the language, not the beginning of a longer one: `or` but not `ordinary`. */
  #takeWord(word: string): boolean {
    this.#blanks();
    if (!this.#text.startsWith(word, this.#at) || /[A-Za-z0-9_-]/.test(this.#text[this.#at + word.length] ?? ""))
      return false;
    this.#at += word.length;
    return true;
  }

  #must(sign: string): void {
    if (!this.#take(sign)) this.#fail(`needs ${sign} here`);
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.#at += found[0].length;
    return found;
  }

  #fail(reason: string, at = this.#at): never {
    throw new Unreadable(at, reason);
  }
}

function isFunction(word: string): word is FunctionName {
  return Object.hasOwn(functions, word);
}
