// Text that a spreadsheet would take for a formula, marked as text by an apostrophe (RC8): at the start of a cell, and where another program
// may begin a cell within it, since files are read with other separators than those with which they were written. A spreadsheet set to an East Asian
// language takes the signs in full width for the same.

/** The cell with a mark before all that looks like a formula. What has marks already gets one more, so that taking them away gives the same. */
export function markFormulas(cell: string): string {
  return cell.replace(/(?<=^|[;\t\r\n])(?='*[=+\-@＝＋－＠\t\r])/g, "'");
}

/** The reverse: takes one mark away where marks stand. A spreadsheet's own apostrophe is such a mark. */
export function unmarkFormulas(cell: string): string {
  return cell.replace(/(?<=^|[;\t\r\n])'(?='*[=+\-@＝＋－＠\t\r])/g, "");
}
