"""What the sequences of steps choose from."""

from typing import Any, Final

ABSENT: Final = "0" * 32
WORDS: Final = {"words": "For the meeting."}
PAPERS: Final[dict[str, dict[str, Any]]] = {
    "open": {"parts": ["main"]},
    "closed": {"parts": ["main"], "exempt": ["main"]},
    "tested": {"parts": ["main"], "exempt": ["main"], "tested": True},
    "mixed": {"parts": ["main", "annex"], "exempt": ["annex"], "tested": True},
    "loose": {"parts": ["main", "annex"], "business": False},
    "advice": {"parts": ["main"], "business": False, "advice_to": "ann"},
}
"""The kinds of papers: which parts are exempt, whether that was tested, whose advice it is."""
ADDRESSES: Final = {
    "ask_for_information": ("questions", WORDS),
    "ask_to_narrow": ("narrowing", WORDS),
    "consult": ("consultations", {**WORDS, "working_days": 5}),
    "ask_for_advice": ("advice-sought", WORDS),
    "give_advice": ("advice", WORDS),
    "withdraw": ("withdrawal", None),
    "end": ("end", None),
}
FOUND: Final = (
    ("reasonably_necessary", True),
    ("reasonably_necessary", False),
    ("good_faith", True),
    ("third_party_effect", "low"),
    ("personal_data_cleared", True),
    ("interest_cleared", True),
)
KEEPING: Final = (
    ("revocations", "revoke_access"),
    ("renewals", "renew_access"),
    ("limits", "limit_access"),
)
CONTESTED: Final = ("service_director", "monitoring_officer", "proper_officer")
ASIDE: Final = ("service_director", "monitoring_officer", "full_council")
"""Of which somebody says that they stand aside, whoever acts for them."""
PURPOSES: Final = ("official_duty", "none", "official_duty", "casework", "official_duty")
PARTS: Final = (None, None, "main", "annex", None)
STEPS: Final = tuple(
    name
    for name, times in {
        "ask": 4,
        "find": 5,
        "dispute": 4,
        "determine": 4,
        "fetch": 3,
        "accept": 2,
        "keep_access": 3,
        "sign_undertaking": 1,
        "take_step": 4,
        "stand_aside": 1,
        "give_information": 1,
        "mark_exempt": 1,
        "look": 1,
        "list_papers": 1,
        "outside": 3,
    }.items()
    for _ in range(times)
)
"""What is done, and how often beside the rest."""
