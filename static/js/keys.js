// Which key was meant: letters by themselves, with Alt, or none, as this person chose on this computer; while typing
// always with Alt. Media keys, and pedals that send them, work wherever one is.

import { command } from "./follow.js";

const CHOICE = "editor-keys";
const BY_PLACE = { Comma: ",", Period: ".", Space: " ", Slash: "?" };
const MEDIA = {
  MediaPlayPause: "toggle", MediaPlay: "play", MediaPause: "pause", MediaStop: "pause",
  MediaTrackPrevious: "back", MediaRewind: "back", MediaTrackNext: "forward", MediaFastForward: "forward",
};
const PRESSES = new Set([" ", "Enter"]); // on a button or a link they press it
const chosen = () => localStorage.getItem(CHOICE) ?? "alone";

/** The name of the key, if it is one for the editor; else nothing. */
export function meant(event) {
  const { target } = event;
  const inside = target === document.body || target.closest?.("main, #player, #keys");
  if (!inside || event.ctrlKey || event.metaKey || event.getModifierState("AltGraph") || chosen() === "off") return "";
  const typing = target.matches?.("input:not([type='range']), textarea, select");
  if (event.altKey !== Boolean(typing || chosen() === "alt")) return "";
  if (!typing && PRESSES.has(event.key) && target.closest("button, a, summary")) return "";
  if (!event.altKey) return event.key.toLowerCase();
  return BY_PLACE[event.code] ?? event.code.replace("Key", "").toLowerCase();
}

addEventListener("keydown", (event) => {
  if (!(event.key in MEDIA)) return;
  event.preventDefault();
  command(MEDIA[event.key]);
});
const session = navigator.mediaSession;
const HANDLED = { play: "play", pause: "pause", stop: "pause", previoustrack: "back", seekbackward: "back", nexttrack: "forward", seekforward: "forward" };
for (const [name, action] of Object.entries(HANDLED)) session?.setActionHandler?.(name, () => command(action));

const choice = document.getElementById("keys-choice");
if (choice) {
  choice.closest("[hidden]").hidden = false;
  choice.value = chosen();
  choice.addEventListener("change", () => localStorage.setItem(CHOICE, choice.value));
}
