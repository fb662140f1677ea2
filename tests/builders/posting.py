"""The phantom's case with everything that is posted beside it."""

from fractions import Fraction

from builders.phantom import CASE
from scrollcast.model.settings import Settings
from scrollcast.model.timing import Rate

POST = """\
post:
  text: Chest pain. Where would you look?
  hashtags: [radiology, RadEd, FOAMrad]
  references: ["https://doi.org/10.1148/radiol.2020200432"]
"""
TEXT = CASE.replace("title: Where is the ball?", "title: Where is it?") + POST
BRISK = Settings(rate=Rate(Fraction(24)))
