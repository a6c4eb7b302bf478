#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""Does `counterlife verify` find faults that are put into the lives of a run on purpose?

Usage: tools/audit_faults.py RUN [--counterlife PROGRAM] [--only WORD]

RUN has the events of everybody (`counterlife run --events all`). For every family of what the audit
checks one fault is put into a copy of its tables, one at a time; the row that must tell of it has to
count more than in the run itself. Prints the table of faults and ends with 1 when one was missed.
"""

import argparse
import datetime
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parent.parent
YEAR = datetime.timedelta(days=365)
DAY = datetime.timedelta(days=1)
LINE = re.compile(r"^(\d+)\s{2,}(.+?)\s{2,}(.+?)\s{2,}[\d ]+$")


class Table:
    """A table of a run whose cells can be changed."""

    def __init__(self, path):
        self.path = path
        self.table = pq.read_table(path)
        # What the file says of itself, by which the program knows its own tables.
        self.facts = {key: value for key, value in pq.read_metadata(path).metadata.items()
                      if key != b"ARROW:schema"}
        self.columns = {}
        self.changed = []  # (column, row, what stood there)

    def __len__(self):
        return len(self.table)

    def column(self, name):
        """The values, which may be changed; categories by their words."""
        if name not in self.columns:
            self.columns[name] = self.table[name].to_pylist()
        return self.columns[name]

    def put(self, name, row, value):
        self.changed.append((name, row, self.column(name)[row]))
        self.columns[name][row] = value

    def put_back(self):
        while self.changed:
            name, row, value = self.changed.pop()
            self.columns[name][row] = value

    def write(self, path):
        table = self.table
        for name in sorted({name for name, _, _ in self.changed}):
            values = self.columns[name]
            at = table.schema.get_field_index(name)
            field = table.schema.field(at)
            if pa.types.is_dictionary(field.type):
                words = table[name].combine_chunks()
                words = words.chunk(0).dictionary if isinstance(words, pa.ChunkedArray) else words.dictionary
                numbers = {word: i for i, word in enumerate(words.to_pylist())}
                indices = [None if value is None else numbers[value] for value in values]
                column = pa.DictionaryArray.from_arrays(pa.array(indices, pa.int32()), words)
            else:
                column = pa.array(values, field.type)
            table = table.set_column(at, field, column)
        table = table.replace_schema_metadata(self.facts)
        pq.write_table(table, path, row_group_size=131072, write_page_checksum=True)


class Run:
    """The tables of a run, and who and what is found in them."""

    def __init__(self, folder):
        self.lives = Table(folder / "lives.parquet")
        self.events = Table(folder / "events.parquet")
        self.start = datetime.date.fromisoformat(self.lives.facts[b"counterlife.from"].decode())
        self.row_of = {person: i for i, person in enumerate(self.lives.column("person"))}
        people = self.events.column("person")
        self.events_of = {}
        for i, person in enumerate(people):
            if person in self.row_of:
                self.events_of.setdefault(person, []).append(i)
        dates = self.events.column("date")
        for rows in self.events_of.values():
            rows.sort(key=lambda i: dates[i])
        self.children_of = {}
        for row, mother in enumerate(self.lives.column("mother")):
            if mother in self.row_of:
                self.children_of.setdefault(mother, []).append(row)

    def life(self, **asked):
        """The row of the first life of whom all this is so; a function is asked. Those who are no
        founders were born in the run, unless they are asked for as forebears."""
        if asked.get("founder") is False:
            asked.setdefault("born", lambda day: day >= self.start)
        columns = {name: self.lives.column(name) for name in asked}
        for row in range(len(self.lives)):
            if all(want(columns[name][row]) if callable(want) else columns[name][row] == want
                   for name, want in asked.items()):
                return row
        raise LookupError(asked)

    def lives_where(self, wanted):
        return (row for row in range(len(self.lives)) if wanted(row))

    def get(self, column, row):
        return self.lives.column(column)[row]

    def event(self, rule, wanted=lambda run, i: True):
        """The first event of a rule in the life of somebody who was born in the run."""
        rules, people = self.events.column("event"), self.events.column("person")
        for i in range(len(self.events)):
            if rules[i] == rule and people[i] in self.row_of:
                if not self.get("founder", self.row_of[people[i]]) and wanted(self, i):
                    return i
        raise LookupError(rule)

    def of(self, column, i):
        return self.events.column(column)[i]

    def person_row(self, i):
        return self.row_of[self.of("person", i)]

    def before(self, i, rule):
        """The same person's last event of a rule before this one, or none."""
        rows = [j for j in self.events_of[self.of("person", i)]
                if self.of("event", j) == rule and self.of("date", j) < self.of("date", i)]
        return rows[-1] if rows else None


