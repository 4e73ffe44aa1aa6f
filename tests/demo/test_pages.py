"""The demo's own pages, and whom they listen to; what they look like is tried in a browser."""

import pytest

from service.app import create_app
from service.demo.pages import add_demo_pages
from tests.web.edge import Edge


@pytest.mark.parametrize("page", ["/post-room", "/clock"])
@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_a_post_from_another_site_is_refused(page, site):
    app = create_app(Edge())
    add_demo_pages(app, service=None)  # nobody is asked
    assert app.test_client().post(page, headers={"Sec-Fetch-Site": site}).status_code == 403
