"""The process that searches for text: what it finds, and that nothing passes when it fails."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import cv2
import numpy as np
import pytest

from scrollcast.errors import MissingDependencyError, PrivacyRefusal
from scrollcast.privacy import ocr
from scrollcast.privacy.search import COMMAND, Search
from scrollcast.privacy.text import Pictures


def _pictures(words: str = "DOE JANE 4471") -> Pictures:
    """Three noisy pictures of 512 px, each with the same words in the corner."""
    random = np.random.default_rng(0)
    pixels = random.normal(40, 8, (3, 512, 512)).clip(0, 255).astype(np.uint8)
    for picture in pixels:
        cv2.putText(picture, words, (8, 24), cv2.FONT_HERSHEY_SIMPLEX, 0.5, 235, 1, cv2.LINE_AA)
    return Pictures(("one", "two", "three", "median"), pixels, ((0, 1, 2),))


def test_words_are_found_and_read() -> None:
    """In every picture and in their median, at their place, with what they say."""
    search = Search()
    found = search.boxes(_pictures(), 40)
    search.close()
    assert len(found) == 4
    for boxes in found:
        box = max(boxes, key=lambda box: box.chance)
        assert box.left < 12
        assert box.top < 24
        assert box.chance > 0.6
        assert "4471" in box.reading
        assert box.confidence > 0.6


def test_empty_pictures_hold_no_words() -> None:
    """Flat pictures and pure noise give no box of a text line that reads as words."""
    with closing(Search()) as search:
        found = search.boxes(_pictures(""), 40)
    assert not [box for boxes in found for box in boxes if box.chance > 0.5 and len(box.reading) >= 3]


def test_the_process_answers_twice_and_is_gone_afterwards() -> None:
    """It starts when it is needed, keeps its models for another search, and ends when it is told to."""
    search = Search()
    assert search._process is None
    found = search.boxes(_pictures(), 40)
    process = search._process
    assert process is not None
    assert search.boxes(_pictures(), 40) == found
    assert search._process is process
    search.close()
    assert process.poll() is not None
    with pytest.raises(PrivacyRefusal, match="was ended"):
        search.boxes(_pictures(), 40)


@pytest.mark.parametrize(
    ("program", "how"),
    [
        ("import sys; sys.stdin.buffer.read(9); import os; os._exit(3)", "broke off"),
        ("import sys; sys.stdin.buffer.read(9); import time; time.sleep(60)", "took too long"),
        ("raise SystemExit(1)", "broke off"),
        ("print('no json', flush=True)", "broke off"),
    ],
)
def test_a_search_that_fails_refuses(program: str, how: str) -> None:
    """Dead, hung or talking nonsense: refused with exit code 4, never passed."""
    search = Search((sys.executable, "-c", program), patience=2)
    with pytest.raises(PrivacyRefusal, match=how):
        search.boxes(_pictures(), 40)
    assert not search.running


def test_what_is_missing_is_said() -> None:
    """A search that can't be done on this machine ends with exit code 7."""
    search = Search((sys.executable, "-c", 'print(\'{"missing": "It is not installed."}\')'))
    with pytest.raises(MissingDependencyError, match="not installed"):
        search.boxes(_pictures(), 40)


def test_other_models_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model with another digest than the measured one is refused, whatever it might find."""
    monkeypatch.setitem(ocr.DIGESTS, ocr.DETECTOR, "0" * 64)
    with pytest.raises(MissingDependencyError, match="not the one that was measured"):
        ocr.Engine()


def test_the_process_has_no_network() -> None:
    """Sockets are refused in the process, and none of rapidocr's own code is ever loaded."""
    program = (
        "import sys; from scrollcast.privacy import ocr; sys.addaudithook(ocr._refuse_network); ocr.Engine()\n"
        "assert not [name for name in sys.modules if name.startswith(('rapidocr', 'requests', 'urllib3'))]\n"
        "import socket\ntry: socket.create_connection(('127.0.0.1', 9))\nexcept PermissionError: print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "refused", done.stderr
    assert "_refuse_network)" in Path(ocr.__file__).read_text("utf-8")
    assert COMMAND[-1] == "scrollcast.privacy.ocr"


def test_the_process_tells_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No identifier of the machine, no events to be sent later: onnxruntime keeps both, outside of CI, by itself."""
    for name in ("CI", "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "XDG_CACHE_HOME", "ORT_DISABLE_TELEMETRY"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "TMPDIR"):
        monkeypatch.setenv(name, str(tmp_path))
    with closing(Search()) as search:
        search.boxes(_pictures(), 40)
    assert not list(tmp_path.rglob("*"))
