"""Numbers that are given out while others ask for theirs: each once, and none twice."""

import threading

import pytest
from django.db import OperationalError, connection

from minutes.requests import actions
from minutes.requests.models import MinuteRequest, Series, TypedCopy
from tests.requests import made


def together(*calls):
    """Do all of this at the same moment, each over a connection of its own, and say what came of it.

    SQLite in memory turns away whom PostgreSQL, and SQLite in a file, would let wait: they ask again.
    """
    start, found = threading.Barrier(len(calls)), []

    def one(call):
        start.wait()
        while True:
            try:
                found.append(call())
                break
            except OperationalError:
                if connection.vendor != "sqlite":
                    raise
        connection.close()

    threads = [threading.Thread(target=one, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.mark.django_db(transaction=True)
def test_two_requests_logged_at_the_same_moment_get_two_references():
    families = [made.hartley() for _ in range(4)]

    logged = together(
        *(
            lambda each=each: (
                actions.log_request(each.conference, asked=made.asked(each), by=each.administrator).reference
            )
            for each in families
        )
    )

    assert sorted(logged) == ["R-2026-0001", "R-2026-0002", "R-2026-0003", "R-2026-0004"]


@pytest.mark.django_db(transaction=True)
def test_two_copies_made_at_the_same_moment_get_two_numbers():
    families = [made.hartley() for _ in range(2)]
    requests = []
    for each in families:
        request = made.redacting(each)
        made.decide_all(request, each)
        requests.append(actions.send_for_check(request, by=each.administrator))

    agreed = together(
        *(
            lambda each=each, request=request: actions.agree_marks(request, by=each.second).register_number
            for each, request in zip(families, requests, strict=True)
        )
    )

    assert sorted(number[-4:] for number in agreed) == ["0001", "0002"]


@pytest.mark.django_db
def test_the_number_of_a_copy_that_was_taken_back_is_not_given_out_again():
    hartley = made.hartley()
    first = made.ready(hartley)
    request = actions.take_back(first.request, by=hartley.second)
    made.decide_all(request, hartley)

    again = actions.agree_marks(actions.send_for_check(request, by=hartley.administrator), by=hartley.second)

    assert (first.register_number[-4:], again.register_number[-4:]) == ("0001", "0002")
    assert TypedCopy.objects.get().number == 1


@pytest.mark.django_db
def test_a_series_goes_on_after_the_highest_number_that_was_there_before_it():
    start, given_out = "R-2025-", ["R-2025-9999", "R-2025-10000", "R-2025-0002"]

    found = [Series.objects.next_in(start, given_out=given_out) for _ in range(2)]

    assert found == ["R-2025-10001", "R-2025-10002"]
    assert not MinuteRequest.objects.exists()
