"use strict";
(() => {
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  const root = document.documentElement;
  const texts = window.REVIEW_TEXTS || {};

  /* ---- what is remembered; pages opened from a disk may be denied it ---- */
  const memory = {
    get(key) { try { return localStorage.getItem("review." + key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem("review." + key, value); } catch { /* then not */ } },
  };

  /* ---- language and theme ---- */
  let language = memory.get("language") === "en" ? 1 : 0;
  const text = (key) => (texts[key] ? texts[key][language] : key);
  function speak() {
    root.lang = language ? "en" : "de";
    for (const node of $$("[data-t]")) node.textContent = text(node.dataset.t);
    for (const name of ["title", "placeholder", "aria-label"])
      for (const node of $$(`[data-t-${name}]`)) node.setAttribute(name, text(node.getAttribute("data-t-" + name)));
    for (const option of $$('select option[value=""]')) option.textContent = text("list.all");
  }
  function theme(next) {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const now = memory.get("theme") || (dark ? "dark" : "light");
    const wanted = next ? (now === "dark" ? "light" : "dark") : now;
    if (next) memory.set("theme", wanted);
    root.dataset.theme = wanted;
  }
  theme(false);
  if (language) speak();

  let saidTimer = 0;
  function say(sentence) {
    $("#said").textContent = sentence;
    clearTimeout(saidTimer);
    saidTimer = setTimeout(() => { $("#said").textContent = ""; }, 4000);
  }

  /* ---- a value and its boxes ---- */
  const rects = new Map();
  for (const rect of $$("rect[data-for]")) {
    if (!rects.has(rect.dataset.for)) rects.set(rect.dataset.for, []);
    rects.get(rect.dataset.for).push(rect);
  }
  const pane = $(".pages");
  function show(item, { scroll = true, pin = false } = {}) {
    const boxes = rects.get(item.id) || [];
    item.classList.add("on");
    for (const box of boxes) { box.classList.add("on"); if (pin) box.classList.add("pinned"); }
    if (scroll && pane && boxes.length) {
      const frame = pane.getBoundingClientRect(), place = boxes[0].getBoundingClientRect();
      if (place.top < frame.top + 20 || place.bottom > frame.bottom - 20)
        pane.scrollTop += place.top - frame.top - frame.height / 3;
    }
  }
  function hide(item) {
    item.classList.remove("on");
    for (const box of rects.get(item.id) || []) box.classList.remove("on");
  }
  function unpin() { for (const box of $$("rect.pinned")) box.classList.remove("pinned", "on"); }
  const items = $$(".item");
  for (const item of items) {
    item.addEventListener("pointerenter", () => show(item));
    item.addEventListener("pointerleave", () => hide(item));
    item.addEventListener("focus", () => { unpin(); show(item, { pin: true }); });
    item.addEventListener("blur", () => { hide(item); unpin(); });
  }
  for (const [id, boxes] of rects) {
    const item = document.getElementById(id);
    if (!item) continue;
    for (const box of boxes) {
      box.addEventListener("pointerenter", () => {
        show(item, { scroll: false });
        item.scrollIntoView({ block: "nearest" });
      });
      box.addEventListener("pointerleave", () => hide(item));
      box.addEventListener("click", () => { item.scrollIntoView({ block: "center" }); item.focus({ preventScroll: true }); });
    }
  }
  for (const link of $$(".jump a"))
    link.addEventListener("click", (event) => {
      const item = document.getElementById(link.hash.slice(1));
      if (!item) return;
      event.preventDefault();
      item.scrollIntoView({ block: "center" });
      item.focus({ preventScroll: true });
    });

  /* ---- the list of projects ---- */
  const list = $("#list tbody");
  const rows = list ? [...list.rows] : [];
  let current = -1;
  function filter() {
    const words = $("#search").value.toLocaleLowerCase("de").split(/\s+/).filter(Boolean);
    const wanted = Object.fromEntries($$("[data-filter]").map((select) => [select.dataset.filter, select.value]));
    const only = $$("[data-only]").filter((box) => box.checked).map((box) => box.dataset.only);
    let shown = 0;
    for (const row of rows) {
      const searched = (window.REVIEW_SEARCH || [])[row.dataset.index] || row.textContent.toLocaleLowerCase("de");
      row.hidden = !(
        words.every((word) => searched.includes(word)) &&
        Object.entries(wanted).every(([name, value]) => !value || row.dataset[name] === value) &&
        only.every((name) => Number(row.dataset[name]) > 0)
      );
      if (!row.hidden) shown += 1;
    }
    $("#shown").textContent = shown;
    $("#nothing").hidden = shown > 0;
    current = -1;
    for (const row of rows) row.classList.remove("on");
  }
  if (list) {
    const printed = [...rows].sort((one, other) =>
      $("a", one).getAttribute("href") < $("a", other).getAttribute("href") ? -1 : 1);
    for (const control of $$(".filters input, .filters select"))
      for (const event of ["input", "change"]) control.addEventListener(event, filter);
    $(".filters").addEventListener("submit", (event) => event.preventDefault());
    $("#sort").addEventListener("change", () =>
      list.append(...($("#sort").value === "doubt" ? rows : printed)));
    filter();
  }
  function stepRow(way) {
    const shown = [...list.rows].filter((row) => !row.hidden);
    if (!shown.length) return;
    const at = shown.findIndex((row) => row.classList.contains("on"));
    const row = shown[Math.min(Math.max(at + way, 0), shown.length - 1)];
    for (const other of shown) other.classList.remove("on");
    row.classList.add("on");
    row.scrollIntoView({ block: "nearest" });
    $("a", row).focus({ preventScroll: true });
  }

  /* ---- accept and correct ---- */
  const dialog = $("#correct");
  let subject = null;
  const who = $("#f-who");
  if (who) who.value = memory.get("who") || "";
  function entry() {
    const common = { who: who.value.trim(), why: $("#f-why").value.trim() || null };
    if (dialog.dataset.kind === "accept") return { ...JSON.parse(subject.dataset.accept), ...common };
    const cell = JSON.parse(subject.dataset.cells)[$("#f-column").selectedIndex];
    const fresh = $("#f-empty").checked ? null : $("#f-new").value;
    return { value: cell.value, printed: cell.printed, old: cell.text === "" ? null : cell.text, new: fresh, ...common };
  }
  function fillCell() {
    const cell = JSON.parse(subject.dataset.cells)[$("#f-column").selectedIndex];
    $("#f-printed").textContent = cell.printed || "–";
    $("#f-old").textContent = cell.text || "–";
    $("#f-new").value = cell.text || "";
    $("#f-empty").checked = false;
  }
  function open(kind, item) {
    if (!dialog || !item) return;
    subject = item;
    dialog.dataset.kind = kind;
    $("#yaml").hidden = true;
    $(".failed", dialog).textContent = "";
    $("#f-why").value = "";
    if (kind === "correct") {
      const cells = JSON.parse(item.dataset.cells || "[]");
      if (!cells.length) return;
      $("#f-column").replaceChildren(...cells.map((cell) => {
        const option = document.createElement("option");
        option.textContent = text("col." + cell.column);
        return option;
      }));
      fillCell();
    } else {
      if (!item.dataset.accept || item.classList.contains("accepted")) return;
      $("#accept-message").textContent = JSON.parse(item.dataset.accept).message;
    }
    dialog.showModal();
    (kind === "correct" ? $("#f-new") : who).focus();
  }
  function yaml(kind, data) {
    // Text in JSON's quotes is YAML, too.
    const lines = Object.entries({ ...data, when: new Date().toISOString().slice(0, 10) }).map(
      ([name, value], place) => `${place ? "    " : "  - "}${name}: ${JSON.stringify(value)}`);
    return `${kind === "correct" ? "corrections" : "accepted"}:\n${lines.join("\n")}`;
  }
  async function save() {
    const data = entry();
    if (!data.who) { who.focus(); who.setAttribute("aria-invalid", "true"); return; }
    memory.set("who", data.who);
    const kind = dialog.dataset.kind;
    if (window.REVIEW_MODE !== "server") {
      $("#yaml").hidden = false;
      $("#yaml code").textContent = `corrections/${subject.closest("[data-report]").dataset.report}.yaml`;
      $("#yaml pre").textContent = yaml(kind, data);
      return;
    }
    const report = subject.closest("[data-report]").dataset.report;
    const answer = await fetch(`${root.dataset.root}api/${kind}/${encodeURIComponent(report)}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(data),
    }).catch(() => null);
    if (!answer || !answer.ok) {
      const told = answer ? (await answer.json().catch(() => ({}))).error : null;
      $(".failed", dialog).textContent = `${text("form.failed")}${told ? ": " + told : ""}`;
      return;
    }
    subject.classList.add("pending");
    subject.dataset.pending = text("form.pending");
    dialog.close();
    subject.focus();
    say(text("form.saved"));
  }
  if (dialog) {
    $("#f-column").addEventListener("change", fillCell);
    $("form", dialog).addEventListener("submit", (event) => { if (event.submitter === null) event.preventDefault(); });
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.tagName === "INPUT") { event.preventDefault(); save(); }
    });
  }

  /* ---- keys and buttons ---- */
  function step(way) {
    const at = items.indexOf(document.activeElement.closest(".item"));
    const next = items[Math.min(Math.max(at + way, 0), items.length - 1)];
    if (!next) return;
    next.scrollIntoView({ block: "center" });
    next.focus({ preventScroll: true });
  }
  const actions = {
    help: () => $("#help").showModal(),
    print: () => print(),
    theme: () => theme(true),
    language: () => { language = 1 - language; memory.set("language", language ? "en" : "de"); speak(); },
    accept: (node) => open("accept", node.closest(".item")),
    correct: (node) => open("correct", node.closest(".item")),
    save,
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) actions[button.dataset.do](button);
  });
  function follow(selector) { const link = $(selector); if (link) location.href = link.href; }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
    if (event.target.matches("input, select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const active = document.activeElement.closest(".item");
    const keys = {
      n: () => (list ? stepRow(1) : step(1)),
      p: () => (list ? stepRow(-1) : step(-1)),
      a: () => active && open("accept", active),
      c: () => active && open("correct", active),
      "/": () => ($("#search") ? $("#search").focus() : (location.href = root.dataset.root + "index.html#search")),
      o: () => { if (!list) location.href = root.dataset.root + "index.html"; },
      "?": actions.help,
      ArrowLeft: () => follow("a[rel=prev]"),
      ArrowRight: () => follow("a[rel=next]"),
    };
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });
  if (location.hash === "#search" && $("#search")) $("#search").focus();

  /* ---- what is waiting for the next run ---- */
  function mark(report) {
    const mine = items.filter((item) => item.closest("[data-report]").dataset.report === report);
    if (!mine.length) return;
    fetch(`${root.dataset.root}api/pending/${encodeURIComponent(report)}`)
      .then((answer) => answer.json())
      .then((waiting) => {
        for (const item of mine) {
          const waits = item.dataset.accept
            ? waiting.accepted.includes(JSON.parse(item.dataset.accept).message) && !item.classList.contains("accepted")
            : JSON.parse(item.dataset.cells || "[]").some((cell) => waiting.values.includes(cell.value)) && !item.classList.contains("corrected");
          if (waits) { item.classList.add("pending"); item.dataset.pending = text("form.pending"); }
        }
      })
      .catch(() => {});
  }
  if (window.REVIEW_MODE === "server")
    for (const report of new Set(items.map((item) => item.closest("[data-report]").dataset.report))) mark(report);
})();
