// What we use of papaparse. Its published types bring Node's along, and this layer knows no platform.
declare module "papaparse" {
  interface ParseError {
    readonly type: "Quotes" | "Delimiter" | "FieldMismatch";
    readonly row?: number;
  }
  const Papa: {
    parse(
      text: string,
      config: { readonly delimiter: string; readonly newline: string },
    ): {
      readonly data: readonly (readonly string[])[];
      readonly errors: readonly ParseError[];
    };
    unparse(
      table: readonly (readonly string[])[],
      config: { readonly newline: string; readonly quotes: (cell: string) => boolean },
    ): string;
  };
  export default Papa;
}
