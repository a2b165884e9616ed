"""The description of the API: whole, for those signed in, and without anything from elsewhere."""

from gateway.errors import GatewayError, SetupError
from tests.api.test_who_may import calls
from tests.api.town import CANARY


def described(client, town) -> dict:
    """The description as somebody signed in reads it."""
    return client.get("/api/schema", headers=town.sign("ada")).json()


def test_the_description_needs_sign_in(client):
    """A stranger learns nothing of what can be asked."""
    assert 401 == client.get("/api/schema").status_code


def test_every_address_is_described(client, town):
    """Whatever the gateway answers is in it, but pages and the description itself."""
    paths = described(client, town)["paths"]
    served = {
        (address, method.lower())
        for method, address in map(str.split, calls(client.app, pages=False))
        if not address.startswith("/api/schema")
    }

    assert served == {(path, method) for path, how in paths.items() for method in how}


def test_every_error_is_described_as_a_problem(client, town):
    """No operation promises an error in another form."""
    for how in described(client, town)["paths"].values():
        for operation in how.values():
            media = operation["responses"]["default"]["content"]
            assert ["application/problem+json"] == list(media)
            assert {"default"} < set(operation["responses"])
            assert "400" not in operation["responses"]


def test_what_a_request_may_hold_is_described(client, town):
    """Names, limits and the values allowed, as they are read."""
    schemas = described(client, town)["components"]["schemas"]
    asked = next(one for name, one in schemas.items() if name == "AskedRequest")

    assert {"document", "purpose", "statement", "on_behalf_of"} <= set(asked["properties"])
    assert ["document"] == asked["required"]
    assert "official_duty" in str(asked["properties"]["purpose"])


def test_what_a_decision_holds_is_described(client, town):
    """With its segments, grounds and dates."""
    schemas = described(client, town)["components"]["schemas"]
    decision = next(one for name, one in schemas.items() if name == "Decision")

    assert {"outcome", "segments", "grounds", "due"} <= set(decision["properties"])


def test_the_description_holds_nothing_of_the_council_and_loads_nothing(client, town):
    """It is JSON alone, and names no other host."""
    answer = client.get("/api/schema", headers=town.sign("ada"))

    assert "application/vnd.oai.openapi+json" == answer.headers["content-type"]
    assert "http" not in answer.text.replace('"http"', "")
    assert CANARY not in answer.text


def test_every_kind_of_problem_is_in_the_manual(request):
    """docs/api.md lists the type of each problem that the API answers with, and its status."""
    manual = (request.config.rootpath / "docs" / "api.md").read_text(encoding="utf-8")
    kinds = [GatewayError, *_below(GatewayError)]
    answered = [kind for kind in kinds if not issubclass(kind, SetupError) and kind.status != 500]

    for kind in [GatewayError, *answered]:
        assert f"| `{kind.code}` | {kind.status} |" in manual


def _below(kind: type[GatewayError]) -> list[type[GatewayError]]:
    return [one for sub in kind.__subclasses__() for one in (sub, *_below(sub))]