def siblings(run, same_father=True):
    """A brother and a sister."""
    for children in run.children_of.values():
        for one in children:
            for other in children:
                fathers = run.get("father", one) == run.get("father", other)
                if run.get("sex", one) == "female" and run.get("sex", other) == "male" and \
                        fathers == same_father and run.get("father", one) in run.row_of:
                    return one, other
    raise LookupError("siblings")


def marry(run, one, other):
    people = run.lives.column("person")
    for a, b in ((one, other), (other, one)):
        put(run.lives, "spouse", a, people[b])
        put(run.lives, "marital", a, "married")
        put(run.lives, "marriages", a, 1)


FAULTS = []


def fault(says, row, what):
    def listed(function):
        FAULTS.append((says, row, what, function))
        return function
    return listed


def put(table, column, row, value):
    table.put(column, row, value)


@fault("a mother is a man", "links", "mothers are women")
def _(run):
    put(run.lives, "mother", run.life(founder=False), run.get("person", run.life(sex="male")))


@fault("a father is a woman", "links", "fathers are men")
def _(run):
    put(run.lives, "father", run.life(founder=False), run.get("person", run.life(sex="female")))


@fault("a mother is nobody in the run", "links", "parents and spouses are among the lives")
def _(run):
    put(run.lives, "mother", run.life(founder=False), 2**31 - 1)


@fault("a mother is not known", "links", "a mother known, for whoever is born in the run")
def _(run):
    put(run.lives, "mother", run.life(founder=False), 0)


@fault("a founder's father is not known", "links", "every founder has a mother and a father on record")
def _(run):
    put(run.lives, "father", run.life(founder=True), 0)


@fault("a grandmother of 1905 is not known", "parents", "forebear")
def _(run):
    put(run.lives, "mother", run.life(founder=False, born=lambda day: 1917 <= day.year < 1955), 0)


@fault("a dead man is nobody's father or husband", "links",
       "whoever died before the run is a parent, a wife or a husband of somebody")
def _(run):
    spouse_of = run.lives.column("spouse")
    row = next(run.lives_where(lambda row: run.get("children", row) == 0 and
                               run.get("born", row) < run.start and not run.get("founder", row)))
    put(run.lives, "spouse", row, 0)
    for other in [i for i, spouse in enumerate(spouse_of) if spouse == run.get("person", row)]:
        put(run.lives, "spouse", other, 0)


@fault("a forebear has seen the run begin", "life", "births and deaths within the days of the run")
def _(run):
    put(run.lives, "died", run.life(founder=False, born=lambda day: day < run.start), run.start + DAY)


@fault("a widow of the first day has no husband", "spouse", "a spouse of record for whoever has married")
def _(run):
    put(run.lives, "spouse", run.life(founder=True, marital="widowed", marriages=1), 0)


@fault("a woman has borne one child more than there is", "links", "as many children as are among the lives")
def _(run):
    row = run.life(founder=False, sex="female", children=lambda n: n > 0)
    put(run.lives, "children", row, run.get("children", row) + 1)


@fault("a person stands there twice", "links", "everybody stands in lives.parquet once")
def _(run):
    put(run.lives, "identity", 5, run.get("identity", 6))


@fault("a person has a number that is not the row", "links", "each person's number is the row, in order of identity")
def _(run):
    put(run.lives, "person", 5, 7)


