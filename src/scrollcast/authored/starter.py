"""A case to start from: every word of it renders, and comments say what else there is."""

from dataclasses import dataclass

from scrollcast.model.settings import Settings

SCHEMA_FILE = "scrollcast.schema.json"


@dataclass(frozen=True, slots=True)
class Start:
    """What a starter case is filled in with.

    Attributes
    ----------
    source : str
        Path of the images from the folder of the case.
    preset : str
        Name of a shipped preset, or the path of a file from the folder of the case.
    alternatives : tuple of str
        Other presets that fit.
    slices : int
        How many there are.
    middle : tuple of 2 ints
        Column and row in the middle of the patient.
    settings : Settings
        Which images of the source, in what order, and the direction of travel.
    title, hook : str
        Of the preset.
    """

    source: str
    preset: str
    alternatives: tuple[str, ...]
    slices: int
    middle: tuple[int, int]
    settings: Settings
    title: str
    hook: str


def starter(start: Start) -> str:
    """Write a starter case with comments: a quiz on the middle slice, and a mark that waits for its place."""
    key = (start.slices + 1) // 2
    reach = max(1, start.slices // 20)
    first, last = max(1, key - reach), min(start.slices, key + reach)
    column, row = start.middle
    others = ", ".join(start.alternatives) or "a file of your own, such as ./mine.yaml"
    return f"""\
# yaml-language-server: $schema={SCHEMA_FILE}
# A scrollcast case. Editors that know YAML schemas complete and explain the words below.
#   1. scrollcast pick case.yaml    a page: click the finding, copy its mark, paste it over "marks" below
#   2. Write the name of the mark into show and say, its slice number into scroll, and your question.
#   3. scrollcast check case.yaml   what is wrong or missing     scrollcast plan case.yaml      what happens when
#      scrollcast preview case.yaml   a quick look               scrollcast render case.yaml    the clip
schema: 1
title: {_text(start.title)}
# history: Cough, 3 months. 60s.      # an age band and the complaint; no exact ages, dates, names or hospitals
source: {_text(start.source)}
{_stack(start.settings)}preset: {_text(start.preset)}          # or {others}
length: 30s                     # 15s, 30s, 60s, or full: every slice at the usual pace

# This series has {start.slices} slices: 1 is where the clip starts, {start.slices} where it ends.
marks:
  finding:
    # Where it is: slice n of the clip and [column, row] in pixels.
    # Instead of slice and at: image: (the PACS number) and at, or mm: [x, y, z] in the patient.
    arrow: {{slice: {key}, at: [{column}, {row}], from: upper-left}}
    # or ring: {{slice: {key}, at: [{column}, {row}], radius: 15 mm}}; or box, outline, label, ruler, spotlight, mask
    label: finding
    slices: [{first}, {last}]            # where it shows

beats:
  - hook: {_text(start.hook)}
  - scroll: {{to: {key}}}
  - quiz:
      ask: What do you see?
      options: [The right answer, A wrong one, Looks normal]
      answer: 1
      think: 5s                 # 3 to 10
  - reveal:
      # window: ct-bone         # a preset, or width/center such as 400/50
      show: [finding]
      say: "Here is the [finding](finding)."
  - scroll
  # - hold: {{seconds: 2, show: [finding], say: Stay on the slice.}}
  # - zoom: finding             # and back: zoom: out
  # - window: 1500/-600         # and back: window: back
  # - compare: {{windows: [400/50, 1500/-600], style: wipe, seconds: 4}}
  - takeaway:
      - One line to take home.

# credit: Whose data it is, and under which licence it came.
# consent: Who agreed to this being shown, or why nobody has to.
# licence: CC BY 4.0
# handle: "@yourhandle"
"""


def _stack(settings: Settings) -> str:
    """Lines for what was asked of the images."""
    said = {
        "series": settings.series,
        "volume": None if settings.volume is None else _text(settings.volume),
        "order": settings.order,
        "allow-gaps": "yes" if settings.allow_gaps else None,
        "face": settings.face,
        "because": _text(settings.because) if settings.because else None,
        "direction": settings.direction,
    }
    return "".join(f"{key}: {value}\n" for key, value in said.items() if value is not None)


def _text(text: str) -> str:
    """A text as YAML takes it: in double quotes, which every special character needs."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
