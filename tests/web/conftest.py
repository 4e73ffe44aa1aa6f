"""The pages in a browser without a window, over a service at their edge."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from service.app import create_app
from tests.web.edge import NOTIFICATION, OUTCOME, REPORT, Edge


@pytest.fixture
def edge() -> Edge:
    return Edge()


@pytest.fixture
def browser(edge: Edge) -> Iterator[FlaskClient]:
    with create_app(edge).test_client() as client:
        yield client


@pytest.fixture
def notification() -> dict[str, str]:
    return dict(NOTIFICATION)


@pytest.fixture
def outcome() -> dict[str, str]:
    return dict(OUTCOME)


@pytest.fixture
def report() -> dict[str, str]:
    return dict(REPORT)
