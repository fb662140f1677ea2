"""``python -m scrollcast``: the same as the command."""

from scrollcast.cli.main import run

if __name__ == "__main__":
    run()
