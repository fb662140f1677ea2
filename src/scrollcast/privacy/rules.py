"""What tells of a patient without any header at hand: exact ages, dates, long numbers, telephones, e-mail, hospitals.

The rules know several languages and no grammar. They would rather refuse a harmless text, whose author can put it
another way, than let a telling one through. Identifiers of literature are no numbers of patients.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scrollcast.model.said import Role, Said
from scrollcast.privacy.folding import plain

_OF_LITERATURE = re.compile(
    r"\b(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/[^\s,;]+"
    r"|\b(?:PMID|PMC|PubMed|arXiv|ISBN|ISSN|NCT|Radiopaedia|rID)[:\s-]*\d[\d.X-]*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)

_E_MAIL = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")

_LONG = re.compile(r"\d{6,}")
_GROUPED = re.compile(r"\b(?:\d{3}[-.]\d{2}[-.]\d{4}|\d{3}([-. ])\d{3}\1\d{4}|\d{3}\.\d{4}\.\d{4}\.\d{2})\b")
_TELEPHONE = re.compile(
    r"\+\d(?:[\s()./-]*\d){7,}"
    r"|\(0?\d{2,4}\)[\s./-]*\d(?:[\s./-]*\d){5,}"
    r"|(?<![\d.,-])0\d{1,4}[\s/-]?\d(?:[\s/-]?\d){5,}"
    r"|\b(?:tel|telephone|phone|fax|mobile|handy|whatsapp|call|telefono?|t[eé]l[eé]phone|teléfono)\b[.:\s]*\d{3}",
    re.IGNORECASE,
)

_MONTHS = (
    r"january|february|march|april|june|july|august|september|october|november|december"
    r"|januar|jänner|februar|märz|mai|juni|juli|oktober|dezember|januari|februari|maart|mei|augustus|december"
    r"|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre"
    r"|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre"
    r"|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro"
    r"|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
)
_SHORT = r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|May|Okt|Dez"
_SIZE = r"(?!\s*(?:mm|cm|ml|cc|HU|ms|T)\b)"
_DATES = (
    re.compile(rf"\b(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|[12]\d|3[01])\1(?:19|20)?\d\d\b{_SIZE}"),
    re.compile(r"\b(?:19|20)\d\d([./-])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])\b"),
    re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th|er|º|\.)?[\s-]+(?:of\s+|de\s+)?(?:{_MONTHS})\b", re.IGNORECASE),
    re.compile(rf"\b(?:{_MONTHS})[.,]?\s+(?:(?:de|of|del)\s+)?\d{{1,4}}\b{_SIZE}", re.IGNORECASE),
    re.compile(
        rf"\b\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:{_SHORT})\b|\b(?:{_SHORT})\.?\s+(?:\d{{4}}|\d{{1,2}}(?!\d))\b{_SIZE}"
    ),
    re.compile(rf"\b\d{{1,2}}[-. ]?(?:{_SHORT})[-. ]?(?:19|20)?\d\d\b", re.IGNORECASE),
    re.compile(r"\d{1,2}\s*[月월]\s*\d{1,2}\s*[日일]"),
)

_YEARS = r"(?:years?|yrs?|y|jahren?|ans|años|anos|anni|jaar|år|lat|lata|лет|года?|yaş)"
_PERSON = (
    r"(?:man|woman|male|female|boy|girl|lady|gentleman|mann|frau|junge|mädchen|homme|femme|garçon|fille"
    r"|hombre|mujer|varón|niñ[oa]|uomo|donna|bambin[oa]|homem|mulher|menin[oa]|vrouw)"
)
_PATIENT = rf"(?:{_PERSON}|patient(?:e|in)?|pacient[ea]|paziente|pt)"
_ENGLISH = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)"
)
_BAND = re.compile(rf"\b(\d{{1,3}})\s?(?:-|to|bis|à|a)\s?(\d{{1,3}})(?=[\s-]*(?:{_YEARS}\b|y/?o\b))", re.IGNORECASE)
_AGES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b\d{{1,3}}[\s-]*{_YEARS}\.?[\s-]*(?:old|of age|alt|oud|gammal|o\b|/o\b)",
        r"\b\d{1,3}[\s-]*(?:months?|mos?|weeks?|wks?|days?)[\s-]*(?:old|of age)\b",
        r"\b\d{1,3}\s*y\.?\s?/?o\b|\b\d{1,3}\s*(?:歳|歲|岁|세|살)",
        r"\b\d{1,3}[\s-]*(?:jährig|jarige|årig|летн|letni|ετών|yaşında)",  # noqa: RUF001
        rf"\b(?:{_ENGLISH}[\s-])?{_ENGLISH}[\s-](?:years?|months?|weeks?)[\s-]old\b",
        r"\b(?:aged?|alter|âgée?s?(?: de)?|edad|età|idade|leeftijd|возраст)[\s:]*(?:of\s*)?\d{1,3}"
        r"(?!\s?(?:s\b|\+|-|to\b|\d))",
        rf"\b{_PATIENT}\b[\s,(]*(?:of|de|di|d'|von|aged)?\s*\d{{1,3}}[\s-]*{_YEARS}\b",
        rf"\b{_PERSON}\b[\s,(]+\d{{1,3}}(?=\s*(?:[,.;:)]|$))",
        rf"(?<![\d/.-])\b\d{{1,3}}[\s-]*(?:{_YEARS}[\s.-]*)?{_PERSON}\b(?!\s+(?:patients|volunteers|cases|and))",
        r"(?<!\w)(?:born|geb(?:oren|\.)?|née?|nacid[oa]|nat[oa]|dob)\b[\s:.]*(?:in|en|am|le|el|nel)?\s*(?:19|20)\d\d",
        rf"\b(?:in|her|his|their|{_PERSON}|{_PATIENT})[\s,]+(?:late |early |mid-?)?(?:9\d|1[01]\d)\s?s\b",
        rf"\b(?:9\d|1[01]\d)\s?s[\s,]+{_PATIENT}\b",
    )
)
_SHORT_AGE = re.compile(
    r"\b\d{1,3}\s?[MFmf](?=\s*(?:$|[,.;:]|with\b|presenting\b|[pc]/[wo]\b))|\b[MF][\s,]?\d{2}\b(?![\d/.-])"
)
_TUBE = re.compile(r"\b(?:drain|catheter|tube|sheath|french|stent|drainage)\w*", re.IGNORECASE)
_BARE = re.compile(r"(?:^|[.,;:]\s*)(?:\d{1,3}|(?:9\d|1[01]\d)\s?s)\s*(?=$|[.,;])")
_WIDEST = 4  # years between the ends of the narrowest band: 60-64
_OLDEST = 89  # over it an age is never told (45 CFR 164.514(b)(2)(i)(C))

_HOSPITALS = (
    re.compile(
        r"(?<!in-)(?<!in )(?<!of-)\bhospitals?\b(?![\s-](?:acquired|associated|onset|stay|course|admission|discharge))"
        r"|\binfirmary\b|\bmedical cent(?:er|re)\b|\bcancer cent(?:er|re)\b|\bhealth (?:system|cent(?:er|re))\b|\bNHS\b"
        r"|klinikum|krankenhaus|\bspital\b|kantonsspital|universitätsspital|uniklinik|universitätsklinik|charité"
        r"|\bh[oô]pita(?:l|ux)\b|\bhospitalier|\bCHR?UV?\b|\bAP-?HP\b|policlinico|poliklinik|ospedal\w*|\bIRCCS\b"
        r"|\bhospitalar\b|santa casa|ziekenhuis|\b[UA]MC\b|sjukhus\w*|sykehus\w*|sygehus\w*|sairaala|szpital|kórház"
        r"|nemocnice|bolnica|hastane\w*|rumah sakit|bệnh viện|νοσοκομείο|больниц\w*|госпитал\w*|лікарн\w*"
        r"|医院|病院|醫院|병원|مستشفى|בית חולים|अस्पताल|โรงพยาบาล",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b[A-ZÀ-Þ][\w'.-]+ [Cc]linic\b|\bClinics? (?:of|for|at)\b|\bKlinik (?:für|am|im|der|des|[A-ZÄÖÜ])"
        r"|\b(?:Clínica|Clinique|Clinica|Kliniek) (?:[A-ZÀ-Þ]|d[eiu]l?\b)"
    ),
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that a text may not hold.

    Attributes
    ----------
    what : str
        As a person calls it.
    instead : str
        What to write.
    finds : function
        True where a text holds it.
    counts_in : frozenset of Role
    """

    what: str
    instead: str
    finds: Callable[[str], bool]
    counts_in: frozenset[Role]


