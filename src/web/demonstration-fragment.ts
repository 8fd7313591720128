// The end of a link to a role of the demonstration (EN8). It holds the wish and nothing else; what is done about it is in demonstration-entry.ts.
export const entryFragment = "#demonstration";
