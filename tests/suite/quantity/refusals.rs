//! A value that exists is valid: serde refuses what the constructors refuse, and says why.

use poverty::quantity::{
    Count, FloorArea, Money, PercentagePoints, Period, Ratio, Rounding, TotalWeight, Unit, Weight,
};
use poverty::source::{Citation, Confirmation, Instrument, Language, Text};
use serde::de::DeserializeOwned;

/// Each JSON text must be refused, and the message must begin as expected.
fn refused<T: DeserializeOwned>(cases: &[(&str, &str)]) {
    for (json, expected) in cases {
        let error = serde_json::from_str::<T>(json).map(|_| json).unwrap_err();
        assert!(error.to_string().starts_with(expected), "{json}\n  said     {error}\n  expected {expected}");
    }
}

#[test]
fn ratios() {
    let form = "expected a fraction 1/3, a decimal 0.25 or a percentage 12.79 %";
    let unreadable = |text: &str| format!("ratio `{text}` can't be read, {form}");
    for text in [
        "", "half", "1/2/3", "1/", "/2", "1//2", "1.5/2", "0.5.5", "1e3", ".5", "5.", "--1", "NaN", "inf", "12,79 %",
        "1/3 %", "% 5", "5 %%", "٣",
    ] {
        let json = serde_json::to_string(text).unwrap();
        refused::<Ratio>(&[(&json, &unreadable(text))]);
    }
    refused::<Ratio>(&[
        (r#""1/0""#, "1 / 0 is undefined: the rate of an empty group does not exist"),
        (r#""-170141183460469231731687303715884105728/1""#, "dividing overflows"),
        (r#""1000000000000000000000000000000000000000""#, "reading a ratio overflows"),
        (r#""0.000000000000000000000000000000000000001""#, "reading a ratio overflows"),
        (
            "0.5",
            "invalid type: floating point `0.5`, expected a fraction as text, such as \"1/3\" or \"0.25\", or a whole number",
        ),
        ("[1, 2]", "invalid type: sequence"),
        (r#"{"numerator": 2, "denominator": 4}"#, "invalid type: map"),
        ("null", "invalid type: null"),
    ]);
}

#[test]
fn percentage_points() {
    let unreadable = |text: &str| {
        format!("percentage points `{text}` can't be read, expected a number and the word, such as 6.41 points")
    };
    for text in
        ["", "6.41", "6.41 %", "6.41 % points", "points", "six points", "6.41 points points", "1/0 x 100 points"]
    {
        let json = serde_json::to_string(text).unwrap();
        refused::<PercentagePoints>(&[(&json, &unreadable(text))]);
    }
    refused::<PercentagePoints>(&[("6.41", "invalid type: floating point `6.41`, expected a string")]);
}

#[test]
fn counts() {
    refused::<Count>(&[
        ("-1", "invalid value: integer `-1`, expected u64"),
        ("1.5", "invalid type: floating point `1.5`, expected u64"),
        ("18446744073709551616", "invalid type: floating point"),
        (r#""many""#, "invalid type: string"),
        ("null", "invalid type: null"),
    ]);
    for text in ["", "1.0", "1.5", "1,5", "6,36,42", "1234,567", ",123", "123,", "1,,234", "12,34a", "1e3", "ten"] {
        let error = text.parse::<Count>().unwrap_err();
        let expected = "expected an integer of at least 0, such as 63642 or 63,642";
        assert_eq!(error.to_string(), format!("count `{text}` can't be read, {expected}"));
    }
    for text in ["-1", "18446744073709551616", "1000000000000000000000000000000000000000"] {
        let error = text.parse::<Count>().unwrap_err();
        let range = "expected 0 to 18,446,744,073,709,551,615";
        assert_eq!(error.to_string(), format!("count {text} is out of range, {range}"));
    }
}

#[test]
fn weights() {
    let range = "is out of range, expected 0 to 18446744073.709551615";
    refused::<Weight>(&[
        (r#""-1""#, &format!("weight -1 {range}")),
        ("-1", &format!("weight -1 {range}")),
        ("-0.5", &format!("weight -0.5 {range}")),
        (r#""18446744073.709551616""#, &format!("weight 18446744073.709551616 {range}")),
        ("1e300", "weight 1"),
        (r#""0.0000000001""#, "weight 0.0000000001 does not fit 9 decimals; round it first, by a rule of your choice"),
        ("0.3333333333333333", "weight 0.3333333333333333 does not fit 9 decimals"),
        ("1e-300", "weight 0.000"),
        (r#""heavy""#, "weight `heavy` can't be read, expected a decimal number of at least 0, such as 126.201"),
        (r#""NaN""#, "weight `NaN` can't be read"),
        (r#""1e3""#, "weight `1e3` can't be read"),
        ("null", "invalid type: null, expected a weight: a decimal number of at least 0, such as 126.201"),
        ("true", "invalid type: boolean `true`, expected a weight: a decimal number of at least 0, such as 126.201"),
        ("[1]", "invalid type: sequence, expected a weight: a decimal number of at least 0, such as 126.201"),
    ]);
}

#[test]
fn total_weights() {
    let range = "is out of range, expected 0 to 340282366920938463463374607431.768211455";
    refused::<TotalWeight>(&[
        (r#""-1""#, &format!("total weight -1 {range}")),
        (
            r#""340282366920938463463374607431.768211456""#,
            &format!("total weight 340282366920938463463374607431.768211456 {range}"),
        ),
        (r#""0.0000000001""#, "total weight 0.0000000001 does not fit 9 decimals"),
        (r#""all""#, "total weight `all` can't be read"),
        ("10000000.0000000001", "total weight 10000000 as a binary float may have lost digits; write it as text"),
        ("null", "invalid type: null, expected a total weight: a decimal number of at least 0"),
    ]);
}

#[test]
fn money() {
    let form = "can't be read, expected an amount and a currency, such as 1,263,511 million VND";
    for text in [
        "",
        "100",
        "VND",
        "VND 100",
        "100 XYZ",
        "100 dollars",
        "1 million",
        "1 million million VND",
        "1 VND now",
        "1,00 VND",
        "one VND",
        "1e6 VND",
        "NaN VND",
    ] {
        let json = serde_json::to_string(text).unwrap();
        refused::<Money>(&[(&json, &format!("money `{text}` {form}"))]);
    }
    refused::<Money>(&[
        (r#""79228162514264337593543950336 VND""#, "reading money overflows"),
        (r#""79228162514264337593543950335 billion VND""#, "reading money overflows"),
        (r#""0.00000000000000000000000000001 VND""#, "reading money overflows"),
        (r#""1000000000000000000000000000000000000000 VND""#, "reading money overflows"),
        ("100", "invalid type: integer `100`, expected money: text with an amount and a currency"),
        (r#"{"amount": "100", "currency": "VND"}"#, "invalid type: map"),
    ]);
}

#[test]
fn floor_areas() {
    let range = "is out of range, expected 0 to 1,000,000 m2";
    refused::<FloorArea>(&[
        (r#""-1""#, &format!("floor area -1 {range}")),
        ("-1", &format!("floor area -1 {range}")),
        ("1000001", &format!("floor area 1000001 {range}")),
        (r#""1,000,000.0001 m2""#, &format!("floor area 1,000,000.0001 m2 {range}")),
        ("0.00001", "floor area 0.00001 does not fit 4 decimals"),
        (r#""30 ha""#, "floor area `30 ha` can't be read, expected square metres, such as 45.5 or 45.5 m2"),
        (r#""m2""#, "floor area `m2` can't be read"),
        ("null", "invalid type: null, expected a floor area: square metres, such as 45.5 or 45.5 m2"),
    ]);
}

#[test]
fn periods() {
    let form = "can't be read, expected two dates 2022-01-01/2026-01-01, the end excluded, or 2022-01-01/..";
    for text in [
        "",
        "2022-01-01",
        "2022-01-01/",
        "/2022-01-01",
        "../2022-01-01",
        "2022-02-30/..",
        "2022/2023",
        "2022-01-01/2023-01-01/2024-01-01",
        "01/02/2022",
    ] {
        let json = serde_json::to_string(text).unwrap();
        refused::<Period>(&[(&json, &format!("period `{text}` {form}"))]);
    }
    refused::<Period>(&[
        (
            r#""2022-01-01/2022-01-01""#,
            "period from 2022-01-01 to 2022-01-01 (exclusive) is empty: the end must lie after the start",
        ),
        (r#""2022-01-02/2022-01-01""#, "period from 2022-01-02 to 2022-01-01 (exclusive) is empty"),
        (r#"["2022-01-01", null]"#, "invalid type: sequence"),
    ]);
}

#[test]
fn names_of_choices() {
    refused::<Rounding>(&[(r#""HalfUp""#, "unknown variant `HalfUp`, expected one of `half_up`"), ("0", "")]);
    refused::<Unit>(&[(r#""people""#, "unknown variant `people`, expected `household` or `person`")]);
    refused::<Language>(&[(r#""de""#, "unknown variant `de`, expected one of `en`, `vi`, `es`, `fr`")]);
    refused::<Confirmation>(&[(r#""sure""#, "unknown variant `sure`, expected one of `confirmed`")]);
}

#[test]
fn texts_and_citations() {
    refused::<Text>(&[
        ("{}", r#"a text needs at least one language, such as { en = "toilet" }"#),
        (r#"{"en": " \n"}"#, "the text in language `en` is blank, expected words"),
        (r#"{"en": "toilet", "vi": ""}"#, "the text in language `vi` is blank"),
        (r#"{"en": "toilet", "en": "latrine"}"#, "the text is given twice in language `en`"),
        (r#"{"de": "Toilette"}"#, "unknown variant `de`"),
        (r#""toilet""#, "invalid type: string"),
    ]);
    refused::<Citation>(&[
        (r#"{"instrument": "decree-07-2021"}"#, "missing field `confirmation`"),
        (r#"{"confirmation": "confirmed"}"#, "missing field `instrument`"),
        (r#"{"instrument": "a", "confirmation": "confirmed", "page": 3}"#, "unknown field `page`"),
    ]);
    refused::<Instrument>(&[
        (r#"{"id": "a", "number": "1", "title": {}, "confirmation": "draft"}"#, "a text needs at least one language"),
        (
            r#"{"id": "a", "number": "1", "title": {"en": "T"}, "date": "2021-02-30", "confirmation": "draft"}"#,
            "input is out of range",
        ),
        (
            r#"{"id": "a", "number": "1", "title": {"en": "T"}, "confirmation": "draft", "url": "x"}"#,
            "unknown field `url`",
        ),
    ]);
}
