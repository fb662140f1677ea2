"""The list of what a source holds: series with their volumes, and why some are not shown."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from scrollcast.dicom import words
from scrollcast.dicom.header import Header
from scrollcast.dicom.kinds import LOCALIZER, Kind, kind_of
from scrollcast.dicom.split import Image, Scanned, Stack, split
from scrollcast.errors import InputError, PrivacyRefusal, ScrollcastError
from scrollcast.model.series import Declared, Modality


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a series is not shown: a sentence in our own words, and whether privacy is the reason."""

    sentence: str
    private: bool

    def error(self) -> ScrollcastError:
        """The error to raise where the series is asked for all the same."""
        return PrivacyRefusal(self.sentence) if self.private else InputError(self.sentence)


@dataclass(frozen=True, slots=True)
class Part:
    """One volume of a series.

    Attributes
    ----------
    index : int
        From 1, within its series. What ``--volume`` takes.
    name : str
        What sets it apart from the others, such as ``phase, TE 4.6 ms``; empty where it is the only one.
    kind : Kind
    plane : str
        ``axial``, ``coronal``, ``sagittal``; empty without positions.
    localizer : bool
        Never taken unasked.
    images : tuple of Image
        In file order.
    """

    index: int
    name: str
    kind: Kind
    plane: str
    localizer: bool
    images: tuple[Image, ...] = field(repr=False)

    @property
    def line(self) -> str:
        """One line of a list."""
        return f"  {self.index}  {self.name or self.kind.words or 'images'}, {_images(len(self.images))}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One series of a source.

    Attributes
    ----------
    index : int
        From 1; the same for the same source. What ``--series`` takes.
    kind : str
        In scrollcast's own words, such as ``MR axial FLAIR``.
    modality : Modality or None
        None for what is not shown.
    count : int
        Images, or files where they are not images.
    declared : Declared
    obstacle : Obstacle or None
    parts : tuple of Part
        Volumes; none for what is not shown.
    files : tuple of Scanned
    """

    index: int
    kind: str
    modality: Modality | None
    count: int
    declared: Declared
    obstacle: Obstacle | None
    parts: tuple[Part, ...]
    files: tuple[Scanned, ...] = field(repr=False)

    @property
    def localizer(self) -> bool:
        """True where the series is nothing but localizers."""
        return bool(self.parts) and all(part.localizer for part in self.parts)

    @property
    def line(self) -> str:
        """One line of a list: index, kind, count, and why not shown."""
        volumes = f" in {len(self.parts)} volumes" if len(self.parts) > 1 else ""
        return f"  {self.index}  {self.kind}, {_images(self.count)}{volumes}" + (
            " (not shown)" if self.obstacle else ""
        )


def entries(scanned: Sequence[Scanned]) -> tuple[Entry, ...]:
    """Gather files into series, in the order of their first files."""
    series: dict[tuple[str, ...], list[Scanned]] = defaultdict(list)
    for file in scanned:
        header = file.header
        series[header.study, header.series, header.storage, header.modality].append(file)
    return tuple(_entry(index, files) for index, files in enumerate(series.values(), 1))


def _entry(index: int, files: list[Scanned]) -> Entry:
    headers = [file.header for file in files]
    first, declared = headers[0], _declared(headers)
    obstacle = _obstacle(index, headers, declared)
    modality = None if obstacle else Modality(first.modality)
    parts = () if modality is None else _parts(modality, files)
    return Entry(
        index=index,
        kind=_kind(modality, parts) if modality else first.storage,
        modality=modality,
        count=sum(max(1, header.pixels.items) for header in headers),
        declared=declared,
        obstacle=obstacle,
        parts=parts,
        files=tuple(files),
    )


def _parts(modality: Modality, files: list[Scanned]) -> tuple[Part, ...]:
    images = [Image(file, plane) for file in files for plane in file.header.planes]
    return tuple(_part(index, modality, stack) for index, stack in enumerate(split(images), 1))


def _part(index: int, modality: Modality, stack: Stack) -> Part:
    first = stack.images[0]
    kind = kind_of(modality, first.file.header.technique, first.plane.traits)
    place = next((image.place for image in stack.images if image.place is not None), None)
    return Part(
        index=index,
        name=stack.name,
        kind=kind,
        plane="" if place is None else place.plane.value,
        localizer=kind.words == LOCALIZER,
        images=stack.images,
    )


def _kind(modality: Modality, parts: tuple[Part, ...]) -> str:
    planes = {part.plane for part in parts}
    kinds = {part.kind.words for part in parts}
    plane = planes.pop() or "without positions" if len(planes) == 1 else "in several planes"
    return " ".join(word for word in (modality.value, plane, kinds.pop() if len(kinds) == 1 else "") if word)


def _declared(headers: list[Header]) -> Declared:
    flags = zip(*(header.declared for header in headers), strict=True)
    burned_in, recognizable, captured, screen, derived = (any(each) for each in flags)
    regions = frozenset(region for header in headers for region in header.regions)
    return Declared(burned_in, recognizable, captured, screen, derived, regions)


def _obstacle(index: int, headers: list[Header], declared: Declared) -> Obstacle | None:
    first = headers[0]
    name = f"Series {index} ({first.storage})"
    if first.storage not in words.IMAGES or first.modality != words.IMAGES[first.storage]:
        return Obstacle(f"{name} is not shown: only original CT and MR images are.", True)
    if not all(header.pixels.grey for header in headers):
        return Obstacle(f"{name} holds colour pictures, which are not shown: text is often burned into them.", True)
    for said, what in (
        (declared.burned_in, "says that text is burned into its images"),
        (declared.recognizable, "says that a person can be recognised in it"),
        (declared.captured, "is a secondary capture: a picture of a screen or a film"),
        (declared.screen, "is a saved screen, a dose report or a protocol"),
    ):
        if said:
            return Obstacle(f"{name} {what}; it is not shown.", True)
    if any(header.mosaic for header in headers):
        return Obstacle(
            f"{name} is a Siemens mosaic, with all slices in one picture, which is not supported; "
            "export it as an enhanced MR object or as single slices.",
            False,
        )
    if not all(header.planes for header in headers):
        return Obstacle(
            f"{name} holds several images in a file and does not say where each lies; export slices.", False
        )
    return None


def _images(count: int) -> str:
    return f"{count} image{'s' if count != 1 else ''}"