def broken(said: Said) -> Iterator[Rule]:
    """Rules that a text does not keep.

    Parameters
    ----------
    said : Said
    """
    text = _OF_LITERATURE.sub(" ", plain(said.text))
    if said.role is Role.REFERENCE:
        text = _ADDRESS.sub(" ", text)
    if said.role is Role.NAME:
        text = text.replace("_", " ")
    return (rule for rule in RULES if said.role in rule.counts_in and rule.finds(text))


def _any(*patterns: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: any(pattern.search(text) for pattern in patterns)


def _aged(text: str) -> bool:
    if any(not _is_band(int(match[1]), int(match[2])) for match in _BAND.finditer(text)):
        return True
    left = _BAND.sub(" ", text)
    return any(pattern.search(left) for pattern in _AGES) or bool(_SHORT_AGE.search(left) and not _TUBE.search(left))


def _is_band(youngest: int, oldest: int) -> bool:
    return oldest - youngest >= _WIDEST and oldest <= _OLDEST


_SPOKEN = frozenset({Role.SHOWN, Role.HISTORY, Role.NAME})
RULES = (
    Rule("an e-mail address", "leave it out", _any(_E_MAIL), _SPOKEN | {Role.REFERENCE}),
    Rule("a date", "leave it out, or write the year alone", _any(*_DATES), _SPOKEN),
    Rule("a telephone number", "leave it out", _any(_TELEPHONE), _SPOKEN | {Role.REFERENCE}),
    Rule("a long number, as IDs are", "leave it out", _any(_LONG, _GROUPED), _SPOKEN | {Role.REFERENCE}),
    Rule("an exact age, or one over 89", "write a band, such as 60s, or 90+", _aged, _SPOKEN),
    Rule("an exact age, or one over 89", "write a band, such as 60s, or 90+", _any(_BARE), frozenset({Role.HISTORY})),
    Rule("a hospital", "leave the place out", _any(*_HOSPITALS), _SPOKEN),
)
