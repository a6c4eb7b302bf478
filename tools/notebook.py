#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""Runs a Python file with cells and writes it as a notebook with what the cells gave.

Usage: tools/notebook.py FILE.py [FILE.ipynb]. Cells begin with `# %%` or, for text, `# %% [markdown]`.
"""

import ast
import base64
import contextlib
import io
import json
import os
import sys
from pathlib import Path

MARK = "# %%"


def cells(text):
    """Yields (kind, source) of each cell; what stands before the first is the file's own."""
    for piece in ("\n" + text).split("\n" + MARK)[1:]:
        head, _, body = piece.partition("\n")
        body = body.strip("\n")
        if head.strip() == "[markdown]":
            yield "markdown", "\n".join(line.removeprefix("#").removeprefix(" ")
                                        for line in body.splitlines())
        else:
            yield "code", body


def figures():
    """The open figures as PNG without a word about who drew them."""
    import matplotlib.pyplot as plt

    for number in plt.get_fignums():
        png = io.BytesIO()
        plt.figure(number).savefig(png, format="png", dpi=80, metadata={"Software": None})
        plt.close(number)
        yield {"image/png": base64.b64encode(png.getvalue()).decode()}


def run_cell(source, names):
    """Runs a cell as a notebook does: the value of a last expression without ; is shown."""
    tree = ast.parse(source)
    last = None
    if tree.body and isinstance(tree.body[-1], ast.Expr) and not source.rstrip().endswith(";"):
        last = ast.Expression(tree.body.pop().value)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(tree, "cell", "exec"), names)
        value = eval(compile(last, "cell", "eval"), names) if last else None
    outputs = []
    if said.getvalue():
        outputs.append({"output_type": "stream", "name": "stdout", "text": lines(said.getvalue())})
    if value is not None:
        shown = {"text/plain": lines(repr(value))}
        if hasattr(value, "_repr_html_"):
            shown["text/html"] = lines(value._repr_html_())
        outputs.append({"output_type": "display_data", "data": shown, "metadata": {}})
    for png in figures():
        outputs.append({"output_type": "display_data", "data": png, "metadata": {}})
    return outputs


def lines(text):
    return text.splitlines(keepends=True)


def notebook(text):
    names, made, count = {"__name__": "__main__"}, [], 0
    for number, (kind, source) in enumerate(cells(text)):
        cell = {"cell_type": kind, "id": f"cell-{number}", "metadata": {}, "source": lines(source)}
        if kind == "code":
            count += 1
            cell |= {"execution_count": count, "outputs": run_cell(source, names)}
        made.append(cell)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"cells": made, "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
            "nbformat": 4, "nbformat_minor": 5}


def main():
    os.environ["MPLBACKEND"] = "agg"
    source = Path(sys.argv[1])
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else source.with_suffix(".ipynb")
    made = notebook(source.read_text())
    target.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
