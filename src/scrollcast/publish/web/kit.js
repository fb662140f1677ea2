const data = JSON.parse(document.getElementById("data").textContent);
const say = document.getElementById("said");

function make(name, parts = {}, ...inner) {
  const element = Object.assign(document.createElement(name), parts);
  element.append(...inner);
  return element;
}

async function copy(text, button) {
  const area = make("textarea", { value: text });
  try {
    await navigator.clipboard.writeText(text);
  } catch {  // a page from a file may not be let near the clipboard otherwise
    button.after(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  button.textContent = "Copied";
  say.textContent = "Copied";
  setTimeout(() => { button.textContent = "Copy"; say.textContent = ""; }, 1500);
}

function player(platform) {
  const video = make("video", { controls: true, loop: true, muted: true, playsInline: true, preload: "metadata", src: platform.clip });
  if (platform.stills.length) video.poster = platform.stills[0].file;
  video.setAttribute("aria-label", `Clip for ${platform.called}`);
  return video;
}

function task(step) {
  const item = make("li", {}, step.do + " ");
  step.files.forEach((file) => item.append(make("a", { href: file, textContent: file, download: "" }), " "));
  if (step.text) {
    const button = make("button", { type: "button", textContent: "Copy" });
    button.addEventListener("click", () => copy(step.text, button));
    item.append(make("pre", { textContent: step.text }), button, make("span", { className: "counted", textContent: step.counted }));
  }
  return item;
}

function section(platform) {
  const stills = make("div", { className: "stills" }, ...platform.stills.map((s) => make("img", { src: s.file, alt: s.alt, loading: "lazy" })));
  const warnings = make("ul", { className: "warnings" }, ...platform.warnings.map((w) => make("li", { textContent: w })));
  const steps = make("ol", {}, ...platform.steps.map(task));
  const whole = make("section", { id: platform.name }, make("h2", { textContent: platform.called }), player(platform), steps);
  if (platform.stills.length) whole.append(stills);
  if (platform.warnings.length) whole.append(warnings);
  return whole;
}

document.getElementById("title").textContent = data.title;
document.getElementById("extra").textContent = data.extra;
const review = document.getElementById("review");
review.textContent = data.review;
review.classList.toggle("signed", data.signed);
document.getElementById("nav").append(...data.platforms.map((p) => make("a", { href: `#${p.name}`, textContent: p.called })));
document.getElementById("platforms").append(...data.platforms.map(section));
