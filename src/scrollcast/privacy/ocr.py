"""Find and read text in grey pictures, in a process of its own. The only module that imports onnxruntime.

Started as ``python -P -m scrollcast.privacy.ocr`` by `reading`: one JSON line and pixels in, one JSON line out. The
models are those of rapidocr's wheel, taken as files: none of its code runs, and nothing can be downloaded.
"""

import hashlib
import json
import os
import sys
from dataclasses import asdict, dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

import cv2
import numpy as np
from numpy.typing import NDArray

from scrollcast.errors import MissingDependencyError

Grey = NDArray[np.uint8]
Chance = NDArray[np.float32]

DETECTOR, READER = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
DIGESTS = {  # SHA-256; the rule of `text` was measured with these models
    DETECTOR: "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
    READER: "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
}
_STEP = 32  # the detector halves a picture five times
_USUAL_SIDE, _LEAST_SIDE, _MOST_SIDE = 640, 320, 960  # as the detector takes a picture
_TEXT = 0.3  # chance above which a sample belongs to text
_THIN = 3  # samples; a lower box holds no line of text
_LINE = 48  # height of a line of text as the reader takes it
_NICE = 5
_MOST_BOXES = 40  # of one picture, the likeliest first


@dataclass(frozen=True, slots=True)
class Box:
    """Where a picture seems to hold a line of text.

    Attributes
    ----------
    left, top, width, height : float
        Upright box, px of the picture.
    short, long : float
        Sides of the smallest box at any angle, px.
    chance : float
        Mean of the detector's chance within the outline, 0 to 1.
    reading : str
        What the reader makes of it; may be empty.
    confidence : float
        Of the reading, 0 to 1.
    """

    left: float
    top: float
    width: float
    height: float
    short: float
    long: float
    chance: float
    reading: str = ""
    confidence: float = 0.0


