//! What would it change, what should a budget buy, whom does it reach, and when is the target reached?
//!
//! # 1. Who is reached, who is missed
//!
//! Two things are called "inclusion error": the share of beneficiaries who should not be (leakage), and the share of those outside
//! the target who benefit (the false positive rate). They differ by their denominators, so each has its own name here.
//!
//! ```
//! use poverty::quantity::{Households, Rounding::HalfUp, Weight};
//! use poverty::simulate::targeting::Targeting;
//! let mut targeting = Targeting::<Households>::new();
//! for (is_poor, is_on_the_list, households) in
//!     [(true, true, 1_500), (true, false, 500), (false, true, 1_000), (false, false, 7_000)]
//! {
//!     targeting.add(is_poor, is_on_the_list, Weight::from_integer(households)?)?;
//! }
//! let percent = |share: poverty::quantity::Ratio| share.percent(1, HalfUp).to_string();
//! assert_eq!(percent(targeting.coverage()?), "75.0 %"); // of the poor are on the list
//! assert_eq!(percent(targeting.leakage()?), "40.0 %"); // of the list are not poor
//! assert_eq!(percent(targeting.false_positive_rate()?), "12.5 %"); // of those who are not poor are on the list
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # 2. Is a cheap score good enough?
//!
//! A form of points is quick; how often does it err? Put it beside the class that was measured in full.
//!
//! ```
//! use poverty::quantity::{Households, Weight};
//! use poverty::simulate::targeting::{Criterion, PoorEnd, ScoreCurve};
//! // Points that stand for income: the poor have few.
//! let mut curve = ScoreCurve::<Households>::new(PoorEnd::Low);
//! for (points, is_poor) in [(95, true), (110, true), (120, false), (130, true), (150, false), (180, false)] {
//!     curve.add(points, is_poor, Weight::ONE)?;
//! }
//! // 8 of 9 pairs of a poor and another household stand in the right order.
//! assert_eq!(curve.area()?.to_string(), "8/9");
//! assert_eq!(curve.best(Criterion::Youden)?.cutoff, 110);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # 3. What would it change?
//!
//! An intervention is data: whom it is for, what is observed of a household afterwards, what it costs where. It is applied, and the law
//! is asked again. So one list serves every standard, and what does not reach the law's threshold changes nothing but the bill.
//!
//! ```
//! use poverty::household::{
//!     Dwelling, Frame, Household, Item, Member, Possessions, Roof, Services, Toilet, Wall, WaterSource, Work,
//! };
//! use poverty::place::Area;
//! use poverty::quantity::{FloorArea, Money};
//! use poverty::simulate::intervention::{Interventions, Scenario};
//! use poverty::standard::Standards;
//! let decree = Standards::embedded().get("vn-decree-07-2021")?;
//! let household = |number: usize| {
//!     let dwelling = Dwelling::default().with_frame(Frame::BrickStone).with_wall(Wall::BrickStone).with_roof(Roof::Tile);
//!     let member = Member::aged(40)?.with_work(Work::SeekingWork).with_health_insurance(false).with_social_allowance(false);
//!     Household::builder(format!("H{number}"), "24133", Area::Rural)
//!         .income_per_person_month(Money::vnd(1_200_000))
//!         .services(Services::default().with_toilet(Toilet::None).with_water_source(WaterSource::Piped).with_internet(true))
//!         .dwelling(dwelling.with_area(FloorArea::square_metres(40)?))
//!         .possessions(Possessions::default().with(Item::Telephone, true))
//!         .member(member)
//!         .build()
//!         .map_err(Box::<dyn std::error::Error>::from)
//! };
//! let households = (0..20).map(household).collect::<Result<Vec<_>, _>>()?;
//! let interventions = Interventions::from_toml("plan.toml", r#"
//! [[intervention]]
//! id = "toilet"
//! name = "A septic toilet"
//! eligible = { deprived = ["toilet"], classes = ["poor"] }
//! take_up = "3/4"
//! first = ["most_deprived"]
//! capacity = 12
//! cost = { rural = "12,000,000 VND" }
//! changes = { toilet = "septic" }
//! "#)?;
//! let scenario = Scenario::new(decree, "2024-12-31".parse()?).seed(2025);
//! let effect = scenario.apply(&households, &interventions)?;
//! // Three deprivations make poor; two leave them near-poor. Who declined or came too late stays poor and is listed.
//! assert_eq!(effect.lifted(), effect.reaches()[0].reached);
//! assert_eq!(effect.gained().count() + effect.missed().count(), 20);
//! assert_eq!(effect.cost_per_lifted()?, Some(Money::vnd(12_000_000)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Effect`](crate::simulate::intervention::Effect) tells the measures before and after, classes by any subgroup, passages, costs by
//! year. [`Scenario::spread`](crate::simulate::intervention::Scenario::spread) draws again and again and tells the error of the
//! simulation. A table of patterns takes the same list
//! ([`Scenario::apply_to_table`](crate::simulate::intervention::Scenario::apply_to_table)) where chance and old values don't matter.
//!
//! # 4. What should a budget buy?
//!
//! The plan that does most of what is wanted within lines and capacities, with a bound that no plan exceeds. A gap of 0 is a proof.
//!
//! ```
//! use poverty::measure::{Structure, Weighting};
//! use poverty::quantity::{Money, Ratio};
//! use poverty::simulate::plan::{Intervention, Objective, Planner};
//! let weights = Weighting::nested(&Structure::flat(["toilet", "water", "housing"])?)?;
//! let mut planner = Planner::new(&weights, Ratio::new(2, 3)?)?
//!     .line("investment", Money::vnd(1_000_000_000))?
//!     .intervention(Intervention::new("toilet", ["toilet"], "investment").cost("hills", Money::vnd(12_000_000)))?
//!     .intervention(Intervention::new("house", ["housing"], "investment").cost("hills", Money::vnd(60_000_000)).capacity(9))?;
//! planner.add_to("Ea Mẫu", "hills", 0b011, 40)?; // toilet and water are lacking
//! planner.add_to("Yang Mẫu", "hills", 0b110, 30)?; // water and housing
//! let plan = planner.optimum(Objective::HouseholdsLifted)?;
//! assert_eq!((plan.value(), plan.gap()), (Ratio::whole(40 + 8), Ratio::ZERO));
//! assert_eq!(plan.binding(), Some("limit `investment`"));
//! // A third of each commune's households must get something, or the plan is refused with the limit that binds.
//! let third = Ratio::new(1, 3)?;
//! let error = planner.at_least("Yang Mẫu", third)?.optimum(Objective::HouseholdsLifted).unwrap_err();
//! assert_eq!(error.to_string(), "at least 10 is demanded, and limit `capacity of house` allows no more than 9");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Planner::of_households`](crate::simulate::plan::Planner::of_households) takes observed households and interventions as data.
//!
//! # 5. Where does it lead?
//!
//! Exits alone do not tell: households fall back, and new ones begin. A matrix of passages, from a panel
//! ([`TransitionMatrix::of_panel`](crate::simulate::path::TransitionMatrix::of_panel)) or assumed, is followed in whole households.
//!
//! ```
//! use poverty::measure::administrative::RateTarget;
//! use poverty::quantity::Ratio;
//! use poverty::simulate::path::{Lift, Outlook, TransitionMatrix};
//! let percent = |n| Ratio::new(n, 100);
//! let matrix = TransitionMatrix::new(
//!     ["poor", "near_poor", "not_poor"],
//!     ["poor"],
//!     [
//!         vec![percent(70)?, percent(25)?, percent(5)?],
//!         vec![percent(8)?, percent(62)?, percent(30)?],
//!         vec![percent(0)?, percent(2)?, percent(98)?],
//!     ],
//! )?;
//! let outlook = Outlook::new(matrix, 2024, [34_434, 40_000, 465_284])?;
//! let target = RateTarget::below("3 %".parse()?, "2025-12-31".parse()?, "vn-decree-07-2021")?;
//! let path = outlook.to(2030)?;
//! assert_eq!(path.first_year_of(&target), Some(2029), "four years late");
//!
//! // The fewest households that must be lifted in 2025, beyond those who leave anyway, to be in time; and with them it is.
//! let households = outlook.lifts_needed(&target, "poor", "near_poor")?;
//! let (from, to) = ("poor".to_owned(), "near_poor".to_owned());
//! let lifted = outlook.lift(Lift { year: 2025, from, to, households })?;
//! assert!(target.is_met_by(lifted.to(2025)?.years()[1].rate()?));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What such a figure assumes belongs under it: [`Outlook::assumptions`](crate::simulate::path::Outlook::assumptions) says it in
//! words, [`Outlook::tornado`](crate::simulate::path::Outlook::tornado) how far each assumption moves the end.
//! `cargo run --release --example target` follows one district; `--example simulate` prints the rest: costs by point, the best plan, who
//! is left behind.
