"""What the headers say of the part of the body: words that put a face into question, and words for elsewhere.

Read from descriptions in many languages, from the body part and from coded regions; in the reader process only. What
crosses the pipe is our own words.
"""

import re
import unicodedata
from functools import lru_cache

from pydicom.dataset import Dataset

from scrollcast.dicom import lexicon
from scrollcast.dicom.values import items, text
from scrollcast.model.region import BARED, Region

_DESCRIPTIONS = (
    *("BodyPartExamined", "StudyDescription", "SeriesDescription", "ProtocolName", "AcquisitionProtocolName"),
    *("RequestedProcedureDescription", "PerformedProcedureStepDescription", "ScheduledProcedureStepDescription"),
)
_SEQUENCES = ("AnatomicRegionSequence", "ProcedureCodeSequence", "RequestedProcedureCodeSequence")
_CODES = {  # SNOMED RT and CT (PS3.16 CID 4, CID 4030 to 4033)
    **dict.fromkeys(
        ("T-D1100", "69536005", "T-A0100", "12738006", "T-11100", "89546000", "T-D1200", "89545001"), "head"
    ),
    **dict.fromkeys(("T-D1000", "774007", "T-D1480", "363654007", "T-22000", "2095001", "T-D1460", "25342003"), "head"),
    **dict.fromkeys(("T-D1600", "45048000", "T-11501", "122494005"), "neck"),
    **dict.fromkeys(("T-D0010", "38266002"), "whole body"),
}
# Without accents and case; anywhere within a word where a word of another meaning is not to be feared.
_WITHIN = {
    "head": (
        r"(?<!over)head|brain|cereb|cerveau|cervello|skull|crani|crane(?!s)|encephal|encefal|kopf|schadel|hirn|gesicht"
        r"|faccial|facial|maxill|mandib|paranas|nasenneben|orbit|mastoid|pituit|hypophy|ipofisi|hipofis|felsenbein|kiefer"
        r"|cabeza|cabeca|hoofd|hersen|schedel|aangezicht|huvud|hjarn|hjern|ansikt|ansigt|czaszk|mozg|twarz|lebka|mozek"
        r"|beyin|koponya|голов|мозг|череп|лицев|пазух|κεφαλ|εγκεφαλ|προσωπ|ראש|מוח|راس|دماغ|وجه"
        r"|头|頭|脑|脳|腦|颅|顱|面部|颜面|顔|鼻|眼|머리|두부|얼굴|neuro|epilep|hippocamp"
    ),
    "neck": (
        r"neck|cervic|carot|thyro|thyre|tiroid|schilddr|laryn|pharyn|faryn|kehlkopf|hws|cspine|halswirbel|nacken|cuello"
        r"|pescoco|гортан|шейн|шея|щитовид|颈|頸|喉|甲状|목뼈|경추|צוואר|رقبة"
    ),
    "whole body": r"wholebody|ganzkorper|polytrauma|全身|전신|panscan|totalbody",
}
_ALONE = {
    "head": (
        r"face|sinus(es)?|nose|nas(al|en)?|eyes?|ears?|inner[ _-]ear|optic|iacs?|iam|cpa|sella\w*|tmj|tmjs|dental\w*"
        r"|dent[ei]s?|teeth|jaws?|tongue|stroke|tete|testa|viso|faccia|cara|oido|orecchi\w*|rochers?|nnh|ohr|auge\w*"
        r"|zahn\w*|oog|oor|kaak|hode|glow[ay]|hlava|kafa|temporal[ _-]bones?|os[ _-]temporal|mrs?[ _-]?head"
    ),
    "neck": r"hals\w*|cou|collo|nek|hno|ent|orl|c[ _-]spine|jugular\w*|szy[ij]\w*|krk|목",
    "whole body": (
        r"whole[ _-]+body|corps[ _-]+entier|cuerpo[ _-]+entero|corpo[ _-]+(inteiro|intero)|total[ _-]+body|vertex|pet"
        r"|wb|pan[ _-]+scan|hele[ _-]+lichaam"
    ),
}
_ELSEWHERE = {
    "back": (
        r"[lts][ _-]?spine|lumb\w*|sacr\w*|lws|bws|lenden\w*|brustwirbel\w*|(thoracic|dorsal)[ _-]spine"
        r"|rachis[ _-](lomb|dors)\w*|lomb\w*"
    ),
    "abdomen": r"\w*abdo\w*|\w*bauch\w*|renal\w*|hepat\w*|spleen|biliar\w*|aorta|colon\w*|bowel|entero\w*",
    "chest": r"\w*thora[xc]\w*|chest\w*|lungs?",
    "limb": r"elbow|ellenbogen|coude|codo|gomito|thigh|femur|calf|tibia|leg|legs|foot|feet|hand|hands|finger\w*|arm",
}
_ANY = {
    **{word: re.compile(rf"{inner}|(?<![^\W_])(?:{_ALONE[word]})(?![^\W_])") for word, inner in _WITHIN.items()},
    **{word: re.compile(rf"(?<![^\W_])(?:{alone})(?![^\W_])") for word, alone in _ELSEWHERE.items()},
}
_NAMED = frozenset(region.value for region in Region) - BARED - {Region.SPINE}  # a spine may be cervical


def regions(dataset: Dataset, shared: Dataset) -> tuple[str, ...]:
    """Our words for every part of the body that the headers of a file speak of.

    Parameters
    ----------
    dataset : Dataset
    shared : Dataset
        Shared functional groups of an enhanced object; empty for others.

    Returns
    -------
    tuple of str
        Sorted; none where the headers do not tell.
    """
    places = [dataset, shared, *items(dataset, "RequestAttributesSequence"), *items(shared, "FrameAnatomySequence")]
    codes = [code for place in places for keyword in _SEQUENCES for code in items(place, keyword)]
    found = {_CODES.get(text(code, "CodeValue"), "") for code in codes} - {""}
    said = [text(place, keyword) for place in places for keyword in _DESCRIPTIONS]
    for description in dict.fromkeys([*said, *(text(code, "CodeMeaning") for code in codes)]):
        found |= _told(description)
    return tuple(sorted(found))


@lru_cache(maxsize=4096)
def _told(description: str) -> frozenset[str]:
    plain = _fold(description[:256])
    words = {word for word, pattern in _ANY.items() if pattern.search(plain)}
    words |= {word for word in lexicon.said(description) if word in _NAMED}
    part = lexicon.BODY_PARTS.get(re.sub(r"\W", "", description).upper(), "")
    return frozenset(words | ({part} & _NAMED))


def _fold(description: str) -> str:
    """Without case and accents."""
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", description) if not unicodedata.combining(mark))
    return unicodedata.normalize("NFC", plain).casefold().replace("ł", "l")
