"""What holds for every page: axe finds nothing, nothing runs out of the window, and nobody's text is cut off.

In two windows on every run, and with ./run test --all in every one.
"""

import os

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
DESKTOP = {"width": 1280, "height": 1024}
AT_400_PER_CENT = {"width": 320, "height": 256}  # no narrower than the narrowest telephone
TABLET, TELEPHONE = {"width": 768, "height": 1024}, {"width": 320, "height": 640}
WINDOWS = (DESKTOP, AT_400_PER_CENT, *((TABLET, TELEPHONE) if os.environ.get("PARLEY_ALL") else ()))

# Where a browser runs no scripts its timers never end; axe, which comes in by another door, waits for one.
TIMERS_END_AT_ONCE = "() => { window.setTimeout = run => { run(); return 0; }; }"
VIOLATIONS = """async tags => {
    const found = await axe.run({runOnly: {type: "tag", values: tags}});
    return [...found.violations, ...found.incomplete].flatMap(
        rule => rule.nodes.map(node => `${rule.id}: ${node.html}: ${node.failureSummary}`)
    );
}"""
TOO_WIDE = """() => {
    const {scrollWidth, clientWidth} = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const boxes = [...document.querySelectorAll("body *")];
    const out = boxes.filter(box => box.getBoundingClientRect().left + box.scrollWidth > clientWidth);
    const inmost = out.filter(box => !out.some(other => other !== box && box.contains(other)));
    return ["a window " + clientWidth + " wide scrolls sideways: " + inmost.map(box => box.outerHTML).join(" ")];
}"""
CUT_OFF = """() => {
    const boxes = [...document.querySelectorAll("body *")];
    return boxes.filter(box => box.clientWidth > 1 && getComputedStyle(box).overflow === "hidden"
        && (box.scrollHeight > box.clientHeight || box.scrollWidth > box.clientWidth)
    ).map(box => "cut off: " + box.outerHTML);
}"""
# As far apart as some people need to have the letters, words and lines of a text (WCAG 1.4.12).
SPACE_OUT = """() => {
    const spacing = new CSSStyleSheet();
    spacing.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
                             word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [spacing];
}"""
AS_IT_WAS = "() => { document.adoptedStyleSheets = []; }"


def faults(page, axe: str) -> list[str]:
    """What is wrong with this page in each window, with the text as it is and spaced out."""
    page.evaluate(TIMERS_END_AT_ONCE)
    page.evaluate(axe)
    found = []
    for window in WINDOWS:
        page.set_viewport_size(window)
        found += page.evaluate(VIOLATIONS, TAGS) + page.evaluate(TOO_WIDE)
        page.evaluate(SPACE_OUT)
        found += page.evaluate(CUT_OFF) + page.evaluate(TOO_WIDE)
        page.evaluate(AS_IT_WAS)
    return found
