// Expressions of forms: what is read, what it gives, and that nothing else happens.
import assert from "node:assert/strict";
import { test } from "node:test";
import { anyCharacter } from "../../../test/support/any-character.ts";
import { fc, tries } from "../../../test/support/tries.ts";
import { evaluate, type Scope, toText, type Value } from "./evaluate.ts";
import { expressionBounds, functions, type Node, namesIn, nodesOf, parseExpression } from "./expression.ts";

function tree(text: string): Node {
  const parsed = parseExpression(text);
  return "tree" in parsed ? parsed.tree : assert.fail(`${text}: ${parsed.flaw.reason}`);
}

function flaw(text: string): string {
  const parsed = parseExpression(text);
  return "flaw" in parsed ? `${parsed.flaw.at} ${parsed.flaw.reason}` : assert.fail(text);
}

const answers: { readonly [name: string]: Value } = {
  way: "phone",
  signs: ["afraid", "violence"],
  safe: false,
  number: 7,
  on: "2031-02-28",
  born: "2013",
  "safe-now": "unsure",
};

function scope(own: Value = ""): Scope {
  return {
    value: (name) => (Object.hasOwn(answers, name) ? (answers[name] ?? "") : ""),
    own,
    today: "2031-03-31",
    marked: (group, weight) => (group === "*" && weight === "S" ? 2 : 0),
  };
}

const gives = (text: string, own?: Value) => evaluate(tree(text), scope(own));

test("an expression gives what an author of XLSForm means by it", () => {
  const expected: readonly (readonly [string, Value])[] = [
    ["1 + 2 * 3", 7],
    ["(1 + 2) * 3 - -1", 10],
    ["7 mod 4 + 9 div 3", 6],
    ["${way} = 'phone' and ${number} > 6", true],
    ["${way} != 'phone' or ${number} >= 7.5", false],
    ["selected(${signs}, 'afraid')", true],
    ["selected(${signs}, 'afr')", false],
    ["selected(${way}, 'phone')", true],
    ["count-selected(${signs})", 2],
    ["if(${safe}, 'a', \"b\")", "b"],
    ["coalesce(${nothing}, ${way})", "phone"],
    ["not(${safe})", true],
    ["${safe} = false()", true],
    ["string-length('шаҳр')", 4],
    ["contains('abc', 'b') and starts-with('abc', 'ab')", true],
    ["concat(${way}, '-', ${number})", "phone-7"],
    ["int(-3.7)", -3],
    ["floor(-3.2)", -4],
    ["round(3.456, 2)", 3.46],
    ["min(3, 1, 2) + max(3, 1, 2)", 4],
    ["marked('*', 'S') >= 1", true],
    ["marked('work', 'S')", 0],
    [".<= today()", true],
  ];
  for (const [text, value] of expected) assert.deepEqual(gives(text, "2031-03-31"), value, text);
});

test("days are days: they are compared, counted between, and moved to the end of a shorter month", () => {
  const expected: readonly (readonly [string, Value])[] = [
    ["today() > ${on}", true],
    ["days-between(${on}, today())", 31],
    ["today() - ${on}", 31],
    ["add-days(${on}, 1)", "2031-03-01"],
    ["add-months(today(), -1)", "2031-02-28"],
    ["add-months('2031-01-31', 1)", "2031-02-28"],
    ["difference-in-months(${on}, today())", 1],
    ["difference-in-months('2031-01-31', '2031-02-28')", 0],
    ["difference-in-years('2013-04-01', today())", 17],
    ["date('2031-02-30')", ""],
  ];
  for (const [text, value] of expected) assert.deepEqual(gives(text), value, text);
});

test("a date that is known in part makes a person as young as they may be: doubt about age means child", () => {
  // Born in 2013, on its last day at the latest.
  assert.equal(gives("difference-in-years(${born}, today())"), 17);
  assert.equal(gives("difference-in-years(${born}, '2031-12-31')"), 18);
});

