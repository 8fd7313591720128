// The certificate of an address: whether this computer accepts it, and for how long still.

import { connect } from "node:tls";
import { presentFields } from "../../core/present-fields.ts";
import { isOpenHttp } from "../app/loopback.ts";
import type { Look } from "./look.ts";

const [hour, day] = [3_600_000, 86_400_000];
const patienceMilliseconds = 10_000;
/** Certificates of ninety days are renewed thirty before their end: whoever has two weeks left was not renewed. */
const soonDays = 14;
const endingDays = 3;
/** A shorter one, of six days or of a web server's own twelve hours, is renewed by the same parts of its time. */
const wholeDays = 90;

interface Validity {
  readonly from: number;
  readonly until: number;
}

/** `ca` is an authority beside those of the system: for tests. */
export async function lookAtCertificate(look: Look, url: string, ca?: string): Promise<void> {
  const about = `Certificate ${new URL(url).host}`;
  if (isOpenHttp(url))
    return look.wrong("plain-http", about, "there is none: whoever is on the line sees and changes what goes over it");
  if (url.startsWith("http://")) return look.good(about, "none is needed on this machine");
  const validity = await validityOf(new URL(url), ca);
  // Whether somebody answers there is said of the host, the mirror, the app or the witness itself.
  if (validity === null) return look.notSeen(about, "nobody answers there");
  if (typeof validity === "string")
    return look.wrong(
      "certificate-refused",
      about,
      `this computer does not accept it (${validity}); an authority of one's own is put into /etc/panoh/ca.crt`,
    );
  const left = validity.until - look.now;
  const part = Math.min(1, (validity.until - validity.from) / (wholeDays * day));
  if (left < endingDays * day * part) look.wrong("certificate-ending", about, leftWords(left));
  else if (left < soonDays * day * part) look.wrong("certificate-soon", about, leftWords(left));
  else look.good(about, leftWords(left));
}

function leftWords(milliseconds: number): string {
  if (milliseconds < 0) return "it has ended";
  const days = Math.floor(milliseconds / day);
  return days > 1 ? `${days} days left` : `${Math.floor(milliseconds / hour)} hours left`;
}

/** From when until when it holds, the code of what is wrong with it, or null when nobody answers. */
function validityOf({ hostname, port }: URL, ca: string | undefined): Promise<Validity | string | null> {
  const host = hostname.replace(/^\[|\]$/g, "");
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port: port === "" ? 443 : Number(port),
      // Judged below: one that has ended is to be named so.
      rejectUnauthorized: false,
      ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
      ...presentFields({ ca }),
    });
    const end = (result: Validity | string | null) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    // For all of it: whoever sends a byte now and then holds up nobody.
    const timer = setTimeout(() => end(null), patienceMilliseconds);
    // An error of the system has the name of its call, one of TLS has none.
    socket.on("error", (error: NodeJS.ErrnoException) =>
      end(error.syscall === undefined ? (error.code ?? null) : null),
    );
    socket.on("secureConnect", () => {
      const { valid_from: from, valid_to: until } = socket.getPeerCertificate();
      const flaw = socket.authorized ? null : String(socket.authorizationError);
      end(flaw === null || flaw === "CERT_HAS_EXPIRED" ? { from: Date.parse(from), until: Date.parse(until) } : flaw);
    });
  });
}
