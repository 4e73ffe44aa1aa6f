"""What a browser is told with every answer: to run nothing but ours, to keep nothing, to tell nobody where it was."""

from flask import Response, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
FOR_SEARCH_ENGINES = ("front.every_service", "front.start")
FOR_A_DAY = "public, max-age=86400"


def add(response: Response) -> Response:
    response.headers.update(ALWAYS)
    is_static = request.endpoint == "static" and response.status_code in (200, 304)
    response.headers["Cache-Control"] = FOR_A_DAY if is_static else "no-store"
    if request.endpoint not in FOR_SEARCH_ENGINES or response.status_code != 200:
        response.headers["X-Robots-Tag"] = "noindex"
    return response
