import socket

import pytest

from settings import Settings
from web.serve import serve


def test_a_busy_port_is_said_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))  # noqa: S104 any interface, as the server does
        taken.listen()
        port = int(taken.getsockname()[1])
        assert serve(Settings(PORT=port)) == 1  # pyright: ignore[reportCallIssue] the alias
    assert capsys.readouterr().err == f"Port {port} is in use. Set PORT to a free one.\n"
