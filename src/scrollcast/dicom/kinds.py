"""Name images in our own vocabulary: sequence and contrast of MR, kernel, phase and thickness of CT. Pure."""

from dataclasses import dataclass

from scrollcast.dicom.header import Technique, Traits
from scrollcast.model.region import Region
from scrollcast.model.series import Modality

LOCALIZER = "localizer"
# The first that is said or coded names the images: from the particular to the general.
_ORDER = (
    *("ADC", "FA", "DWI", "perfusion", "SWI", "MPRAGE", "FLAIR", "STIR", "TOF", "bSSFP"),
    *("T2*", "T2", "T1", "PD", "GRE"),
)
# A derived picture is what it is, however the images behind it were made.
_DERIVED = {"ADC", "FA", "trace", "SWI", "MIP", "subtraction", "perfusion map", "T1 map", "T2 map", "T2* map"}
# What the timing suggests -> the names that it bears out.
_COMPATIBLE = {
    "T1": {"T1", "MPRAGE", "GRE"},
    "T1 GRE": {"T1", "MPRAGE", "TOF", "GRE", "perfusion"},
    "MPRAGE": {"MPRAGE", "T1"},
    "GRE": {"T2*", "SWI", "GRE", "bSSFP"},
    "bSSFP": {"bSSFP"},
    "T2": {"T2", "FLAIR", "bSSFP"},
    "PD": {"PD"},
    "FLAIR": {"FLAIR"},
    "STIR": {"STIR"},
    "DWI": {"DWI", "ADC"},
    "EPI": {"DWI", "ADC", "perfusion", "T2*"},
}
# What is said or coded -> what the timing makes of it: more particular, and no contradiction.
_REFINED = {"T1": {"MPRAGE"}, "T2": {"FLAIR", "STIR"}}


@dataclass(frozen=True, slots=True)
class Kind:
    """What images are, in scrollcast's own words.

    Attributes
    ----------
    words : str
        Such as ``FLAIR fat-suppressed, with contrast``; empty where nothing is known.
    sure : bool
        True where a coded value says so, or a description and the timing agree.
    regions : tuple of Region
        Parts of the body that codes tell of, else descriptions; empty where neither does.
    """

    words: str
    sure: bool
    regions: tuple[Region, ...]


def kind_of(modality: Modality, technique: Technique, traits: Traits) -> Kind:
    """Infer the kind of a volume from how its images were made.

    Parameters
    ----------
    modality : Modality
    technique : Technique
        Of any of its files.
    traits : Traits
        Of any of its images.
    """
    regions = _regions(technique.coded) or _regions(technique.said)
    if traits.localizer or LOCALIZER in technique.said:
        return Kind(LOCALIZER, traits.localizer, regions)
    words, sure = _ct(technique, traits) if modality is Modality.CT else _mr(technique, traits)
    return Kind(words, sure, regions)


def _regions(words: tuple[str, ...]) -> tuple[Region, ...]:
    return tuple(region for region in Region if region in words)


def _ct(technique: Technique, traits: Traits) -> tuple[str, bool]:
    said = technique.said
    phase = next((word for word in ("arterial", "portal venous", "delayed") if word in said), "")
    kernel = technique.kernel or next((word for word in ("lung", "bone", "soft") if word in said), "")
    words = [
        traits.part,
        f"{kernel} kernel" if kernel else "",
        f"{technique.thickness:g} mm" if technique.thickness else "",
        _contrast(technique),
        phase,
    ]
    return ", ".join(word for word in words if word), kernel == technique.kernel


def _mr(technique: Technique, traits: Traits) -> tuple[str, bool]:
    said, coded = technique.said, technique.coded
    if traits.part in _DERIVED:
        return _with_b(traits.part, traits), True
    timed = _timed(technique, traits)
    told = next((word for word in _ORDER if word in said), "")
    code = next((word for word in _ORDER if word in coded), "")
    named = code or told
    refined = timed in _REFINED.get(named, ())
    name = timed if refined else named or timed
    sure = bool(code) or refined or (bool(told) and told in _COMPATIBLE.get(timed, {timed}))
    words = [
        _with_b(name, traits),
        "fat-suppressed" if "fat-suppressed" in said or "FS" in technique.sequence else "",
        traits.part if traits.part != name else "",
        traits.component if traits.component not in {"", "magnitude"} else "",
    ]
    plain = " ".join(word for word in words if word)
    return ", ".join(word for word in (plain, _contrast(technique)) if word), sure


def _timed(technique: Technique, traits: Traits) -> str:
    """What TR, TE, TI, flip angle and coded sequence suggest; empty where they suggest nothing."""
    tr, te, ti = technique.tr, traits.echo or technique.te, traits.inversion or technique.ti
    if traits.b:
        return "DWI"
    if tr is None or te is None:
        return ""
    if "EP" in technique.sequence:
        return "EPI"
    if "GR" in technique.sequence and "SE" not in technique.sequence:
        return _gradient_echo(technique, tr, te)
    return _inversion(ti, te) if "IR" in technique.sequence and ti is not None else _spin_echo(tr, te)


def _inversion(ti: float, te: float) -> str:
    if 1500 <= ti <= 3000 and te > 60:
        return "FLAIR"
    return "STIR" if ti <= 300 else ""


def _gradient_echo(technique: Technique, tr: float, te: float) -> str:
    if "MP" in technique.sequence and "IR" in technique.sequence:
        return "MPRAGE"
    if "SS" in technique.sequence and tr < 20 and (technique.flip or 0) >= 40:
        return "bSSFP"
    return "T1 GRE" if te < 10 and tr < 500 else "GRE"


def _spin_echo(tr: float, te: float) -> str:
    if te >= 60:
        return "T2"
    if te < 30 and tr <= 1000:
        return "T1"
    return "PD" if te < 60 and tr >= 1500 else ""


def _with_b(name: str, traits: Traits) -> str:
    return f"{name} b {traits.b:g}" if traits.b is not None and name in {"DWI", "trace", "EPI", ""} else name


def _contrast(technique: Technique) -> str:
    if technique.contrast:
        return "with contrast"
    return next((word for word in ("without contrast", "with contrast") if word in technique.said), "")
