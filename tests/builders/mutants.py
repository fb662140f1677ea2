"""Damaged copies of valid files: what each does to the loader, counted. ``python tests/builders/mutants.py 10000``."""

import random
import resource
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from pydicom import uid

from builders.compress import LOSSLESS, save_compressed
from builders.dicom_files import plane, save, save_all
from builders.enhanced import ENHANCED_MR, enhanced, shuffled
from scrollcast.dicom.find import find
from scrollcast.dicom.order import order
from scrollcast.dicom.read import read
from scrollcast.dicom.readers import Readers
from scrollcast.errors import ScrollcastError

TOKEN = "CANARY"  # in every text of the valid files; must be in no message
DOCUMENTED = {2, 3, 4, 7}
_SYNTAXES = (
    uid.ImplicitVRLittleEndian,
    uid.ExplicitVRLittleEndian,
    uid.ExplicitVRBigEndian,
    uid.DeflatedExplicitVRLittleEndian,
)
_TEXTS = {"PatientName": TOKEN, "PatientID": TOKEN, "SeriesDescription": TOKEN, "InstitutionName": TOKEN}


def valid_files(folder: Path) -> list[bytes]:
    """One small valid file of each kind."""
    paths = [save(folder / syntax, plane(0, _TEXTS), syntax) for syntax in _SYNTAXES]
    paths += [save_compressed(folder / name, plane(0, _TEXTS), syntax) for name, syntax in LOSSLESS.items()]
    paths += [save(folder / "enhanced", enhanced(shuffled(4), _TEXTS, ENHANCED_MR))]
    series = save_all(folder / "series", [plane(index, _TEXTS) for index in range(3)])
    with zipfile.ZipFile(folder / "archive", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in series:
            archive.write(path, path.name)
    return [path.read_bytes() for path in (*paths, folder / "archive")]


def mutate(data: bytes, chance: random.Random) -> bytes:
    """One to four changes, of which half hit the first kilobyte: the header."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        if changed:
            end = min(1024, len(changed)) if chance.random() < 0.5 else len(changed)
            chance.choice(_CHANGES)(changed, chance.randrange(end), chance)
    return bytes(changed)


def _flip(data: bytearray, at: int, chance: random.Random) -> None:
    data[at] ^= 1 << chance.randrange(8)


def _replace(data: bytearray, at: int, chance: random.Random) -> None:
    data[at : at + 4] = chance.choice(
        [b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xfe\xff\0\xe0", b"\xff\xff\xff\x7f", b"SQ\0\0"]
    )


def _cut(data: bytearray, at: int, _chance: random.Random) -> None:
    del data[at:]


def _remove(data: bytearray, at: int, chance: random.Random) -> None:
    del data[at : at + chance.randint(1, 64)]


def _repeat(data: bytearray, at: int, chance: random.Random) -> None:
    data[at:at] = data[at : at + chance.randint(1, 64)] * chance.randint(1, 8)


def _scramble(data: bytearray, at: int, chance: random.Random) -> None:
    data[at : at + 8] = chance.randbytes(8)


_CHANGES: tuple[Callable[[bytearray, int, random.Random], None], ...] = (
    _flip,
    _flip,
    _replace,
    _replace,
    _cut,
    _remove,
    _repeat,
    _scramble,
)


def mutants(count: int, seed: int, folder: Path) -> Iterator[Path]:
    """Write damaged files, one after the other, to the same path."""
    chance, valid, path = random.Random(seed), valid_files(folder / "valid"), folder / "mutant"
    for _ in range(count):
        path.write_bytes(mutate(chance.choice(valid), chance))
        yield path


def outcome(path: Path, readers: Readers) -> str:
    """What the loader makes of a file, in a few words; any other error than ours goes through.

    Raises
    ------
    AssertionError
        Where an error has an exit code that is not documented, or repeats a text of the header.
    """
    try:
        series, identifiers = read(find(path, readers).pick())
        order(series)
    except ScrollcastError as error:
        assert error.exit_code in DOCUMENTED
        assert TOKEN not in f"{error!r} {error.__cause__!r} {error.__context__!r}"
        ending = next((word for word in ("ended the reader", "took too long") if word in str(error)), "")
        return f"{type(error).__name__} {ending}".strip()
    assert TOKEN not in f"{series!r} {identifiers!r}"
    return "loaded"


def main(count: int, seed: int) -> None:
    """Count outcomes; print them, the slowest file and the largest reader."""
    outcomes, slowest, start = Counter[str](), 0.0, perf_counter()
    readers = Readers(2)
    with tempfile.TemporaryDirectory() as folder:
        for path in mutants(count, seed, Path(folder)):
            before = perf_counter()
            outcomes[outcome(path, readers)] += 1
            slowest = max(slowest, perf_counter() - before)
    readers.close()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    for what, number in outcomes.most_common():
        print(f"{number:6d}  {what}")
    print(
        f"{count} mutants, seed {seed}: {perf_counter() - start:.0f} s, slowest {slowest:.1f} s, reader {peak:.0f} MiB"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
