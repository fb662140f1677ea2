"""Case files: the words of the contract mean what an educator expects, and mistakes are named with the way out."""

from fractions import Fraction
from pathlib import Path

import pytest

from builders.case_files import HEAD, MARKS, beats, case_file
from scrollcast.authored.case import load_case
from scrollcast.errors import AuthoredError
from scrollcast.model.case import (
    Area,
    AutoLook,
    Beat,
    Compare,
    CompareStyle,
    Hold,
    Hook,
    Length,
    Look,
    Quiz,
    Reveal,
    Rewindow,
    Scroll,
    Takeaway,
    TextCard,
    Zoom,
)
from scrollcast.model.geometry import Direction
from scrollcast.model.mark import (
    AngleMark,
    ArrowMark,
    BoxMark,
    InPatient,
    LabelMark,
    MarkShape,
    OnImage,
    OnSlice,
    OutlineMark,
    RingMark,
    RulerMark,
    Size,
    SpotlightMark,
    Unit,
)
from scrollcast.model.overlay import Run, Tone
from scrollcast.model.platform import ZoneName
from scrollcast.model.timing import Rate
from scrollcast.model.voice import Voice
from scrollcast.model.window import Percentiles, Window

EXAMPLE = Path(__file__).parents[1] / "golden" / "case.yaml"
BONE = Look(Window(1800, 400), "Bone")


def said(text: str) -> tuple[Run, ...]:
    """A caption in one colour."""
    return (Run(text),)


def test_the_contract_reads_as_an_educator_means_it() -> None:
    """Each word of the example, from the source to the hashtags."""
    authored = load_case(EXAMPLE)
    case = authored.case
    assert (case.title, case.history) == ("Where is the problem?", "Cough, 3 months. 60s.")
    assert authored.source == EXAMPLE.parent / "ct-chest-lidc0314"
    assert (authored.preset, case.length, authored.settings.length) == ("ct-lung", Length.S30, Length.S30)
    mass, effusion = case.marks
    assert mass.shape == ArrowMark(OnSlice(85, 172, 286), 315)
    assert (mass.name, mass.label, mass.slices, mass.tone) == ("mass", "mass", (58, 95), Tone.FINDING)
    assert effusion.shape == RingMark(OnSlice(195, 135, 345), Size(25, Unit.MM))
    hook, scroll, quiz, reveal, on, hold, takeaway = case.beats
    assert hook == Hook(said("Scroll with me. What catches your eye?"))
    assert scroll == Scroll(to=85)
    assert quiz == Quiz(
        "Where is the problem?",
        5,
        ("Left lower lobe", "Right upper lobe", "Mediastinum", "Looks normal"),
        frozenset({1}),
    )
    mediastinum = Look(Window(350, 50), "Mediastinum")
    why = (Run("A solid "), Run("mass", Tone.FINDING, "mass"), Run(" where air should be."))
    assert reveal == Reveal(why, ("mass",), mediastinum)
    assert on == Scroll(to=195, pace=Fraction(30))
    assert hold == Hold(
        Fraction(2), ("effusion",), (Run("And "), Run("fluid", Tone.FINDING, "effusion"), Run(" below."))
    )
    assert takeaway == Takeaway(("Read every lobe, top to bottom.", "Switch to soft tissue before you move on."))
    assert (case.handle, case.credit[:15]) == ("@yourhandle", "Data LIDC-IDRI-")
    assert authored.post.text == "Three months of cough. Where would you look first?"
    assert authored.post.hashtags == ("radiology", "FOAMrad", "RadEd")
    assert authored.post.references == ("https://doi.org/10.0000/replace-me",)
    assert (authored.consent, authored.licence) == ("", "")


def test_what_the_file_says_of_the_render(tmp_path: Path) -> None:
    """Series, window, direction, rate, zone, fonts, loop, language, consent and licence; paths from its folder."""
    more = (
        "series: 2\nwindow: 400/50\ndirection: feet-to-head\nfps: 30000/1001\nzone: strict\nfont: [a.ttf, b.ttf]\n"
        "loop: true\nlanguage: pt-BR\nconsent: Written, on file.\nlicence: CC BY 4.0\nlength: full\n"
    )
    authored = load_case(case_file(tmp_path, more=more))
    settings = authored.settings
    assert (settings.series, settings.window) == (2, Window(400, 50))
    assert (settings.direction, settings.zone) == (Direction.FEET_TO_HEAD, ZoneName.STRICT)
    assert settings.rate == authored.case.rate == Rate(Fraction(30000, 1001))
    assert settings.fonts == (tmp_path / "a.ttf", tmp_path / "b.ttf")
    assert (authored.case.loop, authored.case.language, authored.case.length) == (True, "pt-BR", Length.FULL)
    assert (authored.consent, authored.licence) == ("Written, on file.", "CC BY 4.0")


