"""Sealed objects are written whole or not at all, and read at any place, in a folder and in S3."""

import hashlib
import os
import resource
import tracemalloc
from datetime import timedelta
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from recordings.models import Blob, KeyDestroyed, VaultKey
from recordings.vault import sealed, store
from tests.recordings.vault import servers
from tests.recordings.vault.blobs import seal_as_ours

pytestmark = pytest.mark.django_db
OBJECT = UUID(int=7)
PLAINTEXT = os.urandom(3 * sealed.SEGMENT + 1234)


@pytest.fixture(scope="module")
def bucket(tmp_path_factory):
    with servers.s3(tmp_path_factory.mktemp("s3")) as options:
        yield {**options, "region_name": "eu-west-2", "file_overwrite": False}


def use(settings, backend, options):
    settings.STORAGES = {**settings.STORAGES, "blobs": {"BACKEND": backend, "OPTIONS": options}}


@pytest.fixture(params=["folder", pytest.param("s3", marks=pytest.mark.server)])
def place(request, settings, tmp_path):
    if request.param == "folder":
        use(settings, "recordings.vault.places.Folder", {"location": tmp_path / "blobs"})
    else:
        use(settings, "recordings.vault.places.Bucket", request.getfixturevalue("bucket"))
    return storages["blobs"]


@pytest.fixture
def folder(settings, tmp_path):
    use(settings, "recordings.vault.places.Folder", {"location": tmp_path / "blobs"})
    return tmp_path / "blobs"


@pytest.fixture
def key(db):
    return VaultKey.objects.fresh()


@pytest.fixture
def files_of_a_megabyte():
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def pieces(plaintext, length=100_000):
    return (plaintext[start : start + length] for start in range(0, len(plaintext), length))


def names(place):
    return {f"{folder}/{name}" for folder in place.listdir("")[0] for name in place.listdir(folder)[1]}


@pytest.mark.parametrize("plaintext", [b"", b"hello", PLAINTEXT, bytes(9_000_000)], ids=len)
def test_a_stream_comes_back_and_only_its_sealed_bytes_are_stored(place, key, plaintext):
    stored = store.seal_stream(pieces(plaintext), key, OBJECT, "audio")

    blob = b"".join(place.read_at(stored.name, at, 1_000_000) for at in range(0, stored.size, 1_000_000))
    reader = store.open(stored.name, key, OBJECT, "audio")
    assert reader.pread(0, reader.size) == plaintext
    assert (len(blob), hashlib.sha256(blob).hexdigest()) == (stored.size, stored.sha256)
    assert plaintext == b"" or plaintext[:64] not in blob


@hypothesis_settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(offset=st.integers(0, len(PLAINTEXT) + 10), length=st.integers(0, 600_000))
def test_any_range_is_the_same_as_of_the_plaintext(folder, key, offset, length):
    found = Blob.objects.filter(key=key).values_list("name", flat=True).first()
    name = found or store.seal_stream([PLAINTEXT], key, OBJECT, "audio").name

    piece = store.open(name, key, OBJECT, "audio").pread(offset, length)

    assert piece == PLAINTEXT[offset : offset + length]


def test_a_blob_moved_to_another_key_object_or_purpose_does_not_open(place, key):
    name = store.seal_stream([b"hello"], key, OBJECT, "audio").name

    for elsewhere in (
        (VaultKey.objects.fresh(), OBJECT, "audio"),
        (key, UUID(int=8), "audio"),
        (key, OBJECT, "copy"),
    ):
        with pytest.raises(sealed.Refused):
            store.open(name, *elsewhere)


def test_an_object_under_a_destroyed_key_does_not_open(place, key):
    name = store.seal_stream([b"hello"], key, OBJECT, "audio").name

    key.destroy()

    with pytest.raises(KeyDestroyed):
        store.open(name, key, OBJECT, "audio")


def test_a_stream_that_breaks_leaves_nothing_to_read(place, key):
    before = names(place)

    def breaking():
        yield bytes(9_000_000)
        raise ConnectionError("the client went away")

    with pytest.raises(ConnectionError):
        store.seal_stream(breaking(), key, OBJECT, "audio")

    assert names(place) == before
    assert not Blob.objects.filter(key=key).exists()


def test_an_object_that_was_not_written_to_the_end_is_not_read(place, key):
    name = place.save("ab/unfinished", ContentFile(seal_as_ours(b"x", key.unwrap(), b"")))

    with pytest.raises(FileNotFoundError):
        store.open(name, key, OBJECT, "audio")
    place.delete(name)


def test_deleting_takes_the_object_away_once_the_change_is_certain(
    place, key, django_capture_on_commit_callbacks
):
    name = store.seal_stream([b"hello"], key, OBJECT, "audio").name

    with django_capture_on_commit_callbacks(execute=True):
        store.delete(name)
        assert place.exists(name)

    assert not place.exists(name)
    with pytest.raises(FileNotFoundError):
        store.open(name, key, OBJECT, "audio")
    with pytest.raises(FileNotFoundError):
        place.size(name)


