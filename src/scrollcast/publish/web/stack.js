// The stack: slices, windows, and where a pixel lies in the patient.
// A point is [column, row], counted from the centre of the first pixel of the slice as stored; an index is that of the
// data, a number is 1..N in the preset's direction of travel.

const data = JSON.parse(document.getElementById("data").textContent);
const { crop, slices, presets, levels } = data;
const COUNT = slices.length;
const SPACING = slices[0].spacing; // [between rows, between columns], mm
const PROPORTION = SPACING ? [SPACING[1] / Math.min(...SPACING), SPACING[0] / Math.min(...SPACING)] : [1, 1];
const KEPT = 64; // decoded slices: 15 MB at 512 x 512

const clamp = (value, least, most) => Math.min(Math.max(value, least), most);
const numberOf = (index, preset) => (preset.rising ? index + 1 : COUNT - index);
const indexOf = (number, preset) => (preset.rising ? number - 1 : COUNT - number);

// Position in the patient, mm LPS (PS3.3 C.7.6.2.1.1); null where the header does not say.
function position(index, [column, row]) {
  const { position: origin, orientation, spacing } = slices[index];
  if (!origin || !spacing) return null;
  return origin.map((start, axis) => start + orientation[axis] * column * spacing[1] + orientation[axis + 3] * row * spacing[0]);
}

// From one point to another along the columns and down the rows, in mm, or in pixels where there is no spacing.
const apart = ([c1, r1], [c2, r2]) => [(c2 - c1) * (SPACING ? SPACING[1] : 1), (r2 - r1) * (SPACING ? SPACING[0] : 1)];
const distance = (from, to) => Math.hypot(...apart(from, to));

// Grey of a modality value, 0 to 1 (PS3.3 C.11.2.1.2 and C.11.2.1.3).
function voi(value, { width, center, function: shape }) {
  if (shape === "SIGMOID") return 0.5 * (1 + Math.tanh((2 * (value - center)) / width));
  if (shape === "LINEAR_EXACT") return clamp((value - center) / width + 0.5, 0, 1);
  if (width <= 1) return value > center - 0.5 ? 1 : 0;
  return clamp((value - (center - 0.5)) / (width - 1) + 0.5, 0, 1);
}

const decoded = new Map(); // index -> promise of codes; the one used last is last

function codes(index) {
  const waiting = decoded.get(index) ?? decode(index);
  decoded.delete(index);
  decoded.set(index, waiting);
  if (decoded.size > KEPT) decoded.delete(decoded.keys().next().value);
  return waiting;
}

async function decode(index) {
  const image = new Image();
  image.src = `data:image/jpeg;base64,${slices[index].jpeg}`;
  await image.decode();
  const [width, height] = data.size;
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0);
  const rgba = context.getImageData(0, 0, width, height).data;
  return Uint8Array.from({ length: width * height }, (_, at) => rgba[4 * at]);
}

const picture = Object.assign(document.createElement("canvas"), { width: data.size[0], height: data.size[1] });
const painter = picture.getContext("2d", { alpha: false });
const painted = painter.createImageData(...data.size);
const pixels = new Uint32Array(painted.data.buffer);

// Draw a slice into `picture` through a window.
function paint(grey, window, inverted) {
  const table = Uint32Array.from(levels, (value) => {
    const shade = voi(value, window);
    return 0xff000000 | (Math.round(255 * (inverted ? 1 - shade : shade)) * 0x010101);
  });
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = table[grey[at]];
  painter.putImageData(painted, 0, 0);
}
