const { cases, wall } = JSON.parse(document.getElementById("data").textContent);
const NAMES = { done: "rendered", there: "there already", refused: "refused", failed: "failed", left: "left" };
const SIGNED = { signed: "reviewed", outdated: "changed since its review", missing: "waits for review" };
const element = (id) => document.getElementById(id);
const chosen = new Set();

function make(kind, text, parent, name) {
  const node = document.createElement(kind);
  if (text) node.textContent = text;
  if (name) node.className = name;
  parent.append(node);
  return node;
}

function time(seconds) {
  const minutes = Math.floor(seconds / 60);
  return minutes ? `${minutes} min ${Math.round(seconds % 60)} s` : `${Math.round(seconds)} s`;
}

function card(one) {
  const box = make("article", "", element("cases"));
  box.dataset.state = one.state;
  if (one.poster) {
    const image = make("img", "", box);
    image.src = `data:image/jpeg;base64,${one.poster}`;
    image.alt = `A frame of ${one.name}`;
    image.loading = "lazy";
  } else {
    make("div", one.clip ? "no poster" : "no clip", box, "blank");
  }
  const head = make("h2", "", box);
  if (one.clip) {
    make("a", one.name, head).href = encodeURIComponent(one.clip);
  } else {
    head.textContent = one.name;
  }
  const state = make("p", "", box);
  make("span", NAMES[one.state], state, "state");
  if (one.seconds) state.append(`, ${one.seconds.toFixed(1)} s, ${(one.bytes / 1e6).toFixed(1)} MB`);
  if (one.review) make("small", SIGNED[one.review], box);
  if (one.sentence) make("p", `${one.sentence} (exit code ${one.exit_code})`, box);
  if (one.notes.length) {
    const notes = make("details", "", box);
    make("summary", `Notes (${one.notes.length})`, notes);
    const list = make("ul", "", notes);
    one.notes.forEach((note) => make("li", note, list));
  }
  return box;
}

const cards = cases.map((one) => [one, card(one)]);

function filter() {
  const words = element("words").value.trim().toLowerCase();
  let shown = 0;
  for (const [one, box] of cards) {
    const fits = (!chosen.size || chosen.has(one.state))
      && (!element("unsigned").checked || (one.clip && one.review !== "signed"))
      && `${one.name} ${one.sentence}`.toLowerCase().includes(words);
    box.hidden = !fits;
    shown += fits;
  }
  element("none").hidden = shown > 0;
}

for (const state of Object.keys(NAMES)) {
  const count = cases.filter((one) => one.state === state).length;
  if (!count) continue;
  const button = make("button", `${count} ${NAMES[state]}`, element("states"));
  button.type = "button";
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    const on = chosen.delete(state) ? false : Boolean(chosen.add(state));
    button.setAttribute("aria-pressed", String(on));
    filter();
  });
}
element("sum").textContent = `Cases: ${cases.length}. Took ${time(wall)}.`;
element("unsigned").addEventListener("change", filter);
element("words").addEventListener("input", filter);
