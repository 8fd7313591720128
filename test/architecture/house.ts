// The figures of the house: what can be counted of the source itself. `bench/house.ts` prints them. They are there to be looked at; tests hold that they are
// counted right, that there is no circle, and a bound of those that grow unseen.
import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { parseSync } from "vite";
import { circlesOf, foldersOf, type Imports } from "./circles.ts";
import { layers, root } from "./layers.ts";
import { projectFiles, walk } from "./source-files.ts";

/** One figure, and where its parts are. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly parts: readonly string[];
}

/** Text by path: everything under `src`, `test` and `bench`, and what else takes something from there. */
type Sources = ReadonlyMap<string, string>;

/** The source as it stands. */
export function sourcesOfHouse(): Sources {
  const paths = projectFiles().filter((path) =>
    /^((src|test|bench|deploy)\/.*\.(tsx?|css|json)|vite\.config\.ts)$/.test(path),
  );
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

const mostLines = 100;
const fewParameters = 4;

/** Each figure, in the order in which it is printed. */
export function houseFigures(sources: Sources): readonly Figure[] {
  const files = [...sources].filter(([path]) => isCode(path)).map(([path, code]) => readCode(path, code));
  const product = files.filter(({ path }) => isProduct(path));
  const imports: Imports = new Map(product.map(({ path, uses }) => [path, [...new Set(uses.map(({ from }) => from))]]));
  const messages = englishMessages(sources);
  const unused = exportsWithout(product, files);
  const untaken = exportsWithout(
    product,
    files.filter(({ path }) => !isTest(path)),
  );
  return [
    lines("lines of product", sources, (path) => isProduct(path) && !isGenerated(path)),
    lines("lines of product that a command wrote", sources, isGenerated),
    lines("lines of product of the record's side", sources, isOfRecord),
    lines("lines of facts and rules of the record's side, as data", sources, isDataOfRecord),
    lines("lines of words, all languages", sources, isWords),
    lines("lines of words of the record's side", sources, isWordsOfRecord),
    lines("lines of tests and benches", sources, isTest),
    { name: "messages", value: messages.length, parts: [] },
    figure("English texts under more than one key", textsTwice(messages)),
    figure("circles of files", circlesOf(imports).map(inWords)),
    figure(
      "circles of folders",
      foldersOf(imports).flatMap(([, sides]) => circlesOf(sides).filter(hasFolder).map(inWords)),
    ),
    figure("imports that run back up between layers", importsUp(imports)),
    figure(
      "as unknown as",
      product.flatMap(({ casts }) => casts),
    ),
    figure(
      `functions over ${mostLines} lines`,
      product.flatMap(({ long }) => long),
    ),
    figure(
      "functions of five and more parameters",
      product.flatMap(({ wide }) => wide),
    ),
    figure(
      "spreads of a condition",
      product.flatMap(({ spreads }) => spreads),
    ),
    figure("exported names that several files declare", namesTwice(product)),
    figure("exports that nothing uses", unused),
    figure(
      "exports that only tests use",
      untaken.filter((name) => !unused.includes(name)),
    ),
    figure(
      "useState in src/web",
      product.flatMap(({ states }) => states),
    ),
  ];
}

function figure(name: string, parts: readonly string[]): Figure {
  return { name, value: parts.length, parts };
}

function isCode(path: string): boolean {
  return /\.tsx?$/.test(path) && !path.endsWith(".d.ts");
}

function isProduct(path: string): boolean {
  return /^src\/.*\.(tsx?|css)$/.test(path) && !path.endsWith(".test.ts");
}

function isWords(path: string): boolean {
  return /^src\/words\/.*\.json$/.test(path);
}

/** The country's record from its registers to the report. */
function isOfRecord(path: string): boolean {
  return (
    isProduct(path) &&
    /^src\/(record|core\/registers|assessment|reports|tables|web\/(record|public-record))\//.test(path)
  );
}

/** Read by the program, and by people who know the matter. */
function isDataOfRecord(path: string): boolean {
  return /^src\/assessment\/(?!tsconfig).*\.json$/.test(path);
}

function isWordsOfRecord(path: string): boolean {
  return /^src\/words\/\w+\/(record|record-page|report|report-facts|codes|shown)\.json$/.test(path);
}

function isTest(path: string): boolean {
  return isCode(path) && (/^(test|bench)\//.test(path) || path.endsWith(".test.ts"));
}

/** How a language writes, beside its messages. */
function isLanguage(path: string): boolean {
  return path.endsWith("/language.json");
}

/** What `npm run words` writes, and names of countries and currencies as `test/support/words/cldr-names.ts` writes them. */
function isGenerated(path: string): boolean {
  return (
    path === "src/core/form/library-files.ts" ||
    /^src\/words\/(message-values|language-table|word-files|country-names|currency-names)\.ts$/.test(path)
  );
}

function lines(name: string, sources: Sources, isCounted: (path: string) => boolean): Figure {
  const counts = [...sources].filter(([path]) => isCounted(path)).map(([, text]) => text.split("\n").length - 1);
  return { name, value: counts.reduce((sum, count) => sum + count, 0), parts: [] };
}

type Message = readonly [key: string, text: string];

function englishMessages(sources: Sources): readonly Message[] {
  return [...sources]
    .filter(([path]) => path.startsWith("src/words/en/") && isWords(path) && !isLanguage(path))
    .flatMap(([, text]) => Object.entries(JSON.parse(text) as Readonly<Record<string, string>>));
}

function textsTwice(messages: readonly Message[]): readonly string[] {
  return [...together(messages.map(([key, text]) => [text, key]))].map(([text, keys]) => `${keys.join(" ")}: ${text}`);
}

function namesTwice(product: readonly SourceFile[]): readonly string[] {
  const declared = product.flatMap(({ path, declares }) => declares.map((name) => [name, path] as const));
  return [...together(declared)].map(([name, paths]) => `${name}: ${paths.join(" ")}`);
}

/** What has more than one value: each with all of them. */
function together(pairs: readonly (readonly [key: string, value: string])[]): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, string[]>();
  for (const [key, value] of pairs) all.set(key, [...(all.get(key) ?? []), value]);
  return new Map([...all].filter(([, values]) => values.length > 1));
}

function hasFolder(circle: readonly string[]): boolean {
  return circle.some((side) => !isCode(side));
}

function inWords(circle: readonly string[]): string {
  return [...circle, circle[0]].join(" > ");
}

/** What the table of layers does not allow. */
function importsUp(imports: Imports): readonly string[] {
  const layerOf = (path: string) => path.split("/")[1] ?? "";
  return [...imports].flatMap(([path, named]) => {
    const allowed = [layerOf(path), ...(layers[layerOf(path)]?.layers ?? [])];
    return named.filter((other) => !allowed.includes(layerOf(other))).map((other) => `${path} > ${other}`);
  });
}

/** Everything that the product exports and none of these files takes. */
function exportsWithout(product: readonly SourceFile[], users: readonly SourceFile[]): readonly string[] {
  const used = new Set(
    users.flatMap(({ uses }) => uses.flatMap(({ from, names }) => names.map((name) => `${from} ${name}`))),
  );
  return product
    .flatMap(({ path, exports }) => exports.map((name) => `${path} ${name}`))
    .filter((name) => !used.has(name));
}

/** What is read of one file. */
interface SourceFile {
  readonly path: string;
  /** What it exports, passed on from elsewhere or not. */
  readonly exports: readonly string[];
  /** What it exports and declares itself. */
  readonly declares: readonly string[];
  /** What it takes of which other file. */
  readonly uses: readonly { readonly from: string; readonly names: readonly string[] }[];
  readonly casts: readonly string[];
  readonly long: readonly string[];
  readonly wide: readonly string[];
  readonly spreads: readonly string[];
  readonly states: readonly string[];
}

function readCode(path: string, code: string): SourceFile {
  const { program, module, errors } = parseSync(path, code);
  if (errors.length > 0) throw new Error(`${path} does not parse`);
  const exported = module.staticExports.flatMap(({ entries }) => entries);
  const takes = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      specifier: moduleRequest.value,
      names: entries.map(({ importName: { kind, name } }) => (kind === "Name" ? (name ?? "") : kind)),
    })),
    ...exported.map(({ moduleRequest, importName: { name } }) => ({
      specifier: moduleRequest?.value ?? "",
      names: [name ?? ""],
    })),
  ];
  const { names, loads, ...faults } = readTree(path, code, program);
  // What is loaded later, or named inside a type: every name that stands in this file counts as taken from there, one in quotation marks as well.
  const later = loads.map((specifier) => ({ specifier, names: [...names] }));
  return {
    path,
    exports: exported.flatMap(({ exportName: { name } }) => name ?? []),
    declares: exported.flatMap(({ exportName: { name }, moduleRequest }) =>
      moduleRequest === null ? (name ?? []) : [],
    ),
    uses: [...takes, ...later]
      .filter(({ specifier }) => /^\..*\.tsx?$/.test(specifier))
      .map(({ specifier, names }) => ({ from: normalize(join(dirname(path), specifier)), names })),
    ...faults,
  };
}

