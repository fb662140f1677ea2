"""Make the picture in the README from the demo: ``python docs/picture.py``."""

from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np
from numpy.typing import NDArray

from scrollcast.demo.case import demo_case
from scrollcast.demo.series import write_demo
from scrollcast.model.overlay import Answer, Card, Mark, Question
from scrollcast.picture.compose import Composer
from scrollcast.raster.png import png
from scrollcast.rendering import Film, plan

HEIGHT = 620


def moments(film: Film) -> list[int]:
    """Frames to show: early in the scroll, then in the middle of what else happens."""
    kinds = {
        kind: next(cue.span for cue in film.timeline.cues if isinstance(cue.overlay, kind))
        for kind in (Question, Answer, Mark, Card)
    }
    question, answer, mark, card = (kinds[kind] for kind in (Question, Answer, Mark, Card))
    return [
        question.start // 3,
        (question.start + question.stop) // 2,
        (answer.start + answer.stop) // 2,
        mark.start + 60,
        card.stop - 1,
    ]


def tile(film: Film, frame: int) -> NDArray[np.uint8]:
    """One frame, small, without the empty rows that belong to the platform's own interface."""
    canvas = Composer(film.cleared, film.timeline, film.layout).compose(film.timeline.at(frame))
    picture = cv2.imdecode(np.frombuffer(png(canvas), np.uint8), cv2.IMREAD_COLOR)[180:1560]
    width = round(picture.shape[1] * HEIGHT / picture.shape[0])
    return np.asarray(cv2.resize(picture, (width, HEIGHT), interpolation=cv2.INTER_AREA), np.uint8)


def main() -> None:
    """Write demo.png beside this file."""
    with TemporaryDirectory() as folder:
        write_demo(Path(folder))
        film = plan(folder, "ct-abdomen", case=demo_case())
    gap = np.full((HEIGHT, 10, 3), 255, np.uint8)
    row = [part for frame in moments(film) for part in (tile(film, frame), gap)][:-1]
    cv2.imwrite(str(Path(__file__).with_name("demo.png")), np.hstack(row))


if __name__ == "__main__":
    main()
