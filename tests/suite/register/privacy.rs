//! What identifies a person is printed by nothing but an explicit call.

use poverty::register::privacy::{PrivacyError, Pseudonym, Pseudonymiser, Secret};

const NAME: &str = "H'Bia Niê";

/// Something that an office might log as a whole.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
struct Card {
    household: String,
    name: Secret,
}

#[test]
fn a_name_is_in_no_debug_text_error_or_export() {
    let card: Card = serde_json::from_str(&format!(r#"{{"household": "24133-0017", "name": " {NAME} "}}"#)).unwrap();
    assert_eq!(card.name.reveal(), NAME);
    let nested = Some(vec![(1, &card)]);
    for printed in
        [format!("{card:?}"), format!("{card:#?}"), format!("{nested:?}"), serde_json::to_string(&card).unwrap()]
    {
        assert!(!printed.contains("Bia") && !printed.contains("Niê"), "{printed}");
    }
    let blank = serde_json::from_str::<Card>(r#"{"household": "24133-0017", "name": "--"}"#).unwrap_err();
    assert!(blank.to_string().starts_with("the text has no letter and no digit"), "{blank}");
}

#[test]
fn a_pseudonym_is_the_keyed_hash_of_purpose_and_identifier() {
    let key: Vec<u8> = (0..32).collect();
    let pseudonym = Pseudonymiser::new(&key, "housing").unwrap().of("24133-0017");
    // printf '\0\0\0\0\0\0\0\7housing24133-0017' | openssl dgst -sha256 -mac HMAC -macopt hexkey:000102...1f
    assert_eq!(pseudonym.to_string(), "bf8f86e1e1a65f0b584646cb48d2f41b");
    assert_eq!(pseudonym.to_string().parse::<Pseudonym>().unwrap(), pseudonym);
    let json = serde_json::to_string(&pseudonym).unwrap();
    assert_eq!(serde_json::from_str::<Pseudonym>(&json).unwrap(), pseudonym);
    let other = |key: &[u8], purpose: &str, id: &str| Pseudonymiser::new(key, purpose).unwrap().of(id);
    assert_ne!(other(&[1; 32], "housing", "24133-0017"), pseudonym);
    assert_ne!(other(&key, "housing2", "4133-0017"), pseudonym);
    assert_ne!(other(&key, "health", "24133-0017"), pseudonym);
    assert!(!format!("{:?}", Pseudonymiser::new(&key, "housing").unwrap()).contains("31"));
}

#[test]
fn each_refusal_says_what_was_expected() {
    let key = Pseudonymiser::new(&[0; 31], "housing").unwrap_err();
    assert_eq!(
        (key.code(), key.to_string().as_str()),
        ("privacy/short-key", "the key has 31 bytes, expected at least 32")
    );
    assert_eq!(Pseudonymiser::new(&[0; 32], " ").unwrap_err().code(), "privacy/no-purpose");
    assert_eq!(Secret::new(" . ").unwrap_err(), PrivacyError::Blank);
    assert_eq!(PrivacyError::Blank.code(), "privacy/blank");
    for text in ["", "0", &"g".repeat(32), &"+".repeat(32)] {
        let error = text.parse::<Pseudonym>().unwrap_err();
        assert_eq!(error.code(), "privacy/pseudonym");
        assert_eq!(
            error.to_string(),
            format!("a pseudonym has 32 hexadecimal digits, found {} characters", text.len())
        );
    }
}
