// Drawing: the slice, the letters, the scale bar, the marks, and the loupe over them.

const brush = canvas.getContext("2d", { alpha: false });
const theme = getComputedStyle(document.documentElement);
const colour = (name) => theme.getPropertyValue(`--${name}`);
const FONT = "Inter, system-ui, sans-serif";
const LOUPE = 62; // radius, CSS px
let waiting = false;
let shown = -1; // index of the slice in `picture`

// Draw soon; asked any number of times, once a frame.
function refresh() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(async () => {
    waiting = false;
    describe();
    const { index } = state;
    const grey = await codes(index);
    if (index !== state.index) return; // another slice is on its way
    paint(grey, state.window, slices[index].inverted);
    shown = index;
    draw();
    for (const near of [1, -1, 2, -2, 3, -3]) if (slices[index + near]) codes(index + near);
  });
}

function draw() {
  const dense = window.devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (canvas.width !== Math.round(width * dense) || canvas.height !== Math.round(height * dense)) {
    canvas.width = Math.round(width * dense);
    canvas.height = Math.round(height * dense);
  }
  brush.setTransform(dense, 0, 0, dense, 0, 0);
  scene(width, height);
  letters(covered(width, height));
  bar(covered(width, height));
  if (state.loupe && state.pointer) loupe(width);
  canvas.dataset.shown = String(numberOf(shown, state.preset));
}

function scene(width, height, handles = true) {
  brush.fillStyle = colour("background");
  brush.fillRect(0, 0, width, height);
  const [left, top] = toScreen([crop.left - 0.5, crop.top - 0.5]);
  const [right, bottom] = toScreen([crop.left + crop.columns - 0.5, crop.top + crop.rows - 0.5]);
  brush.imageSmoothingQuality = "high";
  brush.drawImage(picture, left, top, right - left, bottom - top);
  const below = (mark) => Number(mark.tool !== "spotlight"); // what it dims are the pixels, not the marks
  for (const mark of marksHere().sort((a, b) => below(a) - below(b))) drawMark(mark, handles && mark === state.selected);
  if (state.draft?.index === state.index) drawMark({ ...state.draft, points: [...state.draft.points, ...(state.loose ? [state.loose] : [])] }, handles);
  if (state.crosshair && state.pointer) cross(toScreen(state.pointer));
}

// A line with a dark edge, so that it shows on bone and on air.
function stroke(path, tint, width = 2.5) {
  for (const [style, wide] of [["rgb(0 0 0 / 75%)", width + 2.5], [tint, width]]) {
    brush.strokeStyle = style;
    brush.lineWidth = wide;
    brush.lineCap = brush.lineJoin = "round";
    brush.stroke(path);
  }
}

function words(text, x, y, { tint = colour("text"), size = 15, align = "center" } = {}) {
  brush.font = `700 ${size}px ${FONT}`;
  brush.textAlign = align;
  brush.textBaseline = "middle";
  brush.lineJoin = "round";
  brush.strokeStyle = "rgb(0 0 0 / 80%)";
  brush.lineWidth = 4;
  brush.strokeText(text, x, y);
  brush.fillStyle = tint;
  brush.fillText(text, x, y);
}

// The part of the canvas that the slice covers: left, top, right, bottom.
function covered(width, height) {
  const [left, top] = toScreen([crop.left - 0.5, crop.top - 0.5]);
  const [right, bottom] = toScreen([crop.left + crop.columns - 0.5, crop.top + crop.rows - 0.5]);
  return [Math.max(left, 0), Math.max(top, 0), Math.min(right, width), Math.min(bottom, height)];
}

function letters([left, top, right, bottom]) {
  if (!data.sides) return;
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  words(data.sides[0], x, top + 16);
  words(data.sides[1], right - 12, y, { align: "right" });
  words(data.sides[2], x, bottom - 16);
  words(data.sides[3], left + 12, y, { align: "left" });
}

function bar([left, , right, bottom]) {
  if (!SPACING) return;
  const pixel = scale() / Math.min(...SPACING); // CSS px a mm
  const length = [100, 50, 20, 10, 5, 2, 1].find((mm) => mm * pixel <= Math.min((right - left) / 4, 120)) ?? 1;
  const [x, y] = [right - 14, bottom - 16];
  stroke(new Path2D(`M${x - length * pixel} ${y}H${x}`), colour("text"), 3);
  words(length < 10 ? `${length} mm` : `${length / 10} cm`, x - (length * pixel) / 2, y - 14, { size: 12 });
}

function cross([x, y]) {
  stroke(new Path2D(`M${x - 16} ${y}h11M${x + 5} ${y}h11M${x} ${y - 16}v11M${x} ${y + 5}v11`), colour("interface"), 1.5);
}

