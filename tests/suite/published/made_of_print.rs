//! Claims as files have them: figures made of printed figures, rows that each print a part, years instead of days.

use poverty::published::{Claims, FindingKind};

fn codes(table: &str) -> Vec<&'static str> {
    let claims = Claims::from_csv(table, "t.csv").unwrap();
    claims.check().alarms().map(|alarm| alarm.code()).collect()
}

/// 8.2272 % and 12.3456 % are 4.1184 points apart; of what is printed, 8.23 % and 12.35 %, it is 4.12.
fn changes(kind: &str, value: &str) -> Vec<&'static str> {
    codes(&format!(
        "rate,households,area,class,date,kind,value,since\n\
         ,1000000,Gia Lai,all_households,2022-12-31,,,\n\
         12.35,123456,Gia Lai,poor,2022-12-31,,,\n\
         ,1250000,Gia Lai,all_households,2024-12-31,,,\n\
         8.23,102840,Gia Lai,poor,2024-12-31,,,\n\
         ,,Gia Lai,poor,2024-12-31,{kind},{value},2022-12-31\n"
    ))
}

#[test]
fn a_change_may_be_made_of_exact_or_of_printed_rates() {
    for (kind, value) in [
        ("fall", "4.118 points"),
        ("fall", "4.12 points"),
        ("fall", "4.120 points"),
        ("change", "-4.120 points"),
        ("fall_a_year", "2.059 points"),
        ("fall_a_year", "2.060 points"),
        ("fall", "33.36 %"),
        ("change", "-33.36 %"),
        ("fall", "33.360 %"),
        ("fall", "33.359 %"),
    ] {
        assert_eq!(changes(kind, value), [""; 0], "{kind} {value}");
    }
    for (kind, value) in [("fall", "4.119 points"), ("fall", "4.121 points"), ("fall_a_year", "2.058 points")] {
        assert_eq!(changes(kind, value), ["published/rounding-cannot-explain"], "{kind} {value}");
    }
}

#[test]
fn a_rate_of_two_classes_may_be_the_sum_of_their_printed_rates() {
    let table = |both: &str| {
        codes(&format!(
            "area,class,date,households,rate\n\
             A,all_households,2022,100000,\n\
             A,poor,2022,2934,2.93\n\
             A,near_poor,2022,2784,2.78\n\
             A,poor_or_near_poor,2022,5718,{both}\n"
        ))
    };
    assert_eq!(table("5.72"), [""; 0], "rounded");
    assert_eq!(table("5.71"), [""; 0], "added");
    assert_eq!(table("5.70"), ["published/rounding-cannot-explain"]);
}

#[test]
fn a_change_between_years_is_one_between_the_days_that_are_printed() {
    let table = |value: &str| {
        codes(&format!(
            "area,class,date,rate,kind,value,since\n\
             A,poor,2021-12-31,10.00,,,\n\
             A,poor,2023-12-31,6.00,,,\n\
             A,poor,2023,,fall,{value},2021\n"
        ))
    };
    assert_eq!(table("4.00 points"), [""; 0]);
    assert_eq!(table("4.50 points"), ["published/rounding-cannot-explain"]);
    assert_eq!(table("4.00 %"), ["published/percent-for-points"]);
}

#[test]
fn the_effect_of_the_denominator_needs_no_standard_and_no_common_row() {
    let table = "area,class,date,households,rate\n\
                 A,poor,2021,10000,\n\
                 A,poor,2021,,10.00\n\
                 A,poor,2024,,8.00\n\
                 A,poor,2024,10000,\n";
    let claims = Claims::from_csv(table, "t.csv").unwrap();
    let report = claims.check();
    assert!(report.is_consistent());
    let effect = report.of_kind(FindingKind::DenominatorEffect).next().unwrap();
    assert_eq!(effect.claims().collect::<Vec<_>>(), ["t.csv:2", "t.csv:3", "t.csv:5", "t.csv:4"]);
    let words = report.sentence(effect, poverty::source::Language::English);
    assert!(words.contains("0.00 points come from the count and -2.00 points from the denominator"), "{words}");
}

#[test]
fn no_line_of_a_page_is_wider_than_a_page() {
    let name = "Ủy ban nhân dân các huyện nghèo và xã đặc biệt khó khăn vùng bãi ngang ven biển và hải đảo";
    let table = format!(
        "area,class,date,rate,kind,value,since,standard,edition\n\
         {name},poor_or_near_poor,2021-12-31,10.00,,,,vn-decree-07-2021,before the storm\n\
         {name},poor_or_near_poor,2023-12-31,6.00,,,,vn-decree-07-2021,before the storm\n\
         {name},poor_or_near_poor,2023-12-31,,fall_a_year,2.00 points,2021-12-31,vn-decree-07-2021,before the storm\n"
    );
    let claims = Claims::from_csv(&table, "t.csv").unwrap();
    for language in [poverty::source::Language::English, poverty::source::Language::Vietnamese] {
        let page = claims.check().in_language(language).to_string();
        for line in page.lines() {
            assert!(line.chars().count() <= 120, "{line}");
        }
    }
}