@fault("a mother of nine", "parents", "mother_age")
def _(run):
    child = run.life(founder=False)
    put(run.lives, "born", run.row_of[run.get("mother", child)], run.get("born", child) - 9 * YEAR)


@fault("a father of eight", "parents", "father_age")
def _(run):
    child = run.life(founder=False, father=lambda f: f in run.row_of)
    put(run.lives, "born", run.row_of[run.get("father", child)], run.get("born", child) - 8 * YEAR)


@fault("a father dead for two years", "parents", "father_dead")
def _(run):
    child = run.life(founder=False, father=lambda f: f in run.row_of)
    put(run.lives, "died", run.row_of[run.get("father", child)], run.get("born", child) - 2 * YEAR)


@fault("a mother dead at the birth", "parents", "the mother is alive at the birth")
def _(run):
    child = run.life(founder=False)
    put(run.lives, "died", run.row_of[run.get("mother", child)], run.get("born", child) - DAY)


@fault("a sister born a hundred days later", "siblings", "birth_interval")
def _(run):
    one, other = next(rows for rows in run.children_of.values()
                      if len(rows) == 2 and not run.get("founder", rows[0]))
    put(run.lives, "born", other, run.get("born", one) + 100 * DAY)


@fault("brother and sister are married", "kin", "no marriage of brother and sister")
def _(run):
    marry(run, *siblings(run))


@fault("half-brother and half-sister are married", "kin", "no marriage of half-brother and half-sister")
def _(run):
    one, other = siblings(run)
    stranger = run.life(sex="male", person=lambda p: p != run.get("father", one))
    put(run.lives, "father", other, run.get("person", stranger))
    marry(run, one, other)


@fault("father and daughter are married", "kin", "no marriage of parent and child")
def _(run):
    child = run.life(sex="female", founder=False, father=lambda f: f in run.row_of)
    marry(run, child, run.row_of[run.get("father", child)])


@fault("uncle and niece are married", "kin", "no marriage of uncle and niece, or aunt and nephew")
def _(run):
    for children in run.children_of.values():
        for parent in children:
            for uncle in children:
                nieces = [c for c in run.children_of.get(run.get("person", parent), [])
                          if run.get("sex", c) == "female"]
                if uncle != parent and run.get("sex", uncle) == "male" and nieces:
                    return marry(run, nieces[0], uncle)
    raise LookupError("niece")


@fault("a wife is another's wife", "spouse", "married to one who is married to them")
def _(run):
    living = run.lives_where(
        lambda row: run.get("marital", row) == "married" and run.get("died", row) is None and
        run.get("province", row) not in ("china", "south-korea"))
    husband = next(row for row in living if run.get("sex", row) == "male" and
                   run.get("died", run.row_of[run.get("spouse", row)]) is None)
    wife = run.row_of[run.get("spouse", husband)]
    put(run.lives, "spouse", wife, run.get("person", run.life(
        sex="male", marital="married", person=lambda p: p != run.get("person", husband))))


@fault("a widow of ten years has not heard", "spouse", "news")
def _(run):
    wife = run.life(sex="female", marital="widowed", died=None,
                    spouse=lambda s: s in run.row_of and
                    run.get("died", run.row_of[s]) < datetime.date(2010, 1, 1))
    put(run.lives, "marital", wife, "married")


@fault("one who never married is married", "spouse", "married as weddings, deaths and divorces tell")
def _(run):
    put(run.lives, "marital", run.life(founder=False, marital="never_married"), "married")


@fault("one marriage more than weddings", "spouse", "as many marriages as weddings")
def _(run):
    row = run.life(founder=False, marriages=1)
    put(run.lives, "marriages", row, 2)


@fault("a death before the birth", "life", "nobody dies before birth")
def _(run):
    row = run.life(died=lambda d: d is not None)
    put(run.lives, "died", row, run.get("born", row) - DAY)


@fault("a life of two hundred years", "life", "nobody grows older than people do")
def _(run):
    put(run.lives, "born", run.life(founder=True), datetime.date(1800, 1, 1))


@fault("a death that no event tells", "life", "an event tells of each death, and on its day")
def _(run):
    put(run.lives, "died", run.life(died=None), datetime.date(2025, 12, 31))


