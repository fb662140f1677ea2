"""Our own words for what DICOM files are: object classes, transfer syntaxes, other file types, telling descriptions."""

import re

CT_IMAGE = "CT image"
MR_IMAGE = "MR image"
ENHANCED_CT_IMAGE = "enhanced CT image"
ENHANCED_MR_IMAGE = "enhanced MR image"
SECONDARY_CAPTURE = "secondary capture"
DIRECTORY = "medium directory"
UNKNOWN_OBJECT = "object of an unknown class"

_STORAGE = "1.2.840.10008.5.1.4.1.1."
STORAGE = {  # SOP Class UID -> word (PS3.4 B.5, PS3.6 A)
    _STORAGE + "2": CT_IMAGE,
    _STORAGE + "2.1": ENHANCED_CT_IMAGE,
    _STORAGE + "2.2": ENHANCED_CT_IMAGE,
    _STORAGE + "4": MR_IMAGE,
    _STORAGE + "4.1": ENHANCED_MR_IMAGE,
    _STORAGE + "4.4": ENHANCED_MR_IMAGE,
    _STORAGE + "4.3": "enhanced MR colour image",
    _STORAGE + "4.2": "MR spectroscopy",
    _STORAGE + "7": SECONDARY_CAPTURE,
    _STORAGE + "7.1": SECONDARY_CAPTURE,
    _STORAGE + "7.2": SECONDARY_CAPTURE,
    _STORAGE + "7.3": SECONDARY_CAPTURE,
    _STORAGE + "7.4": SECONDARY_CAPTURE,
    _STORAGE + "1": "computed radiograph",
    _STORAGE + "1.1": "digital radiograph",
    _STORAGE + "1.1.1": "digital radiograph",
    _STORAGE + "1.2": "mammogram",
    _STORAGE + "3": "ultrasound",
    _STORAGE + "3.1": "ultrasound",
    _STORAGE + "6": "ultrasound",
    _STORAGE + "6.1": "ultrasound",
    _STORAGE + "6.2": "ultrasound",
    _STORAGE + "12.1": "angiogram",
    _STORAGE + "12.1.1": "angiogram",
    _STORAGE + "12.2": "fluoroscopy image",
    _STORAGE + "20": "nuclear medicine image",
    _STORAGE + "128": "PET image",
    _STORAGE + "130": "PET image",
    _STORAGE + "128.1": "PET image",
    _STORAGE + "30": "parametric map",
    _STORAGE + "66": "raw data",
    _STORAGE + "66.1": "spatial registration",
    _STORAGE + "66.4": "segmentation",
    _STORAGE + "66.7": "segmentation",
    _STORAGE + "67": "real-world value map",
    _STORAGE + "11.1": "presentation state",
    _STORAGE + "11.2": "presentation state",
    _STORAGE + "11.3": "presentation state",
    _STORAGE + "11.4": "presentation state",
    _STORAGE + "77.1.4": "photograph",
    _STORAGE + "77.1.1": "endoscopy image",
    _STORAGE + "77.1.6": "microscopy image",
    _STORAGE + "481.1": "radiotherapy image",
    _STORAGE + "481.2": "radiotherapy dose",
    _STORAGE + "481.3": "radiotherapy structures",
    _STORAGE + "481.5": "radiotherapy plan",
    _STORAGE + "88.11": "structured report",
    _STORAGE + "88.22": "structured report",
    _STORAGE + "88.33": "structured report",
    _STORAGE + "88.34": "structured report",
    _STORAGE + "88.59": "key object selection",
    _STORAGE + "88.67": "dose report",
    _STORAGE + "104.1": "encapsulated document",
    _STORAGE + "104.2": "encapsulated document",
}

IMAGES = {CT_IMAGE: "CT", MR_IMAGE: "MR", ENHANCED_CT_IMAGE: "CT", ENHANCED_MR_IMAGE: "MR"}  # the allow-list

