"""The closed code lists that models, services, API and labels share."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ArticleStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    SCHEDULED = "scheduled", _("scheduled")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class CitationRole(models.TextChoices):
    """What the source did for the article (the list in the project's conventions)."""

    RELAYED = "relayed", _("relayed from")
    REPORTED = "reported", _("reported by")
    INTERVIEW = "interview", _("interview with")
    QUOTED = "quoted", _("quoted from")
    AGENCY_COPY = "agency_copy", _("agency copy")
    CREDIT = "credit", _("credit line")
    SPOKEN = "spoken", _("spoken by")
    STATEMENT = "statement", _("statement by")


class CitationState(models.TextChoices):
    SUGGESTED = "suggested", _("suggested")
    CONFIRMED = "confirmed", _("confirmed")
    REJECTED = "rejected", _("rejected")


class EvidenceTarget(models.TextChoices):
    """The text of the article that the evidence's offsets count in."""

    TITLE = "title", _("title")
    STANDFIRST = "standfirst", _("standfirst")
    BYLINE = "byline", _("byline")
    BODY = "body", _("body")
    FOOTER = "footer", _("footer")


class EvidenceState(models.TextChoices):
    NONE = "none", _("no evidence given")
    FOUND = "found", _("found in the text")
    AMBIGUOUS = "ambiguous", _("no longer unique in the text")
    MISSING = "missing", _("no longer in the text")


class SourceKind(models.TextChoices):
    AGENCY = "agency", _("news agency")
    NEWSPAPER = "newspaper", _("newspaper")
    MAGAZINE = "magazine", _("magazine")
    BROADCASTER = "broadcaster", _("broadcaster")
    SITE = "site", _("web site")
    JOURNAL = "journal", _("journal")
    INSTITUTION = "institution", _("institution")
    PERSON = "person", _("person")
    OTHER = "other", _("other")


class NameKind(models.TextChoices):
    CANONICAL = "canonical", _("main name")
    ALIAS = "alias", _("other spelling")
    ABBREVIATION = "abbreviation", _("abbreviation")
    TRANSLITERATION = "transliteration", _("transliteration")
    FORMER = "former", _("former name")


class AffiliationKind(models.TextChoices):
    OWNER = "owner", _("owner")
    PARENT = "parent", _("part of")


class CommentState(models.TextChoices):
    PENDING = "pending", _("waiting for a moderator")
    APPROVED = "approved", _("approved")
    REJECTED = "rejected", _("rejected")
    SPAM = "spam", _("spam")


class ChangeOp(models.TextChoices):
    PUBLISHED = "published", _("became visible")
    UPDATED = "updated", _("changed")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DELETED = "deleted", _("deleted")


class Outcome(models.TextChoices):
    """What became of one incoming item."""

    CREATED = "created", _("created")
    UNCHANGED = "unchanged", _("already here")
    REJECTED = "rejected", _("rejected")


class ReportState(models.TextChoices):
    OPEN = "open", _("open")
    SETTLED = "settled", _("settled")
    DISMISSED = "dismissed", _("dismissed")


class AlertKind(models.TextChoices):
    """What an alert warns of."""

    NEAR_COPY = "near_copy", _("near-copy without credit")
    CIRCLE = "circle", _("articles that rest on each other")
    FOOTER = "footer", _("closing line against the text")
    WITHDRAWN = "withdrawn", _("rests on what was taken back")


class Shape(models.TextChoices):
    """How a rendition shows its picture: whole, or cut to the form of a card."""

    FULL = "full", _("whole")
    CARD = "card", _("card")


class WithdrawalReason(models.TextChoices):
    """Machine-readable reason of a withdrawal, as the change feed carries it."""

    ERROR = "error", _("substantial error")
    RIGHTS = "rights", _("rights of others")
    LEGAL = "legal", _("legal reason")
    SOURCE_RETRACTED = "source_retracted", _("the source retracted it")
    DUPLICATE = "duplicate", _("published twice")
    ERASED = "erased", _("erased on request")
    OTHER = "other", _("other reason")


class NotedKind(models.TextChoices):
    """Kinds of things that notes for the search index name; no person reads them."""

    ARTICLE = "article", "article"
    TOPIC = "topic", "topic"
    PERSON = "person", "person"
    IMAGE = "image", "image"