class Engine:
    """The two models, loaded and checked.

    Raises
    ------
    MissingDependencyError
        Where onnxruntime or the models are not installed, or are not those that were measured.
    """

    def __init__(self) -> None:
        self._detector, self._reader = (_session(name) for name in (DETECTOR, READER))
        listed = self._reader.get_modelmeta().custom_metadata_map["character"]
        self._characters = ["", *listed.split("\n"), " "]

    def search(self, pictures: list[Grey], groups: list[list[int]], tallest: float) -> list[list[Box]]:
        """Find text in pictures of the same place, and read it.

        Parameters
        ----------
        pictures : list of ndarray, shape (H, W), uint8
            All of one size.
        groups : list of list of int
            Indices of pictures whose median chance is looked at as well: what stays put in most of them.
        tallest : float
            Height in px above which a box is no line of text and is not read.

        Returns
        -------
        list of list of Box
            For each picture, then for each group, which is read in its middle picture.
        """
        chances = [self._chance(picture) for picture in pictures]
        medians = [np.median([chances[index] for index in group], axis=0) for group in groups]
        shown = [*pictures, *(pictures[group[len(group) // 2]] for group in groups)]
        return [
            [box if box.short > tallest else self._read(picture, box) for box in _boxes(chance, picture.shape)]
            for chance, picture in zip((*chances, *medians), shown, strict=True)
        ]

    def _read(self, picture: Grey, box: Box) -> Box:
        patch = _patch(picture, box)
        width = int(np.clip(np.ceil(patch.shape[1] * _LINE / patch.shape[0]), _LINE, 25 * _LINE))
        line = np.asarray(cv2.resize(patch, (width, _LINE), interpolation=cv2.INTER_CUBIC), np.uint8)
        likely = self._reader.run(None, {"x": _tensor(line)})[0][0]
        best, confidence = likely.argmax(axis=1), likely.max(axis=1)
        kept = (best > 0) & np.append(True, best[1:] != best[:-1])
        if not kept.any():
            return box
        said = "".join(self._characters[index] for index in best[kept])
        return replace(box, reading=said, confidence=float(confidence[kept].mean()))

    def _chance(self, picture: Grey) -> Chance:
        """Chance of text at each sample of a grid of multiples of 32."""
        longer = max(picture.shape)
        least = min(_USUAL_SIDE, max(_LEAST_SIDE, 2.5 * longer))
        scale = float(np.clip(1.25 * longer, least, _MOST_SIDE)) / longer
        rows, columns = (max(_STEP, round(side * scale / _STEP) * _STEP) for side in picture.shape)
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        sampled = np.asarray(cv2.resize(picture, (columns, rows), interpolation=how), np.uint8)
        return np.asarray(self._detector.run(None, {"x": _tensor(sampled)})[0][0, 0], np.float32)


def _session(name: str) -> Any:
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # else the library, from 1.29 on, tells its maker of each session
    try:
        import onnxruntime  # noqa: PLC0415
    except ImportError:
        raise _missing("onnxruntime is not installed") from None
    package = find_spec("rapidocr")
    if package is None or not package.submodule_search_locations:
        raise _missing("rapidocr, which carries the models, is not installed")
    model = Path(package.submodule_search_locations[0], "models", name)
    content = model.read_bytes() if model.is_file() else b""
    if hashlib.sha256(content).hexdigest() != DIGESTS[name]:
        raise _missing(f"the model {name} is not the one that was measured")
    onnxruntime.disable_telemetry_events()  # Windows, which does not look at the environment
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])


def _missing(what: str) -> MissingDependencyError:
    return MissingDependencyError(
        f"Burned-in text can't be looked for, because {what}. Install scrollcast again; nothing is published unchecked."
    )


def _tensor(picture: Grey) -> Chance:
    """A picture as both models take it: shape (1, 3, H, W), -1 to 1."""
    return np.broadcast_to(picture.astype(np.float32) / 127.5 - 1, (1, 3, *picture.shape)).copy()


def _boxes(chance: Chance, shape: tuple[int, ...]) -> list[Box]:
    contours, _ = cv2.findContours((chance > _TEXT).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    down, across = shape[0] / chance.shape[0], shape[1] / chance.shape[1]
    found = []
    for contour in contours:
        short, long = sorted(cv2.minAreaRect(contour)[1])
        if short < _THIN:
            continue
        left, top, width, height = cv2.boundingRect(contour)
        inside = np.s_[top : top + height, left : left + width]
        outline = np.zeros((height, width), np.uint8)
        cv2.drawContours(outline, [contour], -1, 1, cv2.FILLED, offset=(-left, -top))
        found.append(
            Box(
                *(left * across, top * down, width * across, height * down, short * across, long * across),
                chance=float(chance[inside][outline > 0].mean()),
            )
        )
    return sorted(found, key=lambda box: -box.chance)[:_MOST_BOXES]


def _patch(picture: Grey, box: Box) -> Grey:
    """The part of a picture under a box with the room that the detector shaves off, upright."""
    room = max(2.0, 0.6 * box.short)
    top, left = max(0, round(box.top - room)), max(0, round(box.left - room))
    patch = picture[top : round(box.top + box.height + room), left : round(box.left + box.width + room)]
    return np.ascontiguousarray(np.rot90(patch, -1)) if box.height > 2 * box.width else np.ascontiguousarray(patch)


def main() -> None:
    """Answer requests until stdin ends."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    sys.addaudithook(_refuse_network)
    _give_way()
    try:
        engine = Engine()
    except MissingDependencyError as error:
        _say(answers, {"missing": str(error)})
        return
    while line := requests.readline():
        request = json.loads(line)
        count, rows, columns = request["shape"]
        pixels = np.frombuffer(requests.read(count * rows * columns), np.uint8).reshape(count, rows, columns)
        found = engine.search(list(pixels), request["groups"], request["tallest"])
        _say(answers, {"boxes": [[asdict(box) for box in boxes] for boxes in found]})


def _give_way() -> None:
    """Let the film be drawn and encoded first."""
    if hasattr(os, "nice"):
        os.nice(_NICE)
    cv2.setNumThreads(1)


def _refuse_network(event: str, _arguments: tuple[Any, ...]) -> None:
    if event.startswith("socket."):
        raise PermissionError("this process has no business with the network")


def _say(answers: BinaryIO, reply: dict[str, Any]) -> None:
    answers.write(json.dumps(reply).encode("ascii") + b"\n")
    answers.flush()


if __name__ == "__main__":
    main()
