# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""The faults of ./dev mutate: the same for a seed, one change each, nothing but code; and what is kept of them."""

import pathlib
import sys
import threading
import time

import pytest

ROOT = pathlib.Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import mutate  # noqa: E402
from mutation import lot, results, scratch  # noqa: E402
from mutation.checks import Suite, Verdict, how_it_failed, words_of_fault, words_of_test  # noqa: E402
from mutation.faults import KINDS, faults_of  # noqa: E402
from mutation.named import fit, read_named  # noqa: E402
from mutation.running import Ended, Runner, Stopped  # noqa: E402
from mutation.source import NOT_CODE, code_only  # noqa: E402

RULE = '''// Whoever is < 17 && well may go.
#include "model/a<b.h"
static_assert(sizeof(int) == 4);
constexpr int youngest = 17;
constexpr std::array<Scalar, 2> table{{{"a.b < c", "", 3, 50, "if (x) return"}}};
void foresee(int a) noexcept
{
    touch(a + 1);
}
/* a == b */
template <class T, int n = 3> int choose(const Life& life, Day day) noexcept
{
    const std::vector<int> all = of(life); // a < b
    all.reserve(40 + 2);
    if (life.age < youngest || life.ill) return 0;
    if (!life.open) act.quiet();
    act.send(life.mother, life.father, "to < whom");
    life.since = day + 1;
    return life.sex == 1 ? life.first : life.second;
}
'''


def changes(text, kind=None):
    return [(one.before, one.after) for one in faults_of("model/a.cpp", text) if kind in (None, one.kind)]


def body(*lines):
    return "void f()\n{\n" + "".join(f"    {line}\n" for line in lines) + "}\n"


@pytest.fixture(scope="module")
def whole():
    return {part: lot.faults_in(ROOT, part) for part in lot.SHARES}


@pytest.mark.parametrize("line, kind, after", [
    ("x = a < b;", "operator", "x = a <= b;"), ("x = a >= b;", "operator", "x = a > b;"),
    ("x = a + b;", "operator", "x = a - b;"), ("x = a && b;", "operator", "x = a || b;"),
    ("x = a != b;", "operator", "x = a == b;"), ("++all;", "operator", "--all;"),
    ("if (a) return;", "condition", ";"), ("if (a) go(b);", "condition", "go(b);"),
    ("x = a && b;", "condition", "x = a;"), ("x = a && b;", "condition", "x = b;"),
    ("x = (a || f(b, c)) && d;", "condition", "x = (a) && d;"),
    ("if (a) go(b);", "negation", "if (!(a)) go(b);"), ("x = !a;", "negation", "x = a;"),
    ("x = true;", "negation", "x = false;"),
    ("send(mother, father);", "arguments", "send(father, mother);"),
    ("x = a ? b : c;", "arguments", "x = a ? c : b;"),
    ("act.send(a, 1);", "statement", ";"), ("life.since = day;", "statement", ";"),
    ("for (int i = 0; i < n; ++i) go(i);", "operator", "for (int i = 0; i <= n; ++i) go(i);"),
])
def test_a_fault_of_each_kind(line, kind, after):
    assert (line, after) in changes(body(line), kind)


def test_a_bound_is_off_by_one():
    (before, after), = changes("constexpr int youngest = 17;\n")
    assert before == "constexpr int youngest = 17;"
    assert after in ("constexpr int youngest = 16;", "constexpr int youngest = 18;")
    assert changes(body("go(0);"), "bound") == [("go(0);", "go(1);")]


@pytest.mark.parametrize("line", [
    "const std::vector<std::pair<int, int>> all;", "T&& all = one;", "int count;", "all.reserve(n + 4);",
    "static_assert(a < b);", "prefetch(a + b);", "[[maybe_unused]] int a;", 'say("a < b, if (c) return");',
    "std::array<int, 4> of_each;"])
def test_where_nothing_can_go_wrong_nothing_is_changed(line):
    assert [one for one in changes(body(line)) if one[1] != ";"] == []


def test_a_declaration_is_not_left_out():
    for line in ("int a = b;", "const auto& a = f(b);", "Life& life = act.life();", "std::vector<int> a = f();",
                 "auto [a, b] = f();", "using Family = Army;", "return f(a);"):
        assert changes(body(line), "statement") == [], line


def test_types_and_tables_of_text_are_left_alone():
    assert changes("struct Soldier {\n    int age : 7 = 0;\n    void go(int a, int b);\n    Soldier();\n};\n") == []
    assert changes('constexpr std::array table{{Row{"a", 1, 2}, Row{"b", 3, 4}}};\n') == []
    rule = 'const Rule a{\n    .says = "b",\n    .grain = 14,\n};\n'
    assert changes(rule) == []
    assert [kind for kind, _ in changes("constinit " + rule, "bound")] == [".grain = 14,"]


