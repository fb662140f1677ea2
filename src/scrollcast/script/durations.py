"""How long what does not scroll takes, in seconds."""

from fractions import Fraction

HOOK = Fraction(4, 5)
SETTLE = Fraction(2, 5)
ROOM = Fraction(3, 10)
ANSWER = Fraction(9, 5)
CROSS_FADE = Fraction(2, 5)
ZOOM_OUT = Fraction(3, 5)
ENTRY = Fraction(2, 5)
SHOWN = Fraction(2)  # a finding counts as shown when it is held this long
COVER = Fraction(3, 10)
CARD = (Fraction(3), Fraction(5))
BLINK = Fraction(3, 20)  # words come and go
