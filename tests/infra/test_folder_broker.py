"""The folder broker under several writers at once: no half message, nothing lost, nothing doubled."""

import subprocess
import sys

import pytest
from kombu import Connection
from kombu.simple import SimpleQueue

from infra import folder_broker

WRITERS, EACH = 3, 400
WRITER = """
import sys
from tests.infra.test_folder_broker import EACH, connected
with connected(sys.argv[1]) as connection:
    queue = connection.SimpleQueue("work")
    for number in range(EACH):
        queue.put(f"{sys.argv[2]}-{number}")
"""


def connected(folder) -> Connection:
    folder_broker.install()
    places = {"data_folder_in": "messages", "data_folder_out": "messages", "control_folder": "control"}
    return Connection(
        "filesystem://", transport_options={name: f"{folder}/{place}" for name, place in places.items()}
    )


@pytest.fixture
def folder(tmp_path):
    for name in ("messages", "control"):
        (tmp_path / name).mkdir()
    return tmp_path


def test_each_message_of_several_writers_is_read_whole_and_once(folder):
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(folder), str(number)])
        for number in range(WRITERS)
    ]

    with connected(folder) as connection:
        queue = SimpleQueue(connection, "work")
        read = [taken(queue) for _ in range(WRITERS * EACH)]

    assert [writer.wait() for writer in writers] == [0] * WRITERS
    assert sorted(read) == sorted(f"{writer}-{one}" for writer in range(WRITERS) for one in range(EACH))


def taken(queue):
    message = queue.get(timeout=60)
    message.ack()
    return message.payload


def test_what_a_writer_did_not_finish_is_not_a_message(folder):
    with connected(folder) as connection:
        queue = SimpleQueue(connection, "other")  # kombu remembers for the process what is bound
        queue.put("whole")
        (message,) = (folder / "messages").iterdir()
        (folder / "messages" / f"0{message.name}.half").write_text('{"half')

        assert taken(queue) == "whole"
        with pytest.raises(SimpleQueue.Empty):
            queue.get_nowait()


def test_a_second_queue_on_the_same_exchange_is_added_to_its_table(folder):
    with connected(folder) as connection:
        channel = connection.channel()
        channel._queue_bind("work", "one", "", "first")
        channel._queue_bind("work", "two", "", "second")

        assert {line.queue for line in channel.get_table("work")} == {"first", "second"}
        assert [file.name for file in (folder / "control").iterdir()] == ["work.exchange"]
