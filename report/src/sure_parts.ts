// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Which drawings there are of a calibration and of a study of sensitivity, and what they come to in a sentence.

import { emulators, targets } from "./figures_used";
import { matters } from "./matters";
import { pairs, parameters, waves } from "./ruled_out";
import { byKnowledge, percent, wavesOf, type Calibration, type Part, type Say, type Sensitivity } from "./sure_data";

export const partsOfCalibration = (of: Calibration, say: Say): Part[] =>
  [parameters(of, say), ...pairs(of, say), waves(of, say), targets(of, say), ...emulators(of, say)];

export const partsOfSensitivity = (of: Sensitivity, say: Say): Part[] => matters(of, say);

const little = 0.1, much = 0.5;

/** What was found, in words. */
export function foundText(of: Calibration, say: Say): string {
  const order = byKnowledge(of), last = wavesOf(of).at(-1)!, names = (rows: { parameter: string }[]) => rows.slice(0, 4).map((one) => one.parameter).join(", ") + (rows.length > 4 ? " …" : "");
  const known = order.filter((one) => one.narrowed >= much), open = order.filter((one) => one.narrowed < little);
  return [say("Of the space of {count} numbers within their ranges {share} is not ruled out after {waves} waves.", { count: order.length, share: percent(last.share_left), waves: last.wave }),
    known.length ? say("Most is known of {names}.", { names: names(known) }) : "",
    open.length ? say("Next to nothing do the figures say of {names}: all values in the range are as good as each other.", { names: names(open) }) : ""].filter(Boolean).join(" ");
}

/** What nothing of this can tell. */
export const neitherText = (say: Say) =>
  say("All of this holds if the rules do. A rule that is wrong is in none of these ranges, and no band holds it.");
