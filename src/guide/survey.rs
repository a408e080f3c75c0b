//! From a survey file to a published table.
//!
//! A statistics office has a file of households and must say how many are poor, in how much they are poor, whether that fell,
//! and how surely it knows. This guide goes all the way with a file of 36 invented households ([`DATA`]); nothing in it depends
//! on the size. Everything here is also what the program `examples/measure.rs` does:
//!
//! ```text
//! cargo run --release --example measure -- --spec survey.toml --data survey.csv --out results.csv
//! ```
//!
//! # 1. Look at the file
//!
//! ```text
//! year,stratum,psu,area,weight,size,income,water,toilet,schooling,years,insurance
//! 2021,highland,1,rural,110,2,500000,1,1,1,6,0
//! 2021,highland,2,rural,140,6,1700000,9,1,0,12,1
//! 2021,delta,3,urban,112.0,1,,0,0,0,9,0
//! ```
//!
//! A row is a household. `weight` says how many households of the country it stands for. It was drawn in two steps: villages
//! (`psu`, the primary sampling units) within `stratum`, then households within villages; whoever forgets that gets errors that are
//! too small. The villages were visited twice, in 2021 and 2024. Each indicator is 1 where the household lacks something, 0 where
//! it does not; one household refused to answer about its water, which the file codes as 9, and the income of another is blank.
//!
//! # 2. Say what to measure
//!
//! The specification is a text that can be published beside the results ([`SPEC`]). It begins with the columns of the design and
//! with what is wanted:
//!
//! ```toml
//! [data]
//! weight = "weight"
//! size = "size"
//! stratum = "stratum"
//! psu = "psu"
//! period = "year"
//!
//! [options]
//! subgroups = ["area"]
//! changes = [["2021", "2024"]]
//! measures = ["H", "A", "M0", "M1", "pctb", "change"]
//! ```
//!
//! then what counts as a deprivation. The 9 in `water` must be explained, or the run stops at it. Behind `schooling` stand
//! measured `years`, so its depth can be measured too (M1):
//!
//! ```toml
//! [[dimension]]
//! id = "housing"
//! indicators = [
//!     { column = "water", codes = { "1" = "deprived", "0" = "not_deprived", "9" = "refused" } },
//!     { column = "toilet" },
//! ]
//!
//! [[dimension]]
//! id = "education"
//! indicators = [{ column = "schooling", gap = { column = "years", cutoff = "9" } }]
//! ```
//!
//! and who is poor: whose weighted deprivations reach a cutoff. Weights and cutoffs are fractions and stay fractions. The whole form
//! is in [`measure::spec`](crate::measure::spec#the-form-of-a-specification).
//!
//! A mistake in it is told with its place:
//!
//! ```
//! use poverty::guide::survey::SPEC;
//! use poverty::measure::spec::Spec;
//! let misspelt = Spec::from_toml("survey.toml", &SPEC.replace("stratum =", "strata ="));
//! assert!(misspelt.unwrap_err().to_string().starts_with("survey.toml:4:1: unknown key `strata` in `data`, expected one of"));
//!
//! let too_much = Spec::from_toml("survey.toml", &SPEC.replace("[\"1/3\", \"1/2\"]", "[\"4/3\"]"));
//! assert_eq!(
//!     too_much.unwrap_err().to_string(),
//!     "survey.toml:30:12: poverty cutoff 4/3 is out of range, expected more than 0 and at most 1"
//! );
//! ```
//!
//! # 3. Read the file, and believe nothing
//!
//! ```
//! use poverty::guide::survey::{DATA, SPEC};
//! use poverty::measure::spec::Spec;
//! let spec = Spec::from_toml("survey.toml", SPEC)?;
//! let survey = spec.read_csv("survey.csv", DATA.as_bytes())?;
//! assert_eq!(survey.rows(), 36);
//!
//! // How often is each code used? A codebook that does not fit its file shows here first.
//! let of_water: Vec<String> = survey
//!     .codes()
//!     .filter(|count| count.indicator == "water" && count.rows > 0)
//!     .map(|count| format!("{} = {}: {}", count.code, count.meaning, count.rows))
//!     .collect();
//! assert_eq!(of_water, ["1 = deprived: 16", "0 = not_deprived: 19", "9 = refused: 1"]);
//!
//! // What can't be is refused: a household that lacks schooling has less than nine years of it.
//! let wrong = DATA.replace("rural,110,2,500000,1,1,1,6,0", "rural,110,2,500000,1,1,1,12,0");
//! assert_eq!(
//!     spec.read_csv("survey.csv", wrong.as_bytes()).unwrap_err().to_string(),
//!     "survey.csv:2: column `years` is `12`, expected 0 or more and below 9, as `schooling` is deprived"
//! );
//! # Ok::<(), poverty::measure::spec::SpecError>(())
//! ```
//!
//! # 4. Measure
//!
//! One row a measure, cutoff, group and period, each with what makes it comparable:
//!
//! ```
//! # use poverty::guide::survey::{DATA, SPEC};
//! # use poverty::measure::spec::Spec;
//! # let spec = Spec::from_toml("survey.toml", SPEC)?;
//! # let survey = spec.read_csv("survey.csv", DATA.as_bytes())?;
//! let results = survey.measure()?;
//! let find = |measure: &str, period: &str, level: &str| {
//!     let mut rows = results.rows().iter();
//!     rows.find(|row| row.measure == measure && row.k != "1/2" && row.period == period && row.level == level).unwrap()
//! };
//! let poor = find("H", "2021", "");
//! assert_eq!(format!("{:.1} %", poor.estimate.unwrap() * 100.0), "82.5 %");
//! assert_eq!(format!("{:.1} to {:.1}", poor.lower.unwrap() * 100.0, poor.upper.unwrap() * 100.0), "78.6 to 85.8");
//!
//! // Six villages in two strata tell little: 4 degrees of freedom. The household that refused is left out, and that is told.
//! assert_eq!((poor.df, poor.rows, poor.dropped), (Some(4), 17, 1));
//!
//! // Did poverty fall? The two waves share their villages, and the error of the change takes that into account.
//! let change = find("change_abs", "2021-2024", "");
//! assert_eq!((change.indicator.as_str(), change.k.as_str()), ("H", "1/3"));
//! assert!(change.estimate.unwrap() < 0.0 && change.upper.unwrap() > 0.0, "it may have fallen; these data can't tell");
//! # Ok::<(), poverty::measure::spec::SpecError>(())
//! ```
//!
//! What is not defined is not a number: nobody in the towns reached one half in 2024, so the mean share of deprivations of the poor
//! does not exist there, and the row says why.
//!
//! ```
//! # use poverty::guide::survey::{DATA, SPEC};
//! # use poverty::measure::spec::Spec;
//! # let spec = Spec::from_toml("survey.toml", SPEC)?;
//! # let results = spec.read_csv("survey.csv", DATA.as_bytes())?.measure()?;
//! let urban = |row: &&poverty::measure::TidyRow| row.level == "urban" && row.period == "2024" && row.k == "1/2";
//! let intensity = results.rows().iter().filter(urban).find(|row| row.measure == "A").unwrap();
//! assert_eq!((intensity.estimate, intensity.undefined.as_str()), (None, "nobody is poor"));
//! # Ok::<(), poverty::measure::spec::SpecError>(())
//! ```
//!
//! # 5. Ask what the answer depends on
//!
//! Before a figure is printed: what if the household that refused was poor, or not? The two policies give the bounds.
//!
//! ```
//! # use poverty::guide::survey::{DATA, SPEC};
//! # use poverty::measure::spec::{Spec, SpecError};
//! let headcount = |policy: &str| {
//!     let text = SPEC.replace("period = \"year\"", &format!("period = \"year\"\nmissing = \"{policy}\""));
//!     let results = Spec::from_toml("survey.toml", &text)?.read_csv("survey.csv", DATA.as_bytes())?.measure()?;
//!     let row = results.rows().iter().find(|row| row.measure == "H" && row.k == "1/3").cloned().unwrap();
//!     Ok::<_, SpecError>(format!("{:.1}", row.estimate.unwrap() * 100.0))
//! };
//! assert_eq!((headcount("not_deprived")?, headcount("deprived")?), ("83.5".to_owned(), "83.5".to_owned()));
//! # Ok::<(), SpecError>(())
//! ```
//!
//! It would be poor either way: it lacks a toilet and insurance. Leaving it out moved the rate by a point, its answer could not
//! have.
//!
//! # 6. Publish
//!
//! The whole table goes to a file: [`Tidy::write_csv`](crate::measure::Tidy::write_csv) with all digits and a fingerprint by which
//! a reader knows the same table again, `write_json` (feature `json`), or
//! [`to_markdown`](crate::measure::Tidy::to_markdown). A printed table is a selection, rounded once:
//!
//! ```
//! # use poverty::guide::survey::{DATA, SPEC};
//! # use poverty::measure::spec::Spec;
//! # let spec = Spec::from_toml("survey.toml", SPEC)?;
//! # let results = spec.read_csv("survey.csv", DATA.as_bytes())?.measure()?;
//! let mut table = String::from("| area | 2021 | 2024 |\n|---|---:|---:|\n");
//! for (name, level) in [("all", ""), ("rural", "rural"), ("urban", "urban")] {
//!     let cells = ["2021", "2024"].map(|period| {
//!         let mut rows = results.rows().iter().filter(|row| row.measure == "M0" && row.k == "1/3");
//!         let row = rows.find(|row| row.level == level && row.period == period).unwrap();
//!         format!("{:.3} ({:.3})", row.estimate.unwrap(), row.std_error.unwrap())
//!     });
//!     table += &format!("| {name} | {} | {} |\n", cells[0], cells[1]);
//! }
//! assert_eq!(table, "\
//! | area | 2021 | 2024 |
//! |---|---:|---:|
//! | all | 0.486 (0.038) | 0.226 (0.050) |
//! | rural | 0.641 (0.055) | 0.318 (0.051) |
//! | urban | 0.370 (0.041) | 0.168 (0.077) |
//! ");
//! # Ok::<(), poverty::measure::spec::SpecError>(())
//! ```
//!
//! Under it belongs what a reader needs to compare it: *M0 at k = 1/3, nested equal weights of four indicators in three dimensions;
//! households; standard errors of the stratified two-stage sample in brackets; one household of 2021 left out because it refused
//! an answer.*
//!
//! # 7. Incomes beside it
//!
//! The table `[income]` measures the same households by money, under the same design, and its rows stand in the same results:
//!
//! ```
//! # use poverty::guide::survey::{DATA, SPEC};
//! # use poverty::measure::spec::Spec;
//! # let spec = Spec::from_toml("survey.toml", SPEC)?;
//! # let results = spec.read_csv("survey.csv", DATA.as_bytes())?.measure()?;
//! let income_poor = results.rows().iter().find(|row| row.measure == "fgt0" && row.indicator == "line").unwrap();
//! assert_eq!(format!("{:.1} %", income_poor.estimate.unwrap() * 100.0), "75.2 %");
//! // The household of unknown income is no poor one and no other.
//! assert_eq!((income_poor.rows, income_poor.dropped), (17, 1));
//! # Ok::<(), poverty::measure::spec::SpecError>(())
//! ```

