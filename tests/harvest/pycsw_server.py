"""A real pycsw on loopback: run by the Python of its own environment, `pycsw_server.py FOLDER`, which holds `xml/`.

Loads the records, prints its port, and serves CSW and OAI-PMH until it is ended.
"""

import contextlib
import io
import sys
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from pycsw.core import admin, config  # type: ignore[import-not-found]
from pycsw.server import Csw  # type: ignore[import-not-found]

SETTINGS = """
[server]
home={folder}
url=http://127.0.0.1:{port}/
mimetype=application/xml; charset=UTF-8
encoding=UTF-8
language=en-US
maxrecords=1000
profiles=apiso

[manager]
transactions=false

[metadata:main]
identification_title=pycsw of the tests
identification_abstract=Records made by the tests
provider_name=Tests
contact_email=contact@data.example

[repository]
database=sqlite:///{folder}/records.db
table=records
"""


class Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_args: object) -> None:
        """Silence."""


class Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


def main(folder: Path) -> None:
    settings = folder / "pycsw.cfg"

    def application(env, start_response):
        env["local.app_root"] = str(folder)
        env["HTTP_HOST"] = "127.0.0.1"
        with contextlib.redirect_stdout(io.StringIO()):
            status, contents = Csw(str(settings), env).dispatch_wsgi()
        start_response(status, [("Content-Type", "application/xml"), ("Content-Length", str(len(contents)))])
        return [contents]

    server = make_server("127.0.0.1", 0, application, Threads, Quiet)
    settings.write_text(SETTINGS.format(folder=folder, port=server.server_port))
    database = f"sqlite:///{folder}/records.db"
    with contextlib.redirect_stdout(io.StringIO()):
        admin.setup_db(database, "records", str(folder))
        admin.load_records(config.StaticContext(), database, "records", str(folder / "xml"))
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
