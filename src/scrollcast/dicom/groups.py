"""One PlaneHeader for each image plane, from a plain header or from functional groups; in the reader process only."""

import math

from pydicom.dataset import Dataset

from scrollcast.dicom import lexicon
from scrollcast.dicom.diffusion import b_value
from scrollcast.dicom.header import Numbers, PlaneHeader, Traits
from scrollcast.dicom.values import digest, item, items, number, numbers, text, texts, whole
from scrollcast.errors import UnreadableError

_LOCALIZERS = {"LOCALIZER", "SCOUT"}


def planes(dataset: Dataset, count: int) -> tuple[PlaneHeader, ...]:
    """Facts of each plane of a file that says it holds `count`.

    Raises
    ------
    UnreadableError
        Where there are not as many functional groups as planes (PS3.3 C.7.6.16.1.1).
    """
    if "PerFrameFunctionalGroupsSequence" not in dataset:
        return (_plain(dataset),) if count == 1 else ()
    groups = items(dataset, "PerFrameFunctionalGroupsSequence")
    if len(groups) != count:
        raise UnreadableError("says that it holds more or fewer images than it describes")
    shared = item(dataset, "SharedFunctionalGroupsSequence")
    return tuple(_grouped(dataset, shared, own, None if count == 1 else index) for index, own in enumerate(groups))


def _plain(dataset: Dataset) -> PlaneHeader:
    types = texts(dataset, "ImageType")
    return PlaneHeader(
        item=0,
        position=numbers(dataset, "ImagePositionPatient", 3),
        orientation=numbers(dataset, "ImageOrientationPatient", 6),
        spacing=_spacing(dataset),
        slope=_rescale(dataset, "RescaleSlope", 1.0),
        intercept=_rescale(dataset, "RescaleIntercept", 0.0),
        window=_window(dataset),
        image=whole(dataset, "InstanceNumber"),
        traits=Traits(
            localizer=not _LOCALIZERS.isdisjoint(types),
            component=_component(types, dataset),
            part=_part(types),
            echo=number(dataset, "EchoTime"),
            b=b_value(dataset),
            direction=_direction(dataset),
            time=whole(dataset, "TemporalPositionIdentifier"),
            inversion=number(dataset, "InversionTime"),
            acquisition=whole(dataset, "AcquisitionNumber"),
            phase=_phase(dataset, "TriggerTime"),
            moment=_seconds(text(dataset, "AcquisitionTime") or text(dataset, "ContentTime")),
        ),
    )


def _grouped(dataset: Dataset, shared: Dataset, own: Dataset, index: int | None) -> PlaneHeader:
    """Own groups go before shared ones; `index` is None where the file holds one image, which has a number itself."""

    def group(keyword: str) -> Dataset:
        return item(own, keyword) if keyword in own else item(shared, keyword)

    values, content = group("PixelValueTransformationSequence"), group("FrameContentSequence")
    frame_type = group("MRImageFrameTypeSequence") or group("CTImageFrameTypeSequence")
    types = texts(frame_type, "FrameType") or texts(dataset, "ImageType")
    diffusion, cardiac = group("MRDiffusionSequence"), group("CardiacSynchronizationSequence")
    return PlaneHeader(
        item=index or 0,
        position=numbers(group("PlanePositionSequence"), "ImagePositionPatient", 3),
        orientation=numbers(group("PlaneOrientationSequence"), "ImageOrientationPatient", 6),
        spacing=_spacing(group("PixelMeasuresSequence")),
        slope=_rescale(values, "RescaleSlope", 1.0),
        intercept=_rescale(values, "RescaleIntercept", 0.0),
        window=_window(group("FrameVOILUTSequence")),
        image=whole(dataset, "InstanceNumber") if index is None else index + 1,
        traits=Traits(
            localizer=not _LOCALIZERS.isdisjoint(types),
            component=_component(types, frame_type),
            part=_part(types),
            stack=digest(text(content, "StackID")),
            echo=number(group("MREchoSequence"), "EffectiveEchoTime"),
            b=number(diffusion, "DiffusionBValue"),
            direction=_direction(item(diffusion, "DiffusionGradientDirectionSequence")),
            time=whole(content, "TemporalPositionIndex"),
            inversion=number(group("MRModifierSequence"), "InversionTimes"),
            acquisition=whole(content, "FrameAcquisitionNumber"),
            phase=_phase(cardiac, "NominalCardiacTriggerDelayTime"),
            moment=_seconds(text(content, "FrameAcquisitionDateTime")[8:]),
        ),
    )


def _spacing(dataset: Dataset) -> Numbers | None:
    spacing = numbers(dataset, "PixelSpacing", 2)
    return spacing if spacing is not None and min(spacing) > 0 else None


def _rescale(dataset: Dataset, keyword: str, otherwise: float) -> float:
    if text(dataset, keyword) == "":
        return otherwise
    value = number(dataset, keyword)
    return math.nan if value is None else value


def _window(dataset: Dataset) -> Numbers | None:
    width, center = number(dataset, "WindowWidth"), number(dataset, "WindowCenter")
    return None if width is None or center is None or width < 1 else (width, center)


def _component(types: list[str], dataset: Dataset) -> str:
    coded = lexicon.COMPONENTS.get(text(dataset, "ComplexImageComponent"))
    return coded or next((lexicon.COMPONENTS[value] for value in types[2:] if value in lexicon.COMPONENTS), "")


def _part(types: list[str]) -> str:
    words = [lexicon.IMAGE_TYPES[value] for value in types[2:] if value in lexicon.IMAGE_TYPES]
    return next((word for word in words if word != "DWI"), next(iter(words), ""))  # ADC is what a DWI\ADC shows


def _direction(dataset: Dataset) -> Numbers | None:
    direction = numbers(dataset, "DiffusionGradientOrientation", 3)
    return None if direction is None else tuple(round(part, 3) for part in direction)


def _seconds(time: str) -> float | None:
    """Seconds of the day of a TM value, HHMMSS.FFFFFF."""
    try:
        return 3600 * int(time[:2]) + 60 * int(time[2:4]) + float(time[4:])
    except ValueError:
        return None


def _phase(dataset: Dataset, delay: str) -> float | None:
    percent = number(dataset, "NominalPercentageOfCardiacPhase")
    return number(dataset, delay) if percent is None else percent
