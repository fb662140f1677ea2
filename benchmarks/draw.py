"""Draw the frames of a film and encode none: up to the first one, or all of them into a file.

``python -m benchmarks.draw SOURCE PRESET [RAW]`` prints width, height, rate and number of the frames.
"""

import sys
from pathlib import Path

from scrollcast.picture.compose import Composer
from scrollcast.rendering import plan

if __name__ == "__main__":
    source, preset, *raw = sys.argv[1:]
    film = plan(source, preset)
    composer = Composer(film.cleared, film.timeline, film.layout)
    composer.rehearse()
    drawn = composer.frames()
    if raw:
        with Path(raw[0]).open("wb") as file:
            file.writelines(canvas.buffer.data for canvas in drawn)
    else:
        next(drawn)
    print(film.reel.width, film.reel.height, film.reel.rate.fps, film.reel.frames)
