// One run of the recorder: five-second pieces, each put away sealed before the next; its pauses; its end.

import { kind } from "./microphone.js";

const PIECE = 5000;
const BITS_A_SECOND = 64000;

export class Take {
  constructor(id, sender, restricted) {
    Object.assign(this, { id, sender, restricted });
    this.offset = 0; // bytes
    this.pauses = 0;
    this.ran = 0; // milliseconds before the present stretch
    this.safe = 0; // milliseconds that the server has
    this.work = Promise.resolve(); // pieces are put away one after the other, in their order
  }

  get elapsed() {
    return this.ran + (this.since ? performance.now() - this.since : 0);
  }

  async begin(stream, facts) {
    await this.sender.add(this.id, "begin", { restricted: this.restricted, ...facts });
    this.recorder = new MediaRecorder(stream, { mimeType: kind(), audioBitsPerSecond: BITS_A_SECOND });
    this.recorder.addEventListener("dataavailable", (event) => this.keep(event.data));
    this.stopped = new Promise((resolve) => {
      this.recorder.addEventListener("stop", () => { this.hold(); this.work.then(resolve); });
    });
    this.recorder.start(PIECE);
    this.since = performance.now();
  }

  keep(blob) {
    const until = this.elapsed;
    this.work = this.work.then(async () => {
      const sound = await blob.arrayBuffer();
      if (!sound.byteLength) return;
      await this.sender.add(this.id, "piece", { offset: this.offset, until }, sound);
      this.offset += sound.byteLength;
    });
  }

  hold() {
    this.ran = this.elapsed;
    this.since = null;
  }

  pause() {
    this.recorder.requestData(); // what was said before the pause is put away now
    this.recorder.pause();
    this.hold();
    const facts = { number: this.pauses, at_ms: Math.round(this.ran) };
    this.work = this.work.then(() => this.sender.add(this.id, "pause", facts));
  }

  resume() {
    this.recorder.resume();
    this.since = performance.now();
    const facts = { number: this.pauses++ };
    this.work = this.work.then(() => this.sender.add(this.id, "resume", facts));
  }

  room(present) {
    this.work = this.work.then(() => this.sender.add(this.id, "room", { present }));
  }

  /** Stop at once; the end is noted once the last piece is put away. */
  async end() {
    if (this.recorder.state !== "inactive") this.recorder.stop();
    await this.stopped;
    await this.sender.add(this.id, "end", { length: this.offset });
  }
}
