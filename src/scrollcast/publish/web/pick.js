// The page around the picture: presets, tools, the list of marks, and the YAML.

const element = (id) => document.getElementById(id);
const slider = element("slider");
const output = element("yaml");

function make(kind, properties = {}, ...children) {
  const made = Object.assign(document.createElement(kind), properties);
  made.append(...children);
  return made;
}

// Say where we are: in the header, under the pointer, and to those who hear the page.
function describe() {
  const { preset, window: seen, index, pointer } = state;
  const name = custom() ? "Custom" : preset.windowName;
  element("label").textContent = preset.label;
  element("window").textContent = `${name} W${short(seen.width, 2)} L${short(seen.center, 2)}`.replace("-", "−");
  element("count").value = `${number()}/${COUNT}`;
  slider.value = number();
  const point = pointer ?? state.selected?.points[0];
  const at = pointer || state.selected?.index === index ? point : null;
  const image = slices[index].image;
  const mm = at && position(index, at);
  element("where").textContent = [
    image === null ? "" : `image ${image}`, at && `at ${listed(at)}`, mm && `mm ${listed(mm)} LPS`,
  ].filter(Boolean).join("  ·  ");
  canvas.setAttribute("aria-label", `${data.kind}, slice ${number()} of ${COUNT}`);
}

function look(window) {
  state.window = window;
  refresh();
}

function choosePreset(preset) {
  state.preset = preset;
  element("preset").value = preset.name;
  look(preset.window);
  show();
}

function choose(tool) {
  state.tool = tool;
  if (state.draft && state.draft.tool !== tool) drop();
  canvas.dataset.tool = tool;
  for (const button of document.querySelectorAll("[data-tool]")) {
    button.setAttribute("aria-pressed", String(button.dataset.tool === tool));
  }
  element("hint").textContent = TOOLS[tool]?.hint ?? (tool === "window" ? "Drag sideways for width, up and down for level." : "");
  refresh();
}

// The YAML of each mark.
function blocks() {
  const named = names(state.marks);
  return state.marks.map((mark, at) => yaml(mark, named[at], state.preset, state.anchor));
}

// Show the marks and their YAML.
function show() {
  const named = names(state.marks);
  element("marks").replaceChildren(...state.marks.map((mark, at) => entry(mark, named[at])).reverse()); // newest first
  write();
}

// Show the YAML alone: the list stays, so that a click that ends the writing of a label meets the button it was meant for.
function write() {
  const written = blocks();
  output.value = written.length ? `marks:\n${written.join("")}` : "";
  element("copy").disabled = !written.length;
  element("copy").textContent = written.length > 1 ? `Copy ${written.length} marks` : "Copy";
  refresh();
}

function entry(mark, name) {
  const current = mark === state.selected;
  const input = make("input", { value: mark.label, maxLength: 40, placeholder: `${name}: add a label`, ariaLabel: `Label of ${name}` });
  input.addEventListener("focus", () => { state.selected = mark; refresh(); });
  input.addEventListener("input", () => { mark.label = input.value.trim(); write(); });
  input.addEventListener("change", () => input.blur()); // Enter ends it; keys are for the page again
  const button = (text, title, does) => {
    const made = make("button", { type: "button", textContent: text, title, ariaLabel: `${title}: ${name}` });
    made.addEventListener("click", does);
    return made;
  };
  const [first, last] = (mark.span ?? [mark.index, mark.index]).map((index) => numberOf(index, state.preset)).sort((a, b) => a - b);
  const lives = first === last ? `slice ${first}` : `slices ${first}–${last}`;
  const life = make("span", { className: "life" }, lives,
    button("from here", "Lives from the slice that is shown", () => stretch(mark, 0)),
    button("to here", "Lives to the slice that is shown", () => stretch(mark, 1)),
    button("copy", "Copy", (event) => copy(`marks:\n${blocks()[state.marks.indexOf(mark)]}`, event.currentTarget)),
    button("✕", "Delete", () => remove(mark)));
  const jump = button(String(numberOf(mark.index, state.preset)), "Go to its slice", () => {
    state.selected = mark;
    go(numberOf(mark.index, state.preset));
    show();
  });
  const item = make("li", {}, input, make("span", { className: "where", textContent: measured(mark) }), jump, life);
  item.setAttribute("aria-current", String(current));
  return item;
}

