// What waits on this computer until it is sent. Each entry is sealed with the key that the server gave for its take;
// keys are only ever in memory, so what lies on the disk is of no use to whoever finds the computer.

const NAME = "recorder";
const STORE = "waiting";

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** Bound to its place: an entry that was moved to another take, or renamed, does not open. */
const bound = (entry) => new TextEncoder().encode(`${entry.take}|${entry.kind}|${entry.at}`);

/** A key from the server, as the browser may use it; it can never be read out again. */
export function keyFrom(base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** Facts and sound as one run of bytes: how long the facts are, the facts, the sound. */
function packed(facts, sound) {
  const words = new TextEncoder().encode(JSON.stringify(facts));
  const whole = new Uint8Array(4 + words.length + sound.byteLength);
  new DataView(whole.buffer).setUint32(0, words.length);
  whole.set(words, 4);
  whole.set(new Uint8Array(sound), 4 + words.length);
  return whole;
}

function unpacked(bytes) {
  const length = new DataView(bytes).getUint32(0);
  const words = new TextDecoder().decode(new Uint8Array(bytes, 4, length));
  return { facts: JSON.parse(words), sound: new Uint8Array(bytes, 4 + length) };
}

export class Pocket {
  static async open() {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "number", autoIncrement: true });
    const pocket = new Pocket();
    pocket.database = await done(request);
    pocket.held = []; // what the disk had no room for
    return pocket;
  }

  /** Strict: it is on the disk when this is done, so that a crash takes nothing of it. */
  store(mode) {
    return this.database.transaction(STORE, mode, { durability: "strict" });
  }

  async put(take, key, kind, facts, sound = new ArrayBuffer(0)) {
    const entry = { take, kind, at: Date.now() };
    entry.iv = crypto.getRandomValues(new Uint8Array(12));
    const how = { name: "AES-GCM", iv: entry.iv, additionalData: bound(entry) };
    entry.sealed = await crypto.subtle.encrypt(how, key, packed(facts, sound));
    if (this.held.length) return this.held.push(entry); // after what is held already, or it would overtake it
    try {
      const transaction = this.store("readwrite");
      transaction.objectStore(STORE).add(entry);
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
      });
    } catch {
      this.held.push(entry); // still sent, as long as the page stays open
    }
  }

  async all() {
    return [...(await done(this.store("readonly").objectStore(STORE).getAll())), ...this.held];
  }

  async unsealed(entry, key) {
    const how = { name: "AES-GCM", iv: entry.iv, additionalData: bound(entry) };
    return unpacked(await crypto.subtle.decrypt(how, key, entry.sealed));
  }

  async drop(entry) {
    this.held = this.held.filter((one) => one !== entry);
    if (entry.number) await done(this.store("readwrite").objectStore(STORE).delete(entry.number));
  }

  async dropTake(take) {
    for (const entry of await this.all()) if (entry.take === take) await this.drop(entry);
  }
}
