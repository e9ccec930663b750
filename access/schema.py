"""How the API's schema names each operation and each shape: by its area and its own name."""

from django.apps import apps
from drf_spectacular.openapi import AutoSchema
from rest_framework.serializers import Serializer


class NamedSchema(AutoSchema):
    """Names that stay the same when an address changes: "minutes_requests_release_post"."""

    def get_operation_id(self) -> str:
        view = type(self.view)
        area = view.__module__.replace(".api", "").replace(".", "_")
        return f"{area}_{view.__name__}_{self.method.lower()}"

    def get_serializer_name(self, serializer: Serializer, direction: str) -> str:
        """Two areas may each have a shape of one name: "requests.Join" and "transcription.Join"."""
        kind = type(serializer)
        area = apps.get_containing_app_config(kind.__module__)
        return f"{area.label}.{kind.__name__.removesuffix('Shape')}" if area else kind.__name__
