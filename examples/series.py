"""Write the synthetic series that the example cases are about: ``python examples/series.py``."""

from pathlib import Path

from scrollcast.demo.series import write_demo, write_mr_demo

FOLDER = Path(__file__).with_name("series")


def main() -> None:
    """Write a CT and an MR of the same abdomen into ``examples/series``, where they are not there yet."""
    for name, write in (("ct", write_demo), ("mr", write_mr_demo)):
        if not (FOLDER / name).exists():
            write(FOLDER / name)


if __name__ == "__main__":
    main()
