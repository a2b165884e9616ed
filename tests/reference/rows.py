"""The rows of section 6 and the holds of section 7, as the model's tables print them.

Each row takes two lines: when it matches, then what follows. A name in brackets opens a layer.
"""
# ruff: noqa: E501 - a row keeps its two lines, as the model prints it

from typing import NamedTuple

_ROWS = """
[redirect]
R1 | any | any | any | all | not public, held_elsewhere
    deny | refuse | none | - | CL-CONLAN, FOI-10
R2 | any | any | onward_disclosure | all | not public
    deny | adviser | - | confidential | 000-4.30mo, 000-4.29g, WLV-15.8a, LYD-3.1j, RUT-12.1d, CODE-4
R3 | any | any | any | all | not public, outsider
    deny | refuse | adviser | - | FOI-10, EIR-5
R4 | any | any | any | all | not public, not_in_office
    deny | refuse | adviser | confidential | LGA-100F-1, FOI-10, SAR-15, CODE-4
[prohibition]
P1 | any | any | any | all | prohibited
    deny | refuse | adviser | - | LGA-100A-2, LGA-100A-3, R2012-20, LYD-1.2
P2 | any | any | any | all | prohibition_open
    deny | adviser | - | - | LGA-100A-2, LGA-100A-3, R2012-20, LYD-1.2
[public]
Q1 | any | any | any | all | public
    allow | release | - | - | LGA-100B, OPEN-2014
[statute]
S1 | member | council_document | access | all | s100f_link, no_tags
    allow | release | - | - | LGA-100F-1, WLV-15.9
S2 | member | council_document | access | all | s100f_link, tags_openable
    allow | release | - | - | LGA-100F-1, LGA-100F-2A, LGA-100F-W, WLV-15.9, TAGS
S3 | member | council_document | access | all | reg16_before, tags_clear
    allow | release | - | - | R2012-16-1, R2012-16-5, WLV-15.9
S4 | member | council_document | access | all | reg16_after, tags_clear
    allow | release | - | - | R2012-16-3, R2012-16-5, WLV-15.9
S5 | member | council_document | access | all | wales_after, tags_clear
    allow | release | - | - | W2001-10
S6 | seat_holder | council_document | access | all | reg17_link, not closed
    allow | release | - | - | R2012-17-1, R2012-17-2, WLV-15.9
S7 | seat_holder | council_document | access | all | reg17_link, closed, scrutiny_linked, relevant
    allow | release | - | - | R2012-17-1, R2012-17-2, R2012-17-3a, WLV-15.9
S8 | member | accounts | access | all | always
    allow | release | - | - | LGA-228, LYD-2.4
[protocol]
B1 | seat_holder | council_document | access | body_member_right = right | body_member
    allow | release | - | standard, inspect_if_copy | WLV-15.3a
B2 | councillor | advice_to_member or correspondence | access | all | own_private
    allow | release | - | confidential | WLV-15.8b, OXF-23.8b3, CL-CONF
B3 | councillor | private_document | access | all | owner_consents, not closed
    allow | release | - | standard, confidential | WLV-15.8a, WLV-17.1, 000-4.21g, RUT-9.2f, RUT-8.7b, CL-CONF
B4 | seat_holder | officer_report_to_group | access | all | report_offered
    allow | release | - | - | LYD-4.2c, LYD-4.2b, 000-4.21b, 000-4.15a, RUT-8.7a
B5 | member | council_document | access | special_advice = true | minority_leader_item, not closed
    allow | release | - | - | OXF-23.8b2
B6 | member | council_document | access | special_advice = true | special_role_item, not closed
    allow | release | - | - | OXF-23.8b1
[determined]
D1 | councillor | any | access | all | determined_release, not group_barred
    allow | release | - | standard | 000-4.34, WLV-15.4a, OXF-23.17, LYD-5.2b, RUT-9.2c, CL-BHAM
[unsettled]
U1 | member | council_document | access | all | s100f_link, tags_mixed, not need_found
    deny | proper_officer | - | - | LGA-100F-2, LGA-100F-2A, LGA-100F-W, TAGS
U2 | member | council_document | access | all | executive_link, tags_mixed, not need_found
    deny | proper_officer | - | - | R2012-16-5, W2001-10, TAGS
U3 | seat_holder | council_document | access | all | reg17_link, closed, scrutiny_linked, relevance_open, not need_found
    deny | executive | - | - | R2012-17-3a
U4 | seat_holder | private_document | access | all | statutory_link, private_other, privacy_open
    deny | determiner | - | - | LGA-100F-1, WLV-15.7, WLV-15.9, CL-CONF
U5 | seat_holder | officer_report_to_group | access | group_report_rule = copy_on_request | not grouped, need_open
    deny | first_decider | - | - | LYD-4.2c, LYD-2.4
[limit]
L1 | any | any | access | all | determined_refuse
    deny | refuse | none | - | 000-4.24d, WLV-15.4a, OXF-23.17, LYD-5.2b, RUT-9.2c, RUT-3.4, RUT-5.1, CL-BHAM
L2 | any | any | any | all | clerk_conflicted
    deny | determiner | - | - | LYD-5.2b, LYD-1.1
L3 | any | any | any | all | wrongdoing
    deny | adviser | - | - | 000-4.46, RUT-14, LYD-1.2, LGHA-5
L4 | seat_holder | political_adviser_advice | access | all | reg17_link, other_group
    deny | refuse | executive | - | R2012-17-3b, R2012-17-4
L5 | any | group_internal or political_adviser_advice | any | group_internal_bar = true | other_group
    deny | refuse | stages | - | WLV-15.7
L6 | any | officer_note_of_group_discussion | any | group_note_bar = true | other_group
    deny | refuse | stages | - | 000-4.21c, 000-4.21g, WLV-12.6, LYD-4.3e, LYD-4.3d, RUT-8.7a, RUT-8.7b
L7 | any | advice_to_member | any | kept_advice_bar = true | keep_from_others, private_other
    deny | refuse | stages | - | WLV-15.8b, OXF-23.8b3
L8 | any | correspondence | any | correspondence_consent = true | private_other, consent_refused
    deny | refuse | stages | - | RUT-9.2f, WLV-17.1
L9 | any | correspondence | any | correspondence_consent = true | private_other, consent_unasked
    deny | first_decider | - | - | RUT-9.2f, WLV-17.1
L10 | any | individual_employment | any | employment_bar = true | not body_member
    deny | refuse | stages | - | 000-4.26c, 000-4.29f, WLV-6.6, OXF-23.16b, LYD-3.1k, RUT-11.1, TAGS
L11 | any | any | access | all | bad_faith
    deny | refuse | stages | - | 000-4.29d, CL-CONLAN, CL-OTHER
L12 | any | any | access | all | adverse, not interest_cleared
    deny | determiner | - | - | WLV-15.5b, LOC-31, CL-CONLAN
L13 | any | any | access | all | barred_purpose, purpose_confirmed
    deny | refuse | stages | - | 000-4.29e, 000-4.29d, LYD-3.2g
L14 | any | any | access | all | barred_purpose, purpose_unasked
    deny | first_decider | - | - | 000-4.29e, 000-4.29d, LYD-3.2g
L15 | any | any | access | casework = public_domain_only | casework
    deny | refuse | stages | - | WLV-15.2b, WLV-15.9, SAR-15
L16 | seat_holder | council_document | access | all | reg17_link, closed, not_relevant, need_not_asserted
    deny | refuse | executive | - | R2012-17-3a, R2012-17-4, CL-CONLAN
L17 | member | council_document | access | all | s100f_link, tags_barred, need_not_asserted, not body_member
    deny | refuse | proper_officer | - | LGA-100F-2, LGA-100F-5, LGA-100F-W, SCH12A-W21, TAGS
L18 | member | council_document | access | all | executive_link, tags_barred, need_not_asserted, not body_member
    deny | refuse | proper_officer | - | R2012-16-5, W2001-10, SCH12A-W21, TAGS
L19 | any | any | access | all | broad_unanswered
    deny | first_decider | - | - | 000-4.29a, 000-4.12f, 000-4.24a, CL-CONLAN
L20 | councillor | any | access | exempt_to_non_member = determiner | closed, need_found, not body_member
    deny | determiner | - | - | WLV-15.3b, WLV-15.4a, WLV-15.4b, LGA-100F-5
L21 | councillor | any | access | general_enquiry_route = true | general_route, closed, not need_found
    deny | refuse | stages | - | OXF-23.8a2, TAGS
[discretion]
N1 | councillor | any | access | all | casework, special_data, not agreed, ground_missing
    deny | refuse | stages | - | DPA-S1-24-2, 000-4.23, 000-4.29f, OXF-23.8c
N2 | councillor | any | access | all | casework, casework_unlawful
    deny | refuse | stages | - | GDPR-6, 000-4.23, OXF-23.8c
N3 | councillor | any | access | all | severe_effect
    deny | refuse | stages | - | 000-4.29f, CL-CONF
N4 | member | any | access | member_queries = true | member_query
    allow | release | - | shareable | RUT-9.2e, RUT-9.2a
N5 | member | any | access | all | casework, casework_lawful, special_data, agreed
    allow | release | - | standard, casework | DPA-S1-24-1, 000-4.23, OXF-23.8c, LYD-2.2c
N6 | member | any | access | all | casework, casework_lawful, special_data, not agreed, ground_given
    allow | release | - | standard, casework | DPA-S1-24-1, DPA-S1-24-2, 000-4.23, OXF-23.8c, LYD-2.2c
N7 | member | any | access | all | casework, casework_lawful, not special_data
    allow | release | - | standard, casework | GDPR-6, 000-4.23, OXF-23.8c, LYD-2.2c
N8 | councillor | any | access | general_enquiry_route = true | general_route, not closed, relates
    allow | release | - | - | OXF-23.8a1, OXF-23.8a2
N9 | councillor | any | access | general_enquiry_route = true | general_route, relates_not, not need_found
    deny | refuse | stages | - | OXF-23.8a1
N10 | councillor | any | access | all | need_rejected
    deny | refuse | stages | - | 000-4.29a, 000-4.29b, 000-4.29d, WLV-15.2a, WLV-15.3b, LYD-3.1f, CL-CONLAN
N11 | councillor | any | access | all | need_passed, not casework
    allow | release | - | standard | 000-4.29b, WLV-15.2a, WLV-15.3b, LYD-3.1f, CL-CONLAN
O1 | any | any | officer_check | all | outsiders_present, sensitive
    deny | refuse | adviser | - | WLV-12.2a, WLV-12.2b, 000-4.21h, RUT-9.2d, CL-CONF
O2 | any | any | officer_check | all | briefing_cleared
    allow | release | - | briefing | WLV-12.1, WLV-12.3, 000-4.21a, RUT-8.7a, LYD-4.3a, OXF-23.12, CL-CONF
[default]
Z1 | any | any | any | all | always
    deny | first_decider | - | - | 000-4.29b, WLV-15.2a, WLV-15.3b, OXF-23.8a1, LYD-3.1f, LYD-2.4, RUT-12.1a, CL-CONLAN
"""

