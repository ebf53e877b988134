"""Addresses of the API, under /api/v1/."""

from django.urls import path, re_path

from articles.api.docs import docs
from articles.api.registry import RESOURCES
from articles.api.views.chain import ChainView
from articles.api.views.changes import ChangesView
from articles.api.views.entry import RootView, other
from articles.api.views.graph import GraphView
from articles.api.views.schema import SchemaView
from articles.api.views.search import SearchView

app_name = "api"

urlpatterns = [
    path("", RootView.as_view(), name="root"),
    path("changes/", ChangesView.as_view(), name="changes"),
    path("graph/", GraphView.as_view(), name="graph"),
    path("search/", SearchView.as_view(), name="search"),
    path("articles/<str:pk>/chain/", ChainView.as_view(), name="chain"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", docs, name="docs"),
]
for name, viewset in RESOURCES.items():
    one, many = viewset.as_view({"get": "retrieve"}), viewset.as_view({"get": "list"})
    urlpatterns += [
        path(f"{name}s/", many, name=f"{name}s"),
        path(f"{name}s/<str:pk>/", one, name=name),
    ]
urlpatterns.append(re_path(r"^(?P<rest>[\s\S]*)$", other))
