"""Is it a picture that a CT or MR scanner made? Everything else is refused."""

from scrollcast.errors import PrivacyRefusal
from scrollcast.model.volume import Check, Volume


def check_kind(volume: Volume) -> Check:
    """Refuse secondary captures; a volume's modality is CT or MR by its type.

    Raises
    ------
    PrivacyRefusal
        Where any slice is a secondary capture by class or by its attributes (PS3.3 C.8.6.1).
    """
    if volume.declared.captured:
        raise PrivacyRefusal(
            "The series holds secondary captures: copies of a screen or a film, which may show a name. "
            "Choose the series that the scanner made."
        )
    return Check("kind", f"{volume.modality} images, no secondary capture")
