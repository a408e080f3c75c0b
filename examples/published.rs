//! Is what was printed consistent? Checks published poverty figures.
//!
//! Without arguments it runs over the committed claims of Đắk Lắk and Viet Nam; with the path of a CSV or TOML file over
//! those: `cargo run --release --example published -- CLAIMS.csv`.

#![expect(clippy::print_stdout, reason = "a program that prints a page")]

use poverty::published::Claims;
use poverty::source::Language;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let claims = match std::env::args().nth(1) {
        Some(path) => {
            let text = std::fs::read_to_string(&path)?;
            if path.ends_with(".toml") { Claims::from_toml(&text, &path)? } else { Claims::from_csv(&text, &path)? }
        }
        None => {
            let mut claims = Claims::new();
            for (name, text) in [
                ("dak_lak.toml", include_str!("../data/published/dak_lak.toml")),
                ("viet_nam.toml", include_str!("../data/published/viet_nam.toml")),
                ("programme_money.toml", include_str!("../data/published/programme_money.toml")),
            ] {
                claims.extend(Claims::from_toml(text, name)?)?;
            }
            claims
        }
    };
    let report = claims.check();
    println!("{}", report.in_language(Language::English));
    Ok(())
}
