// Small things on top of pages that work without them: names for the search dialog and for the
// parts of the navigation, and a filter over the index of a section.
(() => {
  "use strict";

  function nameSearch() {
    const dialog = document.querySelector(".md-search[role=dialog]");
    if (dialog && !dialog.hasAttribute("aria-label")) dialog.setAttribute("aria-label", "Search");
  }

  // The theme names them by labels that are not always there, so that several have none.
  function nameNavigation() {
    for (const nav of document.querySelectorAll("nav.md-nav[aria-labelledby]")) {
      const title = nav.querySelector(":scope > .md-nav__title")?.textContent.trim();
      if (!title) continue;
      nav.removeAttribute("aria-labelledby");
      nav.setAttribute("aria-label", title);
    }
  }

  // The theme puts each copy button into a `nav` as code comes into view; it navigates nowhere.
  function demoteButtons() {
    const demote = () => {
      for (const nav of document.querySelectorAll("nav.md-code__nav:not([role])")) nav.setAttribute("role", "none");
    };
    demote();
    new MutationObserver(demote).observe(document.body, { childList: true, subtree: true });
  }

  // Regions that scroll sideways can be reached with the keyboard.
  function reachScrolling() {
    for (const region of document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code")) {
      if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
    }
  }

  function addFilter(index) {
    const rows = [...index.querySelectorAll("tbody tr")];
    if (rows.length < 8 || index.querySelector(".dg-filter")) return;
    const statusOf = (row) => row.cells[2].textContent.trim();
    const bar = document.createElement("form");
    bar.className = "dg-filter";
    bar.setAttribute("role", "search");
    bar.setAttribute("aria-label", "Filter this table");
    const text = Object.assign(document.createElement("input"), { type: "search", placeholder: "Filter by number, title or date" });
    text.setAttribute("aria-label", text.placeholder);
    const status = document.createElement("select");
    status.setAttribute("aria-label", "Status");
    const names = [...new Set(rows.map(statusOf).filter(Boolean))].sort();
    for (const name of ["", ...names]) status.add(new Option(name || "Any status", name));
    const count = document.createElement("output");
    const update = () => {
      const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const found = row.textContent.toLowerCase();
        const matches = words.every((word) => found.includes(word)) && (!status.value || statusOf(row) === status.value);
        row.hidden = !matches;
        shown += matches;
      }
      count.textContent = `${shown} of ${rows.length}`;
    };
    bar.append(text, status, count);
    bar.addEventListener("input", update);
    bar.addEventListener("submit", (event) => event.preventDefault());
    index.prepend(bar);
    update();
  }

  function start() {
    nameSearch();
    nameNavigation();
    demoteButtons();
    reachScrolling();
    document.querySelectorAll(".dg-index").forEach(addFilter);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
