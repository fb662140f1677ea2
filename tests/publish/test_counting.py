"""Counts in each platform's unit, against counts made another way; cuts and splits that stay within them."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scrollcast.model.posting import Room, Unit
from scrollcast.publish.counting import count, cut, fits, split

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
ALPHABET = st.sampled_from(
    [
        *(
            "word",
            "mass",
            " ",
            "\n",
            "日本語",
            "é",
            "e\u0301",
            FAMILY,
            "🇩🇪",
            "1\ufe0f\u20e3",
            "👍🏽",
            "ñ",
            "µ",
            "x" * 30,
        ),
        *("https://doi.org/10.1148/radiol.2020200432", "(https://a.org/b)."),
    ]
)
TEXTS = st.lists(ALPHABET, max_size=25).map(" ".join)
ROOMS = st.tuples(st.builds(Room, st.integers(24, 300), st.sampled_from(list(Unit))))


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("hello", (5, 5, 5, 5, 5)),
        ("日本語", (3, 6, 3, 3, 9)),  # X counts ideographs twice
        ("👍", (2, 2, 1, 1, 4)),
        (FAMILY, (11, 2, 1, 1, 25)),  # four people, three joiners: one picture
        ("🇩🇪", (4, 2, 1, 1, 8)),
        ("1\ufe0f\u20e3", (3, 2, 1, 1, 7)),
        ("👍🏽", (4, 2, 1, 1, 8)),
        ("é", (1, 1, 1, 1, 2)),
        ("e\u0301", (2, 1, 1, 1, 3)),  # X composes before it counts
        ("https://doi.org/10.1148/radiol.2020200432", (41, 23, 23, 41, 41)),
        ("See (https://a.org/b).", (22, 30, 30, 22, 22)),
        ("on radiopaedia.org now", (22, 30, 22, 22, 22)),  # X makes links of bare names
        ("3.5 mm, e.g. T2.", (16, 16, 16, 16, 16)),
        ("µ \u2013 … “a”", (9, 10, 9, 9, 18)),  # an ellipsis is not among the light characters
    ],
)
def test_counts_by_hand(text: str, counts: tuple[int, ...]) -> None:
    """Figures worked out by hand from each platform's own rule: UTF-16, X, Mastodon, graphemes, bytes."""
    units = (Unit.UTF16, Unit.WEIGHTED, Unit.LINKED, Unit.GRAPHEMES, Unit.BYTES)
    assert tuple(count(text, unit) for unit in units) == counts


@given(TEXTS)
def test_units_that_have_a_plain_definition(text: str) -> None:
    """UTF-16 by code points above the first plane, UTF-8 by the ranges of its lengths."""
    points = [ord(character) for character in text]
    assert count(text, Unit.UTF16) == len(points) + sum(point > 0xFFFF for point in points)
    lengths = ((0x80, 1), (0x800, 2), (0x10000, 3), (0x110000, 4))
    assert count(text, Unit.BYTES) == sum(next(n for top, n in lengths if point < top) for point in points)


@given(st.text(alphabet="abc é\u0301日本", max_size=40))
def test_weights_and_graphemes_without_emoji_and_links(text: str) -> None:
    """A letter with its accents is one; ideographs weigh two after composition."""
    composed = unicodedata.normalize("NFC", text)
    assert count(text, Unit.WEIGHTED) == sum(2 if ord(c) > 0x10FF else 1 for c in composed)
    marks = [i for i, c in enumerate(text) if unicodedata.combining(c)]
    assert count(text, Unit.GRAPHEMES) == len(text) - sum(i > 0 for i in marks)


@given(TEXTS, ROOMS)
@example("x" * 400, (Room(24, Unit.UTF16),))
def test_a_cut_fits_and_is_a_part_of_the_text(text: str, rooms: tuple[Room, ...]) -> None:
    """The text itself where it fits; else whole words of it and an ellipsis, with nothing torn apart."""
    short = cut(text, rooms)
    assert fits(short, rooms)
    if fits(text, rooms):
        assert short == text
        return
    assert short.endswith("…") or not short
    kept = short[:-1]
    assert text.startswith(kept)
    rest = text[len(kept) :]
    assert not rest or unicodedata.combining(rest[0]) == 0
    assert not kept.endswith("\u200d") or not rest.startswith("\U0001f469")


def test_a_cut_is_at_a_word_where_a_word_fits() -> None:
    """Between letters only where there is no other place; between ideographs always."""
    assert cut("The quick brown fox", (Room(11, Unit.UTF16),)) == "The quick…"
    assert cut("Extraordinarily", (Room(6, Unit.UTF16),)) == "Extra…"
    assert cut("放射線科の症例です", (Room(6, Unit.GRAPHEMES),)) == "放射線科の…"
    assert cut(FAMILY * 3, (Room(2, Unit.GRAPHEMES),)) == FAMILY + "…"
    link = "https://doi.org/10.1148/radiol.2020200432"
    assert cut(f"Read {link} today", (Room(27, Unit.WEIGHTED),)) == "Read…"


@given(TEXTS, ROOMS)
def test_pieces_fit_and_hold_every_word(text: str, rooms: tuple[Room, ...]) -> None:
    """A thread says all of it."""
    pieces = split(text, rooms)
    assert all(fits(piece, rooms) for piece in pieces)
    together = "".join(piece.removesuffix("…") for piece in pieces)
    assert "".join(together.split()) == "".join(text.split())
