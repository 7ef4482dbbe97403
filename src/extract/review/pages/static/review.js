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
  const both = (pair) => (Array.isArray(pair) ? pair[language] : language ? pair.en : pair.de);
  function speak() {
    root.lang = language ? "en" : "de";
    for (const node of $$("[data-t]")) node.textContent = text(node.dataset.t);
    for (const node of $$("[data-en]")) {
      if (node.dataset.de === undefined) node.dataset.de = node.textContent;
      node.textContent = language ? node.dataset.en : node.dataset.de;
    }
    for (const name of ["title", "placeholder", "aria-label"]) {
      for (const node of $$(`[data-t-${name}]`)) node.setAttribute(name, text(node.getAttribute("data-t-" + name)));
      for (const node of $$(`[data-en-${name}]`)) {
        if (!node.hasAttribute("data-de-" + name)) node.setAttribute("data-de-" + name, node.getAttribute(name));
        node.setAttribute(name, node.getAttribute((language ? "data-en-" : "data-de-") + name));
      }
    }
    for (const option of $$('select option[value=""]')) option.textContent = text("list.all");
    label();
  }
  /* On a phone a row stands as a card; each value then needs its name. */
  function label() {
    for (const table of $$(".grid-table")) {
      const heads = $$("thead tr:first-child th", table).map((head) => head.textContent.replace(/[▲▼]/g, "").trim());
      for (const row of $$("tbody tr", table))
        [...row.cells].forEach((cell, place) => { if (place) cell.dataset.l = heads[place] + ":"; });
    }
  }
  function theme(next) {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const now = memory.get("theme") || (dark ? "dark" : "light");
    const wanted = next ? (now === "dark" ? "light" : "dark") : now;
    if (next) memory.set("theme", wanted);
    root.dataset.theme = wanted;
  }
  theme(false);
  if (language) speak(); else label();

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
    const beside = pane && getComputedStyle(pane).position === "sticky";
    if (scroll && beside && boxes.length) {
      const frame = pane.getBoundingClientRect(), place = boxes[0].getBoundingClientRect();
      if (place.top < frame.top + 20 || place.bottom > frame.bottom - 20)
        pane.scrollTop += place.top - frame.top - frame.height / 3;
      if (place.left < frame.left || place.right > frame.right)
        pane.scrollLeft += place.left - frame.left - 24;
    }
    if (pin && !beside) cutOut(item, boxes);
  }
  /* On a phone the evidence stands below its value: the strip of the page that holds its boxes. */
  function cutOut(item, boxes) {
    if (!boxes.length || $(".snippet", item)) return;
    const figure = boxes[0].closest("figure");
    const mine = boxes.filter((box) => box.closest("figure") === figure).map((box) => ({
      x: Number(box.getAttribute("x")), y: Number(box.getAttribute("y")),
      w: Number(box.getAttribute("width")), h: Number(box.getAttribute("height")) }));
    const left = Math.min(...mine.map((box) => box.x)), right = Math.max(...mine.map((box) => box.x + box.w));
    const top = Math.min(...mine.map((box) => box.y)), bottom = Math.max(...mine.map((box) => box.y + box.h));
    const strip = document.createElement("div");
    strip.className = "snippet";
    item.append(strip);
    const width = strip.clientWidth, pageWidth = Number(figure.dataset.width);
    const shown = Math.min(pageWidth, Math.max(right - left + 24, 240));
    const scale = width / shown;
    const x = Math.max(0, Math.min(left - 12, pageWidth - shown)), y = Math.max(0, top - 14);
    strip.style.height = Math.min(260, (bottom - y + 14) * scale) + "px";
    strip.style.backgroundImage = `url("${$("img", figure).src}")`;
    strip.style.backgroundSize = pageWidth * scale + "px auto";
    strip.style.backgroundPosition = `${-x * scale}px ${-y * scale}px`;
    strip.setAttribute("role", "img");
    strip.setAttribute("aria-label", $("img", figure).alt);
    for (const box of mine) {
      const mark = document.createElement("div");
      mark.className = "mark";
      Object.assign(mark.style, { left: (box.x - x) * scale + "px", top: (box.y - y) * scale + "px",
        width: box.w * scale + "px", height: box.h * scale + "px" });
      strip.append(mark);
    }
  }
  function zoom() {
    if (!pane) return;
    const next = (Number(pane.dataset.zoom || 0) + 1) % 3;
    if (next) pane.dataset.zoom = next; else delete pane.dataset.zoom;
    const active = document.activeElement.closest(".item");
    if (active) show(active);
  }
  function hide(item) {
    item.classList.remove("on");
    const strip = $(".snippet", item);
    if (strip) strip.remove();
    for (const box of rects.get(item.id) || []) box.classList.remove("on");
  }
  function unpin() { for (const box of $$("rect.pinned")) box.classList.remove("pinned", "on"); }
  const items = $$(".item");
  for (const item of items) {
    item.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") show(item); });
    item.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse" && document.activeElement !== item) hide(item);
    });
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
      unfold(item);
      item.scrollIntoView({ block: "center" });
      item.focus({ preventScroll: true });
    });

  for (const node of $$(".text.long")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fold-button";
    const name = (folded) => { button.dataset.t = folded ? "project.unfold" : "project.fold"; button.textContent = text(button.dataset.t); };
    button.addEventListener("click", () => name(node.classList.toggle("folded")));
    node.classList.add("folded");
    name(true);
    node.after(button);
  }
  /* A link to a value inside something folded opens it. */
  function unfold(node) { for (let one = node; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true; }
  if (location.hash.length > 1 && location.hash !== "#search") {
    const wanted = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (wanted) { unfold(wanted); wanted.scrollIntoView({ block: "center" }); if (wanted.matches(".item")) wanted.focus({ preventScroll: true }); }
  }
  /* Paper cannot be unfolded. */
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = $$("details:not([open])");
    for (const node of closed) node.open = true;
    for (const image of $$("img[loading=lazy]")) image.loading = "eager";
  });
  addEventListener("afterprint", () => { for (const node of closed) node.open = false; closed = []; });

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

  /* ---- the tables ---- */
  const tableForm = $("#table-form");
  if (tableForm) {
    for (const select of $$("select", tableForm)) select.addEventListener("change", () => tableForm.requestSubmit());
    // Fields without content would make the address long.
    tableForm.addEventListener("submit", () => {
      for (const control of $$("input, select", tableForm)) control.disabled = !control.value;
    });
    addEventListener("pageshow", () => { for (const control of $$("input, select", tableForm)) control.disabled = false; });
    for (const link of $$("[data-download]"))
      link.addEventListener("click", () => {
        const address = new URL(link.href);
        address.searchParams.set("lang", language ? "en" : "de");
        link.href = address.href;
      });
  }

  /* ---- accept and correct ---- */
  const dialog = $("#correct");
  const onServer = window.REVIEW_MODE === "server";
  let subject = null, seen = null, asked = 0, asking = 0;
  const who = $("#f-who");
  if (who) who.value = memory.get("who") || "";
  const report = () => subject.closest("[data-report]").dataset.report;
  function cellsOf(item) {
    return JSON.parse(item.dataset.cells || "[]").map((one) => {
      const parts = one.value.split("/");
      return { ...one, ...(window.REVIEW_COLUMNS || {})[`${parts[0]}/${parts[parts.length - 1]}`] };
    });
  }
  const cell = () => cellsOf(subject)[$("#f-column").selectedIndex];
  const api = (kind) => `${root.dataset.root}api/${kind}/${encodeURIComponent(report())}`;
  async function post(kind, data) {
    const answer = await fetch(api(kind), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(data),
    }).catch(() => null);
    const content = answer ? await answer.json().catch(() => ({})) : {};
    return { ok: Boolean(answer && answer.ok), status: answer ? answer.status : 0, content };
  }
  const reason = (content) => (language && content.error_en) || content.error || "";
  function typed() {
    if ($("#f-empty").checked) return null;
    return cell().choices.length ? $("#f-choice").value : $("#f-new").value;
  }
  function entry() {
    const common = { who: who.value.trim(), why: $("#f-why").value.trim() || null };
    if (dialog.dataset.kind === "accept") {
      const { shown, ...finding } = JSON.parse(subject.dataset.accept);
      return { ...finding, ...common };
    }
    const one = cell();
    return { value: one.value, printed: one.printed, old: one.text, new: typed(), ...common };
  }
  function fillCell() {
    const one = cell();
    $("#f-printed").textContent = one.printed || "–";
    $("#f-old").textContent = both(one.shown) || "–";
    const choose = one.choices.length > 0;
    $("#f-choice").hidden = !choose;
    $("#f-new").hidden = choose;
    $("#f-choice").replaceChildren(...one.choices.map(([value, german, english]) => {
      const option = document.createElement("option");
      option.value = value;
      option.textContent = language ? english : german;
      return option;
    }));
    if (choose) $("#f-choice").value = one.text || one.choices[0][0];
    $("#f-new").value = one.typed || "";
    $("#f-new").rows = one.typed && one.typed.length > 90 ? 6 : one.typed && one.typed.length > 30 ? 3 : 1;
    $("#f-empty").checked = false;
    seen = null;
    tell([]);
    history();
  }
  function tell(lines, refused = false) {
    const place = $("#f-understood");
    place.classList.toggle("refused", refused);
    place.replaceChildren(...lines.map(([line, warn]) => {
      const node = document.createElement("span");
      node.textContent = line + "\n";
      if (warn) node.className = "warn";
      return node;
    }));
  }
  /* What was typed is said back before it is saved. */
  function understand() {
    clearTimeout(asked);
    if (!onServer || dialog.dataset.kind !== "correct") return;
    asked = setTimeout(async () => {
      const turn = ++asking, data = entry();
      const answer = await post("understand", { value: data.value, printed: data.printed, old: data.old, new: data.new });
      if (turn !== asking || !dialog.open) return;
      if (!answer.ok) { tell([[reason(answer.content)]], true); return; }
      const found = answer.content;
      tell([
        [`${text("form.understood")}: ${both(found.shown)}`],
        ...found.follows.map((line) => [`${text("form.follows")}: ${both(line)}`]),
        ...found.warnings.map((line) => [both(line), true]),
      ]);
    }, 250);
  }
  async function history() {
    $("#history").hidden = true;
    $("#withdraw").hidden = true;
    for (const id of ["#f-waiting", "#f-waiting-label"]) $(id).hidden = true;
    if (!onServer) return;
    const value = cell().value;
    const answer = await fetch(`${api("history")}?value=${encodeURIComponent(value)}`).catch(() => null);
    if (!answer || !answer.ok || !dialog.open || cell().value !== value) return;
    const found = await answer.json();
    if (found.pending) {
      seen = found.pending.when;
      $("#f-waiting").textContent = `${both(found.pending.new)} – ${found.pending.who}, ${both(found.pending.time)}` + (found.pending.why ? `: ${found.pending.why}` : "");
      for (const id of ["#f-waiting", "#f-waiting-label"]) $(id).hidden = false;
      $("#withdraw").hidden = false;
    }
    if (found.steps.length) {
      $("#history ol").replaceChildren(...found.steps.map((one) => {
        const node = document.createElement("li");
        const what = one.action === "withdrawn" ? text("form.took_back") : `${text("form.corrected")} ${both(one.new)}`;
        node.textContent = `${both(one.time)} – ${one.who}: ${what} (${text("form.read_as")}: ${both(one.old)})` +
          (one.why ? ` – ${one.why}` : "") + (one.in_force ? ` · ${text("form.in_force")}` : "");
        return node;
      }));
      $("#history").hidden = false;
    }
  }
  function open(kind, item) {
    if (!dialog || !item) return;
    subject = item;
    dialog.dataset.kind = kind;
    $("#yaml").hidden = true;
    $("#withdraw").hidden = true;
    $(".failed", dialog).textContent = "";
    $(".primary", dialog).textContent = text("form.save");
    $("#f-why").value = "";
    if (kind === "correct") {
      const cells = cellsOf(item);
      if (!cells.length) return;
      $("#f-column").replaceChildren(...cells.map((one) => {
        const option = document.createElement("option");
        option.textContent = both(one.title);
        return option;
      }));
      dialog.showModal();
      fillCell();
    } else {
      if (!item.dataset.accept || item.classList.contains("accepted")) return;
      $("#accept-message").textContent = both(JSON.parse(item.dataset.accept).shown);
      dialog.showModal();
    }
    (kind === "correct" ? ($("#f-new").hidden ? $("#f-choice") : $("#f-new")) : who).focus();
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
    if (!onServer) {
      $("#yaml").hidden = false;
      $("#yaml code").textContent = `corrections/${report()}.yaml`;
      $("#yaml pre").textContent = yaml(kind, data);
      return;
    }
    const answer = await post(kind, kind === "correct" ? { ...data, seen } : data);
    if (!answer.ok) {
      $(".failed", dialog).textContent = `${text("form.failed")}: ${reason(answer.content)}`;
      if (answer.status === 409) {
        // The second yes replaces what is now seen.
        seen = answer.content.seen;
        $(".primary", dialog).textContent = text("form.replace");
      }
      return;
    }
    dialog.close();
    subject.focus();
    say(text("form.saved"));
    mark(report());
  }
  async function withdraw() {
    if (!who.value.trim()) { who.focus(); who.setAttribute("aria-invalid", "true"); return; }
    const answer = await post("withdraw", { value: cell().value, who: who.value.trim(), seen });
    if (!answer.ok) { $(".failed", dialog).textContent = `${text("form.failed")}: ${reason(answer.content)}`; return; }
    dialog.close();
    subject.focus();
    say(text("form.withdrawn"));
    mark(report());
  }
  if (dialog) {
    $("#f-column").addEventListener("change", fillCell);
    for (const id of ["#f-new", "#f-choice", "#f-empty"])
      for (const event of ["input", "change"]) $(id).addEventListener(event, understand);
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
    unfold(next);
    next.scrollIntoView({ block: "center" });
    next.focus({ preventScroll: true });
  }
  const actions = {
    help: () => $("#help").showModal(),
    print: () => print(),
    theme: () => theme(true),
    language: () => { language = 1 - language; memory.set("language", language ? "en" : "de"); speak(); markAll(); },
    accept: (node) => open("accept", node.closest(".item")),
    correct: (node) => open("correct", node.closest(".item")),
    save,
    withdraw,
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
      z: zoom,
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
  function note(item, line) {
    let node = $(".pending-note", item);
    if (!node) { node = document.createElement("p"); node.className = "pending-note"; item.append(node); }
    node.textContent = line;
    item.classList.add("pending");
  }
  function mark(name) {
    const mine = items.filter((item) => item.closest("[data-report]").dataset.report === name);
    if (!mine.length) return;
    fetch(`${root.dataset.root}api/pending/${encodeURIComponent(name)}`)
      .then((answer) => answer.json())
      .then((waiting) => {
        for (const item of mine) {
          item.classList.remove("pending");
          const old = $(".pending-note", item);
          if (old) old.remove();
          if (item.dataset.accept) {
            if (waiting.accepted.includes(JSON.parse(item.dataset.accept).message) && !item.classList.contains("accepted"))
              note(item, text("form.pending"));
            continue;
          }
          const lines = cellsOf(item)
            .filter((one) => waiting.corrections[one.value] && !waiting.in_force.includes(one.value))
            .map((one) => {
              const given = waiting.corrections[one.value];
              return `${text("form.pending")}: ${both(one.title)} → ${both(given.new)} (${given.who}, ${both(given.time)})`;
            });
          if (lines.length) note(item, lines.join(" · "));
        }
      })
      .catch(() => {});
  }
  function markAll() {
    if (!onServer) return;
    for (const name of new Set(items.map((item) => item.closest("[data-report]").dataset.report))) mark(name);
  }
  markAll();
})();
