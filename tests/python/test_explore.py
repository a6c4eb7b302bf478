# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""The explorer as it is served and as it is exported: who is answered and who is not, what is in a page that needs nothing
else, and what comes of words, runs and ports that make no sense."""

import base64
import concurrent.futures
import contextlib
import gzip
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.parse

import pyarrow.parquet
import pytest

ROOT = pathlib.Path(__file__).parents[2]
PROGRAM = ROOT / "build" / "release" / "counterlife"


def command(*words):
    return subprocess.run([PROGRAM, "explore", *map(str, words)], capture_output=True, text=True, cwd=ROOT, timeout=300)


def complaints(*words):
    done = command(*words, "--no-browser")
    assert done.returncode == 2, done
    assert done.stdout == ""
    return done.stderr.splitlines()


class Served:
    """The page of a run, until the end of the block."""

    def __init__(self, *words):
        self.process = subprocess.Popen([PROGRAM, "explore", *map(str, words), "--no-browser", "--quiet"], cwd=ROOT,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        said = ""
        while "Ctrl-C" not in said:
            line = self.process.stdout.readline()
            assert line, self.process.stderr.read()
            said += line
        self.url = urllib.parse.urlsplit(re.search(r"http://\S+", said)[0])
        self.word = self.url.path

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()

    def end(self, number=signal.SIGINT):
        self.process.send_signal(number)
        _, self.said = self.process.communicate(timeout=60)
        return self.process.returncode

    def ask(self, path="", method="GET", whole_path=None, **headers):
        there = http.client.HTTPConnection("127.0.0.1", self.url.port, timeout=60)
        with contextlib.closing(there):
            there.request(method, whole_path or self.word + path, headers={k.replace("_", "-"): v for k, v in headers.items()})
            answer = there.getresponse()
            return answer, answer.read()

    def document(self, path):
        answer, body = self.ask("documents/" + path)
        assert answer.status == 200, body
        return json.loads(body)


@pytest.fixture(scope="module")
def served(whole_run):
    with Served(whole_run) as page:
        yield page


def test_the_page_and_its_documents_are_served(served, whole_run):
    answer, page = served.ask()
    assert answer.status == 200 and answer.getheader("Content-Type") == "text/html; charset=utf-8"
    assert b"Content-Security-Policy" in page and b"{{" not in page.split(b"<script>")[0]
    assert answer.getheader("Content-Security-Policy") == "frame-ancestors 'none'"
    run = served.document("run.json")
    assert run["answers"] and run["run"]["directory"] == str(whole_run)
    for one in run["lives"][:3]:
        assert served.document(f"lives/{one['number']}.json")["sentence"] == one["sentence"]
    found = served.document("find.json?" + urllib.parse.urlencode({"pattern": "enlisted; then member", "step": "none"}))
    assert found["complaints"] == [] and found["lives"] > 0


def test_nobody_else_is_answered(served):
    host = served.url.netloc
    for headers in [{"Host": "evil.example"}, {"Host": "127.0.0.1"}, {"Host": ""}, {"Origin": "http://evil.example"},
                    {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"}]:
        answer, body = served.ask(**headers)
        assert answer.status == 403 and b"<" not in body, headers
    assert served.ask(Origin=f"http://{host}")[0].status == 200
    for path in ["/", "/favicon.ico", "/documents/run.json", "/tables/lives.parquet", served.word.upper(), served.word[:-2] + "/"]:
        assert served.ask(whole_path=path)[0].status == 404, path
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"]:
        assert served.ask(method=method)[0].status == 405, method
    # From another machine nobody comes in at all.
    others = [a[4][0] for a in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET) if not a[4][0].startswith("127.")]
    for address in others:
        with pytest.raises(OSError):
            socket.create_connection((address, served.url.port), timeout=5).close()


def test_tables_are_read_by_ranges_and_other_files_not_at_all(served, whole_run):
    table = (whole_run / "lives.parquet").read_bytes()
    answer, body = served.ask("tables/lives.parquet")
    assert answer.status == 200 and body == table
    for asked, expected in {"bytes=0-3": table[:4], "bytes=-8": table[-8:], f"bytes={len(table) - 2}-": table[-2:],
                            "bytes=100-99999999999": table[100:]}.items():
        answer, body = served.ask("tables/lives.parquet", Range=asked)
        assert answer.status == 206 and body == expected, asked
    for asked in [f"bytes={len(table)}-", "bytes=-0"]:
        assert served.ask("tables/lives.parquet", Range=asked)[0].status == 416
    answer, body = served.ask("tables/lives.parquet", method="HEAD")
    assert answer.status == 200 and body == b"" and int(answer.getheader("Content-Length")) == len(table)
    for path in ["tables/../run.toml", "tables/run.toml", "tables/%2e%2e/run.toml", "tables//etc/passwd", "tables/", "run.toml",
                 "../" * 12 + "etc/passwd", "documents/../run.toml", "documents//etc/passwd", "tables/lives.parquet%00.html"]:
        answer, body = served.ask(path)
        assert answer.status == 404 and b"root:" not in body and b"seed" not in body, path


def test_what_is_no_request_is_told_so_and_the_next_is_answered(served):
    for text in [b"GARBAGE\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET " + b"/" * 40_000 + b" HTTP/1.1\r\n\r\n",
                 b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 20_000 + b"\r\n", b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello",
                 b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"]:
        with socket.create_connection(("127.0.0.1", served.url.port), timeout=20) as there:
            with contextlib.suppress(OSError): # It may have been cut short while we spoke.
                there.sendall(text)
                answer = there.recv(100)
                assert answer == b"" or answer.startswith(b"HTTP/1.1 4"), answer
    assert served.ask()[0].status == 200


def test_a_thousand_requests_and_two_hundred_at_once(served):
    life = served.document("run.json")["lives"][0]["number"]
    paths = ["", "documents/run.json", f"documents/lives/{life}.json", "tables/lives.parquet", "documents/nothing"]
    idle = [socket.create_connection(("127.0.0.1", served.url.port)) for _ in range(50)] # Who says nothing keeps nobody waiting.
    with concurrent.futures.ThreadPoolExecutor(200) as crowd:
        answers = list(crowd.map(lambda i: (i % 5, served.ask(paths[i % 5])), range(1000)))
    for one in idle:
        one.close()
    kinds = {}
    for kind, (answer, body) in answers:
        assert answer.status == (404 if kind == 4 else 200)
        kinds.setdefault(kind, set()).add(body)
    assert all(len(bodies) == 1 for bodies in kinds.values())


def test_a_long_search_keeps_neither_tables_nor_lives_waiting(served):
    search = "documents/find.json?" + urllib.parse.urlencode({"pattern": "food.*; then food.*; then food.*", "step": "year"})
    with concurrent.futures.ThreadPoolExecutor() as other:
        slow = [other.submit(served.ask, search) for _ in range(4)]
        before = time.monotonic()
        assert served.ask("tables/lives.parquet", Range="bytes=0-3")[1] == b"PAR1"
        assert served.ask("documents/lives/1.json")[0].status == 200
        waited = time.monotonic() - before
        assert all(one.result()[0].status == 200 for one in slow)
        assert waited < (time.monotonic() - before) / 2


def test_ctrl_c_is_its_end_and_a_kill_is_told_apart(whole_run):
    for number, code in [(signal.SIGINT, 0), (signal.SIGTERM, 128 + signal.SIGTERM)]:
        page = Served(whole_run)
        assert page.end(number) == code
        assert page.said == ""


def test_a_port_in_use_is_a_sentence(whole_run, served):
    done = command(whole_run, "--no-browser", "--port", served.url.port)
    assert done.returncode == 1 and done.stdout == ""
    assert f"port {served.url.port}" in done.stderr and "in use" in done.stderr


def test_all_that_is_wrong_is_said_at_once(tmp_path, whole_run):
    there = tmp_path / "there.html"
    there.write_text("somebody's")
    said = complaints(tmp_path / "none", "--export", there, "--lives", "many", "--like", "narator", "--port", "8000", "--data", ROOT / "data")
    assert [line.split(":")[0] for line in said] == ["--port", "--export", "--lives", "--like", str(tmp_path / "none")]
    assert "did you mean 'narrator'?" in said[3]
    assert there.read_text() == "somebody's"
    for words in [("--port", "0"), ("--port", "65536"), ("--port", "-1"), ("--lives", "5"), ("--like", "narrator")]:
        assert len(complaints(whole_run, *words)) == 1, words
    assert "did you mean 'page.html'?" in complaints(whole_run, "--export", tmp_path / "page.htm")[0]
    assert len(complaints(whole_run, tmp_path)) == 1
    empty = tmp_path / "empty"
    empty.mkdir()
    assert len(complaints(whole_run, "--export", empty)) == 1 and list(empty.iterdir()) == []


def test_a_run_that_is_cut_short_is_a_sentence(tmp_path, whole_run):
    for broken in ["run.toml", "lives.parquet", "events.parquet"]:
        run = tmp_path / broken
        run.mkdir()
        for file in whole_run.iterdir():
            data = file.read_bytes()
            (run / file.name).write_bytes(data[:len(data) // 2] if file.name == broken else data)
        assert broken in complaints(run)[0]


def test_a_damaged_table_is_a_sentence_on_the_page(tmp_path, whole_run):
    run = tmp_path / "run"
    shutil.copytree(whole_run, run)
    events = bytearray((run / "events.parquet").read_bytes())
    for at in range(1000, len(events) * 9 // 10, 500):
        events[at] ^= 0xFF
    (run / "events.parquet").write_bytes(events)
    people = pyarrow.parquet.read_metadata(run / "lives.parquet").num_rows
    with Served(run) as page:
        for number in range(1, people, people // 10):
            answer, body = page.ask(f"documents/lives/{number}.json")
            if answer.status != 200:
                assert answer.status == 404 and "events.parquet" in json.loads(body)["complaints"][0]
        answer, body = page.ask("documents/find.json?pattern=member")
        assert answer.status in (200, 404) and b"events.parquet" in body
        assert page.ask("documents/rules.json")[0].status == 200


def inside(page):
    """The documents of a page that was exported."""
    text = re.search(r'<script type="application/json" id="documents">([^<]*)</script>', page.read_text())[1]
    return json.loads(gzip.decompress(base64.b64decode(text)))


def test_one_page_holds_all_that_it_names(tmp_path, whole_run, served):
    page = tmp_path / "page.html"
    done = command(whole_run, "--export", page, "--lives", "12", "--quiet")
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == [page]
    documents = inside(page)
    run = documents["run.json"]
    numbers = [one["number"] for one in run["lives"]]
    assert len(set(numbers)) == 12 and not run["answers"]
    for number in numbers:
        life = documents[f"lives/{number}.json"]
        assert life == served.document(f"lives/{number}.json")
        for line in life["lines"]:
            if line["number"] is not None:
                assert documents[f"why/{number}/{line['number']}.json"] == served.document(f"why/{number}/{line['number']}.json")
    for name in ["nation.json", "rules.json", "questions.json"]:
        assert documents[name] == served.document(name)


def test_two_hundred_lives_take_less_than_five_megabytes(tmp_path, whole_run):
    page = tmp_path / "page.html"
    assert command(whole_run, "--export", page, "--quiet").returncode == 0
    assert len(inside(page)["run.json"]["lives"]) == 200
    assert page.stat().st_size < 5_000_000


def test_a_folder_holds_the_same_files(tmp_path, whole_run):
    page, folder = tmp_path / "page.html", tmp_path / "new" / "folder"
    for out in [page, folder]:
        done = command(whole_run, "--export", out, "--lives", "6", "--quiet")
        assert done.returncode == 0, done.stderr
    documents = inside(page)
    files = {str(file.relative_to(folder / "documents")): json.loads(file.read_text()) for file in folder.rglob("*.json")}
    assert files == documents
    assert sorted(path.name for path in folder.iterdir()) == ["documents", "index.html"]
    assert "--export" in complaints(whole_run, "--export", folder)[0] or str(folder) in complaints(whole_run, "--export", folder)[0]


def test_lives_are_chosen_by_a_pattern(tmp_path, whole_run):
    pattern, page = tmp_path / "soldiers.pattern", tmp_path / "page.html"
    pattern.write_text("enlisted; then member\n")
    assert command(whole_run, "--export", page, "--lives", "5", "--like", pattern, "--quiet").returncode == 0
    documents = inside(page)
    assert len(documents["run.json"]["lives"]) == 5
    for one in documents["run.json"]["lives"]:
        rules = [event["event"] for line in documents[f"lives/{one['number']}.json"]["lines"] for event in line["events"]]
        assert any(rule.startswith("army.") for rule in rules) and "party.admission" in rules
    nobody = tmp_path / "nobody.pattern"
    nobody.write_text("born 1955; died age 2; then member\n")
    assert command(whole_run, "--export", tmp_path / "none.html", "--like", nobody, "--quiet").returncode == 2
    assert not (tmp_path / "none.html").exists()


def test_lives_are_chosen_by_their_numbers(tmp_path, whole_run):
    page = tmp_path / "page.html"
    assert command(whole_run, "--export", page, "--people", "12,3", "--quiet").returncode == 0
    assert [one["number"] for one in inside(page)["run.json"]["lives"]] == [12, 3]
    other = tmp_path / "other.html"
    people = pyarrow.parquet.read_metadata(whole_run / "lives.parquet").num_rows
    said = complaints(whole_run, "--export", other, "--people", f"12,{people + 1},2000000000")
    assert len(said) == 2 and all(f"1 to {people}" in line for line in said)
    assert [line.split(":")[0] for line in complaints(whole_run, "--export", other, "--people", "0,x", "--lives", "3")] == ["--people"] * 3
    assert not other.exists()


def test_an_export_that_is_killed_or_interrupted_leaves_nothing_that_looks_whole(tmp_path, whole_run):
    for number in [signal.SIGKILL, signal.SIGINT]:
        for name in ["page.html", "folder"]:
            out = tmp_path / f"{number.name}-{name}"
            going = subprocess.Popen([PROGRAM, "explore", whole_run, "--export", out, "--lives", "3000", "--quiet"], cwd=ROOT,
                                     stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            time.sleep(1.5)
            going.send_signal(number)
            going.communicate(timeout=60)
            assert going.returncode != 0
            assert not out.exists()
    left = list(tmp_path.iterdir())
    assert all("SIGKILL" in path.name for path in left)
    # The next one of that name clears up what was killed.
    assert command(whole_run, "--export", tmp_path / "SIGKILL-folder", "--lives", "2", "--quiet").returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["SIGKILL-folder"]


def test_a_run_without_events_is_lived_again(tmp_path):
    run = tmp_path / "none"
    made = subprocess.run([PROGRAM, "run", "--scale", "1:4000", "--events", "none", "--quiet", "-o", run], cwd=ROOT)
    assert made.returncode == 0
    with Served(run) as page:
        told = page.document("run.json")
        assert told["relives"] and told["counts"]["kept"] == "none"
        life = page.document(f"lives/{told['lives'][0]['number']}.json")
        assert life["relived"] and life["lines"]


def test_a_lost_output_ends_nothing(whole_run):
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([PROGRAM, "explore", whole_run, "--export", "/dev/null/x.html"], cwd=ROOT, stdout=write, stderr=subprocess.PIPE, text=True)
    os.close(write)
    assert done.returncode in (1, 2) and done.stderr
