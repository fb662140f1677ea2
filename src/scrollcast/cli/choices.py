"""The arguments and options that commands share, and how their text is read."""

import re
import unicodedata
from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer

from scrollcast.errors import UsageError
from scrollcast.model.case import Length
from scrollcast.model.face import Face
from scrollcast.model.geometry import Direction, Ordering
from scrollcast.model.platform import ZoneName
from scrollcast.model.timing import Rate
from scrollcast.model.window import Window

_NUMBER = re.compile(r"\d{1,9}(\.\d{1,9}|/\d{1,9})?")  # no 1e999999999, which would take all memory


def _path(text: str) -> Path:
    if not text:
        raise typer.BadParameter("it is empty; a dot means the current folder.")
    return Path(text)


def line(text: str) -> str:
    if any(unicodedata.category(character) == "Cc" for character in text):
        raise typer.BadParameter("control characters can't be part of it.")
    return text


def named(text: str) -> Path:
    """A path that will be told again, so it has to be fit for a terminal."""
    return _path(line(text))


def _seconds(text: str) -> Fraction:
    return _fraction(text.removesuffix("s"), "a time in seconds, such as 7.2s")


def _fps(text: str) -> Rate:
    return Rate(_fraction(text, "frames a second, such as 30 or 30000/1001"))


def _fraction(text: str, expected: str) -> Fraction:
    try:
        if not _NUMBER.fullmatch(text):
            raise ValueError
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise typer.BadParameter(f"{text!r} is not {expected}.") from None


def _window(text: str) -> Window:
    try:
        return Window.written(text)
    except UsageError as error:
        raise typer.BadParameter(str(error)) from None


def _preset_names() -> list[str]:
    from scrollcast.authored.presets import preset_names  # noqa: PLC0415

    return list(preset_names())


def _platform_names() -> list[str]:
    from scrollcast.authored.platforms import platform_names  # noqa: PLC0415

    return list(platform_names())


