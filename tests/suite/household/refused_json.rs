//! JSON that is not valid for a type of the floor is refused where a constructor would refuse it, and the error names the thing,
//! the value and what was expected.

use poverty::household::read::JsonLines;

/// A household in which one key is replaced, the key that the error names, and what the error must say.
const REFUSED: &[(&str, &str, &[&str])] = &[
    // The household.
    (r#"[]"#, "", &["a household"]),
    (r#"null"#, "", &["null", "a household"]),
    (r#"{"#, "", &["EOF"]),
    (r#"{} {}"#, "", &["missing field `id`"]),
    (r#"{"id":"H","place":"1","area":"rural","members":[{}]} 7"#, "", &["trailing characters"]),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{}],"salary":1}"#,
        "salary",
        &["unknown field `salary`", "`id`"],
    ),
    (r#"{"id":"H","place":"1","area":"rural","members":[{}],"id":"H"}"#, "", &["duplicate field `id`"]),
    (r#"{"id":"","place":"1","area":"rural","members":[{}]}"#, "", &["identifier", "none or blanks"]),
    (r#"{"id":7,"place":"1","area":"rural","members":[{}]}"#, "id", &["integer `7`", "a string"]),
    (r#"{"id":"H","place":" ","area":"rural","members":[{}]}"#, "", &["household `H`", "commune or village"]),
    (r#"{"id":"H","place":"1","members":[{}]}"#, "", &["household `H`", "rural or urban"]),
    (r#"{"id":"H","place":"1","area":"suburb","members":[{}]}"#, "area", &["`suburb`", "`rural` or `urban`"]),
    (r#"{"id":"H","place":"1","area":"rural"}"#, "", &["household `H`", "at least one"]),
    (r#"{"id":"H","place":"1","area":"rural","members":[]}"#, "", &["household `H`", "at least one"]),
    (r#"{"id":"H","place":"1","area":"rural","members":{}}"#, "members", &["map", "a sequence"]),
    (r#"{"id":"H","place":"1","area":"rural","members":[{}],"weight":-1}"#, "weight", &["weight -1", "0 to"]),
    (r#"{"id":"H","place":"1","area":"rural","members":[{}],"weight":"heavy"}"#, "weight", &["`heavy`", "a decimal"]),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{}],"observed_on":"2024-02-30"}"#,
        "observed_on",
        &["`2024-02-30`", "2024-12-15"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{}],"ethnicity":"06"}"#,
        "ethnicity",
        &["`06` is a number", "which list"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{}],"ethnicity":6}"#,
        "ethnicity",
        &["`6` is a number", "which list"],
    ),
    (r#"{"id":"H","place":"1","area":"rural","members":[{}],"ethnicity":"Elf"}"#, "ethnicity", &["`Elf`", "e_de"]),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{}],"income_per_person_month":1150000}"#,
        "income_per_person_month",
        &["integer `1150000`", "an amount and a currency"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{}],"income_per_person_month":"much"}"#,
        "income_per_person_month",
        &["money `much`", "an amount and a currency"],
    ),
    // What is observed.
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{"birth":{"unknown":"tired"}}]}"#,
        "members[0].birth.unknown",
        &["`tired`", "`refused`"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{"birth":{"unknwon":"refused"}}]}"#,
        "members[0].birth",
        &["key `unknwon`", "`unknown`"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{"birth":{"unknown":"refused","a":1}}]}"#,
        "members[0].birth",
        &["key `a`", "nothing else"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{"birth":{}}]}"#,
        "members[0].birth",
        &["an empty map", "`unknown`"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{"birth":[]}]}"#,
        "members[0].birth",
        &["sequence", "not_applicable"],
    ),
    // A member.
    (r#"{"id":"H","place":"1","area":"rural","members":[3]}"#, "members[0]", &["integer `3`", "a member"]),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{},{"birth":131}]}"#,
        "members[1].birth",
        &["age 131", "0 to 130"],
    ),
    (r#"{"id":"H","place":"1","area":"rural","members":[{"birth":-1}]}"#, "members[0].birth", &["age -1", "0 to 130"]),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{"birth":70000}]}"#,
        "members[0].birth",
        &["age 70000", "0 to 130"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{"birth":9.5}]}"#,
        "members[0].birth",
        &["`9.5`", "completed years"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{"birth":true}]}"#,
        "members[0].birth",
        &["`true`", "a date of birth"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{"birth":"2012-13-01"}]}"#,
        "members[0].birth",
        &["`2012-13-01`", "a date 2012-05-01"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{"sex":"other"}]}"#,
        "members[0].sex",
        &["sex", "`other`", "`female`, `male`"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{"relationship":"lodger"}]}"#,
        "members[0].relationship",
        &["relationship", "`lodger`", "`head`"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{"attending":"kindergarten"}]}"#,
        "members[0].attending",
        &["education", "`kindergarten`", "`preschool`"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{"attained":1}]}"#,
        "members[0].attained",
        &["integer `1`", "a string"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{"vocational_certificate":"driving"}]}"#,
        "members[0].vocational_certificate",
        &["`driving`", "`course_of_three_months`"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{"schooling_years":300}]}"#,
        "members[0].schooling_years",
        &["`300`", "a whole number from 0 to 255"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{"health_insurance":"yes"}]}"#,
        "members[0].health_insurance",
        &["\"yes\"", "a boolean"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{"nutrition":"thin"}]}"#,
        "members[0].nutrition",
        &["nutrition", "`thin`", "`stunted`"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{"health_care":"ill"}]}"#,
        "members[0].health_care",
        &["`ill`", "`untreated`"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{"work":"fishing"}]}"#,
        "members[0].work",
        &["work", "`fishing`", "`waged`"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{"contract":"yes"}]}"#,
        "members[0].contract",
        &["contract", "`yes`", "`written`, `oral`, `none`"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{"disability":"light"}]}"#,
        "members[0].disability",
        &["`light`", "`mild`"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{"social_allowance":1}]}"#,
        "members[0].social_allowance",
        &["integer `1`", "a boolean"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{"name":"X"}]}"#,
        "members[0].name",
        &["unknown field `name`", "`birth`"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{"sex":"male","sex":"female"}]}"#,
        "members[0]",
        &["duplicate field `sex`"],
    ),
    // The dwelling.
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{}],"dwelling":7}"#,
        "dwelling",
        &["integer `7`", "a dwelling"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{}],"dwelling":{"floor":"marble"}}"#,
        "dwelling.floor",
        &["floor", "`marble`", "`tile`"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{}],"dwelling":{"frame":"iron"}}"#,
        "dwelling.frame",
        &["frame", "`iron`", "`steel_or_hardwood`"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{}],"dwelling":{"wall":"glass"}}"#,
        "dwelling.wall",
        &["wall", "`glass`", "`brick_stone`"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{}],"dwelling":{"roof":"thatch"}}"#,
        "dwelling.roof",
        &["roof", "`thatch`", "`leaf_straw`"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{}],"dwelling":{"tenure":"squat"}}"#,
        "dwelling.tenure",
        &["tenure", "`squat`", "`owned`"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{}],"dwelling":{"area":-3}}"#,
        "dwelling.area",
        &["floor area -3", "0 to 1,000,000 m2"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{}],"dwelling":{"area":"wide"}}"#,
        "dwelling.area",
        &["floor area `wide`", "square metres"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{}],"dwelling":{"area":1.00001}}"#,
        "dwelling.area",
        &["1.00001", "4 decimals"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{}],"dwelling":{"lifespan_years":-1}}"#,
        "dwelling.lifespan_years",
        &["`-1`", "a whole number from 0 to 65535"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{}],"dwelling":{"bedrooms":2.5}}"#,
        "dwelling.bedrooms",
        &["`2.5`", "a whole number from 0 to 255"],
    ),
    // Services and possessions.
    (r#"{"id":"H","place":"1","area":"rural","members":[{}],"services":"all"}"#, "services", &["\"all\"", "services"]),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{}],"services":{"water_source":"well"}}"#,
        "services.water_source",
        &["`well`", "`drilled_well`"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{}],"services":{"toilet":"yes"}}"#,
        "services.toilet",
        &["toilet", "`yes`", "`septic`"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{}],"services":{"cooking_fuel":"solar"}}"#,
        "services.cooking_fuel",
        &["`solar`", "`electricity`"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{}],"services":{"water_minutes":1e3}}"#,
        "services.water_minutes",
        &["`1000.0`", "a whole number from 0 to 65535"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{}],"possessions":["radio"]}"#,
        "possessions",
        &["sequence", "a map of things"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{}],"possessions":{"yacht":true}}"#,
        "possessions",
        &["`yacht`", "`television`"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{}],"possessions":{"radio":"yes"}}"#,
        "possessions.radio",
        &["\"yes\"", "a boolean"],
    ),
    (
        r#"{"id":"H","place":"1","area":"rural","members":[{}],"possessions":{"radio":true,"radio":false}}"#,
        "possessions",
        &["`radio` twice", "once"],
    ),
];

#[test]
fn what_a_constructor_would_refuse_is_refused_by_name_value_and_expectation() {
    for (json, key, told) in REFUSED {
        let error = JsonLines::new("f.jsonl", json.as_bytes()).next().unwrap().expect_err(json).to_string();
        for words in *told {
            assert!(error.contains(words), "{json}\n  says: {error}\n  without: {words}");
        }
        assert!(
            key.is_empty() || error.contains(&format!("`{key}")),
            "{json}\n  says: {error}\n  without the key {key}"
        );
        assert!(error.contains("(f.jsonl:1:"), "{error}");
        assert!(!error.contains("struct ") && !error.contains(" u8") && !error.contains(" u16"), "{error}");
    }
}
