"""Style, script and icon of the pages, out of the wheel; no other host is asked for anything.

They are read once and served from memory, at an address that holds a digest of all of them: a
browser may keep them for ever, and a new version has a new address.
"""

import gzip
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

from litestar import Request, Response, get
from litestar.params import FromPath

from gateway.errors import NotFoundError
from gateway.web.site import Site

_TYPES: Final = {
    "css": "text/css",
    "js": "text/javascript",
    "svg": "image/svg+xml",
}
_FOREVER: Final = {"Cache-Control": "public, max-age=31536000, immutable"}
_FILES: Final = {
    one.name: one.read_bytes()
    for one in files("gateway.web").joinpath("static").iterdir()
    if one.name.rpartition(".")[2] in _TYPES
}
_PACKED: Final = {name: gzip.compress(data, mtime=0) for name, data in _FILES.items()}
VERSION: Final = sha256(b"".join(_FILES[name] for name in sorted(_FILES))).hexdigest()[:16]
PLACE: Final = f"/assets/{VERSION}"
"""Where the files are."""


@get("/assets/{version:str}/{name:str}", include_in_schema=False, sync_to_thread=False)
def asset(
    request: Request[Any, Any, Any], version: FromPath[str], name: FromPath[str]
) -> Response[bytes]:
    """One of the files, packed where the browser unpacks. Raises NotFoundError for any other."""
    if version != VERSION or name not in _FILES:
        raise NotFoundError("There is no such file.")
    kind = _TYPES[name.rpartition(".")[2]]
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers = _FOREVER | {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return Response(_PACKED[name], media_type=kind, headers=headers)
    return Response(_FILES[name], media_type=kind, headers=_FOREVER | {"Vary": "Accept-Encoding"})


@get("/assets/council.css", include_in_schema=False, sync_to_thread=False)
def council_style(request: Request[Any, Any, Any]) -> Response[str]:
    """The council's colour, for the style sheet to take up."""
    site: Site = request.app.state.site
    return Response(f":root{{--govuk-brand-colour:{site.colour}}}\n", media_type=_TYPES["css"])
