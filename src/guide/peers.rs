//! From mpitbR, mpitb (Stata), mpindex, convey and laeken to `poverty`, side by side.
//!
//! Each function of mpitbR and each command of mpitb is here with what does its work; the code below the tables runs.
//!
//! # mpitbR
//!
//! | mpitbR | here |
//! |---|---|
//! | `survey::svydesign(ids, strata, weights, fpc)` | [`Axes::stratum`], [`Axes::psu`] name the columns; the weight goes with each row; [`Design::sample`], [`Design::finite_population`] |
//! | `options(survey.lonely.psu = ...)` | [`Design::lonely_psu`]: part of the design, `Fail` unless named |
//! | `mpitb.set(data, indicators, name, desc)` | [`Structure::new`], then a [`PatternTable`] |
//! | `mpitb.est(set, ...)` | [`Tabulation`] and its [`run`](crate::measure::Tabulation::run); for files a `Spec` (feature `csv`) |
//! | ... `klist = c(20, 33)`, in percent | fractions: [`Tabulation::weighting`]`(&weighting, [1/5, 1/3])`; one third is one third |
//! | ... `weights = "equal"` | [`Weighting::nested`] |
//! | ... `weights = c(...)` | [`Weighting::new`], [`Weighting::by_name`]; several at once |
//! | ... `measures = c("M0", "H", "A")` | [`Tabulation::families`]; also M1, M2 and any power, G, S |
//! | ... `indmeasures = c("hd", "hdk", "actb", "pctb")` | [`Family::UncensoredHeadcountRatios`] ... |
//! | ... `indklist`, `cotklist` | run twice and [`extend`](crate::measure::Estimates::extend): a run has the same cutoffs for all its measures |
//! | ... `over = c("area", "region")` | [`By::axis`]; [`By::cross`] for cross-products |
//! | ... `nooverall = TRUE` | leave [`By::whole`] out |
//! | ... `tvar`, `cotyear` | [`Axes::period`], [`Tabulation::changes`]; periods that are years annualise themselves |
//! | ... `cotmeasures`, `ann` | the changes of every family asked for, absolute, relative, and both a year |
//! | ... `level = 0.95` | [`Design::confidence`] |
//! | ... `multicore = TRUE` | feature `rayon`; same bits |
//! | `mpitb.set` then `mpitb.est` on persons | [`PatternTable::persons`], with the sizes that [`Axes::members`] keeps |
//! | `coef()` | [`Estimate::value`], or [`Estimate::exact`] as a fraction |
//! | `confint()` | [`Estimate::error`], [`SamplingError::limits`] |
//! | `summary()`, `print()`, `as.data.frame()` | [`Tidy`] shows itself, and writes CSV, JSON, Markdown |
//! | the columns `b se ll ul` | `estimate std_error lower upper` |
//! | the columns `subg loa measure indicator k` | `level subgroup measure indicator k`; by typed key: [`Key`] |
//! | the columns `t0 t1 ann ctype` | `period` (`2021-2024`) and the measure: `change_abs`, `change_abs_ann`, `change_rel`, `change_rel_ann` |
//! | the internal `g0.matrix`, `c_score`, `censored_c.score` | a [`Profile`], [`AlkireFoster::score`], [`AlkireFoster::is_poor`] |
//! | `syn_cdta`, `ben_dhs06`, `ben_dhs17_18` | none of these data sets is here; [`proptest` strategies](crate#features) and the generators among the examples make households |
//!
//! The example of mpitbR's front page, with a design, two cutoffs, subgroups and changes:
//!
//! ```r
//! svydata <- svydesign(ids = ~psu, weights = ~weight, strata = ~stratum, nest = TRUE, data = data)
//! indicators <- list(living = c("d_water", "d_toilet"), education = c("d_school"))
//! set <- mpitb.set(svydata, indicators = indicators, name = "village")
//! est <- mpitb.est(set, klist = c(33, 50), over = "area", tvar = "t", cotyear = "year")
//! coef(est$lframe); confint(est$lframe)
//! ```
//!
//! ```
//! use poverty::measure::{
//!     Axes, By, Change, Design, Family, Key, Measure, PatternTable, Profile, Structure, Tabulation, Tidy, Weighting,
//! };
//! use poverty::quantity::{Households, Ratio};
//! # use poverty::quantity::Weight;
//! # let data: Vec<(&str, &str, &str, &str, [bool; 3], &str)> = vec![
//! #     ("2021", "rural", "A", "1", [true, true, true], "10.5"), ("2021", "rural", "A", "1", [true, false, true], "9"),
//! #     ("2021", "rural", "A", "2", [true, true, false], "12"), ("2021", "rural", "A", "2", [false, false, false], "11"),
//! #     ("2021", "urban", "B", "1", [false, true, false], "20"), ("2021", "urban", "B", "1", [false, false, true], "18"),
//! #     ("2021", "urban", "B", "2", [true, true, false], "22"), ("2021", "urban", "B", "2", [false, false, false], "21"),
//! #     ("2024", "rural", "A", "1", [true, false, true], "11"), ("2024", "rural", "A", "1", [false, false, false], "9"),
//! #     ("2024", "rural", "A", "2", [true, false, false], "12"), ("2024", "rural", "A", "2", [false, false, true], "13"),
//! #     ("2024", "urban", "B", "1", [false, true, false], "21"), ("2024", "urban", "B", "1", [false, false, false], "18"),
//! #     ("2024", "urban", "B", "2", [false, false, false], "25"), ("2024", "urban", "B", "2", [true, true, true], "21"),
//! # ];
//! // mpitb.set(svydesign(...), indicators)
//! let structure = Structure::new([("living", vec!["water", "toilet"]), ("education", vec!["school"])])?;
//! let axes = Axes::new().period("year")?.subgroup("area")?.stratum("stratum")?.psu("psu")?;
//! let mut table = PatternTable::<Households>::new(&structure, axes)?;
//! for (year, area, stratum, psu, [water, toilet, school], weight) in data {
//!     let lacks = u64::from(water) | u64::from(toilet) << 1 | u64::from(school) << 2;
//!     table.add_row(&[year, area, stratum, psu], Profile::complete(lacks), weight.parse()?, &[])?;
//! }
//!
//! // mpitb.est(set, klist, over, tvar, cotyear)
//! let (third, half) = (Ratio::new(1, 3)?, Ratio::new(1, 2)?);
//! let est = Tabulation::new(&table)
//!     .weighting(&Weighting::nested(&structure)?, [third, half])
//!     .families([
//!         Family::AdjustedHeadcountRatio,
//!         Family::HeadcountRatio,
//!         Family::Intensity,
//!         Family::UncensoredHeadcountRatios,
//!         Family::CensoredHeadcountRatios,
//!         Family::AbsoluteContributions,
//!         Family::PercentageContributions,
//!     ])
//!     .by([By::whole(), By::axis("area")])
//!     .changes([("2021", "2024")])
//!     .design(&Design::sample())
//!     .run()?;
//!
//! // coef() and confint() of one estimate, found by a typed key
//! let rural = est.get(&Key::new(Measure::HeadcountRatio).cutoff(half).period("2021").level("area", "rural")).unwrap();
//! assert_eq!(rural.exact()?, Ratio::new(63, 85)?);
//! let (lower, upper) = rural.error().unwrap().limits().unwrap();
//! assert!(lower < rural.value()? && rural.value()? < upper);
//!
//! // the change over time, absolute and a year; its error knows that both waves visited the same villages
//! let change = Measure::Change(Change::AbsoluteAnnual, Box::new(Measure::AdjustedHeadcountRatio));
//! let fall = est.get(&Key::new(change).cutoff(third)).unwrap();
//! assert!(fall.value()? < 0.0 && fall.error().unwrap().std_error().unwrap() > 0.0);
//!
//! // as.data.frame(): the same rows for a spreadsheet
//! let tidy = Tidy::from(&est);
//! assert!(tidy.to_markdown().contains("| pctb | water |"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What comes out otherwise than there, and why, is a table in [`measure`](crate::measure#where-results-differ-from-those-of-other-programs-on-purpose).
//!
//! # mpitb (Stata)
//!
//! | mpitb | here |
//! |---|---|
//! | `mpitb set, name() d1() d2() ...` | [`Structure::new`]; any number of dimensions, at most 64 indicators |
//! | `mpitb setwgts`, `est, weights()` | [`Weighting::nested`], [`Weighting::new`], [`Weighting::by_name`] |
//! | `mpitb est, klist() measures() indmeasures() over()` | [`Tabulation`], as for mpitbR |
//! | `mpitb est, aux()` | [`Family::UncensoredHeadcountRatios`]; rows and dropped rows stand in every estimate |
//! | `mpitb est, svy` | [`Tabulation::design`] |
//! | `mpitb est, lframe() lsave() cotframe() cotsave()` | one table of levels and changes: [`Tidy`] |
//! | `mpitb estcot`, `est, cotmeasures() cotyear()` | [`Tabulation::changes`]; consecutive or any other pairs of periods |
//! | `mpitb gafvars` | [`AlkireFoster::score`] and [`AlkireFoster::is_poor`] of a [`Profile`] |
//! | `mpitb rframe`, `mpitb stores` | [`Tidy`] is extended with rows of one's own ([`TidyRow`](crate::measure::TidyRow)) |
//! | `mpitb show` | [`Structure`] and [`Weighting`] show themselves |
//! | `mpitb assoc` | [`Associations`]: phi, Cramér's V, R0 of each pair |
//! | `mpitb refsh`, `mpitb ctyselect` | none: countries are levels of an axis, files are read by whoever calls |
//!
//! # mpindex
//!
//! | mpindex | here |
//! |---|---|
//! | `define_mpi_specs("specs.csv", .poverty_cutoffs)` | a `Spec` in TOML, or a [`Standard`](crate::standard::Standard) with rules of deprivation |
//! | `global_mpi_specs` | `Standards::embedded().get("global-mpi-2018")` and others: see [`Standards`](crate::standard::Standards) |
//! | `define_deprivation(.data, .indicator, .cutoff, .collapse)` | an indicator's [`rule`](crate::standard::rule) on a household and its members; or a codebook in the `Spec` |
//! | `compute_mpi(.data, .deprivations)` | [`Tabulation::run`] |
//! | `save_mpi()` | [`Tidy::write_csv`](crate::measure::Tidy) and the others |
//!
//! # convey and laeken
//!
//! Every measure is an [`IncomeMeasure`](crate::measure::income::IncomeMeasure) of an [`income`](crate::measure::income) domain.
//!
//! | convey | laeken | here |
//! |---|---|---|
//! | `svyfgt(g = 0, 1, 2)` | | [`Fgt`](crate::measure::income::Fgt), any power |
//! | `svywatts`, `svysen`, `svysst` | | [`Watts`](crate::measure::income::Watts), [`Sen`](crate::measure::income::Sen), [`SenShorrocksThon`](crate::measure::income::SenShorrocksThon) |
//! | `svyarpt`, `svyarpr` | `arpt`, `arpr` | [`RelativeLine`](crate::measure::income::RelativeLine), [`Fgt::at_risk_of_poverty`](crate::measure::income::Fgt::at_risk_of_poverty) |
//! | `svyrmpg` | `rmpg` | [`RelativeMedianGap`](crate::measure::income::RelativeMedianGap) |
//! | `svyqsr` | `qsr` | [`ShareRatio`](crate::measure::income::ShareRatio) |
//! | `svygini` | `gini` | [`Gini`](crate::measure::income::Gini), with both definitions by name |
//! | `svygei`, `svyatk` | | [`GeneralisedEntropy`](crate::measure::income::GeneralisedEntropy), [`Atkinson`](crate::measure::income::Atkinson) |
//! | `svylorenz` | | [`LorenzShare`](crate::measure::income::LorenzShare), [`Curve`](crate::measure::income::Curve) |
//! | `svyiqalpha` | `weightedQuantile`, `weightedMedian` | [`Quantile`](crate::measure::income::Quantile), the definition by name |
//! | `convey_prep()` | | none: a domain's relative line is that of the population by its type |
//! | `svrepdesign`, `svyby` | `variance()`, `bootVar()` | [`SampledRows`](crate::measure::SampledRows), replicate or linearised |
//!
//! ```
//! use poverty::measure::Group;
//! use poverty::measure::income::{Comparison, Fgt, Gini, GiniDefinition, IncomeMeasure, Incomes, PovertyLine};
//! use poverty::quantity::{Currency, Households, Money, Ratio, Weight};
//!
//! let mut incomes = Incomes::<Households>::new(Currency::VND);
//! for (thousands, weight) in [(300, 2), (600, 1), (900, 1), (1_200, 3), (2_000, 2), (5_000, 1)] {
//!     incomes.push(Some(Money::vnd(thousands * 1_000)), Weight::from_integer(weight)?)?;
//! }
//! let everyone = incomes.population(Group::whole(), |_| true)?;
//! let line = PovertyLine::absolute(Money::vnd(1_000_000), Comparison::AtMost)?;
//! assert_eq!(Fgt::headcount(line).value(&everyone)?, 0.4); // svyfgt(~income, design, g = 0, abs_thresh = 1e6)
//! let gini = Gini::new(GiniDefinition::Population).value(&everyone)?; // gini(income, weights)
//! assert!((gini - 207.0 / 490.0).abs() < 1e-12);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Axes::stratum`]: crate::measure::Axes::stratum
//! [`Axes::psu`]: crate::measure::Axes::psu
//! [`Axes::period`]: crate::measure::Axes::period
//! [`Axes::members`]: crate::measure::Axes::members
//! [`AlkireFoster::score`]: crate::measure::AlkireFoster::score
//! [`AlkireFoster::is_poor`]: crate::measure::AlkireFoster::is_poor
//! [`Associations`]: crate::measure::robust::Associations
//! [`By::axis`]: crate::measure::By::axis
//! [`By::cross`]: crate::measure::By::cross
//! [`By::whole`]: crate::measure::By::whole
//! [`Design::sample`]: crate::measure::Design::sample
//! [`Design::finite_population`]: crate::measure::Design::finite_population
//! [`Design::lonely_psu`]: crate::measure::Design::lonely_psu
//! [`Design::confidence`]: crate::measure::Design::confidence
//! [`Estimate::value`]: crate::measure::Estimate::value
//! [`Estimate::exact`]: crate::measure::Estimate::exact
//! [`Estimate::error`]: crate::measure::Estimate::error
//! [`SamplingError::limits`]: crate::measure::SamplingError::limits
//! [`Family::UncensoredHeadcountRatios`]: crate::measure::Family::UncensoredHeadcountRatios
//! [`Key`]: crate::measure::Key
//! [`PatternTable`]: crate::measure::PatternTable
//! [`PatternTable::persons`]: crate::measure::PatternTable::persons
//! [`Profile`]: crate::measure::Profile
//! [`Structure`]: crate::measure::Structure
//! [`Structure::new`]: crate::measure::Structure::new
//! [`Tabulation`]: crate::measure::Tabulation
//! [`Tabulation::weighting`]: crate::measure::Tabulation::weighting
//! [`Tabulation::families`]: crate::measure::Tabulation::families
//! [`Tabulation::changes`]: crate::measure::Tabulation::changes
//! [`Tabulation::design`]: crate::measure::Tabulation::design
//! [`Tabulation::run`]: crate::measure::Tabulation::run
//! [`Tidy`]: crate::measure::Tidy
//! [`Weighting`]: crate::measure::Weighting
//! [`Weighting::new`]: crate::measure::Weighting::new
//! [`Weighting::nested`]: crate::measure::Weighting::nested
//! [`Weighting::by_name`]: crate::measure::Weighting::by_name
