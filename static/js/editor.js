// The editor: paragraphs are saved while one types, checks are cleared with a press, everything has a key.
// Without this the same forms and links work one page at a time.

import "./spare.js";
import { say } from "./base.js";
import { command, follow, forget, index, now, play, playingSentence, wasHeard } from "./follow.js";
import { openFind, openGo } from "./find.js";
import { meant } from "./keys.js";
import { focusLine, watchForm } from "./lines.js";
import "./here.js";
import "./reading.js";
import "./recover.js";

const article = document.getElementById("minutes");
const editing = article.hasAttribute("data-editor");
const card = () => document.getElementById("check");
const LEAD = 1;
const NOWHERE = "00000000-0000-0000-0000-000000000000";

// --- Checks ----------------------------------------------------------------------------------------------------

let playNext = false;
let wasLeft = Boolean(card()?.dataset.check);

function playCheck() {
  const { from, to, recording } = card()?.dataset ?? {};
  if (from === undefined) return;
  play(Math.max(0, Number(from) - LEAD), Number(to) + 0.3, recording);
  showCheck();
}

function showCheck() {
  document.querySelectorAll(".flag--now").forEach((mark) => mark.classList.remove("flag--now"));
  const ids = card()?.dataset.marks?.split(" ").filter(Boolean) ?? [];
  const marks = ids.map((id) => document.getElementById(`f-${id}`)).filter(Boolean);
  marks.forEach((mark) => mark.classList.add("flag--now"));
  const sentence = document.getElementById(`s-${card()?.dataset.check}`);
  (marks[0] ?? sentence ?? document.getElementById(card()?.dataset.paragraph))?.scrollIntoView({ block: "center" });
}

/** Fetch another check card, and play it. */
function goToCheck(check) {
  if (!check || !editing) return;
  playNext = true;
  htmx.ajax("GET", `${article.dataset.checks}?check=${check}`, { target: "#checks", swap: "outerHTML" });
}

function heardEnough() {
  const { from, to, recording } = card()?.dataset ?? {};
  return from === undefined || wasHeard(Number(from), Number(to), recording);
}

/** The button that says "right" waits for the ear. */
function waitForTheEar() {
  document.querySelector("[data-heard]")?.setAttribute("aria-disabled", String(!heardEnough()));
}

document.addEventListener("player:time", waitForTheEar);
waitForTheEar();

document.addEventListener("click", (event) => {
  const link = editing && !event.ctrlKey && !event.metaKey && event.target.closest?.("[data-edit]");
  if (link) {
    event.preventDefault();
    return htmx.ajax("GET", link.href, { target: `#${link.closest(".para").id}`, swap: "outerHTML" });
  }
  if (event.target.closest?.("[data-next-check], [data-play-check]")) {
    event.preventDefault();
    return playCheck();
  }
  const settles = event.target.closest?.("button[form='suggestions']");
  if (settles) {
    event.preventDefault();
    const target = `#${settles.closest(".suggest").id}`;
    return htmx.ajax("POST", settles.formAction, { target, swap: "outerHTML", values: { [settles.name]: settles.value } });
  }
  const other = event.target.closest?.("[data-go-check]");
  if (other && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    return goToCheck(other.dataset.goCheck);
  }
  if (event.target.closest?.("[data-correct]")) {
    event.preventDefault();
    return edit(document.getElementById(card().dataset.paragraph), Number(card().dataset.from));
  }
  if (event.target.closest?.("[data-heard]") && !heardEnough()) {
    event.preventDefault();
    event.stopPropagation();
    say("Listen to it first. It plays now.");
    playCheck();
  }
}, true);

document.addEventListener("cleared", ({ detail }) => {
  for (const id of detail.marks) {
    const mark = document.getElementById(`f-${id}`);
    mark?.classList.remove("flag--now", "flag--unsure");
    mark?.classList.add("flag--ok");
  }
  playNext = true;
});

// The server has not seen this sound go out to this person: it is asked for again, not taken from the browser's store.
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.xhr?.status !== 409 || !event.detail.requestConfig?.path.includes("/checks/")) return;
  forget();
  command("again");
  playCheck();
});

document.addEventListener("htmx:afterSettle", (event) => {
  const swapped = document.getElementById(event.detail.target.id);
  if (article.contains(swapped)) index(swapped);
  waitForTheEar();
  if (swapped?.matches("div.para")) lookAgain();
  if (event.detail.target.id !== "checks") return;
  const left = Boolean(card()?.dataset.check);
  if (wasLeft && !left) say("Nothing is left to hear.");
  wasLeft = left;
  if (playNext && card()?.dataset.check) playCheck();
  playNext = false;
});

// The headings and the next step come with each card: what was open stays open, and whoever stood there stands there again.
const stops = (place) => [...(place?.querySelectorAll("a, button:enabled, summary") ?? [])];
let before = {};
document.addEventListener("htmx:oobBeforeSwap", ({ detail: { target } }) => {
  before[target.id] = { at: stops(target).indexOf(document.activeElement), open: target.querySelector("details")?.open };
});
document.addEventListener("htmx:oobAfterSwap", () => {
  for (const [id, { at, open }] of Object.entries(before)) {
    const place = document.getElementById(id);
    if (open) place?.querySelector("details")?.setAttribute("open", "");
    if (at >= 0 && !place?.contains(document.activeElement)) (stops(place)[at] ?? stops(place).at(-1))?.focus();
  }
  before = {};
});

