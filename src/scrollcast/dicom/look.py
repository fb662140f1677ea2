"""What `inspect` tells of a source: a row for each volume, from headers alone."""

from dataclasses import dataclass

import numpy as np

from scrollcast.dicom.entries import Entry, Part
from scrollcast.dicom.find import Found
from scrollcast.dicom.order import sort
from scrollcast.dicom.split import Image
from scrollcast.errors import GeometryError, UnreadableError
from scrollcast.model.geometry import Spacing
from scrollcast.model.region import Region
from scrollcast.model.series import Modality, Rescale, Series, Slice
from scrollcast.model.volume import Volume
from scrollcast.model.window import Window


@dataclass(frozen=True, slots=True)
class Look:
    """One volume of a source, or one series that is not shown.

    Attributes
    ----------
    series : int
        What ``--series`` takes.
    volume : int or None
        What ``--volume`` takes; None where the series has no volumes or one.
    name : str
        What sets the volume apart within its series.
    kind : str
        In scrollcast's own words.
    sure : bool
        True where codes, or description and timing together, bear the kind out.
    regions : tuple of Region
        Parts of the body; empty where nothing tells.
    localizer : bool
    modality : Modality or None
        None for what is not shown.
    plane : str
        Empty without positions.
    count, rows, columns : int
    spacing : Spacing or None
        In-plane, mm.
    step : float or None
        Median distance between slices, mm.
    tilt : float
        Degrees.
    syntaxes : tuple of str
        How the pixels are encoded: transfer syntaxes in scrollcast's own words, several where they are mixed.
    window : Window or None
        The commonest one in the headers.
    notable : tuple of str
        What is wrong or worth knowing: gaps, tilt, duplicates, mixed acquisitions, localizer, why it is not shown.
    """

    series: int
    volume: int | None
    name: str
    kind: str
    sure: bool
    regions: tuple[Region, ...]
    localizer: bool
    modality: Modality | None
    plane: str
    count: int
    rows: int
    columns: int
    spacing: Spacing | None
    step: float | None
    tilt: float
    syntaxes: tuple[str, ...]
    window: Window | None
    notable: tuple[str, ...]


def look(found: Found) -> tuple[Look, ...]:
    """Tell of each volume of a source, without decoding any."""
    return tuple(row for entry in found.entries for row in _rows(entry))


def _rows(entry: Entry) -> list[Look]:
    if entry.obstacle is None and entry.modality is not None:
        return [_row(entry, part, entry.modality) for part in entry.parts]
    pixels = entry.files[0].header.pixels
    return [
        Look(
            series=entry.index,
            volume=None,
            name="",
            kind=entry.kind,
            sure=True,
            regions=(),
            localizer=False,
            modality=None,
            plane="",
            count=entry.count,
            rows=pixels.rows,
            columns=pixels.columns,
            spacing=None,
            step=None,
            tilt=0.0,
            syntaxes=tuple(dict.fromkeys(file.header.pixels.syntax for file in entry.files)) if pixels.rows else (),
            window=None,
            notable=() if entry.obstacle is None else (entry.obstacle.sentence,),
        )
    ]


def _row(entry: Entry, part: Part, modality: Modality) -> Look:
    first = part.images[0]
    pixels = first.file.header.pixels
    volume, geometry = _arranged(entry, part, modality)
    notable = [
        *(["A localizer: never taken unasked."] if part.localizer else []),
        *geometry,
        *_mixed(part),
        *dict.fromkeys(note for image in part.images for note in image.file.header.notes),
    ]
    return Look(
        series=entry.index,
        volume=part.index if len(entry.parts) > 1 else None,
        name=part.name,
        kind=part.kind.words,
        sure=part.kind.sure,
        regions=part.kind.regions,
        localizer=part.localizer,
        modality=modality,
        plane=part.plane,
        count=len(part.images),
        rows=pixels.rows,
        columns=pixels.columns,
        spacing=None if first.plane.spacing is None else Spacing(*first.plane.spacing),
        step=float(np.median(volume.steps)) if volume is not None and volume.steps else None,
        tilt=0.0 if volume is None else volume.tilt,
        syntaxes=tuple(dict.fromkeys(image.file.header.pixels.syntax for image in part.images)),
        window=_window(part),
        notable=tuple(notable),
    )


def _arranged(entry: Entry, part: Part, modality: Modality) -> tuple[Volume | None, list[str]]:
    """The volume as far as its slices can be sorted, and what is notable about where they lie."""
    try:
        series = Series(modality, entry.kind, tuple(map(_outline, part.images)), entry.declared)
        volume = sort(series, allow_gaps=True)
    except (GeometryError, UnreadableError) as error:
        return None, [str(error)]
    try:
        sort(series)
    except GeometryError as error:
        return volume, [str(error)]
    return volume, [*volume.notes, *(["A single image."] if len(part.images) == 1 else [])]


def _mixed(part: Part) -> list[str]:
    """What differs between images that make one volume."""
    techniques = {image.file.header.technique for image in part.images}
    acquisitions = {image.plane.traits.acquisition for image in part.images} - {None}
    thicknesses = sorted({each.thickness for each in techniques if each.thickness is not None})
    mixed = (
        [f"Images of {len(acquisitions)} acquisitions, by their numbers."]
        if 1 < len(acquisitions) < len(part.images)
        else []
    )
    if len(thicknesses) > 1:
        mixed.append(f"Slices of several thicknesses, {thicknesses[0]:g} to {thicknesses[-1]:g} mm.")
    if len({each.kernel for each in techniques}) > 1:
        mixed.append("Images of several kernels.")
    if len({each.contrast for each in techniques}) > 1:
        mixed.append("Images with and without contrast.")
    return mixed


def _outline(image: Image) -> Slice:
    """A slice without pixels, which takes no memory."""
    pixels, plane = image.file.header.pixels, image.plane
    return Slice(
        stored=np.broadcast_to(np.uint8(0), (pixels.rows, pixels.columns)),
        rescale=Rescale(plane.slope, plane.intercept),
        inverted=pixels.inverted,
        padding=None,
        place=image.place,
        spacing=None if plane.spacing is None else Spacing(*plane.spacing),
        image=plane.image,
        file=image.file.number,
    )


def _window(part: Part) -> Window | None:
    told = [image.plane.window for image in part.images if image.plane.window is not None]
    if not told:
        return None
    width, center = max(sorted(set(told)), key=told.count)
    return Window(width, center)
