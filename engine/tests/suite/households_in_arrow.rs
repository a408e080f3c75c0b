//! Typed households in Arrow: there and back, refusals, and classes.

use arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Float64Array, Int64Array, LargeStringArray, ListArray, NullArray,
    RecordBatch, StringArray, StructArray,
};
use arrow::buffer::OffsetBuffer;
use arrow::datatypes::{DataType, Field, Fields, UInt64Type};
use poverty::household::read::{CellKind, Column, MemberRow, household_columns, member_columns};
use poverty::household::{Dwelling, Household, Member, Observed, Roof, Services, Toilet, Unknown};
use poverty::measure::{Axes, PatternTable, Structure};
use poverty::place::Area;
use poverty::quantity::{CountedUnit, FloorArea, Money, Unit, Weight};
use poverty::standard::{Standard, Standards};
use poverty::strategies::household::household;
use poverty_engine::households::{AssessedTable, assess_batch, read_households, schema, write_households};
use proptest::collection::vec;
use proptest::prelude::*;
use std::sync::Arc;

const ON: &str = "2022-08-31";

/// A record whose amounts of money have at most nine decimals, as all currencies have.
fn coarse<R: Default + 'static>(columns: impl Iterator<Item = &'static Column<R>>, mut record: R) -> R {
    for column in columns.filter(|column| column.kind() == CellKind::Money) {
        let text = column.write(&record);
        let Some((amount, currency)) = text.split_once(' ') else { continue };
        let end = amount.find('.').map_or(amount.len(), |point| amount.len().min(point + 10));
        column.read(&mut record, &format!("{} {currency}", &amount[..end])).unwrap();
    }
    record
}

