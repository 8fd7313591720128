// Policies as text: what C2SP tlog-policy allows and refuses.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { sha256 } from "../crypto/sha256.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { encodeVerifierKey, signatureType, verifierKey } from "../note/signed-note.ts";
import { parsePolicy } from "./policy.ts";

const publicKey = (of: string) => ed25519PublicKey(sha256(encodeUtf8(of)));
const logVkey = (name: string, of = name) => encodeVerifierKey(verifierKey(name, publicKey(of)));
const vkey = (name: string, of = name) =>
  encodeVerifierKey(verifierKey(name, publicKey(of), signatureType.cosignature));
const parse = (text: string) => parsePolicy(encodeUtf8(text));

const [a, b, c] = [vkey("a.example"), vkey("b.example"), vkey("c.example")];
const witnesses = `witness A ${a}\nwitness B ${b}\nwitness C ${c}\n`;

test("the two-level example of C2SP parses, with keys of our own", () => {
  const lines = ["X1", "X2", "X3", "Y1", "Y2", "Y3"].map((name) => `witness ${name} ${vkey(`${name}.example`)}`);
  const policy = parse(
    [
      `log ${logVkey("log.example")}`,
      "",
      ...lines.slice(0, 3),
      "group X-witnesses 2 X1 X2 X3",
      "",
      ...lines.slice(3),
      "group Y-witnesses any Y1 Y2 Y3",
      "",
      "group X-and-Y all X-witnesses Y-witnesses",
      "quorum X-and-Y",
      "",
    ].join("\n"),
  );
  assert.ok(policy);
  assert.deepEqual(
    policy.logs.map(({ key, url }) => [key.name, url]),
    [["log.example", null]],
  );
  assert.deepEqual(
    policy.witnesses.map(({ name }) => name),
    ["X1", "X2", "X3", "Y1", "Y2", "Y3"],
  );
  assert.deepEqual(policy.groups, [
    { name: "X-witnesses", threshold: 2, members: ["X1", "X2", "X3"] },
    { name: "Y-witnesses", threshold: 1, members: ["Y1", "Y2", "Y3"] },
    { name: "X-and-Y", threshold: 2, members: ["X-witnesses", "Y-witnesses"] },
  ]);
  assert.equal(policy.quorum, "X-and-Y");
});

test("white space, comments, empty lines and addresses are allowed", () => {
  const policy = parse(
    `# паноҳ\n\n \t \n\t# indented\n log \t${logVkey("log.example")}  https://log.example/ \n` +
      `witness A ${a} https://a.example/witness\t\nquorum A\n witness B ${b}\n`,
  );
  assert.ok(policy);
  assert.equal(policy.logs[0]?.url, "https://log.example/");
  assert.equal(policy.witnesses[0]?.url, "https://a.example/witness");
  assert.equal(policy.witnesses[1]?.url, null);
});

test("[LG5] a policy needs no log line and may ask for no witness", () => {
  assert.deepEqual(parse("quorum none\n"), { logs: [], witnesses: [], groups: [], quorum: "none" });
});

