
(() => {
  "use strict";
  const box = document.getElementById("find");
  const input = document.getElementById("words");
  const count = document.getElementById("count");
  const none = document.getElementById("none");
  const groups = [...document.querySelectorAll("tbody")];
  const total = count.textContent;
  const mostMarked = 2000;
  let rows = null;
  let waiting = 0;

  const fold = (text) => text.normalize("NFKC").toLowerCase();

  function list() {
    rows ??= groups.map((group) => [...group.rows].map((row) => [row, fold(row.textContent)]));
    return rows;
  }

  function show(wanted) {
    let shown = 0;
    list().forEach((members, index) => {
      let inGroup = 0;
      for (const [row, text] of members) {
        row.hidden = !wanted.every((word) => text.includes(word));
        inGroup += row.hidden ? 0 : 1;
      }
      groups[index].hidden = inGroup === 0;
      shown += inGroup;
    });
    count.textContent = wanted.length ? `${shown.toLocaleString("en")} of ${total}` : total;
    none.hidden = shown > 0 || wanted.length === 0;
    mark(wanted);
  }

  function mark(wanted) {
    if (!window.Highlight || !CSS.highlights) return;
    CSS.highlights.delete("words");
    const ranges = [];
    for (const members of wanted.length ? list() : []) {
      for (const [row] of members) {
        if (ranges.length > mostMarked) break;
        if (!row.hidden) addRanges(row, wanted, ranges);
      }
    }
    if (ranges.length) CSS.highlights.set("words", new Highlight(...ranges));
  }

  function addRanges(row, wanted, ranges) {
    const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const text = node.data.toLowerCase();
      if (text.length !== node.length) continue;
      for (const word of wanted) {
        for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
          const range = new Range();
          range.setStart(node, at);
          range.setEnd(node, at + word.length);
          ranges.push(range);
        }
      }
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => show(fold(input.value).split(/\s+/).filter(Boolean)), 150);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target === input) return;
    event.preventDefault();
    input.focus();
  });
  box.hidden = false;
})();
