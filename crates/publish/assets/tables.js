// Finding, filtering and sorting the rows of a long table. The page says everything without it: it only adds controls.
(() => {
  for (const box of document.querySelectorAll(".filterable")) {
    const table = box.querySelector("table");
    const body = table && table.tBodies[0];
    if (!body) continue;
    const rows = [...body.rows];
    const text = (cell) => (cell ? cell.textContent.replace(/\s+/g, " ").trim() : "");
    const ratingAt = [...table.tHead.rows[0].cells].findIndex((head) => head.classList.contains("rating"));
    const said = rows.map((row) => [text(row).toLowerCase(), text(row.cells[ratingAt])]);
    const make = (name, properties, ...children) => {
      const made = Object.assign(document.createElement(name), properties);
      made.append(...children);
      return made;
    };

    const find = make("input", { type: "search", id: "find", autocomplete: "off" });
    const rating = make("select", { id: "rating" }, make("option", { value: "" }, box.dataset.all));
    for (const word of [...new Set(said.map(([, word]) => word))]) rating.append(make("option", { value: word }, word));
    const shown = make("p", { className: "shown" });
    shown.setAttribute("role", "status");
    const show = () => {
      const wanted = find.value.toLowerCase().split(/\s+/).filter(Boolean);
      let count = 0;
      rows.forEach((row, at) => {
        const [words, word] = said[at];
        row.hidden = !(wanted.every((part) => words.includes(part)) && (!rating.value || rating.value === word));
        if (!row.hidden) count += 1;
      });
      shown.textContent = box.dataset.shown.replace("{shown}", count).replace("{of}", rows.length);
    };
    const form = make(
      "form",
      { className: "controls" },
      make("p", {}, make("label", { htmlFor: "find" }, box.dataset.find), find),
      ...(ratingAt < 0 ? [] : [make("p", {}, make("label", { htmlFor: "rating" }, box.dataset.rating), rating)]),
    );
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", show);
    box.prepend(form, shown);

    [...table.tHead.rows[0].cells].forEach((head, at) => {
      if (head.classList.contains("numbers")) return;
      const button = make("button", { type: "button", title: box.dataset.sort }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const order = [...rows].sort((one, other) => text(one.cells[at]).localeCompare(text(other.cells[at]), document.documentElement.lang, { numeric: true }));
        body.append(...(up ? order : order.reverse()));
      });
    });
    show();
  }
})();
