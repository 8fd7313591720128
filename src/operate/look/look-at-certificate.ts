// The certificate of an address: whether this computer accepts it, and for how many days still.

import { connect } from "node:tls";
import { presentFields } from "../../core/present-fields.ts";
import { isOpenHttp } from "../app/loopback.ts";
import type { Look } from "./look.ts";

const day = 86_400_000;
const patienceMilliseconds = 10_000;
/** Certificates of ninety days are renewed thirty before their end: whoever has two weeks left was not renewed. */
const soonDays = 14;
const endingDays = 3;

/** `ca` is an authority beside those of the system: for tests. */
export async function lookAtCertificate(look: Look, url: string, ca?: string): Promise<void> {
  const about = `Certificate ${new URL(url).host}`;
  if (isOpenHttp(url))
    return look.wrong("plain-http", about, "there is none: whoever is on the line sees and changes what goes over it");
  if (url.startsWith("http://")) return look.good(about, "none is needed on this machine");
  const end = await certificateEnd(new URL(url), ca);
  if (typeof end === "string")
    return look.wrong("certificate-refused", about, `this computer does not accept it (${end})`);
  const days = Math.floor((end - look.now) / day);
  const says = days < 0 ? "it has ended" : `${days} days left`;
  if (days < endingDays) look.wrong("certificate-ending", about, says);
  else if (days < soonDays) look.wrong("certificate-soon", about, says);
  else look.good(about, says);
}

/** When it ends, in milliseconds since 1970, or the code of what is wrong with it or with the line. */
function certificateEnd({ hostname, port }: URL, ca: string | undefined): Promise<number | string> {
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
    const end = (result: number | string) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    // For all of it: whoever sends a byte now and then holds up nobody.
    const timer = setTimeout(() => end("no-answer"), patienceMilliseconds);
    socket.on("error", (error: NodeJS.ErrnoException) => end(error.code ?? "no-answer"));
    socket.on("secureConnect", () => {
      const until = Date.parse(socket.getPeerCertificate().valid_to);
      const flaw = socket.authorized ? null : String(socket.authorizationError);
      end(flaw === null || flaw === "CERT_HAS_EXPIRED" ? until : flaw);
    });
  });
}
