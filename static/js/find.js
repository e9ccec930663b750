// Going to words, to a time, or to a heading of the minutes, by key: small windows that close when they have led there.

import { say } from "./base.js";
import { command, sentenceAt } from "./follow.js";

const article = document.getElementById("minutes");
const plain = (words) => words.toLowerCase().replaceAll("’", "'").replace(/\s+/g, " ").trim();
let last = null;

/** What a sentence says, without the labels of its marks. */
function said(sentence) {
  const copy = sentence.cloneNode(true);
  copy.querySelectorAll("i").forEach((label) => label.remove());
  return plain(copy.textContent);
}

/** Stand at a sentence: on the link that plays it, or on the one that opens its paragraph. */
function stand(sentence) {
  const link = sentence.nextElementSibling?.matches(".src") ? sentence.nextElementSibling : sentence.closest(".para")?.querySelector("[data-edit]");
  sentence.scrollIntoView({ block: "center" });
  link?.focus({ preventScroll: true });
}

function find(words) {
  const found = [...article.querySelectorAll(".s")].filter((sentence) => said(sentence).includes(plain(words)));
  if (!plain(words) || !found.length) return say(`“${words}” is not in the minutes.`);
  const next = (found.indexOf(last) + 1) % found.length;
  last = found[next];
  stand(last);
  say(`Place ${next + 1} of ${found.length}.`);
}

/** 3:17 or 1:02:07 as seconds; nothing if it is no time. */
function seconds(place) {
  const parts = /^(?:(\d{1,2})[:.])?(\d{1,3})[:.](\d{2})$/.exec(place.trim());
  return parts && Number(parts[1] ?? 0) * 3600 + Number(parts[2]) * 60 + Number(parts[3]);
}

function go(place) {
  const at = seconds(place);
  if (at !== null) {
    const sentence = sentenceAt(at);
    if (!sentence) return say("Nothing is said there.");
    command("seek", { seconds: at });
    return stand(sentence);
  }
  const heading = [...article.querySelectorAll("section > h2[id^='h-']")].find((one) => plain(one.textContent).includes(plain(place)));
  if (!heading || !plain(place)) return say(`No heading says “${place}”.`);
  heading.tabIndex = -1;
  heading.scrollIntoView({ block: "start" });
  heading.focus({ preventScroll: true });
}

/** Open a window with what was asked last, ready to be typed over. */
function open(name) {
  const box = document.getElementById(name);
  if (!box || box.open) return;
  box.returnValue = "";
  box.showModal();
  box.querySelector("input").select();
}

export const openFind = () => open("find");
export const openGo = () => open("go");

// The window closes first and gives the focus back; then the focus goes to what was found.
for (const [name, does] of Object.entries({ find, go })) {
  const box = document.getElementById(name);
  box?.querySelector("form").addEventListener("submit", (event) => {
    if (event.submitter?.value === "leave") return;
    event.preventDefault();
    box.close();
    does(box.querySelector("input").value);
  });
}
