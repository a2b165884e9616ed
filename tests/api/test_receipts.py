"""Receipts: whoever did something can prove it later, with the public key alone."""

from gateway.audit import receipt
from gateway.audit.checkpoint import read_verifier_key
from gateway.store.keys import PUBLIC_NAME


def test_a_copy_comes_with_a_receipt_that_proves_it(client, town):
    """The entry that a copy names is in the log, and the receipt shows it to anybody."""
    fetched = client.get(
        f"/api/documents/{town.minutes}/content?segment=main", headers=town.sign("ada")
    )
    answer = client.get(f"/api/receipts/{fetched.headers['x-log-entry']}", headers=town.sign("ada"))

    key = read_verifier_key((town.settings.data / PUBLIC_NAME).read_text().strip())
    entry = receipt.check(receipt.read(answer.content), key)
    assert ("content.released", town.people["ada"]) == (entry.kind, entry.actor)
    assert town.minutes == entry.body["document"]


def test_nobody_gets_the_receipt_of_somebody_else(client, town):
    """What others did is answered like what never was, also to an auditor."""
    fetched = client.get(
        f"/api/documents/{town.minutes}/content?segment=main", headers=town.sign("ada")
    )
    theirs = f"/api/receipts/{fetched.headers['x-log-entry']}"

    answers = [
        client.get(address, headers=town.sign(who))
        for address, who in ((theirs, "ben"), (theirs, "audrey"), ("/api/receipts/999999", "ada"))
    ]

    assert [404] * 3 == [answer.status_code for answer in answers]
    assert 1 == len({answer.json()["detail"] for answer in answers})
