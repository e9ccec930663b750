// The reviewer's scorecard: put the place in the recording into the evidence, as "9:15 ".

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-evidence]");
  const field = button && document.getElementById(button.dataset.evidence);
  const place = document.querySelector("#player [data-player='now']")?.textContent.trim();
  if (!field || !place) return;
  const start = field.value && !field.value.endsWith("\n") ? `${field.value}\n` : field.value;
  field.value = `${start}${place} `;
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
});
