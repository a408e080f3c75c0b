//! Strategies of floor 2: profiles, and standards of any shape that the checks let through.

use super::quantity::{bounded_period, floor_area};
use super::source::{citation, text};
use crate::quantity::Ratio;
use crate::standard::{MissingPolicy, Profile, Standard};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use toml::{Table, Value};

/// The key of the only instrument of a drawn standard.
const INSTRUMENT: &str = "law";
/// Lists of codes that rules of drawn standards choose from.
const SOURCES: [&str; 4] = ["piped", "drilled_well", "rain", "surface"];
const TOILETS: [&str; 4] = ["septic", "pour_flush", "open_pit", "none"];
const ITEMS: [&str; 4] = ["television", "radio", "telephone", "smartphone"];
const LEVELS: [&str; 4] = ["primary", "lower_secondary", "upper_secondary", "university"];

/// What a household of so many indicators lacks, and of what the answer is missing; at most 64.
pub fn profile(indicators: u32) -> impl Strategy<Value = Profile> {
    let mask = u64::MAX.checked_shr(64_u32.saturating_sub(indicators)).unwrap_or(0);
    let missing =
        prop_oneof![Just(0), any::<u64>(), (any::<u64>(), any::<u64>()).prop_map(|(left, right)| left & right)];
    (any::<u64>(), missing).prop_filter_map("masks that are disjoint", move |(deprived, missing)| {
        Profile::from_masks(deprived & !missing & mask, missing & mask).ok()
    })
}

/// Any rule for missing answers, or none.
pub fn missing_policy() -> impl Strategy<Value = Option<MissingPolicy>> {
    use MissingPolicy::{Deprived, Drop, NotDeprived, ReweightWithinDimension};
    option::of(select([Drop, NotDeprived, Deprived, ReweightWithinDimension].as_slice()))
}

/// Any standard of one to four dimensions with one to four indicators each: weighted or not, with up to three income lines,
/// counting indicators, dimensions or the score, with rows that tile the plane of incomes and deprivations.
pub fn standard() -> impl Strategy<Value = Standard> {
    let shape = (vec(dimension(), 1..=4), 0..=2_usize, select(["indicators", "score", "dimensions"].as_slice()));
    let classes = (lines(), 1..=4_usize, vec((vec(any::<u8>(), 0..=3), vec(any::<u8>(), 4)), 4));
    let head = (text(), missing_policy(), option::of(bounded_period()), vec(share_in_twelfths(), 0..=2));
    (head, shape, classes, citation()).prop_filter_map(
        "a standard that passes the checks",
        |((name, missing, period, cutoffs), (dimensions, weighted, counts), (lines, classes, bands), citation)| {
            let cite = cited(citation)?;
            let name = value(name)?;
            let mut form = table([
                ("form", Value::from(Standard::FORM)),
                ("id", Value::from("drawn")),
                ("jurisdiction", Value::from("XX")),
                ("name", name.clone()),
                ("counts", Value::from(counts)),
            ]);
            if let Some(missing) =
                missing.filter(|it| *it != MissingPolicy::ReweightWithinDimension || counts == "score")
            {
                form.insert("missing".to_owned(), value(missing)?);
            }
            let instrument = [
                ("id", Value::from(INSTRUMENT)),
                ("number", Value::from("Law 1")),
                ("title", name.clone()),
                ("confirmation", Value::from("confirmed")),
            ];
            form.insert("instrument".to_owned(), list([table(instrument)]));
            if let Some(period) = period {
                let validity = table([("period", value(period)?), ("cite", cite.clone())]);
                form.insert("validity".to_owned(), list([validity]));
            }
            let named = |id: String, rest: Table| {
                let mut all = table([("id", Value::from(id)), ("name", name.clone())]);
                all.extend(rest);
                all
            };
            let most = if counts == "indicators" { dimensions.iter().map(Vec::len).sum() } else { dimensions.len() };
            let rows = rows(&lines, classes, &bands, if counts == "score" { None } else { Some(most) }, &cite)?;
            form.insert("row".to_owned(), list(rows));
            let lines = lines.into_iter().zip(0..).map(|(line, index)| {
                let mut line = line;
                line.insert("cite".to_owned(), cite.clone());
                named(line_id(index), line)
            });
            form.insert("line".to_owned(), list(lines));
            let cutoffs = cutoffs.into_iter().zip(0..).map(|(k, index): (Ratio, usize)| {
                named(format!("k{index}"), table([("k", Value::from(k.to_string())), ("cite", cite.clone())]))
            });
            form.insert("cutoff".to_owned(), list(cutoffs));
            form.insert("dimension".to_owned(), list(weigh(dimensions, weighted, counts, &cite, &named)?));
            let classes = (0..classes).map(|index| named(class_id(index), table([("poor", Value::from(index == 0))])));
            form.insert("class".to_owned(), list(classes));
            form.try_into().ok()
        },
    )
}

