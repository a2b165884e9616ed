"""Which place keeps the bytes of documents: the folder, unless an address of a bucket is given."""

from pathlib import Path
from typing import Final

from gateway.errors import SetupError
from gateway.store.content import Content, Folder

CONTENT_NAME: Final = "content"
"""The folder, below the data folder, that keeps the bytes of documents."""
_WHERE: Final = "GATEWAY_CONTENT_URL"


def content_at(url: str, data: Path) -> Content:
    """The place that an address names; none names the folder in the data folder.

    A folder is needed there with a bucket too, for files that are worked on. Raises SetupError when
    the address cannot be used.
    """
    folder = data / CONTENT_NAME
    if not url:
        return Folder(folder)
    if not url.startswith("s3://"):
        raise SetupError("Documents are kept in a folder or at s3://bucket/path.", where=_WHERE)
    try:
        from gateway.store.bucket import Bucket  # noqa: PLC0415  its library is an optional extra
    except ModuleNotFoundError as error:
        raise SetupError(
            "A bucket needs its library: pip install 'need-to-know-gateway[s3]'.", where=_WHERE
        ) from error
    return Bucket(url, folder)
