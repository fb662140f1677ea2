"""The checks of the gate, and how each is disabled."""

from dataclasses import dataclass

GATE = ("tests/privacy/test_gate.py",)
HEADERS = ("tests/privacy/test_kind_and_header.py",)
WORDS = ("tests/privacy/test_words.py",)
RULES = ("tests/privacy/test_rules.py",)
GATHERED = ("tests/dicom/test_identifiers.py",)
SIGNED = ("tests/publish/test_signoff.py",)
REFUSED = ("tests/privacy/test_clearance.py::test_words_in_every_slice_are_refused_by_their_place",)
BUMPERS = ("tests/privacy/test_clearance.py::test_bumpers_are_looked_at_too",)
BUMPER_HEADERS = ("tests/privacy/test_clearance.py::test_a_bumper_shows_nothing_of_the_headers",)
REDACTED = ("tests/privacy/test_clearance.py::test_redacted_words_are_gone",)
FRAMES = ("tests/privacy/test_clearance.py::test_frames_are_looked_at_too",)
ALIKE = ("tests/privacy/test_text_rule.py::test_what_the_headers_hold_counts_wherever_it_is_read",)
FACES = ("tests/privacy/test_faces_at_the_gate.py",)
COVERED = ("tests/privacy/test_head.py::test_what_the_mask_did_is_looked_at_again",)
SUSPECTED = ("tests/privacy/test_suspect.py::test_a_head_is_suspected_whatever_its_labels",)
SKULL = ("tests/privacy/test_suspect.py::test_a_skull_between_arms_is_found",)
LABELLED = ("tests/privacy/test_suspect.py::test_words_for_the_head_outweigh_others",)
UNLABELLED = ("tests/privacy/test_suspect.py::test_a_small_field_needs_a_label",)
MODELS = ("tests/privacy/test_search.py::test_other_models_are_not_used",)
OFFLINE = ("tests/privacy/test_search.py::test_the_process_has_no_network",)
UNHEARD = ("tests/privacy/test_search.py::test_the_process_tells_nobody",)
UNSEARCHED = ("tests/privacy/test_search.py::test_a_search_that_fails_refuses",)
RULED = tuple(f"tests/privacy/test_text_rule.py::test_what_{what}" for what in ("is_read", "nobody_reads"))
DECODED = ("tests/film/test_film_search.py",)
KEPT = ("tests/privacy/test_search_cache.py",)
SEALED = ("tests/film/test_seal_clip.py",)
VERIFIED = ("tests/film/test_verify_film.py",)
WRITTEN = ("tests/film/test_output_files.py",)


@dataclass(frozen=True)
class Mutant:
    """A source in which one check does nothing.

    Attributes
    ----------
    check : str
        What is disabled.
    file : str
        In ``src/scrollcast``.
    find, put : str
        The piece of source, which is there once, and what takes its place.
    tests : tuple of str
        Files of tests, or single ones, that have to notice.
    """

    check: str
    file: str
    find: str
    put: str
    tests: tuple[str, ...]

    def of(self, source: str) -> str:
        """The mutated source. Raises ValueError where the piece is not there exactly once."""
        if (times := source.count(self.find)) != 1:
            raise ValueError(f"{self.check}: the piece of {self.file} that it replaces is there {times} times")
        return source.replace(self.find, self.put)


def _never(check: str, file: str, condition: str, tests: tuple[str, ...]) -> Mutant:
    """A condition for a refusal that never holds."""
    return Mutant(check, file, f"if {condition}:", "if False:", tests)


def _unheard(check: str, fact: str) -> Mutant:
    """Something that a header declares, and nobody hears."""
    return Mutant(f"header: {check}", "dicom/facts.py", fact, "False", HEADERS)


def _found(what: str, expected: str, found: str) -> Mutant:
    """Something in a finished film that is not compared."""
    return Mutant(f"film: {what}", "film/verify.py", f'yield "{what}", {expected}, {found}', "pass", VERIFIED)


def _rule(what: str, patterns: str) -> Mutant:
    """A rule for words that finds nothing."""
    return Mutant(f"words: {what}", "privacy/rules.py", f", {patterns}, ", ", _any(), ", RULES)


_OTHER_CLASS = "first.storage not in words.IMAGES or first.modality != words.IMAGES[first.storage]"
_NO_GEOMETRY = "declared.derived and not all(plane.place for plane in volume.slices)"
_SPARE_BITS = "masked(_native(parsed.stream, element, pixels, item), pixels)"