@fault("a birth that no event tells", "life", "an event of the mother tells of each birth")
def _(run):
    i = run.event("person.maternity")
    put(run.events, "other", i, run.get("person", run.life(founder=True)))


@fault("a death elsewhere", "life", "people die where they are")
def _(run):
    row = run.life(died=lambda d: d is not None, place="anju")
    put(run.lives, "place", row, "tokchon")


@fault("an event after death", "time", "nothing after death")
def _(run):
    row = run.row_of[next(p for p, rows in run.events_of.items() if len(rows) > 5)]
    last = run.events_of[run.get("person", row)][-1]
    put(run.lives, "died", row, run.of("date", last) - DAY)


@fault("conceived while the father served", "parents",
       "the father was at home when the child was conceived")
def _(run):
    i = run.event("army.discharge")
    child = run.life(founder=False, born=lambda day: DAY < run.of("date", i) - day < YEAR)
    put(run.lives, "father", child, run.of("person", i))


@fault("an event before birth", "time", "nothing before birth")
def _(run):
    i = run.event("school.enrolment")
    put(run.lives, "born", run.person_row(i), run.of("date", i) + DAY)


@fault("an event before the run", "time", "nothing before the run or after it")
def _(run):
    put(run.events, "date", run.event("person.death"), datetime.date(1940, 1, 1))


@fault("a letter read on the day on which it was sent", "mail", "arrives on the next day at the earliest")
def _(run):
    i = run.event("person.fatherhood")
    put(run.events, "cause_date", i, run.of("date", i))


@fault("an age of one more at a death", "ages", "the age that an event tells is that of the calendar")
def _(run):
    i = run.event("person.death")
    put(run.events, "detail", i, run.of("detail", i) + 1)


@fault("an event of somebody who is not in the run", "links", "those whom events name are among the lives")
def _(run):
    put(run.events, "other", run.event("person.fatherhood"), 2**31 - 1)


@fault("enlisted at seven", "army.enlistment", "least_age")
def _(run):
    i = run.event("army.enlistment")
    put(run.events, "date", i, run.of("date", i) - 10 * YEAR)


@fault("in search of a spouse at a hundred", "marriage.search", "greatest_age")
def _(run):
    i = run.event("marriage.search")
    put(run.lives, "born", run.person_row(i), run.of("date", i) - 100 * YEAR)


@fault("a man takes the vow of a wife", "marriage.vow", "sex")
def _(run):
    put(run.lives, "sex", run.person_row(run.event("marriage.vow")), "male")


@fault("a worker is trained by the army", "army.training", "from")
def _(run):
    put(run.events, "event", run.event("labour.job_change"), "army.training")


@fault("a year of training at home", "army.training", "where")
def _(run):
    put(run.events, "place", run.event("army.training"), "anju")


@fault("a change of work where somebody is not", "labour.job_change", "arrives: where the person is")
def _(run):
    i = run.event("labour.job_change")
    put(run.events, "place", i, "anju" if run.of("place", i) != "anju" else "tokchon")


@fault("mourning for a stranger", "person.bereavement", "other")
def _(run):
    i = run.event("person.bereavement")
    kin = {run.of("other", i), *(run.get(column, run.person_row(i))
                                 for column in ("mother", "father", "spouse"))}
    stranger = run.life(founder=True, person=lambda p: p not in kin,
                        died=lambda d: d is not None and d < run.of("date", i))
    put(run.events, "other", i, run.get("person", stranger))


@fault("mourning for the living", "person.bereavement", "other_must dead")
def _(run):
    i = run.event("person.bereavement", lambda run, i: run.of("other", i) in run.row_of)
    put(run.lives, "died", run.row_of[run.of("other", i)], None)


@fault("a vow to the dead", "marriage.vow", "other_must alive_when_sent")
def _(run):
    i = run.event("marriage.vow")
    put(run.lives, "died", run.row_of[run.of("other", i)], run.of("date", i) - YEAR)


