"""The description of the API (OpenAPI) at /api/schema: JSON only, and nothing from elsewhere."""

from importlib.metadata import version
from typing import Any, Final, get_type_hints

import msgspec
from litestar import Request, Router
from litestar.exceptions import NotFoundException
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, Schema, SecurityScheme
from litestar.plugins import OpenAPISchemaPlugin
from litestar.typing import FieldDefinition
from msgspec import Struct

from gateway.api.incoming import check_parameters
from gateway.api.problems import MEDIA_TYPE, Problem

_PROBLEM: Final = "#/components/schemas/Problem"


class Described(JsonRenderPlugin):
    """The description as JSON, with the one form in which every error leaves."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """The bytes of the description."""
        _, schemas = msgspec.json.schema_components(
            [Problem], ref_template="#/components/schemas/{name}"
        )
        components = openapi_schema["components"]
        components["schemas"] = {**components["schemas"], **schemas}
        for path in openapi_schema["paths"].values():
            for operation in path.values():
                operation["responses"].pop("400", None)
                operation["responses"]["default"] = {
                    "description": "A problem (RFC 9457)",
                    "content": {MEDIA_TYPE: {"schema": {"$ref": _PROBLEM}}},
                }
        return super().render(request, openapi_schema)


class WideStructs(OpenAPISchemaPlugin):
    """Describes the structs that msgspec writes and could not read, as a date or a date-time."""

    @staticmethod
    def is_plugin_supported_field(field_definition: FieldDefinition) -> bool:
        """Whether it is such a struct; Litestar describes all others."""
        if not field_definition.is_subclass_of(Struct):
            return False
        try:
            msgspec.inspect.type_info(field_definition.annotation)
        except TypeError:
            return True
        return False

    def to_openapi_schema(self, field_definition: FieldDefinition, schema_creator: Any) -> Schema:
        """Its description, field by field."""
        kind = field_definition.annotation
        fields = {
            name: FieldDefinition.from_annotation(annotation, name=name)
            for name, annotation in get_type_hints(kind).items()
            if name in kind.__struct_fields__
        }
        described: Schema = schema_creator.create_component_schema(
            field_definition, required=sorted(fields), property_fields=fields
        )
        return described


def description() -> OpenAPIConfig:
    """What Litestar needs to describe the API and to serve the description."""
    return OpenAPIConfig(
        title="Need-to-know gateway",
        version=version("need-to-know-gateway"),
        description="Decides which council documents a councillor may see, and records it.",
        use_handler_docstrings=True,
        security=[{"token": []}],
        components=Components(
            security_schemes={"token": SecurityScheme(type="http", scheme="bearer")}
        ),
        render_plugins=[Described(path=("/", "/openapi.json"))],
        openapi_router=Router(
            "/api/schema",
            route_handlers=[],
            before_request=_only_known_paths,
            include_in_schema=False,
        ),
    )


async def _only_known_paths(request: Request[Any, Any, Any]) -> None:
    """Litestar answers other addresses below this one with a page of its own; we do not."""
    await check_parameters(request)
    if request.path_params:
        raise NotFoundException
