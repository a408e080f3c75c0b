//! Any valid standard survives being written and read: as TOML, as JSON, and through serde.

use poverty::standard::Standard;
use poverty::strategies::standard::standard;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn toml_and_json(standard in standard()) {
        let toml = standard.to_toml().unwrap();
        prop_assert_eq!(&Standard::from_toml("drawn.toml", &toml).unwrap(), &standard);
        let json = standard.to_json().unwrap();
        prop_assert_eq!(&Standard::from_json("drawn.json", &json).unwrap(), &standard);
        prop_assert_eq!(serde_json::from_str::<Standard>(&json).unwrap(), standard);
    }
}
