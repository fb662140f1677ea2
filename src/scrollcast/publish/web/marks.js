// Marks: what they are made of, and how they are written in a case file.

const WAYS = ["top", "upper-right", "right", "lower-right", "bottom", "lower-left", "left", "upper-left"];
const RESERVED = /^(true|false|yes|no|on|off|null|y|n)$/i;
const PLAIN = /^\p{L}[\p{L}\p{N} _-]*$/u;

// points: how many it takes; single: the rest of the points may be left to us; whole: its first point carries the rest.
const TOOLS = {
  arrow: { key: "a", points: 2, single: true, whole: true, hint: "Press on the finding. A mouse drags to where the arrow comes from; a finger aims, and drags the tail afterwards." },
  ring: { key: "r", points: 2, single: true, whole: true, hint: "Drag from the centre of the ring to its edge." },
  box: { key: "b", points: 2, hint: "Drag from one corner to the other." },
  outline: { key: "o", points: Infinity, hint: "Draw around the finding, or click along its edge and end with Enter." },
  ruler: { key: "m", points: 2, hint: "Drag from end to end." },
  angle: { key: "g", points: 3, hint: "Click an end, the vertex, and the other end." },
  label: { key: "l", points: 1, hint: "Click the place that gets a name." },
  spotlight: { key: "d", points: 2, single: true, whole: true, hint: "Drag from the centre to the edge: all outside is dimmed." },
};

const short = (value, digits = 1) => String(Number(value.toFixed(digits)) + 0); // + 0: no minus zero
const listed = (numbers) => `[${numbers.map((number) => short(number)).join(", ")}]`;

// Add the point that a click alone leaves open: an arrow comes from the upper left, a circle has 10 mm.
function complete(mark) {
  const { points, tool } = mark;
  if (points.length < 2 && TOOLS[tool].single) {
    const by = tool === "arrow" ? -48 / scale() : (SPACING ? 10 / Math.min(...SPACING) : 12) / Math.SQRT2;
    points.push(points[0].map((start, axis) => start + by / PROPORTION[axis]));
  }
  return mark;
}

// Where an arrow comes from, degrees clockwise from the top of the screen.
function degrees([tip, tail]) {
  const [along, down] = apart(tip, tail);
  return ((Math.atan2(along, -down) * 180) / Math.PI + 360) % 360;
}

function angle([first, vertex, last]) {
  const [[ax, ay], [bx, by]] = [apart(vertex, first), apart(vertex, last)];
  return (Math.abs(Math.atan2(ax * by - ay * bx, ax * bx + ay * by)) * 180) / Math.PI;
}

function way(points) {
  const from = degrees(points);
  const nearest = Math.round(from / 45);
  return Math.abs(from - 45 * nearest) <= 8 ? WAYS[nearest % 8] : String(Math.round(from));
}

// What is measured, in words; empty where there is nothing to measure.
function measured({ tool, points }) {
  if (tool === "ruler" && SPACING && points.length > 1) return `${short(distance(...points))} mm`;
  if (tool === "angle" && points.length > 2) return `${short(angle(points), 0)}°`;
  if ((tool === "ring" || tool === "spotlight") && points.length > 1) return radius(points);
  return "";
}

const radius = (points) => `${short(Math.max(distance(...points), 0.1))} ${SPACING ? "mm" : "px"}`;

// The anchors that the mark can be written with.
function anchors(index) {
  const { image } = slices[index];
  return { slice: true, image: image !== null && image > 0, mm: position(index, [0, 0]) !== null };
}

function shape(mark, preset, wanted) {
  const { index, points, tool } = mark;
  const kind = anchors(index)[wanted] ? wanted : "slice";
  const single = tool === "label" || TOOLS[tool].single;
  const places = (single ? points.slice(0, 1) : points).map((point) => listed(kind === "mm" ? position(index, point) : point));
  const written = single ? places[0] : `[${places.join(", ")}]`;
  const words = kind === "mm" ? [`mm: ${written}`] : [
    `${kind}: ${kind === "slice" ? numberOf(index, preset) : slices[index].image}`,
    `${single ? "at" : "points"}: ${written}`,
  ];
  if (tool === "arrow") words.push(`from: ${way(points)}`);
  if (tool === "ring" || tool === "spotlight") words.push(`radius: ${radius(points)}`);
  if (tool === "outline") words.push("smooth: true");
  if (tool === "label") words.push(`text: ${quoted(mark.label || "label")}`);
  return [`${tool}: {${words.join(", ")}}`, `# ${resolved(mark, preset, kind)}`];
}

// What the anchor comes to in the other ways of saying it.
function resolved({ index, points, ...mark }, preset, kind) {
  const number = `slice ${numberOf(index, preset)} of ${COUNT}`;
  const said = [preset.direction ? `${preset.name}, ${preset.direction}` : preset.name];
  if (kind !== "slice") said.push(number);
  if (kind !== "image" && slices[index].image !== null) said.push(`image ${slices[index].image}`);
  if (kind === "mm") said.push(`at ${listed(points[0])}`);
  if (kind !== "mm" && position(index, points[0])) said.push(`mm ${listed(position(index, points[0]))} LPS`);
  if (mark.tool === "ruler" || mark.tool === "angle") said.push(measured({ points, ...mark }));
  return said.filter(Boolean).join("; ");
}

const quoted = (text) => (PLAIN.test(text) && !RESERVED.test(text) ? text : JSON.stringify(text));

// Names of marks: from their labels, made unique.
function names(marks) {
  const taken = new Set();
  return marks.map(({ label, tool }) => {
    const stem = label.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 36) || tool;
    let name = stem;
    for (let n = 2; taken.has(name); n += 1) name = `${stem}-${n}`;
    taken.add(name);
    return name;
  });
}

function yaml(mark, name, preset, wanted) {
  const lines = shape(mark, preset, wanted);
  if (mark.label && mark.tool !== "label") lines.push(`label: ${quoted(mark.label)}`);
  if (mark.span) {
    const numbers = mark.span.map((index) => numberOf(index, preset)).sort((a, b) => a - b);
    lines.push(`slices: [${numbers.join(", ")}]`);
  }
  return `  ${quoted(name)}:\n${lines.map((line) => `    ${line}\n`).join("")}`;
}
