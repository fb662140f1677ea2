// Hands: mouse, finger, wheel and keys, on the picture.

const SLOP = 4; // CSS px that a click may wander
const fingers = new Map(); // pointer id -> [x, y]
let press = null; // what the first pointer is doing
let pinch = null;
let wheeled = 0;

const spotOf = (event) => {
  const box = canvas.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
};
const span = ([[x1, y1], [x2, y2]]) => Math.hypot(x2 - x1, y2 - y1);
const middle = ([[x1, y1], [x2, y2]]) => [(x1 + x2) / 2, (y1 + y2) / 2];

// The handle of a mark near a place on the screen, and how far the pointer is off it.
function handleAt(spot, reach) {
  const marks = state.marks.filter((mark) => mark.index === state.index);
  const handles = marks.flatMap((mark) => mark.points.map((point, at) => ({ mark, at, away: span([toScreen(point), spot]) })));
  const near = handles.filter(({ away }) => away <= reach).sort((a, b) => a.away - b.away)[0];
  if (!near) return null;
  const [x, y] = toScreen(near.mark.points[near.at]);
  return { ...near, off: [x - spot[0], y - spot[1]] };
}

canvas.addEventListener("pointerdown", (event) => {
  canvas.focus({ preventScroll: true });
  canvas.setPointerCapture(event.pointerId);
  const spot = spotOf(event);
  fingers.set(event.pointerId, spot);
  if (fingers.size === 2) return startPinch();
  if (fingers.size > 2) return;
  const finger = event.pointerType === "touch";
  const handle = TOOLS[state.tool] || event.button ? null : handleAt(spot, finger ? 24 : 10);
  state.crosshair = false;
  canvas.parentElement.classList.add("pressed");
  press = { start: spot, last: spot, finger, moved: false, handle, does: intent(event), number: number(), window: state.window };
  if (handle) {
    state.selected = handle.mark;
    show();
  } else if (press.does === "draw") placePoint(within(toPoint(spot)));
  aim(spot, finger && (handle || press.does === "draw"));
});

function intent(event) {
  if (event.button === 2) return "window";
  if (event.button === 1 || event.shiftKey) return "move";
  return TOOLS[state.tool] ? "draw" : state.tool;
}

canvas.addEventListener("pointermove", (event) => {
  const spot = spotOf(event);
  if (fingers.has(event.pointerId)) fingers.set(event.pointerId, spot);
  if (pinch) return movePinch();
  if (!press) return hover(spot);
  press.moved ||= span([press.start, spot]) > SLOP;
  if (press.moved) drag(spot);
  press.last = spot;
  aim(press.handle ? [spot[0] + press.handle.off[0], spot[1] + press.handle.off[1]] : spot, state.loupe);
});

function hover(spot) {
  if (state.draft) state.loose = within(toPoint(spot));
  canvas.classList.toggle("handle", !TOOLS[state.tool] && Boolean(handleAt(spot, 10)));
  aim(spot, false);
}

function aim(spot, enlarged) {
  state.pointer = within(toPoint(spot));
  state.loupe = Boolean(enlarged);
  refresh();
}

function drag(spot) {
  const [dx, dy] = [spot[0] - press.start[0], spot[1] - press.start[1]];
  if (press.handle) return moveHandle(press.handle, [spot[0] + press.handle.off[0], spot[1] + press.handle.off[1]]);
  if (press.does === "draw") return drawOn(within(toPoint(spot)));
  if (press.does === "scroll") return go(press.number + Math.round(dy / clamp(canvas.clientHeight / COUNT, 4, 16)));
  if (press.does === "window") {
    const { width, center } = press.window;
    const least = press.window.function === "LINEAR" ? 1 : width / 1000;
    return look({ ...press.window, width: Math.max(width * 1.006 ** dx, least), center: center + dy * width * 0.003 });
  }
  const [from, to] = [toPoint(press.last), toPoint(spot)];
  return moveBy([from[0] - to[0], from[1] - to[1]]);
}

function moveHandle({ mark, at }, spot) {
  const to = within(toPoint(spot));
  const by = [to[0] - mark.points[at][0], to[1] - mark.points[at][1]];
  const all = at === 0 && TOOLS[mark.tool].whole;
  mark.points = mark.points.map((point, n) => (all || n === at ? [point[0] + by[0], point[1] + by[1]] : point));
  show();
}

function placePoint(point) {
  if (state.draft?.index !== state.index) {
    state.draft = { tool: state.tool, index: state.index, points: [point], label: "", span: null };
    return;
  }
  const { points } = state.draft;
  if (state.draft.tool === "outline" && points.length > 2 && span([toScreen(points[0]), toScreen(point)]) < 14) return finish();
  if (span([toScreen(points.at(-1)), toScreen(point)]) > SLOP) points.push(point);
  state.loose = null;
}

