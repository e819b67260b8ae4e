// Copy buttons and table filters. Every page is whole without them.
"use strict";

/** Puts a button over each piece of code that copies it. */
function addCopyButton(pre) {
  const box = document.createElement("div");
  box.className = "copyable";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.dataset.scriptMade = "";
  const what = pre.closest("section")?.querySelector("h2, h3")?.textContent ?? "";
  const say = (word) => {
    button.textContent = word;
    button.setAttribute("aria-label", `${word}: ${what}`);
  };
  say("Copy");
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    say((await copy(pre)) ? "Copied" : "Selected");
    setTimeout(() => say("Copy"), 2000);
  });
  pre.replaceWith(box);
  box.append(button, pre);
}

/** Copies the text of an element; where the browser refuses, selects it. */
async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(element);
    return false;
  }
}

/** Fills the place before a long table with a field that hides the rows without all of the typed words. */
function addFilter(place) {
  const next = place.nextElementSibling;
  const rows = [...(next.closest("table") ?? next.querySelector("table")).tBodies[0].rows];
  const texts = rows.map(() => null);
  const label = document.createElement("label");
  const input = document.createElement("input");
  const result = document.createElement("output");
  label.append("Filter ", input);
  input.type = "search";
  input.autocomplete = "off";
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, index) => {
      texts[index] ??= row.textContent.toLowerCase();
      const fits = words.every((word) => texts[index].includes(word));
      row.hidden = !fits;
      if (fits) shown += 1;
    });
    result.textContent = words.length ? `${shown} of ${rows.length}` : "";
  });
  place.dataset.scriptMade = "";
  place.append(label, result);
}

document.querySelectorAll("pre.code").forEach(addCopyButton);
document.querySelectorAll("div.filter").forEach(addFilter);
