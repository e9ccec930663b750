// What is typed and not stored yet, sealed on this computer: the service hands out the key, the browser keeps only
// what that key has sealed. It survives a lost network, a crashed tab and the end of a session; it is thrown away as
// soon as it is stored. Without a secure connection the browser seals nothing, and what is typed stays in the page.

const DATABASE = "conference-record", STORE = "not-stored-yet";
const LONGEST = 30 * 24 * 60 * 60 * 1000;
const article = document.getElementById("minutes");
const { minutes, keptKey } = article?.dataset ?? {};
const text = { to: new TextEncoder(), from: new TextDecoder() };
let mine = null;
let waiting = new Map();

const settled = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

function open() {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
  return settled(request);
}

async function store(mode, work) {
  const database = await open();
  try {
    return await settled(work(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

/** The key, asked for once for each page. It cannot be taken out of the browser again. */
async function ready() {
  if (!keptKey || !globalThis.crypto?.subtle || !globalThis.indexedDB) return null;
  const answer = await fetch(keptKey, { headers: { "X-Poll": "1" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return null;
  const { key, whose } = await answer.json();
  const raw = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
  return { whose, key: await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]) };
}
const started = ready().then((found) => { mine = found; return found; }).catch(() => null);

const id = (what) => `${minutes} ${mine.whose} ${what}`;
const bound = (row) => ({ name: "AES-GCM", iv: row.iv, additionalData: text.to.encode(row.id) });

/** Whether what is typed can be kept here. */
export const keeps = () => mine !== null;

async function put(what, value) {
  const row = { id: id(what), iv: crypto.getRandomValues(new Uint8Array(12)), at: Date.now() };
  row.sealed = await crypto.subtle.encrypt(bound(row), mine.key, text.to.encode(JSON.stringify(value)));
  await store("readwrite", (rows) => rows.put(row));
}

/** Seal this under a name; a later call for the same name takes its place. One at a time, the newest last. */
export async function keep(what, value) {
  await started;
  if (!mine) return;
  const busy = waiting.has(what);
  waiting.set(what, value);
  if (busy) return;
  while (waiting.get(what) !== undefined) {
    const newest = waiting.get(what);
    waiting.set(what, undefined);
    await put(what, newest).catch(() => { mine = null; });
    if (!mine) break;
  }
  waiting.delete(what);
}

/** It is stored now: throw it away. */
export async function drop(what) {
  if (!mine) return;
  if (waiting.has(what)) waiting.set(what, undefined);
  await store("readwrite", (rows) => rows.delete(id(what))).catch(() => null);
}

/** Everything of this person and these minutes that was not stored, oldest first; what is too old goes. */
export async function kept() {
  await started;
  if (!mine) return [];
  const rows = await store("readonly", (all) => all.getAll()).catch(() => []);
  const found = [];
  for (const row of rows.sort((one, other) => one.at - other.at)) {
    if (Date.now() - row.at > LONGEST) await store("readwrite", (all) => all.delete(row.id));
    else if (row.id.startsWith(id(""))) {
      const plain = await crypto.subtle.decrypt(bound(row), mine.key, row.sealed).catch(() => null);
      if (plain) found.push({ what: row.id.slice(id("").length), at: new Date(row.at), value: JSON.parse(text.from.decode(plain)) });
    }
  }
  return found;
}
