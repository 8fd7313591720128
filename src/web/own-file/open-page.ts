// Opens a sealed file that a person was given, on any device: all of it happens on this page. It makes no request, keeps nothing, and what it showed is gone
// when it is closed. All that it needs is loaded with it, so that it works without a network from then on.
import { readOwnPage } from "../../reports/own-file.ts";
import { isLockedText, unlockText } from "../../sealing/locked-text.ts";
import { ownPageElement } from "./page-element.ts";

const at = (id: string) => document.getElementById(id) ?? document.body;
const form = at("open");
const file = at("file") as HTMLInputElement;
const words = at("words") as HTMLInputElement;
const button = form.querySelector("button");
const problems = ["no-file", "wrong", "not-a-file"] as const;
let isBusy = false;

function say(problem: (typeof problems)[number] | null): void {
  for (const id of problems) at(id).hidden = id !== problem;
}

async function open(): Promise<void> {
  const [chosen] = file.files ?? [];
  if (chosen === undefined) return say("no-file");
  const locked = await chosen.text();
  if (!isLockedText(locked)) return say("not-a-file");
  // As somebody types them who copies them from a paper.
  const text = await unlockText(locked, words.value.trim().toLowerCase().split(/\s+/).join(" "));
  if (text === null) return say("wrong");
  const page = readOwnPage(text);
  if (page === null) return say("not-a-file");
  say(null);
  words.value = "";
  at("opened").append(ownPageElement(page));
  form.hidden = true;
  at("opened").hidden = false;
  at("close").focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (isBusy || button === null) return;
  isBusy = true;
  const label = button.textContent;
  button.textContent = button.dataset["busy"] ?? label;
  say(null);
  // The words are stretched on this page: it says so before it stands still.
  setTimeout(() => {
    void open()
      .catch(() => say("not-a-file"))
      .finally(() => {
        isBusy = false;
        button.textContent = label;
      });
  }, 50);
});

// A browser may keep a page that was left, and show it again by going back.
addEventListener("pagehide", () => {
  for (const shown of document.querySelectorAll(".own-page")) shown.remove();
  form.hidden = false;
  at("opened").hidden = true;
  file.value = "";
  words.value = "";
});

at("print").addEventListener("click", () => print());
at("close").addEventListener("click", () => location.reload());
