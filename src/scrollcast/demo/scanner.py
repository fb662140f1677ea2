"""What the scanner adds: the table, the blur of its kernel, correlated noise, and streaks from bone.

The noise power of filtered back projection is a ramp from zero frequency times the kernel's roll-off, not white
(Riederer, Pelc & Chesler, Phys Med Biol 1978;23:446; Kijewski & Judy, Phys Med Biol 1987;32:565); it is strongest in
the middle of the body, and directed along the rays that lost most photons.
"""

import numpy as np
from numpy.typing import NDArray

from scrollcast.demo.paint import HALF, SIZE, SPACING, Painter, smooth
from scrollcast.demo.tissue import Tissue

PADDING = -1024
_PSF = 0.62
"""Standard deviation of the in-plane point spread, mm; a standard abdominal kernel."""
_QUIET, _LOUD = 6.5, 13.5
_MU = 0.0195 / 1000
"""Attenuation of one HU at 120 kVp, 1/mm."""


def paint_table(painter: Painter) -> None:
    """A curved carbon shell about foam, a mattress and a sheet."""
    t = np.linspace(-1, 1, 61)
    top = np.stack([176 * t, 127 - 21 * t**2], 1)
    bottom = np.stack([176 * t, 141 - 35 * t**2], 1)
    painter.posed = False
    painter.area(np.concatenate([top, bottom[::-1]]), Tissue.FOAM)
    painter.line(top, 1.6, Tissue.TABLE)
    painter.line(bottom, 2.4, Tissue.TABLE)
    sheet = np.stack([168 * t, 119 - 18 * t**2 + 0.7 * np.sin(19 * t + painter.depth / 23)], 1)
    painter.line(sheet, 0.75, Tissue.CLOTH)
    painter.posed = True


def _axes() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    v = np.fft.fftfreq(SIZE, SPACING)[:, None].astype(np.float32)
    u = np.fft.rfftfreq(SIZE, SPACING)[None, :].astype(np.float32)
    return v, u


class Scanner:
    """Turns painted planes into slices, each with its own noise from its own seed."""

    def __init__(self, seed: int) -> None:
        v, u = _axes()
        frequency = np.hypot(u, v)
        hann = np.where(frequency < _CUT, np.cos(np.pi * frequency / (2 * _CUT)) ** 2, 0)
        even = np.sqrt(frequency + 0.004) * hann
        across = np.abs(v) / np.maximum(frequency, 1e-6)
        self._even = self._unit(even)
        self._lateral = self._unit(even * across**14)
        axis = np.arange(SIZE) * SPACING - HALF
        self._outside = axis[:, None] ** 2 + axis[None, :] ** 2 > (HALF + SPACING) ** 2
        self._seed = seed

    def slice(self, planes: tuple[NDArray[np.float32], ...], index: int) -> NDArray[np.int16]:
        """One slice from the planes it is thick through, weighted as a slice profile: shape (512, 512), HU."""
        before, here, after = planes
        sharp = 0.25 * before + 0.5 * here + 0.25 * after
        hu = smooth(sharp, _PSF)
        even, lateral = self._noise(index)
        loudness, flow = self._loudness(hu)
        hu += loudness * even + flow * lateral
        hu = np.clip(np.rint(hu), -1024, 3071)
        hu[self._outside] = PADDING
        return np.asarray(hu, np.int16)

    def _unit(self, gain: NDArray[np.floating]) -> NDArray[np.complex64]:
        """A filter that keeps white noise of unit deviation at unit deviation."""
        twice = np.full(gain.shape[1], 2.0)
        twice[[0, -1]] = 1
        return np.asarray(gain / np.sqrt((gain**2 * twice).sum() / SIZE**2), np.complex64)

    def _noise(self, index: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        rng = np.random.Generator(np.random.PCG64([self._seed, index]))
        spectrum = np.fft.rfft2(rng.standard_normal((SIZE, SIZE), np.float32))
        return tuple(
            np.fft.irfft2(spectrum * gain, s=(SIZE, SIZE)).astype(np.float32) for gain in (self._even, self._lateral)
        )  # type: ignore[return-value]

    def _loudness(self, hu: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Deviation of the even and of the lateral noise, from the attenuation along rows and columns."""
        small = np.maximum(hu[::4, ::4] + 1000, 0) * np.float32(_MU * 4 * SPACING)
        across, down = small.sum(1, keepdims=True), small.sum(0, keepdims=True)
        even = np.exp((np.minimum(across, 9) + down) / 7.0 - 1.0)
        scale = np.float32(_LOUD) / np.quantile(even, 0.98)
        even = np.clip(even * scale, _QUIET, 1.15 * _LOUD).astype(np.float32)
        side = np.clip((across - 5.0) * 1.7, 0, 7) * np.ones_like(small)
        even, side = (np.kron(smooth(field, 2.4), np.ones((4, 4), np.float32)) for field in (even, side))
        return even, side


_CUT = 0.62
