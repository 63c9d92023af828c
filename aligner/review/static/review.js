// The review page: keys, focus, and rows that come and go. What a change does is decided in Python.
"use strict";
{
  const find = (selector, root = document) => root.querySelector(selector);
  const findAll = (selector, root = document) => [...root.querySelectorAll(selector)];
  const grid = find("#grid");
  const client = crypto.randomUUID();
  const BLOCK = Number(grid.dataset.block);
  const KEEP = 3; // Screens above and below that stay loaded.
  const PIXELS = 0.55; // Height of a row for each of its characters, until one was measured.

  const state = {
    version: Number(grid.dataset.version),
    total: Number(grid.dataset.total),
    filter: "all",
    query: "",
    script: "",
    row: null, // identifier of the active row
    place: 0, // where it stands among all rows
    side: "source",
    chip: null, // identifier of the chosen segment
    anchor: null, // row where a selection of several began
    pin: null,
    busy: 0,
    editor: null, // the text that is being edited
    lost: "", // what was being written in a segment that is gone, until somebody has seen it
  };

  // ---- talking to the server ----
  let queue = Promise.resolve();

  function enqueue(task) {
    state.busy += 1;
    showSaved();
    queue = queue.then(task).catch(showFailure).finally(() => {
      state.busy -= 1;
      showSaved();
    });
    return queue;
  }

  function showSaved(failed) {
    const saved = find("#saved");
    if (failed) saved.classList.add("bad");
    saved.classList.toggle("busy", state.busy > 0);
    const kind = state.busy ? "saving" : saved.classList.contains("bad") ? "failed" : "saved";
    saved.textContent = saved.dataset[kind];
    saved.dataset.version = state.version;
  }

  function showFailure(error) {
    const known = error instanceof Refusal;
    showError(known ? error.message : find("#error").dataset.offline);
    if (!known) console.warn(error);
    if (!known || error.isUnsaved) showSaved(true);
  }

  // Keys and buttons come one after another, so that each finds the rows as the last left them.
  let working = Promise.resolve();

  function run(task) {
    grid.dataset.busy = Number(grid.dataset.busy ?? 0) + 1;
    working = working.then(task).catch(showFailure).finally(() => (grid.dataset.busy -= 1));
    return working;
  }

  class Refusal extends Error {
    constructor(message, status) {
      super(message);
      this.isUnsaved = status >= 500;
    }
  }

  function showError(text) {
    find("#error").textContent = text;
    measureFoot();
    if (text && grid.contains(document.activeElement)) (find(".editor") ?? getRow())?.scrollIntoView({ block: "nearest" });
  }

  // Rows are never scrolled behind the foot, however much is told in it.
  function measureFoot() {
    document.documentElement.style.setProperty("--foot", `${find("#foot").offsetHeight}px`);
  }

  new ResizeObserver(measureFoot).observe(find("#foot"));

  function say(text) {
    find("#said").textContent = text;
  }

  function describeShown() {
    const ui = document.body.dataset.ui;
    return new URLSearchParams({ ui, filter: state.filter, q: state.query, script: state.script });
  }

  async function read(address) {
    const response = await fetch(address);
    if (!response.ok) throw new Refusal((await response.json()).error, response.status);
    return response;
  }

  async function post(address, values) {
    const ui = document.body.dataset.ui;
    const shown = { version: state.version, client, ui, filter: state.filter, q: state.query, script: state.script };
    const response = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...shown, ...values }),
    });
    const answer = await response.json();
    if (response.status === 409) {
      state.version = answer.version;
      await reload();
    }
    if (!response.ok) throw new Refusal(answer.error, response.status);
    return answer;
  }

  async function change(values, address = "do", onDone = null) {
    let isDone = false;
    await enqueue(async () => {
      const answer = await post(address, values);
      isDone = true;
      showError(state.lost);
      find("#saved").classList.remove("bad");
      onDone?.();
      await takeAnswer(answer, address !== "do");
    });
    return isDone;
  }

  // Whether the focus belongs in the rows: it is there, or on what goes with this answer.
  function holdsFocus(answer) {
    const here = document.activeElement;
    const isDisabled = ["undo", "redo"].some((name) => here.dataset.action === name && !answer[name]);
    return grid.contains(here) || here.id === "nothing" || isDisabled;
  }

  async function takeAnswer(answer, isStepBack) {
    const held = holdsFocus(answer);
    state.version = answer.version;
    say(answer.said);
    if (answer.reload) return reload(isStepBack ? answer.focus : state.row, held);
    const draft = takeDraft();
    if (!replaceRows(answer)) return reload(answer.focus, held);
    showCounts(answer);
    if (isStepBack && answer.focus !== null) await jump(answer.focus, { focus: held });
    else if (getRow()) activate(state.row, { chip: state.chip, focus: held, isSame: true });
    else await jump(answer.focus, { focus: held });
    refillBlocks();
    restoreDraft(draft);
  }

  function showCounts(answer) {
    find("#counts").outerHTML = answer.counts_html;
    for (const option of findAll("#filter option")) option.textContent = answer.filters[option.value];
    setEnabled("undo", answer.undo);
    setEnabled("redo", answer.redo);
    drawMap();
  }

  async function recount() {
    showCounts(await (await read(`counts?${describeShown()}`)).json());
  }

  function setEnabled(action, label) {
    const button = find(`.tools [data-action="${action}"]`);
    button.disabled = !label;
    button.title = label || "";
  }

  // ---- blocks of rows: loaded near the screen, emptied far from it ----
  const near = new Set();
  const nearby = new IntersectionObserver(
    (entries) => entries.forEach((each) => {
      if (each.isIntersecting) {
        near.add(each.target);
        // It may be far away again when its rows come.
        fill(each.target)?.then(() => near.has(each.target) || drain(each.target));
      } else {
        near.delete(each.target);
        drain(each.target);
      }
    }),
    { rootMargin: `${KEEP * 100}% 0px` },
  );

  // Blocks that a change has emptied, or that were asked for while it was under way.
  function refillBlocks() {
    near.forEach((block) => (block.isConnected ? fill(block) : near.delete(block)));
  }

  function drainFar() {
    findAll(".block > .row:first-child", grid).forEach((row) => near.has(row.parentElement) || drain(row.parentElement));
  }

  function getBlocks() {
    return findAll(".block", grid);
  }

  function makeBlocks(weights) {
    getBlocks().forEach((block) => nearby.unobserve(block));
    const known = getBlocks();
    weights.forEach((weight, index) => {
      const block = known[index] ?? grid.appendChild(Object.assign(document.createElement("div"), { className: "block" }));
      block.setAttribute("role", "rowgroup");
      const count = Math.min(BLOCK, state.total - index * BLOCK);
      block.dataset.count = count;
      if (!block.childElementCount) {
        block.style.height = `${count * 34 + weight * PIXELS}px`;
        block.setAttribute("aria-busy", "true");
      }
    });
    known.slice(weights.length).forEach((block) => block.remove());
    getBlocks().forEach((block) => nearby.observe(block));
  }

  function startOf(block) {
    let start = 0;
    for (const each of getBlocks()) {
      if (each === block) return start;
      start += Number(each.dataset.count);
    }
    return start;
  }

  function addressOf(block) {
    const shown = describeShown();
    return `rows?start=${startOf(block)}&count=${block.dataset.count}&${shown}`;
  }

  async function fill(block) {
    if (block.childElementCount || block.loading || Number(block.dataset.count) === 0) return block.loading;
    const version = state.version;
    block.loading = read(addressOf(block))
      .then(async (response) => {
        const html = await response.text();
        block.loading = null;
        // Rows that came for an older state are asked for again.
        if (version !== state.version || Number(response.headers.get("X-Version")) !== state.version) {
          return Number(response.headers.get("X-Version")) > state.version ? null : fill(block);
        }
        block.innerHTML = html;
        block.style.height = "";
        block.removeAttribute("aria-busy");
        numberRows();
        refreshActive();
      })
      .catch((error) => {
        block.loading = null;
        showFailure(error);
      });
    return block.loading;
  }

  // The rows that somebody works on stay, wherever the window is scrolled to.
  function drain(block) {
    const isNeeded = block.contains(getRow()) || block.contains(document.activeElement) || find(".editor", block);
    if (!block.childElementCount || isNeeded || state.anchor !== null) return;
    block.style.height = `${block.offsetHeight}px`;
    block.replaceChildren();
    block.setAttribute("aria-busy", "true");
  }

  async function reload(focus = state.row, held = grid.contains(document.activeElement)) {
    const draft = takeDraft();
    const shown = describeShown();
    const layout = await (await read(`layout?${shown}`)).json();
    state.version = layout.version;
    setTotal(layout.total);
    state.anchor = null;
    near.clear();
    getBlocks().forEach((block) => {
      nearby.unobserve(block);
      block.remove();
    });
    makeBlocks(layout.weights);
    showCounts(layout);
    await jump(focus, { focus: held });
    showSaved();
    restoreDraft(draft);
  }

  function setTotal(total) {
    state.total = total;
    grid.setAttribute("aria-rowcount", total + 1); // With the head.
    find("#nothing").hidden = total > 0;
  }

  // Takes in what an answer says; false where the rows cannot tell where it belongs.
  function replaceRows({ at, removed, html, total, from, shift }) {
    const gone = removed.map(findRow);
    const added = document.createElement("template");
    added.innerHTML = html;
    const count = findAll(".row", added.content).length;
    const block = blockAt(at) ?? getBlocks().at(-1);
    if (!block) return total === 0;
    const next = removed.length ? null : findAll(".row", block)[at - startOf(block)];
    const before = gone[0]?.parentElement === block ? gone.find((row, index) => row && gone[index + 1]?.parentElement !== block) : null;
    const place = before ? before.nextElementSibling : next;
    removed.forEach((_, index) => {
      const home = gone[index]?.parentElement ?? blockAt(at);
      home.dataset.count = Number(home.dataset.count) - 1;
      gone[index]?.remove();
    });
    const isLoaded = block.childElementCount > 0 || Number(block.dataset.count) === 0;
    block.dataset.count = Number(block.dataset.count) + count;
    if (shift) shiftRows(from, shift);
    if (isLoaded && count) {
      block.insertBefore(added.content, place ?? null);
      block.style.height = "";
      block.removeAttribute("aria-busy");
    }
    getBlocks().forEach((each) => {
      if (Number(each.dataset.count) === 0 && getBlocks().length > 1) each.remove();
    });
    setTotal(total);
    numberRows();
    return true;
  }

  function shiftRows(from, shift) {
    findAll(".row", grid).forEach((row) => {
      const place = Number(row.dataset.place);
      if (place < from) return;
      row.dataset.place = place + shift;
      find(".gutter .number", row).textContent = place + shift + 1;
    });
  }

  function numberRows() {
    let start = 2; // The head is the first.
    for (const block of getBlocks()) {
      findAll(".row", block).forEach((row, index) => row.setAttribute("aria-rowindex", start + index));
      start += Number(block.dataset.count);
    }
  }

  function blockAt(place) {
    let start = 0;
    for (const block of getBlocks()) {
      start += Number(block.dataset.count);
      if (place < start) return block;
    }
    return null;
  }

  // ---- the active row, side and segment ----
  function findRow(id) {
    return find(`.row[data-row="${id}"]`, grid);
  }

  function getRow() {
    return state.row === null ? null : findRow(state.row);
  }

  function activate(id, { side = state.side, chip = null, focus = true, extend = false, isSame = false } = {}) {
    const row = findRow(id);
    if (!row) return;
    if (!isSame) state.anchor = extend ? (state.anchor ?? state.row) : null;
    Object.assign(state, { row: Number(id), place: Number(row.dataset.place), side, chip });
    refreshActive();
    drainFar();
    if (!focus) return;
    find(`.cell.${side}`, row).focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function refreshActive() {
    findAll('[aria-selected="true"]', grid).forEach((row) => row.setAttribute("aria-selected", "false"));
    findAll(".is-active, .is-chosen, .is-pinned, .is-lit", grid).forEach((each) =>
      each.classList.remove("is-active", "is-chosen", "is-pinned", "is-lit"));
    findAll('.cell[tabindex="0"]', grid).forEach((cell) => (cell.tabIndex = -1));
    if (state.pin) find(`[data-segment="${state.pin}"]`, grid)?.classList.add("is-pinned");
    const row = getRow();
    const cell = find(`.cell.${state.side}`, row ?? grid);
    if (cell) cell.tabIndex = 0;
    if (!row) return;
    listSelected().forEach((each) => each.setAttribute("aria-selected", "true"));
    cell.classList.add("is-active");
    getChip()?.classList.add("is-chosen");
    markMap(Number(row.dataset.place));
  }

  function listSelected() {
    const rows = findAll(".row", grid);
    const ends = [state.anchor ?? state.row, state.row].map((id) => rows.indexOf(findRow(id)));
    if (ends.includes(-1)) return [getRow()];
    return rows.slice(Math.min(...ends), Math.max(...ends) + 1);
  }

  function getChip() {
    const row = getRow();
    const chips = row ? findAll(`.cell.${state.side} .chip`, row) : [];
    return chips.find((chip) => chip.dataset.segment === state.chip) ?? (chips.length === 1 ? chips[0] : null);
  }

  // Space chooses the segments of the active side in turn.
  function chooseChip(distance) {
    const chips = findAll(`.cell.${state.side} .chip`, getRow());
    if (!chips.length) return;
    const here = chips.findIndex((chip) => chip.dataset.segment === state.chip);
    const index = here === -1 ? (distance > 0 ? 0 : chips.length - 1) : (here + distance + chips.length) % chips.length;
    activate(state.row, { chip: chips[index].dataset.segment, isSame: true });
    say(`${index + 1}/${chips.length} ${chips[index].dataset.text}`);
  }

  async function step(distance, extend = false) {
    if (!getRow()) return jump(state.row);
    const rows = findAll(".row", grid);
    const here = rows.indexOf(getRow());
    const next = rows[here + distance];
    const home = rows[here].parentElement;
    if (next && next.parentElement === home) return activate(next.dataset.row, { extend });
    const block = distance > 0 ? home.nextElementSibling : home.previousElementSibling;
    if (!block?.classList.contains("block")) return;
    await fill(block);
    const row = distance > 0 ? find(".row", block) : findAll(".row", block).at(-1);
    if (row) activate(row.dataset.row, { extend });
  }

  // Goes to a row, or to the nearest that is shown; tells whether it is there.
  async function jump(id, { focus = true } = {}) {
    const isKnown = id !== null && id !== undefined;
    let row = isKnown ? findRow(id) : null;
    if (!row) {
      const wanted = new URLSearchParams({ ...(isKnown && { row: id }), near: state.place });
      const { place, near: beside } = await (await read(`place?${wanted}&${describeShown()}`)).json();
      const at = place ?? beside;
      if (at === null) {
        state.row = null;
        if (focus) find("#nothing").focus();
        return false;
      }
      const block = blockAt(at);
      if (block) await fill(block);
      row = block && findAll(".row", block)[at - startOf(block)];
    }
    if (!row) return false;
    const box = row.getBoundingClientRect();
    const isSeen = box.top >= 0 && box.bottom <= innerHeight;
    activate(row.dataset.row, { focus });
    if (!isSeen && focus) row.scrollIntoView({ block: "center" });
    return row.dataset.row === String(id);
  }

  async function goNext(direction, what = "doubtful") {
    const from = state.row === null ? "" : `&row=${state.row}`;
    const answer = await (await read(`next?what=${what}&direction=${direction}${from}`)).json();
    if (answer.row === null) return say(find("#said").dataset.none);
    if (!(await jump(answer.row))) await showAll(answer.row);
  }

  async function showAll(row) {
    if (state.filter !== "all" || state.query) await show({ filter: "all", query: "" });
    await jump(row);
  }

  async function show({ filter = state.filter, query = state.query, script = state.script }) {
    if (isWriting()) {
      showShown();
      state.editor.area.focus();
      throw new Refusal(find("#error").dataset.writing);
    }
    state.editor?.close();
    Object.assign(state, { filter, query, script });
    showShown();
    await reload();
  }

  function showShown() {
    find("#filter").value = state.filter;
    find("#script").value = state.script;
    if (find("#search").value !== state.query) find("#search").value = state.query;
  }

  // ---- what keys and buttons do ----
  const ids = () => listSelected().map((row) => Number(row.dataset.row));
  const ends = () => ({ first: ids()[0], last: ids().at(-1) });

  const actions = {
    accept: async () => {
      const { row, anchor, side, chip } = state;
      const rows = listSelected();
      const accepted = rows.map((each) => Number(each.dataset.row));
      state.anchor = null;
      // First, for where only open rows are shown the row goes when it is accepted.
      await step(1);
      if (rows.every((each) => each.classList.contains("accepted"))) return;
      if (await change({ action: "accept", rows: accepted }) || !findRow(row)) return;
      activate(row, { side, chip });
      state.anchor = anchor;
      refreshActive();
    },
    reopen: () => change({ action: "reopen", rows: ids() }),
    accept_above: () => change({ action: "accept_above", row: state.row }),
    move_up: () => change({ action: "move", row: state.row, side: state.side, direction: "up" }),
    move_down: () => change({ action: "move", row: state.row, side: state.side, direction: "down" }),
    merge: () => {
      const { first, last } = ends();
      state.anchor = null;
      return change({ action: "merge", first, last: first === last ? null : last });
    },
    split: () => change({ action: "split", row: state.row, before: state.chip }),
    unlink: () => {
      const range = ends();
      state.anchor = null;
      return change({ action: "unlink", ...range });
    },
    pin,
    edit: () => openEditor(),
    mark: () => change({ action: "mark", row: state.row }),
    alternatives: () => openPanel(`row/${state.row}/alternatives?${describeShown()}`),
    realign: () => propose(ends()),
    language: () => {},
    undo: () => change({}, "undo"),
    redo: () => change({}, "redo"),
    next: () => goNext("down"),
    previous: () => goNext("up"),
    help: () => find("#help").showModal(),
    export: openExport,
    unaligned: () => openPanel(`unaligned?${describeShown()}`),
    glossary: () => openPanel(`glossary?${describeShown()}`),
  };
  const NEED_NO_ROW = new Set(["undo", "redo", "next", "previous", "help", "export", "unaligned", "glossary"]);

  async function act(name) {
    if (!actions[name] || (state.row === null && !NEED_NO_ROW.has(name))) return;
    showError(state.lost);
    if (find("#others").textContent === find("#others").dataset.changed) find("#others").textContent = "";
    if (!getRow() && !NEED_NO_ROW.has(name)) await jump(state.row);
    await actions[name]();
  }

  function pin() {
    const chip = getChip() ?? find(`.cell.${state.side} .chip`, getRow()) ?? find(".chip", getRow());
    if (!chip) return;
    const here = chip.dataset.segment;
    if (!state.pin || state.pin[0] === here[0]) {
      state.pin = state.pin === here ? null : here;
      refreshActive();
      if (state.pin) say(find("#said").dataset.pinned);
      return;
    }
    const [source, target] = [state.pin, here].sort();
    state.pin = null;
    return change({ action: "link", source, target });
  }

  // ---- panels: alternatives, proposals, what is unaligned, the glossary ----
  async function openPanel(address, html) {
    const content = find("#panel-content");
    content.innerHTML = html ?? (await (await read(address)).text());
    find("#panel-title").textContent = find("[data-title]", content)?.dataset.title ?? "";
    const panel = find("#panel");
    panel.dataset.address = address ?? "";
    find("#panel-said").textContent = "";
    if (!panel.open) panel.showModal();
    holdFocus();
    waitForTerms();
  }

  // A button that was pressed may be gone with what stood in the panel.
  function holdFocus() {
    const panel = find("#panel");
    if (!panel.open || panel.contains(document.activeElement)) return;
    (find("[autofocus], [aria-current], [data-concept]", panel) ?? find("button", panel)).focus();
  }

  async function propose(range) {
    const { html } = await post("propose", range);
    await openPanel(null, html);
  }

  async function actInPanel(button) {
    const { panel: what, ...values } = button.dataset;
    if (what === "go") {
      find("#panel").close();
      if (!(await jump(Number(values.row)))) await showAll(Number(values.row));
      return;
    }
    if (what === "change") {
      find("#panel").close();
      return change(JSON.parse(values.change));
    }
    if (what === "post") {
      const form = button.form ? Object.fromEntries(new FormData(button.form)) : {};
      return enqueue(async () => {
        const answer = await post(values.address, { ...form, ...JSON.parse(values.change ?? "{}") });
        if (answer.said) say(answer.said);
        find("#panel-content").innerHTML = answer.html;
        holdFocus();
      });
    }
    if (what === "open") return openPanel(`${values.address}?ui=${document.body.dataset.ui}`);
    if (what === "page") {
      await findTerms(values.page);
      return focusTerm("");
    }
    const term = button.closest("[data-concept]");
    if (what === "term") return decideTerms(values.do, [term.dataset.concept]);
    if (what === "terms") return decideTerms(values.do, listChosenTerms());
    if (what === "edit") return editTerm(term);
    if (what === "leave") return leaveTerm();
  }

  // ---- the glossary: its rows, keys and forms; all of it stands in a panel ----
  let termsWanted = null;

  function describeTerms() {
    const form = find(".find-terms");
    return form ? { ...Object.fromEntries(new FormData(form)), page: find(".terms").dataset.page } : {};
  }

  function showTerms(html) {
    const made = document.createElement("template");
    made.innerHTML = html;
    const [old, fresh] = [find("#panel-content .terms"), find(".terms", made.content)];
    if (old && fresh) old.replaceWith(fresh);
    else find("#panel-content").innerHTML = html;
    waitForTerms();
  }

  async function findTerms(page = 0) {
    const shown = new URLSearchParams({ ...describeTerms(), page, ui: document.body.dataset.ui });
    showTerms(await (await read(`glossary?${shown}`)).text());
  }

  // What is looked for beside the page is asked for again, unless a form is open or terms are chosen.
  function waitForTerms() {
    clearTimeout(termsWanted);
    const terms = find("#panel-content .terms[data-again]");
    if (!terms || !find("#panel").open) return;
    termsWanted = setTimeout(() => run(async () => {
      if (!terms.isConnected || !find("#panel").open) return;
      if (find(".term-editor") || listChosenTerms().length) return waitForTerms();
      const held = document.activeElement.closest?.("[data-concept]")?.dataset.concept;
      if (find(".find-terms")) await findTerms(find(".terms").dataset.page);
      else showTerms(await (await read(`findings?ui=${document.body.dataset.ui}`)).text());
      if (held) focusTerm(held);
      if (!find("#panel-content .terms[data-again]")) state.areTermsNew = true;
    }), Number(terms.dataset.again));
  }

  function listChosenTerms() {
    return findAll('#panel-content [name="chosen"]:checked').map((box) => box.value);
  }

  function listTerms() {
    return findAll("#panel-content [data-concept]").filter((each) => each.checkVisibility());
  }

  function focusTerm(name) {
    const term = find(`#panel-content [data-concept="${CSS.escape(name)}"]`);
    const row = term?.checkVisibility() ? term : term?.closest(".concept")?.firstElementChild;
    (row ?? listTerms()[0])?.focus();
  }

  function decideTerms(what, ids, form = {}) {
    return enqueue(async () => {
      try {
        const answer = await post("terms", { ...describeTerms(), ...form, do: what, ids });
        showTerms(answer.html);
        find("#panel-said").textContent = answer.said;
        state.areTermsNew = true;
        focusTerm(answer.focus ?? "");
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        find("#panel-said").textContent = error.message;
      }
    });
  }

  async function editTerm(term) {
    leaveTerm();
    const name = encodeURIComponent(term.dataset.concept);
    const html = await (await read(`term/${name}?ui=${document.body.dataset.ui}`)).text();
    const home = term.matches("tr") ? term.nextElementSibling.lastElementChild : term;
    home.insertAdjacentHTML("afterbegin", html);
    find('[name="text-0"]', home)?.focus();
  }

  function leaveTerm() {
    const form = find(".term-editor");
    if (!form) return;
    const name = form.dataset.id;
    form.remove();
    focusTerm(name);
  }

  const termKeys = {
    a: (term) => decideTerms("accept", [term.dataset.concept]),
    r: (term) => decideTerms("reject", [term.dataset.concept]),
    p: (term) => decideTerms("propose", [term.dataset.concept]),
    e: editTerm,
    m: () => decideTerms("merge", listChosenTerms()),
    u: () => decideTerms("undo", []),
    " ": (term) => find('[name="chosen"]', term).click(),
    ArrowDown: (term) => stepTerm(term, 1),
    ArrowUp: (term) => stepTerm(term, -1),
  };

  function stepTerm(term, distance) {
    const terms = listTerms();
    terms[Math.max(0, terms.indexOf(term) + distance)]?.focus();
  }

  function pressInTerms(event) {
    if (isComposing(event) || !find("#panel-content .terms")) return;
    if (event.target.closest(".term-editor")) {
      if (event.key !== "Escape") return;
      event.preventDefault();
      return leaveTerm();
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches(".find-terms input") && event.key === "ArrowDown") {
      event.preventDefault();
      return void listTerms()[0]?.focus();
    }
    if (event.target.matches('select, textarea, input:not([type="checkbox"])')) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === " " && event.target.matches("button, summary, input")) return;
    const term = event.target.closest("[data-concept]") ?? find("[data-concept]", event.target.closest(".concept") ?? undefined);
    if (!termKeys[key] || (!term && !"mu".includes(key))) return;
    event.preventDefault();
    if (key.startsWith("Arrow") && !event.target.closest("[data-concept]")) return void (listTerms()[0] ?? term).focus();
    run(() => termKeys[key](term));
  }

  find("#panel").addEventListener("keydown", pressInTerms);
  find("#panel").addEventListener("submit", (event) => {
    const form = event.target.closest("[data-form]");
    if (!form) return;
    event.preventDefault();
    const values = Object.fromEntries(new FormData(form));
    if (form.dataset.form === "edit") run(() => decideTerms("edit", [form.dataset.id], values));
    else run(() => findTerms());
  });
  find("#panel").addEventListener("input", (event) => {
    if (!event.target.closest(".find-terms") || event.isComposing) return;
    clearTimeout(termsWanted);
    termsWanted = setTimeout(() => run(() => findTerms()), 250);
  });
  find("#panel").addEventListener("compositionend", (event) => {
    if (event.target.closest(".find-terms")) run(() => findTerms());
  });
  // Terms are marked in the rows too.
  find("#panel").addEventListener("close", () => {
    if (!state.areTermsNew) return;
    state.areTermsNew = false;
    run(() => reload());
  });

  // ---- editing a text ----
  function takeDraft() {
    if (!state.editor) return null;
    const { editor } = state;
    const { area, segment } = editor;
    state.editor = null;
    return { editor, segment, value: area.value, start: area.selectionStart, end: area.selectionEnd };
  }

  function restoreDraft(draft) {
    if (!draft) return;
    const chip = find(`.chip[data-segment="${draft.segment}"]`, grid);
    if (!chip) {
      if (draft.value !== draft.editor.was) state.lost = `${find("#error").dataset.draft} ${draft.value}`;
      return showError(state.lost);
    }
    if (find(".editor")) state.editor = draft.editor;
    else openEditor(chip);
    const area = state.editor.area;
    area.value = draft.value;
    area.setSelectionRange(draft.start, draft.end);
    // What was written was meant for this text, whatever stands there now.
    state.editor.was = draft.editor.was;
  }

  function isWriting() {
    return state.editor !== null && state.editor.area.value !== state.editor.was;
  }

  function openEditor(given = null) {
    if (state.editor) return state.editor.area.focus();
    const chip = given ?? getChip() ?? find(`.cell.${state.side} .chip`, getRow()) ?? find(".chip", getRow());
    if (!chip) return;
    const form = find("#editor").content.firstElementChild.cloneNode(true);
    const area = find("textarea", form);
    const { segment, text, printed } = chip.dataset;
    area.defaultValue = text;
    area.lang = chip.closest(".cell").lang;
    if (printed !== undefined) {
      find(".printed", form).hidden = false;
      find(".printed span", form).textContent = printed;
    }
    find('[data-edit="reset"]', form).hidden = printed === undefined;
    find('[data-edit="divide"]', form).hidden = printed !== undefined;
    find('[data-edit="join"]', form).hidden = !chip.nextElementSibling;
    const close = () => {
      state.editor = null;
      if (form.isConnected) form.replaceWith(chip);
      activate(state.row, { chip: state.chip, isSame: true });
    };
    const choose = {
      save: () => (area.value === text && !isWriting() ? null : { action: "edit", text: area.value }),
      divide: () => ({ action: "divide", offset: [...area.value.slice(0, area.selectionStart)].length, shown: area.value }),
      join: () => ({ action: "join", shown: area.value }),
      reset: () => ({ action: "reset" }),
      cancel: () => null,
    };
    // The text stays in its field until the server has it.
    const finish = (name) => run(async () => {
      const values = choose[name]();
      if (!values) return close();
      const { was } = state.editor;
      if (await change({ segment, was, ...values }, "do", () => (state.editor = null))) return activate(state.row, { isSame: true });
      if (!state.editor) return;
      // Whoever was told what stands there now, and saves again, means it.
      if (state.editor.area === area) state.editor.was = text;
      state.editor.area.focus();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      finish("save");
    });
    form.addEventListener("click", (event) => {
      const button = event.target.closest("[data-edit]");
      if (button) finish(button.dataset.edit);
    });
    form.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (isComposing(event)) return;
      const name = { Enter: event.ctrlKey || event.metaKey ? "divide" : "save", Escape: "cancel" }[event.key];
      if (!name || (event.key === "Enter" && (event.shiftKey || event.target !== area))) return;
      if (name === "divide" && printed !== undefined) return;
      event.preventDefault();
      finish(name);
    });
    chip.replaceWith(form);
    state.editor = { area, segment, was: text, close };
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
    form.scrollIntoView({ block: "nearest" });
  }

  // ---- exporting ----
  function describeExport() {
    const form = new FormData(find("#export-form"));
    const percent = form.get("threshold");
    const threshold = percent === "" ? "" : Number(percent) / 100;
    return new URLSearchParams({ ui: document.body.dataset.ui, choose: form.get("choose"), threshold });
  }

  async function openExport() {
    if (!find("#export").open) find("#export").showModal();
    await tellExport(async () => {
      return (await (await read(`export/preview?${describeExport()}`)).json()).said;
    });
  }

  // What stands outside an open dialog cannot be read, so that errors are told in it.
  async function tellExport(task) {
    const told = find("#export-preview");
    try {
      told.textContent = await task();
    } catch (error) {
      told.textContent = error instanceof Refusal ? error.message : find("#error").dataset.offline;
    }
  }

  function doExport(format) {
    if (format === "memory") return tellExport(addToMemory);
    return tellExport(async () => {
      const response = await read(`export?format=${format}&${describeExport()}`);
      const name = decodeURIComponent(response.headers.get("Content-Disposition").split("''")[1]);
      const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(await response.blob()), download: name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      return `${decodeURIComponent(response.headers.get("X-Said"))} → ${name}`;
    });
  }

  async function addToMemory() {
    const chosen = Object.fromEntries(describeExport());
    return (await post("export/memory", chosen)).said;
  }

  // ---- the map of the whole text ----
  let mapWanted = null;

  function drawMap() {
    clearTimeout(mapWanted);
    mapWanted = setTimeout(async () => {
      const response = await fetch("map").catch(() => null);
      if (!response?.ok) return;
      find("#map").innerHTML = await response.text();
      if (getRow()) markMap(Number(getRow().dataset.place));
    }, 500);
  }

  function markMap(place) {
    const here = find("#map .here");
    if (here) here.setAttribute("y", place);
  }

  find("#map").addEventListener("click", async (event) => {
    const box = event.currentTarget.getBoundingClientRect();
    const rows = Number(find("#counts").dataset.rows);
    const place = Math.min(rows - 1, Math.floor(((event.clientY - box.top) / box.height) * rows));
    await run(async () => {
      if (state.filter !== "all" || state.query) await show({ filter: "all", query: "" });
      state.place = place;
      await jump(null);
    });
  });

  // ---- keys ----
  const isComposing = (event) => event.isComposing || event.keyCode === 229;
  const isTyping = (element) => element.closest("input, textarea, select, dialog, [contenteditable]");

  const plainKeys = {
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
    ArrowLeft: () => activate(state.row, { side: "source" }), ArrowRight: () => activate(state.row, { side: "target" }),
    n: "next", Enter: "accept", a: "accept_above", m: "merge", s: "split", x: "unlink", e: "edit", u: "undo",
    b: "mark", p: "pin", r: "realign", v: "alternatives", g: "glossary", "?": "help", "/": () => find("#search").focus(),
    Escape: () => {
      state.pin = state.anchor = null;
      state.lost = "";
      showError("");
      refreshActive();
    },
    Home: () => jumpEnd(0), End: () => jumpEnd(-1), " ": () => chooseChip(1),
  };
  const shiftKeys = {
    n: "previous", Enter: "reopen", "?": "help", ArrowDown: () => step(1, true), ArrowUp: () => step(-1, true),
    " ": () => chooseChip(-1),
  };
  const controlKeys = { ArrowDown: "move_down", ArrowUp: "move_up", z: "undo", y: "redo" };
  const controlShiftKeys = { z: "redo" };

  async function jumpEnd(index) {
    const block = getBlocks().at(index);
    await fill(block);
    const row = findAll(".row", block).at(index);
    if (row) activate(row.dataset.row);
  }

  function chooseKey(event) {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const control = event.ctrlKey || event.metaKey;
    if (event.altKey) return null;
    const keys = control ? (event.shiftKey ? controlShiftKeys : controlKeys) : event.shiftKey ? shiftKeys : plainKeys;
    // On many keyboards / and ? are typed with Shift, or ? without.
    const isSign = !control && "/?".includes(key);
    return keys[key] ?? (isSign ? plainKeys[key] : null);
  }

  document.addEventListener("keydown", (event) => {
    if (isComposing(event) || event.defaultPrevented || isTyping(event.target)) return;
    const onButton = event.target.closest("button, a, summary");
    if (onButton && ["Enter", " "].includes(event.key)) return;
    const chosen = chooseKey(event);
    if (!chosen) return;
    event.preventDefault();
    run(() => {
      // A key that was pressed before a dialog opened is not meant for what is behind it.
      if (find("dialog[open]")) return;
      return typeof chosen === "string" ? act(chosen) : chosen();
    });
  });

  // ---- mouse ----
  document.addEventListener("click", (event) => {
    const exported = event.target.closest("[data-export]");
    if (exported) return void run(() => doExport(exported.dataset.export));
    const inPanel = event.target.closest("[data-panel]");
    if (inPanel) {
      event.preventDefault();
      return void run(() => actInPanel(inPanel));
    }
    const button = event.target.closest("[data-action]");
    if (button && button.dataset.action !== "language") return void run(() => act(button.dataset.action));
    const cell = event.target.closest("#grid .cell");
    if (!cell || event.target.closest(".editor") || String(getSelection())) return;
    const chip = event.target.closest(".chip")?.dataset.segment ?? null;
    activate(cell.parentElement.dataset.row, { side: cell.dataset.side, chip, extend: event.shiftKey });
  });

  // Shift and a click choose several rows, and no text.
  grid.addEventListener("mousedown", (event) => {
    if (event.shiftKey && !event.target.closest(".editor")) event.preventDefault();
  });

  document.addEventListener("dblclick", (event) => {
    const chip = event.target.closest("#grid .chip");
    if (!chip || event.target.closest(".editor")) return;
    getSelection().removeAllRanges();
    const cell = chip.closest(".cell");
    activate(cell.parentElement.dataset.row, { side: cell.dataset.side, chip: chip.dataset.segment });
    openEditor(chip);
  });

  grid.addEventListener("focusin", (event) => {
    const cell = event.target.closest(".cell");
    const row = cell?.parentElement.dataset.row;
    if (!cell || event.target !== cell || (Number(row) === state.row && cell.dataset.side === state.side)) return;
    activate(row, { side: cell.dataset.side, focus: false });
  });

  // The same thing on both sides lights up together.
  grid.addEventListener("mouseover", (event) => {
    findAll(".is-lit", grid).forEach((each) => each.classList.remove("is-lit"));
    const mark = event.target.closest("mark[data-shared]");
    if (!mark) return;
    findAll(`mark[data-shared="${mark.dataset.shared}"]`, mark.closest(".row")).forEach((each) => each.classList.add("is-lit"));
  });

  find("#filter").addEventListener("change", (event) => run(() => show({ filter: event.target.value, query: find("#search").value })));
  find("#script").addEventListener("change", (event) => run(() => show({ script: event.target.value })));
  let typed = null;

  function search(query) {
    clearTimeout(typed);
    return run(() => query === state.query || show({ query }));
  }

  find("#search").addEventListener("input", (event) => {
    clearTimeout(typed);
    if (event.isComposing) return;
    typed = setTimeout(() => search(event.target.value), 250);
  });
  find("#search").addEventListener("compositionend", (event) => search(event.target.value));
  find("#search").addEventListener("keydown", (event) => {
    if (isComposing(event) || !["Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    search(event.target.value);
    run(() => jump(state.row));
  });
  find("#export-form").addEventListener("change", () => run(openExport));
  find("#export-form").addEventListener("submit", () => find("#export").close());
  find("#export-form").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.name !== "threshold") return;
    event.preventDefault();
    run(openExport);
  });
  for (const dialog of findAll("dialog")) {
    dialog.addEventListener("close", () => {
      // The browser gives the focus back, but not to a row that was replaced meanwhile.
      if (document.activeElement === document.body) run(() => jump(state.row));
    });
  }

  window.addEventListener("beforeunload", (event) => {
    if (state.busy || isWriting()) event.preventDefault();
  });

  // ---- other windows ----
  const events = new EventSource(`events?client=${client}`);
  events.addEventListener("change", (event) => {
    const told = JSON.parse(event.data);
    if (told.client === client) return;
    run(async () => {
      if (told.version <= state.version) return;
      await reload();
      find("#others").textContent = find("#others").dataset.changed;
    });
  });
  events.addEventListener("terms", (event) => {
    if (JSON.parse(event.data).client === client) return;
    run(async () => {
      if (!find("#panel").open) return reload();
      state.areTermsNew = true;
      if (find(".find-terms") && !find(".term-editor")) await findTerms(find(".terms").dataset.page);
    });
  });
  events.addEventListener("counted", () => run(recount));
  events.addEventListener("clients", (event) => {
    const count = JSON.parse(event.data).count;
    const others = find("#others");
    if (count > 1) others.textContent = others.dataset.open.replace(/\d+/, count);
    else if (!others.classList.contains("bad")) others.textContent = "";
  });
  let isLost = false;
  events.addEventListener("error", () => {
    isLost = true;
    find("#others").textContent = find("#others").dataset.lost;
  });
  events.addEventListener("open", () => {
    if (!isLost) {
      // What was counted before the page listened was not told.
      if (find("#counts[data-pending]")) run(recount);
      return;
    }
    isLost = false;
    find("#others").textContent = "";
    // What happened meanwhile was not told.
    run(() => reload());
  });

  makeBlocks(grid.dataset.weights.split(" ").filter(Boolean).map(Number));
  grid.dataset.busy = 0;
  setTotal(state.total);
  activate(find(".row", grid)?.dataset.row, { focus: document.activeElement === document.body });
  drawMap();
}