test("a policy with any flaw is refused", () => {
  const wrong: Record<string, string> = {
    empty: "",
    "no quorum": witnesses,
    "two quorums": "quorum none\nquorum none\n",
    "last line without newline": "quorum none",
    "carriage return": "quorum none\r\n",
    "delete character": "# \x7f\nquorum none\n",
    "zero octet": "# \0\nquorum none\n",
    "vertical tab as space": "quorum\vnone\n",
    "no-break space as space": "quorum\u00a0none\n",
    "byte order mark": "\ufeffquorum none\n",
    "unknown keyword": "threshold 2\nquorum none\n",
    "keyword in capitals": "Quorum none\n",
    "quorum without name": "quorum\n",
    "quorum with two names": `${witnesses}quorum A B\n`,
    "quorum undefined": "quorum A\n",
    "quorum before the witness": `quorum A\n${witnesses}`,
    "log without key": "log\nquorum none\n",
    "log with three items": `log ${logVkey("l")} url more\nquorum none\n`,
    "log with a cosignature key": `log ${a}\nquorum none\n`,
    "witness with a plain key": `witness A ${logVkey("a.example")}\nquorum A\n`,
    "witness without key": "witness A\nquorum none\n",
    "witness with a wrong key id": `witness A ${a.replace(/\+[0-9a-f]{8}\+/, "+00000000+")}\nquorum A\n`,
    "witness with four items": `witness A ${a} url more\nquorum A\n`,
    "witness named none": `witness none ${a}\nquorum none\n`,
    "one name, two witnesses": `witness A ${a}\nwitness A ${b}\nquorum A\n`,
    "one key, two witnesses": `witness A ${a}\nwitness B ${a}\nquorum A\n`,
    "one key, two witnesses with other key names": `witness A ${a}\nwitness B ${vkey("other", "a.example")}\nquorum A\n`,
    "one key, two logs": `log ${logVkey("l")}\nlog ${logVkey("m", "l")}\nquorum none\n`,
    "group without members": `${witnesses}group G any\nquorum none\n`,
    "group without threshold": `${witnesses}group G\nquorum none\n`,
    "group named like a witness": `${witnesses}group A any B\nquorum none\n`,
    "group named none": `${witnesses}group none any B\nquorum none\n`,
    "group with itself": `${witnesses}group G any A G\nquorum G\n`,
    "group with none": `${witnesses}group G any A none\nquorum G\n`,
    "group before its witness": `group G any A\n${witnesses}quorum G\n`,
    "one member twice in a group": `${witnesses}group G 2 A A\nquorum G\n`,
    "one member in two groups": `${witnesses}group G any A B\ngroup H any A C\nquorum G\n`,
    "threshold 0": `${witnesses}group G 0 A B\nquorum G\n`,
    "threshold above n": `${witnesses}group G 3 A B\nquorum G\n`,
    "threshold with a leading zero": `${witnesses}group G 01 A B\nquorum G\n`,
    "threshold as a word": `${witnesses}group G most A B\nquorum G\n`,
    "threshold negative": `${witnesses}group G -1 A B\nquorum G\n`,
    "comment behind a line": "quorum none # why\n",
    "too long": `#${"x".repeat(64 * 1024)}\nquorum none\n`,
  };
  for (const [what, text] of Object.entries(wrong)) assert.equal(parse(text), null, what);
});

test("octets that are no UTF-8 anywhere in a line are refused or a name, and throw nothing", () => {
  const line = [...encodeUtf8(`witness a ${a} https://one.example\nquorum a\n`)];
  for (let at = 0; at < line.length; at++) {
    const broken = Uint8Array.from(line.map((octet, i) => (i === at ? 0xff : octet)));
    assert.doesNotThrow(() => parsePolicy(broken), `octet ${at}`);
  }
});

test("names are octets: a Kelvin sign is no K, and octets that are no UTF-8 are names too", () => {
  const kelvin = parse(`witness K ${a}\nwitness \u212a ${b}\nquorum \u212a\n`);
  assert.deepEqual(
    kelvin?.witnesses.map(({ name }) => name),
    ["K", "\u212a"],
  );
  const raw = (octets: readonly number[]) =>
    new Uint8Array([...encodeUtf8("witness "), ...octets, ...encodeUtf8(` ${a}\nwitness é ${b}\nquorum é\n`)]);
  // 0xe9 is é in Latin-1, not in UTF-8: it must stay another name than é.
  const policy = parsePolicy(raw([0xe9]));
  assert.equal(policy?.witnesses.length, 2);
  assert.notEqual(policy?.witnesses[0]?.name, policy?.witnesses[1]?.name);
  assert.equal(parsePolicy(raw([0xc3, 0xa9])), null);
});

test("32 logs, 32 witnesses and 32 groups are no problem", () => {
  const names = Array.from({ length: 32 }, (_, i) => `n${i}`);
  const text = [
    ...names.map((name) => `log ${logVkey(`log.${name}.example`)}`),
    ...names.map((name) => `witness ${name} ${vkey(`${name}.example`)}`),
    ...names.map((name) => `group g-${name} any ${name}`),
    `group all 17 ${names.map((name) => `g-${name}`).join(" ")}`,
    "quorum all",
    "",
  ].join("\n");
  assert.equal(parse(text)?.groups.length, 33);
});
