// What a camera reads: both spellings of a code as pixels, read back by a decoder of other authors than the encoder's.
import assert from "node:assert/strict";
import { test } from "node:test";
import jsqr from "jsqr";
import { qrLines, qrPicture } from "./qr-code.ts";

const texts = [
  "a",
  "https://app.example.tj/#invitation=referrer-admin,075d0f94-1c75-49df-8b93-ae2c728a752d,ecb65ca9b46296c17f504f98d7f8ea1fddfad957971e2e3f9bea216bdc4d9444,https://host.example.tj",
  `https://app.example.tj/#invitation=${"https://mirror.example.tj,".repeat(16)}`,
  "паноҳ پناه",
];

test("[EN6c] the code on a terminal and as a picture gives the text back, light on the dark terminal, dark on the white picture", () => {
  for (const text of texts) {
    assert.equal(read(ofLines(qrLines(text))), text);
    assert.equal(read(ofPicture(qrPicture(text))), text);
  }
});

test("[EN6c] a code with a spot of glare is still read", () => {
  for (const text of texts.slice(1, 3)) {
    const pixels = ofPicture(qrPicture(text));
    const middle = pixels.length >> 1;
    const glare = pixels.map((row, y) =>
      row.map((dark, x) => dark && !(Math.abs(y - middle) < 6 && Math.abs(x - middle) < pixels.length / 6)),
    );
    assert.equal(read(glare), text);
  }
});

type Pixels = readonly (readonly boolean[])[];

/** As a terminal with a dark background shows it; true is dark. */
function ofLines(lines: readonly string[]): Pixels {
  const dark = {
    " ": [true, true],
    "\u2580": [false, true],
    "\u2584": [true, false],
    "\u2588": [false, false],
  } as Record<string, readonly [boolean, boolean]>;
  return lines.flatMap((line) =>
    ([0, 1] as const).map((half) => [...line].map((block) => dark[block]?.[half] ?? assert.fail(block))),
  );
}

function ofPicture(svg: string): Pixels {
  const side = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
  assert.match(svg, new RegExp(`<rect width="${side}" height="${side}" fill="#fff"/>`), "white behind it");
  const dark = new Set([...svg.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`));
  return Array.from({ length: side }, (_, y) => Array.from({ length: side }, (_, x) => dark.has(`${x} ${y}`)));
}

test("[EN6c] four modules of light lie around a code, in the terminal and as a picture", () => {
  for (const pixels of [ofLines(qrLines("example")), ofPicture(qrPicture("example"))]) {
    const dark = pixels.flatMap((row, y) => row.flatMap((is, x) => (is ? [[x, y] as const] : [])));
    // Below an odd number of rows the terminal shows half a line more, as dark as itself.
    const drawn = dark.filter(([, y]) => y < (pixels[0]?.length ?? 0));
    for (const axis of [0, 1] as const) {
      assert.equal(Math.min(...drawn.map((at) => at[axis])), 4);
      assert.equal(Math.max(...drawn.map((at) => at[axis])), (pixels[0]?.length ?? 0) - 5);
    }
  }
});

/** What the decoder reads when each module is four pixels wide, on a dark table. No inverted code is tried, as old cameras try none. */
function read(pixels: Pixels): string | null {
  const scale = 4;
  const margin = 20;
  const side = pixels.length * scale + 2 * margin;
  const image = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const module = pixels[Math.floor((y - margin) / scale)]?.[Math.floor((x - margin) / scale)] ?? true;
      if (module) image.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return jsqr.default(image, side, side, { inversionAttempts: "dontInvert" })?.data ?? null;
}