IMPLICIT, EXPLICIT = "implicit little endian", "explicit little endian"
BIG, DEFLATED, RLE = "big endian", "deflated", "RLE"
UNKNOWN_SYNTAX = "private or unknown"
_SYNTAX = "1.2.840.10008.1.2"
SYNTAXES = {  # Transfer Syntax UID -> word (PS3.5 10, PS3.6 A)
    _SYNTAX: IMPLICIT,
    _SYNTAX + ".1": EXPLICIT,
    _SYNTAX + ".1.99": DEFLATED,
    _SYNTAX + ".2": BIG,
    _SYNTAX + ".5": RLE,
    _SYNTAX + ".4.50": "JPEG baseline",
    _SYNTAX + ".4.51": "JPEG extended",
    _SYNTAX + ".4.57": "JPEG lossless",
    _SYNTAX + ".4.70": "JPEG lossless",
    _SYNTAX + ".4.80": "JPEG-LS lossless",
    _SYNTAX + ".4.81": "JPEG-LS near-lossless",
    _SYNTAX + ".4.90": "JPEG 2000 lossless",
    _SYNTAX + ".4.91": "JPEG 2000",
    _SYNTAX + ".4.201": "HTJ2K lossless",
    _SYNTAX + ".4.202": "HTJ2K lossless",
    _SYNTAX + ".4.203": "HTJ2K",
    _SYNTAX + ".4.53": "JPEG spectral selection (retired)",
    _SYNTAX + ".4.55": "JPEG full progression (retired)",
    **dict.fromkeys((f"{_SYNTAX}.4.{number}" for number in range(100, 107)), "MPEG video"),
    **dict.fromkeys((f"{_SYNTAX}.4.{number}" for number in (107, 108)), "HEVC video"),
}
NATIVE = {IMPLICIT, EXPLICIT, BIG, DEFLATED}
JPEG_2000 = {"JPEG 2000 lossless", "JPEG 2000", "HTJ2K lossless", "HTJ2K"}
JPEG_LS = {"JPEG-LS lossless", "JPEG-LS near-lossless"}
COMPRESSED = {RLE, *JPEG_LS, *JPEG_2000, "JPEG baseline", "JPEG extended", "JPEG lossless"}

MODALITIES = {"CT", "MR", "PT", "US", "NM", "XA", "RF", "CR", "DX", "MG", "SC", "OT", "SR", "SEG", "PR", "KO", "DOC"}

# Bytes at the start of files that people mistake for a DICOM export.
SIGNATURES = (
    (0, b"\x89PNG\r\n\x1a\n", "PNG picture"),
    (0, b"\xff\xd8\xff", "JPEG picture"),
    (0, b"GIF8", "GIF picture"),
    (0, b"BM", "bitmap picture"),
    (0, b"II*\0", "TIFF picture"),
    (0, b"MM\0*", "TIFF picture"),
    (4, b"ftyp", "MP4 video"),
    (0, b"RIFF", "AVI video"),
    (0, b"%PDF", "PDF document"),
    (0, b"PK\x03\x04", "zip archive"),
    (0, b"7z\xbc\xaf'\x1c", "7z archive"),
    (0, b"Rar!", "RAR archive"),
    (0, b"\x1f\x8b", "gzip archive"),
    (344, b"n+1\0", "NIfTI volume"),
    (0, b"NRRD", "NRRD volume"),
)

# A screen, a report or a film kept as an image (ImageType values, and words in descriptions).
SCREEN_TYPES = ("SAVE", "SCREEN", "DOSE", "REPORT", "PROTOCOL")
SCREEN_DESCRIPTIONS = re.compile(
    r"dose\s*(report|info|record|summary|page|sheet|screen)|patient\s*protocol|screen\s*(sav|shot|captur|dump|cop)"
    r"|secondary\s*capture|exam\s*summary|work\s*sheet|requisition|\bscanned|hard\s*copy|\bfilm(s|ing|ed)?\b"
    r"|dosis(bericht|protokoll|rapport)|patientenprotokoll|bildschirm|überweisung"
    r"|rapport\s*de\s*dose|protocole?\s*patient|capture\s*d.?\s*[ée]cran"
    r"|(informe|resumen)\s*de\s*dosis|captura\s*de\s*(pantalla|tela)|relat[óo]rio\s*de\s*dose"
    r"|rapporto\s*di\s*dose|schermata",
    re.IGNORECASE,
)
