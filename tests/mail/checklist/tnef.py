"""A winmail.dat as Outlook writes it, as small as can be (MS-OXTNEF)."""

BODY, TITLE, DATA, RENDER, VERSION = 0x0002800C, 0x00018010, 0x0006800F, 0x00069002, 0x00089006
IN_MESSAGE, IN_ATTACHMENT = 1, 2


def attribute(level: int, name: int, data: bytes) -> bytes:
    checksum = sum(data) % 65536
    return (
        bytes([level])
        + name.to_bytes(4, "little")
        + len(data).to_bytes(4, "little")
        + data
        + checksum.to_bytes(2, "little")
    )


def winmail(text: str = "", files: dict[str, bytes] | None = None) -> bytes:
    inside = attribute(IN_MESSAGE, VERSION, b"\x00\x00\x01\x00")
    if text:
        inside += attribute(IN_MESSAGE, BODY, text.encode("ascii") + b"\0")
    for name, content in (files or {}).items():
        inside += attribute(IN_ATTACHMENT, RENDER, bytes(14))
        inside += attribute(IN_ATTACHMENT, TITLE, name.encode("ascii") + b"\0")
        inside += attribute(IN_ATTACHMENT, DATA, content)
    return b"\x78\x9f\x3e\x22\x01\x00" + inside
