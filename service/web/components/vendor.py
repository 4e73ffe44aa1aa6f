"""Fetches GOV.UK Frontend into `static/`, without what only GOV.UK may use. Run by hand when the version changes.

    python service/web/components/vendor.py

The code is MIT. The GDS Transport typeface, the crown, the crest and the brand's blue are not ours to use: the script
takes them out and stops if it finds another number of them than this version has. It needs npm; nothing else does.
"""

import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

VERSION = "6.3.0"
STATIC = Path(__file__).parent.parent / "static"
NOTICE = f"""/*!
 * GOV.UK Frontend {VERSION} (github.com/alphagov/govuk-frontend), adapted: without its typeface, images and blue.
 * The MIT License. Copyright (c) 2017 Crown Copyright (Government Digital Service)
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
 * documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
 * rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to
 * permit persons to whom the Software is furnished to do so, subject to the following conditions:
 *
 * The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
 * Software.
 *
 * THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
 * WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
 * COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
 * OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
 */
"""

# What is taken out of the styles, what stands there instead, and how often this version has it.
CHANGES = (
    (r"/\*! Copyright \(c\) 2011 by Margaret Calvert.*?\*/", "", 1),
    (r"@font-face\{[^}]*GDS Transport[^}]*\}", "", 2),
    (r"GDS Transport,arial", "Helvetica Neue,Helvetica,Arial", 55),
    (r"background-image:url\([^)]*crest\.svg\);", "", 1),
    (r"(?:-webkit-)?mask-image:url\([^)]*crest\.svg\);", "", 2),
    (r"\.govuk-footer__crown\{[^}]*\}", "", 1),
    (r"background-color:#1d70b8", "background-color:var(--govuk-brand-colour,#0b0c0c)", 3),
    (r"#1d70b8", "#0b0c0c", 7),
    (r"#f4f8fb", "#f3f3f3", 7),
    (r"#8eb8dc", "#b1b4b6", 5),
    (r"/\*# sourceMappingURL=.*?\*/", "", 1),
)


def fetch(folder: Path) -> Path:
    """The package's compiled files, unpacked into `folder`."""
    command = ["npm", "pack", "--silent", f"govuk-frontend@{VERSION}"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(folder / f"govuk-frontend-{VERSION}.tgz") as package:
        package.extractall(folder, filter="data")
    return folder / "package/dist/govuk"


def without_identity(styles: str) -> str:
    for pattern, instead, expected in CHANGES:
        styles, found = re.subn(pattern, instead, styles, flags=re.DOTALL)
        if found != expected:
            raise SystemExit(f"{pattern} stands {found} times in this version, not {expected}: read the styles again.")
    return styles.strip()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        compiled = fetch(Path(folder))
        styles = (compiled / "govuk-frontend.min.css").read_text(encoding="utf-8")
        script = (compiled / "govuk-frontend.min.js").read_text(encoding="utf-8")
    (STATIC / f"govuk-frontend-{VERSION}.min.css").write_text(f"{NOTICE}{without_identity(styles)}\n", encoding="utf-8")
    script = re.sub(r"//# sourceMappingURL=.*", "", script).strip()
    (STATIC / f"govuk-frontend-{VERSION}.min.js").write_text(f"{NOTICE}{script}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