test("[FM3] an empty answer is the empty text; its number is none, so that every comparison with it is false", () => {
  assert.equal(gives("${nothing} = ''"), true);
  for (const text of [
    "${nothing} > 0",
    "${nothing} <= 0",
    "${nothing} = 0",
    "${nothing} = false()",
    "${nothing} = 'phone'",
    "selected(${nothing}, 'a')",
    "answered(${nothing})",
    "${nothing}",
  ])
    assert.equal(gives(`if(${text}, 'yes', 'no')`), "no", text);
  assert.equal(gives("answered(${safe})"), true, "an answer of no is an answer");
  assert.ok(Number.isNaN(gives("${nothing} + 1")));
});

test("what cannot be read is refused with its place and what to do", () => {
  assert.match(flaw("${way = 'phone'"), /^1 names no field: write \$\{key\}/);
  assert.match(flaw("way = 'phone'"), /^1 is a word that stands for nothing/);
  assert.match(flaw("selected(${way})"), /^1 gives selected\(\) 1 arguments; it takes 2/);
  assert.match(flaw("1 +"), /^4 ends too early/);
  assert.match(flaw("(1"), /needs \) here/);
  assert.match(flaw("1 2"), /^3 does not end here/);
  assert.match(flaw("1 < 2 < 3"), /compares twice in a row/);
  assert.match(flaw("regex(., '.*')"), /calls regex\(\), which is no function here/);
  assert.match(flaw("random()"), /no function/);
  assert.match(flaw("constructor()"), /no function/);
  assert.match(flaw("/data/way = 1"), /cannot be read from here/);
  assert.match(flaw("${a}[1]"), /does not end here/);
  assert.match(flaw(""), /ends too early/);
  assert.match(flaw("'open"), /cannot be read/);
  assert.match(flaw("${}"), /names no field/);
});

test("[FM2] an expression is at most 2,000 characters long, 24 levels deep and of 200 parts", () => {
  const nested = (levels: number) => `${"(".repeat(levels - 1)}1${")".repeat(levels - 1)}`;
  tree(nested(expressionBounds.depth));
  assert.match(flaw(nested(expressionBounds.depth + 1)), /deeper than 24/);
  assert.match(flaw(`${"-".repeat(30)}1`), /deeper than 24/);
  const sum = (terms: number) => Array.from({ length: terms }, () => "1").join("+");
  // Each number is a part, and the sum is one.
  tree(sum(expressionBounds.nodes - 1));
  assert.match(flaw(sum(expressionBounds.nodes)), /more than 200 parts/);
  tree(`1${" ".repeat(1999)}`);
  assert.match(flaw(`1${" ".repeat(2000)}`), /longer than 2000/);
});

test("a long row of `or` is not deep: sixty signs fit", () => {
  const row = Array.from({ length: 60 }, (_, n) => `\${sign-${n}}`).join(" or ");
  assert.equal(gives(row), false);
  assert.equal(namesIn(tree(row)).length, 60);
});

test("words of the language end where they end: a name may begin with one", () => {
  assert.equal(gives("if(true(), 1, 0) div 1"), 1);
  assert.match(flaw("true() ordinary"), /does not end here/);
  assert.deepEqual(namesIn(tree("${order} and ${mode}")), ["order", "mode"]);
});

test("no expression reaches a prototype or a global: names are only asked of the scope", () => {
  const asked: string[] = [];
  const spy: Scope = {
    ...scope(),
    value: (name) => {
      asked.push(name);
      return "";
    },
  };
  for (const name of ["constructor", "toString", "case.child", "globalThis"]) {
    assert.equal(evaluate(tree(`\${${name}}`), spy), "");
  }
  assert.deepEqual(asked, ["constructor", "toString", "case.child", "globalThis"]);
  assert.match(flaw("${__proto__}"), /names no field/);
});

