"""What the launcher has done in a process of its own, so that it stays small and watchful itself.

python -m service.demo.hooks prepare      make what is missing before the parts start
python -m service.demo.hooks play FILE [NAME...]
                                          play these stories, or all, against the parts whose addresses FILE names
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from service import config


def prepare() -> int:
    from service.demo import preparing

    preparing.prepare(config.read())
    return 0


def play(urls: str, *names: str) -> int:
    from service.demo import story

    return story.play(json.loads(Path(urls).read_text(encoding="utf-8")), names)


HOOKS: dict[str, Callable[..., int]] = {"prepare": prepare, "play": play}

if __name__ == "__main__":
    name, *words = sys.argv[1:]
    sys.exit(HOOKS[name](*words))
