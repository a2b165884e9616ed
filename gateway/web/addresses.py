"""Every page. One that is missing here is not served; one without a route opens to nobody."""

from typing import Final

from litestar.handlers import HTTPRouteHandler

from gateway.web import (
    assets,
    front,
    home,
    sessions,
    set_up,
    sign_in,
    sign_in_capacity,
    sign_in_provider,
)

PAGES: Final[list[HTTPRouteHandler]] = [
    assets.asset,
    assets.council_style,
    front.front,
    front.help_page,
    front.accessibility,
    front.privacy,
    home.home,
    sign_in.show_sign_in,
    sign_in.sign_in_locally,
    sign_in.sign_in_as_invented,
    sign_in_provider.go_to_provider,
    sign_in_provider.come_back,
    sign_in_capacity.show_capacities,
    sign_in_capacity.choose_capacity,
    set_up.show_password,
    set_up.set_password,
    set_up.show_authenticator,
    set_up.finish_set_up,
    sessions.show_sessions,
    sessions.end_session,
    sessions.sign_out,
    sessions.signed_out,
]
