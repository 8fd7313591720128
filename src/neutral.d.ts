// What every platform of Panoh has (Node 24 and current browsers), for the layers that may use neither Node nor the DOM.
// Only what those layers use is declared; a missing name here is a reason to ask whether the layer should know it.

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label: "utf-8", options: { fatal: true; ignoreBOM: true });
  decode(bytes: Uint8Array): string;
}

interface ReadableStreamReadResult {
  done: boolean;
  value?: Uint8Array;
}

interface TransformPair {
  readonly readable: { getReader(): { read(): Promise<ReadableStreamReadResult>; cancel(): Promise<void> } };
  readonly writable: {
    getWriter(): { write(chunk: Uint8Array): Promise<void>; close(): Promise<void>; abort(): Promise<void> };
  };
}

declare const CompressionStream: new (format: "deflate-raw") => TransformPair;
declare const DecompressionStream: new (format: "deflate-raw" | "gzip") => TransformPair;

declare class AbortController {
  readonly signal: unknown;
  abort(): void;
}

declare function setTimeout(act: () => void, milliseconds: number): number;
declare function clearTimeout(timer: number | undefined): void;
