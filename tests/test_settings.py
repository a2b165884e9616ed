"""Settings: where they come from, which are refused, and that each is explained."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.errors import SettingsError, SetupError
from gateway.settings import Settings, explain, names, read_settings, refuse_unsafe_mail


def test_nothing_given_is_a_safe_local_gateway():
    """With no setting at all the gateway listens on this machine only, with an embedded file."""
    settings = read_settings({"HOME": "ignored", "PATH": "ignored"})

    assert Settings() == settings
    assert "127.0.0.1" == settings.host
    assert f"sqlite:///{Path('data/gateway.sqlite').absolute()}" == settings.database_url


def test_the_environment_wins_over_the_file(tmp_path: Path):
    """Both sources are read; where both speak, the environment counts."""
    file = tmp_path / "gateway.toml"
    file.write_text('port = 1\nallowed_hosts = ["gateway.example"]\nhttps = true\n')

    settings = read_settings({"GATEWAY_CONFIG": str(file), "GATEWAY_PORT": "2"})

    assert (2, True, ("gateway.example",)) == (
        settings.port,
        settings.https,
        settings.allowed_hosts,
    )


@pytest.mark.parametrize(
    ("variable", "text", "field", "value"),
    [
        ("GATEWAY_DATA", "elsewhere", "data", Path("elsewhere")),
        ("GATEWAY_POLICIES", "", "policies", None),
        ("GATEWAY_POLICIES", "rules", "policies", Path("rules")),
        ("GATEWAY_MAIL_PASSWORD_FILE", "", "mail_password_file", None),
        ("GATEWAY_MAIL_PASSWORD_FILE", "secret", "mail_password_file", Path("secret")),
        (
            "GATEWAY_ALLOWED_HOSTS",
            "a.example, b.example,",
            "allowed_hosts",
            ("a.example", "b.example"),
        ),
        ("GATEWAY_HTTPS", "true", "https", True),
        ("GATEWAY_DATABASE_URL", "sqlite:///x.sqlite", "database_url", "sqlite:///x.sqlite"),
        ("GATEWAY_LOG_LEVEL", "warning", "log_level", "warning"),
    ],
)
def test_an_environment_variable_is_read(variable: str, text: str, field: str, value: object):
    """Each kind of setting can be written as the text of a variable."""
    assert value == getattr(read_settings({variable: text}), field)


@pytest.mark.parametrize(
    ("variable", "text", "advice"),
    [
        ("GATEWAY_PORT", "eighty", "a whole number from 0 to 65535"),
        ("GATEWAY_PORT", "65536", "a whole number from 0 to 65535"),
        ("GATEWAY_HTTPS", "perhaps", "true or false"),
        ("GATEWAY_LOG_LEVEL", "loud", "one of debug, info, warning, error"),
        ("GATEWAY_ALLOWED_HOSTS", " , ", "names separated by commas"),
        ("GATEWAY_HOST", "", "a text"),
        ("GATEWAY_DATA", "", "the name of a folder"),
    ],
)
def test_a_wrong_value_is_refused_with_what_to_give(variable: str, text: str, advice: str):
    """The message names the setting and the values it takes, and never repeats the wrong one."""
    with pytest.raises(SettingsError) as caught:
        read_settings({variable: text})

    assert f"{variable}: give {advice}" == str(caught.value)


@pytest.mark.parametrize(
    ("variable", "advice"),
    [
        ("GATEWAY_PROT", "there is no such setting; did you mean port?"),
        ("GATEWAY_XYLOPHONE", "there is no such setting"),
    ],
)
def test_an_unknown_variable_is_refused_with_a_suggestion(variable: str, advice: str):
    """A misspelt setting never passes in silence."""
    with pytest.raises(SettingsError) as caught:
        read_settings({variable: "1"})

    assert f"{variable}: {advice}" == str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"prot = 1", "GATEWAY_CONFIG: prot: there is no such setting; did you mean port?"),
        (b"port = ", "GATEWAY_CONFIG: the file that it names is not valid TOML"),
        (b"\xff", "GATEWAY_CONFIG: the file that it names is not valid TOML"),
        (b"data = 3", "GATEWAY_DATA: give the name of a folder"),
        (None, "GATEWAY_CONFIG: the file that it names cannot be read"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, content: bytes | None, message: str):
    """A settings file that is not understood stops the start; the message names the key."""
    file = tmp_path / "gateway.toml"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(SettingsError) as caught:
        read_settings({"GATEWAY_CONFIG": str(file)})

    assert message == str(caught.value)


@pytest.mark.parametrize(
    ("settings", "where"),
    [
        ({"mail_security": "none"}, "GATEWAY_MAIL_SECURITY"),
        ({"mail_from": ""}, "GATEWAY_MAIL_FROM"),
        ({"mail_from": "nobody"}, "GATEWAY_MAIL_FROM"),
        ({"mail_from": "nobody@"}, "GATEWAY_MAIL_FROM"),
        ({"mail_user": "gateway"}, "GATEWAY_MAIL_USER"),
        ({"mail_password_file": Path("secret")}, "GATEWAY_MAIL_USER"),
    ],
)
def test_mail_that_could_be_read_or_answered_by_nobody_is_refused(settings, where):
    """Each wrong setting is named; the same settings without it are taken."""
    right = {"mail_host": "mail.example.org", "mail_from": "gateway@example.org"}
    refuse_unsafe_mail(Settings(**right))
    refuse_unsafe_mail(Settings(**{**right, **settings, "mail_host": ""}))

    with pytest.raises(SetupError) as caught:
        refuse_unsafe_mail(Settings(**{**right, **settings}))

    assert where == caught.value.where


def test_every_setting_explains_itself():
    """No setting is without a sentence and without the values that it takes."""
    for name in names():
        meaning, values = explain(name)
        assert meaning.endswith(".")
        assert values


@given(st.dictionaries(st.sampled_from([f"GATEWAY_{n.upper()}" for n in names()]), st.text()))
def test_any_text_is_a_setting_or_a_clear_refusal(env: dict[str, str]):
    """Whatever stands in the environment, the answer is settings or a SettingsError."""
    outcome: object
    try:
        outcome = read_settings(env)
    except SettingsError as refusal:
        outcome = refusal.where

    assert isinstance(outcome, Settings) or outcome in env