/// The rules of a dimension's indicators, each with its parts of the weight.
fn dimension() -> impl Strategy<Value = Vec<(Value, u32)>> {
    vec((rule(), 1..=9_u32), 1..=4)
}

/// A rule that looks at the household as a whole, with any parameters.
fn rule() -> impl Strategy<Value = Value> {
    let ages = || (0..60_u8, 1..60_u8).prop_map(|(from, more)| ages(from, from.saturating_add(more)));
    let some = |codes: [&'static str; 4]| subsequence(codes.to_vec(), 1..=4).prop_map(list_of_codes);
    let yes = any::<bool>;
    prop_oneof![
        floor_area().prop_map(|area| named_rule("area_per_person", [("below", value(area))])),
        (floor_area(), floor_area()).prop_map(|(area, alone)| named_rule(
            "dwelling_area",
            [("below", value(area)), ("alone_below", value(alone))]
        )),
        (0..100_u16).prop_map(|years| named_rule("dwelling_lifespan", [("below_years", value(years))])),
        (0..=6_i64, 10..20_u8, 50..90_u8).prop_map(|(sixths, child, elderly)| {
            let share = Ratio::new(sixths.into(), 6).ok().and_then(value);
            named_rule(
                "dependants",
                [("more_than", share), ("child_under", value(child)), ("elderly_from", value(elderly))],
            )
        }),
        ages().prop_map(|ages| named_rule("uninsured", [("ages", Some(ages))])),
        ages().prop_map(|ages| named_rule("undernourished_child", [("ages", Some(ages))])),
        (ages(), some(LEVELS), some(LEVELS)).prop_map(|(ages, attending, attained)| {
            let band = table([("ages", ages), ("attending", attending), ("attained", attained)]);
            named_rule("schooling", [("bands", Some(list([band])))])
        }),
        (some(SOURCES), 1..90_u16).prop_map(|(adequate, minutes)| named_rule(
            "water",
            [("adequate", Some(adequate)), ("minutes", value(minutes))]
        )),
        (some(TOILETS), yes()).prop_map(|(adequate, shared)| {
            named_rule("toilet", [("adequate", Some(adequate)), ("shared_is_inadequate", value(shared))])
        }),
        yes().prop_map(|counts| named_rule("telecom", [("telephone_counts", value(counts))])),
        (some(ITEMS), yes()).prop_map(|(items, loudspeaker)| {
            named_rule("information", [("items", Some(items)), ("loudspeaker_counts", value(loudspeaker))])
        }),
        ages().prop_map(|ages| {
            let (work, contract) = (list_of_codes(vec!["irregular"]), list_of_codes(vec!["none"]));
            named_rule("without_work", [("ages", Some(ages)), ("no_work", Some(work)), ("no_contract", Some(contract))])
        }),
    ]
}

fn ages(from: u8, under: u8) -> Value {
    Value::Table(table([("from", Value::from(from)), ("under", Value::from(under))]))
}

fn named_rule<const N: usize>(name: &str, parameters: [(&'static str, Option<Value>); N]) -> Value {
    let known = parameters.into_iter().filter_map(|(key, value)| Some((key, value?)));
    Value::Table(Table::from_iter([(name.to_owned(), Value::Table(table(known)))]))
}

/// Rising lines: of one amount, or of one for each area.
fn lines() -> impl Strategy<Value = Vec<Table>> {
    let under = select(["at_most", "below"].as_slice());
    vec((1..=2_000_000_u32, option::of(0..=1_000_000_u32), under), 0..=3).prop_map(|steps| {
        let mut amount = 0_u64;
        let rising = steps.into_iter().map(|(step, urban, under)| {
            amount = amount.saturating_add(u64::from(step));
            let one = |area: Option<&str>, amount: u64| {
                let amount = ("amount", Value::from(format!("{amount} VND")));
                table(area.map(|area| ("area", Value::from(area))).into_iter().chain([amount]))
            };
            let values = match urban {
                None => vec![one(None, amount)],
                Some(more) => {
                    let rural = one(Some("rural"), amount);
                    amount = amount.saturating_add(u64::from(more));
                    vec![rural, one(Some("urban"), amount)]
                }
            };
            table([("under", Value::from(under)), ("value", list(values))])
        });
        rising.collect()
    })
}

/// A cutoff from a twelfth to the whole.
fn share_in_twelfths() -> impl Strategy<Value = Ratio> {
    (1..=12_i128).prop_filter_map("a share", |twelfths| Ratio::new(twelfths, 12).ok())
}

fn line_id(index: usize) -> String {
    format!("line{index}")
}

fn class_id(index: usize) -> String {
    format!("class{index}")
}

/// Rows that tile the plane: each band of incomes is cut where its numbers say, and each piece gets a class.
fn rows(
    lines: &[Table],
    classes: usize,
    bands: &[(Vec<u8>, Vec<u8>)],
    most: Option<usize>,
    cite: &Value,
) -> Option<Vec<Table>> {
    let mut rows = Vec::new();
    for (band, (cuts, chosen)) in bands.iter().enumerate().take(lines.len().saturating_add(1)) {
        let mut income = Table::new();
        if let Some(above) = band.checked_sub(1) {
            income.insert("above".to_owned(), Value::from(line_id(above)));
        }
        if band < lines.len() {
            income.insert("under".to_owned(), Value::from(line_id(band)));
        }
        let mut from: Option<Ratio> = None;
        let ends = cut(cuts, most)?.into_iter().map(Some).chain([None]);
        for (until, class) in ends.zip(chosen) {
            let bound =
                |key: &'static str, ratio: Option<Ratio>| ratio.map(|ratio| (key, Value::from(ratio.to_string())));
            let deprivation = table([bound("at_least", from), bound("below", until)].into_iter().flatten());
            let class = usize::from(*class).checked_rem(classes)?;
            rows.push(table([
                ("class", Value::from(class_id(class))),
                ("income", Value::Table(income.clone())),
                ("deprivation", Value::Table(deprivation)),
                ("cite", cite.clone()),
            ]));
            from = until;
        }
    }
    Some(rows)
}

/// Rising cuts from 1 to `most`, or one cut of the score: two could fall between the same two values of it.
fn cut(numbers: &[u8], most: Option<usize>) -> Option<Vec<Ratio>> {
    let Some(most) = most else {
        let one = numbers.first().map(|number| Ratio::new(i128::from(number % 20).checked_add(1)?, 20).ok());
        return one.map_or(Some(Vec::new()), |cut| Some(vec![cut?]));
    };
    let place = |number: &u8| i64::try_from(usize::from(*number).checked_rem(most)?.checked_add(1)?).ok();
    let mut places: Vec<i64> = numbers.iter().map(place).collect::<Option<_>>()?;
    places.sort_unstable();
    places.dedup();
    Some(places.into_iter().map(Ratio::whole).collect())
}

/// Dimensions without weights (0), with weights of their own (1), or with weights of their indicators too (2).
fn weigh(
    dimensions: Vec<Vec<(Value, u32)>>,
    weighted: usize,
    counts: &str,
    cite: &Value,
    named: &impl Fn(String, Table) -> Table,
) -> Option<Vec<Table>> {
    let parts = |rules: &[(Value, u32)]| rules.iter().map(|(_, parts)| i128::from(*parts)).sum::<i128>();
    let whole: i128 = dimensions.iter().map(|rules| parts(rules)).sum();
    let weight = |parts| Some(("weight", Value::from(Ratio::new(parts, whole).ok()?.to_string())));
    let mut tables = Vec::new();
    for (outer, rules) in dimensions.into_iter().enumerate() {
        let mut dimension = Table::new();
        if weighted > 0 {
            dimension.extend(table(weight(parts(&rules))));
        }
        if counts == "dimensions" {
            dimension.insert("deprived_from".to_owned(), Value::from(i64::try_from(rules.len()).ok()?));
        }
        let indicators = rules.into_iter().enumerate().map(|(inner, (rule, parts))| {
            let mut indicator = table([("deprived_when", text_of("lacking")), ("cite", cite.clone()), ("rule", rule)]);
            if weighted > 1 {
                indicator.extend(table(weight(parts.into())));
            }
            named(format!("indicator{outer}{inner}"), indicator)
        });
        dimension.insert("indicator".to_owned(), list(indicators));
        tables.push(named(format!("dimension{outer}"), dimension));
    }
    Some(tables)
}

fn cited(mut citation: crate::source::Citation) -> Option<Value> {
    INSTRUMENT.clone_into(&mut citation.instrument);
    value(citation)
}

fn text_of(english: &str) -> Value {
    Value::Table(table([("en", Value::from(english))]))
}

fn value(thing: impl serde::Serialize) -> Option<Value> {
    Value::try_from(thing).ok()
}

fn table(entries: impl IntoIterator<Item = (&'static str, Value)>) -> Table {
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn list(tables: impl IntoIterator<Item = Table>) -> Value {
    Value::Array(tables.into_iter().map(Value::Table).collect())
}

fn list_of_codes(codes: Vec<&'static str>) -> Value {
    Value::Array(codes.into_iter().map(Value::from).collect())
}
