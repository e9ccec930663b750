"""Makes small recordings of every kind that people upload, in memory, with the sound known."""

import tempfile
from fractions import Fraction

import av
import numpy as np

RATE = 16000


def tone(seconds=3.0, rate=RATE, channels=1, pitch=440.0, level=0.3):
    """A steady tone; channel n is n octaves up, so that channels can be told apart."""
    time = np.arange(int(seconds * rate)) / rate
    waves = [level * np.sin(2 * np.pi * pitch * 2**n * time) for n in range(channels)]
    return (np.stack(waves, axis=1) * 32767).astype(np.int16)


def silence(seconds, rate=RATE, channels=1):
    return np.zeros((int(seconds * rate), channels), np.int16)


LAYOUTS = {1: "mono", 2: "stereo", 4: "quad", 6: "5.1"}


def recording(container, codec, samples, *, rate=RATE, picture=False, options=None, seekable=True):
    """Encode samples, shape (n, channels), into a container; returns the file's bytes."""
    with tempfile.NamedTemporaryFile() as out:
        _encode(out if seekable else _Forward(out), container, codec, samples, rate, picture, options)
        out.seek(0)
        return out.read()


def _encode(out, container, codec, samples, rate, picture, options):
    # By name where it can be: an index moved to the front is written by opening the file again.
    with av.open(getattr(out, "name", out), "w", format=container, options=options or {}) as file:
        layout = LAYOUTS[samples.shape[1]]
        sound = file.add_stream(codec, rate=rate, layout=layout)
        sound.codec_context.options = {"strict": "-2"}
        if codec in ("wmav2", "vorbis"):
            sound.codec_context.bit_rate = 64000
        video = _add_picture(file) if picture else None
        if video:
            for packet in _pictures(video, len(samples) / rate):
                file.mux(packet)
        resampler = av.AudioResampler(sound.format.name, layout, rate, sound.codec_context.frame_size or 1024)
        for start in range(0, len(samples), 4096):
            piece = np.ascontiguousarray(samples[start : start + 4096])
            frame = av.AudioFrame.from_ndarray(piece.reshape(1, -1), format="s16", layout=layout)
            frame.sample_rate, frame.pts, frame.time_base = rate, start, Fraction(1, rate)
            for ready in resampler.resample(frame):
                file.mux(sound.encode(ready))
        for ready in resampler.resample(None):
            file.mux(sound.encode(ready))
        file.mux(sound.encode(None))


def _add_picture(file):
    video = file.add_stream("mpeg4", rate=5)
    video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
    return video


def _pictures(video, seconds):
    for number in range(int(seconds * 5)):
        frame = av.VideoFrame(64, 48, "yuv420p")
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        frame.pts, frame.time_base = number, Fraction(1, 5)
        yield from video.encode(frame)
    yield from video.encode(None)


class _Forward:
    """Like a live recorder: what is written cannot be gone back to, so no duration is filled in."""

    def __init__(self, out):
        self.out = out

    def write(self, data):
        return self.out.write(data)


KINDS = {
    "wav": ("wav", "pcm_s16le", {}),
    "wav-24-bit": ("wav", "pcm_s24le", {}),
    "wav-float": ("wav", "pcm_f32le", {}),
    "wav-alaw": ("wav", "pcm_alaw", {}),
    "wav-adpcm": ("wav", "adpcm_ima_wav", {}),
    "mp3": ("mp3", "libmp3lame", {}),
    "mp2": ("mp2", "mp2", {}),
    "m4a-index-at-end": ("mp4", "aac", {}),
    "m4a-index-first": ("mp4", "aac", {"options": {"movflags": "faststart"}}),
    "m4a-fragmented": ("mp4", "aac", {"options": {"movflags": "frag_keyframe+empty_moov"}}),
    "m4a-lossless": ("ipod", "alac", {}),
    "mp4-with-picture": ("mp4", "aac", {"picture": True}),
    "mov": ("mov", "pcm_s16le", {}),
    "aac": ("adts", "aac", {}),
    "flac": ("flac", "flac", {}),
    "ogg-opus": ("ogg", "libopus", {"rate": 48000}),
    "ogg-vorbis": ("ogg", "vorbis", {"channels": 2}),
    "webm": ("webm", "libopus", {"rate": 48000}),
    "webm-without-duration": ("webm", "libopus", {"rate": 48000, "seekable": False}),
    "mkv": ("matroska", "flac", {}),
    "wma": ("asf", "wmav2", {"rate": 44100, "channels": 2}),
    "amr": ("amr", "libopencore_amrnb", {"rate": 8000}),
    "3gp": ("3gp", "libopencore_amrnb", {"rate": 8000}),
}


def kind(name, seconds=3.0, **sound):
    container, codec, extra = KINDS[name]
    extra = {"rate": RATE, **extra}
    samples = tone(seconds, extra["rate"], **{"channels": extra.pop("channels", 1), **sound})
    return recording(container, codec, samples, **extra)
