//! The committed record of Đắk Lắk and Viet Nam: what the checker says of it, unaided.

use poverty::published::{Claims, Finding, FindingKind, Report, Severity, Slip};
use poverty::source::Language;

fn record() -> Claims {
    let mut claims = Claims::new();
    for (name, text) in [
        ("dak_lak.toml", include_str!("../../../data/published/dak_lak.toml")),
        ("viet_nam.toml", include_str!("../../../data/published/viet_nam.toml")),
        ("programme_money.toml", include_str!("../../../data/published/programme_money.toml")),
    ] {
        claims.extend(Claims::from_toml(text, name).unwrap()).unwrap();
    }
    claims
}

/// The finding of a kind that rests on all of some claims.
#[track_caller]
fn found<'a>(report: &'a Report<'_>, kind: FindingKind, claims: &[&str]) -> &'a Finding {
    let rests_on = |finding: &&Finding| claims.iter().all(|claim| finding.claims().any(|name| name == *claim));
    let finding = report.of_kind(kind).find(rests_on);
    assert!(finding.is_some(), "no {} on {claims:?} in\n{report}", kind.code());
    finding.unwrap()
}

#[test]
fn the_poor_districts_of_2023_have_two_digits_swapped() {
    let claims = record();
    let report = claims.check();
    let claims = ["poor-districts-poor-or-near-poor-2023", "poor-districts-poor-2023", "poor-districts-near-poor-2023"];
    let finding = found(&report, FindingKind::PartsDoNotSum, &claims);
    assert_eq!((finding.severity(), finding.claims().len()), (Severity::Fault, 3));
    assert_eq!(finding.gap().unwrap().to_string(), "54,000 households");
    let repair = &finding.repairs()[0];
    assert_eq!((repair.claim(), repair.slip()), ("poor-districts-poor-or-near-poor-2023", Slip::DigitsSwapped));
    assert_eq!((repair.printed().to_string(), repair.instead().to_string()), ("417,571".into(), "471,571".into()));
}

#[test]
fn the_six_regions_of_2024_add_to_two_hundred_less_than_the_nation() {
    let claims = record();
    let report = claims.check();
    let finding = found(
        &report,
        FindingKind::PartsDoNotSum,
        &["viet-nam-poor-or-near-poor-2024", "south-east-poor-or-near-poor-2024"],
    );
    assert_eq!(finding.claims().len(), 7);
    assert_eq!(finding.gap().unwrap().to_string(), "200 households");
    assert!(report.sentence(finding, Language::English).contains("1,258,797"));
    assert!(report.sentence(finding, Language::Vietnamese).contains("1.258.797"));
}

#[test]
fn the_national_rate_of_2024_and_its_regions_share_no_denominator() {
    let claims = record();
    let report = claims.check();
    let finding = found(
        &report,
        FindingKind::NoSharedDenominator,
        &["viet-nam-poor-or-near-poor-2024", "red-river-delta-poor-or-near-poor-2024"],
    );
    assert_eq!(finding.severity(), Severity::Fault);
    let words = report.sentence(finding, Language::English);
    assert!(words.contains("30,971,636–31,048,014") && words.contains("27,355,860–27,771,819"), "{words}");
}

#[test]
fn the_rates_of_2018_share_no_denominator() {
    let claims = record();
    let report = claims.check();
    let finding =
        found(&report, FindingKind::NoSharedDenominator, &["dak-lak-old-poor-2018", "dak-lak-old-near-poor-2018"]);
    assert_eq!((finding.severity(), finding.claims().len()), (Severity::Fault, 2));
    assert_eq!(finding.gap().unwrap().to_string(), "28,152 households");
    assert!(finding.repairs().is_empty(), "no single slip explains it");
}

