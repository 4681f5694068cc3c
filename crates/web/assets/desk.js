// Helps where scripts run; every page works without. Keeps what is typed, shows what it would say, inserts figures.
"use strict";
(() => {
  const later = (wait, work) => { let timer = 0; return () => { clearTimeout(timer); timer = setTimeout(work, wait); }; };
  for (const place of document.querySelectorAll("[data-draft]")) {
    const form = place.querySelector("form");
    const shown = place.querySelector("#look");
    const send = (to) => fetch(to, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "text/html" } });
    let asked = 0;
    const look = later(400, async () => {
      const mine = ++asked;
      try {
        const answer = await send(place.dataset.look);
        const says = await answer.text();
        if (answer.ok && mine === asked) shown.innerHTML = says;
      } catch { /* The button still asks. */ }
    });
    const keep = later(1500, () => { send(place.dataset.draft).catch(() => {}); });
    form.addEventListener("input", () => { look(); keep(); });
  }
  for (const pick of document.querySelectorAll("select[data-insert]")) {
    pick.addEventListener("change", () => {
      const area = document.getElementById(pick.dataset.insert);
      if (!pick.value || !area) return;
      area.setRangeText(pick.value, area.selectionStart, area.selectionEnd, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
      pick.value = "";
      area.focus();
    });
  }
})();
