//! Is what was printed consistent? Checks published poverty figures.
//!
//! Without arguments it runs over the committed claims of Đắk Lắk and Viet Nam; with the path of a CSV or TOML file over
//! those: `cargo run --release --example published -- CLAIMS.csv`.

//! The program ends with 0 whether or not something was found: it did what it was asked to. It ends with 1 if a file
//! can't be read, and says where and what was expected.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that prints a page")]

use poverty::published::{Claims, PublishedError};
use poverty::source::Language;
use std::error::Error;
use std::process::ExitCode;

fn main() -> ExitCode {
    match claims(std::env::args().nth(1).as_deref()) {
        Ok(claims) => {
            println!("{}", claims.check().in_language(Language::English));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The claims of a file, or those of the record that the crate is committed with.
fn claims(path: Option<&str>) -> Result<Claims, Box<dyn Error>> {
    let Some(path) = path else { return Ok(record()?) };
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    Ok(if path.ends_with(".toml") { Claims::from_toml(&text, path)? } else { Claims::from_csv(&text, path)? })
}

fn record() -> Result<Claims, PublishedError> {
    let mut claims = Claims::new();
    for (name, text) in [
        ("dak_lak.toml", include_str!("../data/published/dak_lak.toml")),
        ("viet_nam.toml", include_str!("../data/published/viet_nam.toml")),
        ("programme_money.toml", include_str!("../data/published/programme_money.toml")),
    ] {
        claims.extend(Claims::from_toml(text, name)?)?;
    }
    Ok(claims)
}
