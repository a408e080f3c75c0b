//! A first measure, in five steps: from households to a rate that can be defended.
//!
//! # 1. Households
//!
//! From typed values, from CSV (feature `csv`), or from JSON Lines (feature `json`). Here four are made by hand.
//!
//! ```
//! use poverty::household::{Dwelling, Household, Member, Services, Toilet, WaterSource};
//! use poverty::place::Area;
//! use poverty::quantity::{FloorArea, Money};
//!
//! fn household(id: &str, commune: &str, income: i64, square_metres: u32, toilet: Toilet) -> Household {
//!     Household::builder(id, commune, Area::Rural)
//!         .income_per_person_month(Money::vnd(income))
//!         .dwelling(Dwelling::default().with_area(FloorArea::square_metres(square_metres).unwrap()))
//!         .services(Services::default().with_toilet(toilet).with_water_source(WaterSource::Surface))
//!         .member(Member::aged(36).unwrap())
//!         .member(Member::aged(9).unwrap())
//!         .build()
//!         .unwrap()
//! }
//! let villages = [
//!     household("H1", "24133", 1_150_000, 12, Toilet::OpenPit),
//!     household("H2", "24133", 2_900_000, 40, Toilet::Septic),
//!     household("H3", "24136", 1_400_000, 14, Toilet::None),
//!     household("H4", "24136", 900_000, 30, Toilet::Septic),
//! ];
//! # assert_eq!(villages.len(), 4);
//! ```
//!
//! # 2. A law, a day, and each household under it
//!
//! ```
//! # use poverty::household::{Dwelling, Household, Member, Services, Toilet, WaterSource};
//! # use poverty::place::Area;
//! # use poverty::quantity::{FloorArea, Money};
//! use poverty::source::Language;
//! use poverty::standard::Standards;
//! # let h1 = Household::builder("H1", "24133", Area::Rural)
//! #     .income_per_person_month(Money::vnd(1_150_000))
//! #     .dwelling(Dwelling::default().with_area(FloorArea::square_metres(12)?))
//! #     .services(Services::default().with_toilet(Toilet::OpenPit).with_water_source(WaterSource::Surface))
//! #     .member(Member::aged(36)?).member(Member::aged(9)?).build()?;
//! let on = "2024-12-31".parse()?;
//! let decree = Standards::embedded().in_force("VN", on)?;
//! let assessment = decree.assess(&h1, on)?;
//! assert_eq!(assessment.class().map(|class| class.id()), Some("poor"));
//! // Three deprivations are certain, the rest was not asked; three are enough.
//! assert_eq!(assessment.profile().deprived().count_ones(), 3);
//! println!("{}", assessment.explain(Language::Vietnamese));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # 3. A table of patterns
//!
//! ```
//! use poverty::measure::{Axes, Group, MissingPolicy, PatternTable, Profile, Structure, Weighting};
//! use poverty::quantity::{Households, Ratio, Rounding::HalfUp, Weight};
//! use poverty::standard::Standards;
//! let decree = Standards::embedded().get("vn-decree-07-2021")?;
//! let mut table = PatternTable::<Households>::new(&Structure::of_standard(decree)?, Axes::new().subgroup("commune")?)?;
//! # let profiles = [("24133", 0b0011_1000_0000_u64), ("24133", 0b0001_0000_0000), ("24136", 0b0011_1000_0000), ("24136", 0)];
//! // profile: `assessment.profile()` of each household; weight: how many households it stands for
//! for (commune, deprived) in profiles {
//!     table.add_row(&[commune], Profile::complete(deprived), Weight::from_integer(1)?, &[])?;
//! }
//!
//! // 4. Who counts as poor: equal dimensions, a quarter of all deprivations or more.
//! let poverty = Weighting::of_standard(decree)?.cutoff(Ratio::new(1, 4)?)?.missing(MissingPolicy::NotDeprived);
//! let all = table.tally(&poverty, &Group::whole())?;
//! assert_eq!(all.headcount_ratio()?, Ratio::new(1, 2)?);
//! assert_eq!(all.headcount_ratio()?.percent(1, HalfUp).to_string(), "50.0 %");
//!
//! // 5. Where, and by what?
//! let here = table.tally(&poverty, &Group::whole().and("commune", "24133"))?;
//! assert_eq!((here.rows(), here.headcount_ratio()?), (2, Ratio::new(1, 2)?));
//! let toilets = all.percentage_contribution("toilet")?;
//! assert!(toilets > Ratio::ZERO && toilets < Ratio::ONE);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Where to go on
//!
//! A sample instead of a register: `guide::survey` (feature `csv`), or [`Tabulation`](crate::measure::Tabulation) with a
//! [`Design`](crate::measure::Design). A measure of one's own: [`own_standard`](super::own_standard). Coming from R or Stata:
//! [`peers`](super::peers).
