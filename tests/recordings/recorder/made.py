"""A recorder as the API sees one: it asks for takes, begins one, sends pieces, ends it."""

import uuid

from recordings.models import Conference
from tests.recordings.audio import sounds

BODY = "application/offset+octet-stream"


def webm(seconds=12, pitch=440.0):
    """What a browser's recorder gives: WebM with Opus, which does not say how long it is."""
    return sounds.recording("webm", "libopus", sounds.tone(seconds, 48000, pitch=pitch), rate=48000)


class Recorder:
    """One person's recorder for one conference."""

    def __init__(self, client, conference: Conference):
        self.client, self.conference, self.id = client, conference, str(uuid.uuid4())

    def ask(self, path, said=None, method="post", **headers):
        return getattr(self.client, method)(
            f"/api/{path}", said or {}, content_type="application/json", headers=headers
        )

    def prepare(self):
        return self.ask(f"conferences/{self.conference.pk}/takes/", {"recorder": self.id}).json()

    def reads_the_notice(self):
        return self.ask(f"conferences/{self.conference.pk}/notice/", {"read": "yes"}, "put")

    def begins(self, **said):
        """A take that runs; its id."""
        self.reads_the_notice()
        take = self.prepare()[0]["id"]
        answer = self.say(take, "begin", **said)
        assert answer.status_code == 200, answer.content
        return take

    def say(self, take, what, **said):
        return self.ask(f"takes/{take}/{what}/", said)

    def sends(self, take, piece, offset=0):
        return self.client.generic(
            "PATCH",
            f"/api/uploads/{take}/",
            piece,
            content_type=BODY,
            headers={"Tus-Resumable": "1.0.0", "Upload-Offset": str(offset)},
        )

    def records(self, sound=None, **said):
        """One whole take; its id, which is the recording's."""
        sound = webm() if sound is None else sound
        take = self.begins(**said)
        half = len(sound) // 2
        assert self.sends(take, sound[:half]).status_code == 204
        assert self.sends(take, sound[half:], half).status_code == 204
        assert self.say(take, "end", length=len(sound)).status_code == 200
        return take
