// A card and a paper for a consulate say nothing of what a service is about, however it is spelled.
import assert from "node:assert/strict";
import { test } from "node:test";
import { saysWhatItIs } from "./revealing-words.ts";

test("[OF4] words of trafficking, victims and violence are found in five languages, with each stand-in for a letter", () => {
  for (const name of [
    "Centre Against Trafficking",
    "Помощь жертвам",
    "Центр для потерпевших",
    "Маркази зидди савдои кӯдакон",
    "Кумак ба ҷабрдидагон",
    "Zo\u2018ravonlikka qarshi",
    "Zo\u2019ravonlikka qarshi",
    "Zo'ravonlikka qarshi",
    "Bolalar savdosiga qarshi",
    "Odamlar savdosi",
    "Одам савдоси",
    "قرباني",
    "آسیب‌دیدگان",
    "بردگی",
    "Anti-Slave Union",
    "Centre against exploitation",
    "Центр против эксплуатации",
    "Маркази зидди истисмор",
    "Inson savdosiga qarshi",
    "بهره‌کشی",
    "traf\u00adficking",
    "савдои  одам",
    "зӯроварӣ".normalize("NFD"),
    "فروش\u200cانسان",
  ])
    assert.ok(saysWhatItIs(name), name);
  for (const name of ["Example Shelter North", "Намунаи дафтар", "Namuna idorasi", "دفتر نمونه", "Приют"])
    assert.ok(!saysWhatItIs(name), name);
});
