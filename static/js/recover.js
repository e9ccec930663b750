// What was typed and never stored is offered again when the minutes are opened: put back, or thrown away.

import { say } from "./base.js";
import { drop, kept } from "./kept.js";

const article = document.getElementById("minutes");
const time = (at) => at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

function made(tag, className, words = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = words;
  return element;
}

function button(words, does) {
  const element = made("button", "btn btn--s", words);
  element.type = "button";
  element.addEventListener("click", does);
  return element;
}

/** Fill the opened paragraph with what was typed; a line whose sentence is gone comes back as a new one. */
function fill(form, { based_on: basedOn, lines }) {
  const areas = new Map([...form.querySelectorAll(".line")].map((line) => [line.querySelector("[name='sentence']").value, line.querySelector("textarea")]));
  const rest = [];
  for (const [sentence, words] of lines) {
    if (areas.has(sentence) && sentence) areas.get(sentence).value = words;
    else if (words.trim()) rest.push(words);
  }
  if (rest.length) areas.get("").value = rest.join("\n");
  form.elements.based_on.value = basedOn;
  const first = lines.map(([sentence]) => areas.get(sentence)).find(Boolean);
  first?.focus();
  first?.dispatchEvent(new Event("input", { bubbles: true }));
}

function opened(paragraph) {
  return new Promise((done) => {
    const place = document.getElementById(`p-${paragraph}`);
    if (place?.matches("[data-paragraph-form]")) return done(place);
    document.addEventListener("htmx:afterSettle", () => done(article.querySelector(`#p-${CSS.escape(paragraph)}[data-paragraph-form]`)), { once: true });
    place?.querySelector("[data-edit]")?.click();
    if (!place) done(null);
  });
}

function offer({ what, at, value }) {
  const box = made("div", "notice notice--due stack-s");
  box.dataset.kept = what;
  box.append(made("p", "", `What you typed at ${time(at)} was not stored. It is still here, sealed on this computer.`));
  const words = made("blockquote", "");
  value.lines.forEach(([, said]) => words.append(made("p", "", said)));
  const buttons = made("p", "row");
  const there = document.getElementById(`p-${what}`);
  if (there) {
    buttons.append(button("Put it back", async () => {
      box.remove();
      const form = await opened(what);
      if (form) fill(form, value);
      say("Put back. It is being saved.");
    }));
  } else {
    box.append(made("p", "", "Its paragraph is no longer there. Copy the words to where they belong, then throw this away."));
  }
  buttons.append(button("Throw it away", async () => { await drop(what); box.remove(); say("Thrown away."); }));
  box.append(words, buttons);
  return box;
}

kept().then((rows) => {
  if (!rows.length) return;
  const place = made("section", "stack-s noprint");
  place.setAttribute("aria-label", "Not stored yet");
  place.append(...rows.map(offer));
  article.querySelector(".identity").after(place);
  say(`${rows.length} change${rows.length === 1 ? " was" : "s were"} not stored. Look at the top of the minutes.`);
});
