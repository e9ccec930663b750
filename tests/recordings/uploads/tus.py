"""A small client of the protocol, to say and see exactly what goes over the wire."""

import base64

from django.db import connection

BODY = "application/offset+octet-stream"


class Tus:
    """Speaks for somebody who is signed in, to one conference."""

    def __init__(self, client, conference):
        self.client, self.conference = client, conference

    def commit(self):
        """Do what waits for the end of the transaction, which in a test never comes."""
        for act in connection.run_on_commit:
            act[1]()

    def begin(self, length, name="REC_0001.WAV", **headers):
        metadata = f"filename {base64.b64encode(name.encode()).decode()},filetype YXVkaW8vd2F2"
        given = {
            "Upload-Length": str(length),
            "Upload-Metadata": metadata,
            "Tus-Resumable": "1.0.0",
            **headers,
        }
        return self.client.post(f"/api/conferences/{self.conference.pk}/uploads/", headers=given)

    def patch(self, place, offset, body, **headers):
        given = {"Upload-Offset": str(offset), "Tus-Resumable": "1.0.0", **headers}
        return self.client.patch(place, data=body, content_type=BODY, headers=given)

    def offset(self, place):
        return int(self.client.head(place, headers={"Tus-Resumable": "1.0.0"})["Upload-Offset"])

    def send(self, file, *cuts):
        place, start = self.begin(len(file))["Location"], 0
        for end in [*cuts, len(file)]:
            assert self.patch(place, start, file[start:end]).status_code == 204
            start = end
        return place
