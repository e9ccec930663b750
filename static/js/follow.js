// The text follows the sound: the sentence being played is marked and kept in view until the reader goes elsewhere.
// Also what has been heard, so that a check can ask for it. Works with static/js/player.js by its events.

import { clock } from "./player.js";

const article = document.getElementById("minutes");
const recordings = JSON.parse(article.dataset.recordings || "{}");
const first = Object.keys(recordings)[0] ?? "";
const still = matchMedia("(prefers-reduced-motion: reduce)");
const heard = new Map();
let sentences = null;
let playing = null;
let following = true;
let here = { recording: first, seconds: 0, playing: false };

export const command = (action, more = {}) =>
  document.dispatchEvent(new CustomEvent("player:command", { detail: { action, ...more } }));
export const now = () => here;
export const playingSentence = () => playing;

/** The sentences in the order of the recording, gathered when they are first asked for. */
function all() {
  sentences ??= [...article.querySelectorAll(".s[data-recording]")]
    .filter((span) => span.dataset.recording)
    .map((span) => ({ span, from: Number(span.dataset.from), to: Number(span.dataset.to), recording: span.dataset.recording }))
    .sort((one, other) => one.from - other.from);
  return sentences;
}

/** The sentence that is said at this second of the recording in the player, or the last one before it. */
export function sentenceAt(seconds) {
  const own = all().filter((one) => one.recording === here.recording);
  return (own.findLast((one) => one.from <= seconds) ?? own[0])?.span;
}

/** In each paragraph Tab stops once; the arrow keys go on from there. */
function stopOnce(place) {
  for (const link of place.querySelectorAll(".src ~ .src:not([tabindex])")) link.tabIndex = -1;
}

/** Something in the page was swapped: which sentences there are is looked up again when it matters. */
export function index(place) {
  sentences = null;
  stopOnce(place);
}

/** Play a stretch; another recording is loaded first if it is not the one in the player. */
export function play(from, to = null, recording = here.recording) {
  const more = recordings[recording];
  const link = document.createElement("a");
  Object.assign(link.dataset, { playFrom: from, ...(to === null ? {} : { playTo: to }) });
  if (more && recording !== here.recording) Object.assign(link.dataset, more);
  link.hidden = true;
  article.append(link);
  link.click();
  link.remove();
}

/** Whether every second from `from` to `to` has been played since the page opened. */
export function wasHeard(from, to, recording = here.recording) {
  const seconds = heard.get(recording) ?? new Set();
  for (let at = Math.floor(from * 2); at <= Math.floor((to - 0.3) * 2); at += 1) if (!seconds.has(at)) return false;
  return true;
}

/** What was played is to be played again. */
export function forget() {
  heard.clear();
}

function note(detail) {
  const recording = Object.keys(recordings).find((key) => recordings[key].source === detail.source) ?? first;
  const before = here;
  here = { recording, seconds: detail.seconds, playing: detail.playing };
  const gone = detail.seconds - before.seconds;
  if (!detail.playing || before.recording !== recording || gone < 0 || gone > 2.6 * (detail.rate ?? 1)) return;
  if (!heard.has(recording)) heard.set(recording, new Set());
  for (let at = Math.floor(before.seconds * 2); at <= Math.floor(detail.seconds * 2); at += 1) heard.get(recording).add(at);
}

function show() {
  const found = all().findLast((one) => one.recording === here.recording && one.from <= here.seconds + 0.05 && here.seconds < one.to + 0.4);
  if (found?.span === playing) return;
  playing?.classList.remove("s--playing");
  playing = found?.span ?? null;
  playing?.classList.add("s--playing");
  if (playing && following && here.playing) keepInView(playing);
}

function keepInView(span) {
  const box = span.getBoundingClientRect();
  if (box.top > innerHeight * 0.2 && box.bottom < innerHeight * 0.7) return;
  const open = document.activeElement?.matches("textarea, input, select");
  if (!open) span.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
}

const back = document.createElement("button");
back.type = "button";
back.className = "btn btn--s back-to noprint";
back.hidden = true;
back.addEventListener("click", () => { follow(); if (playing) playing.scrollIntoView({ block: "center" }); });
article.append(back);

/** Go along with the sound again. */
export function follow() {
  following = true;
  back.hidden = true;
}

function leave() {
  if (!here.playing) return;
  following = false;
}

document.addEventListener("player:time", ({ detail }) => {
  note(detail);
  show();
  if (!following) {
    back.hidden = !here.playing;
    back.textContent = `Back to ${clock(here.seconds)}`;
  }
});
document.addEventListener("player:play", follow);
addEventListener("wheel", leave, { passive: true });
addEventListener("touchmove", leave, { passive: true });

// Another recording than the first: its links learn where its sound is before the player reads them.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".src");
  const sentence = link?.previousElementSibling?.matches(".s") ? link.previousElementSibling : null;
  const { recording } = (sentence ?? link?.closest("p, div, form")?.querySelector("[data-recording]"))?.dataset ?? {};
  if (recording && recording !== here.recording && recordings[recording]) Object.assign(link.dataset, recordings[recording]);
}, true);

// Press a sentence: it plays.
article.addEventListener("click", (event) => {
  const span = event.target.closest(".s[data-recording]");
  if (!span?.dataset.recording || getSelection()?.toString()) return;
  follow();
  play(Number(span.dataset.from), null, span.dataset.recording);
});

const heading = (span) => span.closest("section")?.querySelector("h2")?.firstChild?.textContent.trim() ?? "";
const speaker = (span) => span.closest(".para")?.querySelector(".speaker b")?.textContent ?? "";

/** What the player shows of the text: who speaks when, what is left to hear, where the headings begin. */
function tellPlayer() {
  const own = all().filter((one) => one.recording === first);
  const changes = own.filter(({ span }, n) => span.closest(".para") !== own[n - 1]?.span.closest(".para"));
  const heads = [...article.querySelectorAll("section:not(.shut)")].map((section) => Number(section.querySelector(".s[data-recording]")?.dataset.from));
  command("mark", {
    marks: own.filter(({ span }) => span.querySelector(".flag:not(.flag--ok)")).map(({ from }) => from),
    where: changes.map(({ span, from }) => ({ from, text: `${speaker(span)}, ${heading(span)}` })),
    heads: heads.filter(Boolean),
  });
}

// A long meeting is shown first; what only sound and keys need is gathered when the page has time for it.
const soon = window.requestIdleCallback ?? ((does) => setTimeout(does, 200));
soon(() => { stopOnce(article); soon(tellPlayer); }, { timeout: 3000 });