/// The specification of this guide.
pub const SPEC: &str = r#"[data]
weight = "weight"
size = "size"
stratum = "stratum"
psu = "psu"
period = "year"

[options]
subgroups = ["area"]
changes = [["2021", "2024"]]
measures = ["H", "A", "M0", "M1", "pctb", "change"]

[[dimension]]
id = "housing"
indicators = [
    { column = "water", codes = { "1" = "deprived", "0" = "not_deprived", "9" = "refused" } },
    { column = "toilet" },
]

[[dimension]]
id = "education"
indicators = [{ column = "schooling", gap = { column = "years", cutoff = "9" } }]

[[dimension]]
id = "health"
indicators = [{ column = "insurance" }]

[[weighting]]
id = "nested"
cutoffs = ["1/3", "1/2"]

[income]
column = "income"
lines = { column = "area", values = { rural = "1500000", urban = "2000000" } }
relative_line = { share = "0.6", of = "median" }
measures = ["fgt0", "fgt1", "arpr", "gini"]
"#;

/// The file of this guide: 36 invented households.
pub const DATA: &str = "\
year,stratum,psu,area,weight,size,income,water,toilet,schooling,years,insurance
2021,highland,1,rural,110,2,500000,1,1,1,6,0
2021,highland,1,rural,80,1,3170000,1,1,1,8,1
2021,highland,1,rural,140,1,630000,1,1,1,8,0
2021,highland,2,rural,140,1,1320000,1,1,1,6,0
2021,highland,2,rural,140,6,1700000,9,1,0,12,1
2021,highland,2,rural,125.5,3,780000,1,0,1,6,0
2021,highland,3,rural,110,6,1410000,1,1,1,3,1
2021,highland,3,rural,125.5,4,640000,1,0,1,8,0
2021,highland,3,rural,140,4,1300000,1,1,0,12,0
2021,delta,1,urban,154.0,6,840000,0,0,0,11,0
2021,delta,1,urban,133.0,5,630000,1,1,1,3,0
2021,delta,1,urban,175.7,1,2770000,1,0,1,5,0
2021,delta,2,urban,175.7,3,1330000,0,0,1,3,0
2021,delta,2,urban,175.7,7,2060000,0,1,0,11,1
2021,delta,2,urban,133.0,6,1540000,0,0,0,12,0
2021,delta,3,urban,112.0,4,780000,0,1,1,3,1
2021,delta,3,urban,112.0,1,,0,0,0,9,0
2021,delta,3,urban,133.0,6,1130000,1,0,1,8,0
2024,highland,1,rural,125.5,4,1520000,1,1,0,12,0
2024,highland,1,rural,80,2,1490000,0,0,0,9,1
2024,highland,1,rural,80,6,1230000,0,0,1,3,0
2024,highland,2,rural,110,6,3110000,1,0,0,10,0
2024,highland,2,rural,95,2,1060000,0,1,1,4,1
2024,highland,2,rural,140,3,1050000,1,0,0,11,0
2024,highland,3,rural,125.5,5,1440000,0,0,0,11,1
2024,highland,3,rural,80,4,1240000,0,0,1,8,0
2024,highland,3,rural,125.5,4,1000000,1,0,1,3,0
2024,delta,1,urban,196.0,7,2530000,0,0,1,6,0
2024,delta,1,urban,175.7,7,1050000,0,0,0,13,1
2024,delta,1,urban,154.0,5,3810000,0,1,0,12,0
2024,delta,2,urban,196.0,4,860000,0,0,1,6,0
2024,delta,2,urban,133.0,5,1930000,1,0,0,9,0
2024,delta,2,urban,196.0,5,960000,0,0,0,10,1
2024,delta,3,urban,112.0,7,1860000,0,1,0,13,0
2024,delta,3,urban,175.7,5,1130000,0,0,0,11,0
2024,delta,3,urban,175.7,1,3520000,0,0,0,10,0
";
