// A text as a QR code: for a terminal, and as a picture. Both have four modules of light around them, without which cameras find no code.
import encodeQR from "qr";

/** The rows of a code; true is dark. */
type Modules = readonly (readonly boolean[])[];

/**
 * The code in lines of half blocks, two rows in a line. What is printed is the light of the code, since most terminals are dark: there no colour is needed,
 * and on a light one a camera that reads no inverted code wants the picture.
 */
export function qrLines(text: string): readonly string[] {
  const rows = modulesOf(text);
  return rows.flatMap((upper, y) =>
    y % 2 === 1 ? [] : [upper.map((dark, x) => half(dark, rows[y + 1]?.[x])).join("")],
  );
}

/** The code as a picture (SVG), black on white wherever it is shown. */
export function qrPicture(text: string): string {
  const rows = modulesOf(text);
  const dark = rows.flatMap((row, y) => row.flatMap((is, x) => (is ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  const side = rows.length;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" width="${side * 8}" height="${side * 8}" shape-rendering="crispEdges"><rect width="${side}" height="${side}" fill="#fff"/><path d="${dark}"/></svg>\n`;
}

/** A seventh of what it holds may be lost to glare or dirt. */
function modulesOf(text: string): Modules {
  return encodeQR(text, "raw", { ecc: "medium", border: 4 });
}

/** Below the last row of an odd number of them there is nothing, which is as dark as the terminal. */
function half(upper: boolean, lower = true): string {
  if (upper) return lower ? " " : "\u2584";
  return lower ? "\u2580" : "\u2588";
}
