// The page that records a conference: notice, start, pause, a part for some people only, the end. Everything it does
// is first put away on this computer, sealed, and then sent; so neither the network nor the lid can lose it.

import { say } from "./base.js";
import { Microphone, unable } from "./microphone.js";
import { Pocket } from "./pocket.js";
import { Sender } from "./sender.js";
import { Take } from "./take.js";

const root = document.getElementById("recorder");
const part = Object.fromEntries([...root.querySelectorAll("[data-part]")].map((one) => [one.dataset.part, one]));
const { takes, take, notice } = root.dataset;
const RECORDER = "recorder";
const stock = [];
const running = { take: null, started: 0, made: [] };
let token = document.querySelector("[name=csrfmiddlewaretoken]").value;
let sender;

const clock = (milliseconds) => {
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};
const show = (one, shown) => { if (part[one] && part[one].hidden === shown) part[one].hidden = !shown; };
const words = (one, text) => { if (part[one] && part[one].textContent !== text) part[one].textContent = text; };

function trouble(text) {
  words("trouble-words", text);
  show("trouble", Boolean(text));
}

// --- Keys in advance ----------------------------------------------------------------------------------------------

/** Which browser this is, so that two of one person never record into the same take. */
function recorder() {
  localStorage.getItem(RECORDER) ?? localStorage.setItem(RECORDER, crypto.randomUUID());
  return localStorage.getItem(RECORDER);
}

async function fill() {
  const used = new Set([...(await sender.pocket.all()).map((one) => one.take), ...running.made, running.take?.id]);
  const answer = await sender.ask("POST", takes, { recorder: recorder() });
  if (!answer.ok) return;
  stock.length = 0;
  for (const one of await answer.json()) if (!used.has(one.id) && (await sender.learn(one))) stock.push(one.id);
}

async function prepare() {
  try {
    await fill();
    trouble("");
  } catch (problem) {
    if (!stock.length) trouble("There is no network. Recording needs it once, for its keys; after that it can be away. We try again by ourselves.");
    setTimeout(prepare, 5000);
  }
  ready();
}

// --- What the sender tells ----------------------------------------------------------------------------------------

async function changed({ take: id, kind, ok, told }) {
  if (kind === "state" && told === "signed-out") await renew();
  if (kind === "piece" && id === running.take?.id) running.take.safe = told.until;
  if (kind === "begin" && !ok) trouble(told.detail ?? "The recording could not begin. Load the page again.");
  if (kind === "begin" && ok) fill().catch(() => {});
  if (kind === "end" && told.reason) say(told.reason);
  await safety();
}

/** After signing in again in another tab the page needs a new token; it goes on without being loaded again. */
async function renew() {
  const page = await fetch(location.pathname, { headers: { "X-Poll": "1" } }).catch(() => null);
  if (!page?.ok || page.redirected) return;
  const found = (await page.text()).match(/name="csrfmiddlewaretoken" value="([^"]+)"/);
  if (found) token = found[1];
}

/** What is safe, and what still waits here. */
async function safety() {
  const left = await sender.pocket.all();
  const waiting = left.filter((one) => one.kind === "piece").length;
  const here = `${waiting} piece${waiting === 1 ? " waits" : "s wait"} on this computer, sealed`;
  const on = running.take;
  const held = {
    network: `No network: ${here}. We send by ourselves when it is back.`,
    "signed-out": `You were signed out: ${here}. Sign in again in another tab; recording goes on.`,
  }[sender.state];
  words("safety", held ?? (on ? `Everything up to ${clock(on.safe)} is safe.` : waiting ? `${here}. It is being sent.` : part.read.checked ? "" : "Tick the box above once you have read the notice out."));
  part.safety.classList.toggle("is-held", Boolean(held));
  show("sending-first", Boolean(waiting) && !on);
  for (const button of root.querySelectorAll("[data-finish] button")) button.disabled = Boolean(waiting) && !on;
  if (!on && !left.length && running.made.length) ended();
}

function ended() {
  show("ended", true);
  delete document.body.dataset.recording;
}

// --- The buttons --------------------------------------------------------------------------------------------------

function ready() {
  const on = running.take;
  const paused = on && !on.since;
  part.start.disabled = !part.read.checked || !stock.length || Boolean(on);
  show("start", !on);
  for (const one of ["pause", "apart", "end"]) show(one, Boolean(on));
  for (const one of ["notice", "test"]) show(one, !on);
  for (const one of ["cue", "room"]) show(one, Boolean(on?.restricted));
  root.dataset.state = on ? (paused ? "paused" : on.restricted ? "apart" : "running") : "idle";
  words("state", { idle: "Not recording", paused: "Paused", apart: "Recording a restricted part", running: "Recording" }[root.dataset.state]);
  words("pause", paused ? "Go on recording" : "Pause");
  words("apart", on?.restricted ? "End restricted part" : "Start restricted part");
  part.apart.disabled = Boolean(on) && !stock.length;
}

