//! Standards over time: what is in force when, prolongations, the change of standards, and refusals that name what is near.

use super::boundaries::day;
use poverty::standard::{Purpose, Standard, Standards};

fn in_force(jurisdiction: &str, on: &str) -> Result<&'static str, String> {
    Standards::embedded().in_force(jurisdiction, day(on)).map(Standard::id).map_err(|error| error.to_string())
}

#[test]
fn the_law_of_each_year() {
    for (on, id) in [
        ("2016-01-01", "vn-decision-59-2015"),
        ("2020-12-31", "vn-decision-59-2015"),
        // Prolonged for 2021 by the Decree that replaces it.
        ("2021-12-31", "vn-decision-59-2015"),
        ("2022-01-01", "vn-decree-07-2021"),
        ("2025-12-31", "vn-decree-07-2021"),
        // Prolonged for 2026 by the Decree that replaces it.
        ("2026-12-31", "vn-decree-07-2021"),
        ("2027-01-01", "vn-decree-351-2025"),
        ("2030-12-31", "vn-decree-351-2025"),
    ] {
        assert_eq!(in_force("VN", on).as_deref(), Ok(id), "{on}");
    }
    assert_eq!(in_force("WORLD", "2024-06-30").as_deref(), Ok("global-mpi-2018"));
    assert_eq!(in_force("EU", "2024-06-30").as_deref(), Ok("eu-arope-2021"));
    assert_eq!(in_force("MX", "2022-08-31").as_deref(), Ok("mx-coneval-2018"));
    assert_eq!(in_force("CO", "2024-06-30").as_deref(), Ok("co-ipm"));
}

#[test]
fn a_day_outside_every_period_is_refused_with_the_nearest() {
    assert_eq!(
        in_force("VN", "2015-12-31").unwrap_err(),
        "no standard of VN is in force on 2015-12-31; the first period is vn-decision-59-2015 2016-01-01/2021-01-01"
    );
    assert_eq!(
        in_force("VN", "2031-01-01").unwrap_err(),
        "no standard of VN is in force on 2031-01-01; the last period is vn-decree-351-2025 2027-01-01/2031-01-01"
    );
    assert_eq!(
        in_force("XX", "2024-01-01").unwrap_err(),
        "no standard of XX is in force on 2024-01-01; no standard of it is known"
    );
    // In a gap, both neighbours.
    let mut standards = Standards::empty();
    for (id, year) in [("a", 2010), ("b", 2020)] {
        let (_, text) = Standards::embedded_files().find(|(file, _)| *file == "vn-decision-59-2015.toml").unwrap();
        let text = text
            .replace("id = \"vn-decision-59-2015\"", &format!("id = \"{id}\""))
            .replace("2016-01-01/2021-01-01", &format!("{year}-01-01/{}-01-01", year + 5))
            .replace("2021-01-01/2022-01-01", &format!("{}-01-01/{}-01-01", year + 5, year + 6));
        standards.add(Standard::from_toml(id, &text).unwrap()).unwrap();
    }
    assert_eq!(
        standards.in_force("VN", day("2018-06-01")).unwrap_err().to_string(),
        "no standard of VN is in force on 2018-06-01; the nearest periods are a 2015-01-01/2016-01-01 and b \
         2020-01-01/2025-01-01"
    );
}

#[test]
fn two_standards_measured_the_end_of_2021() {
    let measured = |on: &str| -> Vec<&str> {
        Standards::embedded().measured("VN", day(on)).into_iter().map(Standard::id).collect()
    };
    assert_eq!(measured("2021-12-31"), ["vn-decision-59-2015", "vn-decree-07-2021"]);
    assert_eq!(measured("2021-08-31"), ["vn-decision-59-2015"]);
    // What inspects houses measures no poverty.
    assert_eq!(measured("2024-12-31"), ["vn-decree-07-2021"]);
    let world: Vec<&str> =
        Standards::embedded().measured("WORLD", day("2024-12-31")).into_iter().map(Standard::id).collect();
    assert_eq!(world, ["global-mpi-2018", "global-mpi-2018-destitution", "wb-mpm"]);
    let decree = Standards::embedded().get("vn-decree-07-2021").unwrap();
    let purposes: Vec<Purpose> = decree.validities().iter().map(|validity| validity.purpose()).collect();
    assert_eq!(purposes, [Purpose::Classification, Purpose::Classification, Purpose::Baseline]);
    assert!(!decree.is_in_force(day("2021-12-31")) && decree.is_in_force(day("2022-01-01")));
}

#[test]
fn what_is_listed_and_what_is_added() {
    let ids: Vec<&str> = Standards::embedded().iter().map(Standard::id).collect();
    assert!(ids.is_sorted());
    assert_eq!(ids.len(), Standards::embedded_files().count());
    let mut standards = Standards::embedded().clone();
    let decree = standards.get("vn-decree-07-2021").unwrap().clone();
    let again = standards.add(decree.clone()).unwrap_err();
    assert_eq!(again.code(), "standard/duplicate-id");
    let other = decree.to_toml().unwrap().replace("id = \"vn-decree-07-2021\"", "id = \"vn-other\"");
    let overlapping = standards.add(Standard::from_toml("other.toml", &other).unwrap()).unwrap_err();
    assert_eq!(overlapping.code(), "standard/overlapping-periods");
    let elsewhere = other.replace("jurisdiction = \"VN\"", "jurisdiction = \"LA\"");
    standards.add(Standard::from_toml("elsewhere.toml", &elsewhere).unwrap()).unwrap();
    assert_eq!(standards.in_force("LA", day("2024-12-31")).unwrap().id(), "vn-other");
}
