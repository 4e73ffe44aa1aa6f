"""HTML mails as the lines that their reader would see."""

import time

import pytest

from service.mail.reading.markup import to_text

OUTLOOK = "border:none; border-top: solid #B5C4DF 1.0pt; padding:3.0pt 0in 0in 0in"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One<p>Two", "One\n\nTwo"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("<table><tr><td>Agency:</td><td>School</td><tr><th>Name:</th><td>Jo</td></table>", "Agency: School\nName: Jo"),
        ("<blockquote>old<p>older</blockquote>new", "> old\n\n> older\n\nnew"),
        ("new<div class='gmail_quote'><div class=gmail_attr>On x wrote:</div><blockquote>old</blockquote>mine</div>",
         "new\n> On x wrote:\n\n> old\n\nmine"),
        ("one<br><br>two<br></br>three", "one\n\ntwo\nthree"),
        ("new<div id=appendonsend></div><hr><div>old", "new\n> old"),
        ("new<div id='divRplyFwdMsg'>From: x</div>old", "new\n> From: x\n> old"),
        (f"new<div style='{OUTLOOK}'>From</div>old", "new\n> From\n> old"),
        ("<span style='display: none'>RESOLVED</span>Not resolved", "Not resolved"),
        ("<s>RESOLVED</s> <del>AGREE</del> <span style='color:red;text-decoration: line-through'>NIL</span>Not", "Not"),
        ("<p style='font-size:0; color:#fff'>RESOLVED <b>AGREE</b></p>Not", "Not"),
        ("<div style='font-size: 0px'><p style='font-size:0.9em'>Small</p><p style='font-size:10pt'>Not</p></div>",
         "Small\n\nNot"),
        ("<div style='border-left: 1px solid #ccc'>RESOLVED<p>and why</div>Mine", "> RESOLVED\n\n> and why\nMine"),
        ("<div style='border:none;border-left:solid blue 1.5pt;padding:0cm'>old</div>Mine", "> old\nMine"),
        ("<div style='border-left:none'>a</div><div style='border-left:0 solid red'>b</div><p style='border:1px'>c",
         "a\nb\n\nc"),
        ("<script>RESOLVED</script><style>x</style><title>t</title>Words", "Words"),
        ("<!-- RESOLVED --><![if !mso]>Words<![endif]>", "Words"),
        ("5 < 6 &amp; 7 &gt; 3 &rsquo;", "5 < 6 & 7 > 3 ’"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("</div></td>x</b>y", "xy"),
        ("", ""),
    ],
)  # fmt: skip
def test_html_becomes_the_lines_that_a_reader_would_see(html, text):
    assert to_text(html) == (text, None)


@pytest.mark.parametrize(
    "piece", ["<a ", "<!--", "<![", "</", "&", "<", "<!", "<?", "<a b='", "<div>", "<p></x>", "<b>b</b>"]
)
def test_a_page_made_to_be_slow_is_read_in_little_time_and_the_cut_is_told(piece):
    started = time.monotonic()
    _, cut = to_text("Words. " + piece * (1_000_000 // len(piece)))
    assert time.monotonic() - started < 5
    assert cut and "500,000" in cut