// Written by hand: other languages, other dialects, ways out, and what ends in the middle.
const refusedByHand = `
this
self
window
globalThis
process.exit()
require('fs')
import('x')
eval('1')
Function('return 1')()
constructor
constructor.constructor('return 1')()
__proto__
[].constructor
''.constructor
'a'.length
(1).toString()
\${way}.length
\${way}[0]
\${way}()
\${way
$way
\${\${way}}
\${way}\${way}
\${way} \${number}
\${}
\${ way
#{way}
{{way}}
<%= way %>
\`\${way}\`
"\${way}
'\${way}
'a' 'b'
'a''b'
1 2
1,2
1;2
1..2
1.2.3
0x10
1e9
1_000
999999999999999999999999999999 * 999999999999999999999999999999
5.
١
--
+
+1
*
/
//
//way
/data/way
../way
./way
way
way = 1
@way
.way
. .
..
=
==
===
1 == 1
1 === 1
!=
1 !== 2
<>
1 <> 2
=>
() => 1
1 <
< 1
1 < 2 < 3
1 = 1 = 1
and
or
1 and
and 1
1 && 1
1 || 1
!1
not
not 1
not()
not(1, 2)
div
1 / 2
1 % 2
1 ^ 2
1 ** 2
1 ? 2 : 3
if
if(1)
if(1, 2)
if(1, 2, 3, 4)
if 1 then 2
selected
selected()
selected(\${way})
selected(\${signs}, 'a', 'b')
count()
sum(\${signs})
position(..)
indexed-repeat(\${way}, 1, 1)
pulldata('a', 'b', 'c', 'd')
instance('a')/root/item
jr:choice-name('a', 'b')
jr:itext('a')
once(1)
random()
uuid()
now()
regex(., '.*')
replace('a', 'b', 'c')
translate('a', 'b', 'c')
substr('a', 1)
eval()
alert(1)
fetch('https://example.org')
today
today(1)
marked()
marked('*')
marked('*', 'S', 'M')
concat(
concat)
)
(
()
(1
1)
((1)
(1))
[1]
[]
{}
{'a': 1}
'
"
'a
a'
"a'
'a\\'b'
\\
\\u0041
\\n
;
,
1,
,1
#
# comment
1 # comment
1 // comment
1 /* comment */ + 1
<!-- 1 -->
<script>1</script>
1 + + 1
1 + * 1
1 -- 1 *
true
false
null
undefined
NaN
Infinity
true() and
true()true()
trueand false
1and 1 or
`;
const readByHand = `
'__proto__' = 'constructor'
selected('constructor', 'constructor')
concat('toString', 'valueOf', 'hasOwnProperty')
coalesce('', '__proto__')
if('__proto__', 'a', 'b')
string-length('<script>alert(1)</script>')
concat('https://', 'example.org')
1 div 0
0 div 0
-1 div 0
1 mod 0
round(1 div 0, 2)
int('x')
.5
0.1 + 0.2
-0
- - 1
--1
date('9999-99-99')
date('')
add-days('2031-01-31', 999999999)
add-months('2031-01-31', -999999999)
add-days('x', 'y')
days-between('x', today())
difference-in-years('0001-01-01', '9999-12-31')
min('a', 'b')
max(1, 'x')
count-selected('')
contains('', '')
starts-with('a', '')
\${constructor} = ''
\${toString} = ''
\${hasOwnProperty} = ''
\${case.constructor} = ''
. = .
. > 'zzz'
`;

test("[FM2] of 200 texts that somebody might write by hand each is read or refused with its place, and what is read gives a plain value and reaches nothing", () => {
  const [refused, read] = [refusedByHand, readByHand].map((texts) => texts.trim().split("\n"));
  assert.ok((refused?.length ?? 0) + (read?.length ?? 0) >= 200);
  for (const text of refused ?? []) assert.match(flaw(text), /^\d+ /, text);
  for (const text of read ?? []) {
    for (const own of ["", "2031-01-01", Number.NaN]) {
      const value = evaluate(tree(text), scope(own));
      assert.ok(["string", "number", "boolean"].includes(typeof value), text);
      assert.ok(toText(value).length < 100, text);
    }
  }
});

