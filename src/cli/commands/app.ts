// `panoh app`: the officers' app, served apart from the host (EN4). Whoever serves a page can change it, so another body than the host's
// should run this: then neither of them alone has both the page and what it sends.

import { followPhones } from "../../operate/app/follow-phones.ts";
import { buildWebApp, filesApp, webApp } from "../../operate/app/web-app.ts";
import { readFounding, readSmallFile } from "../../operate/files/given-files.ts";
import { foundingMarks } from "../../protocol/founding-marks.ts";
import { listen } from "../../server/listen.ts";
import { type Command, usageProblem } from "../command.ts";
import { addressGiven, addressOptions, listeningAt } from "../program-options.ts";
import { acceptedWeaknesses, acceptOption, weaknessesOfAddresses, weaknessesOfListening } from "../weaknesses.ts";

const defaultPort = 8446;

export const appCommand: Command = {
  usage: ["--founding FILE --host URL [--mirror URL …] [--places FILE] [--port N] [--hostname NAME]"],
  about: [
    "Serves the app for officers until it is stopped: files alone, under a policy that lets them reach this host and its mirrors only.",
    "The public leaflet on it shows the telephone numbers of the country's directory, read once an hour from the witnessed log.",
    "Let another body than the host run it, under another name. It logs nothing and holds no key.",
    "It speaks plain HTTP: put a web server with a certificate before it, which passes the headers on unchanged.",
  ],
  options: {
    founding: { value: "FILE", help: "the country's founding note, from a source that you trust" },
    host: { value: "URL", help: "the country's host" },
    mirror: { value: "URL", many: true, help: "a mirror of its log" },
    places: { value: "FILE", help: "the country's regions and districts as JSON: [{ code, name: { en, … } }]" },
    ...addressOptions(defaultPort),
    ...acceptOption,
  },
  run: async (call, terminal) => {
    const founding = readFounding(call.get("founding"));
    const connect = [call.get("host"), ...call.all("mirror")].map(originGiven);
    const { hostname, port } = addressGiven(call, defaultPort);
    const weak = [...weaknessesOfAddresses(connect), ...weaknessesOfListening(hostname)];
    for (const line of acceptedWeaknesses(call, founding.founding, weak)) terminal.inform(line);
    const places = call.find("places");
    await buildWebApp((step) => terminal.inform(`${step} …`));
    const phones = followPhones(founding, call.get("host"));
    const serve = webApp({
      connect,
      start: "index.html",
      phones: () => phones.listed,
      marks: foundingMarks(founding.founding),
      ...(places === null ? {} : { extra: { "/places.json": readSmallFile(places) } }),
    });
    const listener = await listen(filesApp(serve), port, hostname);
    const stop = terminal.untilStopped();
    terminal.inform(`Origin     ${founding.origin}`);
    terminal.inform(`Reaches    ${connect.join(" ")}`);
    terminal.inform(`Listening  ${listeningAt(hostname, listener.port)}`);
    await stop;
    phones.stop();
    await listener.close();
    terminal.inform("Stopped");
    return null;
  },
};

/** An address as the content security policy names it. */
export function originGiven(text: string): string {
  if (!/^https?:\/\/[^/?#\s;,]+\/?$/.test(text) || !URL.canParse(text))
    throw usageProblem("addresses are like https://host.example.tj");
  return new URL(text).origin;
}
