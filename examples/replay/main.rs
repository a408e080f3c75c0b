//! Ten years of an invented commune from one seed, told as a diary, with every law of the register checked after every step.
//!
//! `cargo run --release --example replay` lives through the years of one seed; `--seed N` through those of another, such as one that a
//! test printed; `--seeds N` through those of the first N without a diary.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a broken law ends the program where it breaks, as it ends the test that runs the same years"
)]

mod simulation;

use simulation::Counts;
use std::error::Error;
use std::io::{Write, stdout};

const DEFAULT_SEED: u64 = 2025;

const HELP: &str = "\
Ten years of an invented commune from one seed, told as a diary; every law of the register is checked after every step.

Usage:
  replay [--seed N | --seeds N]

  --seed N    the years of this seed (default 2025), such as one that a test printed as broken
  --seeds N   the years of the seeds 0 to N-1, without a diary
  --help      this text";

enum Asked {
    One(u64),
    Many(u64),
    Help,
}

fn asked() -> Result<Asked, Box<dyn Error>> {
    use lexopt::{Arg, ValueExt};
    let mut arguments = lexopt::Parser::from_env();
    let mut asked = Asked::One(DEFAULT_SEED);
    while let Some(argument) = arguments.next()? {
        asked = match argument {
            Arg::Long("seed") => Asked::One(arguments.value()?.parse()?),
            Arg::Long("seeds") => Asked::Many(arguments.value()?.parse()?),
            Arg::Long("help") | Arg::Short('h') => Asked::Help,
            other @ (Arg::Long(_) | Arg::Short(_) | Arg::Value(_)) => {
                return Err(format!("{}, see --help", other.unexpected()).into());
            }
        };
    }
    Ok(asked)
}

/// Prints a line; a reader that has seen enough ends the program.
fn say(line: &str) {
    if writeln!(stdout(), "{line}").is_err() {
        std::process::exit(0);
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    match asked()? {
        Asked::Help => say(HELP),
        Asked::One(seed) => {
            say(&format!("An invented commune, seed {seed}. Twelve households live in A, B and C of district D.\n"));
            let mut told = |line: &str| {
                for line in textwrap::wrap(line, textwrap::Options::new(118).subsequent_indent("            ")) {
                    say(&line);
                }
            };
            let counts = simulation::run(seed, &mut told);
            say("");
            summary(&counts, "Every law held after every step.");
        }
        Asked::Many(seeds) => {
            let mut counts = Counts::default();
            for seed in 0..seeds {
                // The seed that breaks a law is the last one printed.
                say(&format!("seed {seed}"));
                counts.add(&simulation::run(seed, &mut |_| {}));
            }
            summary(&counts, "Every law held after every step of every seed.");
        }
    }
    Ok(())
}

fn summary(counts: &Counts, verdict: &str) {
    say(verdict);
    let rows = [
        ("households that ever were", counts.households),
        ("entries", counts.entries),
        ("  known late", counts.late),
        ("  setting others right", counts.corrections),
        ("corrected and corrected back, leaving nothing behind", counts.reversals),
        ("refused", counts.refused.values().sum()),
        ("reviews held", counts.reviews),
        ("complaints heard", counts.complaints),
        ("publications, each made again to the household", counts.publications),
        ("  found changed by later knowledge, when looked at", counts.restated),
        ("questions of any day by the knowledge of any other", counts.questions),
        ("crashes in the middle of an append", counts.crashes),
    ];
    for (what, count) in rows {
        say(&format!("{what:<53}{count:>8}"));
    }
    let listed = |counts: &std::collections::BTreeMap<&str, usize>| {
        counts.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
    };
    for (what, list) in [("Entries by kind", listed(&counts.kinds)), ("Refused by code", listed(&counts.refused))] {
        say("");
        for line in textwrap::wrap(&format!("{what}: {list}"), 118) {
            say(&line);
        }
    }
}
