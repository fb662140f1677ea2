// All that will be public, laid out for a person: questions, words, marked places, frames, checks.

const data = JSON.parse(document.getElementById("data").textContent);
const element = (id) => document.getElementById(id);

function make(kind, properties = {}, ...children) {
  const made = Object.assign(document.createElement(kind), properties);
  made.append(...children);
  return made;
}

function picture(jpeg, alt) {
  return make("img", { src: "data:image/jpeg;base64," + jpeg, alt, loading: "lazy", decoding: "async" });
}

function rows(table, lines) {
  for (const cells of lines) table.append(make("tr", {}, ...cells.map((cell) => make("td", {}, cell))));
}

// What is asked, and how much of it has been answered; nothing is kept, the sign-off is a command.
const boxes = data.questions.map((question) => {
  const box = make("input", { type: "checkbox" });
  element("questions").append(make("li", {}, make("label", {}, box, question)));
  box.addEventListener("change", count);
  return box;
});

function count() {
  const left = boxes.filter((box) => !box.checked).length;
  element("count").textContent = left ? left + " of " + boxes.length + " still open" : "All answered.";
}

count();
const clip = data.clip;
element("clip").textContent = clip ? clip.name + ", SHA-256 " + clip.sha256 : "Drawn from the case; no clip yet.";
element("sign").textContent = "Then sign for the clip: scrollcast review " + (clip ? clip.name : "CLIP.mp4")
  + ' --reviewed-by "your name". The sign-off holds for these very bytes.';

rows(element("texts"), [
  ...data.texts.map(({ place, text }) => [make("span", { className: "place" }, place), text]),
  ...data.missing.map((key) => [make("span", { className: "place" }, key), make("b", {}, "The case does not say.")]),
]);
if (clip) element("texts").append(make("caption", { className: "none" }, "Not known: this is a page of a clip alone."));

// Each picture with every box on it; a percentage of the picture is right at any size.
function marked({ name, jpeg }) {
  const { rows: high, columns: wide, boxes: found } = data.places;
  const whole = make("div", { className: "whole" }, picture(jpeg, name));
  found.forEach((box, index) => {
    const mark = make("div", { className: "box", title: box.why }, make("span", {}, String(index + 1)));
    mark.style.left = 100 * box.left / wide + "%";
    mark.style.top = 100 * box.top / high + "%";
    mark.style.width = 100 * box.width / wide + "%";
    mark.style.height = 100 * box.height / high + "%";
    whole.append(mark);
  });
  return make("figure", {}, whole, make("figcaption", {}, name));
}

if (data.places) {
  element("places").append(...data.places.pictures.map(marked));
  const why = data.places.boxes.map((box, index) => make("li", {}, index + 1 + ": " + box.why));
  element("places").append(why.length ? make("ul", {}, ...why) : make("p", { className: "none" }, "None was found."));
} else {
  element("places").append(make("p", { className: "none" }, "Not known: this is a page of a clip alone."));
}

// A film that scrolls is the volume: anyone can build its surface again.
if (data.surfaces) {
  element("surfaces").append(...data.surfaces.map(({ name, jpeg }) =>
    make("figure", {}, picture(jpeg, name), make("figcaption", {}, name))));
  if (!data.surfaces.length) element("surfaces").append(make("p", { className: "none" }, "Not known: the slices have no positions."));
} else {
  element("surfaces").append(make("p", { className: "none" }, "Not known: this is a page of a clip alone."));
}

for (const frame of data.frames) {
  element("frames").append(make("figure", {}, picture(frame.jpeg, "Frame at " + frame.at), make("figcaption", {}, frame.at)));
}

rows(element("checks"), data.checks.map(({ check, version, found }) => [check + " " + version, found]));
element("notes").append(...data.notes.map((note) => make("li", {}, note)));