fn payable() -> impl Strategy<Value = Household> {
    household().prop_map(|household| {
        let members = household.members().iter().map(|member| {
            let row = MemberRow { member: member.clone(), ..MemberRow::default() };
            coarse(member_columns(), row).member
        });
        let members: Vec<Member> = members.collect();
        coarse(household_columns(), household.to_builder()).members(members).build().unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever a household may be, it comes back equal, also from a slice.
    #[test]
    fn households_come_back_equal(list in vec(payable(), 1..5), skip in 0_usize..5) {
        let batch = write_households(&list).unwrap();
        prop_assert_eq!(batch.schema(), schema());
        prop_assert_eq!(&read_households("batch", &batch).unwrap(), &list);
        let skip = skip.min(list.len());
        let rest = read_households("slice", &batch.slice(skip, list.len() - skip)).unwrap();
        prop_assert_eq!(&rest[..], &list[skip..]);
    }

    /// A batch gives the classes and the table that households give one by one; a household that a standard refuses stops it.
    #[test]
    fn a_batch_is_assessed_as_its_households_are(
        list in vec(payable(), 1..5),
        id in prop::sample::select(vec!["vn-decree-07-2021", "vn-decision-59-2015", "mx-coneval-2018", "global-mpi-2018"]),
    ) {
        let standard = Standards::embedded().get(id).unwrap();
        let batch = write_households(&list).unwrap();
        let assessed = assess_batch(standard, "batch", &batch, ON.parse().unwrap());
        let first = list.iter().position(|household| standard.assess_units(household, ON.parse().unwrap()).is_err());
        if let Some(first) = first {
            let expected = standard.assess_units(&list[first], ON.parse().unwrap()).unwrap_err();
            let error = assessed.unwrap_err();
            prop_assert_eq!(error.code(), expected.code());
            prop_assert_eq!(error.to_string(), format!("batch, row {}: {expected}", first + 1));
            return Ok(());
        }
        let assessed = assessed.unwrap();
        prop_assert_eq!(classes(assessed.classes()), one_by_one(standard, &list));
        match assessed.table() {
            AssessedTable::Households(table) => prop_assert!(*table == table_of(standard, &list)),
            AssessedTable::Persons(table) => prop_assert!(*table == table_of(standard, &list)),
        }
    }
}

/// Identifier, member, class, possible classes, deprived, missing.
type Row = (String, String, String, String, u64, u64);

fn classes(batch: &RecordBatch) -> Vec<Row> {
    let masks = |name: &str| batch.column_by_name(name).unwrap().as_primitive::<UInt64Type>().values().to_vec();
    let (deprived, missing) = (masks("deprived"), masks("missing"));
    let possible = batch.column_by_name("possible_classes").unwrap().as_list::<i32>().clone();
    let texts = crate::data::texts(&batch.project(&[0, 1, 2]).unwrap());
    let rows = texts.into_iter().enumerate().map(|(row, texts)| {
        let own = possible.value(row);
        let possible = own.as_string::<i32>().iter().flatten().collect::<Vec<_>>().join(",");
        (texts[0].clone(), texts[1].clone(), texts[2].clone(), possible, deprived[row], missing[row])
    });
    rows.collect()
}

fn one_by_one(standard: &Standard, list: &[Household]) -> Vec<Row> {
    let mut rows = Vec::new();
    for household in list {
        let units = standard.assess_units(household, ON.parse().unwrap()).unwrap();
        for (place, unit) in units.iter().enumerate() {
            let member = if standard.unit() == Unit::Person { (place + 1).to_string() } else { String::new() };
            let class = unit.class().map_or_else(String::new, |class| class.id().to_owned());
            let possible = unit.possible_classes().map(|class| class.id()).collect::<Vec<_>>().join(",");
            let profile = unit.profile();
            rows.push((household.id().to_owned(), member, class, possible, profile.deprived(), profile.missing()));
        }
    }
    rows
}

fn table_of<U: CountedUnit>(standard: &Standard, list: &[Household]) -> PatternTable<U> {
    let axes = Axes::new().subgroup("place").unwrap().subgroup("area").unwrap();
    let mut table = PatternTable::new(&Structure::of_standard(standard).unwrap(), axes).unwrap();
    for household in list {
        for unit in standard.assess_units(household, ON.parse().unwrap()).unwrap() {
            let weight = Weight::from_billionths(household.weight().billionths());
            let levels = [household.place(), &household.area().to_string()];
            table.add_row(&levels, unit.profile(), weight, &[]).unwrap();
        }
    }
    table
}

fn family(id: &str) -> Household {
    let services = Services::default()
        .with_toilet(Toilet::OpenPit)
        .with_toilet_shared(Observed::Unknown(Unknown::Refused))
        .with_internet(Observed::NotApplicable);
    Household::builder(id, "24133", Area::Rural)
        .weight("12.5".parse().unwrap())
        .income_per_person_month(Money::vnd(1_150_000))
        .dwelling(Dwelling::default().with_area(FloorArea::square_metres(30).unwrap()).with_roof(Roof::Tile))
        .services(services)
        .member(Member::aged(41).unwrap())
        .member(Member::aged(9).unwrap())
        .build()
        .unwrap()
}

fn written() -> RecordBatch {
    write_households(&[family("H1"), family("H2"), family("H3")]).unwrap()
}

/// The batch with another column in the place of one, after all others, or without it.
fn with(name: &str, column: Option<ArrayRef>) -> RecordBatch {
    let batch = written();
    let schema = batch.schema();
    let kept = schema.fields().iter().zip(batch.columns()).filter(|(field, _)| field.name() != name);
    let mut columns: Vec<(String, ArrayRef)> =
        kept.map(|(field, column)| (field.name().clone(), column.clone())).collect();
    columns.extend(column.map(|column| (name.to_owned(), column)));
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, column)| (name, column, true))).unwrap()
}

fn refused(name: &str, column: Option<ArrayRef>) -> (&'static str, String) {
    let error = read_households("mine", &with(name, column)).unwrap_err();
    (error.code(), error.to_string())
}

fn texts(values: [Option<&str>; 3]) -> ArrayRef {
    Arc::new(StringArray::from(values.to_vec()))
}

