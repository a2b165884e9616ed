"""Forms as a browser without scripts sends them: with every field that stands in the page."""

import re
from html import unescape
from typing import Any

_FORM = re.compile(r'<form method="post" action="([^"]+)"[^>]*>(.*?)</form>', re.DOTALL)
_INPUT = re.compile(r"<(?:input|textarea|select)\b[^>]*>")
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')


def forms_of(page: str) -> dict[str, dict[str, str]]:
    """The fields of every form of a page that is sent with POST, by its address."""
    found = {}
    for address, inside in _FORM.findall(page):
        fields = {}
        for one in _INPUT.findall(inside):
            said = dict(_ATTRIBUTE.findall(one))
            if said.get("type") not in {"radio", "checkbox"}:
                fields[said["name"]] = unescape(said.get("value", ""))
        found[unescape(address)] = fields
    return found


def form_of(page: str, address: str) -> dict[str, str]:
    """The fields of one form."""
    return forms_of(page)[address]


def send(
    browser: Any, page: Any, *, action: str | None = None, form: str | None = None, **typed: str
) -> Any:
    """Fill a form of the page in and send it: the one to `action`, or the last one of the page.

    `form` sends the fields of another form to that address.
    """
    forms = forms_of(page.text)
    address = action or list(forms)[-1]
    return browser.post(address, data={**forms[form or address], **typed})
