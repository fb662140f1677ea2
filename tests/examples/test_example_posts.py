"""The posts of the example cases: within the limits of all eight platforms, and silent about the answer."""

from pathlib import Path

import pytest

from scrollcast.authored.case import load_case
from scrollcast.authored.platforms import load_platform, platform_names
from scrollcast.publish.counting import fits
from scrollcast.publish.post import posting
from scrollcast.script.answers import gives_away

CASES = sorted((Path(__file__).parents[2] / "examples").glob("*/case.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("name", platform_names())
def test_the_post_of_an_example_is_taken_everywhere(path: Path, name: str) -> None:
    """Nothing is cut but hashtags that a platform takes fewer of."""
    authored, platform = load_case(path), load_platform(name)
    told = posting(authored.case, authored.post, platform)
    assert all("hashtags" in warning for warning in told.warnings)
    for text in (told.caption, *(piece.text for piece in told.thread)):
        assert text.strip()
        assert fits(text, platform.texts.caption)
    before = [told.caption, *(piece.text for piece in told.thread if piece.role in {"clip", "poll"})]
    assert all(gives_away(text, authored.case) is None for text in before)
