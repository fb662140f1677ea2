"""The phantom looks like a scan in figures: HU by organ, noise, the lesion, the table."""

import numpy as np
import pytest
from numpy.typing import NDArray

from scrollcast.demo.abdomen import GEOMETRY, finding, labels
from scrollcast.demo.scanner import Scanner
from scrollcast.demo.tissue import Tissue

# Lowest and highest mean, highest standard deviation (noise included), HU; sources in scrollcast.demo.tissue.
RANGES = {
    Tissue.LIVER: (100, 120, 20),
    Tissue.SPLEEN: (110, 130, 20),
    Tissue.ARTERY: (140, 170, 22),
    Tissue.CAVA: (125, 160, 22),
    Tissue.MUSCLE: (52, 65, 25),
    Tissue.FAT: (-115, -90, 20),
    Tissue.MESENTERY: (-115, -80, 30),
    Tissue.BILE: (0, 20, 20),
    Tissue.LESION: (30, 45, 20),
    Tissue.CORTEX: (170, 210, 30),
    Tissue.CANCELLOUS: (150, 230, 75),
    Tissue.LUNG: (-900, -800, 60),
    Tissue.GAS: (-1000, -930, 60),
    Tissue.CANAL: (15, 60, 30),
}


@pytest.fixture(scope="module")
def plans() -> NDArray[np.uint8]:
    """Labels of each slice's mid-plane."""
    return np.stack([labels(number) for number in range(1, GEOMETRY.slices + 1)])


def _core(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Voxels whose neighbours within 2 pixels and one slice are of the same kind: no partial volume."""
    core = mask.copy()
    for axis, reach in ((0, 1), (1, 2), (2, 2)):
        for shift in range(-reach, reach + 1):
            core &= np.roll(mask, shift, axis)
    core[[0, -1]] = False
    return core


@pytest.mark.parametrize("tissue", RANGES, ids=lambda tissue: tissue.name.lower())
def test_each_organ_has_its_density(tissue: Tissue, stack: NDArray[np.int16], plans: NDArray[np.uint8]) -> None:
    """Mean and deviation of each organ's core are within the sourced ranges."""
    values = stack[_core(plans == tissue)].astype(np.float64)
    low, high, deviation = RANGES[tissue]
    assert values.size > 150
    assert low <= values.mean() <= high
    assert values.std() <= deviation


def test_noise_in_the_liver_is_that_of_a_routine_scan(stack: NDArray[np.int16], plans: NDArray[np.uint8]) -> None:
    """10 to 15 HU in the parenchyma, measured as the difference of neighbouring slices over the root of 2."""
    core = _core(plans == Tissue.LIVER)
    both = core[:-1] & core[1:]
    change = np.diff(stack.astype(np.float64), axis=0)[both]
    assert 10 <= change.std() / np.sqrt(2) <= 15


def test_noise_is_not_white() -> None:
    """In a water cylinder ."""
    scanner = Scanner(1)
    axis = (np.arange(512) - 255.5) * 0.75
    water = np.where(np.hypot(axis[:, None], axis[None, :]) < 140, 0, -1000).astype(np.float32)
    planes = [scanner.slice((water, water, water), index).astype(np.float64) for index in range(9)]
    frequency = np.hypot(*np.meshgrid(*[np.fft.fftfreq(64, 0.75)] * 2))
    power = np.mean([np.abs(np.fft.fft2(np.diff(planes, axis=0)[k, 224:288, 224:288])) ** 2 for k in range(8)], 0)

    def band(low: float, high: float) -> float:
        return float(power[(frequency >= low) & (frequency < high)].mean())

    slow, middle, fast = band(0.01, 0.06), band(0.15, 0.3), band(0.5, 0.66)
    assert middle > 1.8 * slow
    assert middle > 10 * fast


def test_the_lesion_lies_in_the_liver_and_shows(stack: NDArray[np.int16], plans: NDArray[np.uint8]) -> None:
    """At the place the case points to there is the lesion, at least 55 HU darker than the liver around it."""
    spot = finding()
    plan, plane = plans[spot.slice - 1], stack[spot.slice - 1].astype(float)
    rows, columns = np.ogrid[: plan.shape[0], : plan.shape[1]]
    away = np.hypot(rows - spot.row, columns - spot.column)
    assert (plan[away < 0.6 * spot.radius] == Tissue.LESION).all()
    ring = plan[(away > 1.45 * spot.radius) & (away < 1.9 * spot.radius)]
    assert np.isin(ring, [Tissue.LIVER, Tissue.VEIN, Tissue.PORTAL_VEIN]).mean() > 0.9
    inner = plane[away < 0.6 * spot.radius].mean()
    assert plane[plan == Tissue.LIVER].mean() - inner > 55
    shown = {number for number, label in enumerate(plans, 1) if (label == Tissue.LESION).any()}
    assert set(range(spot.slices[0], spot.slices[1] + 1)) <= shown


def test_the_table_lies_behind_the_body_with_air_between(plans: NDArray[np.uint8]) -> None:
    """In each column the table starts below the skin, so that the crop has something to leave out."""
    for plan in plans[::6]:
        skin = np.isin(plan, [Tissue.SKIN, Tissue.FAT])
        table = plan == Tissue.TABLE
        assert table.any()
        columns = np.flatnonzero(skin.any(0) & table.any(0))
        lowest = plan.shape[0] - 1 - np.argmax(skin[::-1, columns], 0)
        assert (np.argmax(table[:, columns], 0) > lowest + 2).all()


def test_outside_of_the_round_field_is_padding(stack: NDArray[np.int16]) -> None:
    """Corners hold -1024, as scanners write them; the air within has the mean of air."""
    assert (stack[:, :20, :20] == -1024).all()
    assert abs(stack[:, 20:40, 236:276].astype(float).mean() + 1000) < 12