async function begin(restricted, present = []) {
  const id = stock.shift();
  const next = new Take(id, sender, restricted);
  running.take = next;
  running.made.push(id);
  await next.begin(part.microphone.stream, { present });
  words("safety", ""); // what was said to be safe was of the part before
  ready();
  tick();
  await safety();
}

/** A take that is finished is not in the list of those that are not. */
function gone(form) {
  form.closest("li").remove();
  show("unfinished", Boolean(root.querySelector("[data-finish]")));
}

/** Before anything of this meeting is recorded: the notice was read out; what broke off before is finished. */
async function before() {
  const first = stock[0];
  await sender.add(first, "notice", { to: notice, method: "PUT", read: "yes" });
  for (const form of root.querySelectorAll("[data-finish][data-mine]")) {
    await sender.add(first, "finish", { to: `${take.replace("TAKE", form.dataset.finish)}finish/` });
    gone(form);
  }
}

async function start() {
  part.start.disabled = true;
  try {
    await part.microphone.on();
  } catch (problem) {
    trouble(problem.message);
    return ready();
  }
  trouble("");
  show("ended", false);
  document.body.dataset.recording = "";
  navigator.wakeLock?.request("screen").catch(() => {});
  navigator.storage?.persist?.();
  await before();
  await begin(false);
  part.pause.focus();
  say("Recording.");
}

async function pause() {
  const on = running.take;
  if (on.since) on.pause();
  else on.resume();
  ready();
  say(on.since ? "Recording goes on." : "Paused.");
}

/** One press: the part that runs is closed at once, and what follows is a recording of its own. */
async function apart() {
  const on = running.take;
  if (!stock.length) return trouble("There is no network, and no key left for a part of its own. Pause instead until it is back.");
  const end = on.end();
  for (const box of part.room.querySelectorAll("input")) box.checked = false;
  words("room-saved", "");
  await begin(!on.restricted);
  await end;
  say(on.restricted ? "The restricted part is over. Recording goes on." : "Restricted part. It is recorded separately.");
  if (!on.restricted) part.cue.focus();
}

function room() {
  const present = [...part.room.querySelectorAll("input:checked")].map((box) => box.value);
  if (!present.length) return words("room-saved", "Choose who is in the room first.");
  running.take.room(present);
  words("room-saved", `${present.length === 1 ? "1 person" : `${present.length} people`} in the room. Only they may listen to this part.`);
  say("The list is saved.");
}

async function end() {
  const on = running.take;
  running.take = null;
  await on.end();
  part.microphone.off();
  heard();
  ready();
  await safety();
  say("The recording has ended.");
}

async function finish(event) {
  event.preventDefault();
  const form = event.target;
  const answer = await sender.ask("POST", `${take.replace("TAKE", form.dataset.finish)}finish/`, {}).catch(() => null);
  if (answer?.ok) gone(form);
  say(answer?.ok ? "It is finished, and kept as a recording." : "That did not work. Try again when the network is back.");
}

// --- The clock and the microphone ---------------------------------------------------------------------------------

function heard(what) {
  const on = running.take;
  if (what === "gone" && on) {
    trouble("The microphone was taken away. What was recorded is safe. Plug it in and press Start: it goes on as another recording.");
    return end();
  }
  words("sound", !part.microphone.stream ? "" : what === "silent" ? "No sound is arriving. Is the microphone muted?" : "Sound is arriving.");
  part.sound.classList.toggle("is-held", what === "silent");
}

function tick() {
  words("time", clock(running.take?.elapsed ?? 0));
}

async function test() {
  try {
    await part.microphone.on();
    trouble("");
  } catch (problem) {
    trouble(problem.message);
  }
}

async function open() {
  const cannot = unable();
  if (cannot) return trouble(cannot);
  part.microphone = new Microphone({ level: part.level, changed: heard });
  sender = new Sender({ pocket: await Pocket.open(), token: () => token, takes: take, changed });
  for (const [name, act] of Object.entries({ start, pause, apart, end, test })) part[name].addEventListener("click", act);
  part["room-save"]?.addEventListener("click", room);
  part.read.addEventListener("change", () => { ready(); safety(); });
  for (const form of root.querySelectorAll("[data-finish]")) form.addEventListener("submit", finish);
  window.addEventListener("beforeunload", (event) => { if (running.take) event.preventDefault(); });
  setInterval(tick, 250);
  show("controls", true);
  sender.wake();
  await prepare();
  await safety();
}

// Two pages that record and send from the same place would spoil each other.
navigator.locks?.request(RECORDER, { ifAvailable: true }, async (lock) => {
  if (!lock) return trouble("The recorder is open in another tab or window of this browser. Go on there.");
  await open();
  return new Promise(() => {});
}) ?? trouble(unable());
