"""How much of what is sent or asked for the API takes: nesting, and places in a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.pagination import LimitOffsetPagination
from rest_framework.parsers import JSONParser
from rest_framework.request import Request


class BoundedJSONParser(JSONParser):
    """JSON that is nested no deeper than it can be read; its length is bounded as for any form."""

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError:
            raise ParseError("This JSON is nested too deeply.") from None


class Pagination(LimitOffsetPagination):
    """Places in a list that a database can count to, and no more than 200 rows at a time."""

    max_limit = 200
    furthest = 10**9

    def get_offset(self, request: Request) -> int:
        return min(super().get_offset(request), self.furthest)
