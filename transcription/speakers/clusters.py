"""Which stretches were spoken by the same voice, and how many voices there are."""

from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.cluster.vq import kmeans2
from scipy.linalg import eigh

from transcription.speakers.voices import unit
from transcription.speakers.weights import Floats

Labels = NDArray[Any]

MOST_VOICES = 25
# Fewer stretches than this have no clear eigengap: they are joined pair by pair.
FEW = 200
# More than this are not all needed to find the voices: the rest join the voice nearest to them.
MANY = 1200
SMALLEST = 2
NEIGHBOURS_TRIED = 12
# How far a hint may move what counts as alike.
STEP, STEPS = 0.01, 3


def voices(vectors: Floats, *, alike: float, hint: int | None = None) -> Floats:
    """One unit vector for each voice. `alike`: from which mean similarity two groups are one voice.

    `hint`: how many people were there. It decides where the sound leaves it open, and no further: making
    exactly so many gave more seconds to a wrong voice, even when it was right (docs/transcription.md).
    """
    if len(vectors) < 2:
        return vectors
    chosen = vectors[np.linspace(0, len(vectors) - 1, min(len(vectors), MANY)).round().astype(int)]
    find = partial(_joined, alike=alike) if len(chosen) < FEW else _spectral
    centres = _centres(chosen, find(chosen, hint=hint), smallest=SMALLEST)
    return _centres(vectors, (vectors @ centres.T).argmax(axis=1), smallest=1)


def _centres(vectors: Floats, labels: Labels, *, smallest: int) -> Floats:
    counts = np.bincount(labels)
    kept = np.flatnonzero(counts >= min(smallest, counts.max()))
    return unit(np.stack([vectors[labels == label].mean(axis=0) for label in kept]))


def _joined(vectors: Floats, *, alike: float, hint: int | None) -> Labels:
    """Nearest groups joined until none are alike; a little sooner or later towards the hint."""
    tree = linkage(vectors, "average", metric="cosine")
    found = _cut(tree, alike)
    if hint is None or found.max() + 1 == hint:
        return found
    towards = 1 if found.max() + 1 < hint else -1
    for step in range(1, STEPS + 1):
        nearer = _cut(tree, alike + towards * step * STEP)
        if (nearer.max() + 1 - hint) * towards > 0:
            break
        found = nearer
    return found


def _cut(tree: Floats, alike: float) -> Labels:
    return fcluster(tree, max(0.0, 1 - alike), "distance") - 1


def _spectral(vectors: Floats, *, hint: int | None) -> Labels:
    """As many voices as the widest gap between eigenvalues says, where it shows best (NME)."""
    alike = vectors @ vectors.T
    ranked = np.argsort(-alike, axis=1)
    tries = sorted(
        {round(share * len(vectors)) for share in np.geomspace(0.01, 0.2, NEIGHBOURS_TRIED)} - {0, 1}
    )
    _, neighbours, count = min(_clarity(ranked, count, hint) for count in tries)
    values = eigh(_laplacian(ranked, neighbours), subset_by_index=[0, count - 1])
    return _kmeans(values[1], count)


def _likely(counts: NDArray[np.int64], hint: int | None) -> Floats:
    """How far a number of voices is believed: more than were there hardly, fewer than half of them less."""
    if hint is None:
        return np.ones(len(counts), dtype=np.float32)
    return np.select([counts > hint + 1, counts < hint / 2], [0.5, 0.7], 1.0).astype(np.float32)


def _laplacian(ranked: NDArray[np.int64], neighbours: int) -> Floats:
    links: Floats = np.zeros(ranked.shape, dtype=np.float32)
    np.put_along_axis(links, ranked[:, :neighbours], 1, axis=1)
    links = (links + links.T) / 2
    laplacian: Floats = np.diag(links.sum(axis=1)) - links
    return laplacian


def _clarity(ranked: NDArray[np.int64], neighbours: int, hint: int | None) -> tuple[float, int, int]:
    """Small where the gap is wide for so few neighbours; with the number of voices the gap stands for."""
    laplacian, size = _laplacian(ranked, neighbours), len(ranked)
    low = eigh(laplacian, eigvals_only=True, subset_by_index=[0, min(MOST_VOICES, size - 1)])
    high = eigh(laplacian, eigvals_only=True, subset_by_index=[size - 1, size - 1])[0]
    gaps = np.diff(low)
    gaps = gaps * _likely(np.arange(1, len(gaps) + 1), hint)
    width = float(gaps.max() / (high + 1e-9))
    return neighbours / size / (width + 1e-9), neighbours, int(gaps.argmax()) + 1


def _kmeans(points: Floats, count: int) -> Labels:
    """The tightest of a few starts; the starts are the same every time."""
    best: Labels = np.zeros(len(points), dtype=np.int64)
    tightest = np.inf
    for seed in range(5):
        centres, labels = kmeans2(points, count, minit="++", rng=seed, missing="warn")
        spread = float(((points - centres[labels]) ** 2).sum())
        if spread < tightest:
            best, tightest = labels.astype(np.int64), spread
    return best
