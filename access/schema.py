"""How the API's schema names each operation: by its area, its view and its method."""

from drf_spectacular.openapi import AutoSchema


class NamedSchema(AutoSchema):
    """Names that stay the same when an address changes: "minutes_requests_release_post"."""

    def get_operation_id(self) -> str:
        view = type(self.view)
        area = view.__module__.replace(".api", "").replace(".", "_")
        return f"{area}_{view.__name__}_{self.method.lower()}"
