"""Texts of a post: within every limit by an independent count, cut aloud, and silent about the answer."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrollcast.authored.platforms import load_platform, platform_names
from scrollcast.errors import UsageError
from scrollcast.model.authored import Post
from scrollcast.model.case import Case, Hook, Quiz, Reveal, Takeaway
from scrollcast.model.mark import ArrowMark, MarkSpec, OnSlice
from scrollcast.model.overlay import Run
from scrollcast.model.platform import Platform
from scrollcast.model.posting import Room, Unit
from scrollcast.publish.post import Posting, posting

PLATFORMS = [load_platform(name) for name in platform_names()]
FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
LINK = "https://doi.org/10.1148/radiol.2020200432"
QUIZ = Quiz("Which organ is abnormal?", 5, ("Stomach", "Liver", "Spleen", "Aorta"), frozenset({1}))
CASE = Case(
    "Spot the finding",
    (Hook((Run("Scroll with me."),)), QUIZ, Reveal((Run("A cyst."),)), Takeaway(("Look twice.", "Measure it."))),
    credit="Data: TCIA, CC BY 3.0",
)
WORDS = st.sampled_from(["word", "日本語", FAMILY, "🇩🇪", "é", "e\u0301", LINK, "finding", "a" * 40])
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)
POSTS = st.builds(Post, TEXTS, st.lists(st.sampled_from(["radiology", "FOAMrad", "日本"]), max_size=9).map(tuple))


def length(text: str, unit: Unit) -> int:
    """Count by other means than the package: made for the letters of these tests."""
    if unit is Unit.BYTES:
        return sum(1 + (ord(c) > 0x7F) + (ord(c) > 0x7FF) + (ord(c) > 0xFFFF) for c in text)
    if unit is Unit.UTF16:
        return sum(1 + (ord(c) > 0xFFFF) for c in text)
    shorter = text.replace(FAMILY, "\x01").replace("🇩🇪", "\x01")
    if unit in {Unit.WEIGHTED, Unit.LINKED}:
        pieces = shorter.split(LINK)
        shorter = ("\x02" * 23).join(pieces)
    composed = unicodedata.normalize("NFC", shorter)
    if unit is not Unit.WEIGHTED:
        return len(composed)
    return sum(2 if c == "\x01" or (ord(c) > 0x10FF and not 0x2000 <= ord(c) <= 0x201F) else 1 for c in composed)


def texts(told: Posting, platform: Platform) -> list[tuple[str, Room]]:
    """Every text with each limit that binds it."""
    limited = [
        (text, room) for text in (told.caption, *(p.text for p in told.thread)) for room in platform.texts.caption
    ]
    if platform.texts.title is not None:
        limited.append((told.title, platform.texts.title))
    if told.poll is not None and platform.poll is not None:
        limited += [(option, platform.poll.option) for option in told.poll.options]
        if platform.poll.question is not None:
            limited.append((told.poll.question, platform.poll.question))
    return limited


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
@given(post=POSTS, references=st.lists(st.just(LINK), max_size=10))
@settings(max_examples=40)
def test_every_text_is_within_its_limit(platform: Platform, post: Post, references: list[str]) -> None:
    """Emoji, joined emoji, ideographs, accents and links, counted another way."""
    told = posting(CASE, replace(post, references=tuple(references)), platform)
    for text, room in texts(told, platform):
        assert length(text, room.unit) <= room.most
    assert told.caption.count("#") <= platform.texts.hashtags


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
def test_what_fits_is_there_word_for_word(platform: Platform) -> None:
    """Text, hashtags, credit; on X and the like, the credit comes at the end of the thread."""
    post = Post("Where would you look?", ("radiology", "#RadEd"), (LINK,))
    told = posting(CASE, post, platform)
    everything = "\n".join((told.caption, *(piece.text for piece in told.thread)))
    for words in ("Where would you look?", "#radiology #RadEd", LINK, "TCIA, CC BY 3.0", "not for diagnosis"):
        assert words in everything
    assert told.warnings == ()
    assert told.caption.startswith("Where would you look?")
    assert bool(told.thread) == platform.thread


def test_a_cut_is_said_and_is_at_a_word() -> None:
    """What follows the text keeps its place: hashtags are not lost to a long text."""
    told = posting(CASE, Post("finding " * 100, ("radiology",)), load_platform("x"))
    assert told.caption.endswith("finding…\n\n#radiology")
    assert told.warnings == (
        "X (Twitter) has room for 280 weighted: the caption is cut after 'finding finding finding'.",
    )


def test_hashtags_are_words_and_not_too_many() -> None:
    """Signs and spaces go, numbers alone are none; those left out are named."""
    told = posting(CASE, Post("Look.", ("rad ed", "#CT", "2026", "MRI")), load_platform("x"))
    assert told.caption == "Look.\n\n#raded #CT"
    assert told.warnings == ("X (Twitter) takes 2 hashtags: #MRI left out.",)


def test_options_are_cut_for_a_poll_and_said() -> None:
    """At most 25 letters; LinkedIn takes 30."""
    quiz = replace(QUIZ, options=("Something that is really long", "Liver", "Neither"))
    case = replace(CASE, beats=(quiz, Reveal((Run("A cyst."),))))
    x, linkedin = (posting(case, Post("Look."), load_platform(name)) for name in ("x", "linkedin"))
    assert x.poll is not None
    assert x.poll.options == ("Something that is…", "Liver", "Neither")  # an ellipsis weighs 2
    assert "the option of the poll is cut after 'Something that is'" in x.warnings[0]
    assert linkedin.poll is not None
    assert linkedin.poll.options[0] == "Something that is really long"
    assert linkedin.warnings == ()


def test_a_thread_asks_before_it_answers() -> None:
    """The clip, the poll, the answer with the still of the reveal, what to take home, references."""
    told = posting(CASE, Post("Look.", (), (LINK,)), load_platform("mastodon"))
    assert [(piece.role, piece.attached) for piece in told.thread] == [
        *(("clip", "clip"), ("poll", "poll"), ("answer", "reveal"), ("teaching", ""), ("references", "")),
    ]
    assert told.thread[2].text == "B Liver\nA cyst."
    assert told.thread[3].text == "Look twice.\nMeasure it."
    before = " ".join(piece.text for piece in told.thread[:2])
    assert "Liver" not in before
    bluesky = posting(CASE, Post("Look."), load_platform("bluesky"))
    assert bluesky.poll is None
    assert "A Stomach  B Liver  C Spleen  D Aorta" in bluesky.caption


def test_long_references_make_more_posts_instead_of_being_cut() -> None:
    """Each reference is there, whole."""
    references = tuple(f"Author {n} and others, a title that is quite long, Radiology 2020. {LINK}" for n in range(9))
    told = posting(CASE, Post("Look.", (), references), load_platform("bluesky"))
    pieces = [piece.text for piece in told.thread if piece.role == "references"]
    assert len(pieces) > 2
    assert "".join(pieces).count(LINK) == len(references)


def test_youtube_takes_no_angle_brackets() -> None:
    """They are written otherwise, and that is said."""
    told = posting(CASE, Post("HU < 20 > 0"), load_platform("youtube"))
    assert not set("<>") & set(told.caption + told.title)
    assert told.caption.startswith("HU ‹ 20 › 0")  # noqa: RUF001
    assert told.warnings == ("YouTube Shorts takes no < or >: they are written otherwise.",)


@pytest.mark.parametrize(
    ("case", "post", "says"),
    [
        (CASE, Post("Look at the liver."), "text of the post says 'Liver', which answers the quiz of beat 2"),
        (CASE, Post("Look.", ("LiverCyst",)), "hashtag 'LiverCyst' says 'Liver'"),
        (replace(CASE, title="A liver cyst"), Post("Look."), "title says 'Liver'"),
        (replace(CASE, history="Known liver disease."), Post("Look."), "history says 'Liver'"),
    ],
)
def test_no_text_tells_the_answer_before_it(case: Case, post: Post, says: str) -> None:
    """A post is read before the clip is seen."""
    with pytest.raises(UsageError, match=says):
        posting(case, post, load_platform("x"))


def test_a_question_without_options_is_asked_in_the_caption() -> None:
    """There is nothing to vote on."""
    case = replace(CASE, beats=(Quiz("Where is it?", 5), Reveal((Run("A cyst."),))))
    told = posting(case, Post("Look."), load_platform("x"))
    assert told.caption == "Look.\n\nWhere is it?"
    assert told.poll is None
    assert [piece.role for piece in told.thread] == ["clip", "answer", "references"]


def test_naming_a_mark_is_for_a_person_to_judge() -> None:
    """It may be what is to be found."""
    mark = MarkSpec("cyst", ArrowMark(OnSlice(3, 4.0, 5.0), 45.0), "Simple cyst")
    case = replace(CASE, marks=(mark,), beats=(QUIZ, Reveal((), show=("cyst",))))
    told = posting(case, Post("Where is the simple cyst?"), load_platform("x"))
    assert told.warnings == (
        "The text of the post names 'Simple cyst', which the answer of beat 1 marks; does it tell?",
    )


def test_naming_every_option_tells_nothing() -> None:
    """That is what the question does itself."""
    told = posting(CASE, Post("Stomach, liver, spleen or aorta?"), load_platform("x"))
    assert told.caption == "Stomach, liver, spleen or aorta?"


def test_a_case_without_a_question_has_no_poll() -> None:
    """A tour is posted too: its text is the hook where it has none of its own."""
    tour = replace(CASE, beats=(Hook((Run("Four windows."),)), Takeaway(("Change it.",))))
    told = posting(tour, Post(), load_platform("x"))
    assert told.caption == "Four windows."
    assert told.poll is None
    assert [piece.role for piece in told.thread] == ["clip", "teaching", "references"]
