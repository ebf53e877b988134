"""Entities of the archive: fields, constraints and QuerySets, one file each."""

from articles.models.affiliation import Affiliation, SourceMerge
from articles.models.alert import Alert
from articles.models.article import Article, public_now
from articles.models.chain import ChainCount, ChainLink
from articles.models.change import AuditEntry, Change, ChangeLog
from articles.models.citation import Citation
from articles.models.comment import Comment
from articles.models.fingerprint import Fingerprint, FingerprintBand
from articles.models.folded_name import FoldedName
from articles.models.image import Image, Rendition
from articles.models.ingest import ErrorReport, ImportBatch, ImportRecord
from articles.models.job import Job
from articles.models.original import Original
from articles.models.person import Byline, Person
from articles.models.quotation import Quotation
from articles.models.reads import ArticleReads
from articles.models.retraction import Notice, Retraction
from articles.models.revision import Correction, Revision
from articles.models.saved_search import SavedSearch
from articles.models.search_index import IndexGeneration, IndexNote
from articles.models.section import Section
from articles.models.source import Source, SourceDomain, SourceName
from articles.models.source_table import SourceTableEntry
from articles.models.step import CitationStep
from articles.models.topic import Topic
from articles.models.user import User
from articles.models.vocabulary import (
    AffiliationKind,
    AlertKind,
    ArticleStatus,
    ChangeOp,
    CitationRole,
    CitationState,
    CommentState,
    EvidenceState,
    EvidenceTarget,
    NameKind,
    NotedKind,
    Outcome,
    ReportState,
    Shape,
    SourceKind,
    WithdrawalReason,
)

# Tables that the site's database role may only read and add to.
APPEND_ONLY = (
    "articles_revision",
    "articles_change",
    "articles_auditentry",
    "articles_original",
)

__all__ = [
    "APPEND_ONLY",
    "Affiliation",
    "AffiliationKind",
    "Alert",
    "AlertKind",
    "Article",
    "ArticleReads",
    "ArticleStatus",
    "AuditEntry",
    "Byline",
    "ChainCount",
    "ChainLink",
    "Change",
    "ChangeLog",
    "ChangeOp",
    "Citation",
    "CitationRole",
    "CitationState",
    "CitationStep",
    "Comment",
    "CommentState",
    "Correction",
    "ErrorReport",
    "EvidenceState",
    "EvidenceTarget",
    "Fingerprint",
    "FingerprintBand",
    "FoldedName",
    "Image",
    "ImportBatch",
    "ImportRecord",
    "IndexGeneration",
    "IndexNote",
    "Job",
    "NameKind",
    "NotedKind",
    "Notice",
    "Original",
    "Outcome",
    "Person",
    "Quotation",
    "Rendition",
    "ReportState",
    "Retraction",
    "Revision",
    "SavedSearch",
    "Section",
    "Shape",
    "Source",
    "SourceDomain",
    "SourceKind",
    "SourceMerge",
    "SourceName",
    "SourceTableEntry",
    "Topic",
    "User",
    "WithdrawalReason",
    "public_now",
]
