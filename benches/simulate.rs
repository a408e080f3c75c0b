//! How long plans take: 10,000 to 1,000,000 households, six interventions, one cost area and fifteen, one budget line, and four
//! lines with capacities. Each row tells greedy and proven optimum beside the baseline of the same run: only adding the households.
//!
//! An own harness, because a plan is timed once over its whole size, not a thousand times over a small one.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a benchmark on small numbers may panic"
)]

use poverty::measure::Weighting;
use poverty::quantity::{Money, Ratio};
use poverty::simulate::plan::{Intervention, Objective, Planner};
use poverty::standard::Standards;
use std::io::{self, Write};
use std::time::Instant;

/// Of a household: how likely each of the twelve deprivations is, in 256ths, for the worse off half and for the better.
const LIKELY: [[u64; 12]; 2] =
    [[90, 70, 60, 80, 75, 30, 85, 70, 60, 120, 60, 40], [20, 15, 20, 30, 25, 8, 15, 20, 15, 30, 20, 6]];

/// Id, what it removes, line in a plan of several lines, cost in thousands of đồng, capacity of a hundredth of all households.
const INTERVENTIONS: [(&str, &[&str], &str, i64, u64); 6] = [
    ("toilet", &["toilet"], "central investment", 12_000, 5),
    ("water", &["water_source"], "central investment", 9_500, 6),
    ("house", &["housing_quality", "housing_area"], "provincial investment", 60_000, 2),
    ("job", &["employment"], "central recurrent", 14_300, 4),
    ("insurance", &["health_insurance"], "provincial recurrent", 2_700, 9),
    ("internet", &["telecom", "info_means"], "central recurrent", 3_900, 7),
];

struct Draws(u64);

impl Draws {
    /// SplitMix64 (Steele, Lea, Flood 2014).
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// Area and pattern of each household.
fn households(count: u64, areas: u64) -> Vec<(usize, u64)> {
    let mut draws = Draws(count ^ (areas << 40));
    let one = |_| {
        let area = draws.next() % areas;
        let likely = &LIKELY[usize::from(draws.next() % 10 < 7)];
        let pattern = (0..12).fold(0, |pattern, bit| pattern | u64::from(draws.next() % 256 < likely[bit]) << bit);
        (usize::try_from(area).unwrap(), pattern)
    };
    (0..count).map(one).collect()
}

fn planner(count: u64, areas: &[String], several: bool) -> Planner {
    let decree = Standards::embedded().get("vn-decree-07-2021").unwrap();
    let mut planner = Planner::new(&Weighting::of_standard(decree).unwrap(), Ratio::new(1, 4).unwrap()).unwrap();
    // Thousands of đồng for each household that there is.
    let lines: &[(&str, i64)] = if several {
        &[
            ("central investment", 700),
            ("central recurrent", 250),
            ("provincial investment", 400),
            ("provincial recurrent", 90),
        ]
    } else {
        &[("budget", 1_440)]
    };
    for (line, each) in lines {
        planner = planner.line(line, Money::vnd(each * 1_000 * i64::try_from(count).unwrap())).unwrap();
    }
    for (id, removes, line, thousands, capacity) in INTERVENTIONS {
        let line = if several { line } else { "budget" };
        let mut one = Intervention::new(id, removes.iter().copied(), line);
        if several {
            one = one.capacity(capacity * count / 100);
        }
        for (number, area) in (0_i64..).zip(areas) {
            // Farther areas are dearer, and not by round percentages.
            one = one.cost(area, Money::vnd(thousands * (1_000 + 37 * number)));
        }
        planner = planner.intervention(one).unwrap();
    }
    planner
}

fn main() -> io::Result<()> {
    let out = &mut io::stdout().lock();
    writeln!(
        out,
        "{:>10} {:>6} {:>7} {:>8} {:>10} {:>10} {:>10} {:>10} {:>14} {:>8} {:>8}",
        "households",
        "areas",
        "limits",
        "classes",
        "adding",
        "greedy",
        "optimum",
        "objective",
        "value",
        "greedy -",
        "gap"
    )?;
    let sizes = [10_000, 100_000, 1_000_000];
    for count in sizes {
        for areas in [1_u64, 15] {
            let names: Vec<String> = (0..areas).map(|area| format!("area {area}")).collect();
            let population = households(count, areas);
            for several in [false, true] {
                let start = Instant::now();
                let mut planner = planner(count, &names, several);
                for (area, pattern) in &population {
                    planner.add(&names[*area], *pattern, 1).unwrap();
                }
                let adding = start.elapsed();
                for objective in [Objective::FallInM0, Objective::HouseholdsLifted] {
                    let start = Instant::now();
                    let greedy = planner.greedy(objective).unwrap();
                    let greedy_took = start.elapsed();
                    let start = Instant::now();
                    let optimum = planner.optimum(objective).unwrap();
                    let optimum_took = start.elapsed();
                    let problem = planner.problem(objective).unwrap();
                    writeln!(
                        out,
                        "{count:>10} {areas:>6} {:>7} {:>8} {:>8.0}ms {:>8.0}ms {:>8.0}ms {:>10} {:>14.2} {:>8} {:>8}",
                        problem.limits().len(),
                        problem.classes().len(),
                        adding.as_secs_f64() * 1e3,
                        greedy_took.as_secs_f64() * 1e3,
                        optimum_took.as_secs_f64() * 1e3,
                        if objective == Objective::FallInM0 { "M0" } else { "lifted" },
                        optimum.value().to_f64(),
                        optimum.value().checked_sub(greedy.value()).unwrap().to_string(),
                        optimum.gap().to_string(),
                    )?;
                    out.flush()?;
                }
            }
        }
    }
    Ok(())
}
