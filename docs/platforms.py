"""Write the pages in platforms/ from the data, and their pictures from a kit: ``python docs/platforms.py``."""

from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np
from numpy.typing import NDArray

from scrollcast.authored.platforms import platform_names
from scrollcast.model.platform import Platform, Zone
from scrollcast.model.posting import Room
from scrollcast.model.rule import Rule
from scrollcast.model.settings import Settings
from scrollcast.picture.compose import Composer
from scrollcast.picture.guides import draw_guides
from scrollcast.publish.kit import Folder, Kit, kit
from scrollcast.publish.worksheet import Step, steps
from scrollcast.raster.jpeg import jpeg
from scrollcast.rendering import plan

PAGES = Path(__file__).with_name("platforms")
CASE = Path(__file__).parents[1] / "examples/ct-abdomen-quiz/case.yaml"
START, END = "<!-- data -->", "<!-- end -->"
HEIGHT, QUALITY = 560, 82
Picture = NDArray[np.uint8]


def data(platform: Platform) -> str:
    """What the data say of a platform: the clip, what it leaves free, rules, texts, pictures."""
    texts, stills, poll = platform.texts, platform.stills, platform.poll
    width, height = platform.film
    rows = [
        ("caption", " and ".join(map(_room, texts.caption))),
        ("title", _room(texts.title)),
        ("hashtags", str(texts.hashtags)),
        ("alt text of a picture", _room(texts.alt)),
        ("poll", "" if poll is None else f"{poll.options} options of {_room(poll.option)}"),
        ("thread", "a chain of replies" if platform.thread else ""),
        ("covers", ", ".join(stills.covers) or "a frame of the clip"),
        ("pictures in a post", str(stills.slides or "")),
    ]
    return "\n".join(
        (
            f"The clip is {width} x {height}. Free of the interface, on a canvas of 1080 x 1920: "
            f"{_zone(platform.organic)} ({platform.organic.source}); with `--zone strict` {_zone(platform.strict)}.",
            "",
            "| | |",
            "|---|---|",
            *(f"| {name} | {value or 'none'} |" for name, value in rows),
            "",
            f"Texts: {texts.source.says}, checked {texts.source.checked}.",
            "",
            "| rule | asked for | | source |",
            "|---|---|---|---|",
            *map(_rule, platform.rules),
        )
    )


def page(text: str, platform: Platform) -> str:
    """The page with its data as they are now."""
    before, rest = text.split(START, maxsplit=1)
    _, after = rest.split(END, maxsplit=1)
    return f"{before}{START}\n{data(platform)}\n{END}{after}"


def new_page(folder: Folder) -> str:
    """A whole page."""
    name, called = folder.platform.name, folder.platform.called
    todo = "\n".join(f"{number}. {step.do}" for number, step in enumerate(_once(folder), 1))
    return f"""# {called}

![A frame of the clip with what {called} leaves free, and the pictures of the kit]({name}.jpg)

    scrollcast kit examples/ct-abdomen-quiz/case.yaml --to {name} -o kit
    scrollcast verify kit/{name}/clip.mp4 --platform {name}

`kit/kit.html` and `kit/POST.md` have the texts to copy and every file to upload; scrollcast uploads nothing.
In this order:

{todo}

## What it takes

{START}
{END}
"""


def picture(whole: Kit, folder: Folder) -> Picture:
    """A frame with the zone, then covers and slides, in a row."""
    film = plan(CASE, None, Settings(platform=folder.platform.name))
    composer = Composer(film.cleared, film.timeline, film.layout)
    canvas = composer.compose(film.timeline.at(film.frame("quiz"))).copy()
    draw_guides(canvas, film.layout.zone)
    stills = [(whole.path / folder.platform.name / name).read_bytes() for name in _shown(folder)]
    tiles = [_small(data) for data in (jpeg(canvas), *stills)]
    gap = np.full((HEIGHT, 12, 3), 255, np.uint8)
    return np.hstack([part for tile in tiles for part in (tile, gap)][:-1])


def _shown(folder: Folder) -> list[str]:
    """The cover, the question, the answer: what tells the pictures of a kit."""
    names = list(folder.stills)
    covers, slides = ([n for n in names if n.startswith(kind)] for kind in ("cover", "slide"))
    return [*covers[:1], *slides[3:6], *(n for n in names if n.startswith("reveal"))]


def _small(data: bytes) -> Picture:
    image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    width = round(image.shape[1] * HEIGHT / image.shape[0])
    return np.asarray(cv2.resize(image, (width, HEIGHT), interpolation=cv2.INTER_AREA), np.uint8)


def _once(folder: Folder) -> tuple[Step, ...]:
    """Its steps; what is done for every picture alike is told once."""
    return tuple(step for step in steps(folder)[1:] if step.do == "Describe slide-01.jpg." or "slide-" not in step.do)


def _rule(rule: Rule) -> str:
    return f"| {rule.name} | {rule.demand} | {rule.severity} | {rule.source.says} ({rule.source.checked}) |"


def _room(room: Room | None) -> str:
    return "" if room is None else f"{room.most:,} {room.unit}"


def _zone(zone: Zone) -> str:
    box = f"x {zone.left} to {zone.right}, y {zone.top} to {zone.bottom}"
    if zone.cut_bottom == zone.bottom:
        return box
    return f"{box}, below y {zone.cut_bottom} only to x {zone.cut_right}"


def main() -> None:
    """Write a page and a picture for each platform."""
    with TemporaryDirectory() as place:
        whole = kit(CASE, platform_names(), Path(place) / "kit")
        for folder in whole.folders:
            path = PAGES / f"{folder.platform.name}.md"
            path.write_text(page(new_page(folder), folder.platform), encoding="utf-8")
            cv2.imwrite(
                str(PAGES / f"{folder.platform.name}.jpg"), picture(whole, folder), [cv2.IMWRITE_JPEG_QUALITY, QUALITY]
            )


if __name__ == "__main__":
    main()
