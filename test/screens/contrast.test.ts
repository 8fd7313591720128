// The colours of tokens.css, light and dark: text is readable on every ground on which it stands.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const sheet = readFileSync(new URL("../../src/web/tokens.css", import.meta.url), "utf8");
const [lightPart = "", darkPart = ""] = sheet.split("prefers-color-scheme: dark");
const light = coloursOf(lightPart);
const dark = coloursOf(darkPart);

/** Text and the ground under it. */
const texts = [
  ["ink", "paper"],
  ["ink", "sheet"],
  ["ink", "refuge-soft"],
  ["ink", "waiting-soft"],
  ["ink", "danger-soft"],
  ["ink", "news-soft"],
  ["ink-muted", "paper"],
  ["ink-muted", "sheet"],
  ["ink-muted", "refuge-soft"],
  ["ink-muted", "waiting-soft"],
  ["refuge", "paper"],
  ["refuge", "sheet"],
  ["refuge", "refuge-soft"],
  ["refuge", "waiting-soft"],
  ["on-refuge", "refuge"],
  ["on-refuge", "refuge-strong"],
  ["waiting", "waiting-soft"],
  ["waiting", "sheet"],
  ["waiting", "paper"],
  ["danger", "danger-soft"],
  ["danger", "paper"],
  ["danger", "sheet"],
  ["news", "news-soft"],
] as const;

/** What must be seen but is not read: edges of fields, the focus. */
const shapes = [
  ["edge", "paper"],
  ["edge", "sheet"],
  ["focus", "paper"],
  ["focus", "sheet"],
] as const;

for (const [theme, colours] of [
  ["light", light],
  ["dark", dark],
] as const) {
  test(`${theme}: text has a contrast of at least 4.5, shapes of at least 3`, () => {
    for (const [front, ground] of texts) atLeast(4.5, front, ground);
    for (const [front, ground] of shapes) atLeast(3, front, ground);
  });

  function atLeast(least: number, front: string, ground: string): void {
    const found = contrast(colours.get(front) ?? "", colours.get(ground) ?? "");
    assert.ok(found >= least, `${front} on ${ground}: ${found.toFixed(2)}`);
  }
}

test("colours are named in tokens.css alone", () => {
  for (const name of [
    "base",
    "controls",
    "officer",
    "desk",
    "lessons/lessons",
    "leaflet/leaflet",
    "public-record/record-page",
    "roles/roles",
  ]) {
    const other = readFileSync(new URL(`../../src/web/${name}.css`, import.meta.url), "utf8").split("@media print")[0];
    assert.doesNotMatch(other ?? "", /#[0-9a-f]{3,8}\b/i, name);
  }
});

function coloursOf(part: string): ReadonlyMap<string, string> {
  return new Map(
    [...part.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = "", colour = ""]) => [name, colour]),
  );
}

// WCAG 2: relative luminance of sRGB.
function contrast(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
