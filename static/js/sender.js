// Sends what waits on this computer, oldest first, and drops an entry only when the server has it safe.
// No network is a state, not an error: what could not be sent waits, and is tried again by itself.

import { keyFrom } from "./pocket.js";

const WAITS = [1000, 2000, 5000, 10000, 15000];
const FORGOTTEN = 15 * 24 * 3600 * 1000; // the server keeps nothing open for so long
const TUS = { "Tus-Resumable": "1.0.0" };

/** Why sending stopped for now: "network", "signed-out". */
class Held extends Error {}
/** The server will never take this entry: its take has ended. */
class Over extends Error {}

export class Sender {
  constructor({ pocket, token, takes, changed }) {
    Object.assign(this, { pocket, token, changed });
    this.address = (take) => takes.replace("TAKE", take);
    this.known = new Map(); // take -> its key, and how far the server has it
    this.state = "sent";
    this.tries = 0;
    window.addEventListener("online", () => this.wake());
  }

  /** A take that the server described: its key is ready, online or not. */
  async learn(take) {
    if (!take.key) return null;
    const known = { key: await keyFrom(take.key), upload: take.upload, offset: null, lost: 0 };
    this.known.set(take.id, known);
    return known;
  }

  async add(take, kind, facts = {}, sound) {
    await this.pocket.put(take, this.known.get(take).key, kind, facts, sound);
    this.wake();
  }

  wake() {
    this.tries = 0;
    clearTimeout(this.timer);
    if (!this.running) this.running = this.run().finally(() => { this.running = null; });
    else this.again = true;
  }

  async run() {
    do {
      this.again = false;
      try {
        await this.round();
        this.tell("sent");
      } catch (problem) {
        if (!(problem instanceof Held)) throw problem;
        this.tell(problem.message);
        this.timer = setTimeout(() => this.retry(), WAITS[Math.min(this.tries++, WAITS.length - 1)]);
      }
    } while (this.again);
  }

  retry() {
    const tries = this.tries;
    this.wake();
    this.tries = tries;
  }

  async round() {
    const strange = new Set(); // somebody else's, on the same computer
    for (;;) {
      const entry = (await this.pocket.all()).find((one) => !strange.has(one.take));
      if (!entry) return;
      if (!(await this.keyOf(entry, strange))) continue;
      this.tell("sending");
      try {
        await this.send(entry);
      } catch (problem) {
        if (!(problem instanceof Over)) throw problem;
      }
      await this.pocket.drop(entry);
    }
  }

  async keyOf(entry, strange) {
    const known = this.known.get(entry.take);
    if (known) return known;
    const answer = await this.ask("GET", this.address(entry.take));
    const take = answer.ok ? await answer.json() : null;
    const learnt = take && (await this.learn(take));
    if (learnt) return learnt;
    const over = take && !["receiving", "checking"].includes(take.state);
    if (over || Date.now() - entry.at > FORGOTTEN) await this.pocket.dropTake(entry.take);
    else strange.add(entry.take);
    return null;
  }

  async send(entry) {
    const known = this.known.get(entry.take);
    const { facts, sound } = await this.pocket.unsealed(entry, known.key);
    if (entry.kind === "piece") return this.piece(known, facts, sound, entry);
    const path = facts.to ?? `${this.address(entry.take)}${entry.kind}/`;
    if (entry.kind === "end") facts.length -= known.lost;
    const said = { ...facts, ago: Math.max(0, Date.now() - entry.at) };
    const answer = await this.ask(facts.method ?? "POST", path, said);
    const told = await answer.json().catch(() => ({}));
    this.changed({ take: entry.take, kind: entry.kind, ok: answer.ok, told });
    if (!answer.ok) throw new Over();
  }

  /** Append a piece where the server is. What it has of it already is not sent again. */
  async piece(known, facts, sound, entry) {
    if (known.offset === null) known.offset = await this.offset(known);
    if (known.offset < facts.offset - known.lost) known.lost = facts.offset - known.offset; // gone from this disk
    const rest = sound.subarray(known.offset - (facts.offset - known.lost));
    if (rest.length) {
      const headers = { ...TUS, "Upload-Offset": String(known.offset), "Content-Type": "application/offset+octet-stream" };
      headers["Upload-Checksum"] = `sha256 ${await digest(rest)}`;
      const answer = await this.ask("PATCH", known.upload, rest, headers);
      if (answer.status === 410) throw new Over();
      known.offset = answer.ok ? Number(answer.headers.get("Upload-Offset")) : null;
      if (!answer.ok) throw new Held("network"); // it is elsewhere than we thought: ask, then go on
    }
    this.changed({ take: entry.take, kind: "piece", ok: true, told: facts });
  }

  async offset(known) {
    const answer = await this.ask("HEAD", known.upload, undefined, TUS);
    if (answer.status === 410) throw new Over();
    return Number(answer.headers.get("Upload-Offset"));
  }

  /** One request; what the network, the server or the end of the session stands in the way of is held. */
  async ask(method, path, body, headers = {}) {
    const json = body && !(body instanceof Uint8Array);
    const all = { "X-CSRFToken": this.token(), Accept: "application/json", ...headers };
    if (json) all["Content-Type"] = "application/json";
    const asked = { method, headers: all, body: json ? JSON.stringify(body) : body };
    const answer = await fetch(path, asked).catch(() => { throw new Held("network"); });
    if (answer.status >= 500 || answer.status === 429) throw new Held("network");
    if (answer.status === 401 || answer.status === 403) throw new Held("signed-out");
    if (answer.status === 404 && method !== "GET") throw new Held("signed-out"); // somebody else signed in here
    document.dispatchEvent(new CustomEvent("session:used"));
    return answer;
  }

  tell(state) {
    this.state = state;
    this.changed({ kind: "state", told: state });
  }
}

async function digest(bytes) {
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return btoa(String.fromCharCode(...found));
}