#[test]
fn the_fall_of_dak_lak_is_in_part_its_denominator() {
    let claims = record();
    let report = claims.check();
    let finding = found(&report, FindingKind::DenominatorEffect, &["dak-lak-old-poor-2021", "dak-lak-old-poor-2024"]);
    assert_eq!(finding.severity(), Severity::Explanation);
    let words = report.sentence(finding, Language::English);
    for part in ["-6.41 points", "-5.87 points", "-0.54 points", "8.338–8.594 %", "6.92 %"] {
        assert!(words.contains(part), "{part} in {words}");
    }
    let growth = found(
        &report,
        FindingKind::GroupGrowth,
        &["dak-lak-old-ethnic-minority-poor-2021", "dak-lak-old-ethnic-minority-poor-2024"],
    );
    let words = report.sentence(growth, Language::English);
    assert!(words.contains("14.016–14.141 %") && words.contains("8.338–8.594 %"), "{words}");
}

#[test]
fn two_standards_were_in_use_at_the_end_of_2021() {
    let claims = record();
    let report = claims.check();
    let finding = found(&report, FindingKind::DifferentStandards, &["viet-nam-poor-2021", "dak-lak-old-poor-2021"]);
    let words = report.sentence(finding, Language::English);
    assert!(words.contains("vn-decision-59-2015 (Viet Nam 2.23 %"), "{words}");
    assert!(words.contains("vn-decree-07-2021 (Đắk Lắk (old) 12.79 %"), "{words}");
    assert!(report.alarms().all(|alarm| !alarm.claims().any(|claim| claim == "viet-nam-poor-2021")));
}

#[test]
fn points_were_printed_as_percent() {
    let claims = record();
    let report = claims.check();
    for id in ["dak-lak-old-mean-fall", "dak-lak-old-ethnic-minority-mean-fall"] {
        let finding = found(&report, FindingKind::PercentForPoints, &[id]);
        assert_eq!(finding.repairs()[0].slip(), Slip::Unit);
    }
}

#[test]
fn what_is_exact_is_confirmed() {
    let claims = record();
    let report = claims.check();
    let confirmed = |kind: FindingKind, formula: &str| {
        let words: Vec<String> = report.of_kind(kind).map(|one| report.sentence(one, Language::English)).collect();
        assert!(words.iter().any(|words| words.contains(formula)), "{formula} in {words:#?}");
    };
    confirmed(FindingKind::ConfirmedRate, "66,956 / 435,688 = 15.37 %");
    confirmed(FindingKind::ConfirmedRate, "42,704 / 435,688 = 9.80 %");
    confirmed(FindingKind::ConfirmedSum, "50,868 + 6,312 = 57,180");
    confirmed(
        FindingKind::ConfirmedSum,
        "exactly 48,000 billion VND + exactly 12,690 billion VND + exactly 14,310 billion VND = at least 75,000 billion VND",
    );
    confirmed(FindingKind::ConfirmedSum, "2,958 + 3,169 + 1,863 + 2,806 + 1,682 + 8,256 + 6,610 + 417 = 27,761");
    confirmed(FindingKind::ConfirmedDenominator, "9,604 = 3.14 %, 6,943 = 2.27 %: 305,374–306,347");
}

#[test]
fn the_target_of_2025_is_not_on_track() {
    let claims = record();
    let report = claims.check();
    let finding = found(&report, FindingKind::Target, &["dak-lak-target-2025"]);
    let words = report.sentence(finding, Language::English);
    assert!(words.contains("more than 3.38 points") && words.contains("2.14 points") && words.contains("not on track"));
}

#[test]
fn nothing_else_is_alarming() {
    let claims = record();
    let report = claims.check();
    let alarms: Vec<(&str, Severity)> = report.alarms().map(|alarm| (alarm.code(), alarm.severity())).collect();
    let fault = Severity::Fault;
    assert_eq!(
        alarms,
        [
            ("published/parts-do-not-sum", fault),
            ("published/parts-do-not-sum", fault),
            ("published/no-shared-denominator", fault),
            ("published/no-shared-denominator", fault),
            ("published/percent-for-points", fault),
            ("published/percent-for-points", fault),
            // "About 33 %" of the poor districts and 47.94 % of them can't both be.
            ("published/no-shared-denominator", Severity::Doubt),
        ]
    );
}
