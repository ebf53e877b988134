"""Reads the parameters of a request: everything is checked, and every fault is named."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import DjangoFilterBackend, FilterSet
from rest_framework.request import Request

from articles.api.parameters import PAGE_SIZE, Choice, Cursor, Ordering, Parameter, Reference, Size
from articles.api.problems import Problem

LONGEST_ECHO = 80  # characters of an unknown parameter's name that the answer repeats

Fault = dict[str, Any]


class Parameters(FilterSet):
    """The parameters of one address. `narrow` filters with those that were given."""

    # Parameter -> whether this person may use it.
    RESTRICTED: Mapping[str, Any] = {}

    def narrow(self, queryset: Any, **given: Any) -> Any:
        return queryset

    def filter_queryset(self, queryset: Any) -> Any:
        return self.narrow(queryset, **self.filtering())

    def filtering(self) -> dict[str, Any]:
        """The parameters given that narrow the list, read."""
        general = General.base_filters.keys() | {"ordering", "fields", "expand"}
        return {name: value for name, value in self.given.items() if name not in general}

    def read(self) -> dict[str, Any]:
        """All parameters given, read. Raises Problem, which names each fault."""
        self._refuse_restricted()
        faults = list(self._faults())
        if not faults:
            self.given = {name: self.form.cleaned_data[name] for name in self.data}
            faults = list(self._unknown_references())
        if faults:
            raise refused(faults)
        return self.given

    def _refuse_restricted(self) -> None:
        user = getattr(self.request, "user", None)
        for name, may in self.RESTRICTED.items():
            if name in self.data and not may(user):
                raise Problem(
                    "forbidden",
                    _("The parameter %(name)s is for the newsroom.") % {"name": name},
                    members={"parameter": name},
                )

    def _faults(self) -> Iterator[Fault]:
        wrong = self.form.errors.as_data()
        for name in self.data:
            values = self.data.getlist(name)
            if name not in self.filters:
                known = ", ".join(name for name, _parameter in described(type(self)))
                yield fault(
                    name[:LONGEST_ECHO],
                    "unknown_parameter",
                    _("There is no such parameter here. Known are: %(names)s.") % {"names": known}
                    if known
                    else _("This address takes no parameters."),
                )
            elif len(values) > 1:
                yield fault(name, "repeated", _("Give this parameter once."))
            elif not values[0].strip():
                yield fault(name, "empty", _("This parameter has no value: leave it out."))
            elif name in wrong:
                yield from faults_of(name, wrong[name])

    def _unknown_references(self) -> Iterator[Fault]:
        for name, text in self.given.items():
            parameter = self.filters[name]
            if not isinstance(parameter, Reference):
                continue
            try:
                self.given[name] = parameter.find(text, self.request.user)  # type: ignore[union-attr]
            except ValidationError as error:
                yield from faults_of(name, [error])


class General(Parameters):
    """The parameters of every list."""

    cursor = Cursor(_("The place of the page; take it from next or previous."))
    page_size = Size(_("Rows on a page."))
    count = Choice(
        _("With on, the answer says as count how many rows the list has."), ["on", "off"]
    )


class Strict(DjangoFilterBackend):
    """Filters a list with the parameters of its view, and ignores none."""

    def get_filterset_class(self, view: Any, queryset: Any = None) -> Any:
        return view.parameters_class()

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        filterset = self.get_filterset(request, queryset, view)
        view.asked = filterset.read()
        return filterset.filter_queryset(queryset)


def fault(parameter: str, code: str, detail: Any) -> Fault:
    """One member of `errors`."""
    return {"parameter": parameter, "code": code, "detail": detail}


def faults_of(name: str, errors: list[ValidationError]) -> Iterator[Fault]:
    """What the checks of a value found wrong."""
    for error in errors:
        yield fault(name, error.code or "invalid", " ".join(error.messages))


def refused(faults: list[Fault]) -> Problem:
    """400 with every fault."""
    names = ", ".join(dict.fromkeys(one["parameter"] for one in faults))
    return Problem(
        "invalid_parameters",
        _("Wrong or unknown: %(names)s. Nothing was filtered.") % {"names": names},
        errors=faults,
    )


def size_of(asked: Mapping[str, Any]) -> int:
    """Rows on a page."""
    return int(asked.get("page_size", PAGE_SIZE))


def described(parameters: type[Parameters]) -> Iterator[tuple[str, Parameter]]:
    """The parameters of an address by name: its own first, then those of every list."""
    general = General.base_filters
    for name in sorted(parameters.base_filters, key=lambda name: name in general):
        parameter = parameters.base_filters[name]
        if isinstance(parameter, Parameter):
            yield name, parameter


def ordering_of(parameters: type[Parameters], asked: Mapping[str, Any]) -> tuple[str, ...]:
    """The keys of the row comparison that the list is ordered by."""
    ordering = parameters.base_filters["ordering"]
    if not isinstance(ordering, Ordering):
        raise TypeError(f"{parameters.__name__} has no order")
    return ordering.keys_of(asked.get("ordering", ordering.default))
