"""``--volume``, ``--order`` and ``--allow-gaps``: every command that reads images takes them, and so does a case."""

from pathlib import Path

import pytest

from builders.commands import Terminal
from builders.dicom_files import MR, plane, save_all
from scrollcast.authored.case import load_case
from scrollcast.model.face import Face
from scrollcast.model.geometry import Ordering

COMMANDS = {
    "new": ("-o", "out.yaml"),
    "pick": ("-o", "out.html"),
    "plan": ("--preset", "mr-generic"),
    "sheet": ("--preset", "mr-generic", "-o", "out.png"),
    "check": ("--preset", "mr-generic"),
    "preview": ("--preset", "mr-generic", "--length", "15s", "-o", "out.mp4"),
}


@pytest.fixture(scope="module")
def echoes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two echoes of an MR; a slice is missing from the second."""
    folder = tmp_path_factory.mktemp("echoes")
    first, second = (
        [plane(index, {"SOPClassUID": MR, "Modality": "MR", "EchoTime": te}) for index in indices]
        for te, indices in ((10, range(8)), (20, (0, 1, 2, 3, 4, 6, 7)))
    )
    for index, dataset in enumerate(second):
        dataset.SOPInstanceUID = f"1.2.3.5.{index + 1}"
        dataset.PixelSpacing = [0.5, 0.5]
    save_all(folder, [*first, *second])
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_takes_a_volume_and_gaps(
    scrollcast: Terminal, echoes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Several volumes are not guessed between; a gap stays an error until it is allowed."""
    monkeypatch.chdir(tmp_path)
    line = (command, str(echoes), *COMMANDS[command])
    refused = scrollcast(*line)
    assert (refused.code, "choose one with --volume N" in refused.out + refused.err) == (2, True)
    refused = scrollcast(*line, "--volume", "2")
    assert (refused.code, "take --allow-gaps" in refused.out + refused.err) == (3, True)
    assert list(tmp_path.iterdir()) == []
    said = scrollcast(*line, "--volume", "TE 20 ms", "--allow-gaps", *(["--json"] if command == "check" else []))
    assert "there are 10.0 mm" in said.err + said.out
    if command != "check":  # which has its say about noise that flickers
        assert said.code == 0
        assert bool(list(tmp_path.glob("out.*"))) == ("-o" in line)


def test_a_case_says_the_same(tmp_path: Path, scrollcast: Terminal, echoes: Path) -> None:
    """A starter holds what was asked for and needs no flag then; a flag overrides it."""
    path = str(tmp_path / "case.yaml")
    asked = ("--series", "1", "--volume", "TE 20 ms", "--order", "instance", "--allow-gaps")
    reason = "Noise, in which no face shows."
    assert scrollcast("new", str(echoes), "-o", path, *asked).code == 4  # without places nothing shows what it is
    asked = (*asked, "--face", "clear", "--because", reason)
    assert scrollcast("new", str(echoes), "-o", path, *asked).code == 0
    settings = load_case(Path(path)).settings
    assert (settings.face, settings.because) == (Face.CLEAR, reason)
    said = (settings.series, settings.volume, settings.order, settings.allow_gaps)
    assert said == (1, "TE 20 ms", Ordering.INSTANCE, True)
    assert "sorted by image number" in scrollcast("plan", path).err
    assert "there are 10.0 mm" in scrollcast("plan", path, "--order", "position").err


@pytest.mark.parametrize("command", ["inspect", "new", "pick", "plan", "sheet", "still", "check", "preview", "render"])
def test_every_command_that_reads_images_has_the_options(scrollcast: Terminal, command: str) -> None:
    """Under the same names, with the one that answers a refusal for a face."""
    told = scrollcast(command, "--help").out
    assert all(option in told for option in ("--series", "--volume", "--order", "--allow-gaps", "--face"))
