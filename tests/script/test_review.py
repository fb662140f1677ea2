"""What a check finds without pixels: each rule on a case that breaks it, and none on one that is sound."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.stacks import CORONAL, LUNG, PLATFORM, Orientation, facts
from scrollcast.model.case import Area, Beat, Case, Hold, Hook, Length, Quiz, Reveal, Scroll, Takeaway, TextCard, Zoom
from scrollcast.model.finding import RULES, Finding, Severity
from scrollcast.model.geometry import Place
from scrollcast.model.mark import ArrowMark, LabelMark, MarkSpec, OnSlice, RingMark, Size, Unit
from scrollcast.model.overlay import Run, Tone
from scrollcast.model.volume import Crop, Facts
from scrollcast.script.review import review
from scrollcast.script.screenplay import write

MASS = MarkSpec("mass", ArrowMark(OnSlice(20, 150, 200), 45), "mass", (18, 22))
NODE = MarkSpec("node", RingMark(OnSlice(20, 380, 200), Size(10, Unit.MM)))
SAGITTAL = (0.0, 1.0, 0.0, 0.0, 0.0, -1.0)
PRONE = (-1.0, 0.0, 0.0, 0.0, -1.0, 0.0)
QUIZ = Quiz("Where is it?", 3, ("Lung", "Liver"), frozenset({0}))
MASSIVE = Run("mass", Tone.FINDING, "mass")


def found(*beats: Beat, stack: Facts | None = None, **told: object) -> tuple[Finding, ...]:
    """What the review says of beats on forty slices of 2 mm, unless the beats say otherwise."""
    case = Case("Look closely.", beats, **{"length": Length.S60, "marks": (MASS,), **told})  # type: ignore[arg-type]
    return review(write(stack or facts(40, 2.0), case, LUNG, PLATFORM))


def rules(findings: tuple[Finding, ...]) -> list[str]:
    """Their rules."""
    return [finding.rule for finding in findings]


SOUND = (
    Hook((Run("What catches your eye?"),)),
    Scroll(20),
    QUIZ,
    Reveal((Run("A "), MASSIVE, Run(" in the right lung.")), ("mass",)),
    Scroll(),
    Takeaway(("Look twice.",)),
)


def test_a_sound_case_has_no_findings() -> None:
    """Quiz, reveal, scroll and card, the side right."""
    assert found(*SOUND) == ()


def test_a_finding_is_held_or_passed_slowly() -> None:
    """2 s on the slice, or 15 mm/s through it; the finding tells both, the beat and the time."""
    assert found(Scroll(20), Hold(Fraction(2), ("mass",))) == ()
    assert found(Scroll(show=("mass",))) == ()
    assert found(Scroll(pace=Fraction(13), show=("mass",))) == ()
    (brief,) = found(Scroll(20), Hold(Fraction(1), ("mass",)), Scroll(40, Fraction(40)))
    assert (brief.rule, brief.severity, brief.beat) == ("unseen", Severity.ERROR, 2)
    assert brief.measured.startswith("held for 1")
    assert "2 s" in brief.required
    (fast,) = found(Scroll(pace=Fraction(30), show=("mass",)))
    assert (fast.rule, fast.beat) == ("unseen", 1)
    assert "mm/s" in fast.measured


def test_thick_slices_may_pass_two_a_second() -> None:
    """10 mm at 16 mm/s, a little more where it is fastest; by slices alone where the distance is not known."""
    thick, unplaced = facts(12, 10.0), facts(12, None, orientation=None)
    mark = MarkSpec("mass", LabelMark(OnSlice(6, 150, 200)), "mass", (3, 9))
    assert found(Scroll(pace=Fraction(16), show=("mass",)), stack=thick, marks=(mark,)) == ()
    hasty = found(Scroll(show=("mass",), pace=Fraction(25)), stack=unplaced, marks=(mark,))
    assert rules(hasty) == ["unseen"]
    assert "slices/s" in hasty[0].measured


def test_a_mark_that_is_never_shown() -> None:
    """A warning of the whole case."""
    (finding,) = found(Scroll())
    assert (finding.rule, finding.severity, finding.beat, finding.seconds) == ("unseen", Severity.WARNING, None, None)
    assert "'mass' is never shown" in finding.sentence


@given(st.integers(2, 60), st.integers(20, 120))
def test_words_are_read_at_17_characters_a_second(tenths: int, length: int) -> None:
    """A caption with less time than it needs is an error, one with enough is not."""
    words = (Run("x" * length),)
    found_ = found(Scroll(20), Hold(Fraction(tenths, 10), say=words), marks=())
    stands = Fraction(tenths, 10) - Fraction(10, 30)
    needs = max(Fraction(6, 5), Fraction(length, 17))
    if stands + Fraction(1, 15) < needs:
        assert rules(found_) == ["fast-text"]
        assert (found_[0].beat, found_[0].severity) == (2, Severity.ERROR)
    if stands >= needs:
        assert found_ == ()


@pytest.mark.parametrize("beats", [(SOUND[0], Scroll(30)), (SOUND[0], Scroll(30), SOUND[-1]), (SOUND[-1], Scroll(30))])
def test_words_that_a_loop_comes_back_to_were_read(beats: tuple[Beat, ...]) -> None:
    """The caption and the card of the first frame, for a moment at the end again."""
    assert [finding for finding in found(*beats, marks=(), loop=True) if finding.rule != "order"] == []


def test_cards_titles_and_options_are_read_too() -> None:
    """A card is an error, what stands over the picture a warning."""
    lines = ("Forty characters are in this very line.",) * 3
    (card,) = found(Scroll(), TextCard("A heading", lines, Fraction(2)), marks=())
    assert (card.rule, card.severity, card.beat) == ("fast-text", Severity.ERROR, 2)
    options = tuple(f"An option of some forty characters, the {n}" for n in ("first", "second", "third", "fourth"))
    (quiz,) = found(Scroll(), Quiz("Which?", 3, options), marks=())
    assert (quiz.rule, quiz.severity, quiz.beat) == ("fast-text", Severity.WARNING, 2)
    (title,) = found(Hook(()), QUIZ, Reveal(()), marks=(), history="A history that nobody can read in under a second.")
    assert (title.beat, title.severity) == (1, Severity.WARNING)


def test_marks_outside_of_the_picture() -> None:
    """An error where nothing of it is seen, a warning where a part is not."""
    cropped = replace(facts(40, 2.0), body=Crop(100, 160, 400, 400))
    shown = (Scroll(20), Hold(Fraction(3), ("mass", "node")))
    outside, partly = found(
        *shown, stack=cropped, marks=(MASS, replace(NODE, shape=RingMark(OnSlice(20, 395, 200), Size(10, Unit.MM))))
    )
    assert (outside.rule, outside.severity, outside.beat) == ("outside", Severity.ERROR, 2)
    assert (partly.rule, partly.severity, partly.beat) == ("outside", Severity.WARNING, 2)
    assert "'node'" in partly.sentence
    assert partly.measured == "columns 381 to 410, rows 186 to 215"
    assert partly.required == "columns 160 to 400, rows 100 to 400"


def test_a_zoom_that_looks_elsewhere() -> None:
    """A mark that shows outside of it is a warning at the beat where it does; to the mark is fine."""
    hold = Hold(Fraction(3), ("mass",))
    assert found(Scroll(20), hold, Zoom("mass"), Hold(Fraction(1))) == ()
    (finding,) = found(Scroll(20), hold, Zoom(Area(300, 300, 400, 400)), Hold(Fraction(1)), Zoom(None))
    assert (finding.rule, finding.severity, finding.beat) == ("outside", Severity.WARNING, 4)


def test_questions_are_answered_and_cards_end_the_clip() -> None:
    """A right option or a mark to find without a reveal; a take-home card with beats behind it; a poll is neither."""
    shown = Hold(Fraction(3), ("mass",))
    assert found(Scroll(20), shown, Quiz("What do you see?", 3)) == ()
    assert found(Scroll(20), shown, Quiz("Which?", 3, ("One", "Two"))) == ()
    (never,) = found(Scroll(20), shown, QUIZ, Quiz("And now?", 3), Reveal(()))
    assert (never.rule, never.beat, "never answered" in never.sentence) == ("order", 3, True)
    (early,) = found(Scroll(20), shown, Takeaway(("Look twice.",)), Scroll())
    assert (early.rule, early.beat) == ("order", 3)


def test_words_that_tell_too_early() -> None:
    """The colour of a secret mark, its label in a caption, or above the picture; not after the answer."""
    reveal = Reveal((MASSIVE,), ("mass",))
    (coloured,) = found(Hook((Run("Find the "), Run("lump", Tone.FINDING, "mass"))), Scroll(20), QUIZ, reveal)
    assert (coloured.rule, coloured.severity, coloured.beat) == ("secret", Severity.WARNING, 1)
    assert rules(found(Hook((Run("Find the Mass!"),)), Scroll(20), QUIZ, reveal)) == ["secret"]
    assert rules(found(Scroll(20), QUIZ, reveal, history="A mass, 60s.")) == ["secret"]
    assert found(Hook((Run("A massive scan."),)), Scroll(20), QUIZ, reveal) == ()
    assert found(Scroll(20), QUIZ, reveal, Hold(Fraction(2), say=(MASSIVE,))) == ()
    assert found(Scroll(20), Hold(Fraction(3), ("mass",), (MASSIVE,)), QUIZ, reveal) == ()


def sided(text: str, stack: Facts | None = None, spec: MarkSpec = MASS) -> list[str]:
    """The rules that a caption breaks which names the mark in its first word."""
    word, _, rest = text.partition(" ")
    say = (Run(word, Tone.FINDING, spec.name), Run(f" {rest}"))
    return rules(found(Scroll(20), Hold(Fraction(8), (spec.name,), say), stack=stack, marks=(replace(spec, label=""),)))


RIGHTS = (
    "Mass in the right lung.",
    "Tumor im rechten Oberlappen.",
    "Raumforderung rechtsseitig.",
    "Masse du poumon droit.",
    "Opacité à droite.",
    "Masa en el pulmón derecho.",
    "Massa nel polmone destro.",
    "Massa no pulmão direito.",
    "Massa in de rechterlong.",
    "Mass, RUL.",
)
LEFTS = (
    "Mass in the left lung.",
    "Tumor im linken Oberlappen.",
    "Erguss links.",
    "Masse du poumon gauche.",
    "Masa en el pulmón izquierdo.",
    "Massa nel polmone sinistro.",
    "Massa no pulmão esquerdo.",
    "Massa in de linkerlong.",
    "Mass, LLL.",
)


@pytest.mark.parametrize("text", RIGHTS)
def test_right_is_the_patients_right(text: str) -> None:
    """Column 150 of an axial slice, at the left edge of the image, is in the patient's right; column 380 is not."""
    assert sided(text) == []
    assert sided(text, spec=NODE) == ["side"]


