"""The case that goes with the phantom: a quiz about its one finding."""

import math
from fractions import Fraction

from scrollcast.demo.abdomen import finding
from scrollcast.model.case import Case, Hook, Length, Look, Quiz, Reveal, Rewindow, Scroll, Takeaway
from scrollcast.model.geometry import Direction
from scrollcast.model.mark import ArrowMark, MarkSpec, OnSlice
from scrollcast.model.overlay import Run, Tone
from scrollcast.model.timing import Rate
from scrollcast.model.window import Window

_LIVER_WITH_CONTRAST = Look(Window(160, 90), "Liver")  # enhanced liver is white in the 150/30 of a plain scan

_ARROW_FROM = 20.0
"""Degrees, clockwise from the top."""


def demo_case(length: Length = Length.S30, rate: Rate | None = None) -> Case:
    """The quiz on the liver lesion; its slice numbers come from the phantom's geometry.

    The rule of its last card: a sharp, homogeneous liver lesion of at most 20 HU is benign, a denser one needs more
    (Gore et al., J Am Coll Radiol 2017;14:1429, ACR white paper on incidental liver lesions).

    Parameters
    ----------
    length : Length
    rate : Rate or None
        None is 30 frames a second.
    """
    lesion, angle = finding(), math.radians(_ARROW_FROM)
    tip = OnSlice(
        lesion.slice,
        column=lesion.column + lesion.radius * math.sin(angle),
        row=lesion.row - lesion.radius * math.cos(angle),
    )
    arrow = MarkSpec("lesion", ArrowMark(tip, _ARROW_FROM), "Lesion, 40 HU", lesion.slices)
    return Case(
        title="Spot the finding",
        beats=(
            Hook((Run("One finding in this CT. "), Run("Can you spot it?", Tone.INTERFACE))),
            Scroll(),
            Scroll(to=lesion.slice),
            Quiz(
                ask="Which organ is abnormal?",
                think=5,
                options=("Stomach", "Liver", "Spleen", "Aorta"),
                right=frozenset({1}),
            ),
            Reveal(
                (Run("Low-density lesion", Tone.FINDING, arrow.name), Run(" in the right lobe.")),
                (arrow.name,),
                _LIVER_WITH_CONTRAST,
            ),
            Rewindow(None),
            Takeaway(("Up to 20 HU: think cyst.", "Above 20 HU: look further.")),
        ),
        rate=rate or Rate(Fraction(30)),
        length=length,
        direction=Direction.HEAD_TO_FEET,
        marks=(arrow,),
        credit="Synthetic data, made by scrollcast",
    )
