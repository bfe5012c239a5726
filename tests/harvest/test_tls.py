"""TLS over a server on this machine, with certificates made here."""

import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from faults import Handler, Listener, Reply, Server, source_of
from scripted import LIMITS, Got, Scripted

from terra_harvest.fetch import FetchError, Request
from terra_harvest.http import Clock, transport


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory):
    """An authority, an intermediate and a server certificate for 127.0.0.1, made here."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed: no certificates can be made for this test")
    folder = tmp_path_factory.mktemp("tls")

    def openssl(*words: str) -> None:
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)

    (folder / "ca.ext").write_text("basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n")
    (folder / "leaf.ext").write_text("subjectAltName=IP:127.0.0.1\n")
    key = ("-newkey", "rsa:2048", "-nodes")
    openssl(
        "req",
        "-x509",
        *key,
        "-keyout",
        "root.key",
        "-out",
        "root.pem",
        "-subj",
        "/CN=root",
        "-days",
        "2",
        "-addext",
        "keyUsage=critical,keyCertSign",
    )
    for name, ext, issuer in (("middle", "ca.ext", "root"), ("leaf", "leaf.ext", "middle")):
        openssl("req", *key, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={name}")
        openssl(
            "x509",
            "-req",
            "-in",
            f"{name}.csr",
            "-CA",
            f"{issuer}.pem",
            "-CAkey",
            f"{issuer}.key",
            "-CAcreateserial",
            "-out",
            f"{name}.pem",
            "-days",
            "2",
            "-extfile",
            ext,
        )
    (folder / "chain.pem").write_bytes((folder / "middle.pem").read_bytes() + (folder / "root.pem").read_bytes())
    return folder


@pytest.fixture
def secure(certificates) -> Iterator[Listener]:
    """A server over TLS that sends its own certificate only, and forgets the intermediate."""
    listener = Listener(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates / "leaf.pem", certificates / "leaf.key")
    listener.socket = context.wrap_socket(listener.socket, server_side=True)
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield listener
    listener.shutdown()
    listener.server_close()
    thread.join()


def tls(listener: Listener, folder: Path, **fields: object) -> Got:
    url = f"https://127.0.0.1:{listener.server_address[1]}/csw"
    script = Scripted(Reply(b"safe"))
    listener.case = Server(script, None, once=False)
    source = msgspec.structs.replace(source_of(script, 1), endpoint=url, **fields)
    got = Got(None, None, script.asked, [])
    try:
        with transport(source, LIMITS, Clock(time.monotonic, lambda _: None), ca_folder=folder) as fetch:
            got.response = fetch(Request(url=url))
    except FetchError as error:
        got.error = error
    return got


def test_a_certificate_that_nobody_vouches_for_is_refused(secure, certificates):
    got = tls(secure, certificates)
    assert (got.error.kind, got.asked) == ("unreachable", [])
    assert "name it in `ca` of the source's file" in str(got.error)


def test_a_forgotten_intermediate_certificate_can_be_given_with_the_source(secure, certificates):
    assert tls(secure, certificates, ca="chain.pem").response.body == b"safe"
