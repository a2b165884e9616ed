"""Invented names of people: first names heard in Britain, surnames that nobody bears."""

from random import Random
from typing import Final

_FIRST: Final = (
    "Abayomi Aisling Amara Annis Anwar Asha Barnaby Bethan Bilal Bronwen Callum Catrin Chidi"
    " Clement Cordelia Danuta Declan Delroy Desmond Dilys Ebele Eilidh Elspeth Emeka Farah Fergus"
    " Ffion Folasade Gareth Gethin Gwendolen Hamish Harpreet Hester Ianto Ines Ivo Jasbir Jocasta"
    " Kavita Keziah Kwame Leocadia Lowri Mairi Malachy Marigold Meera Morwenna Nasreen Niamh Olwen"
    " Osian Parveen Perpetua Philippa Quentin Rhodri Rosalind Rufus Sanjay Seren Siobhan Sunniva"
    " Tamsin Thaddeus Tegan Umar Verity Wilhelmina Winston Xanthe Yusuf Zainab Zofia"
)
_BEGINNINGS: Final = (
    "Aspen Bramble Candle Damson Ember Feather Gorse Hazel Ivory Juniper Kestrel Lantern Marrow"
    " Nettle Otter Pepper Quince Russet Saffron Thimble Umber Velvet Willow Yarrow"
)
_ENDINGS: Final = "thwaite bourne garth mere wick croft sley holme"


def full_names(random: Random, number: int) -> list[str]:
    """So many names, no two of which share a surname."""
    surnames = [begins + ends for begins in _BEGINNINGS.split() for ends in _ENDINGS.split()]
    first_names = _FIRST.split()
    return [
        f"{random.choice(first_names)} {surname}" for surname in random.sample(surnames, number)
    ]