function drawOn(point) {
  if (!state.draft) return;
  const { tool, points } = state.draft;
  if (press.finger && tool === "arrow") points[0] = point; // aimed with the loupe; its tail is a handle afterwards
  else if (tool === "outline") {
    if (span([toScreen(points.at(-1)), toScreen(point)]) > 18) points.push(point);
  } else if (points.length < TOOLS[tool].points) state.loose = point;
  else points[points.length - 1] = point;
}

canvas.addEventListener("pointerup", (event) => {
  fingers.delete(event.pointerId);
  if (pinch) return endPinch();
  if (press?.does === "draw" && !press.handle) lift(press.moved);
  rest();
});

function rest() {
  press = null;
  state.loupe = false;
  canvas.parentElement.classList.remove("pressed");
  refresh();
}

// A finger or button is up: the draft may be done.
function lift(moved) {
  if (!state.draft) return;
  const { tool, points } = state.draft;
  if (moved && state.loose) points.push(state.loose);
  state.loose = null;
  const drawn = tool === "outline" && moved && points.length > 2;
  if (drawn || points.length >= TOOLS[tool].points || TOOLS[tool].single) finish();
}

function finish() {
  const { draft } = state;
  if (!draft || (draft.tool === "outline" && draft.points.length < 3)) return;
  if (draft.tool !== "outline" && draft.points.length < TOOLS[draft.tool].points && !TOOLS[draft.tool].single) return;
  state.marks.push(complete(draft));
  state.selected = draft;
  state.draft = state.loose = null;
  choose("scroll");
  show();
}

function drop() {
  state.draft = state.loose = null;
  refresh();
}

canvas.addEventListener("pointercancel", (event) => {
  fingers.delete(event.pointerId);
  pinch = null;
  drop();
  rest();
});
canvas.addEventListener("pointerleave", () => {
  if (!press && !state.crosshair) state.pointer = state.loose = null;
  refresh();
});
canvas.addEventListener("contextmenu", (event) => event.preventDefault());
canvas.addEventListener("dblclick", (event) => {
  if (state.draft) return finish();
  if (state.tool === "scroll" && !handleAt(spotOf(event), 10)) zoomAt(state.zoom > 1 ? 1 / state.zoom : 3, spotOf(event));
});

function startPinch() {
  if (press && !press.moved && press.does === "draw" && !press.handle) drop(); // the first finger meant no point
  rest();
  pinch = [...fingers.values()];
}

function movePinch() {
  const now = [...fingers.values()];
  if (now.length < 2) return;
  const [from, to] = [toPoint(middle(pinch)), toPoint(middle(now))];
  moveBy([from[0] - to[0], from[1] - to[1]]);
  zoomAt(span(now) / Math.max(span(pinch), 1), middle(now));
  pinch = now;
}

function endPinch() {
  if (!fingers.size) pinch = null;
}

canvas.addEventListener("wheel", (event) => {
  event.preventDefault();
  const by = event.deltaY * [1, 33, 400][event.deltaMode];
  if (event.ctrlKey || event.metaKey) return zoomAt(1.003 ** -clamp(by, -120, 120), spotOf(event));
  const notches = Math.abs(by) >= 50; // a wheel; a touchpad sends many small steps
  wheeled = notches ? 0 : wheeled + by;
  const steps = notches ? Math.sign(by) * Math.max(1, Math.round(Math.abs(by) / 120)) : Math.trunc(wheeled / 24);
  wheeled -= notches ? 0 : steps * 24;
  if (steps) go(number() + steps);
}, { passive: false });

// Move the crosshair by pixels of the slice; the first time it appears in the middle.
function nudge(columns, rows) {
  const from = state.crosshair && state.pointer ? state.pointer : state.centre.map(Math.round);
  state.pointer = state.crosshair ? within([from[0] + columns, from[1] + rows]) : within(from);
  state.crosshair = true;
  if (state.draft) state.loose = state.pointer;
  refresh();
}

// What Enter does: the same as a click at the crosshair, or the end of an outline.
function enter() {
  if (!TOOLS[state.tool] || !state.crosshair || !state.pointer) return finish();
  const last = state.draft?.points.at(-1);
  if (last && span([toScreen(last), toScreen(state.pointer)]) <= SLOP) return TOOLS[state.tool].single || state.tool === "outline" ? finish() : undefined;
  placePoint(state.pointer);
  if (state.draft && state.draft.points.length >= TOOLS[state.draft.tool].points) finish();
  return refresh();
}