// Set one end of a mark's life to the slice that is shown; its own slice stays in it.
function stretch(mark, end) {
  const own = numberOf(mark.index, state.preset);
  const numbers = (mark.span ?? [mark.index, mark.index]).map((index) => numberOf(index, state.preset)).sort((a, b) => a - b);
  numbers[end] = end ? Math.max(own, number()) : Math.min(own, number());
  mark.span = numbers.map((each) => indexOf(each, state.preset));
  show();
}

function remove(mark) {
  state.marks = state.marks.filter((other) => other !== mark);
  if (state.selected === mark) state.selected = null;
  show();
}

async function copy(text, button) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch { // no clipboard for a page from a file in this browser
    const written = make("textarea", { value: text, className: "unseen" });
    document.body.append(written);
    written.select();
    document.execCommand("copy");
    written.remove();
  }
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = before; }, 1200);
}

const copyAll = () => output.value && copy(output.value, element("copy"));

const KEYS = {
  ArrowUp: () => go(number() - 1),
  ArrowDown: () => go(number() + 1),
  ArrowLeft: () => go(number() - 1),
  ArrowRight: () => go(number() + 1),
  PageUp: () => go(number() - 10),
  PageDown: () => go(number() + 10),
  Home: () => go(1),
  End: () => go(COUNT),
  Enter: enter,
  Escape: () => (state.draft ? drop() : choose("scroll")),
  Delete: () => state.selected && remove(state.selected),
  Backspace: () => state.selected && remove(state.selected),
  "+": () => zoomAt(1.25, [canvas.clientWidth / 2, canvas.clientHeight / 2]),
  "=": () => KEYS["+"](),
  "-": () => zoomAt(0.8, [canvas.clientWidth / 2, canvas.clientHeight / 2]),
  0: fit,
  c: copyAll,
  p: () => choosePreset(presets[(presets.indexOf(state.preset) + 1) % presets.length]),
  s: () => choose("scroll"),
  w: () => choose("window"),
  ...Object.fromEntries(Object.entries(TOOLS).map(([tool, { key }]) => [key, () => choose(tool)])),
};
const NUDGES = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (event.ctrlKey || event.metaKey || target.matches("select, textarea, input:not([type=range])")) return;
  if (key === "Enter" && target.matches("button, summary")) return;
  const [columns, rows] = NUDGES[key] ?? [];
  const by = event.altKey ? 10 : 1;
  if (event.shiftKey && columns !== undefined) nudge(columns * by, rows * by);
  else if (KEYS[key] && !event.altKey) KEYS[key]();
  else return;
  event.preventDefault();
});

function fit() {
  state.zoom = 1;
  state.centre = CENTRE;
  refresh();
}

element("preset").append(...presets.map(({ name, label, windowName }) => make("option", { value: name, textContent: `${label} · ${windowName}` })));
element("preset").addEventListener("change", ({ target }) => choosePreset(presets.find(({ name }) => name === target.value)));
slider.max = COUNT;
slider.addEventListener("input", () => go(Number(slider.value)));
element("back").addEventListener("click", () => go(number() - 1));
element("next").addEventListener("click", () => go(number() + 1));
element("fit").addEventListener("click", fit);
element("copy").addEventListener("click", copyAll);
output.addEventListener("focus", () => output.select());
for (const button of document.querySelectorAll("[data-tool]")) {
  const key = TOOLS[button.dataset.tool]?.key ?? button.dataset.key;
  button.setAttribute("aria-keyshortcuts", key.toUpperCase());
  button.title = `${button.textContent} (${key.toUpperCase()})`;
  button.addEventListener("click", () => choose(button.dataset.tool));
}
for (const radio of document.querySelectorAll("[name=anchor]")) {
  radio.disabled = !anchors(0)[radio.value];
  radio.addEventListener("change", () => { state.anchor = radio.value; show(); });
}
new ResizeObserver(refresh).observe(canvas);
choose("scroll");
choosePreset(presets[0]);
go(Math.ceil(COUNT / 2));
