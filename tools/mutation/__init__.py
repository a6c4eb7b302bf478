# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
"""Putting faults into the code one at a time: tools/mutate.py."""
