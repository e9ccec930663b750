"""What browsers can play and seek: not live WebM (no length), ADTS (no index) or dictation formats."""

SEEKABLE = {"mov,mp4,m4a,3gp,3g2,mj2", "mp3", "wav", "flac", "ogg"}
PLAYABLE = {"aac", "mp3", "flac", "opus", "vorbis", "pcm_s16le", "pcm_s24le", "pcm_u8", "pcm_f32le"}


def needs_copy(container: str, codec: str) -> bool:
    """Whether a copy for listening is to be made."""
    return container not in SEEKABLE or codec not in PLAYABLE
