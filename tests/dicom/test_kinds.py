"""Names for images: from codes, timing and allow-listed words in several languages; nothing else gets through."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrollcast.dicom.header import Technique, Traits
from scrollcast.dicom.kinds import Kind, kind_of
from scrollcast.dicom.lexicon import kernel_class, said
from scrollcast.model.region import Region
from scrollcast.model.series import Modality

VOCABULARY = {
    *(
        "ADC",
        "FA",
        "DWI",
        "perfusion",
        "SWI",
        "MPRAGE",
        "FLAIR",
        "STIR",
        "TOF",
        "bSSFP",
        "T2*",
        "T2",
        "T1",
        "PD",
        "GRE",
    ),
    *("fat-suppressed", "with", "without", "contrast", "localizer", ""),
}
PLAIN = Traits()
SE, GR = ("SE",), ("GR",)

TIMED = [
    (Technique(tr=500, te=12, sequence=SE), PLAIN, "T1"),
    (Technique(tr=4000, te=100, sequence=SE), PLAIN, "T2"),
    (Technique(tr=3000, te=30, sequence=SE), PLAIN, "PD"),
    (Technique(tr=9000, te=120, ti=2500, sequence=("SE", "IR")), PLAIN, "FLAIR"),
    (Technique(tr=4000, te=40, ti=150, sequence=("SE", "IR")), PLAIN, "STIR"),
    (Technique(tr=2000, te=3, ti=900, sequence=("GR", "IR", "MP")), PLAIN, "MPRAGE"),
    (Technique(tr=5, te=2, flip=60, sequence=("GR", "SS")), PLAIN, "bSSFP"),
    (Technique(tr=150, te=4, sequence=GR), PLAIN, "T1 GRE"),
    (Technique(tr=800, te=25, sequence=GR), PLAIN, "GRE"),
    (Technique(tr=5000, te=80, sequence=("SE", "EP")), Traits(b=1000.0), "DWI b 1000"),
    (Technique(), PLAIN, ""),
]


@pytest.mark.parametrize(("technique", "traits", "words"), TIMED)
def test_timing_alone_is_unsure(technique: Technique, traits: Traits, words: str) -> None:
    """TR, TE, TI, flip angle and coded sequence suggest a name, which nothing else bears out."""
    assert kind_of(Modality.MR, technique, traits) == Kind(words, False, ())


DESCRIBED = [
    ("Ax T2 FLAIR FS", 9000, 120, "FLAIR fat-suppressed", True),
    ("t1_mprage_sag_iso KM", 2000, 3, "MPRAGE, with contrast", False),
    ("AX T1 +C", 500, 12, "T1, with contrast", True),
    ("Cor STIR", 4000, 40, "STIR", False),
    ("pd_tse_sag", 3000, 30, "PD", True),
    ("SAG T2 STAR GRE", 800, 25, "T2*", False),
    ("T2w TSE tra Becken", 4000, 100, "T2", True),
    ("ep2d_diff_b1000_ADC", 5000, 80, "ADC", False),
    ("Difusión axial", 5000, 80, "DWI", False),
    ("3D TOF circle of Willis", 25, 4, "TOF", False),
    ("IRM genou densité de protons", 3000, 30, "PD", True),
    ("T1 encefalo con mdc", 500, 12, "T1, with contrast", True),
    ("T2 rachis lombaire sans injection", 4000, 100, "T2, without contrast", True),
]


@pytest.mark.parametrize(("description", "tr", "te", "words", "sure"), DESCRIBED)
def test_descriptions_in_several_languages(description: str, tr: float, te: float, words: str, sure: bool) -> None:
    """The most particular word names the images; it is sure where the timing agrees."""
    technique = Technique(tr=tr, te=te, sequence=SE, said=said(description))
    kind = kind_of(Modality.MR, technique, PLAIN)
    assert (kind.words, kind.sure) == (words, sure)


@pytest.mark.parametrize(
    ("description", "region"),
    [
        ("Schädel nativ", Region.HEAD),
        ("crâne sans", Region.HEAD),
        ("cabeza axial", Region.HEAD),
        ("T2 hersenen", Region.HEAD),
        ("Thorax mit KM", Region.CHEST),
        ("tórax", Region.CHEST),
        ("Leber dyn", Region.ABDOMEN),
        ("fegato", Region.ABDOMEN),
        ("bassin", Region.PELVIS),
        ("LWS sag", Region.SPINE),
        ("rachis lombaire", Region.SPINE),
        ("Knie links", Region.KNEE),
        ("rodilla", Region.KNEE),
        ("épaule", Region.SHOULDER),
    ],
)
def test_regions_in_several_languages(description: str, region: Region) -> None:
    """Where no code tells of the part of the body, the description does; a code goes first."""
    assert kind_of(Modality.MR, Technique(said=said(description)), PLAIN).regions == (region,)
    coded = Technique(coded=("heart",), said=said(description))
    assert kind_of(Modality.MR, coded, PLAIN).regions == (Region.HEART,)


@pytest.mark.parametrize(
    ("word", "technique", "name"),
    [
        ("T1", Technique(tr=1900, te=3, ti=1100, sequence=("GR", "IR", "MP")), "MPRAGE"),
        ("T2", Technique(tr=9000, te=120, ti=2500, sequence=("SE", "IR")), "FLAIR"),
        ("T2", Technique(tr=4000, te=60, ti=150, sequence=("SE", "IR")), "STIR"),
        ("T1", Technique(tr=4000, te=100, sequence=SE), "T1"),
    ],
)
def test_timing_makes_a_word_more_particular(word: str, technique: Technique, name: str) -> None:
    """A T1 with an inversion and a prepared gradient echo is an MPRAGE; what contradicts leaves the word, unsure."""
    kind = kind_of(Modality.MR, replace(technique, said=(word,)), PLAIN)
    assert (kind.words, kind.sure) == (name, name != word)


def test_codes_are_sure() -> None:
    """Acquisition contrast and image type go before descriptions."""
    technique = Technique(coded=("DWI", "head"), said=("T2",))
    assert kind_of(Modality.MR, technique, Traits(b=800.0)) == Kind("DWI b 800", True, (Region.HEAD,))
    assert kind_of(Modality.MR, technique, Traits(part="ADC")) == Kind("ADC", True, (Region.HEAD,))
    dixon = kind_of(Modality.MR, Technique(tr=150, te=4, sequence=GR), Traits(part="water", component="magnitude"))
    assert dixon.words == "T1 GRE water"


def test_phase_images_say_so() -> None:
    """A phase map is never called by its sequence alone."""
    assert kind_of(Modality.MR, Technique(said=("GRE",)), Traits(component="phase")).words == "GRE phase"


def test_ct() -> None:
    """Kernel class, thickness, contrast and phase."""
    technique = Technique(kernel="soft", thickness=1.25, contrast=True, said=said("ABD PV 1.25mm"))
    assert kind_of(Modality.CT, technique, PLAIN) == Kind(
        "soft kernel, 1.25 mm, with contrast, portal venous", True, (Region.ABDOMEN,)
    )
    assert kind_of(Modality.CT, Technique(said=said("Thorax nativ Lunge")), PLAIN) == Kind(
        "lung kernel, without contrast", False, (Region.CHEST,)
    )
    assert kind_of(Modality.CT, Technique(thickness=2.5), PLAIN) == Kind("2.5 mm", True, ())


def test_localizers_go_by_one_name() -> None:
    """By image type, surely; by a description, not."""
    assert kind_of(Modality.CT, Technique(), Traits(localizer=True)) == Kind("localizer", True, ())
    assert kind_of(Modality.MR, Technique(said=said("3 plane loc")), PLAIN) == Kind("localizer", False, ())


@pytest.mark.parametrize(
    ("kernel", "word"),
    [
        ("STANDARD", "soft"),
        ("BONEPLUS", "bone"),
        ("LUNG", "lung"),
        ("B30f", "soft"),
        ("B70f", "bone"),
        ("B60f", "lung"),
        ("Br40d\\3", "soft"),
        ("Bl57d", "lung"),
        ("I31f\\3", "soft"),
        ("FC13", "soft"),
        ("FC52", "lung"),
        ("FC30", "bone"),
        ("UB", "soft"),
        ("L", "lung"),
        ("SMITH", ""),
        ("", ""),
    ],
)
def test_kernels(kernel: str, word: str) -> None:
    """Kernels of four makers fall into three classes; others into none."""
    assert kernel_class(kernel) == word


@pytest.mark.parametrize("word", ["flairs T2", "T2-weighted", "T2_tse", "ax T2"])
def test_words_stand_alone(word: str) -> None:
    """A word counts between anything but letters and digits."""
    assert "T2" in said(word)
    assert "T2" not in said("AT2X T22 T2*")


@given(st.text(max_size=40))
def test_only_our_own_words_come_out(description: str) -> None:
    """Whatever a description says, what comes out is in the vocabulary."""
    kind = kind_of(Modality.MR, Technique(said=said(description)), PLAIN)
    assert set(kind.words.replace(",", "").split(" ")) <= VOCABULARY
    assert set(kind.regions) <= set(Region)
