"""Bytes to text, whatever wrote them.

A byte order mark decides; then strict UTF-8; then UTF-16 without a mark (told by its NUL bytes);
then UTF-8 with a few broken bytes; then Windows-1252, in which English text that is not UTF-8 is
nearly always written; and only then charset-normalizer's guess.
"""

from __future__ import annotations

import codecs
import re

from checker.read.limits import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF; save its text as .txt first"),
    (b"PK\x03\x04", "a ZIP archive or an Office file; save the text as .txt, or the table as .csv"),
    (b"\xd0\xcf\x11\xe0", "an old Office file; save the text as .txt, or the table as .csv"),
    (b"\x1f\x8b", "compressed with gzip; unpack it first"),
    (b"\x89PNG", "a picture; type out its text as .txt"),
    (b"\xff\xd8\xff", "a picture; type out its text as .txt"),
    (b"GIF8", "a picture; type out its text as .txt"),
)
_SAMPLE = 64 * 1024
# Share of the sampled bytes that may be control characters in a text file.
_MAX_CONTROL = 0.02
# In UTF-16 of a Latin script nearly every second byte is NUL.
_MIN_NUL = 0.30
# Above this share of bytes over 127 the text is not English in Windows-1252.
_MAX_HIGH = 0.15


def decode(data: bytes) -> str:
    """The text of `data`, with line ends as "\\n". Raises UnreadableError for what is no text."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableError(f"is {what}")
    text = _decoded(data)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace").lstrip("\ufeff")
    wide = _utf16_without_mark(data)
    if wide:
        return data.decode(wide, "replace")
    if _is_binary(data):
        raise UnreadableError("is a binary file, not text; expected txt, md, json, jsonl, csv, tsv or html")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data)


def _utf16_without_mark(data: bytes) -> str:
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 4:
        return ""
    even, odd = sample[0 : 2 * half : 2].count(0) / half, sample[1 : 2 * half : 2].count(0) / half
    if odd >= _MIN_NUL and even < 0.02:
        return "utf-16-le"
    if even >= _MIN_NUL and odd < 0.02:
        return "utf-16-be"
    return ""


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    if b"\0" in sample:
        return True
    control = len(sample.translate(None, bytes(set(range(256)) - set(range(32)) | {9, 10, 12, 13, 27})))
    return control > _MAX_CONTROL * len(sample)


def _legacy(data: bytes) -> str:
    # Broken UTF-8 (a download cut short, a byte gone wrong) is still UTF-8 when most of what is
    # not ASCII decodes.
    patched = data.decode("utf-8", "replace")
    broken = patched.count("\ufffd")
    whole = sum(1 for character in patched if character > "\x7f") - broken
    if whole > broken:
        return patched
    high = sum(1 for byte in data if byte > 127)
    if high <= _MAX_HIGH * len(data):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 4 * _SAMPLE]).best()
    if best is None:
        raise UnreadableError("is in an encoding that could not be recognised; save it as UTF-8")
    return data.decode(best.encoding, "replace")


def _byte_of_character() -> dict[str, int]:
    # As Windows-1252 shows the bytes, and as Latin-1 does: 0x80 to 0x9F are control characters there.
    shown = {bytes([byte]).decode("cp1252", "ignore"): byte for byte in range(0x80, 0x100)}
    shown.pop("", None)
    return {chr(byte): byte for byte in range(0x80, 0x100)} | shown


_BYTE_OF = _byte_of_character()


def _characters(first: int, last: int) -> str:
    return "[" + "".join(re.escape(char) for char, byte in _BYTE_OF.items() if first <= byte <= last) + "]"


_TAIL = _characters(0x80, 0xBF)
# UTF-8 that was once read as Windows-1252. Only sequences that no one writes on purpose: accented
# Latin letters (Ã©), general punctuation (â€™), emoji (ðŸ…), and runs of three or more letters of
# another script, so that "CAFÉ™" stays as it is.
_MOJIBAKE = re.compile(
    f"{_characters(0xC2, 0xC3)}{_TAIL}"
    f"|{_characters(0xE2, 0xE2)}{_characters(0x80, 0x9F)}{_TAIL}"
    f"|{_characters(0xF0, 0xF0)}{_characters(0x90, 0x9F)}{_TAIL}{_TAIL}"
    f"|(?:{_characters(0xC4, 0xDF)}{_TAIL}){{3,}}"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def repair(text: str) -> str:
    """`text` with mojibake undone ("Ã©" to "é", "â€™" to "’") and lone surrogates replaced."""
    if not text.isascii():
        text = _MOJIBAKE.sub(_reread, text)
        text = _SURROGATE.sub("\ufffd", text)
    return text


def _reread(match: re.Match[str]) -> str:
    try:
        return bytes(_BYTE_OF[character] for character in match[0]).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
