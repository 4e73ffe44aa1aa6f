"""The words of an HTML mail, as plain text whose quoted lines begin with "> ".

Only what a reader would see and take as said counts: no styles, scripts or hidden elements, no text of no size, none
that is struck out. What mail programs mark as the mail being answered is quoted here too: blockquotes, what has a
border to its left, and all that follows Outlook's border or marker.
Gmail's gmail_quote itself is no mark, for answers between the quotes stand inside it; its blockquotes are.
"""

import re
from collections import Counter
from html.parser import HTMLParser
from typing import NamedTuple

MOST = 500_000
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
UNSEEN = frozenset({"head", "script", "style", "title", "template"})
STRUCK = frozenset({"s", "strike", "del"})
PARAGRAPHS = frozenset({"p", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"})
BREAKS = PARAGRAPHS | {"div", "tr", "li", "ul", "ol", "table", "section", "article", "hr", "pre", "dd", "dt"}
CELLS = frozenset({"td", "th"})
HIDDEN = re.compile(r"display:none|mso-hide:all|visibility:hidden", re.I)
LINE_THROUGH = re.compile(r"text-decoration(?:-line)?:[^;]*line-through", re.I)
PICTURE = re.compile(r"\bdata:image/[^\"'\s>]+", re.I)  # written out in the page
MAY_STRIKE = re.compile(r"<(?:s|strike|del)\b|line-through", re.I)
FONT_SIZE = re.compile(r"(?:^|;)font-size:(0(?![.\d]))?", re.I)
LEFT_BORDER = re.compile(r"(?:^|;)border-left:(?!0(?![.\d]))[^;]*(?:solid|dotted|dashed|double|groove|ridge)", re.I)
OUTLOOK_BORDER = re.compile(r"border:none;border-top:solid#?\w+1\.0pt;padding:3\.0pt0", re.I)
QUOTED_CLASS = re.compile(r"\b(gmail_attr|yahoo_quoted|protonmail_quote|moz-cite-prefix)\b")
SIGNATURE = re.compile(
    r"\b(?:gmail_signature(?!_prefix)|moz-signature|AppleMailSignature)\b|(?:^|\s)(?:x_)?[Ss]ignature(?:\s|$)"
)
QUOTED_ONWARD = re.compile(
    r"divRplyFwdMsg|appendonsend|mail-editor-reference-message|ms-outlook-mobile-reference-message"
    r"|OLK_SRC_BODY_SECTION|OutlookMessageHeader|zwchr"
)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^>]{0,1000}>", re.S)
NO_TAG = re.compile(r"<(?!/?[a-zA-Z][^<>]*>)")  # html.parser looks for the end of each, again and again


def to_text(html: str) -> tuple[str, str | None]:
    """The visible words, and a sentence when the page was too long to be read to its end, else None."""
    html = PICTURE.sub("", html)
    cut = f"Only the first {MOST:,} characters of the HTML were read." if len(html) > MOST else None
    return _read(html).text(), cut


def strikes_out(html: str) -> bool:
    """Whether the writer struck words of their own out: text without markup shows them as if they still stood. Of a
    page that is too long to be read to its end that is not known."""
    html = PICTURE.sub("", html)
    return len(html) <= MOST and bool(MAY_STRIKE.search(html)) and _read(html).struck


def _read(html: str) -> "_Reader":
    reader = _Reader()
    reader.feed(NO_TAG.sub("&lt;", COMMENT.sub("", html[:MOST])))
    reader.close()
    return reader


class _Element(NamedTuple):
    """An element that is open: whether it quotes, hides, strikes out, or shows its own text in no size."""

    tag: str
    quotes: bool
    hides: bool
    strikes: bool
    no_size: bool


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.struck = False  # whether words outside of what is quoted were struck out
        self._open: list[_Element] = []
        self._tags: Counter[str] = Counter()
        self._quotes = self._hides = self._strikes = 0
        self._onward = False
        self._line = ""
        self._lines: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break_at(tag)
        if tag == "br":
            self._end_line(empty_too=True)
        if tag in CELLS and self._line:
            self._line += " "
        given = {name: value or "" for name, value in attrs}
        named = f"{given.get('class', '')} {given.get('id', '')}"
        style = "".join(given.get("style", "").split(" ")) if attrs else ""
        if QUOTED_ONWARD.search(named) or OUTLOOK_BORDER.search(style):
            self._end_line()
            self._onward = True
        if SIGNATURE.search(named) and not self._quotes and not self._onward:
            self._end_line()
            self._lines.append("-- ")
        if tag not in VOID:
            quotes = (
                tag == "blockquote"
                or bool(QUOTED_CLASS.search(named))
                or (tag == "div" and bool(LEFT_BORDER.search(style)))
            )
            sized = FONT_SIZE.search(style)
            hides = tag in UNSEEN or bool(HIDDEN.search(style))
            strikes = tag in STRUCK or bool(LINE_THROUGH.search(style))
            no_size = bool(sized[1]) if sized else self._has_no_size()
            self._push(_Element(tag, quotes, hides, strikes, no_size))

    def handle_endtag(self, tag: str) -> None:
        self._break_at(tag)
        while self._tags[tag]:
            closed = self._open.pop()
            self._tags[closed.tag] -= 1
            self._quotes -= closed.quotes
            self._hides -= closed.hides
            self._strikes -= closed.strikes
            if closed.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._hides or self._has_no_size():
            return
        if self._strikes:
            self.struck |= bool(data.strip()) and not self._quotes and not self._onward
            return
        if self._tags["pre"]:
            *whole, data = data.split("\n")
            for line in whole:
                self._line += line
                self._end_line(empty_too=True)
        self._line += re.sub(r"[ \t\r\n\f]+", " ", data)

    def text(self) -> str:
        self._end_line()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip("\n")

    def _has_no_size(self) -> bool:
        return bool(self._open) and self._open[-1].no_size

    def _push(self, element: "_Element") -> None:
        if element.quotes:
            self._end_line()
        self._open.append(element)
        self._tags[element.tag] += 1
        self._quotes += element.quotes
        self._hides += element.hides
        self._strikes += element.strikes

    def _break_at(self, tag: str) -> None:
        if tag in BREAKS:
            self._end_line()
        if tag in PARAGRAPHS and self._lines and self._lines[-1]:
            self._lines.append("")

    def _end_line(self, empty_too: bool = False) -> None:
        line, self._line = self._line.replace("\xa0", " ").strip(), ""
        quoted = self._onward or self._quotes > 0
        if quoted and line:
            self._lines.append(f"> {line}")
        elif line or empty_too:
            self._lines.append(line)
