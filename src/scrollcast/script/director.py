"""Beats to legs, one beat after the other."""

from typing import assert_never

from scrollcast.model.case import (
    Beat,
    Compare,
    Hold,
    Hook,
    Quiz,
    Reveal,
    Rewindow,
    Scroll,
    Takeaway,
    TextCard,
    Zoom,
)
from scrollcast.model.footage import Bumper
from scrollcast.script.asking import quiz, reveal
from scrollcast.script.carding import bumper, come_round, takeaway, text_card
from scrollcast.script.looking import compare, rewindow, zoom
from scrollcast.script.material import Material
from scrollcast.script.moving import hold, hook, scroll
from scrollcast.script.scene import Scene
from scrollcast.script.secrecy import keep
from scrollcast.script.voices import let_speak


def direct(material: Material) -> Scene:
    """Go through the beats of a case and write down the legs.

    Raises
    ------
    UsageError
        Where a beat asks for what the stack or the case does not have, or would give an answer away.
    """
    keep(material.case.beats)
    scene = Scene(material)
    for number, beat in enumerate(material.case.beats, 1):
        since = len(scene.legs)
        _play(scene, number, beat)
        let_speak(scene, number, beat, since)
    if material.case.loop:
        come_round(scene)
    return scene


def _play(scene: Scene, number: int, beat: Beat) -> None:
    match beat:
        case Hook():
            hook(scene, number, beat)
        case Scroll():
            scroll(scene, number, beat)
        case Hold():
            hold(scene, number, beat)
        case Quiz():
            quiz(scene, number, beat)
        case Reveal():
            reveal(scene, number, beat)
        case Rewindow():
            rewindow(scene, number, beat)
        case Zoom():
            zoom(scene, number, beat)
        case Compare():
            compare(scene, number, beat)
        case TextCard():
            text_card(scene, number, beat)
        case Takeaway():
            takeaway(scene, number, beat)
        case Bumper():
            bumper(scene, number, beat)
        case _:
            assert_never(beat)