#[test]
fn columns_are_those_of_the_tables_with_types() {
    let schema = schema();
    for column in household_columns() {
        let field = schema.field_with_name(column.name()).unwrap();
        assert_eq!(field.is_nullable(), !column.is_required(), "{}", column.name());
    }
    let DataType::List(item) = schema.field_with_name("members").unwrap().data_type() else { panic!("no list") };
    let DataType::Struct(members) = item.data_type() else { panic!("no structs") };
    let names: Vec<&str> = members.iter().map(|field| field.name().as_str()).collect();
    let expected = member_columns().map(|column| column.name()).filter(|name| !["household", "number"].contains(name));
    assert_eq!(names, expected.chain(["unanswered"]).collect::<Vec<_>>());

    let batch = written();
    assert_eq!(batch.column_by_name("dwelling_area").unwrap().data_type(), &DataType::Decimal128(12, 4));
    let area = batch.column_by_name("dwelling_area").unwrap().as_primitive::<arrow::datatypes::Decimal128Type>();
    assert_eq!(area.value(0), 300_000);
    let money = batch.column_by_name("income_per_person_month").unwrap().as_struct();
    let amount = money.column(0).as_primitive::<arrow::datatypes::Decimal128Type>();
    assert_eq!(amount.value(2), 1_150_000_000_000_000);
    let unanswered = batch.column_by_name("unanswered").unwrap().as_list::<i32>().value(1);
    let columns: Vec<String> = crate::data::texts(&RecordBatch::from(unanswered.as_struct())).concat();
    assert_eq!(columns, ["toilet_shared", "refused", "internet", "not_applicable"]);
}

/// What another tool makes of a survey: texts for codes, floats for decimals, wider integers, columns left out or empty.
#[test]
fn other_types_that_print_alike_are_read_alike() {
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("dwelling_area", Arc::new(Float64Array::from(vec![Some(30.0), None]))),
        ("id", Arc::new(LargeStringArray::from(vec!["H1", " H2 "]))),
        ("rooms", Arc::new(Int64Array::from(vec![Some(2), Some(3)]))),
        ("area", Arc::new(StringArray::from(vec!["rural", "urban"]))),
        ("place", Arc::new(Int64Array::from(vec![24_133, 24_134]))),
        ("toilet", Arc::new(StringArray::from(vec!["open_pit", "unknown:refused"]))),
        ("toilet_shared", Arc::new(StringArray::from(vec!["", "true"]))),
        ("internet", Arc::new(BooleanArray::from(vec![Some(true), None]))),
        ("income_per_person_month", Arc::new(StringArray::from(vec![Some("1150000 VND"), None]))),
        ("wall", Arc::new(NullArray::new(2))),
        ("members", {
            let births: ArrayRef = Arc::new(Int64Array::from(vec![41, 9, 60]));
            let fields = Fields::from(vec![Field::new("birth", DataType::Int64, true)]);
            let structs = StructArray::new(fields.clone(), vec![births], None);
            let item = Arc::new(Field::new("item", DataType::Struct(fields), true));
            Arc::new(ListArray::new(item, OffsetBuffer::from_lengths([2, 1]), Arc::new(structs), None))
        }),
    ];
    let batch =
        RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, own)| (name, own, true))).unwrap();
    let list = read_households("mine", &batch).unwrap();
    assert_eq!((list[0].id(), list[1].id(), list[0].place()), ("H1", " H2 ", "24133"));
    assert_eq!((list[0].size(), list[1].size()), (2, 1));
    assert_eq!(list[0].dwelling().area, Observed::Known(FloorArea::square_metres(30).unwrap()));
    assert_eq!(list[0].services().toilet, Observed::Known(Toilet::OpenPit));
    assert_eq!(list[0].services().toilet_shared, Observed::NOT_RECORDED);
    assert_eq!(list[1].services().toilet, Observed::Unknown(Unknown::Refused));
    assert_eq!(list[1].services().toilet_shared, Observed::Known(true));
    assert_eq!(list[0].income_per_person_month(), Observed::Known(Money::vnd(1_150_000)));
    assert_eq!(list[1].members()[0], Member::aged(60).unwrap());
}

