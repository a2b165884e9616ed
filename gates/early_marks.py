"""The control: a worker made to mark notices as sent before it sends them. The gate must catch it.

Nothing of this is shipped. `python -m gates.early_marks` takes the arguments of `gateway`.
"""

# ruff: noqa: SLF001  a control reaches into what it breaks
from gateway.casework.outbox import ClaimNotices, NoticeSent
from gateway.casework.writer import Office
from gateway.cli import working
from gateway.cli.main import main
from gateway.notify.post import post
from gateway.settings import Settings


def send_late(office: Office, settings: Settings, done: working.Done) -> bool:
    """Mark first, then send."""
    claimed = office.carry_out_now(ClaimNotices())
    for letter in claimed.letters:
        office.carry_out_now(NoticeSent(letter.id))
        done.sent += 1
    post(claimed.letters, settings, lambda _letter, _fault: True)
    return bool(claimed.letters)


working._send = send_late
if __name__ == "__main__":
    main()
