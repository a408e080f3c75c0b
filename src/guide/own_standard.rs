//! A standard of one's own: law as a file.
//!
//! The built-in standards are files in TOML too (`data/standards`), read by the same code. This page writes a small one, breaks
//! it on purpose, and holds two laws beside each other. The whole form is in [`standard`](crate::standard#a-standard-of-ones-own).
//!
//! # Dimensions and rules
//!
//! An indicator has words for people and a [`rule`](crate::standard::rule) for the machine. A rule reads fields of the household
//! and its members, so the same words always mean the same test.
//!
//! ```
//! use poverty::guide::own_standard::VILLAGE;
//! use poverty::standard::Standard;
//! let standard = Standard::from_toml("village.toml", VILLAGE)?;
//! let indicators: Vec<&str> = standard.indicators().map(|indicator| indicator.id()).collect();
//! assert_eq!(indicators, ["space", "insurance"]);
//! # Ok::<(), poverty::standard::StandardError>(())
//! ```
//!
//! # What the reader refuses
//!
//! A gap between class rows, an overlap, a class that no row assigns, weights that do not sum to one, a rule with a misspelt field,
//! a citation of an instrument that is not there, a period that ends before it begins: each has a code, and its place.
//!
//! ```
//! use poverty::guide::own_standard::VILLAGE;
//! use poverty::standard::Standard;
//! let gap = Standard::from_toml("village.toml", &VILLAGE.replace("{ below = 2 }", "{ below = 1 }")).unwrap_err();
//! assert_eq!(gap.code(), "standard/rows-gap");
//! let misspelt = Standard::from_toml("village.toml", &VILLAGE.replace("area_per_person", "area_per_head")).unwrap_err();
//! assert!(misspelt.to_string().contains("(village.toml:28:6)"), "{misspelt}");
//! ```
//!
//! # Two laws, one household
//!
//! ```
//! use poverty::guide::own_standard::VILLAGE;
//! use poverty::household::{Dwelling, Household, Member};
//! use poverty::place::Area;
//! use poverty::quantity::{FloorArea, Money};
//! use poverty::standard::{Standard, Standards};
//! let on = "2024-12-31".parse()?;
//! let household = Household::builder("H1", "7", Area::Rural)
//!     .income_per_person_month(Money::vnd(1_800_000))
//!     .dwelling(Dwelling::default().with_area(FloorArea::square_metres(14)?))
//!     .member(Member::aged(40)?)
//!     .member(Member::aged(38)?)
//!     .build()?;
//! let village = Standard::from_toml("village.toml", VILLAGE)?;
//! let class = |standard: &Standard| Some(standard.assess(&household, on).ok()?.class()?.id().to_owned());
//! assert_eq!(class(&village).as_deref(), Some("poor"));
//! assert_eq!(class(Standards::embedded().get("vn-decree-07-2021")?).as_deref(), Some("average"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Not a household?
//!
//! Schools, villages, firms: implement [`Assessable`](crate::standard::Assessable) for the type, and assessment, explanations and
//! measures follow. `cargo run --release --example custom_subject` does it with schools.

/// The standard of this guide.
pub const VILLAGE: &str = r#"form = 1
id = "x-village-2024"
jurisdiction = "X"
name = { en = "village measure", vi = "thước đo của thôn" }
missing = "not_deprived"
instrument = [{ id = "bylaw", number = "By-law 7", title = { en = "Poverty" }, confirmation = "confirmed" }]

[[validity]]
period = "2024-01-01/2029-01-01"
cite = { instrument = "bylaw", article = "Art. 1", confirmation = "confirmed" }

[[line]]
id = "income"
name = { en = "poverty line" }
under = "below"
value = [{ area = "rural", amount = "1900000 VND" }, { area = "urban", amount = "2400000 VND" }]
cite = { instrument = "bylaw", article = "Art. 2", confirmation = "confirmed" }

[[dimension]]
id = "living"
name = { en = "living standard" }

[[dimension.indicator]]
id = "space"
name = { en = "space" }
deprived_when = { en = "less than 8 m2 per person" }
cite = { instrument = "bylaw", article = "annex", confirmation = "draft" }
rule.area_per_person = { below = "8" }

[[dimension.indicator]]
id = "insurance"
name = { en = "health insurance" }
deprived_when = { en = "a member of six years or more has no health insurance" }
cite = { instrument = "bylaw", article = "annex", confirmation = "draft" }
rule.uninsured = { ages = { from = 6 } }

[[class]]
id = "poor"
name = { en = "poor" }
poor = true

[[class]]
id = "not_poor"
name = { en = "not poor" }

[[row]]
class = "poor"
income = { under = "income" }
cite = { instrument = "bylaw", article = "Art. 3", confirmation = "confirmed" }

[[row]]
class = "poor"
income = { above = "income" }
deprivation = { at_least = 2 }
cite = { instrument = "bylaw", article = "Art. 3", confirmation = "confirmed" }

[[row]]
class = "not_poor"
income = { above = "income" }
deprivation = { below = 2 }
cite = { instrument = "bylaw", article = "Art. 3", confirmation = "confirmed" }
"#;
