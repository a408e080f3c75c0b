//! Is what was printed consistent? Checks published poverty figures.
//!
//! Without arguments it runs over the committed claims of Đắk Lắk and Viet Nam; with the path of a CSV or TOML file over
//! those: `cargo run --release --example published -- CLAIMS.csv`.
//!
//! The program ends with 0 whether or not something was found: it did what it was asked to. It ends with 1 if a file
//! can't be read, and says where and what was expected.

use poverty::published::{Claims, PublishedError};
use poverty::source::Language;
use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

const HELP: &str = "\
Checks published poverty figures for what can't be true.

  published [CLAIMS.csv|CLAIMS.toml]

Without a file the committed claims of Đắk Lắk and Viet Nam are checked. Exit status: 0 if the file was checked, whatever
was found; 1 if it can't be read.";

fn main() -> ExitCode {
    let argument = std::env::args().nth(1);
    let page = match argument.as_deref() {
        Some("--help") => Ok(HELP.to_owned()),
        path => claims(path).map(|claims| claims.check().in_language(Language::English).to_string()),
    };
    match page {
        Ok(page) => {
            // Who reads the first lines only, as `head` does, has seen enough.
            let _ = writeln!(io::stdout(), "{page}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = writeln!(io::stderr(), "{error}");
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
