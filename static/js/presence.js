// Who was in the room: a handle at each edge of each part, over the waveform.
//
// The two fields of a part are the truth; a handle only moves them and sends their form. Without this script
// the fields and their button do the same. Arrows move by a second, with Shift or Page by ten; nothing needs a drag.

import { say } from "./base.js";
import { clock } from "./player.js";

const SAVE_AFTER = 700;

/** Seconds of 5:12 or 1:05:12; NaN for anything else. */
function seconds(text) {
  const parts = text.trim().split(":").map(Number);
  return parts.length < 2 ? NaN : parts.reduce((sum, part) => sum * 60 + part, 0);
}

class Handle {
  constructor(form, field, wave) {
    Object.assign(this, { form, field, wave, length: Number(form.dataset.seconds) });
    this.element = document.createElement("span");
    this.element.className = field === form.elements.end ? "handle handle--end" : "handle";
    this.element.tabIndex = 0;
    this.element.setAttribute("role", "slider");
    this.element.setAttribute("aria-label", form.querySelector(`label[for="${field.id}"]`).textContent);
    this.element.setAttribute("aria-valuemin", "0");
    this.element.setAttribute("aria-valuemax", String(Math.floor(this.length)));
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.element.addEventListener("pointerdown", (event) => this.drag(event));
    field.addEventListener("change", () => this.show());
    wave.append(this.element);
    this.show();
  }

  show() {
    const at = seconds(this.field.value) || 0;
    this.element.style.left = `${(at / this.length) * 100}%`;
    this.element.setAttribute("aria-valuenow", String(Math.round(at)));
    this.element.setAttribute("aria-valuetext", this.field.value);
  }

  /** Go to this second, inside the recording and on its own side of the other edge. */
  move(to) {
    const { start, end } = this.form.elements;
    const [least, most] = this.field === start ? [0, seconds(end.value) - 1] : [seconds(start.value) + 1, this.length];
    this.field.value = clock(Math.floor(Math.min(Math.max(to, least), most)));
    this.show();
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.save(), SAVE_AFTER);
  }

  key(event) {
    const step = event.shiftKey ? 10 : 1;
    const at = seconds(this.field.value);
    const steps = {
      ArrowLeft: at - step, ArrowDown: at - step, ArrowRight: at + step, ArrowUp: at + step,
      PageDown: at - 10, PageUp: at + 10, Home: 0, End: this.length,
    };
    if (!(event.key in steps)) return;
    event.preventDefault();
    this.move(steps[event.key]);
  }

  drag(event) {
    event.preventDefault();
    this.element.focus();
    this.element.setPointerCapture(event.pointerId);
    const box = this.wave.getBoundingClientRect();
    const follow = (moved) => this.move(((moved.clientX - box.left) / box.width) * this.length);
    this.element.addEventListener("pointermove", follow);
    this.element.addEventListener("pointerup", () => this.element.removeEventListener("pointermove", follow), { once: true });
  }

  /** Send the form; what comes back is the drawing. The fields keep what was typed if it was refused. */
  async save() {
    const answer = await fetch(this.form.action, {
      method: "POST", body: new FormData(this.form), headers: { "HX-Request": "true" }, credentials: "same-origin",
    }).catch(() => null);
    if (!answer?.ok) {
      say(answer?.status === 409 ? "Not saved: this part would overlap another one." : "Not saved. Try once more.");
      return;
    }
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
    const room = document.getElementById(this.form.dataset.room);
    for (const svg of room.querySelectorAll("svg")) {
      const fresh = drawn.querySelectorAll("svg")[[...room.querySelectorAll("svg")].indexOf(svg)];
      if (fresh) svg.replaceChildren(...fresh.childNodes);
    }
    say(`Saved: ${this.form.elements.start.value} to ${this.form.elements.end.value}`);
  }
}

for (const form of document.querySelectorAll("form[data-part]")) {
  const wave = document.getElementById(form.dataset.room)?.querySelector("[data-wave]");
  if (wave) [form.elements.start, form.elements.end].forEach((field) => new Handle(form, field, wave));
}
