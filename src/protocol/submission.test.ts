// The body of a submission and its answer: one spelling, bounded, and nothing left over.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../test/support/tries.ts";
import {
  encodeSubmission,
  encodeSubmissionAnswer,
  maxItemBytes,
  maxItems,
  maxSubmissionBytes,
  parseSubmission,
  parseSubmissionAnswer,
  parseSubmissionRefusal,
  type SubmissionItem,
  type SubmissionResult,
} from "./submission.ts";
import { parseTokens } from "./token-request.ts";

const token = Uint8Array.from({ length: 16 }, (_, i) => i);
const sealed: SubmissionItem = { token, bytes: Uint8Array.of(15, 30, 40) };
const clear: SubmissionItem = { token: null, bytes: Uint8Array.of(0) };

test("a body is 16 bytes of token, a length and the bytes, item after item", () => {
  const body = encodeSubmission([sealed, clear]);
  assert.equal(
    Buffer.from(body).toString("hex"),
    ["000102030405060708090a0b0c0d0e0f", "00000003", "0f1e28", "00".repeat(16), "00000001", "00"].join(""),
  );
  assert.deepEqual(parseSubmission(body), [sealed, clear]);
});

test("any one to eight items come back as they were", () => {
  const anyToken = fc
    .uint8Array({ minLength: 16, maxLength: 16 })
    .map((bytes) => (bytes.every((byte) => byte === 0) ? null : bytes));
  const item = fc
    .tuple(anyToken, fc.uint8Array({ minLength: 1, maxLength: 300 }))
    .map(([token, bytes]): SubmissionItem => ({ token, bytes }));
  fc.assert(
    fc.property(fc.array(item, { minLength: 1, maxLength: maxItems }), (items) => {
      assert.deepEqual(parseSubmission(encodeSubmission(items)), items);
    }),
  );
});

test("a body that is cut short or longer is none, at every byte", () => {
  const body = encodeSubmission([sealed, clear, sealed]);
  const whole = [23, 44, 67];
  for (let length = 0; length < body.length; length++) {
    const parsed = parseSubmission(body.subarray(0, length));
    assert.equal(parsed?.length ?? null, whole.includes(length) ? whole.indexOf(length) + 1 : null, `${length}`);
  }
  assert.equal(parseSubmission(Buffer.concat([body, Buffer.of(0)])), null);
});

test("an item of no bytes, one beyond the largest class, and a ninth item are refused on both sides", () => {
  assert.throws(() => encodeSubmission([]), RangeError);
  assert.throws(() => encodeSubmission([{ token, bytes: new Uint8Array(0) }]), RangeError);
  assert.throws(() => encodeSubmission([{ token, bytes: new Uint8Array(maxItemBytes + 1) }]), RangeError);
  assert.throws(() => encodeSubmission(Array(9).fill(sealed)), RangeError);
  assert.equal(parseSubmission(new Uint8Array(20)), null);
  const large = new Uint8Array(20 + maxItemBytes + 1);
  new DataView(large.buffer).setUint32(16, maxItemBytes + 1);
  assert.equal(parseSubmission(large), null);
  const eight = encodeSubmission(Array(8).fill(sealed));
  assert.equal(parseSubmission(eight)?.length, 8);
  assert.equal(parseSubmission(Buffer.concat([eight, encodeSubmission([sealed])])), null);
});

test("the bound on a body is what eight largest items take", () => {
  const largest = { token, bytes: new Uint8Array(maxItemBytes) };
  assert.equal(encodeSubmission(Array(8).fill(largest)).length, maxSubmissionBytes);
});

test("a length that lies about four gigabytes costs nothing", () => {
  const body = new Uint8Array(30).fill(0xff);
  assert.equal(parseSubmission(body), null);
});

test("parsed items are copies: what happens to the body later does not reach them", () => {
  const body = encodeSubmission([sealed]);
  const items = parseSubmission(body);
  body.fill(0);
  assert.deepEqual(items, [sealed]);
});

test("an answer has one result an item, in order; anything else is none", () => {
  const results: readonly SubmissionResult[] = [{ proof: "c2sp.org/tlog-proof@v1\n…" }, { problem: "token-unknown" }];
  const text = encodeSubmissionAnswer(results);
  assert.equal(text, '{"results":[{"proof":"c2sp.org/tlog-proof@v1\\n…"},{"problem":"token-unknown"}]}');
  assert.deepEqual(parseSubmissionAnswer(text, 2), results);
  const others = [
    "",
    "null",
    "[]",
    "{}",
    '{"results":{}}',
    '{"results":[null]}',
    '{"results":[{}]}',
    '{"results":["proof"]}',
    '{"results":[{"proof":1}]}',
    '{"results":[{"problem":"toString"}]}',
    '{"results": [{"proof":"x"}]}',
  ];
  for (const other of others) assert.equal(parseSubmissionAnswer(other, 1), null, other);
  for (const count of [0, 1, 3]) assert.equal(parseSubmissionAnswer(text, count), null);
});

test("an answer that says two things of one item is none", () => {
  assert.equal(parseSubmissionAnswer('{"results":[{"proof":"x","problem":"token-unknown"}]}', 1), null);
});

test("[LG11b] what a newer host says besides is passed over, and a code that is not known says that nothing was logged", () => {
  const results = '{"results":[{"proof":"x","at":1},{"problem":"no-such-problem","why":["y"]}],"more":{"a":null}}';
  assert.deepEqual(parseSubmissionAnswer(results, 2), [{ proof: "x" }, { problem: "host-failed" }]);
  const refusal = { type: "urn:panoh:problem:moved", title: "moved", status: 421, detail: "It moved.", to: "there" };
  assert.equal(parseSubmissionRefusal(JSON.stringify(refusal)), "host-failed");
  assert.equal(parseSubmissionRefusal(JSON.stringify({ ...refusal, title: "busy" })), "busy");
  assert.equal(parseSubmissionRefusal(JSON.stringify({ ...refusal, title: "not a code" })), null);
  assert.deepEqual(parseTokens('{"tokens":["AAECAwQFBgcICQoLDA0ODw=="],"until":1}')?.length, 1);
});
