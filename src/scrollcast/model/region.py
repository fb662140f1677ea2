"""Parts of the body, in scrollcast's own words."""

from enum import StrEnum


class Region(StrEnum):
    """A part of the body that images show, as far as codes or descriptions tell."""

    HEAD = "head"
    NECK = "neck"
    CHEST = "chest"
    ABDOMEN = "abdomen"
    PELVIS = "pelvis"
    SPINE = "spine"
    KNEE = "knee"
    SHOULDER = "shoulder"
    HIP = "hip"
    ANKLE = "ankle"
    WRIST = "wrist"
    HEART = "heart"
    BREAST = "breast"


BARED = frozenset({"head", "neck", "whole body"})  # parts that a face belongs to