@pytest.mark.parametrize(
    ("written", "beat"),
    [
        ("hook: Hello", Hook(said("Hello"))),
        ("hook: {say: Hello}", Hook(said("Hello"))),
        ("scroll", Scroll()),
        ("scroll:", Scroll()),
        ("scroll: 85", Scroll(to=85)),
        ("scroll: {from: 9, to: 5, pace: 12.5 mm/s, step: 2, back: true}", Scroll(5, Fraction(25, 2), 9, 2, back=True)),
        ("scroll: {to: 5, show: mass, say: Look}", Scroll(5, show=("mass",), say=said("Look"))),
        ("hold: 2", Hold(Fraction(2))),
        ("hold: 2.5s", Hold(Fraction(5, 2))),
        ("hold: {seconds: 1 s, show: [mass]}", Hold(Fraction(1), ("mass",))),
        ("quiz: What is it?", Quiz("What is it?", 5)),
        (
            "quiz: {ask: Which?, options: [A, B, C], answer: [1, 3], think: 8}",
            Quiz("Which?", 8, ("A", "B", "C"), frozenset({0, 2})),
        ),
        ("quiz: {ask: Find it, find: mass, think: 3s}", Quiz("Find it", 3, find="mass")),
        ("reveal: There.", Reveal(said("There."))),
        ("reveal: {say: There., window: 400/50}", Reveal(said("There."), (), Look(Window(400, 50)))),
        ("window: ct-bone", Rewindow(BONE)),
        ("window: mr-brain", Rewindow(AutoLook(Percentiles(1, 99.5), "Auto"))),
        ("window: 1500/-600", Rewindow(Look(Window(1500, -600)))),
        ("window: {to: ct-bone, fade: 1s, say: Bone}", Rewindow(BONE, Fraction(1), said("Bone"))),
        ("window: back", Rewindow(None)),
        ("zoom: mass", Zoom("mass")),
        ("zoom: out", Zoom(None)),
        ("zoom: [1, 2, 30, 40.5]", Zoom(Area(1, 2, 30, 40.5))),
        ("zoom: {to: mass, seconds: 2, say: Closer}", Zoom("mass", Fraction(2), said("Closer"))),
        (
            "compare: {windows: [ct-bone, 400/50], style: wipe, seconds: 3}",
            Compare((BONE, Look(Window(400, 50))), CompareStyle.WIPE, Fraction(3)),
        ),
        ("compare: [ct-bone, 400/50]", Compare((BONE, Look(Window(400, 50))), CompareStyle.SIDE_BY_SIDE, Fraction(4))),
        ("takeaway: One line.", Takeaway(("One line.",))),
        ("takeaway: [One., Two.]", Takeaway(("One.", "Two."))),
        ("card: Part two", TextCard("Part two", ())),
        ("card: {heading: Part two, lines: [a, b], seconds: 2}", TextCard("Part two", ("a", "b"), Fraction(2))),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_beat_in_its_short_and_its_long_form(tmp_path: Path, written: str, beat: Beat) -> None:
    """What a reader would expect a beat to mean."""
    assert load_case(case_file(tmp_path, beats(written))).case.beats == (beat,)


def at(column: float, row: float) -> OnSlice:
    """A place on slice 5."""
    return OnSlice(5, column, row)


@pytest.mark.parametrize(
    ("written", "shape"),
    [
        ("arrow: {slice: 5, at: [1, 2]}", ArrowMark(at(1, 2), 315)),
        ("arrow: {slice: 5, at: [1, 2.5], from: top}", ArrowMark(at(1, 2.5), 0)),
        ("arrow: {slice: 5, at: [1, 2], from: lower-left}", ArrowMark(at(1, 2), 225)),
        ("arrow: {slice: 5, at: [1, 2], from: 20}", ArrowMark(at(1, 2), 20)),
        ("arrow: {slice: 5, at: [1, 2], from: 20 degrees}", ArrowMark(at(1, 2), 20)),
        ("arrow: {image: 85, at: [1, 2]}", ArrowMark(OnImage(85, 1, 2), 315)),
        ("arrow: {mm: [-40.5, 12, -310]}", ArrowMark(InPatient((-40.5, 12, -310)), 315)),
        ("ring: {slice: 5, at: [1, 2], radius: 25 mm}", RingMark(at(1, 2), Size(25, Unit.MM))),
        ("ring: {slice: 5, at: [1, 2], radius: 7.5px}", RingMark(at(1, 2), Size(7.5, Unit.PX))),
        ("box: {slice: 5, points: [[1, 2], [3, 4]]}", BoxMark(at(1, 2), at(3, 4))),
        ("outline: {slice: 5, points: [[1, 2], [3, 4], [5, 1]]}", OutlineMark((at(1, 2), at(3, 4), at(5, 1)), True)),
        (
            "outline: {slice: 5, points: [[1, 2], [3, 4], [5, 1]], smooth: no}",
            OutlineMark((at(1, 2), at(3, 4), at(5, 1)), False),
        ),
        ("label: {slice: 5, at: [1, 2], text: Aorta}", LabelMark(at(1, 2))),
        ("ruler: {mm: [[1, 2, 3], [4, 5, 3]]}", RulerMark(InPatient((1, 2, 3)), InPatient((4, 5, 3)))),
        ("angle: {slice: 5, points: [[1, 2], [3, 4], [5, 1]]}", AngleMark(at(1, 2), at(3, 4), at(5, 1))),
        ("spotlight: {slice: 5, at: [1, 2], radius: 9 mm}", SpotlightMark(at(1, 2), Size(9, Unit.MM))),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_mark_and_each_way_to_say_where(tmp_path: Path, written: str, shape: MarkShape) -> None:
    """By slice number, PACS image number or patient mm; directions as words or degrees; sizes with their unit."""
    (mark,) = load_case(case_file(tmp_path, marks=f"marks:\n  it:\n    {written}\n")).case.marks
    assert mark.shape == shape


def test_a_mark_takes_label_slices_and_colour(tmp_path: Path) -> None:
    """Its caption words follow its colour; a label mark is called by its text, or by its name."""
    marks = (
        "marks:\n  a: {arrow: {slice: 5, at: [1, 2]}, label: Cyst, slices: 7, colour: interface}\n"
        "  b: {label: {slice: 5, at: [1, 2], text: Aorta}}\n  vena-cava: {label: {slice: 5, at: [1, 2]}}\n"
    )
    case = load_case(case_file(tmp_path, beats("hook: 'The [thing](a)'"), marks)).case
    a, b, cava = case.marks
    assert (a.label, a.slices, a.tone) == ("Cyst", (7, 7), Tone.INTERFACE)
    assert (b.label, cava.label, b.slices) == ("Aorta", "vena-cava", None)
    assert case.beats == (Hook((Run("The "), Run("thing", Tone.INTERFACE, "a"))),)


def test_waivers_stay_with_their_beat(tmp_path: Path) -> None:
    """A waiver stands beside the word of its beat."""
    authored = load_case(case_file(tmp_path, beats("{hook: Hello, waive: [fast-text]}", "scroll: 5")))
    assert authored.waived == (frozenset({"fast-text"}), frozenset())


@pytest.mark.parametrize(
    ("written", "line", "key", "parts"),
    [
        ({"head": HEAD.replace("schema: 1\n", "")}, 1, "", ["schema: 1"]),
        ({"head": HEAD.replace("schema: 1", "schema: 2")}, 1, "schema", ['"2"', "1"]),
        ({"head": HEAD.replace("title:", "titel:")}, 2, "titel", ["Did you mean title?"]),
        ({"head": HEAD.replace("title: Where is the problem?\n", "")}, 1, "", ["title is missing"]),
        ({"more": "length: 20s\n"}, 5, "length", ['"20s"', "15s", "full"]),
        ({"more": "window: 400-50\n"}, 5, "window", ["400-50", "400/50"]),
        ({"more": "direction: up\n"}, 5, "direction", ["head-to-feet"]),
        ({"more": "fps: fast\n"}, 5, "fps", ["30000/1001"]),
        ({"more": "fps: 500\n"}, 5, "fps", ["1 to 120"]),
        ({"more": "language: '?'\n"}, 5, "language", ["pt-BR"]),
        ({"more": "post: {txt: x}\n"}, 5, "post.txt", ["Did you mean text?"]),
        ({"marks": "marks: [a]\n"}, 5, "marks", ["by name"]),
        ({"marks": "marks: {a: {arow: {slice: 5, at: [1, 2]}}}\n"}, 5, "marks.a.arow", ["Did you mean arrow?"]),
        ({"marks": "marks: {a: {label: x}}\n"}, 5, "marks.a", ["no shape", "arrow, ring"]),
        ({"marks": "marks: {a: {arrow: {at: [1, 2]}}}\n"}, 5, "marks.a.arrow", ["slice and at", "mm"]),
        ({"marks": "marks: {a: {arrow: {slice: 5, at: [1]}}}\n"}, 5, "marks.a.arrow.at", ["2 numbers", "[172, 286]"]),
        ({"marks": "marks: {a: {arrow: {slice: 5, at: [1, .nan]}}}\n"}, 5, "marks.a.arrow.at", ["2 numbers"]),
        ({"marks": "marks: {a: {arrow: {slice: 0, at: [1, 2]}}}\n"}, 5, "marks.a.arrow.slice", ["slice number"]),
        (
            {"marks": "marks: {a: {arrow: {slice: 5, at: [1, 2], from: upper left}}}\n"},
            5,
            "marks.a.arrow.from",
            ["Did you mean upper-left?"],
        ),
        ({"marks": "marks: {a: {arrow: {slice: 5, image: 5, at: [1, 2]}}}\n"}, 5, "marks.a.arrow", ["one way"]),
        ({"marks": "marks: {a: {ring: {slice: 5, at: [1, 2]}}}\n"}, 5, "marks.a.ring", ["radius"]),
        ({"marks": "marks: {a: {ring: {slice: 5, at: [1, 2], radius: 25}}}\n"}, 5, "marks.a.ring.radius", ["25 mm"]),
        ({"marks": "marks: {a: {box: {slice: 5, points: [[1, 2]]}}}\n"}, 5, "marks.a.box.points", ["1 in a list", "2"]),
        ({"marks": MARKS.replace("[3, 8]", "[8, 3]")}, 9, "marks.mass.slices", ["lower number first"]),
        ({"marks": MARKS.replace("mass:", "a mass:")}, 6, "marks.a mass", ["letters"]),
        ({"marks": "marks: {a: {mask: none.nii}}\n"}, 5, "marks.a.mask", ["none.nii", "no such file"]),
        ({"beats": "beats: []\n"}, 10, "beats", ["1 to 40"]),
        ({"beats": beats("scrol: 5")}, 11, "beats.1.scrol", ["Did you mean scroll?"]),
        ({"beats": beats("scrol")}, 11, "beats.1", ["Did you mean scroll?"]),
        ({"beats": beats("{scroll: 5, hold: 2}")}, 11, "beats.1", ["its own dash"]),
        ({"beats": "beats:\n  - quiz:\n    ask: What?\n"}, 12, "beats.1.ask", ["Indent it", "quiz"]),
        ({"beats": beats("hook:")}, 11, "beats.1.hook", ["say is missing"]),
        ({"beats": beats("scroll: {too: 5}")}, 11, "beats.1.scroll.too", ["Did you mean to?"]),
        ({"beats": beats("scroll: five")}, 11, "beats.1.scroll", ['"five"', "slice number"]),
        ({"beats": beats("scroll: {to: 5, pace: 30 m/s}")}, 11, "beats.1.scroll.pace", ["30 mm/s"]),
        ({"beats": beats("scroll: {to: 5, pace: 0}")}, 11, "beats.1.scroll.pace", ["more than 0"]),
        ({"beats": beats("hold: {seconds: 0}")}, 11, "beats.1.hold.seconds", ["more than 0"]),
        ({"beats": beats("hold: {seconds: 2, show: [mas]}")}, 11, "beats.1.hold.show.1", ["Did you mean mass?"]),
        ({"beats": beats("hook: 'A [thing](mas)'")}, 11, "beats.1.hook", ["Did you mean mass?"]),
        ({"beats": beats("quiz: {ask: Q, options: [A]}")}, 11, "beats.1.quiz.options", ["2 to 4"]),
        ({"beats": beats("quiz: {ask: Q, options: [A, B]}")}, 11, "beats.1.quiz", ["answer is missing"]),
        ({"beats": beats("quiz: {ask: Q, options: [A, B], answer: 3}")}, 11, "beats.1.quiz.answer", ["1 to 2"]),
        ({"beats": beats("quiz: {ask: Q, options: [A, a], answer: 1}")}, 11, "beats.1.quiz", ["the same"]),
        ({"beats": beats("quiz: {ask: Q, answer: 1}")}, 11, "beats.1.quiz", ["no options"]),
        ({"beats": beats("quiz: {ask: Q, find: mass, options: [A, B], answer: 1}")}, 11, "beats.1.quiz", ["not both"]),
        ({"beats": beats("quiz: {ask: Q, think: 11s}")}, 11, "beats.1.quiz.think", ["3 to 10"]),
        ({"beats": beats("reveal: {say: x, window: ct-bon}")}, 11, "beats.1.reveal.window", ["Did you mean ct-bone?"]),
        ({"beats": beats("window: {to: ct-bone, fade: 0.1}")}, 11, "beats.1.window.fade", ["0.3"]),
        ({"beats": beats("zoom: mas")}, 11, "beats.1.zoom", ["Did you mean mass?"]),
        ({"beats": beats("zoom: [9, 2, 3, 4]")}, 11, "beats.1.zoom", ["left, top, right, bottom"]),
        ({"beats": beats("compare: {windows: [ct-bone]}")}, 11, "beats.1.compare.windows", ["expected 2"]),
        (
            {"beats": beats("compare: {windows: [ct-bone, ct-lung], style: beside}")},
            11,
            "beats.1.compare.style",
            ["side by side", "wipe"],
        ),
        ({"beats": beats("takeaway: [a, b, c, d]")}, 11, "beats.1.takeaway", ["1 to 3"]),
        ({"beats": beats("{hook: x, waive: [fast-txt]}")}, 11, "beats.1.waive.1", ["Did you mean fast-text?"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_a_mistake_names_file_line_key_and_the_way_out(
    tmp_path: Path, written: dict[str, str], line: int, key: str, parts: list[str]
) -> None:
    """One sentence: where, what was found, what is allowed, the nearest right name."""
    path = case_file(tmp_path, **written)
    with pytest.raises(AuthoredError) as caught:
        load_case(path)
    message = str(caught.value)
    assert message.startswith(f"{path}, line {line}" + (f", {key}: " if key else ": "))
    assert all(part in message for part in parts)
    assert message.isprintable()


def test_a_preset_of_ones_own_and_its_window_are_found_beside_the_case(tmp_path: Path) -> None:
    """A path is relative to the case file, for the preset and for a window."""
    shipped = Path(__file__).parents[2] / "presets" / "ct-bone.yaml"
    (tmp_path / "own.yaml").write_text(shipped.read_text(encoding="utf-8"), encoding="utf-8")
    path = case_file(tmp_path, beats("window: ./own.yaml"), head=HEAD.replace("ct-lung", "own.yaml"))
    authored = load_case(path)
    assert authored.preset == tmp_path / "own.yaml"
    assert authored.case.beats == (Rewindow(BONE),)


def test_a_voice_stands_beside_the_word_of_its_beat(tmp_path: Path) -> None:
    """Its file is found beside the case, and may be another one in another language."""
    written = beats("{hook: Hello, narration: ./a.wav, narration.es: ./es/a.wav}", "scroll: 5")
    path = case_file(tmp_path, written)
    assert [beat.voice for beat in load_case(path).case.beats] == [Voice(tmp_path / "a.wav"), None]
    assert load_case(path, "es").case.beats[0].voice == Voice(tmp_path / "es/a.wav")
    whole = case_file(tmp_path, written, more="narration: ./all.wav\n")
    with pytest.raises(AuthoredError, match="line 5, narration: there is a voice for the whole clip and one for"):
        load_case(whole)
