/* Small comforts where there is JavaScript: the count of characters, focus on what is wrong, no double press, print, a warning. */
import { initAll } from "./govuk-frontend-6.3.0.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

for (const button of document.querySelectorAll(".parley-print")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

/* The service counts from the last request, so what is typed does not count. */
for (const warning of document.querySelectorAll("dialog[data-warn-after]")) {
  const { warnAfter, keepAfter } = warning.dataset;
  let timers = [];
  const wait = () => {
    timers.forEach(clearTimeout);
    timers = [
      setTimeout(() => warning.showModal(), warnAfter * 1000),
      setTimeout(() => document.querySelector("button[name=then][value=save]").click(), keepAfter * 1000),
    ];
  };
  warning.querySelector("button").addEventListener("click", () => warning.close());
  warning.addEventListener("close", () => { fetch(location.href, { method: "HEAD" }); wait(); });
  wait();
}