@pytest.mark.parametrize("text", LEFTS)
def test_left_is_the_patients_left(text: str) -> None:
    """The other way round."""
    assert sided(text) == ["side"]
    assert sided(text, spec=NODE) == []


@pytest.mark.parametrize(
    ("orientation", "right"),
    [
        ((1.0, 0.0, 0.0, 0.0, 1.0, 0.0), True),
        (PRONE, False),
        (CORONAL, True),
        ((-1.0, 0.0, 0.0, 0.0, 0.0, -1.0), False),
    ],
)
def test_sides_follow_the_patient_not_the_image(orientation: Orientation, right: bool) -> None:
    """Prone, or seen from behind: the same pixel is on the other side."""
    stack = facts(40, 2.0, orientation)
    assert sided("Mass in the right lung.", stack) == ([] if right else ["side"])
    assert sided("Mass in the left lung.", stack) == (["side"] if right else [])


def test_sides_of_sagittal_slices_are_those_of_their_stack() -> None:
    """The slice tells the side; in the middle of the stack there is none."""
    places = tuple(Place((4.0 * (20 - k), 0.0, 0.0), SAGITTAL) for k in range(41))
    stack = replace(facts(41, 4.0, SAGITTAL), places=places)
    for number, said, expected in ((5, "left", ["side"]), (5, "right", []), (36, "right", ["side"]), (21, "left", [])):
        mark = MarkSpec("mass", LabelMark(OnSlice(number, 9, 9)), slices=(1, 41))
        assert sided(f"Mass on the {said}.", stack, mark) == expected, (number, said)


