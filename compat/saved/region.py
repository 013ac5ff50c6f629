"""A part of a file as a file of its own: HDF5 inside an archive, read and written in place."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

_PIECE = 1 << 24
_LOCAL_HEADER = 30


class Region(io.RawIOBase):
    """The bytes of a file from ``start`` on; ``size`` of them, or as many as are written."""

    def __init__(self, file: IO[bytes], start: int, size: int | None = None) -> None:
        self._file, self._start, self._at = file, start, 0
        self._writable = size is None
        self.size = 0 if size is None else size

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return self._writable

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self.size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer).cast("B")
        count = max(0, min(len(view), self.size - self._at))
        self._file.seek(self._start + self._at)
        data = self._file.read(count)
        view[: len(data)] = data
        self._at += len(data)
        return len(data)

    def write(self, data: Any) -> int:
        self._file.seek(self._start + self._at)
        count = self._file.write(data)
        self._at += count
        self.size = max(self.size, self._at)
        return count

    def truncate(self, size: int | None = None) -> int:
        self.size = self._at if size is None else size
        if self._writable:
            self._file.truncate(self._start + self.size)
        return self.size


def checksum(region: Region) -> int:
    """The CRC-32 of a region, as archives keep it."""
    found = 0
    region.seek(0)
    while piece := region.read(_PIECE):
        found = zlib.crc32(piece, found)
    return found


@contextmanager
def stored_member(members: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[Region]:
    """A member that is not compressed, in place.

    Raises:
        BadZipFile: Its header or its checksum is wrong.
    """
    file = members.fp
    if file is None:
        raise zipfile.BadZipFile("the archive is closed")
    file.seek(info.header_offset)
    header = file.read(_LOCAL_HEADER)
    if len(header) != _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
        raise zipfile.BadZipFile(f"the header of {info.filename!r} is damaged")
    name, extra = struct.unpack("<HH", header[26:30])
    region = Region(file, info.header_offset + _LOCAL_HEADER + name + extra, info.file_size)
    if info.file_size != info.compress_size or checksum(region) != info.CRC:
        raise zipfile.BadZipFile(f"the checksum of {info.filename!r} is wrong")
    yield region


@contextmanager
def new_member(members: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[Region]:
    """A member that is written in place, as a file in which one may go back; it is the last in the archive so far."""
    file = members.fp
    assert file is not None
    info.header_offset = members.start_dir
    info.compress_type, info.CRC = zipfile.ZIP_STORED, 0
    file.seek(info.header_offset)
    file.write(info.FileHeader(zip64=True))
    region = Region(file, file.tell())
    yield region
    info.CRC = checksum(region)
    info.file_size = info.compress_size = region.size
    file.seek(info.header_offset)
    file.write(info.FileHeader(zip64=True))
    members.start_dir = file.tell() + region.size
    members.infolist().append(info)
    members.NameToInfo[info.filename] = info
    file.seek(members.start_dir)