function drawMark(mark, active) {
  const tint = colour("finding");
  const spots = mark.points.map(toScreen);
  outlined(mark.tool, spots, tint);
  if (active) {
    for (const [x, y] of spots) {
      const handle = new Path2D(); // hollow: what it is on has to be seen
      handle.arc(x, y, 6, 0, 2 * Math.PI);
      stroke(handle, tint, 1.5);
    }
  }
  const said = [mark.label, measured(mark)].filter(Boolean).join(" · ");
  if (said) words(said, ...captionSpot(mark.tool, spots), { tint });
}

function captionSpot(tool, spots) {
  if (tool === "arrow" && spots.length > 1) {
    const [[x, y], [tailX, tailY]] = spots;
    const length = Math.hypot(tailX - x, tailY - y) || 1;
    return [tailX + ((tailX - x) / length) * 18, tailY + ((tailY - y) / length) * 18];
  }
  const reach = tool === "ring" || tool === "spotlight" ? Math.hypot(...spots.at(-1).map((end, axis) => end - spots[0][axis])) : 0;
  const x = reach ? spots[0][0] : spots.reduce((sum, spot) => sum + spot[0], 0) / spots.length;
  const lowest = reach ? spots[0][1] + reach : Math.max(...spots.map((spot) => spot[1]));
  return [x, lowest + 18];
}

function outlined(tool, spots, tint) {
  const [[x, y], second] = spots;
  const path = new Path2D();
  switch (tool) {
    case "arrow":
      if (second) arrow(x, y, second, tint);
      return;
    case "ring":
    case "spotlight":
      if (second) path.arc(x, y, Math.hypot(second[0] - x, second[1] - y), 0, 2 * Math.PI);
      if (second && tool === "spotlight") dim(path);
      break;
    case "box":
      if (second) path.rect(x, y, second[0] - x, second[1] - y);
      break;
    case "label":
      path.arc(x, y, 4, 0, 2 * Math.PI);
      break;
    case "outline":
      curve(path, spots);
      break;
    default:
      spots.forEach((spot, at) => (at ? path.lineTo(...spot) : path.moveTo(...spot)));
      if (tool === "ruler" && second) ticks(path, spots);
  }
  stroke(path, tint);
}

function arrow(x, y, [tailX, tailY], tint) {
  const turn = Math.atan2(y - tailY, x - tailX);
  const wing = (by) => `${x - 15 * Math.cos(turn + by)} ${y - 15 * Math.sin(turn + by)}`;
  stroke(new Path2D(`M${tailX} ${tailY}L${x} ${y}M${wing(0.45)}L${x} ${y}L${wing(-0.45)}`), tint, 3);
}

function dim(hole) {
  const outside = new Path2D();
  outside.rect(0, 0, canvas.clientWidth, canvas.clientHeight);
  outside.addPath(hole);
  brush.fillStyle = "rgb(0 0 0 / 55%)";
  brush.fill(outside, "evenodd");
}

function ticks(path, [[x, y], [endX, endY]]) {
  const turn = Math.atan2(endY - y, endX - x) + Math.PI / 2;
  for (const [tickX, tickY] of [[x, y], [endX, endY]]) {
    path.moveTo(tickX - 7 * Math.cos(turn), tickY - 7 * Math.sin(turn));
    path.lineTo(tickX + 7 * Math.cos(turn), tickY + 7 * Math.sin(turn));
  }
}

// A closed spline through the points (Catmull-Rom).
function curve(path, spots) {
  const at = (n) => spots[(n + spots.length) % spots.length];
  path.moveTo(...spots[0]);
  if (spots.length < 3) spots.slice(1).forEach((spot) => path.lineTo(...spot));
  else {
    spots.forEach((spot, n) => {
      const [before, to, after] = [at(n - 1), at(n + 1), at(n + 2)];
      path.bezierCurveTo(
        spot[0] + (to[0] - before[0]) / 6, spot[1] + (to[1] - before[1]) / 6,
        to[0] - (after[0] - spot[0]) / 6, to[1] - (after[1] - spot[1]) / 6, ...to);
    });
  }
}

// Under a finger nothing is seen: what is there is shown enlarged in the other upper corner.
function loupe(width) {
  const spot = toScreen(state.pointer);
  const centre = [spot[0] < width / 2 ? width - LOUPE - 10 : LOUPE + 10, LOUPE + 10];
  brush.save();
  brush.beginPath();
  brush.arc(...centre, LOUPE, 0, 2 * Math.PI);
  brush.clip();
  brush.translate(...centre);
  brush.scale(2.5, 2.5);
  brush.translate(-spot[0], -spot[1]);
  scene(width, canvas.clientHeight, false);
  brush.restore();
  cross(centre);
  const rim = new Path2D();
  rim.arc(...centre, LOUPE, 0, 2 * Math.PI);
  stroke(rim, colour("muted"), 2);
}
