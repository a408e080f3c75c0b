//! One household on which binary floats err.

use crate::page::heading;
use poverty::measure::{Profile, Structure, Weighting};
use poverty::quantity::Ratio;
use std::error::Error;
use std::io::Write;

pub(crate) fn print(out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    heading(out, "3. Why exact: a household that lacks six of twelve things, cutoff one half")?;
    let twelve: Vec<String> = (1..=12).map(|number| format!("indicator {number}")).collect();
    let poverty = Weighting::nested(&Structure::flat(twelve)?)?.cutoff(Ratio::new(1, 2)?)?;

    let six = Profile::complete(0b11_1111);
    let score = poverty.score(six)?.ok_or("nothing is missing")?;
    let float: f64 = [1.0_f64 / 12.0; 6].iter().sum();
    writeln!(out, "exact fractions   6 x 1/12 = {score:<20} >= 1/2  {}", poor(poverty.is_poor(six)? == Some(true)))?;
    writeln!(out, "binary floats     6 x 1/12 = {float:<20} >= 0.5  {}", poor(float >= 0.5))?;

    // Every pattern of six deprivations stands at the cutoff, and floats miss them all.
    let (mut ties, mut missed) = (0, 0);
    for pattern in 0..1_u64 << 12 {
        if poverty.score(Profile::complete(pattern))? != Some(Ratio::new(1, 2)?) {
            continue;
        }
        ties += 1;
        let float: f64 = (0..12).filter(|bit| pattern >> bit & 1 == 1).map(|_| 1.0_f64 / 12.0).sum();
        missed += i32::from(float < 0.5);
    }
    writeln!(
        out,
        "\nOf {} patterns {ties} stand exactly at the cutoff; a plain sum of floats calls {missed} of them not poor.",
        1 << 12
    )?;
    writeln!(
        out,
        "Programs that add in another order or precision call them poor: the same households, another rate."
    )?;
    Ok(())
}

fn poor(poor: bool) -> &'static str {
    if poor { "poor" } else { "not poor" }
}
