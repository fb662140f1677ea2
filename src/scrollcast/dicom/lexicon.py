"""Allow-listed words: from descriptions in several languages, and from coded values, to our own vocabulary.

What is not listed here is not understood, and so never shown.
"""

import re
from functools import lru_cache

_SAID = {  # our word -> what descriptions say, between anything but letters and digits
    "T1": r"t1(w|wi|gew\w*|[ _-]?weighted)?",
    "T2*": r"t2(w?[ _]?\*|[ _-]?star)|merge|medic",
    "T2": r"t2(w|wi|gew\w*|[ _-]?weighted)?",
    "PD": r"pd(w|wi)?|dp|protonendichte|proton[ _-]?density|densit[ée] de protons?|densidad proto\w*",
    "FLAIR": r"\w*flair\w*|dark[ _-]?fluid",
    "STIR": r"stir|tirm|\w*_stir\w*",
    "fat-suppressed": r"fs|fat[ _-]?sat\w*|spair|spir|fatsup\w*|sat[ _]?grasa|fett\w*",
    "DWI": r"dwi\w*|diff(usion)?\w*|difusi[óo]n|dti\w*|trace\w*|b[ _=]?(50|500|800|1000|1500|2000)",
    "ADC": r"adc\w*|dadc\w*|apparent[ _]diffusion\w*",
    "FA": r"fa[ _]?map|fractional[ _-]?anisotropy",
    "SWI": r"swi\w*|swan|susceptib\w*|venbold\w*",
    "GRE": r"gre|ge|flash|fl[23]d\w*|f?spgr\w*|ffe|gradient\w*",
    "bSSFP": r"ciss\w*|fiesta\w*|tru(e|fi)?[ _-]?fisp|trufi\w*|b?ssfp|b[ _-]?ffe|balanced\w*",
    "MPRAGE": r"mp[ _-]?rage\w*|f?bravo|ir[ _-]?f?spgr",
    "TOF": r"\w*tof\w*|time[ _-]?of[ _-]?flight|inflow",
    "perfusion": r"perf\w*|dsc|dce|asl|pasl|pcasl",
    "MIP": r"mips?|minips?",
    "in phase": r"in[ _-]?phase|inph\w*|ip",
    "opposed phase": r"(out|opp(osed)?)([ _-]?of)?[ _-]?ph(ase)?\w*|op",
    "water": r"water|wasser|eau|agua|acqua",
    "fat": r"fat|graisse|grasa|grasso",
    "localizer": r"locali[sz]er\w*|loc|scout\w*|topogram\w*|survey|surview|rep[ée]rage|localizador",
    "without contrast": r"nativ\w*|ncct|sans|sin|ohne|without|w[ /]?o|pre|non?[ _-]?(contrast|ce|con)\w*|unenhanced",
    "with contrast": (
        r"gad\w*|gd|km|ce|\w*\+[ _]?[ck]\w*|post\w*|contrast\w*|kontrast\w*|apr[èe]s|con civ|mdc|enhanced|inj\w*"
    ),
    "arterial": r"(late[ _]?)?art(erial|eriell|[ée]riel|eriosa?)?\w*",
    "portal venous": r"porta\w*|porto\w*|pv|ven(ous|[öo]s|eux|osa?)?",
    "delayed": r"delay\w*|tardi[fv]?\w*|sp[äa]t\w*|late|equilib\w*",
    "lung": r"lung\w*|pulm\w*|poumon\w*|pulm[óo]n|polmon\w*",
    "bone": r"bones?|knochen\w*|hueso|osseux|os|ossea?",
    "soft": r"soft\w*|weichteil\w*|standard|std|parties molles|partes blandas",
    "head": r"head|brain|skull|crani\w*|cr[âa]ne|kopf|sch[äa]del|hirn|t[êe]te|cerebr\w*|cabeza|testa|hersen\w*|neuro",
    "neck": r"neck|hals|cou|cuello|collo|larynx",
    "chest": r"chest|thora\w*|t[óo]rax|torace|brust\w*|mediastin\w*",
    "abdomen": r"abd(omen|omin\w*)?|liver|leber|foie|h[íi]gado|fegato|bauch|kidneys?|niere\w*|pancrea\w*|mrcp",
    "pelvis": r"pelvi\w*|pelv[ei]s|becken|bassin|prostat\w*|uter\w*|rectum|bacino",
    "spine": r"\w*spine|\w*wirbel\w*|[hbl]ws|rachis|columna|colonna|lumb\w*|sacr\w*",
    "knee": r"knees?|knie|genoux?|rodilla|ginocchio",
    "shoulder": r"shoulders?|schulter|[ée]paule|hombro|spalla",
    "hip": r"hips?|h[üu]fte|hanche|cadera|anca",
    "ankle": r"ankles?|osg|sprunggelenk|cheville|tobillo|caviglia|foot|fu[ßs]+|pied|pie",
    "wrist": r"wrists?|hand|handgelenk|poignet|mu[ñn]eca|polso",
    "heart": r"heart|cardiac|cardio\w*|herz\w*|c[œo]+ur|coraz[óo]n|cuore|coronar\w*",
    "breast": r"breasts?|mamm\w*|sein|mama",
}
_PATTERNS = {
    word: re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_]|\*)", re.IGNORECASE) for word, pattern in _SAID.items()
}

