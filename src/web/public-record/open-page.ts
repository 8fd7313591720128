// Starts the public page about the open record: the addresses in its commands, and then, from files of their own, the check and what it shows.
// Without this script the page says all that it can.

for (const code of document.querySelectorAll("code.command")) {
  code.textContent = code.textContent.replace("https://…", location.origin);
}
const place = document.getElementById("record");
if (place !== null) void import("./show-record.ts").then(({ showRecord }) => showRecord(place));
