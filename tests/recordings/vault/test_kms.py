"""The AWS KMS provider against a KMS that answers over HTTP."""

from uuid import UUID

import boto3
import pytest

from recordings.models import VaultKey
from recordings.vault import keys, rotation
from recordings.vault.keys import AwsKms, KeyProblem
from tests.recordings.vault import servers

pytestmark = pytest.mark.server
ROW, KEY = UUID(int=1), bytes(range(32))


@pytest.fixture(scope="module")
def endpoint():
    with servers.aws() as url:
        yield url


@pytest.fixture
def kms(endpoint, settings, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "tests")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "tests")
    settings.KMS_ENDPOINT, settings.KMS_REGION = endpoint, "eu-west-2"
    client = boto3.client("kms", endpoint_url=endpoint, region_name="eu-west-2")
    settings.KMS_KEY_ID = client.create_key()["KeyMetadata"]["Arn"]
    settings.KEK_PROVIDER = "aws-kms"
    yield client
    client.close()


def test_a_key_wrapped_by_kms_unwraps_for_its_own_row_and_no_other(kms):
    wrapped = keys.provider().wrap(ROW, KEY)

    assert KEY not in wrapped.bytes
    assert keys.provider("aws-kms").unwrap(ROW, wrapped) == KEY
    with pytest.raises(KeyProblem, match=r"^KMS refused to decrypt a vault key: \w+\.$"):
        AwsKms().unwrap(UUID(int=2), wrapped)


def test_health_names_the_key_in_use(kms, settings):
    assert keys.provider().health() == {
        "provider": "aws-kms",
        "kek_id": settings.KMS_KEY_ID,
        "kek_version": 1,
    }


def test_a_key_that_kms_does_not_know_is_one_plain_line(kms, settings):
    settings.KMS_KEY_ID = f"{settings.KMS_KEY_ID[:-12]}000000000000"

    with pytest.raises(KeyProblem, match=r"^KMS refused to encrypt a vault key: NotFoundException\.$"):
        AwsKms().health()


def test_a_kms_that_is_not_there_is_one_plain_line(kms, settings):
    settings.KMS_ENDPOINT = "http://127.0.0.1:9"

    with pytest.raises(KeyProblem, match="KMS cannot be reached"):
        AwsKms().health()


@pytest.mark.django_db
def test_keys_move_from_the_keyring_to_kms_and_still_open(kms, settings):
    settings.KEK_PROVIDER = "keyring"
    row = VaultKey.objects.fresh()
    plain = row.unwrap()

    settings.KEK_PROVIDER = "aws-kms"
    rotated = rotation.rotate()

    row.refresh_from_db()
    assert rotated.left == 0
    assert (row.provider, row.kek_id) == ("aws-kms", settings.KMS_KEY_ID)
    assert row.unwrap() == plain