_SAID = " and not like_headers(reading, self._telling)"
_PHASE = "volume.modality is Modality.MR and _UNLIKE.search(volume.kind)"
_LEFT = "(seen.values[seen.along(direction) > front + slope] > _HALF).any()"
_BLACK = "stored[box.top : box.bottom, box.left : box.right] = _black(plane)"
_UNREAD = " + [box for name, box in unread if rule.stays(box, name, lines)]"
_FAILS = 'raise PrivacyRefusal(_UNFINISHED.format(how="took too long" if late else "broke off")) from None'

MUTANTS = (
    _never("kind: secondary captures, in the gate", "privacy/kind.py", "volume.declared.captured", GATE),
    _never("kind: classes", "dicom/entries.py", _OTHER_CLASS, HEADERS),
    _never("kind: colour", "dicom/entries.py", "not all(header.pixels.grey for header in headers)", HEADERS),
    Mutant("kind: one sample", "dicom/facts.py", 'grey=whole(dataset, "SamplesPerPixel") == 1 and', "grey=", HEADERS),
    _never("header: what is declared", "dicom/entries.py", "said", HEADERS),
    Mutant("header: any slice", "dicom/entries.py", "= (any(each) for", "= (all(each) for", HEADERS),
    _never("header: burned in, in the gate", "privacy/header.py", "declared.burned_in", GATE),
    _never("header: recognizable, in the gate", "privacy/header.py", "declared.recognizable", GATE),
    _never("header: screens, in the gate", "privacy/header.py", "declared.screen", GATE),
    _never("header: derived", "privacy/header.py", _NO_GEOMETRY, HEADERS),
    _unheard("burned in", '"YES" in text(dataset, "BurnedInAnnotation").upper()'),
    _unheard("recognizable", '"YES" in text(dataset, "RecognizableVisualFeatures").upper()'),
    _unheard("captures", "any(text(dataset, keyword) for keyword in _CAPTURED)"),
    _unheard("image types", "any(word in types for word in words.SCREEN_TYPES)"),
    _unheard("descriptions", "bool(words.SCREEN_DESCRIPTIONS.search(descriptions))"),
    Mutant("header: embedded overlays", "dicom/pixels.py", _SPARE_BITS, _SPARE_BITS[7:-9], HEADERS),
    Mutant("identifiers: nested", "dicom/texts.py", "yield from _walk(item, seen, depth + 1)", "pass", GATHERED),
    Mutant("identifiers: names", "dicom/texts.py", "[text] if whole else", "[] if whole else", GATHERED),
    Mutant("identifiers: numbers", "dicom/texts.py", "else _NUMBER.findall(text)", "else []", GATHERED),
    _never("words: against the headers", "privacy/words.py", "headers.repeated_in(said.text)", WORDS),
    Mutant("words: with a slip", "privacy/words.py", "name in word or slip(name, word)", "name in word", WORDS),
    Mutant("words: within a word", "privacy/words.py", "name in word or slip(name, word)", "slip(name, word)", WORDS),
    Mutant("words: ideographs", "privacy/words.py", "or any(run in folded for run in self._ideographs)", "", GATE),
    _never("words: dates in each order", "privacy/words.py", "match := _DATE.match(squeezed)", GATE),
    Mutant("words: by rules", "privacy/words.py", "for rule in broken(said):", "for rule in ():", WORDS),
    Mutant("words: nothing echoed", "privacy/words.py", "if not self.repeated_in(place):", "if True:", WORDS),
    Mutant("words: case", "privacy/folding.py", ".casefold()", "", WORDS),
    Mutant("words: accents", "privacy/folding.py", "if not unicodedata.combining(mark)", "", GATE),
    Mutant("words: unseen", "privacy/folding.py", 'if unicodedata.category(character) != "Cf"', "", WORDS),
    Mutant("words: names of outputs", "script/texts.py", "    if out is None:", "    if True:", WORDS),
    Mutant("words: folders of outputs", "script/texts.py", "return (*folders, Said", "return (Said", WORDS),
    _rule("e-mail", "_any(_E_MAIL)"),
    _rule("dates", "_any(*_DATES)"),
    _rule("telephones", "_any(_TELEPHONE)"),
    _rule("long numbers", "_any(_LONG, _GROUPED)"),
    _rule("ages", "_aged"),
    _rule("a number alone in a history", "_any(_BARE)"),
    _rule("hospitals", "_any(*_HOSPITALS)"),
    Mutant("words: over 89", "privacy/rules.py", "and oldest <= _OLDEST", "", RULES),
    Mutant("faces: in the gate", "privacy/gate.py", "unrecognizable(volume, intent.faces)", "volume, checks[0]", FACES),
    Mutant("faces: suspicion", "privacy/face.py", "if not suspicion.face:", "if True:", FACES),
    Mutant("faces: cleared by a person only", "privacy/face.py", "if rule.face is Face.CLEAR:", "if True:", FACES),
    _never("faces: phase images", "privacy/face.py", _PHASE, FACES),
    Mutant(
        "faces: the mask", "privacy/head.py", "return tuple(_cover(plane, found) for", "return tuple(plane for", FACES
    ),
    _never("faces: no brain", "privacy/head.py", "not _plausible(brain, grid)", FACES),
    _never("faces: what is left", "privacy/head.py", _LEFT, COVERED),
    _never("faces: what is lost", "privacy/head.py", "(seen.values[found.brain] > _HALF).mean() < _UNTOUCHED", COVERED),
    _never("faces: no geometry", "privacy/grid.py", "first.spacing is None or len(places) < len(slices)", FACES),
    Mutant("faces: a skull", "privacy/suspect.py", "(_skull(sections), ", "(False, ", SKULL),
    Mutant("faces: said", "privacy/suspect.py", "(bool(bare), ", "(False, ", LABELLED),
    Mutant("faces: shaped", "privacy/suspect.py", "(_head(sections), ", "(False, ", SUSPECTED),
    Mutant("faces: lack", "privacy/suspect.py", "lack = Suspicion(True", "lack = Suspicion(False", UNLABELLED),
    Mutant(
        "faces: a reason", "model/face.py", "if self.face is Face.CLEAR and len(words) < _SHORTEST:", "if False:", FACES
    ),
    _never("text: the verdict", "privacy/clearance.py", "stops", REFUSED),
    _never("text: in frames", "privacy/clearance.py", "found.stops", FRAMES),
    _never("text: in bumpers", "privacy/clearance.py", "any(clip.result().stops for clip in self._clips)", BUMPERS),
    Mutant("text: in bumpers, like headers", "privacy/clearance.py", _SAID, "", BUMPER_HEADERS),
    Mutant("text: stays put", "privacy/rule.py", "[*burned_in(found, pictures, slices), *said]", "said", REFUSED),
    Mutant("text: like the headers", "privacy/rule.py", ", *said]", "]", ALIKE),
    Mutant("text: that is read", "privacy/rule.py", "[box for box in whole if rule.reads(box)]", "[]", RULED),
    Mutant("text: that nobody reads", "privacy/rule.py", _UNREAD, "", RULED),
    Mutant("text: blacked out", "privacy/redact.py", _BLACK, "pass", REDACTED),
    _never("text: the models", "privacy/ocr.py", "hashlib.sha256(content).hexdigest() != DIGESTS[name]", MODELS),
    Mutant("text: no network", "privacy/ocr.py", "sys.addaudithook(_refuse_network)", "pass", OFFLINE),
    Mutant("text: no telemetry", "privacy/ocr.py", 'os.environ["ORT_DISABLE_TELEMETRY"] = "1"', "pass", UNHEARD),
    Mutant("text: a search that fails", "privacy/search.py", _FAILS, 'answer = {"boxes": []}', UNSEARCHED),
    Mutant("text: what was kept", "privacy/cache.py", 'secrets.compare_digest(kept["seal"], ', "(True or ", KEPT),
    _never("film: all key frames", "film/search.py", "frames.size != expected * _HEIGHT * width", DECODED),
    _never("film: of this verdict", "film/seal.py", "verdict.digest != digest", SEALED),
    _never("output: a verdict", "film/output.py", "not isinstance(verdict, Verdict)", GATE),
    Mutant("output: when", "film/output.py", "os.utime(path, (_MODIFIED, _MODIFIED))", "pass", WRITTEN),
    _found("boxes beyond those needed", "[]", "sorted(movie.paths - _PATHS - set(edits))"),
    _found("dates", "[0]", "sorted(movie.dates)"),
    _found("names beyond those allowed", "0", "len({word for track in movie.tracks for word in track.words} - _WORDS)"),
    _found("signed by the encoder", "False", "any(_SIGNATURE.search(track.opening) for track in movie.tracks)"),
    Mutant("sign-off: of these bytes", "publish/signoff.py", 'or record.get("sha256") != digest', "", SIGNED),
)
