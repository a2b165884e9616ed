"""The description of the API (OpenAPI) at /api/schema: JSON only, and nothing from elsewhere."""

from importlib.metadata import version
from typing import Any

from litestar import Request, Router
from litestar.exceptions import NotFoundException
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme

from gateway.api.guards import signed_in


def _only_known_paths(request: Request[Any, Any, Any]) -> None:
    """Litestar answers other addresses below this one with a page of its own; we do not."""
    if request.path_params:
        raise NotFoundException


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
        render_plugins=[JsonRenderPlugin(path=("/", "/openapi.json"))],
        openapi_router=Router(
            "/api/schema",
            route_handlers=[],
            guards=[signed_in],
            before_request=_only_known_paths,
            include_in_schema=False,
        ),
    )
