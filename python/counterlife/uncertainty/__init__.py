# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""How sure the model is: calibration and sensitivity, on one machine or many.

`points` says what a run is of, `simulator` lives it by the program, `runner` sends it to workers.
`design`, `emulator`, `implausibility` and `waves` are the calibration on top of these.
"""