#[test]
fn a_batch_of_another_form_is_refused() {
    let missing = "mine: column `place` is absent, expected there";
    assert_eq!(refused("place", None), ("engine/form", missing.to_owned()));
    let missing = "mine: column `members` is absent, expected a list of structs";
    assert_eq!(refused("members", None), ("engine/form", missing.to_owned()));
    let (code, message) = refused("toilett", Some(texts([None, None, None])));
    assert_eq!(code, "engine/form");
    let expected = "mine: column `toilett` is there, expected only columns that are known: id, place, area, ";
    assert!(message.starts_with(expected), "{message}");

    let twice = written();
    let mut fields: Vec<Field> = twice.schema().fields().iter().map(|field| field.as_ref().clone()).collect();
    let mut columns = twice.columns().to_vec();
    fields.push(twice.schema().field_with_name("toilet").unwrap().clone());
    columns.push(twice.column_by_name("toilet").unwrap().clone());
    let twice = RecordBatch::try_new(Arc::new(arrow::datatypes::Schema::new(fields)), columns).unwrap();
    let error = read_households("mine", &twice).unwrap_err().to_string();
    assert_eq!(error, "mine: column `toilet` is there twice, expected there once");
}

#[test]
fn a_column_of_another_type_is_refused() {
    let (code, message) = refused("toilet", Some(Arc::new(BooleanArray::from(vec![true; 3]))));
    let expected = "mine: column `toilet` is of type Boolean, expected a dictionary of texts, or texts";
    assert_eq!((code, message.as_str()), ("engine/column-type", expected));
    let list = with("weight", None).column_by_name("unanswered").unwrap().clone();
    let (code, message) = refused("rooms", Some(list.clone()));
    assert_eq!(code, "engine/column-type");
    assert!(message.ends_with("expected whole numbers"), "{message}");
    assert_eq!(refused("income_per_person_month", Some(list.clone())).0, "engine/column-type");
    let (code, message) = refused("members", Some(texts([None, None, None])));
    let expected = "mine: column `members` is of type Utf8, expected a list of structs";
    assert_eq!((code, message.as_str()), ("engine/column-type", expected));
    // Lists of structs, but of none of a member's columns.
    let (code, message) = refused("members", Some(list));
    assert_eq!(code, "engine/form");
    assert!(message.starts_with("mine: column `members.column` is there, expected only columns"), "{message}");
}

#[test]
fn a_value_that_its_column_does_not_take_is_told_with_its_row() {
    let (code, message) = refused("toilet", Some(texts([None, Some("golden"), None])));
    assert_eq!(code, "engine/value");
    assert!(message.starts_with("mine, row 2: column `toilet` is `golden`, expected `septic"), "{message}");
    let (_, message) = refused("rooms", Some(Arc::new(Int64Array::from(vec![1, 2, -3]))));
    assert!(
        message.starts_with("mine, row 3: column `rooms` is `-3`, expected a whole number from 0 to 255"),
        "{message}"
    );
    let (_, message) = refused("id", Some(texts([Some("H1"), None, Some("H3")])));
    assert_eq!(message, "mine, row 2: column `id` is ``, expected an identifier");
    let (_, message) = refused("weight", Some(Arc::new(Float64Array::from(vec![1.0, f64::NAN, 1.0]))));
    assert!(message.starts_with("mine, row 2: column `weight` is `NaN`, expected a number of at least 0"), "{message}");
}

