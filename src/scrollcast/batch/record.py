"""What is kept beside the clips of a batch: which inputs a clip was made from, as a keyed digest, and what it is."""

import base64
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from scrollcast.batch.places import deliver, is_url, joined, make_folder, read
from scrollcast.batch.task import Made
from scrollcast.errors import InputError

FOLDER = ".scrollcast"
_SCHEMA = 1
_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of the clip of a case.

    Attributes
    ----------
    inputs : str
        Keyed digest of all that it was made from; holds no path and no identifier.
    made : Made
    before : str or None
        Digest of the clip that this one is to replace: a worker may end between the record and the clip.
    """

    inputs: str
    made: Made
    before: str | None = None

    @property
    def clips(self) -> set[str | None]:
        """Digests of clips that this batch has made, now or before."""
        return {self.made.digest, self.before}


def recall(out: str, name: str) -> Record | None:
    """The record of a case; None where there is none, or where it is damaged."""
    with suppress(InputError, OSError, ValueError, KeyError, TypeError):
        kept: dict[str, Any] = json.loads(read(_place(out, name), _LARGEST))
        if kept.pop("schema") == _SCHEMA:
            made = kept["made"]
            poster = base64.b64decode(made.pop("poster"))
            notes = tuple(made.pop("notes"))
            return Record(kept["inputs"], Made(**made, notes=notes, poster=poster), kept["before"])
    return None


def keep(out: str, name: str, record: Record, folder: Path) -> None:
    """Write the record of a case, before its clip gets its name. Raises OutputError where it can't be written.

    Parameters
    ----------
    out, name : str
    record : Record
    folder : Path
        For temporary files.
    """
    told = asdict(record)
    told["made"]["poster"] = base64.b64encode(record.made.poster).decode("ascii")
    file = folder / "record.json"
    file.write_text(json.dumps({"schema": _SCHEMA, **told}, indent=1), encoding="utf-8")
    if not is_url(out):
        make_folder(joined(out, FOLDER))
    deliver(file, _place(out, name), overwrite=True)


def _place(out: str, name: str) -> str:
    return joined(out, f"{FOLDER}/{name}.json")