/** A correction may have settled what the card asks for: look again, without a sound. */
function lookAgain() {
  if (!editing) return;
  htmx.ajax("GET", `${article.dataset.checks}?check=${card()?.dataset.check ?? ""}`, { target: "#checks", swap: "outerHTML" });
}

// --- Paragraphs ------------------------------------------------------------------------------------------------

let wanted = null;
let wantedField = "";

/** Open a paragraph as lines, at the sentence that holds these seconds. */
function edit(paragraph, seconds = null) {
  const link = paragraph?.querySelector("[data-edit]");
  if (!link) return;
  wanted = seconds;
  link.click();
}

const watched = new WeakSet();

function watchNew() {
  for (const form of article.querySelectorAll("[data-paragraph-form]")) {
    if (watched.has(form)) continue;
    watched.add(form);
    watchForm(form);
    focusLine(form, wanted);
    wanted = null;
    if (wantedField) focusField(form, wantedField);
    wantedField = "";
  }
}

// At once, and not only when the page has settled: the first key may come sooner.
document.addEventListener("htmx:afterSwap", watchNew);
document.addEventListener("htmx:afterSettle", watchNew);

/** Show the tools under the lines, at one of them. */
function focusField(form, name) {
  form.querySelector("details.more").open = true;
  form.querySelector(`details.more [name="${name}"]`).focus();
}

/** Open the paragraph at one of its tools: who said it, or its heading. */
function editField(name) {
  const paragraph = paragraphHere();
  if (paragraph?.matches("[data-paragraph-form]")) return focusField(paragraph, name);
  if (!paragraph?.querySelector("[data-edit]")) return;
  wantedField = name;
  edit(paragraph);
}

/** Log what somebody says about the paragraph one is in. */
function comment() {
  const here = paragraphHere()?.id.slice(2);
  if (here) location.assign(article.dataset.comment.replace(NOWHERE, here));
}

function nextUnnamed() {
  const all = [...article.querySelectorAll(".para")];
  const at = all.indexOf(paragraphHere());
  const next = [...all.slice(at + 1), ...all.slice(0, at + 1)].find((one) => one.querySelector(".speaker--unsure"));
  if (!next) return say("Every speaker is named.");
  next.scrollIntoView({ block: "center" });
  next.querySelector(".src, textarea, [data-edit]")?.focus();
}

function paragraphHere() {
  const focused = document.activeElement?.closest?.(".para");
  return focused ?? playingSentence()?.closest(".para") ?? document.getElementById(card()?.dataset.paragraph ?? "");
}

function step(way) {
  const all = [...article.querySelectorAll(".para")];
  const at = all.indexOf(paragraphHere());
  const next = all[Math.min(Math.max(at + way, 0), all.length - 1)];
  next?.querySelector(".src, textarea, [data-edit]")?.focus();
}

function sentence(way) {
  const links = [...(paragraphHere()?.querySelectorAll(".src") ?? [])];
  const at = links.indexOf(document.activeElement);
  links[Math.min(Math.max(at + way, 0), links.length - 1)]?.focus();
}

// --- Keys ------------------------------------------------------------------------------------------------------

const KEYS = {
  k: () => command("toggle"),
  " ": () => command("toggle"),
  j: (event) => command("back", { by: event.shiftKey ? 15 : 3 }),
  l: (event) => command("forward", { by: event.shiftKey ? 15 : 3 }),
  ",": () => command("slower"),
  ".": () => command("faster"),
  n: () => (card()?.dataset.check && !heardEnough() ? playCheck() : goToCheck(card()?.dataset.next)),
  p: () => goToCheck(card()?.dataset.previous),
  y: () => card()?.querySelector("[data-heard]")?.click(),
  e: () => edit(paragraphHere(), now().seconds),
  enter: () => edit(paragraphHere(), now().seconds),
  arrowup: () => step(-1),
  arrowdown: () => step(1),
  arrowleft: () => sentence(-1),
  arrowright: () => sentence(1),
  s: () => editField("speaker"),
  u: () => nextUnnamed(),
  m: () => editField("to"),
  c: () => comment(),
  g: () => openGo(),
  f: (event) => (event.shiftKey ? document.querySelector("[data-replace]")?.click() : openFind()),
  "?": () => { const keys = document.getElementById("keys"); keys?.scrollIntoView(); keys?.focus(); },
};
const NEEDS_EDITING = new Set(["n", "p", "y", "e", "enter", "s", "u", "m", "c"]);

/** Undo and redo are forms of the page; while typing, the browser's own undo takes back letters. */
function steps(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || !["z", "y"].includes(event.key.toLowerCase())) return;
  if (event.target.matches?.("input:not([type='range']), textarea, select")) return;
  const again = event.shiftKey || event.key.toLowerCase() === "y";
  const button = document.querySelector(again ? "[data-redo]" : "[data-undo]");
  if (!button) return;
  event.preventDefault();
  if (button.disabled) return say(again ? "There is nothing to do again." : "There is nothing of yours to undo.");
  button.click();
}
addEventListener("keydown", steps);

addEventListener("keydown", (event) => {
  const name = meant(event);
  const action = KEYS[name];
  if (!action || (NEEDS_EDITING.has(name) && !editing)) return;
  event.preventDefault();
  follow();
  action(event);
});

if (location.search.includes("check=")) showCheck();
