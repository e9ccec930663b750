// Typing beside the player: the times of what is heard are taken from it. Without this they are typed.

import { clock } from "./player.js";

const form = document.querySelector("[data-typing]");
const from = form?.querySelector("[name='heard_from']");
const to = form?.querySelector("[name='heard_to']");
let seconds = null;
let began = null;

document.addEventListener("player:play", ({ detail }) => { began = detail.seconds; });
document.addEventListener("player:time", ({ detail }) => { seconds = detail.seconds; });

form?.querySelectorAll("[data-stamp]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    const field = document.getElementById(button.dataset.stamp);
    field.value = clock(field === to ? Math.ceil(seconds ?? 0) : Math.floor(seconds ?? 0));
  });
});

// Whoever types has just listened: from where the sound began to where it is now.
form?.querySelector("[name='words']")?.addEventListener("input", () => {
  if (from && !from.value && began !== null) from.value = clock(Math.floor(began));
});

form?.addEventListener("submit", () => {
  if (from?.value && !to.value && seconds !== null && seconds > (began ?? 0)) to.value = clock(Math.ceil(seconds));
});