// What an author or an attacker may write: pieces of the language in any order, with damage.
const piece = fc.oneof(
  fc.constantFrom(..."+-*()=<>,.'\"${} \n\\/[]0123456789".split("")),
  fc.constantFrom(
    "and",
    "or",
    "div",
    "mod",
    "${a}",
    "${case.child}",
    "'x'",
    "''",
    "!=",
    "<=",
    ">=",
    "today()",
    "1.5",
    ".",
  ),
  fc.constantFrom(...Object.keys(functions)),
  fc.string({ maxLength: 4, unit: anyCharacter }),
);
const values: readonly Value[] = ["", "x", "2031-01-01", 3, -1.5, true, false, ["x", "y"], Number.NaN];

test("[FM2] random texts, 100,000 with test:tries, give a tree or a flaw, and every tree a value within its bounds, never an exception", () => {
  let [trees, refused] = [0, 0];
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), fc.constantFrom(...values), (pieces, value) => {
      const parsed = parseExpression(pieces.join(""));
      if ("flaw" in parsed) {
        refused++;
        return parsed.flaw.at >= 1 && parsed.flaw.reason.length > 0;
      }
      trees++;
      const given = evaluate(parsed.tree, { value: () => value, own: value, today: "2031-01-01", marked: () => 1 });
      return nodesOf(parsed.tree).length <= expressionBounds.nodes && toText(given).length < 100_000;
    }),
    { numRuns: tries(100_000) },
  );
  assert.ok(trees > 300 && refused > 300, `${trees} trees, ${refused} refused: both ways are tried`);
});

// Trees that are surely sound, written out and read again.
const { sound } = fc.letrec<{ sound: string }>((tie) => ({
  sound: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc.constantFrom("1", "2.5", "'text'", "${way}", "${signs}", "${safe}", "${on}", ".", "today()", "true()"),
    fc
      .tuple(tie("sound"), fc.constantFrom(" + ", "-", " * ", " div ", " mod "), tie("sound"))
      .map((p) => `(${p.join("")})`),
    fc
      .tuple(tie("sound"), fc.constantFrom("=", "!=", "<", "<=", ">", ">="), tie("sound"))
      .map((p) => `(${p.join("")})`),
    fc
      .tuple(tie("sound"), fc.constantFrom(" and ", " or "), tie("sound"))
      .map((p) => p.join(""))
      .map((p) => `(${p})`),
    fc.tuple(tie("sound"), tie("sound"), tie("sound")).map((p) => `if(${p.join(", ")})`),
    tie("sound").map((inner) => `not(${inner})`),
    tie("sound").map((inner) => `string(${inner})`),
  ),
}));

test("every sound expression within the bounds is read, and gives a value", () => {
  fc.assert(
    fc.property(sound, (text) => {
      const parsed = parseExpression(text);
      if ("flaw" in parsed) return /deeper than 24|more than 200|longer than 2000/.test(parsed.flaw.reason);
      return typeof toText(evaluate(parsed.tree, scope())) === "string";
    }),
    { numRuns: tries(3000) },
  );
});

test("the rule for two strong signs, or one and another, or three medium, or two and a weak one agrees with counting", () => {
  const rule =
    "marked('*','S') >= 2 or (marked('*','S') >= 1 and marked('*','*') >= 2) or marked('*','M') >= 3 or (marked('*','M') >= 2 and marked('*','W') >= 1)";
  const parsed = tree(rule);
  const count = fc.nat({ max: 4 });
  fc.assert(
    fc.property(count, count, count, (strong, medium, weak) => {
      const counts: { readonly [weight: string]: number } = {
        S: strong,
        M: medium,
        W: weak,
        "*": strong + medium + weak,
      };
      const given = evaluate(parsed, { ...scope(), marked: (_group, weight) => counts[weight] ?? 0 });
      const wanted = strong >= 2 || (strong === 1 && medium + weak >= 1) || medium >= 3 || (medium === 2 && weak >= 1);
      return given === wanted;
    }),
  );
});