Source = Annotated[
    Path,
    typer.Argument(
        parser=_path, metavar="CASE|SOURCE", help="A case file (.yaml), or a folder or archive with a CT or MR series."
    ),
]
Images = Annotated[
    Path, typer.Argument(parser=_path, metavar="SOURCE", help="Folder or archive with a CT or MR series.")
]
PresetName = Annotated[
    str | None,
    typer.Option(
        "--preset",
        parser=line,
        metavar="NAME|FILE",
        autocompletion=_preset_names,
        help="A shipped preset, such as ct-abdomen, or a file of your own, such as ./mine.yaml.",
    ),
]
Series = Annotated[
    int | None, typer.Option("--series", min=1, metavar="N", help="Which series, where the source has several.")
]
Volume = Annotated[
    str | None,
    typer.Option(
        "--volume",
        parser=line,
        metavar="N|NAME",
        help="Which volume, where the series holds several.",
    ),
]
Order = Annotated[
    Ordering | None,
    typer.Option("--order", help="By position, or by image number: then without letters and scale."),
]
AllowGaps = Annotated[bool, typer.Option("--allow-gaps", help="Take a stack in which slices are missing; say where.")]
WindowChoice = Annotated[
    Window | None,
    typer.Option("--window", parser=_window, metavar="W/C", help="Width/center instead of the preset's: 400/50."),
]
LengthChoice = Annotated[
    Length | None, typer.Option("--length", help="How long the clip may be; 30s unless the case says otherwise.")
]
PauseAt = Annotated[
    int | None,
    typer.Option("--pause-at", min=1, metavar="N", help="Slice number of the quiz pause, instead of the middle one."),
]
DirectionChoice = Annotated[
    Direction | None,
    typer.Option(
        "--direction", metavar="WAY", help=f"Direction of travel, instead of the preset's: {', '.join(Direction)}."
    ),
]
Title = Annotated[str | None, typer.Option("--title", parser=line, metavar="TEXT", help="The line above the picture.")]
Caption = Annotated[
    str | None, typer.Option("--caption", parser=line, metavar="TEXT", help="The first line below the picture.")
]
Fps = Annotated[
    Rate | None,
    typer.Option("--fps", parser=_fps, metavar="N", help="Frames a second; 30 unless the case says so."),
]
Zone = Annotated[
    ZoneName | None,
    typer.Option("--zone", help="How much to keep clear of the platforms' buttons; organic is the usual."),
]
PlatformName = Annotated[
    str | None,
    typer.Option(
        "--platform",
        parser=line,
        metavar="NAME",
        autocompletion=_platform_names,
        help="For one platform, such as x: its safe zone, size and length instead of what all of them take.",
    ),
]
Platforms = Annotated[
    str,
    typer.Option(
        "--to",
        parser=line,
        metavar="NAME,...",
        autocompletion=_platform_names,
        help="Platforms, such as tiktok,instagram,youtube,x,facebook,linkedin,mastodon,bluesky.",
    ),
]
KitFolder = Annotated[
    Path, typer.Option("-o", "--out", parser=named, metavar="FOLDER", help="A new folder for the kit.")
]
Master = Annotated[
    bool,
    typer.Option(
        "--master", help="Files to edit on, too: near-lossless with sound, without words, the words with alpha, OTIO."
    ),
]
Show = Annotated[bool, typer.Option("--open", help="Show the kit's page in the browser afterwards.")]
Language = Annotated[
    str | None,
    typer.Option("--lang", parser=line, metavar="CODE", help="A language that the case is told in: es."),
]
PlatformRules = Annotated[
    str,
    typer.Option(
        "--platform",
        parser=line,
        metavar="NAME",
        autocompletion=_platform_names,
        help="Whose rules: tiktok, instagram, x; vertical has those that follow from all.",
    ),
]
ClipFile = Annotated[Path, typer.Argument(parser=_path, metavar="CLIP", help="A finished clip, an .mp4.")]
Fonts = Annotated[
    list[Path] | None,
    typer.Option(
        "--font", parser=named, metavar="FILE", help="A font for what the house's own lacks; repeat it for a chain."
    ),
]
Redact = Annotated[bool, typer.Option("--redact", help="Black out burned-in text in every slice, and look again.")]
FaceChoice = Annotated[
    Face | None,
    typer.Option("--face", help="A face that may show is masked; clear shows it, for a lesson about it."),
]
Because = Annotated[
    str, typer.Option("--because", parser=line, metavar="TEXT", help="Why the face may be shown, in full.")
]
Passed = Annotated[
    list[int] | None,
    typer.Option(
        "--clear-text",
        min=1,
        metavar="N",
        help="A place with text, by its number in the refusal, that a person has looked at; repeat it for several.",
    ),
]
Blind = Annotated[bool, typer.Option("--blind", help="The case without its marks, answers and reveals.")]
Out = Annotated[
    Path | None,
    typer.Option(
        "-o", "--out", parser=named, metavar="FILE", help="The clip. Without it: the preset's name, with a counter."
    ),
]
Picture = Annotated[
    Path | None,
    typer.Option("-o", "--out", parser=named, metavar="FILE", help="The PNG. Without it: the preset's name."),
]
Page = Annotated[
    Path | None, typer.Option("-o", "--out", parser=named, metavar="FILE", help="The page. Without it: pick.html.")
]
At = Annotated[Fraction | None, typer.Option("--at", parser=_seconds, metavar="TIME", help="When in the clip: 7.2s.")]
BeatName = Annotated[
    str | None,
    typer.Option(
        "--beat", parser=line, metavar="BEAT", help="Or which beat: reveal, or its number in scrollcast plan."
    ),
]
Guides = Annotated[bool, typer.Option("--guides", help="Draw the safe zone over the picture.")]
CaseFile = Annotated[
    Path | None,
    typer.Option("-o", "--out", parser=named, metavar="FILE", help="The case file. Without it: case.yaml."),
]
SeriesSheet = Annotated[
    Path | None,
    typer.Option("--sheet", parser=named, metavar="FILE", help="Draw a picture of each series into this PNG."),
]
SliceSheet = Annotated[
    Path | None,
    typer.Option(
        "--slices", parser=named, metavar="FILE", help="Draw slices of one series, with their numbers, into this PNG."
    ),
]
SchemaFile = Annotated[
    Path | None,
    typer.Option("-o", "--out", parser=named, metavar="FILE", help="A file for it, instead of standard output."),
]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace an output that exists.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the path.")]
Moments = Annotated[
    bool, typer.Option("--json", help="Print what every frame shows, as JSON lines, instead of the table.")
]
Findings = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of lines.")]
AllAsJson = Annotated[bool, typer.Option("--json", help="Print every field as JSON.")]
Keep = Annotated[
    Path | None,
    typer.Option("--keep", parser=named, metavar="FOLDER", help="Keep the synthetic DICOM series in this folder."),
]
Reviewed = Annotated[
    Path,
    typer.Argument(parser=_path, metavar="CLIP|CASE|SOURCE", help="A finished clip, a case file, or images."),
]
ReviewPage = Annotated[
    Path | None,
    typer.Option(
        "-o", "--out", parser=named, metavar="FILE", help="The page. Without it: the preset's or clip's name."
    ),
]
SignedClip = Annotated[
    Path | None, typer.Option("--clip", parser=_path, metavar="CLIP", help="The clip of a case that is signed for.")
]
Reviewer = Annotated[
    str | None,
    typer.Option("--reviewed-by", parser=line, metavar="NAME", help="Sign for the clip, instead of writing the page."),
]
