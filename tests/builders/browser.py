"""A headless Chromium with a page in it, moved by real input events; written with selenium."""

import base64
import json
import shutil
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
DESKTOP, PHONE = (1400, 900), (390, 844)
_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
_SHIFT = 8
Spot = tuple[float, float]


class Browser:
    """One window; places are CSS px of the page, from its upper left corner."""

    def __init__(self, profile: Path) -> None:
        options = webdriver.ChromeOptions()
        options.binary_location = str(CHROMIUM)
        for flag in (*_FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(DRIVER))
        self.density = 1

    def close(self) -> None:
        """End the browser."""
        self.driver.quit()

    def open(self, page: Path, size: tuple[int, int] = DESKTOP) -> None:
        """Load a page from its file and wait for its first slice; a phone has fingers and dense pixels."""
        phone = size == PHONE
        self.density = 2 if phone else 1
        facts = {"width": size[0], "height": size[1], "deviceScaleFactor": self.density, "mobile": phone}
        self.send("Emulation.setDeviceMetricsOverride", **facts)
        self.send("Emulation.setTouchEmulationEnabled", enabled=phone)
        self.driver.get_log("performance")
        self.driver.get(page.as_uri())
        self.settle()

    def send(self, command: str, **parameters: object) -> dict[str, object]:
        """A command of the DevTools protocol."""
        answer = self.driver.execute_cdp_cmd(command, parameters)
        assert isinstance(answer, dict)
        return answer

    def ask(self, expression: str) -> object:
        """The value of a JavaScript expression."""
        return self.driver.execute_script(f"return {expression}")

    def settle(self) -> None:
        """Wait until the slice that the header tells is the one that is drawn, and then a frame."""
        told = 'document.getElementById("count").value.split("/")[0]'
        drawn = 'document.getElementById("picture").dataset.shown'
        WebDriverWait(self.driver, 20).until(lambda _: self.ask(f"{told} === {drawn}"))
        self.driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")

    def text(self, name: str) -> str:
        """What an element says, or holds."""
        return str(self.ask(f'(it => it.value ?? it.textContent)(document.getElementById("{name}"))'))

    def box(self, selector: str) -> tuple[float, float, float, float]:
        """Left, top, width and height of an element."""
        box = f'document.querySelector("{selector}").getBoundingClientRect()'
        left, top, width, height = self.ask(f"(box => [box.x, box.y, box.width, box.height])({box})")
        return left, top, width, height

    def middle(self, selector: str) -> Spot:
        """The middle of an element."""
        left, top, width, height = self.box(selector)
        return left + width / 2, top + height / 2

    def press(self, selector: str) -> None:
        """Scroll an element into the window and click it."""
        self.driver.execute_script(f'document.querySelector("{selector}").scrollIntoView({{block: "nearest"}})')
        self.click(self.middle(selector))

    def click(self, spot: Spot, times: int = 1) -> None:
        """Click with the mouse."""
        for count in range(1, times + 1):
            for kind in ("mousePressed", "mouseReleased"):
                self._mouse(kind, spot, button="left", clickCount=count)
        self.settle()

    def drag(self, *spots: Spot, button: str = "left", shift: bool = False) -> None:
        """Press at the first place, move over the others, let go at the last."""
        held = {"button": button, "modifiers": _SHIFT if shift else 0}
        self._mouse("mousePressed", spots[0], clickCount=1, **held)
        for spot in spots[1:]:
            self._mouse("mouseMoved", spot, buttons=2 if button == "right" else 1, **held)
        self._mouse("mouseReleased", spots[-1], clickCount=1, **held)
        self.settle()

    def hover(self, spot: Spot) -> None:
        """Move the mouse."""
        self._mouse("mouseMoved", spot)
        self.settle()

    def wheel(self, spot: Spot, by: float, control: bool = False) -> None:
        """Turn the wheel, or pinch on a touchpad."""
        self._mouse("mouseWheel", spot, deltaX=0, deltaY=by, modifiers=2 if control else 0)
        self.settle()

    def touch(self, *moments: tuple[Spot, ...], let_go: bool = True) -> None:
        """Fingers that come down at the first moment, move, and leave."""
        for kind, spots in zip(("touchStart", *["touchMove"] * (len(moments) - 1)), moments, strict=True):
            self.send("Input.dispatchTouchEvent", type=kind, touchPoints=[_finger(*each) for each in enumerate(spots)])
        if let_go:
            self.send("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
        self.settle()

    def key(self, key: str, times: int = 1, modifiers: int = 0) -> None:
        """Strike a key, by its DOM name."""
        text = {"text": key} if len(key) == 1 else {"text": "\r"} if key == "Enter" else {}
        code = {"Enter": 13}.get(key, 0)
        for _ in range(times):
            down = {"key": key, "modifiers": modifiers, "windowsVirtualKeyCode": code, **text}
            self.send("Input.dispatchKeyEvent", type="keyDown", **down)
            self.send("Input.dispatchKeyEvent", type="keyUp", key=key, modifiers=modifiers)
        self.settle()

    def screenshot(self, path: Path) -> NDArray[np.uint8]:
        """The window as grey values, kept as a PNG beside."""
        path.write_bytes(base64.b64decode(str(self.send("Page.captureScreenshot", format="png")["data"])))
        image = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
        assert image is not None
        return np.asarray(image, np.uint8)

    def requested(self) -> list[str]:
        """Addresses that were asked for since the page was opened."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]

    def complaints(self) -> list[str]:
        """What the console has said."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def _mouse(self, kind: str, spot: Spot, **more: object) -> None:
        self.send("Input.dispatchMouseEvent", type=kind, x=spot[0], y=spot[1], **more)


def _finger(number: int, spot: Spot) -> dict[str, float]:
    return {"x": spot[0], "y": spot[1], "id": number}