IMAGE_TYPES = {  # ImageType and FrameType values -> part of the picture that is shown
    "ADC": "ADC",
    "FA": "FA",
    "TRACEW": "trace",
    "TRACE": "trace",
    "DIFFUSION": "DWI",
    "SWI": "SWI",
    "W": "water",
    "WATER": "water",
    "F": "fat",
    "FAT": "fat",
    "IP": "in phase",
    "IN_PHASE": "in phase",
    "OP": "opposed phase",
    "OPP_PHASE": "opposed phase",
    "OUT_PHASE": "opposed phase",
    "MIP": "MIP",
    "MNIP": "MIP",
    "MIN_IP": "MIP",
    "MAX_IP": "MIP",
    "PROJECTION IMAGE": "MIP",
    "MPR": "reformat",
    "REFORMATTED": "reformat",
    "SUBTRACT": "subtraction",
    "SUB": "subtraction",
    "T1 MAP": "T1 map",
    "T2 MAP": "T2 map",
    "T2_STAR MAP": "T2* map",
    "TTP": "perfusion map",
    "CBF": "perfusion map",
    "CBV": "perfusion map",
    "MTT": "perfusion map",
    "RCBV": "perfusion map",
    "RCBF": "perfusion map",
}
COMPONENTS = {
    "M": "magnitude",
    "M_FFE": "magnitude",
    "M_SE": "magnitude",
    "M_IR": "magnitude",
    "MAGNITUDE": "magnitude",
    "P": "phase",
    "PHASE MAP": "phase",
    "PHASE": "phase",
    "R": "real",
    "REAL": "real",
    "I": "imaginary",
    "IMAGINARY": "imaginary",
}
ACQUISITION_CONTRAST = {  # PS3.3 C.8.13.3.1.1
    "DIFFUSION": "DWI",
    "FLUID_ATTENUATED": "FLAIR",
    "PERFUSION": "perfusion",
    "PROTON_DENSITY": "PD",
    "STIR": "STIR",
    "T1": "T1",
    "T2": "T2",
    "T2_STAR": "T2*",
    "TOF": "TOF",
}
BODY_PARTS = {  # BodyPartExamined (PS3.16 Annex L)
    **dict.fromkeys(("HEAD", "BRAIN", "SKULL", "HEADNECK", "ORBIT", "SINUS", "EAR", "IAC", "PITUITARY"), "head"),
    **dict.fromkeys(("NECK", "THYROID", "LARYNX"), "neck"),
    **dict.fromkeys(("CHEST", "THORAX", "LUNG", "MEDIASTINUM"), "chest"),
    **dict.fromkeys(("ABDOMEN", "LIVER", "KIDNEY", "PANCREAS", "ABDOMENPELVIS"), "abdomen"),
    **dict.fromkeys(("PELVIS", "PROSTATE", "UTERUS", "BLADDER", "RECTUM"), "pelvis"),
    **dict.fromkeys(("SPINE", "CSPINE", "TSPINE", "LSPINE", "SSPINE", "LUMBARSPINE", "CERVICALSPINE"), "spine"),
    "KNEE": "knee",
    "SHOULDER": "shoulder",
    "HIP": "hip",
    **dict.fromkeys(("ANKLE", "FOOT"), "ankle"),
    **dict.fromkeys(("WRIST", "HAND"), "wrist"),
    **dict.fromkeys(("HEART", "CARDIAC", "CORONARYARTERY"), "heart"),
    "BREAST": "breast",
}

_KERNELS = {  # class -> ConvolutionKernel of GE, Siemens, Philips and Canon
    "lung": r"lung|chst|bl\d+[a-z]?|b[56]\d[fsh]?|l|y[abcde]?|fc5\d",
    "bone": r"bone\w*|edge|ultra|b[789]\d[fsh]?|[hj][67]\d[fsh]?|[bh]r[67]\d[a-z]?|[de]|fc[38]\d",
    "soft": (
        r"standard|stnd|soft|detail|sml|[bij][1-4]\d[fsh]?|h[1-5]\d[fsh]?|[bhq][rfv]?[1-5]\d[a-z]?|u?[abc]|fc[012]\d"
    ),
}


@lru_cache(maxsize=4096)
def said(description: str) -> tuple[str, ...]:
    """Our words for what a description says, in the order of the list."""
    plain = description[:256]
    return tuple(word for word, pattern in _PATTERNS.items() if pattern.search(plain))


def kernel_class(kernel: str) -> str:
    """``soft``, ``lung`` or ``bone``; empty for a kernel that we do not know."""
    first = re.split(r"[\\/ ^_]", kernel.strip(), maxsplit=1)[0]
    return next((word for word, pattern in _KERNELS.items() if re.fullmatch(pattern, first, re.IGNORECASE)), "")