function readTree(path: string, code: string, program: unknown) {
  const lineAt = (at: unknown) => code.slice(0, Number(at)).split("\n").length;
  const [names, loads] = [new Set<string>(), [] as string[]];
  const [casts, long, wide, spreads, states] = [[], [], [], [], []] as [
    string[],
    string[],
    string[],
    string[],
    string[],
  ];
  walk(program, (node) => {
    const place = () => `${path}:${lineAt(node["start"])}`;
    switch (node["type"]) {
      case "Identifier":
      case "JSXIdentifier":
        names.add(String(node["name"]));
        break;
      case "Literal":
        if (typeof node["value"] === "string") names.add(node["value"]);
        break;
      case "ImportExpression":
      case "TSImportType":
        loads.push(String(inner(node, "source")["value"]));
        break;
      case "TSAsExpression":
        if (inner(inner(node, "expression"), "typeAnnotation")["type"] === "TSUnknownKeyword") casts.push(place());
        break;
      case "CallExpression":
        if (inner(node, "callee")["name"] === "useState") states.push(place());
        break;
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression": {
        const length = lineAt(node["end"]) - lineAt(node["start"]) + 1;
        const name = inner(node, "id")["name"] ?? "";
        if (length > mostLines) long.push(`${place()} ${name} ${length}`);
        const { length: parameters } = node["params"] as readonly unknown[];
        if (parameters > fewParameters) wide.push(`${place()} ${name} ${parameters}`);
        break;
      }
      case "ObjectExpression":
        spreads.push(
          ...(node["properties"] as readonly Node[])
            .filter(isOfCondition)
            .map(({ start }) => `${path}:${lineAt(start)}`),
        );
        break;
      case "JSXSpreadAttribute":
        if (isOfCondition(node)) spreads.push(place());
    }
  });
  return { names, loads, casts, long, wide, spreads, states };
}

/** A spread into an object, or into a tag, that gives nothing on one side: `...(x ? { a } : {})` or `...(x && { a })`. */
function isOfCondition({ type, argument = {} }: Node): boolean {
  if (type !== "SpreadElement" && type !== "JSXSpreadAttribute") return false;
  const spread = bare(argument as Node);
  if (spread["type"] === "LogicalExpression") return spread["operator"] === "&&";
  if (spread["type"] !== "ConditionalExpression") return false;
  return ["consequent", "alternate"].some((side) => {
    const { type, properties } = bare(inner(spread, side));
    return type === "ObjectExpression" && (properties as readonly unknown[]).length === 0;
  });
}

function bare(node: Node): Node {
  return node["type"] === "ParenthesizedExpression" ? bare(inner(node, "expression")) : node;
}

type Node = Readonly<Record<string, unknown>>;

function inner(node: Node, name: string): Node {
  return (node[name] ?? {}) as Node;
}
