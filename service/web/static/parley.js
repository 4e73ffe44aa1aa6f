/* Small comforts where there is JavaScript: the count of characters, focus on what is wrong, no double press, print. */
import { initAll } from "./govuk-frontend-6.3.0.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

for (const button of document.querySelectorAll(".parley-print")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
