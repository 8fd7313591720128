// A look that comes with what is drawn, as text: the content security policy allows no style within a page.
const worn = new Set<string>();

/** Puts a style sheet on the page, once. */
export function wearLook(style: string): void {
  if (worn.has(style)) return;
  worn.add(style);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets.push(sheet);
}
