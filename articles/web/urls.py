"""Addresses of the readers' pages."""

from django.urls import path, re_path

from articles.web import (
    archive,
    article,
    comments,
    converters,
    crawlers,
    feeds,
    front,
    graph,
    honesty,
    lists,
    media,
    notes,
    originals,
    reports,
    search,
    sources,
)

app_name = "articles"
converters.register()

urlpatterns = [
    path("", front.front_page, name="front"),
    path("sections/<words:slug>/", lists.section_page, name="section"),
    path("topics/<words:slug>/", lists.topic_page, name="topic"),
    path("people/<int:pk>/", lists.person_page, name="person_short"),
    path("people/<int:pk>/<words:slug>/", lists.person_page, name="person"),
    path("sources/", sources.source_index, name="sources"),
    path("sources/graph/", graph.graph_page, name="graph"),
    path("sources/graph/articles/", graph.edge_page, name="graph_articles"),
    path("sources/graph.csv", graph.graph_csv, name="graph_csv"),
    path("sources/graph.graphml", graph.graph_graphml, name="graph_graphml"),
    path("sources/origins/", honesty.origins_page, name="origins"),
    path("sources/origins/articles/", honesty.origins_articles, name="origins_articles"),
    path("sources/<int:pk>/", sources.source_page, name="source_short"),
    path("sources/<int:pk>/<words:slug>/", sources.source_page, name="source"),
    path("archive/", archive.archive_page, name="archive"),
    path("archive/undated/", archive.undated_page, name="undated"),
    path("archive/<year:year>/", archive.year_page, name="archive_year"),
    path("archive/<year:year>/<month:month>/", archive.month_page, name="archive_month"),
    path("archive/<year:year>/<month:month>/<day:day>/", archive.day_page, name="archive_day"),
    path("a/<int:pk>/", article.article_page, name="article_short"),
    path("a/<int:pk>/comments/", comments.comments_page, name="comments"),
    path("a/<int:pk>/report/", reports.report_page, name="report"),
    path("a/<int:pk>/original/", originals.original, name="original"),
    path("a/<int:pk>/copies/<int:citation>/", originals.archived_copy, name="archived_copy"),
    path("a/<int:pk>/<words:slug>/", article.article_page, name="article"),
    path("preview/<int:pk>/", article.preview, name="preview"),
    path("media/<path:name>", media.rendition, name="rendition"),
    path("search/", search.search_page, name="search"),
    path("about/", notes.about_page, name="about"),
    path("corrections/", notes.corrections_page, name="corrections"),
    path("feed.atom", feeds.feed, name="feed"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap_index, name="sitemap"),
    path("sitemap-pages.xml", crawlers.sitemap_pages, name="sitemap_pages"),
    re_path(
        r"^sitemap-(?P<kind>articles|sources)-(?P<number>[0-9]{1,9})\.xml$",
        crawlers.sitemap_part,
        name="sitemap_part",
    ),
]
