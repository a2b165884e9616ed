"""Every page. One that is missing here is not served; one without a route opens to nobody."""

from typing import Final

from litestar.handlers import HTTPRouteHandler

from gateway.web import assets, front, home

PAGES: Final[list[HTTPRouteHandler]] = [
    assets.asset,
    assets.council_style,
    front.front,
    front.help_page,
    front.accessibility,
    front.privacy,
    home.home,
]
