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


def voices(vectors: Floats, *, alike: float, speakers: int | None = None) -> Floats:
    """One unit vector for each voice. `alike`: from which mean similarity two groups are one voice."""
    if len(vectors) < 2 or speakers == 1:
        return unit(vectors.mean(axis=0, keepdims=True)) if len(vectors) else vectors
    chosen = vectors[np.linspace(0, len(vectors) - 1, min(len(vectors), MANY)).round().astype(int)]
    find = partial(_joined, alike=alike) if len(chosen) < FEW else _spectral
    labels = find(chosen, speakers=speakers)
    centres = _centres(chosen, labels, smallest=1 if speakers else SMALLEST)
    return _centres(vectors, (vectors @ centres.T).argmax(axis=1), smallest=1)


def _centres(vectors: Floats, labels: Labels, *, smallest: int) -> Floats:
    counts = np.bincount(labels)
    kept = np.flatnonzero(counts >= min(smallest, counts.max()))
    return unit(np.stack([vectors[labels == label].mean(axis=0) for label in kept]))


def _joined(vectors: Floats, *, alike: float, speakers: int | None) -> Labels:
    """Nearest groups joined until none are alike, or until there are as many as a person said."""
    tree = linkage(vectors, "average", metric="cosine")
    if speakers:
        return fcluster(tree, speakers, "maxclust") - 1
    return fcluster(tree, max(0.0, 1 - alike), "distance") - 1


def _spectral(vectors: Floats, *, speakers: int | None) -> Labels:
    """As many voices as the widest gap between eigenvalues says, where it shows best (NME)."""
    alike = vectors @ vectors.T
    ranked = np.argsort(-alike, axis=1)
    tries = sorted(
        {round(share * len(vectors)) for share in np.geomspace(0.01, 0.2, NEIGHBOURS_TRIED)} - {0, 1}
    )
    _, neighbours, gap = min(_clarity(ranked, count) for count in tries)
    count = speakers or gap
    values = eigh(_laplacian(ranked, neighbours), subset_by_index=[0, count - 1])
    return _kmeans(values[1], count)


def _laplacian(ranked: NDArray[np.int64], neighbours: int) -> Floats:
    links: Floats = np.zeros(ranked.shape, dtype=np.float32)
    np.put_along_axis(links, ranked[:, :neighbours], 1, axis=1)
    links = (links + links.T) / 2
    laplacian: Floats = np.diag(links.sum(axis=1)) - links
    return laplacian


def _clarity(ranked: NDArray[np.int64], neighbours: int) -> tuple[float, int, int]:
    """Small where the gap is wide for so few neighbours; with the number of voices the gap stands for."""
    laplacian, size = _laplacian(ranked, neighbours), len(ranked)
    low = eigh(laplacian, eigvals_only=True, subset_by_index=[0, min(MOST_VOICES, size - 1)])
    high = eigh(laplacian, eigvals_only=True, subset_by_index=[size - 1, size - 1])[0]
    gaps = np.diff(low)
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
