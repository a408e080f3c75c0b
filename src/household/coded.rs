//! Lists of codes: enumerations with a code for files and a label in each language.

/// Declares an enumeration whose variants have a code (in files) and labels (English, Vietnamese).
macro_rules! coded {
    (
        $(#[$meta:meta])*
        $field:literal
        pub enum $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $code:literal, $english:literal, $vietnamese:literal; )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[$variant_meta])* #[doc = concat!(" ", $english, " (", $vietnamese, "), code `", $code, "`.")] $variant, )+
        }

        impl $name {
            /// Every value, in the order of the form.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Code in data files.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// What it is called in a language; English where the language has no label.
            #[must_use]
            pub const fn label(self, language: $crate::source::Language) -> &'static str {
                match language {
                    $crate::source::Language::Vietnamese => match self { $(Self::$variant => $vietnamese),+ },
                    _ => match self { $(Self::$variant => $english),+ },
                }
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.code())
            }
        }

        impl core::str::FromStr for $name {
            type Err = $crate::household::HouseholdError;

            fn from_str(code: &str) -> Result<Self, Self::Err> {
                match code {
                    $($code => Ok(Self::$variant),)+
                    _ => Err($crate::household::HouseholdError::UnknownCode {
                        field: $field,
                        code: code.to_owned(),
                        expected: $crate::household::coded::without_last_comma(concat!($("`", $code, "`, "),+)),
                    }),
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        /// One of the codes.
        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "enum": [$($code),+], "description": concat!("A code of ", $field, ".") })
            }
        }

        /// Any value of the list.
        #[cfg(feature = "proptest")]
        impl proptest::arbitrary::Arbitrary for $name {
            type Parameters = ();
            type Strategy = proptest::sample::Select<Self>;

            fn arbitrary_with((): ()) -> Self::Strategy {
                proptest::sample::select(Self::ALL)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let code = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                code.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

/// Declares a record all of whose combinations are valid: public observed fields, each with a setter `with_...`, then (after
/// `groups`) smaller records of the same kind. The text tells what serde expected where it found something else.
macro_rules! observed_record {
    (
        $(#[$meta:meta])*
        $expecting:literal
        pub struct $name:ident {
            $( $(#[$field_meta:meta])* $field:ident: $type:ty, $setter:ident; )+
        }
        $( groups { $( $(#[$group_meta:meta])* $group:ident: $record:ty, $group_setter:ident; )+ } )?
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, serde::Deserialize)]
        #[serde(default, deny_unknown_fields, expecting = $expecting)]
        #[non_exhaustive]
        pub struct $name {
            $(
                $(#[$field_meta])*
                pub $field: Observed<$type>,
            )+
            $($(
                $(#[$group_meta])*
                pub $group: $record,
            )+)?
        }

        /// What was not recorded is left out, except in formats that know fields by their order alone.
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeStruct;

                let all = !serializer.is_human_readable();
                $( let $field = all || !self.$field.is_not_recorded(); )+
                $($( let $group = all || !$crate::household::coded::Record::is_not_recorded(&self.$group); )+)?
                let fields = [$($field,)+ $($($group,)+)?];
                let count = fields.into_iter().filter(|written| *written).count();
                let mut record = serializer.serialize_struct(stringify!($name), count)?;
                $(
                    if $field {
                        record.serialize_field(stringify!($field), &self.$field)?;
                    }
                )+
                $($(
                    if $group {
                        record.serialize_field(stringify!($group), &self.$group)?;
                    }
                )+)?
                record.end()
            }
        }

        impl $name {
            $(
                #[doc = concat!("The same record with [`", stringify!($field), "`](Self::", stringify!($field), ") observed.")]
                #[must_use]
                pub fn $setter(mut self, value: impl Into<Observed<$type>>) -> Self {
                    self.$field = value.into();
                    self
                }
            )+

            $($(
                #[doc = concat!("The same record with other [`", stringify!($group), "`](Self::", stringify!($group), ").")]
                #[must_use]
                pub fn $group_setter(mut self, record: $record) -> Self {
                    self.$group = record;
                    self
                }
            )+)?

        }

        /// Any record: each field known, unknown or not applicable.
        #[cfg(feature = "proptest")]
        impl proptest::arbitrary::Arbitrary for $name {
            type Parameters = ();
            type Strategy = proptest::strategy::BoxedStrategy<Self>;

            fn arbitrary_with((): ()) -> Self::Strategy {
                use proptest::prelude::*;

                let records = Just(Self::default());
                $(
                    let records = (records, any::<Observed<$type>>())
                        .prop_map(|(record, value): (Self, _)| record.$setter(value))
                        .boxed();
                )+
                $($(
                    let records = (records, any::<$record>())
                        .prop_map(|(record, value): (Self, _)| record.$group_setter(value))
                        .boxed();
                )+)?
                records
            }
        }

        impl $crate::household::coded::Record for $name {
            fn is_not_recorded(&self) -> bool {
                $(self.$field.is_not_recorded())&&+
                $($(&& self.$group.is_not_recorded())+)?
            }
        }
    };
}

/// A record of observations, which may be empty.
pub(crate) trait Record {
    /// Whether nothing at all was recorded; such a record is left out of files.
    fn is_not_recorded(&self) -> bool;
}

/// The list of codes in an error, written with a comma and a blank after each.
pub(crate) const fn without_last_comma(codes: &'static str) -> &'static str {
    codes.split_at(codes.len().saturating_sub(2)).0
}

pub(crate) use {coded, observed_record};
