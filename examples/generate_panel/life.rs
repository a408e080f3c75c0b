//! What happens to the households of the panel, year by year.

use super::draw::Draw;
use core::fmt::Write;

const SEED: u64 = 20_192_024;
const YEARS: core::ops::RangeInclusive<u32> = 2019..=2024;
/// Households of a sampling unit, a village.
const HOUSEHOLDS: u32 = 12;

/// A stratum: its name, its villages, the weight of a household, and what an income there has to start from, in thousands of dong.
const STRATA: [(&str, u32, &str, u32); 3] =
    [("ward", 10, "41.5", 900), ("valley", 10, "58.25", 600), ("highland", 10, "23.75", 150)];

/// Incomes up to these are poor and near-poor, in thousands of dong a person and month.
const POOR: i64 = 1_500;
const NEAR_POOR: i64 = 2_000;

#[derive(Clone)]
struct Home {
    id: String,
    parts: u32,
    stratum: &'static str,
    village: u32,
    weight: &'static str,
    /// What lasts, and what is left of past shocks.
    level: i64,
    fading: i64,
    /// Not observed this year, and last year.
    away: bool,
    was_away: bool,
    gone: bool,
    /// From whom it descends, in its first year or in that of a merger.
    from: Vec<String>,
}

/// The table, as CSV.
pub(crate) fn table() -> String {
    let mut draw = Draw::seeded(SEED);
    let mut homes = Vec::new();
    for (stratum, count, weight, base) in STRATA {
        for village in 1..=count {
            let place = draw.between(0, 500);
            for number in 1..=HOUSEHOLDS {
                let level = i64::from(base + place + draw.below(700) + draw.below(700) + draw.below(900));
                let id =
                    format!("{}{village:02}-{number:02}", stratum.chars().take(1).collect::<String>().to_uppercase());
                homes.push(Home {
                    id,
                    parts: 1,
                    stratum,
                    village,
                    weight,
                    level,
                    fading: 0,
                    away: false,
                    was_away: false,
                    gone: false,
                    from: Vec::new(),
                });
            }
        }
    }
    let mut table = "household,year,class,weight,stratum,psu,income,from,ended\n".to_owned();
    for year in YEARS {
        if year > *YEARS.start() {
            change(&mut homes, &mut draw);
        }
        for home in homes.iter_mut().filter(|home| !home.gone) {
            row(&mut table, home, year, &mut draw);
        }
    }
    table
}

/// Splits, mergers and absences between two years.
fn change(homes: &mut Vec<Home>, draw: &mut Draw) {
    let mut parts = Vec::new();
    for home in homes.iter_mut().filter(|home| !home.gone) {
        home.from.clear();
        home.was_away = home.away;
        home.away = draw.happens(18);
        if !home.was_away && !home.away && draw.happens(16) {
            home.parts += 1;
            // The young take little with them.
            let level = home.level * i64::from(draw.between(75, 100)) / 100;
            let id = format!("{}/{}", home.id, home.parts);
            parts.push(Home { id, parts: 1, level, from: vec![home.id.clone()], ..home.clone() });
        }
    }
    homes.append(&mut parts);
    for place in 1..homes.len() {
        let Ok([head, other]) = homes.get_disjoint_mut([place - 1, place]) else { continue };
        // Who was away last year can't be named as an origin.
        let free = |home: &Home| !home.gone && !home.away && !home.was_away && home.from.is_empty();
        let neighbours = (head.stratum, head.village) == (other.stratum, other.village);
        if draw.happens(4) && neighbours && free(head) && free(other) {
            head.from = vec![head.id.clone(), other.id.clone()];
            head.level = (head.level + other.level) / 2;
            other.gone = true;
        }
    }
}

/// The year's income and class of a household, and whether it is its last year.
fn row(table: &mut String, home: &mut Home, year: u32, draw: &mut Draw) {
    home.level += home.level * i64::from(draw.between(0, 80)) / 1_000;
    let loss = draw.pick(&[(930, 0), (50, 500), (20, 1_000)]).unwrap_or_default();
    let shock = i64::from(draw.below(500)) - 250 - loss;
    home.fading = home.fading * 6 / 10 + shock;
    let income = (home.level + home.fading).max(120);
    let (no_answer, ends, moves) = (draw.happens(12), draw.happens(6), draw.happens(8));
    if home.away {
        return;
    }
    let class = if no_answer {
        ""
    } else if income <= POOR {
        "poor"
    } else if income <= NEAR_POOR {
        "near_poor"
    } else {
        "not_poor"
    };
    let income = if no_answer { String::new() } else { format!("{income}000") };
    let ended = match (year == *YEARS.end(), ends, moves) {
        (false, true, _) => "dissolved",
        (false, false, true) => "moved",
        _ => "",
    };
    home.gone = !ended.is_empty();
    let (id, stratum, village, weight, from) = (&home.id, home.stratum, home.village, home.weight, home.from.join("+"));
    // Writing to a text does not fail.
    let _ = writeln!(table, "{id},{year},{class},{weight},{stratum},{village},{income},{from},{ended}");
}