@fault("a letter from home across the river", "army.heartened", "other_must reachable")
def _(run):
    i = run.event("army.heartened")
    who, first = run.of("person", i), run.before(i, "army.reporting")
    since, until = run.of("date", first), run.of("date", i)
    people, dates = run.events.column("person"), run.events.column("date")
    for j in range(len(run.events)):  # All that time they are there.
        if people[j] == who and since <= dates[j] <= until:
            put(run.events, "place", j, "yanji")


@fault("a year of training before the service", "army.training", "while")
def _(run):
    i = run.event("army.training")
    put(run.events, "event", run.before(i, "army.enlistment"), "labour.job_change")


@fault("a homecoming without a discharge", "army.homecoming", "after")
def _(run):
    i = run.event("army.homecoming")
    put(run.events, "event", run.before(i, "army.discharge"), "army.training")


@fault("home on the day of the discharge", "army.homecoming", "days_since")
def _(run):
    i = run.event("army.homecoming")
    put(run.events, "date", i, run.of("date", run.before(i, "army.discharge")))


@fault("at school for the first time, twice", "school.enrolment", "again")
def _(run):
    i = run.event("school.leaving")
    put(run.events, "event", i, "school.enrolment")


@fault("trading and retired on one day", "food.trade", "leaves")
def _(run):
    i = run.event("labour.retirement", lambda run, i: run.before(i, "food.trade") is not None and
                  run.before(i, "food.leaving_trade") is None)
    trade = run.before(i, "food.trade")
    put(run.events, "date", trade, run.of("date", i))
    put(run.events, "event", trade, "labour.retirement")
    put(run.events, "event", i, "food.trade")


@fault("a pupil of forty", "stage child", "at its ages")
def _(run):
    i = run.event("school.leaving")
    put(run.lives, "born", run.person_row(i), run.of("date", i) - 40 * YEAR)


@fault("money sent to somebody of whose death one has been told", "south.remittance",
       "other_must not_mourned")
def _(run):
    i = run.event("south.remittance", lambda run, i: run.before(i, "border.far_bank") is not None)
    told = run.before(i, "border.far_bank")
    put(run.events, "event", told, "person.bereavement")
    put(run.events, "other", told, run.of("other", i))


def verified(program, folder):
    """How often each row was broken."""
    said = subprocess.run([program, "verify", folder, "--quiet"], capture_output=True, text=True)
    if "traceback" in said.stderr.lower() or said.returncode not in (0, 2):
        raise RuntimeError(said.stderr)
    rows = {}
    for line in said.stdout.splitlines():
        match = LINE.match(line)
        if match:
            rows[match[2], match[3]] = int(match[1])
    return rows, said.returncode


def try_faults(run, program, only=None, one_in=1):
    """Yields (what the fault is, row, what of it, counted before, counted after, whether it was seen);
    before and after are none where the run has nobody to put the fault into. Of every so many
    faults one is tried."""
    honest, _ = verified(program, run)
    tables = Run(run)
    for says, row, what, make in FAULTS[::one_in]:
        if only and only not in says and only not in row:
            continue
        for table in (tables.lives, tables.events):
            table.put_back()
        try:
            make(tables)
        except (LookupError, StopIteration):
            yield says, row, what, None, None, False
            continue
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "run"
            shutil.copytree(run, copy)
            for table in (tables.lives, tables.events):
                if table.changed:
                    table.write(copy / table.path.name)
            found, code = verified(program, copy)
        before, after = honest.get((row, what), 0), found.get((row, what), 0)
        yield says, row, what, before, after, after > before and code == 2


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run", type=Path)
    parser.add_argument("--counterlife", default=ROOT / "build" / "release" / "counterlife")
    parser.add_argument("--only", help="faults or rows with this word")
    asked = parser.parse_args()
    missed = 0
    print(f"{'fault':50s} {'row':20s} {'what it says':55s} before  after  found")
    for says, row, what, before, after, seen in try_faults(asked.run, asked.counterlife, asked.only):
        missed += not seen
        counts = "nobody to put it into" if before is None else f"{before:6d} {after:6d}"
        print(f"{says:50s} {row:20s} {what:55s} {counts}  {'yes' if seen else 'NO'}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
