// The upload page: each file goes piece by piece (tus), with progress, speed and time left. What the server has is
// never sent again: not after a broken line, not after a reload, not after the lid was closed. Without this script the
// form itself sends the files.
//
// Nothing that names a file stays in the browser: a file is known again by a digest of its name, size and date.

import { say } from "./base.js";

const form = document.getElementById("upload-form");
const list = document.querySelector("#uploads .uploads");
const PIECE = 8 * 262144; // a multiple of a sealed segment
const WAITS = [0, 1000, 3000, 5000, 10000, 20000, 30000];
const REMEMBERED = "upload:";
const token = form?.querySelector("[name=csrfmiddlewaretoken]").value;
const megabytes = (bytes) => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);

/** A digest where the browser has one (only on https and localhost), else a short hash; neither gives a name away. */
async function fingerprint(file) {
  const text = [form.dataset.endpoint, file.name, file.size, file.lastModified].join("|");
  if (crypto.subtle) {
    const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return REMEMBERED + Array.from(new Uint8Array(bytes).slice(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }
  const hash = [...text].reduce((sum, letter) => Math.imul(sum ^ letter.codePointAt(0), 16777619) >>> 0, 2166136261);
  return `${REMEMBERED}${hash.toString(16)}-${file.size}`;
}

/** Where tus remembers its uploads: the address only, under the digest. */
const memory = {
  findAllUploads: async () => [],
  findUploadsByFingerprint: async (key) => {
    const uploadUrl = localStorage.getItem(key);
    return uploadUrl ? [{ urlStorageKey: key, uploadUrl, metadata: {}, size: null, creationTime: "" }] : [];
  },
  removeUpload: async (key) => localStorage.removeItem(key),
  addUpload: async (key, upload) => {
    localStorage.setItem(key, upload.uploadUrl);
    return key;
  },
};

function duration(seconds) {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 60) return whole === 1 ? "1 second" : `${whole} seconds`;
  const minutes = Math.round(seconds / 60);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}

/** One file's row: what is done, what is safe, and one button. */
class Row {
  constructor(file) {
    this.file = file;
    this.element = document.getElementById("upload-row").content.firstElementChild.cloneNode(true);
    this.parts = Object.fromEntries([...this.element.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
    this.bar = this.element.querySelector("progress");
    this.element.querySelector(".upload__name").textContent = file.name;
    this.bar.setAttribute("aria-label", file.name);
    this.parts.button.querySelector(".vh").textContent = ` ${file.name}`;
    this.samples = [];
    this.said = performance.now();
    list.append(this.element);
    this.count();
  }

  /** The row that the server showed of the same upload; this one goes on with it. */
  replace(url) {
    document.getElementById(`upload-${url.match(/uploads\/([^/]+)/)?.[1]}`)?.remove();
    this.count();
  }

  count() {
    const count = list.children.length;
    document.getElementById("uploads-h").textContent = `${count} file${count === 1 ? "" : "s"}`;
  }

  state(name) {
    this.element.classList.remove("is-done", "is-held", "is-refused");
    if (name) this.element.classList.add(`is-${name}`);
    for (const kind of ["done", "held", "refused"]) this.parts[kind].hidden = kind !== name;
    this.parts.percent.hidden = Boolean(name);
    this.bar.hidden = name === "refused";
    this.parts.error.hidden = name !== "refused";
  }

  text(words) { this.parts.text.textContent = words; }

  button(words, act) {
    this.parts.button.hidden = !words;
    if (!words) return;
    this.parts.button.firstChild.textContent = words;
    this.parts.button.onclick = act;
  }

  progress(sent) {
    const now = performance.now();
    this.samples = [...this.samples.filter(([when]) => now - when < 8000), [now, sent]];
    const [[since, from]] = this.samples;
    const speed = now > since ? ((sent - from) / (now - since)) * 1000 : 0;
    const percent = Math.floor((sent / this.file.size) * 100);
    this.state("");
    this.bar.value = percent;
    this.parts.percent.textContent = `${percent}%`;
    const left = speed ? `About ${duration((this.file.size - sent) / speed)} left.` : "";
    const pace = speed ? `, ${megabytes(speed)} MB a second.` : ".";
    this.text(sent === this.file.size ? "All of it is here. We are checking that it can be played."
      : `${megabytes(sent)} of ${megabytes(this.file.size)} MB${pace} ${left}`);
    if (now - this.said > 15000 && percent < 100) {
      this.said = now;
      say(`${this.file.name} ${percent} percent. ${left}`);
    }
  }

  held(safe, again) {
    this.state("held");
    const kept = safe ? `${megabytes(safe)} of ${megabytes(this.file.size)} MB is safe and will not be sent again.` : "Nothing of it has arrived yet.";
    this.text(`${kept} We go on by ourselves when the network is back.`);
    this.button("Try now", again);
  }

  refused(words) {
    this.state("refused");
    this.parts.error.textContent = words;
    this.text("");
    this.button("");
    say(`${this.file.name}: ${words}`);
  }

  done({ duration: seconds, warnings }) {
    this.state("done");
    this.bar.value = 100;
    const length = seconds ? `${Math.floor(seconds / 60)} min ${String(Math.round(seconds % 60)).padStart(2, "0")} s` : "";
    this.text([`${length}, ${megabytes(this.file.size)} MB. Opened by nobody yet.`, ...warnings].join(" "));
    this.button("");
    say(`${this.file.name} is sealed.`);
  }
}

async function ask(url) {
  const answer = await fetch(url, { headers: { "X-Poll": "1", Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** What became of a file whose last byte is safe. Checking a long recording takes a while. */
async function settle(row, url, key) {
  const found = await ask(url).catch(() => null);
  if (!found || found.state === "checking" || found.state === "receiving") {
    setTimeout(() => settle(row, url, key), 3000);
    return;
  }
  localStorage.removeItem(key);
  if (found.state === "received") row.done(found);
  else row.refused(found.reason);
}

function words(error) {
  const status = error.originalResponse?.getStatus();
  const body = error.originalResponse?.getBody() || "";
  if (status === 401 || status === 403) return "You were signed out or may not add recordings here. What was sent is safe: sign in and choose the file again.";
  try {
    return JSON.parse(body).detail || "This file could not be added. Nothing was lost: choose it again.";
  } catch {
    return "This file could not be added. Nothing was lost: choose it again.";
  }
}

async function send(file) {
  const row = new Row(file);
  const key = await fingerprint(file);
  let safe = 0;
  let begun;
  const hasBegun = new Promise((resolve) => { begun = resolve; });
  const upload = new tus.Upload(file, {
    endpoint: form.dataset.endpoint,
    chunkSize: PIECE,
    retryDelays: WAITS,
    metadata: { filename: file.name },
    headers: { "X-CSRFToken": token },
    urlStorage: memory,
    fingerprint: async () => key,
    onProgress: (sent) => row.progress(sent),
    onUploadUrlAvailable: begun,
    onChunkComplete: (_, accepted) => { safe = accepted; },
    onShouldRetry: (error) => {
      begun();
      const status = error.originalResponse?.getStatus();
      if (!status || status >= 500) row.held(safe, again);
      return !status || status >= 500 || status === 409 || status === 423 || status === 460;
    },
    onError: (error) => {
      begun();
      if (!error.originalResponse || error.originalResponse.getStatus() >= 500) row.held(safe, again);
      else row.refused(words(error));
      waiting.add(again);
    },
    onSuccess: () => settle(row, upload.url, key),
  });
  const again = async () => {
    waiting.delete(again);
    const [before] = await upload.findPreviousUploads();
    if (before) {
      upload.resumeFromPreviousUpload(before);
      row.replace(before.uploadUrl);
    }
    row.button("Stop", stop);
    upload.start();
  };
  const stop = async () => {
    begun();
    await upload.abort();
    row.text(`${megabytes(safe)} of ${megabytes(file.size)} MB is safe for 24 hours. Go on when you like.`);
    row.button("Go on", again);
  };
  await again();
  await hasBegun; // recordings stand in the order in which they began
}

const waiting = new Set();
window.addEventListener("online", () => [...waiting].forEach((again) => again()));

function sendAll(files) {
  [...files].reduce((before, file) => before.then(() => send(file)), Promise.resolve());
}

if (form && window.tus?.isSupported) {
  const input = form.querySelector("input[type=file]");
  form.querySelector("[data-plain]").hidden = true;
  input.required = false;
  input.addEventListener("change", () => { sendAll(input.files); input.value = ""; });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("is-over"); });
  form.addEventListener("dragleave", () => form.classList.remove("is-over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("is-over");
    sendAll(event.dataTransfer.files);
  });
  window.addEventListener("beforeunload", (event) => {
    if (list.querySelector(".upload:not(.is-done):not(.is-refused) [data-part=percent]:not([hidden])")) event.preventDefault();
  });
}
