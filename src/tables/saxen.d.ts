// What we use of saxen, which brings no declarations. Checked against version 11.2.0.
declare module "saxen" {
  type Decode = (text: string) => string;

  export class Parser {
    on(event: "openTag", heard: (name: string, attributes: () => Readonly<Record<string, string>>) => void): this;
    on(event: "closeTag", heard: (name: string) => void): this;
    on(event: "text", heard: (value: string, decode: Decode) => void): this;
    on(event: "cdata", heard: (value: string) => void): this;
    /** `<!DOCTYPE` and its kin. */
    on(event: "attention", heard: (value: string) => void): this;
    on(event: "error" | "warn", heard: (error: Error) => void): this;
    parse(xml: string): this;
    /** Nothing is heard of the rest. */
    stop(): void;
  }
}