def test_what_no_row_claims_is_swept_once_it_is_old(folder, key):
    kept = store.seal_stream([b"kept"], key, OBJECT, "audio").name
    storages["blobs"].save("ab/orphan", ContentFile(b"left by a crash"))

    assert store.sweep(timezone.now() - timedelta(days=1)) == []
    assert store.sweep(timezone.now() + timedelta(minutes=1)) == ["ab/orphan"]

    assert names(storages["blobs"]) == {kept}


def test_a_share_of_the_storage_is_swept_at_a_time_and_all_of_it_in_a_day(folder, monkeypatch):
    place, listed = storages["blobs"], []
    everything = {f"{number:02x}/orphan" for number in range(256)}
    for name in everything:
        place.save(name, ContentFile(b"left by a crash"))
    listdir = place.listdir
    monkeypatch.setattr(place, "listdir", lambda path: listed.append(path) or listdir(path))
    soon = timezone.now() + timedelta(minutes=1)

    one = store.sweep(soon, share=7)
    assert len(listed) < 10
    swept = {name for share in range(1000, 1000 + store.SHARES) for name in store.sweep(soon, share=share)}

    assert swept | set(one) == everything


def test_a_disk_that_takes_no_more_is_an_error_and_leaves_nothing(folder, key, files_of_a_megabyte):
    with pytest.raises(OSError, match="File too large"):
        store.seal_stream([bytes(3_000_000)], key, OBJECT, "audio")

    assert not list(folder.rglob("*/*"))
    assert not Blob.objects.exists()


def test_a_storage_that_gives_back_other_bytes_is_noticed_at_once(folder, key, monkeypatch):
    monkeypatch.setattr(
        "recordings.vault.places.Folder.read_at", lambda self, name, at, length: bytes(length)
    )

    with pytest.raises(OSError, match="does not give back what was written"):
        store.seal_stream([b"hello"], key, OBJECT, "audio")

    assert not list(folder.rglob("*/*"))


def test_sealing_holds_little_in_memory_whatever_the_length(folder, key):
    tracemalloc.start()
    store.seal_stream((bytes(65_536) for _ in range(400)), key, OBJECT, "audio")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 16_000_000


@pytest.mark.server
@pytest.mark.slow
@pytest.mark.parametrize(
    ("failures", "length"),
    [
        (["", "", "500", "", "", "reset", "", "", "", "500"], 20_000_000),
        (["", "hang", "", "", "slow", "", "reset", "", "", "500"], 6_000_000),
    ],
    ids=["500 and reset", "hanging and slow too"],
)
def test_an_object_storage_that_fails_a_third_of_the_time_loses_nothing(
    settings, bucket, key, failures, length
):
    """Nothing is lost and nothing is there twice, whichever third it is."""
    plaintext = os.urandom(length)
    with servers.unreliable(bucket["endpoint_url"], failures) as way:
        use(settings, "recordings.vault.places.Bucket", {**bucket, "endpoint_url": way, "patience": 4})
        before = names(storages["blobs"])
        name = store.seal_stream(pieces(plaintext), key, OBJECT, "audio").name
        reader = store.open(name, key, OBJECT, "audio")

        assert all(
            reader.pread(at, 1_000_000) == plaintext[at : at + 1_000_000]
            for at in range(0, len(plaintext), 1_000_000)
        )
        assert name in names(storages["blobs"]) - before  # other tests use the bucket too


@pytest.mark.server
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"endpoint_url": "http://127.0.0.1:9"}, "could not"),
        ({"secret_key": "another-secret-key"}, "refused to"),
        ({"bucket_name": "nowhere"}, "refused to|could not|not in the storage"),
    ],
)
def test_an_object_storage_that_cannot_be_used_is_one_plain_line(settings, bucket, key, changes, said):
    use(settings, "recordings.vault.places.Bucket", {**bucket, **changes})

    with pytest.raises(OSError, match=said) as raised:
        store.seal_stream([b"hello"], key, OBJECT, "audio")

    assert "\n" not in str(raised.value)


@pytest.mark.server
def test_a_multipart_upload_that_a_crash_left_is_aborted(settings):
    with servers.aws() as endpoint:
        options = {
            "endpoint_url": endpoint,
            "bucket_name": "crashed",
            "access_key": "x" * 16,
            "secret_key": "y" * 16,
        }
        use(settings, "recordings.vault.places.Bucket", {**options, "region_name": "eu-west-2"})
        place = storages["blobs"]
        client = place.connection.meta.client
        client.create_bucket(Bucket="crashed", CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
        client.create_multipart_upload(Bucket="crashed", Key="ab/half")

        assert place.sweep_unfinished(timezone.now() + timedelta(minutes=1)) == 1
        assert "Uploads" not in client.list_multipart_uploads(Bucket="crashed")
        client.close()


@pytest.mark.server
def test_a_bucket_without_any_is_swept_too(settings, bucket):
    """Some servers say then that there is no such upload, as if it were a mistake."""
    use(settings, "recordings.vault.places.Bucket", {**bucket, "bucket_name": "never-used"})
    place = storages["blobs"]
    place.connection.meta.client.create_bucket(Bucket="never-used")

    assert place.sweep_unfinished(timezone.now()) == 0
