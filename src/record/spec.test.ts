// What docs/spec/record.md says of the registers is what the program obeys, and its example is a note that counts (RC1, RC4, RC5).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readPublicContent } from "../core/directory-note.ts";
import { decodeJson } from "../core/json.ts";
import { kindsOfBody } from "../core/official-body.ts";
import type { Field, FieldShape } from "../core/registers/field.ts";
import { findingTopics, registerNames, registerOf } from "../core/registers/register-table.ts";
import { parseSignedText, tag } from "../core/tags.ts";
import { decodeBase64 } from "../crypto/base64.ts";
import { textId } from "../note/origin.ts";
import { parseNote, verifierKey, verifySignature } from "../note/signed-note.ts";
import { rowFlaws } from "./row-rules.ts";

const page = readFileSync(new URL("../../docs/spec/record.md", import.meta.url), "utf8");

test("[RC4] docs/spec/record.md shows the registers, their authors and their fields", () => {
  for (const table of [tableOfRegisters(), tableOfCodes(), tableOfTopics(), tableOfBodies()]) {
    assert.ok(page.includes(table), `docs/spec/record.md should hold:\n${table}`);
  }
});

test("[RC1] the example on the page is a public note that a device signed, with a row that keeps its rules", () => {
  const [, example] = /```record\n(.*?)```/s.exec(page) ?? [];
  const key = /`([A-Za-z0-9+/]{43}=)`/.exec(page)?.[1];
  const note = parseNote(example ?? "");
  const publicKey = decodeBase64(key ?? "-");
  const [signature] = note?.signatures ?? [];
  assert.ok(note && publicKey && signature);
  assert.equal(verifySignature(note.text, signature, verifierKey(signature.name, publicKey)), true);
  const content = readPublicContent(decodeJson(parseSignedText(tag.public, note.text)?.json ?? ""));
  assert.equal(content?.kind, "record");
  const { register, rows } = content.body;
  assert.deepEqual(
    rows.flatMap((row) => rowFlaws(register, row)),
    [],
  );
  assert.ok(page.includes(`\`${textId(note.text)}\``), textId(note.text));
});

function tableOfRegisters(): string {
  const rows = registerNames.map((name) => {
    const { open, authors, fields } = registerOf(name);
    const list = (required: boolean) =>
      Object.entries<Field>(fields)
        .filter(([, field]) => field.required === required)
        .map(([key, { shape }]) => `\`${key}\` ${shortly(shape)}`)
        .join(", ");
    return `| \`${name}\` | ${open ? "open" : "sealed"} | ${authors.join(", ")} | ${list(true)} | ${list(false)} |`;
  });
  return [
    "| register | rows | authors | needed fields | other fields |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

/** Topics with their answers have a table of their own, figures one in assessment.md. */
const onOtherPages = ["finding.topic", "finding.answer", "figure.fact"];

function tableOfCodes(): string {
  const rows = registerNames.flatMap((name) =>
    Object.entries<Field>(registerOf(name).fields).flatMap(([key, { shape }]) =>
      "codes" in shape && !onOtherPages.includes(`${name}.${key}`)
        ? [`| \`${name}.${key}\` | ${shape.codes.join(", ")} |`]
        : [],
    ),
  );
  return ["| field | codes |", "| --- | --- |", ...rows].join("\n");
}

function tableOfTopics(): string {
  const rows = Object.entries(findingTopics).map(([topic, answers]) => `| ${topic} | ${answers.join(", ")} |`);
  return ["| topic of a finding | answers, from worst to best |", "| --- | --- |", ...rows].join("\n");
}

function tableOfBodies(): string {
  const rows = Object.entries(kindsOfBody).map(([body, kinds]) => `| ${body} | ${kinds.join(", ")} |`);
  return ["| official's body | hidden from organisations of the kind |", "| --- | --- |", ...rows].join("\n");
}

function shortly(shape: FieldShape): string {
  switch (shape.type) {
    case "line":
    case "text":
    case "lines":
      return `${shape.type} ${shape.max}`;
    case "key":
    case "keys":
      return `${shape.type} of ${shape.register}`;
    default:
      return shape.type;
  }
}
