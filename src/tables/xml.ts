// XML of an archive that a stranger may have made, as events. No document type and nothing that it could define: a part that has one is refused.
import { Parser } from "saxen";
import { Problem } from "../core/problem.ts";

interface Heard {
  /** A tag without the name of its namespace, and its attributes as they are spelled. */
  readonly open?: (tag: string, attribute: (name: string) => string | undefined) => void;
  readonly text?: (text: string) => void;
  readonly close?: (tag: string) => void;
}

/** Throws a Problem `not-xlsx` for what is not well-formed or has a document type, and lets through what is thrown by whoever hears. */
export function readXml(xml: string, { open, text, close }: Heard): void {
  // The parser catches what its listeners throw: it is kept and thrown again.
  let failed: { readonly error: unknown } | null = null;
  const guarded = (work: () => void) => {
    if (failed !== null) return;
    try {
      work();
    } catch (error) {
      failed = { error };
      parser.stop();
    }
  };
  const refuse = () => {
    failed ??= { error: new Problem("table", "not-xlsx") };
    parser.stop();
  };
  const parser = new Parser()
    .on("openTag", (name, attributes) =>
      guarded(() => {
        let known: Readonly<Record<string, string>> | null = null;
        open?.(local(name), (wanted) => {
          known ??= attributes();
          return Object.hasOwn(known, wanted) ? known[wanted] : undefined;
        });
      }),
    )
    .on("closeTag", (name) => guarded(() => close?.(local(name))))
    .on("text", (value, decode) => guarded(() => text?.(decode(value))))
    .on("cdata", (value) => guarded(() => text?.(value)))
    .on("attention", refuse)
    .on("warn", refuse)
    .on("error", refuse);
  parser.parse(xml);
  const { error } = (failed ?? { error: null }) as { readonly error: unknown };
  if (error !== null) throw error;
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
