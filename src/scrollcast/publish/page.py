"""A page that stands alone: style, script and data in one file, and a policy that keeps it off the network."""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files
from string import Template

from scrollcast.model.overlay import Tone
from scrollcast.picture.palette import BACKGROUND, PLATE, PLATE_EDGE, TONES
from scrollcast.raster.colour import Rgb

_WEB = files("scrollcast.publish") / "web"
_COLOURS = {"background": BACKGROUND, "plate": PLATE, "plate-edge": PLATE_EDGE} | {
    tone.value: TONES[tone] for tone in Tone
}

_SHOWN = {False: "img-src data:", True: "img-src data: file: 'self'; media-src file: 'self'"}


def page(title: str, shell: str, scripts: Sequence[str], data: Mapping[str, object], *, beside: bool = False) -> bytes:
    """Put a page together from the files in ``web/``.

    Parameters
    ----------
    title : str
    shell : str
        Name of the HTML and the CSS file, without their endings.
    scripts : sequence of str
        Names of the scripts, in order; they share one scope.
    data : mapping
        What the script finds as JSON in the element ``data``.
    beside : bool
        Whether pictures and films of the same drive may be shown.

    Returns
    -------
    bytes
        UTF-8. Nothing in it may be loaded from the network, and no other script can run in it.
    """
    script = '"use strict";\n(() => {\n' + "\n".join(_text(f"{name}.js") for name in scripts) + "})();\n"
    style = f":root {{ {_colours()} }}\n{_text(f'{shell}.css')}"
    policy = (
        f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)}; {_SHOWN[beside]}; "
        "base-uri 'none'; form-action 'none'"
    )
    shipped = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")).replace("<", "\\u003c")
    filled = Template(_text(f"{shell}.html")).substitute(
        title=escape(title), policy=policy, style=style, script=script, data=shipped
    )
    return filled.encode()


def _text(name: str) -> str:
    return (_WEB / name).read_text(encoding="utf-8")


def _colours() -> str:
    return " ".join(f"--{name}: {_hex(colour)};" for name, colour in _COLOURS.items())


def _hex(colour: Rgb) -> str:
    return f"#{bytes(colour).hex()}"


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
