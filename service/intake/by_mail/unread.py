"""Why a file that came could not be read as a form, in words for whoever sent it."""

from collections.abc import Mapping

from forms.documents import Why

IN_WORDS: Mapping[Why, str] = {
    Why.PASSWORD: "The file has a password. We cannot open it.",
    Why.MACROS: "The file has macros in it. We never open such files.",
    Why.OLD_WORD: "The file is in an old Word format. We cannot open it.",
    Why.SCANNED: "The file is a picture, or a scan. We cannot read the words in it.",
    Why.TOO_LARGE: "The file is too large to open, or packed too tightly.",
    Why.DAMAGED: "The file is damaged. It did not open.",
    Why.NOT_OURS: "We did not find one of our forms in the file.",
}
