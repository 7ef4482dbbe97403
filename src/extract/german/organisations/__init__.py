"""Organisations named in German text: found, given a kind, their names made regular, parties by role."""

from extract.german.organisations.find import find_organisations
from extract.german.organisations.kinds import classify_organisation
from extract.german.organisations.names import normalise_organisation
from extract.german.organisations.parties import PartyMention, split_parties

__all__ = [
    "PartyMention",
    "classify_organisation",
    "find_organisations",
    "normalise_organisation",
    "split_parties",
]
