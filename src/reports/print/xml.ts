// Text for the inside of elements and attributes of HTML and SVG. All text of a report passes through here.

/** The text with everything escaped that could be markup, in content and in quoted attributes. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
