// The one player: the bar of components/player.html, shared by the conference page, the editor and the review.
//
// Links and buttons (work on whatever is in the page, also after an htmx swap):
//   data-play-from="12.3"       play from this second; with data-play-to="15.9" stop there
//   class "src" behind a sentence (class "s", data-from, data-to)   play that sentence
//   data-source, data-wave, data-seconds, data-label
//                               play another recording than the one in the bar (all four together)
// Commands, from any script:
//   document.dispatchEvent(new CustomEvent("player:command", {detail: {action: "toggle"}}))
//   actions: play · pause · toggle · back · forward (detail.by seconds, else 3) · seek (detail.seconds; detail.play) ·
//   slower · faster · again (fetch the sound anew) · mark (detail.spans, detail.marks, detail.heads: see below)
// Events, on document, each with detail {seconds, duration, playing, source}:
//   player:time (about four times a second while playing, and after each jump) · player:play · player:pause
//   player:ended · player:stopped (the sound cannot be had any more; detail.words says why)
// What is drawn over the waveform, as JSON on #player or by the command "mark":
//   data-spans='[{"from": 312, "to": 371, "kind": "shut"}]'   kind: shut (restricted) or break
//   data-marks='[175.2, 293.7]'   open checks        data-heads='[146.9]'   headings
//   data-where='[{"from": 0, "text": "Margaret Ellison, Introductions"}]'   what the bar says beside the time
// Starting again after a pause goes back two seconds. Every piece the browser fetches is on the audit.

import { say } from "./base.js";

const SVG = "http://www.w3.org/2000/svg";
const SPEEDS = [0.5, 0.75, 1, 1.2, 1.5, 1.75, 2, 2.5];
const RESUME_EARLIER = 2;
const bar = document.getElementById("player");

/** 3:17, or 1:03:17 past the hour. */
export function clock(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const [hours, minutes, rest] = parts.map((part) => String(part).padStart(2, "0"));
  return parts[0] ? `${parts[0]}:${minutes}:${rest}` : `${Number(minutes) + 60 * Number(hours)}:${rest}`;
}

function spoken(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  const words = [[minutes, "minute"], [rest, "second"]].filter(([count]) => count);
  return words.map(([count, word]) => `${count} ${word}${count === 1 ? "" : "s"}`).join(" ") || "the start";
}

function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

const read = (name) => JSON.parse(bar.dataset[name] || "[]");

class Player {
  constructor() {
    this.audio = new Audio();
    this.audio.preload = "none";
    this.parts = Object.fromEntries([...bar.querySelectorAll("[data-player]")].map((part) => [part.dataset.player, part]));
    this.range = document.getElementById("player-seek");
    this.wave = document.getElementById("player-wave");
    this.peaks = [];
    this.stopAt = null;
    this.drawn = { spans: read("spans"), marks: read("marks"), heads: read("heads"), where: read("where") };
    this.listen();
    this.load({ ...bar.dataset, label: this.parts.where?.textContent ?? "" });
    this.speed(Number(localStorage.getItem("playback-speed")) || 1);
  }

  load({ source, wave, seconds, label }) {
    this.pause();
    Object.assign(this, { source, label, duration: Number(seconds) || 0, peaks: [], wanted: 0 });
    this.audio.src = source;
    this.range.max = this.duration;
    this.parts.length.textContent = clock(this.duration);
    if (this.parts.where) this.parts.where.textContent = label;
    this.show();
    this.draw();
    if (wave) this.fetchWave(wave);
  }

  async fetchWave(wave) {
    const answer = await fetch(wave, { headers: { "X-Poll": "1" } }).catch(() => null);
    if (!answer?.ok) return;
    this.peaks = (await answer.json()).peaks;
    this.draw();
  }

  listen() {
    const { audio, parts } = this;
    parts.play.addEventListener("click", () => this.toggle());
    parts.back.addEventListener("click", () => this.jump(-3));
    parts.forward.addEventListener("click", () => this.jump(3));
    parts.speed.addEventListener("click", () => this.speed(SPEEDS[(SPEEDS.indexOf(audio.playbackRate) + 1) % SPEEDS.length]));
    this.range.addEventListener("input", () => this.seek(Number(this.range.value)));
    audio.addEventListener("timeupdate", () => this.passed());
    audio.addEventListener("seeked", () => this.passed());
    audio.addEventListener("ended", () => { this.show(); this.tell("ended"); });
    audio.addEventListener("playing", () => { this.show(); this.tell("play"); });
    audio.addEventListener("pause", () => { this.show(); this.tell("pause"); });
    audio.addEventListener("loadedmetadata", () => { if (this.wanted) audio.currentTime = this.wanted; });
    audio.addEventListener("error", () => this.lost());
  }

  get now() { return this.audio.readyState ? this.audio.currentTime : this.wanted; }
  get playing() { return !this.audio.paused && !this.audio.ended; }

  async play({ from = null, to = null } = {}) {
    if (from !== null) this.seek(from);
    else if (this.paused && this.now > RESUME_EARLIER) this.seek(this.now - RESUME_EARLIER);
    this.stopAt = to;
    this.paused = false;
    await this.audio.play().catch(() => this.show());
  }

  pause() {
    this.paused = this.playing;
    this.audio.pause();
  }

  toggle() { return this.playing ? this.pause() : this.play(); }
  jump(by) { this.stopAt = null; this.seek(this.now + by); }

  seek(seconds) {
    this.wanted = Math.min(Math.max(0, seconds), this.duration || seconds);
    this.paused = false;
    if (this.audio.readyState) this.audio.currentTime = this.wanted;
    this.passed();
  }