#[test]
fn a_household_needs_its_members() {
    let members = written().column_by_name("members").unwrap().as_list::<i32>().clone();
    let DataType::List(item) = members.data_type() else { panic!("no list") };
    let (values, item) = (members.values().clone(), item.clone());
    let lists = |nulls: Option<Vec<bool>>, lengths: [usize; 3]| -> Option<ArrayRef> {
        let offsets = OffsetBuffer::from_lengths(lengths);
        Some(Arc::new(ListArray::new(item.clone(), offsets, values.clone(), nulls.map(Into::into))))
    };
    let expected = ("household/no-members", "mine, row 2: ");
    for lists in [lists(None, [2, 0, 4]), lists(Some(vec![true, false, true]), [2, 2, 2])] {
        let (code, message) = refused("members", lists);
        assert_eq!(code, expected.0);
        assert!(message.starts_with(expected.1), "{message}");
    }
    let structs = values.as_struct();
    let nulls = vec![true, true, true, false, true, true];
    let structs = StructArray::new(structs.fields().clone(), structs.columns().to_vec(), Some(nulls.into()));
    let item = Arc::new(item.as_ref().clone().with_nullable(true));
    let lists = ListArray::new(item, OffsetBuffer::from_lengths([2, 2, 2]), Arc::new(structs), None);
    let expected = "mine, row 2: column `members` is ``, expected a member, not null";
    assert_eq!(refused("members", Some(Arc::new(lists))), ("engine/value", expected.to_owned()));
}

#[test]
fn reasons_stand_only_where_nothing_else_does() {
    let reasons = |answers: [(&str, &str); 3]| -> Option<ArrayRef> {
        let part = |of: &dyn Fn(&(&str, &str)) -> String| -> ArrayRef {
            Arc::new(answers.iter().map(|answer| Some(of(answer))).collect::<StringArray>())
        };
        let fields =
            Fields::from(vec![Field::new("column", DataType::Utf8, false), Field::new("why", DataType::Utf8, false)]);
        let columns = vec![part(&|answer| answer.0.to_owned()), part(&|answer| answer.1.to_owned())];
        let structs = StructArray::new(fields.clone(), columns, None);
        let item = Arc::new(Field::new("item", DataType::Struct(fields), false));
        Some(Arc::new(ListArray::new(item, OffsetBuffer::from_lengths([1, 1, 1]), Arc::new(structs), None)))
    };
    let good = ("wall", "refused");
    let (code, message) = refused("unanswered", reasons([good, ("toilet", "refused"), good]));
    let expected = "mine, row 2: column `unanswered` is `refused`, expected no reason, as `toilet` has a value";
    assert_eq!((code, message.as_str()), ("engine/value", expected));
    let (_, message) = refused("unanswered", reasons([good, good, ("id", "refused")]));
    let expected = "mine, row 3: column `unanswered` is `id`, expected the name of a column that may be null";
    assert_eq!(message, expected);
    let (_, message) = refused("unanswered", reasons([("wall", "tired"), good, good]));
    let expected = "mine, row 1: column `unanswered` is `tired`, expected `unknown:` with the reason ";
    assert!(message.starts_with(expected), "{message}");
    let error = refused("unanswered", Some(texts([None, None, None]))).0;
    assert_eq!(error, "engine/column-type");
}

#[test]
fn money_finer_than_any_currency_is_not_rounded() {
    let fine = family("H2").to_builder().income_per_person_month("1.0000000001 VND".parse::<Money>().unwrap());
    let error = write_households(&[family("H1"), fine.build().unwrap()]).unwrap_err();
    assert_eq!(error.code(), "engine/value");
    let expected = "households, row 2: column `income_per_person_month` is `1.0000000001 VND`, expected";
    assert!(error.to_string().starts_with(expected), "{error}");
}

#[cfg(feature = "parquet")]
#[test]
fn households_come_back_from_parquet() {
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("households.parquet");
    crate::bad_input::write(&path, &written(), 2);
    let reader =
        ParquetRecordBatchReaderBuilder::try_new(std::fs::File::open(&path).unwrap()).unwrap().build().unwrap();
    let list: Vec<Household> = reader.flat_map(|batch| read_households("file", &batch.unwrap()).unwrap()).collect();
    assert_eq!(list, [family("H1"), family("H2"), family("H3")]);
}
