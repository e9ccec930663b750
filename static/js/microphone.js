// The microphone: turning it on, in plain words why it could not be, and whether sound arrives.

const WANTED = { audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: true } };
const KINDS = ["audio/webm;codecs=opus", "audio/mp4"];
const QUIET = 20; // seconds without any sound before we say so
const HEARD = 2; // percent: above the noise of a microphone that is muted

export const WHY_NOT = {
  NotAllowedError: "The browser may not use the microphone. Allow it in the address bar, then press Start again.",
  NotFoundError: "There is no microphone. Plug one in, then press Start again.",
  NotReadableError: "Another program is using the microphone. Close it there, then press Start again.",
};
const OTHERWISE = "The microphone could not be turned on. Use the recorder you have, and add its file afterwards.";

/** What this browser cannot do, in words for the page; nothing if it can record. */
export function unable() {
  if (!window.isSecureContext) return "This address is not secure, so the browser may not use the microphone here. Tell IT.";
  if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder || !kind()) return "This browser cannot record sound. Use a newer one, or the recorder you have, and add its file afterwards.";
  if (!window.indexedDB || !crypto.subtle) return "This browser cannot keep sound safe until it is sent. Use a newer one, or the recorder you have.";
  return "";
}

/** What the browser records in. */
export function kind() {
  return KINDS.find((one) => MediaRecorder.isTypeSupported(one));
}

export class Microphone {
  constructor({ level, changed }) {
    Object.assign(this, { level, changed });
    this.loudest = 0;
  }

  /** Turn it on; throws an Error that says in plain words why not. */
  async on() {
    if (this.stream?.active) return this.stream;
    try {
      this.stream = await navigator.mediaDevices.getUserMedia(WANTED);
    } catch (problem) {
      throw new Error(WHY_NOT[problem.name] ?? OTHERWISE);
    }
    this.heard = performance.now();
    const [track] = this.stream.getAudioTracks();
    track.addEventListener("ended", () => this.changed("gone"));
    this.listen();
    return this.stream;
  }

  listen() {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 1024;
    context.createMediaStreamSource(this.stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      this.show(samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0));
    }, 100);
    this.context = context;
  }

  /** The level as an ear would judge it: from -60 dB to full. */
  show(peak) {
    const percent = peak ? Math.max(0, 100 + (20 * Math.log10(peak) * 100) / 60) : 0;
    this.loudest = Math.max(percent, this.loudest * 0.8);
    this.level.value = Math.round(this.loudest);
    const now = performance.now();
    if (percent > HEARD) this.heard = now;
    this.changed(now - this.heard > QUIET * 1000 ? "silent" : "sounds");
  }

  off() {
    clearInterval(this.timer);
    this.context?.close();
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
    this.level.value = 0;
  }
}
