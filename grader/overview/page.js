"use strict";
(() => {
  const SHOWN_AT_ONCE = 200;
  const all = JSON.parse(document.getElementById("data").textContent);
  const table = document.getElementById("rows");
  const body = table.tBodies[0];
  const search = document.getElementById("search");
  const more = document.getElementById("more");
  const headers = [...table.tHead.rows[0].cells];
  const order = new Intl.Collator("en", { numeric: true });
  let rows = all, shown = 0, column = 0, direction = 1;

  const compare = (a, b) => {
    const [x, y] = [a[column], b[column]];
    if (x === null || y === null) return (x === null) - (y === null);
    const found = typeof x === "number" ? x - y : order.compare(x, y);
    return direction * found || order.compare(a[0], b[0]) || order.compare(a[1], b[1]);
  };
  const cell = (row, content, kind) => {
    const made = row.insertCell();
    made.append(content);
    if (kind) made.className = kind;
  };
  const extend = () => {
    for (const [student, assignment, status, score, link] of rows.slice(shown, shown + SHOWN_AT_ONCE)) {
      const row = body.insertRow();
      let name = student;
      if (link) {
        name = document.createElement("a");
        name.href = link;
        name.textContent = student;
      }
      cell(row, name);
      cell(row, assignment);
      cell(row, status.replace("_", " "));
      cell(row, score === null ? "–" : String(score), "number");
    }
    shown = Math.min(rows.length, shown + SHOWN_AT_ONCE);
    more.hidden = shown === rows.length;
    document.getElementById("count").textContent = `${rows.length} of ${all.length}`;
  };
  const show = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    rows = all.filter((row) => words.every((word) => row.slice(0, 3).some((part) => part.toLowerCase().includes(word))));
    rows.sort(compare);
    body.replaceChildren();
    shown = 0;
    extend();
  };
  headers.forEach((header, at) => header.firstElementChild.addEventListener("click", () => {
    direction = column === at ? -direction : 1;
    column = at;
    headers.forEach((each) => each.setAttribute("aria-sort", "none"));
    header.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
    show();
  }));
  search.addEventListener("input", show);
  more.addEventListener("click", extend);
  addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((each) => { each.open = true; });
    while (shown < rows.length) extend();
  });
  show();
})();
