// The page around the figure: which of the two presets the race shows.
const race = document.querySelector("downhill-race");
for (const choice of document.querySelectorAll("input[name=preset]")) {
  choice.addEventListener("change", () => race?.setAttribute("preset", /** @type {HTMLInputElement} */ (choice).value));
}
