// The view: what is shown of the stack, and where a pixel is on the screen.

const canvas = document.getElementById("picture");
const CENTRE = [crop.left - 0.5 + crop.columns / 2, crop.top - 0.5 + crop.rows / 2];
const MOST_ZOOM = 12;

const state = {
  index: 0,
  preset: presets[0],
  window: presets[0].window,
  tool: "scroll",
  anchor: "slice",
  zoom: 1,
  centre: CENTRE,
  marks: [],
  selected: null, // a mark
  draft: null, // a mark that lacks points
  loose: null, // where its next point would be
  pointer: null, // the point under the pointer, or under the crosshair that keys move
  crosshair: false,
  loupe: false,
};

const custom = () => state.window !== state.preset.window;
const number = () => numberOf(state.index, state.preset);

function scale() {
  const [wide, high] = [crop.columns * PROPORTION[0], crop.rows * PROPORTION[1]];
  return Math.min(canvas.clientWidth / wide, canvas.clientHeight / high) * state.zoom; // CSS px a pixel
}

function toScreen([column, row]) {
  const size = scale();
  return [
    canvas.clientWidth / 2 + (column - state.centre[0]) * PROPORTION[0] * size,
    canvas.clientHeight / 2 + (row - state.centre[1]) * PROPORTION[1] * size,
  ];
}

function toPoint([x, y]) {
  const size = scale();
  return [
    state.centre[0] + (x - canvas.clientWidth / 2) / (PROPORTION[0] * size),
    state.centre[1] + (y - canvas.clientHeight / 2) / (PROPORTION[1] * size),
  ];
}

// The nearest point that is in the picture.
const within = ([column, row]) => [
  clamp(column, crop.left, crop.left + crop.columns - 1),
  clamp(row, crop.top, crop.top + crop.rows - 1),
];

// Zoom by a factor, with one point staying where it is on the screen.
function zoomAt(factor, at) {
  const before = toPoint(at);
  state.zoom = clamp(state.zoom * factor, 1, MOST_ZOOM);
  const after = toPoint(at);
  moveBy([before[0] - after[0], before[1] - after[1]]);
}

function moveBy([columns, rows]) {
  const size = scale();
  const slack = [
    Math.max(0, crop.columns / 2 - canvas.clientWidth / (2 * PROPORTION[0] * size)),
    Math.max(0, crop.rows / 2 - canvas.clientHeight / (2 * PROPORTION[1] * size)),
  ];
  state.centre = [columns, rows].map((by, axis) =>
    clamp(state.centre[axis] + by, CENTRE[axis] - slack[axis], CENTRE[axis] + slack[axis]));
  refresh();
}

function go(to) {
  state.index = indexOf(clamp(to, 1, COUNT), state.preset);
  refresh();
}

const marksHere = () => state.marks.filter((mark) => mark.index === state.index || (mark.span && inSpan(mark)));
const inSpan = ({ span }) => state.index >= Math.min(...span) && state.index <= Math.max(...span);
