// One paragraph being edited, a line for each sentence: saved one second after the last key and on leaving a line.
// Enter splits, a button joins, Escape finishes. What could not be sent stays in the page and is tried again.

import { say, signInAgain } from "./base.js";
import { command } from "./follow.js";
import { drop, keep, keeps } from "./kept.js";

const AFTER_THE_LAST_KEY = 1000;
const TRY_AGAIN = 5000;
const unsaved = new Set();
const paragraphOf = (form) => form.id.slice(2);

function saveWords(words) {
  const place = document.querySelector("#save [data-save-words]");
  if (place && place.textContent !== words) place.textContent = words;
}

/** The form's fields; a line that is still being begun is left for when it is finished. */
function fields(form, { finished }) {
  const data = new FormData(form);
  ["speaker", "to", "reason", "words"].forEach((name) => data.delete(name));
  if (finished) return data;
  const lines = form.querySelectorAll(".line");
  const [ids, texts] = [data.getAll("sentence"), data.getAll("text")];
  data.delete("sentence");
  data.delete("text");
  lines.forEach((_, n) => {
    if (!ids[n]) return;
    data.append("sentence", ids[n]);
    data.append("text", texts[n]);
  });
  return data;
}

/** Seal what stands in the form on this computer, until it is stored. */
function seal(form) {
  const data = new FormData(form);
  const texts = data.getAll("text");
  const lines = data.getAll("sentence").map((sentence, n) => [sentence, texts[n]]);
  return keep(paragraphOf(form), { based_on: data.get("based_on"), lines });
}

function replace(form, html) {
  const made = document.createRange().createContextualFragment(html);
  const first = made.firstElementChild;
  form.replaceWith(made);
  if (!first) return null;
  htmx.process(first);
  document.dispatchEvent(new CustomEvent("htmx:afterSettle", { detail: { target: first, elt: first } }));
  return first;
}

/** Send a form. `swap` puts the answer in its place; a clash always does. */
async function send(form, { done = false, join = "", swap = done || Boolean(join), finished = swap } = {}) {
  if (form.sending) {
    form.again = { done, join, swap, finished };
    return null;
  }
  form.sending = true;
  form.typedSince = false;
  clearTimeout(form.timer);
  saveWords("Saving…");
  const data = fields(form, { finished });
  data.set(done ? "done" : "keep", "yes");
  if (join) data.set("join", join);
  const answer = await fetch(form.action, { method: "POST", body: data, headers: { "HX-Request": "true" } }).catch(() => null);
  form.sending = false;
  const result = await settle(form, answer, { swap, done, join, finished });
  if (form.again && form.isConnected) {
    const { again } = form;
    form.again = null;
    return send(form, again);
  }
  return result;
}

async function settle(form, answer, options) {
  if (!answer) return notSaved(form, options);
  const html = await answer.text();
  if (answer.status === 409 && html.includes("data-clash")) {
    unsaved.delete(form);
    saveWords("Two people changed this. Choose below.");
    return replace(form, html);
  }
  if (answer.status >= 500) return notSaved(form, options, "the service does not answer");
  if (!answer.ok || answer.redirected) {
    unsaved.add(form);
    return refused(answer);
  }
  const { saved } = JSON.parse(answer.headers.get("HX-Trigger") ?? "{}");
  if (!form.typedSince) {
    unsaved.delete(form);
    drop(paragraphOf(form));
  }
  if (saved) {
    document.getElementById("minutes").dataset.version = saved.version;
    document.querySelector("[data-version-shown]").textContent = saved.version;
  }
  saveWords(saved?.words ?? "Saved");
  if (options.swap) return replace(form, html);
  if (saved) form.elements.based_on.value = saved.version;
  return form;
}

const where = () => (keeps() ? "sealed on this computer" : "kept in this page");

