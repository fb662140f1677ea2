"""What the headers declare: a YES refuses, silence proves nothing (only one CT or MR series in five says anything)."""

from scrollcast.errors import PrivacyRefusal
from scrollcast.model.volume import Check, Volume


def check_header(volume: Volume) -> Check:
    """Refuse what the headers themselves call unfit to publish (PS3.15 E.3.1, E.3.2).

    Raises
    ------
    PrivacyRefusal
        Where any slice declares burned-in text, recognizable features, or a saved screen or report; and where it is
        derived, but has no position and orientation as a reformat has.
    """
    declared = volume.declared
    if declared.burned_in:
        raise PrivacyRefusal(
            "The header says that text is burned into the pixels (BurnedInAnnotation is YES). "
            "Choose a series without, or export it from the PACS without annotations."
        )
    if declared.recognizable:
        raise PrivacyRefusal(
            "The header says that a person can be recognized from these images (RecognizableVisualFeatures is YES). "
            "Choose another series."
        )
    if declared.screen:
        raise PrivacyRefusal(
            "The header tells of a saved screen, a dose or protocol page, a report or a film. "
            "Choose the series that the scanner made."
        )
    if declared.derived and not all(plane.place for plane in volume.slices):
        raise PrivacyRefusal(
            "The images are derived, not original, and have no position and orientation as a reformat has: "
            "they may be pictures of a screen. Choose the series that the scanner made."
        )
    return Check("header", "no burned-in text, recognizable features or saved screens declared")
