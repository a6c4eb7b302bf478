// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Made-up tables of a calibration and a study of sensitivity, and a nation of many runs, in the shape of docs/formats/explorer.md.

const cells = 12, names = [["border.led", 1, 4, "linear"], ["food.severity", 0.01, 1, "log"], ["labour.job_change", 0.005, 0.1, "log"], ["marriage.divorce", 0.001, 0.02, "linear"]];
// The sum of the first two is known, the third is not, of the last only the middle is left.
const left = (at) => Math.exp(-(((at[0] + at[1] - 1) / 0.12) ** 2) - ((at[3] - 0.5) / 0.15) ** 2);
const middle = (i) => (i + 0.5) / cells;

function pairs() {
  const all = [];
  for (let a = 0; a < names.length; ++a)
    for (let b = a + 1; b < names.length; ++b) {
      const shares = [], least = [];
      for (let i = 0; i < cells; ++i)
        for (let j = 0; j < cells; ++j) {
          const best = Math.max(...Array.from({ length: 9 }, (_, k) => { const at = [k / 8, k / 8, 0.5, 0.5]; at[a] = middle(i); at[b] = middle(j); if (a > 1 || (a === 0 && b > 1)) at[1] = 1 - at[0]; if (a === 1) at[0] = 1 - at[1]; return left(at); }));
          shares.push(Number((0.2 * best).toPrecision(3)) < 1e-3 ? 0 : Number((0.2 * best).toPrecision(3)));
          least.push(i === 0 && j === 0 ? null : Number((1 - 3 * Math.log(Math.max(best, 1e-4))).toPrecision(3)));
        }
      all.push({ parameter: names[a][0], other: names[b][0], least, left: shares });
    }
  return all;
}

const parameters = names.map(([parameter, low, high, scale], i) => ({ parameter, low, high, scale, left_low: low, left_5: low * 1.1, left_50: Math.sqrt(low * high), left_95: high * 0.9, left_high: high, narrowed: [0.55, 0.3, 0.01, 0.72][i], members_low: low * 1.2, members_high: high * 0.8 }));

export const calibration = () => ({
  facts: { cutoff: 3, scale: "1:200", scenario: "baseline", points: 64, replicates: 2 }, cells, parameters,
  waves: [1, 2].flatMap((wave) => names.map(([parameter, low, high]) => ({ wave, points: 64, failed: wave - 1, trained: 64, emulators: 3, share_left: [0.09, 0.0021][wave - 1], share_error: 0.0004, parameter, left_low: low, left_5: low * (1 + 0.05 * wave), left_50: (low + high) / 2, left_95: high * (1 - 0.05 * wave), left_high: high }))),
  pairs: pairs(),
  targets: [["C01/nation/population/1993", "fitted", 0.6, ""], ["C02/nation/tfr/1990-1994", "fitted", 0.2, ""], ["C14/nation/arrivals/2009", "fitted", null, "the parameters do not move it"], ["C18/nation/wage/2010", "kept", null, ""]]
    .map(([target, role, share_ruled_out, left_out]) => ({ target, role, unit: "persons", figure: 21.2, error: 0.1, discrepancy_below: 0.3, discrepancy_above: 0.3, why: "", wave: share_ruled_out === null ? null : 1, left_out, share_ruled_out, members_mean: 21.4, sd_luck: 0.2, sd_ignorance: 0.6, implausibility_mean: 1.2, implausibility_least: 0.01, members_accepted: 0.8 })),
  emulators: [1, 2].flatMap((wave) => [["C01/nation/population/1993", 0.9, ""], ["C02/nation/tfr/1990-1994", 0.4, wave === 1 ? "does worse than a straight line" : ""]].map(([target, explained, complaint]) => ({ wave, target, explained: explained + 0.04 * wave, typical_error: 0.3, beyond_three: 0.01, complaint }))) });

export const sensitivity = () => {
  const effect = (parameter, outcome, mu, matters) => ({ parameter, mu, mu_star: Math.abs(mu), sigma: 0.1, error: 0.05, outcome, steps: 10, p_moves: matters === "yes" ? 0 : 0.4, p_differs: 0.5, matters });
  const index = (parameter, outcome, first, total) => ({ parameter, outcome, first, first_error: 0.02, total, total_error: 0.03, matters: total > 0.06 ? "yes" : "no" });
  return { facts: { scale: "1:200", scenario: "baseline" },
    screening: [["tfr", [0.5, -0.4, 0.01, -0.2]], ["arrivals", [120, 0.1, 0, -0.02]]].flatMap(([outcome, effects]) => effects.map((mu, i) => effect(names[i][0], outcome, mu, Math.abs(mu) > 0.15 ? "yes" : "no"))),
    sobol: [index("border.led", "tfr", 0.5, 0.6), index("food.severity", "tfr", 0.3, 0.4), index("marriage.divorce", "tfr", -0.01, 0.02)],
    outcomes: [{ outcome: "tfr", luck: 0.04, deviation: 0.3, explained: 0.97, complaint: "" }, { outcome: "arrivals", luck: 9, deviation: null, explained: 0.3, complaint: "its emulator foretells left-out points badly" }] };
};

export const sure = (shipped = true, runs = 1, members = 0) => ({ format: 1, luck: { runs, members, ensemble: members ? "made up" : null, scale: 1000 },
  shipped: shipped ? { calibration: calibration(), sensitivity: sensitivity() } : { calibration: null, sensitivity: null } });

/** The documents as those of many runs have them: with bands around every line. */
export function ofMany(documents, runs, members) {
  const nation = documents["nation.json"], around = (values, by) => values.map((value) => (value === null ? null : value * by));
  const lines = nation.lines.map((line) => ({ ...line, low: around(line.values, 0.8), high: around(line.values, 1.2),
    ...(members && runs > members ? { luck_low: around(line.values, 0.95), luck_high: around(line.values, 1.05) } : {}) }));
  return { ...documents, "nation.json": { ...nation, lines, facts: { ...nation.facts, replicates: runs, members } }, "sure.json": sure(true, runs, members) };
}