def test_comments_directives_strings_and_checks_of_the_compiler_stay_as_they_are():
    shielded = [(match.start(), match.end()) for match in NOT_CODE.finditer(RULE)]
    for words in ("static_assert(sizeof(int) == 4)", "touch(a + 1)", "int n = 3", "reserve(40 + 2)"):
        shielded.append((RULE.index(words), RULE.index(words) + len(words)))
    faults = faults_of("model/a.cpp", RULE)
    assert {one.kind for one in faults} == set(KINDS)
    for fault in faults:
        for start, end in shielded:
            inside = start < fault.start < end or start < fault.end < end
            assert not inside, fault


def test_a_fault_is_one_change_that_keeps_all_lines():
    for fault in faults_of("model/a.cpp", RULE):
        changed = fault.apply(RULE)
        assert changed != RULE
        assert changed.startswith(RULE[:fault.start]) and changed.endswith(RULE[fault.end:])
        assert changed.count("\n") == RULE.count("\n")
        assert RULE.splitlines()[fault.line - 1].strip() in fault.before


def test_what_is_no_code_is_blanked_in_place():
    text = 'a = 1\'000; // "b"\nc = R"x(" // )x"; d = \'"\'; /* e\n f */ g("\\"h\\"");\n'
    plain = code_only(text)
    assert len(plain) == len(text) and plain.count("\n") == text.count("\n")
    assert "a = 1'000;" in plain and " g(" in plain and "h" not in plain and "f" not in plain and "b" not in plain


def test_an_id_stays_when_lines_and_files_move():
    ids = [one.id for one in faults_of("study/a.cpp", RULE)]
    assert len(set(ids)) == len(ids)
    assert [one.id for one in faults_of("study/room/a.cpp", "\n\n// Above.\n" + RULE)] == ids


def test_the_lot_is_the_same_for_a_seed_and_another_for_another(whole):
    def first(faults, seed):
        queue = lot.in_order(faults, seed)
        return [next(queue).id for _ in range(30)]
    faults = whole["model"]
    assert first(faults, 1) == first(list(reversed(faults)), 1)
    assert first(faults, 1) != first(faults, 2)


def test_a_hundred_faults_are_spread_over_parts_kinds_and_files():
    faults = mutate.listed(ROOT, seed=1, count=100)
    parts = [one.part for one in faults]
    assert {part: parts.count(part) for part in lot.SHARES} == lot.SHARES
    assert len({one.id for one in faults}) == 100
    for kind in KINDS:
        assert sum(one.kind == kind for one in faults) >= 10, kind
    for part in ("model", "study"):
        mine = [one for one in faults if one.part == part]
        assert sum(one.file.endswith(".h") for one in mine) <= len(mine) / 10 + 1
        assert len({one.file for one in mine}) >= 0.9 * len(mine)


def test_no_fault_of_the_tree_lies_in_a_comment_or_a_string(whole):
    for faults in whole.values():
        shields = {}
        for fault in faults:
            if fault.file not in shields:
                text = (ROOT / fault.file).read_text(encoding="utf-8")
                shields[fault.file] = text, [match.span() for match in NOT_CODE.finditer(text)]
            text, spans = shields[fault.file]
            assert not any(start < fault.start < end or start < fault.end < end for start, end in spans), fault
    assert min(len(faults) for faults in whole.values()) > 300


def test_shares_add_up():
    for count in (1, 3, 25, 100, 101):
        assert sum(lot.shares(count).values()) == count
    assert lot.shares(100) == lot.SHARES


def test_every_named_fault_fits_the_tree_in_one_place():
    named = read_named(ROOT)
    assert len(named) >= 11
    assert len({one.name for one in named}) == len(named)
    for one in named:
        assert len(one.faults) == 1, f"{one.name}: fits {len(one.faults)} places; see tools/faults.toml"
        assert one.faults[0].before != one.faults[0].after


def test_a_named_fault_is_found_where_its_file_has_gone(tmp_path):
    (tmp_path / "study" / "room").mkdir(parents=True)
    (tmp_path / "study" / "room" / "b.cpp").write_text("void f()\n{\n    return a <\n           b;\n}\n")
    row = {"file": "study/a.cpp", "from": "return a < b;", "to": "return a > b;"}
    fault, = fit(tmp_path, row)
    assert fault.file == "study/room/b.cpp" and fault.line == 3 and "a > b" in fault.after
    assert fit(tmp_path, {**row, "from": "return c;"}) == []


def test_the_tests_of_a_room_are_asked_first():
    suite = Suite("tests", tests={"A.b": "tests/model/party/admission_test.cpp", "C.d": "tests/rows/party_test.cpp",
                                  "E.f": "tests/study/find_test.cpp"})
    assert suite.near(words_of_fault("model/party/posts.cpp")) == ["A.b", "C.d"]
    assert suite.near(words_of_fault("study/find/find.cpp")) == ["E.f"]
    assert words_of_test("../../tests/model/party/admission_test.cpp") == {"party", "admission"}


