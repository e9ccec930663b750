"""Looks after the vault: `manage.py vault health|rotate|scrub|replay|sweep|new-kek`. Answers in JSON."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from access import audit
from access.models import User
from recordings import health
from recordings.models import Blob, VaultKey
from recordings.vault import erasure, keyring, keys, ledger, rotation, scrub, store


class Command(BaseCommand):
    """Exit code 0: well. 1: something stored does not open, or keys are left. Other problems: one line."""

    requires_system_checks = []  # must run when other parts of the service do not
    help = "Looks after the vault's keys and sealed objects."

    def add_arguments(self, parser: ArgumentParser) -> None:
        orders = parser.add_subparsers(
            dest="order", required=True, metavar="health|rotate|scrub|replay|sweep|new-kek"
        )
        orders.add_parser("health", help="try the key provider and the storage; count keys, blobs and faults")
        rotate = orders.add_parser("rotate", help="wrap every key again under the current key-encrypting key")
        rotate.add_argument("--limit", type=int, help="stop after this many keys")
        scrubbing = orders.add_parser("scrub", help="read and authenticate what is stored")
        how_much = scrubbing.add_mutually_exclusive_group(required=True)
        how_much.add_argument("--percent", type=int, choices=range(1, 101), metavar="1..100")
        how_much.add_argument("--all", dest="percent", action="store_const", const=100)
        orders.add_parser("replay", help="destroy again what the ledger of destroyed keys names")
        orders.add_parser("sweep", help="delete what a crash left in the storage more than a day ago")
        orders.add_parser("new-kek", help="add a version to the keyring file and make it current")

    def handle(self, *args: Any, **options: Any) -> None:
        answers: dict[str, Callable[[dict[str, Any]], tuple[dict[str, Any], bool]]] = {
            "health": _health,
            "rotate": _rotate,
            "scrub": _scrub,
            "replay": _replay,
            "sweep": _sweep,
            "new-kek": _new_kek,
        }
        try:
            answer, well = answers[options["order"]](options)
        except (keys.KeyProblem, OSError) as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(json.dumps(answer))
        if not well:
            raise SystemExit(1)


def _health(options: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    provider = keys.provider().health()
    storage = health.storage()
    if not storage.ok:
        raise OSError(f"The storage of sealed files {storage.found}.")
    lately = timezone.now() - timedelta(days=health.CHECKED_WITHIN_DAYS)
    kept = VaultKey.objects.filter(destroyed_at=None)
    by_kek = list(kept.values("provider", "kek_id").annotate(count=Count("pk")).order_by("kek_id"))
    for row in by_kek:
        one = kept.filter(provider=row["provider"], kek_id=row["kek_id"]).first()
        if one:
            one.unwrap()  # a version that was lost shows here
    answer = {
        **provider,
        "keys": kept.count(),
        "keys_by_kek": {f"{row['provider']}/{row['kek_id']}": row["count"] for row in by_kek},
        "keys_outdated": rotation.outdated().count(),
        "keys_destroyed": VaultKey.objects.exclude(destroyed_at=None).count(),
        "blobs": Blob.objects.readable().count(),
        "blobs_not_checked_lately": Blob.objects.readable().unchecked_since(lately).count(),
        "faults": scrub.outstanding(),
    }
    return answer, not answer["faults"]


def _rotate(options: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    rotated = rotation.rotate(limit=options["limit"])
    _write_audit("vault.rotated", **rotated._asdict())
    return rotated._asdict(), options["limit"] is not None or not rotated.left


def _scrub(options: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    found = scrub.scrub(options["percent"])
    _write_audit("vault.scrubbed", percent=options["percent"], faults=len(found.faults))
    return asdict(found), not found.faults


@transaction.atomic
def _write_audit(verb: str, **details: Any) -> None:
    service = User.objects.service("vault")
    audit.record(verb, by=service, on=service, **details)


def _replay(options: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    return {"noted": erasure.complete_ledger(), "destroyed": erasure.replay()}, True


def _sweep(options: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    ledger.empty_log()
    return {"swept": len(store.sweep(timezone.now() - timedelta(days=1)))}, True


def _new_kek(options: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    if not settings.KEK_KEYRING:
        raise keys.KeyProblem("KEK_KEYRING names no keyring.")
    return {"current": keyring.add_version(settings.KEK_KEYRING)}, True
