// A line to PostgreSQL that breaks at chosen moments: a socket that passes on what it gets, until a word goes by.
import { mkdtempSync, rmSync } from "node:fs";
import { createConnection, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Before the server gets the word, after it answered, or without anybody noticing: nothing is passed on any more. */
type When = "before" | "after" | "silently";

export interface BrokenLine {
  readonly address: string;
  /** Breaks the connection over which this word goes next. */
  readonly cutAt: (word: string, when: When) => void;
  /** Nothing is cut any more, and new connections pass. */
  readonly mend: () => void;
  /** Nothing passes any more over the connections that began with this word, and neither end notices. */
  readonly forget: (word: string) => void;
  /** From now on the server says this instead of that, of the same length: as one that speaks another language does. */
  readonly reword: (that: string, instead: string) => void;
  /** From now on the server hears this instead of that, of the same length; without words it hears what is said. */
  readonly mishear: (that?: string, instead?: string) => void;
  /** Ends all connections, and refuses new ones until `mend`. */
  readonly cutAll: () => void;
  readonly end: () => Promise<void>;
}

export async function startBrokenLine(address: string): Promise<BrokenLine> {
  const to = new URL(address).searchParams.get("host") ?? "";
  const folder = mkdtempSync(join(tmpdir(), "panoh-line-"));
  const sockets = new Set<Socket>();
  const forgetters = new Set<(word: string) => void>();
  let cut: { readonly word: string; readonly when: When } | null = null;
  let isCut = false;
  let reworded: readonly [string, string] | null = null;
  let misheard: readonly [string, string] | null = null;
  const server = createServer((here) => {
    if (isCut) return here.destroy();
    const there = createConnection(join(to, ".s.PGSQL.5432"));
    let isSilent = false;
    let isLast = false;
    let beginning: Buffer | string | null = null;
    const forget = (word: string) => {
      isSilent ||= beginning?.includes(word) ?? false;
    };
    forgetters.add(forget);
    const end = () => {
      if (isSilent) return;
      here.destroy();
      there.destroy();
    };
    here.on("data", (data) => {
      beginning ??= data;
      if (isSilent) return;
      const at = cut !== null && data.includes(cut.word) ? cut.when : null;
      if (at !== null) cut = null;
      if (at === "before") return end();
      isSilent = at === "silently";
      isLast = at === "after";
      if (!isSilent) there.write(misheard === null ? data : replaceIn(data, ...misheard));
    });
    there.on("data", (data) => {
      if (isSilent) return;
      // Outside of any transaction: what was asked together is done to its end.
      if (isLast) return data.includes("Z\0\0\0\u0005I") ? end() : undefined;
      here.write(reworded === null ? data : replaceIn(data, ...reworded));
    });
    for (const socket of [here, there]) {
      sockets.add(socket);
      socket.on("error", end);
      socket.on("close", () => {
        sockets.delete(socket);
        forgetters.delete(forget);
        // The server must notice that nobody is there any more, also after silence.
        here.destroy();
        there.destroy();
      });
    }
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(join(folder, ".s.PGSQL.5432"), resolve));
  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    address: address.replace(/host=[^&]*/, `host=${folder}`),
    cutAt: (word, when) => {
      cut = { word, when };
    },
    forget: (word) => {
      for (const forget of forgetters) forget(word);
    },
    reword: (that, instead) => {
      reworded = [that, instead];
    },
    mishear: (that = "", instead = "") => {
      misheard = that === "" ? null : [that, instead];
    },
    mend: () => {
      cut = null;
      isCut = false;
    },
    cutAll: () => {
      isCut = true;
      cutAll();
    },
    end: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      cutAll();
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function replaceIn(data: string | Buffer, that: string, instead: string): Buffer {
  return Buffer.from(data.toString("latin1").replaceAll(that, instead), "latin1");
}