@pytest.mark.parametrize(
    "text",
    [
        "Mass here. The left lung is clear.",
        "Mass in the right lung, none in the left.",
        "Mass on the left of the image.",
        "Mass to the left of the aorta.",
        "Mass in the left atrium.",
        "Mass im linken Vorhof.",
        "Mass untouched, nothing leftover.",
        "Mass with no side at all.",
    ],
)
def test_what_says_no_side_of_the_mark(text: str) -> None:
    """Another sentence, both sides, the viewer's side, a side of something else, the chambers of the heart."""
    assert sided(text) == []


def test_brain_ventricles_have_sides() -> None:
    """Unlike those of the heart."""
    assert sided("Blood in the left lateral ventricle.") == ["side"]


def test_a_side_in_a_label() -> None:
    """A label speaks of its own mark; named by it, so does a caption. The finding says how far and which way."""
    label = replace(MASS, label="left hilum")
    hold = Hold(Fraction(5), ("mass",))
    (finding,) = found(Scroll(20), hold, marks=(label,))
    assert (finding.rule, finding.severity, finding.required) == ("side", Severity.ERROR, "left")
    assert finding.measured == "74 mm to the patient's right of the midline"
    caption = replace(hold, say=(Run("A mass in the left lung."),))
    (said,) = found(Scroll(20), caption, marks=(MASS,))
    assert (said.rule, said.beat) == ("side", 2)


def test_sides_that_can_not_be_told() -> None:
    """At the midline, and without positions: nothing is said."""
    middle = replace(MASS, shape=LabelMark(OnSlice(20, 250, 200)))
    assert sided("Mass in the left lung.", spec=middle) == []
    assert sided("Mass in the left lung.", facts(40, None, orientation=None)) == []


def test_findings_come_in_order_of_time_and_have_known_rules() -> None:
    """As a person would meet them."""
    findings = found(
        Scroll(20), Hold(Fraction(1), ("mass",), (Run("A sentence that is far too long for one second."),)), QUIZ
    )
    times = [finding.seconds or 0 for finding in findings]
    assert times == sorted(times)
    assert {"fast-text", "order"} <= set(rules(findings))
    assert set(rules(findings)) <= set(RULES)
