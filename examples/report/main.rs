//! One page about poverty in Đắk Lắk: the record, a profile of deprivations, incomes, the programme's money, a commune's review,
//! households over time, what a budget buys and what comes next.
//!
//! `cargo run --release --example report -- --language vi --out page.html`
//!
//! The page needs nothing besides itself: no network and no script. Only the record is real; the survey, the ledger, the register
//! and the panel are invented, and the page says so.

mod money;
mod over_time;
mod plan;
mod profile;
mod record;
mod review;
#[path = "../review/sealed.rs"]
mod sealed;

use lexopt::{Arg, Parser, ValueExt};
use poverty::report::{Locale, Page};
use poverty::source::{Language, Text};
use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

type Failure = Box<dyn Error>;

const HELP: &str = "\
Writes one page about poverty in Đắk Lắk, with its charts inside: no network and no script is needed to read it.

  report [--language en|vi] [--out FILE]

  --language LANG   English (en, the default) or Vietnamese (vi)
  --out FILE        where the page goes
  --help            print this and stop

Without arguments: both languages, to target/report/dak-lak-en.html and dak-lak-vi.html. Exit status: 0, or 2 if nothing was
written.";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "report: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Failure> {
    let (mut languages, mut out) = (vec![Language::English, Language::Vietnamese], None);
    let mut arguments = Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("help") | Arg::Short('h') => {
                writeln!(io::stdout(), "{HELP}")?;
                return Ok(());
            }
            Arg::Long("language") => {
                languages = match arguments.value()?.string()?.as_str() {
                    "en" => vec![Language::English],
                    "vi" => vec![Language::Vietnamese],
                    other => return Err(format!("language `{other}`, expected en or vi").into()),
                }
            }
            Arg::Long("out") => out = Some(PathBuf::from(arguments.value()?)),
            other @ (Arg::Short(_) | Arg::Long(_) | Arg::Value(_)) => return Err(other.unexpected().into()),
        }
    }
    if out.is_some() && languages.len() > 1 {
        languages.truncate(1);
    }
    let page = page()?;
    for language in languages {
        let path = out.clone().unwrap_or_else(|| committed(&format!("target/report/dak-lak-{}.html", language.code())));
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let html = page.to_html(Locale::of(language))?;
        fs::write(&path, &html)?;
        let (charts, tables) = (html.matches("<figure>").count(), html.matches("<table").count());
        let shown = path.strip_prefix(committed("")).unwrap_or(&path).display().to_string();
        writeln!(io::stdout(), "{shown}: {charts} charts, {tables} tables, no network, no script")?;
    }
    Ok(())
}

/// A file of this repository.
fn committed(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A text in both languages of the page.
fn text(english: impl Into<String>, vietnamese: impl Into<String>) -> Result<Text, Failure> {
    Ok(Text::english(english)?.and(Language::Vietnamese, vietnamese)?)
}

fn page() -> Result<Page, Failure> {
    Ok(Page::new(text("Poverty in Đắk Lắk", "Nghèo ở Đắk Lắk")?)
        .lead(text(
            "What was published, who lacks what, what the programme paid, and who left poverty and fell back.",
            "Số liệu đã công bố, ai thiếu hụt gì, chương trình đã chi bao nhiêu, và ai thoát nghèo, ai tái nghèo.",
        )?)
        .section(record::section()?)
        .section(profile::section()?)
        .section(profile::incomes()?)
        .section(money::section()?)
        .section(review::section()?)
        .section(over_time::section()?)
        .section(plan::section()?)
        .section(over_time::outlook()?)
        .foot(text(
            "The record is as printed in the sources that its claims name; the four-year total of the programme is published. \
             The survey, all entries of the ledger, the outputs, the register, the panel and the district of the plan are invented, to show what the library does.",
            "Số liệu đã công bố giữ nguyên như nguồn; tổng vốn bốn năm của chương trình là số công bố. Cuộc khảo sát, các bút \
             toán, sản phẩm đầu ra, sổ hộ, dữ liệu theo dõi hộ và huyện của kế hoạch là giả lập, để minh họa thư viện.",
        )?))
}