def test_who_has_seen_a_fault_is_told():
    suite = Suite("tests")

    def said(status, late, text):
        return how_it_failed(suite, Ended(status, late, 0, 0, text))
    begun = "[ RUN      ] A.b\n[       OK ] A.b (1 ms)\n[ RUN      ] A.c\n"
    assert said(1, False, begun + "[  FAILED  ] A.c (2 ms)\n[  FAILED  ] 1 test\n") == "tests: A.c"
    assert said(139, False, begun) == "tests: A.c ends with 139"
    assert said(137, True, begun) == "tests: A.c does not end"


@pytest.fixture
def faults():
    return faults_of("model/a.cpp", RULE)


def test_what_was_found_is_found_again_on_the_same_tree_only(tmp_path, faults):
    kept = results.Results(tmp_path / "results.csv", "tree")
    kept.add(faults[0], Verdict("caught", "tests: A.b", 2))
    kept.add(faults[1], Verdict("survived", "", 3))
    again = results.Results(tmp_path / "results.csv", "tree")
    assert {key: row["outcome"] for key, row in again.rows.items()} \
        == {faults[0].id: "caught", faults[1].id: "survived"}
    assert results.Results(tmp_path / "results.csv", "another").rows == {}


def test_a_line_cut_short_by_a_kill_is_asked_again(tmp_path, faults):
    path = tmp_path / "results.csv"
    kept = results.Results(path, "tree")
    kept.add(faults[0], Verdict("caught", "tests: A.b", 2))
    kept.add(faults[1], Verdict("survived", "", 3))
    path.write_bytes(path.read_bytes()[:-20])
    again = results.Results(path, "tree")
    assert list(again.rows) == [faults[0].id]
    again.add(faults[1], Verdict("caught", "lives: another digest", 4))
    assert results.Results(path, "tree").rows[faults[1].id]["by"] == "lives: another digest"


def test_the_summary_counts_what_compiles():
    def rows(**counts):
        return [{"outcome": outcome.replace("_", " "), "file": "model/a.cpp", "line": 1, "kind": "bound", "id": "1",
                 "by": "lives: another digest", "before": "a", "after": "b"}
                for outcome, many in counts.items() for _ in range(many)]
    assert results.summary(rows(caught=9, survived=1, not_compiling=5)) == ("9 of 10 faults caught (90 %)", True)
    assert results.summary(rows(caught=8, survived=1)) == ("8 of 9 faults caught (89 %)", False)
    assert results.summary([]) == ("0 of 0 faults caught", False)
    assert results.survivors(rows(survived=1))[0] == "model/a.cpp:1: bound (1)"


def test_what_does_not_compile_is_replaced():
    draw = mutate.Draw(ROOT, seed=1, count=6, kept={})
    outcomes = []
    while fault := draw.next():
        outcome = "not compiling" if len(outcomes) % 3 == 0 else "caught"
        outcomes.append(outcome)
        draw.done(fault, {"outcome": outcome, "seconds": "1", "file": fault.file})
    assert outcomes.count("caught") == 6
    assert "not compiling" in outcomes


def test_what_hangs_is_stopped_and_counts_as_late(tmp_path):
    runner = Runner()
    ended = runner.run(["sh", "-c", "sleep 30 & sleep 30"], tmp_path, tmp_path / "log", wall=0.2)
    assert ended.late and ended.seconds < 5
    ended = runner.run(["sh", "-c", "while :; do :; done"], tmp_path, tmp_path / "log", cpu=0.5, wall=60)
    assert ended.late
    ended = runner.run(["sh", "-c", "echo said; exit 3"], tmp_path, tmp_path / "log", cpu=5, wall=60)
    assert (ended.status, ended.late, ended.said) == (3, False, "said\n")


def test_a_stop_ends_what_runs(tmp_path):
    runner = Runner()
    threading.Timer(0.2, runner.stop).start()
    began = time.monotonic()
    with pytest.raises(Stopped):
        runner.run(["sleep", "30"], tmp_path, tmp_path / "log")
    assert time.monotonic() - began < 5
    with pytest.raises(Stopped):
        runner.run(["true"], tmp_path, tmp_path / "log")


def test_the_copy_is_put_right_and_the_tree_is_not_touched(tmp_path, monkeypatch):
    tree, copy = tmp_path / "tree", tmp_path / "copy"
    (tree / "model").mkdir(parents=True)
    (tree / "model" / "a.cpp").write_text(RULE)
    monkeypatch.setattr(scratch, "files_of", lambda _: ["model/a.cpp"])
    one = scratch.Scratch(tree, copy, None, 1)
    one.refresh()
    age = (copy / "model" / "a.cpp").stat().st_mtime_ns
    one.refresh()
    assert (copy / "model" / "a.cpp").stat().st_mtime_ns == age
    fault = faults_of("model/a.cpp", RULE)[0]
    one.put_in(fault)
    assert (copy / "model" / "a.cpp").read_text() == fault.apply(RULE)
    (copy / "model" / "stray.cpp").write_text("")
    one.refresh()
    assert (copy / "model" / "a.cpp").read_text() == RULE == (tree / "model" / "a.cpp").read_text()
    assert not (copy / "model" / "stray.cpp").exists()