  speed(rate) {
    this.audio.playbackRate = this.audio.defaultPlaybackRate = rate;
    localStorage.setItem("playback-speed", rate);
    this.parts.speed.textContent = `${rate}×`;
    this.parts.speed.setAttribute("aria-label", `Speed, now ${rate} times`);
  }

  passed() {
    if (this.stopAt !== null && this.now >= this.stopAt) {
      this.stopAt = null;
      this.audio.pause();
    }
    this.show();
    this.tell("time");
  }

  show() {
    const { now, parts } = this;
    parts.now.textContent = clock(now);
    parts.play.setAttribute("aria-label", this.playing ? "Pause" : "Play");
    parts["icon-play"].hidden = this.playing;
    parts["icon-pause"].hidden = !this.playing;
    const where = this.drawn.where.findLast((place) => place.from <= now + 0.05)?.text ?? this.label;
    if (parts.where && parts.where.textContent !== where) parts.where.textContent = where;
    this.range.value = now;
    this.range.setAttribute("aria-valuetext", `${spoken(now)} of ${spoken(this.duration)}, ${where}`);
    this.moveHead();
  }

  tell(name, more = {}) {
    const detail = { seconds: this.now, duration: this.duration, playing: this.playing, source: this.source, rate: this.audio.playbackRate, ...more };
    document.dispatchEvent(new CustomEvent(`player:${name}`, { detail }));
  }

  /** The browser could not go on. Ask why with the smallest piece, and say it. */
  async lost() {
    const answer = await fetch(this.source, { headers: { Range: "bytes=0-0" } }).catch(() => null);
    const words = !answer ? "No network. Press play again when it is back."
      : answer.ok ? "This browser cannot play this recording. Try another browser."
      : "You cannot hear this recording any more. If you need it for your work, ask the chair.";
    this.wanted = this.now;
    say(words);
    this.tell("stopped", { words });
  }

  /** Draw in a box of 1000 by 44, whatever the width of the window. */
  draw() {
    const x = (seconds) => ((seconds / (this.duration || 1)) * 1000).toFixed(1);
    const line = (list, from, to) => list.map((seconds) => `M${x(seconds)} ${from}V${to}`).join("");
    const { spans, marks, heads } = this.drawn;
    this.wave.replaceChildren(
      ...spans.map(({ from, to, kind }) => shape("rect", { class: `p-${kind}`, x: x(from), width: (x(to) - x(from)).toFixed(1), height: 44 })),
      shape("path", { class: "edge", d: line(heads, 0, 44) }),
      shape("path", { class: "wave", d: this.outline() }),
      shape("path", { class: "mark", d: line(marks, 39, 44) }),
      shape("path", { class: "p-shutline", d: line(spans.filter(({ kind }) => kind === "shut").flatMap(({ from, to }) => [from, to]), 0, 44) }),
      shape("path", { class: "playhead", d: "M0 0V44" }),
    );
    this.head = this.wave.lastElementChild;
    this.moveHead();
  }

  /** One upright line for each of 300 stretches, as high as its loudest moment. */
  outline() {
    const bars = Math.min(300, this.peaks.length);
    const loudest = Math.max(32, ...this.peaks);
    let path = "";
    for (let bar = 0; bar < bars; bar += 1) {
      const [from, to] = [bar, bar + 1].map((edge) => Math.floor((edge * this.peaks.length) / bars));
      const high = Math.max(0.6, (Math.max(...this.peaks.slice(from, to)) / loudest) * 20);
      path += `M${(((bar + 0.5) / bars) * 1000).toFixed(1)} ${(22 - high).toFixed(1)}v${(2 * high).toFixed(1)}`;
    }
    return path;
  }

  moveHead() {
    const place = ((this.now / (this.duration || 1)) * 1000).toFixed(1);
    this.head?.setAttribute("d", `M${place} 0V44`);
  }

  mark(drawn) {
    Object.assign(this.drawn, Object.fromEntries(Object.entries(drawn).filter(([name]) => name in this.drawn)));
    this.draw();
    this.show();
  }

  command({ action, by = 3, seconds = 0, play = false, ...more }) {
    const step = (way) => SPEEDS[Math.min(Math.max(SPEEDS.indexOf(this.audio.playbackRate) + way, 0), SPEEDS.length - 1)];
    const does = {
      play: () => this.play(), pause: () => this.pause(), toggle: () => this.toggle(),
      back: () => this.jump(-by), forward: () => this.jump(by),
      slower: () => this.speed(step(-1)), faster: () => this.speed(step(1)),
      seek: () => (play ? this.play({ from: seconds, to: more.to ?? null }) : this.seek(seconds)),
      mark: () => this.mark(more),
      again: () => { this.pause(); this.audio.src = this.source; },
    };
    does[action]?.();
  }
}

/** Where a link plays from and to: it says so itself, or the sentence does that it stands behind. */
function seconds(link) {
  const { playFrom, playTo, source } = link.dataset;
  return playFrom === undefined ? { from: link.previousElementSibling.dataset.from, to: link.previousElementSibling.dataset.to, source } : { from: playFrom, to: playTo, source };
}

if (bar) {
  const player = new Player();
  document.addEventListener("player:command", (event) => player.command(event.detail));
  document.addEventListener("click", (event) => {
    const from = event.target.closest?.("[data-play-from], .s + .src");
    if (!from || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const { from: playFrom, to: playTo, source } = seconds(from);
    if (source && source !== player.source) player.load(from.dataset);
    player.play({ from: Number(playFrom), to: playTo ? Number(playTo) : null });
  });
}
