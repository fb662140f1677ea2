"""The page of ``pick`` in a real browser: wheel, keys, fingers, presets and windows, and its silence on the network."""

from pathlib import Path

import numpy as np
import pytest

from builders.browser import PHONE, Browser
from builders.picking import COLUMN, CROP, KEY, ROW, SLICES, SPACING, disc, marks, number, pixel, screen, to_disc
from scrollcast.model.mark import ArrowMark, LabelMark, OnSlice, RingMark, Size, Unit
from scrollcast.model.volume import ClearedVolume
from scrollcast.model.window import VoiFunction, Window
from scrollcast.raster.grey import voi

ALT, SHIFT = 1, 8


def test_wheel_slider_and_keys_scroll(browser: Browser) -> None:
    """A notch is a slice; the ends of the stack are ends; the image follows."""
    middle = browser.middle("#picture")
    assert number(browser) == 5
    browser.wheel(middle, 120)
    browser.wheel(middle, 120)
    assert number(browser) == 7
    browser.wheel(middle, -120)
    assert number(browser) == 6
    browser.key("End")
    browser.wheel(middle, 120)
    assert number(browser) == SLICES
    browser.key("PageUp")
    assert number(browser) == 1
    left, top, width, height = browser.box("#slider")
    browser.click((left + width - 4, top + height / 2))
    assert number(browser) == SLICES
    browser.press("#back")
    assert number(browser) == SLICES - 1
    browser.drag(middle, (middle[0], middle[1] - 40))
    assert number(browser) < SLICES - 1


def test_the_keyboard_alone_places_a_mark(browser: Browser) -> None:
    """Shift and arrow keys move a crosshair by whole pixels; Enter is a click there."""
    browser.key("r")
    browser.key("ArrowRight", modifiers=SHIFT)
    browser.key("Enter")
    browser.key("ArrowRight", modifiers=SHIFT | ALT)
    browser.key("Enter")
    (mark,) = marks(browser)
    assert isinstance(mark.shape, RingMark)
    middle = (CROP.left + CROP.columns / 2 - 0.5, CROP.top + CROP.rows / 2 - 0.5)
    assert pixel(mark.shape.at) == pytest.approx(middle, abs=0.51)
    assert mark.shape.radius == Size(10 * SPACING.column, Unit.MM)


def test_another_preset_counts_its_own_way(browser: Browser) -> None:
    """Feet to head the same slice has the other number: header, YAML and lives follow; the mark stays on its slice."""
    wanted = to_disc(browser)
    browser.key("l")
    browser.click(browser.middle("#picture"))
    browser.driver.execute_script(
        "const it = document.getElementById('preset'); it.value = 'ct-brain'; it.dispatchEvent(new Event('change'))"
    )
    browser.settle()
    assert browser.text("label") == "CT BRAIN"
    assert browser.text("window") == "Brain W80 L40"
    assert number(browser) == SLICES + 1 - wanted
    (mark,) = marks(browser)
    assert isinstance(mark.shape, LabelMark)
    assert isinstance(mark.shape.at, OnSlice)
    assert mark.shape.at.slice == SLICES + 1 - wanted


def test_windows_are_those_of_python(page: Path, browser: Browser, volume: ClearedVolume, tmp_path: Path) -> None:
    """The greys on the screen are those of PS3.3 C.11.2 within the noise of a JPEG; a right drag changes them."""
    left, top, width, height = browser.box("#picture")
    for _ in range(3):
        written = (word[1:].replace("\N{MINUS SIGN}", "-") for word in browser.text("window").split()[-2:])
        shown = Window.written("/".join(written))
        expected = 255 * float(voi(np.array([0.0]), Window(shown.width, shown.center, VoiFunction.LINEAR))[0])
        image = browser.screenshot(tmp_path / "grey.png")
        x, y = round(left + width / 2), round(top + 0.65 * height)
        patch = image[y - 20 : y + 20, x - 20 : x + 20]
        assert patch.mean() == pytest.approx(expected, abs=4)
        middle = browser.middle("#picture")
        browser.drag(middle, (middle[0] + 30, middle[1] - 40), button="right")
        assert browser.text("window").startswith("Custom")


def test_a_finger_scrolls_and_marks(phone: Browser, tmp_path: Path) -> None:
    """On a phone one finger scrolls, aims an arrow by the loupe and draws a ring; all fits in the window."""
    x, y = phone.middle("#picture")
    phone.touch(((x, y),), ((x, y + 20),), ((x, y + 40),))
    assert number(phone) > 5
    while number(phone) > SLICES - KEY:
        phone.press("#back")
    seen = disc(phone, tmp_path)
    phone.press("[data-tool=arrow]")
    phone.touch(((seen[0] - 25, seen[1] + 18),), ((seen[0] - 10, seen[1] + 8),), (seen,), let_go=False)
    phone.screenshot(tmp_path / "loupe.png")
    phone.send("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
    phone.settle()
    phone.press("[data-tool=ring]")
    end = screen(phone, seen, COLUMN + 20, ROW)
    far = screen(phone, seen, COLUMN - 30, ROW + 30)
    across = (far[0] + end[0] - seen[0], far[1])
    phone.touch((far,), (across,))
    arrow, ring = (mark.shape for mark in marks(phone))
    assert isinstance(arrow, ArrowMark)
    assert pixel(arrow.at) == pytest.approx((COLUMN, ROW), abs=0.5)
    assert isinstance(ring, RingMark)
    assert ring.radius.value == pytest.approx(20 * SPACING.column, abs=0.5)
    assert phone.ask("document.documentElement.scrollWidth") == PHONE[0]
    _, top, _, height = phone.box("#copy")
    assert top + height < PHONE[1]


def test_two_fingers_zoom_without_a_mark(phone: Browser, tmp_path: Path) -> None:
    """A pinch enlarges, keeps what is under it, and leaves no point behind; clicks are right afterwards."""
    while number(phone) > SLICES - KEY:
        phone.press("#back")
    before = disc(phone, tmp_path)
    phone.press("[data-tool=label]")
    x, y = before
    phone.touch(*(((x - reach, y), (x + reach, y)) for reach in (20, 30, 40)))
    after = disc(phone, tmp_path)
    assert phone.text("yaml") == ""
    assert after == pytest.approx(before, abs=12)
    phone.touch((after,))
    (mark,) = marks(phone)
    assert isinstance(mark.shape, LabelMark)
    assert pixel(mark.shape.at) == pytest.approx((COLUMN, ROW), abs=0.5)


def test_nothing_is_asked_of_the_network(page: Path, browser: Browser) -> None:
    """The page loads itself and its own pictures; even a script of its own could fetch nothing."""
    for key in ("End", "Home"):
        browser.key(key)
    asked = browser.requested()
    assert page.as_uri() in asked
    assert all(address == page.as_uri() or address.startswith("data:") for address in asked)
    blocked = browser.driver.execute_async_script(
        """
        const [done] = arguments;
        addEventListener("securitypolicyviolation", (event) => done(event.violatedDirective));
        fetch("https://example.invalid/").catch(() => {});
        """
    )
    assert blocked == "connect-src"
    assert browser.complaints() != []


def test_copy_puts_the_yaml_on_the_clipboard(browser: Browser) -> None:
    """What is copied is what is shown."""
    browser.key("a")
    browser.click(browser.middle("#picture"))
    browser.send("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    browser.press("#copy")
    copied = browser.driver.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
    assert copied == browser.text("yaml") != ""
