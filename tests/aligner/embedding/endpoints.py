"""An embeddings endpoint on this machine's loopback, that does as a test tells it."""

import contextlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.aligner.fakes import BilingualEncoder


class Endpoint:
    """Answers as OpenAI's does; `rules` may answer first.

    A rule gets (method, path, headers, body) and returns None, to leave it to the next, or
    (status, headers, content).
    """

    def __init__(self):
        self.rules = []
        self.requests = []
        self.encoder = BilingualEncoder()

    def answer(self, method, path, headers, body):
        self.requests.append((method, path, headers, body))
        for rule in self.rules:
            if (given := rule(method, path, headers, body)) is not None:
                return given
        if method == "POST" and path.split("?")[0] == "/v1/embeddings":
            return 200, {}, self.embed(body["input"])
        return 404, {}, b'{"error": {"message": "no such route"}}'

    def embed(self, texts):
        rows = self.encoder.encode(texts).tolist()
        data = [{"object": "embedding", "index": i, "embedding": row} for i, row in enumerate(rows)]
        # The order of an answer is not promised: the index is.
        return json.dumps({"object": "list", "data": data[::-1]}).encode()

    @property
    def batches(self):
        return [body["input"] for method, _, _, body in self.requests if method == "POST"]


@contextlib.contextmanager
def serve(endpoint):
    """Run an endpoint on a free port; yields its base address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            self.handle_any("GET", None)

        def do_POST(self):
            length = int(self.headers.get("Content-Length", 0))
            self.handle_any("POST", json.loads(self.rfile.read(length)))

        def handle_any(self, method, body):
            with contextlib.suppress(ConnectionError):  # who asked may have gone away
                self.reply(method, body)

        def reply(self, method, body):
            status, headers, content = endpoint.answer(method, self.path, self.headers, body)
            self.send_response(status)
            for name, value in {"Content-Length": len(content), **headers}.items():
                self.send_header(name, str(value))
            self.end_headers()
            self.wfile.write(content)
            self.close_connection = True

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
