// An officer's phone that sent a referral on the false history of a forked log, in a real browser with the real engine: it stops, takes the council's
// correction from a file, and what only the false history had is sent again (LG10).
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { signCorrection } from "../../src/note/correction-note.ts";
import { listen } from "../../src/server/listen.ts";
import { HostileHost } from "../hostile/support/hostile-host.ts";
import { seenIn } from "../hostile/support/nation.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { until } from "../support/until.ts";
import { World } from "../support/world.ts";
import { lookForNews, picture, setUpAndUnlock, writeReferral } from "./walk.ts";

test("[LG10] a phone that saw the false history stops, refuses what one seat says, goes on with the council's correction, and its referral arrives", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await World.foundFor(t, { witnesses: 1, now: Date.now() });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter North");
  await world.service(shelter, ["shelter-emergency"]);
  const falseHost = await HostileHost.copyOf(world);
  const trueHost = await HostileHost.copyOf(world);
  const shared = falseHost.size;
  let served = falseHost;
  const door = await listen({ fetch: (request: Request) => answer(served, request) } as never, 0);
  t.after(() => door.close());
  const device = (border.devices[0] ?? assert.fail()).with({ host: `http://127.0.0.1:${door.port}` });
  const page = await (await openChromium(t)).newPage();
  await page.setViewportSize({ width: 360, height: 740 });
  await setUpAndUnlock(page, await serveRole(t, device, "Example Border Post"));
  await page.getByText("Online").first().waitFor();

  // The witnesses are away while the old copy runs.
  falseHost.witnesses = [];
  await writeReferral(page, { name: "Test Person 1", safe: "ring twice", receiver: "Example Shelter North" });
  await page.getByRole("button", { name: /^Send to Example Shelter North/ }).click();
  await page.getByRole("heading", { level: 1, name: "Sealed" }).waitFor();
  await until(() => falseHost.bytesOf("case").length > 0);
  await page.getByRole("button", { name: "To the start page" }).click();

  while (trueHost.size <= falseHost.size) trueHost.append("case", `of another device ${trueHost.size}`);
  served = trueHost;
  const alarms = page.locator(".alarms");
  await lookForNews(page);
  await alarms.getByText("The log shows two different histories.").waitFor();
  const headOf = (host: HostileHost, size: number) => ({ size, root: seenIn(host.signHead(size)).root });
  const correction = {
    kind: "correction" as const,
    salt: "0123456789abcdef0123456789abcdef",
    at: "2026-01-15T12:00:00Z",
    shared,
    falseHeads: Array.from({ length: falseHost.size - shared }, (_, i) => headOf(falseHost, shared + 1 + i)),
    trueHead: headOf(trueHost, trueHost.size),
    reason: "An old database was started.",
  };
  const { origin } = world.founding;
  const [seat, second] = world.keys.seats;
  if (seat === undefined || second === undefined) return assert.fail();
  await page.getByText("I have a correction from the council").click();
  await give(page, signCorrection(origin, correction, [seat]));
  await alarms.getByText("This is not a correction that your country’s council signed").waitFor();
  await picture(page, "way-back-refused", "whole");
  assert.equal(trueHost.bytesOf("case").length, trueHost.size - shared, "nothing is sent while it stands at the fork");

  await give(page, signCorrection(origin, correction, [seat, second]));
  await alarms.getByText("An old database was started.").waitFor();
  await picture(page, "way-back-taken", "whole");
  const [sealed = assert.fail()] = falseHost.bytesOf("case");
  await until(() => trueHost.bytesOf("case").some((bytes) => Buffer.compare(bytes, sealed) === 0));
  await lookForNews(page);
  await page.getByText(/Confirmed independently, /).waitFor();
  assert.equal(await page.getByText("The log shows two different histories.").count(), 0);
  await picture(page, "way-back-sent-again", "whole");
});

/** Gives a correction as a file and takes it. */
async function give(page: Page, note: string): Promise<void> {
  const buffer = Buffer.from(note);
  await page
    .getByLabel("Correction, as a file")
    .setInputFiles({ name: "correction.note", mimeType: "text/plain", buffer });
  await page.waitForFunction(
    (text) => document.querySelector<HTMLTextAreaElement>("#correction")?.value === text,
    note,
  );
  await page.getByRole("button", { name: "Go on with this correction" }).click();
}

/** What a host says, to a page of another origin. */
async function answer(host: HostileHost, request: Request): Promise<Response> {
  const said =
    request.method === "OPTIONS"
      ? new Response(null, { status: 204 })
      : new Response(...(await answered(host, request)));
  said.headers.set("access-control-allow-origin", "*");
  said.headers.set("access-control-allow-headers", "content-type, range");
  return said;
}

async function answered(host: HostileHost, request: Request): Promise<[ReadableStream | null, Response]> {
  const said = await host.app.fetch(request);
  return [said.body, said];
}
