"""What beats are called, in a case file and in messages."""

from scrollcast.model.case import Beat, Rewindow, TextCard


def kind(beat: Beat) -> str:
    """The word that a case file has for a beat."""
    match beat:
        case Rewindow():
            return "window"
        case TextCard():
            return "card"
        case _:
            return type(beat).__name__.lower()