function notSaved(form, options, why = "no network") {
  unsaved.add(form);
  const changes = unsaved.size;
  saveWords(`Not saved yet: ${why}. ${changes} change${changes === 1 ? " is" : "s are"} ${where()} and go${changes === 1 ? "es" : ""} by ${changes === 1 ? "itself" : "themselves"}.`);
  form.timer = setTimeout(() => form.isConnected && send(form, options), TRY_AGAIN);
  form.later = options;
  return null;
}

/** The session is over, or the service says no: the words stay, and the page says what to do. */
function refused(answer) {
  const over = answer.redirected || answer.status === 403;
  saveWords(over ? `Not saved: you are signed out. Your words are ${where()}.` : `Not saved. Your words are ${where()}.`);
  say(over ? "Sign in again: your words are offered when you come back." : "That was not saved. Load the page again in another window to see why.");
  if (over && answer.redirected && keeps()) signInAgain();
  return null;
}

// What waits goes as soon as the network is back.
addEventListener("online", () => { for (const form of unsaved) if (form.isConnected && form.later) send(form, form.later); });

const lines = (form) => [...form.querySelectorAll("textarea[name='text']")];

/** Put the cursor into the line that holds these seconds, or the first. */
export function focusLine(form, seconds = null) {
  const all = lines(form);
  const held = all.find((line) => seconds !== null && Number(line.dataset.from) <= seconds && seconds <= Number(line.dataset.to) + 0.4);
  (held ?? all[0])?.focus({ preventScroll: false });
}

async function split(form, area) {
  const at = area.selectionStart;
  const n = lines(form).indexOf(area);
  if (!area.value.slice(0, at).trim() || !area.value.slice(at).trim()) {
    if (!form.querySelectorAll(".line")[n].querySelector("[name='sentence']").value && area.value.trim()) {
      const swapped = await send(form, { swap: true });
      if (swapped?.matches("[data-paragraph-form]")) lines(swapped).at(-1).focus();
      return;
    }
    lines(form)[n + 1]?.focus();
    return;
  }
  area.setRangeText("\n", at, area.selectionEnd, "end");
  const swapped = await send(form, { swap: true });
  const next = swapped?.matches("[data-paragraph-form]") && lines(swapped)[n + 1];
  if (next) {
    next.focus();
    next.setSelectionRange(0, 0);
  }
}

async function join(form, id) {
  const n = lines(form).findIndex((area) => area.id === `l-${id}`);
  const swapped = await send(form, { join: id });
  if (swapped?.matches("[data-paragraph-form]")) lines(swapped)[n - 1]?.focus();
}

async function finish(form) {
  const shown = await send(form, { done: true });
  shown?.querySelector?.(".src, [data-edit]")?.focus();
}

/** Watch one form: from now on what is typed in it is saved. */
export function watchForm(form) {
  form.addEventListener("input", (event) => {
    if (event.target.name !== "text") return;
    unsaved.add(form);
    form.typedSince = true;
    seal(form);
    clearTimeout(form.timer);
    form.timer = setTimeout(() => send(form), AFTER_THE_LAST_KEY);
    clearTimeout(form.quiet);
    form.quiet = setTimeout(() => form.isConnected && command("pause"), AFTER_THE_LAST_KEY);
  });
  form.addEventListener("focusout", () => { if (unsaved.has(form) && form.isConnected) send(form); });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      finish(form);
    } else if (event.key === "Enter" && event.target.name === "text" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      split(form, event.target);
    }
  });
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.hasAttribute("formaction")) return;
    event.preventDefault();
    if (button?.name === "join") join(form, button.value);
    else if (button?.name === "done") finish(form);
    else send(form, { swap: true }).then((swapped) => swapped?.matches?.("[data-paragraph-form]") && focusLine(swapped));
  });
}

// Sealed words are offered again; only those that are nowhere else hold the page back.
addEventListener("beforeunload", (event) => { if (unsaved.size && !keeps()) event.preventDefault(); });

// A clash that is settled leaves nothing to keep.
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.elt.matches?.("[data-clash]") && event.detail.successful) drop(paragraphOf(event.detail.elt));
});