_HOLDS = """
H1 | discretion | private_other
    determiner | CL-CONF
H2 | statute | adverse, closed, not interest_cleared
    adviser | LOC-31
H3 | protocol, discretion | interested, not interest_cleared
    interest_office | WLV-15.5b, LOC-31, LYD-3.2g
H4 | discretion | privileged
    adviser | TAGS
H5 | statute | personal_data_unchecked
    proper_officer | SCH12A-1, SCH12A-2, SCH12A-W, GDPR-6
H6 | protocol, determined, discretion | special_data_unchecked, not casework_row
    data_protection_lead | GDPR-9, WLV-15.5a
H7 | discretion | third_party_open
    first_decider | CL-CONF, 000-4.29f
H8 | protocol, determined, discretion | undertaking_missing
    first_decider | LOC-27
H9 | every layer but public | inseparable
    proper_officer | LGA-100F-2, LGA-100F-W, LYD-1.1
"""


class Row(NamedTuple):
    """One rule row: it matches when its who, what, use, where and when all hold."""

    name: str
    layer: str
    who: str
    what: str
    use: str
    where: str
    when: tuple[str, ...]
    effect: str
    next: str
    forum: str
    conditions: tuple[str, ...]
    grounds: tuple[str, ...]


class Hold(NamedTuple):
    """One hold: it stops a row of its layers that allows."""

    name: str
    layers: tuple[str, ...]
    when: tuple[str, ...]
    next: str
    grounds: tuple[str, ...]


def _cells(line):
    return [cell.strip() for cell in line.split("|")]


def _words(cell):
    return () if cell == "-" else tuple(cell.split(", "))


def _rows():
    rows, layer = [], ""
    lines = iter(_ROWS.strip().splitlines())
    for line in lines:
        if line.startswith("["):
            layer = line.strip("[]")
            continue
        name, who, what, use, where, when = _cells(line)
        effect, following, forum, conditions, grounds = _cells(next(lines))
        rows.append(
            Row(
                name=name,
                layer=layer,
                who=who,
                what=what,
                use=use,
                where=where,
                when=_words(when),
                effect=effect,
                next=following,
                forum=forum,
                conditions=_words(conditions),
                grounds=_words(grounds),
            )
        )
    return tuple(rows)


def _holds():
    holds = []
    lines = iter(_HOLDS.strip().splitlines())
    for line in lines:
        name, layers, when = _cells(line)
        following, grounds = _cells(next(lines))
        holds.append(
            Hold(
                name=name,
                layers=_words(layers),
                when=_words(when),
                next=following,
                grounds=_words(grounds),
            )
        )
    return tuple(holds)


ROWS = _rows()
HOLDS = _holds()
LAYERS = tuple(dict.fromkeys(row.layer for row in ROWS))
