//! The annual review of a commune: who entered poverty, who left, who fell back, in a form that names nobody.

use crate::{Failure, sealed, text};
use poverty::journal::{FileStore, Store};
use poverty::place::Gazetteer;
use poverty::quantity::Rounding::HalfUp;
use poverty::register::disclosure::{CountTable, DisclosureRule};
use poverty::register::review::{Procedure, WorkingDays};
use poverty::register::{Change, Register, Transitions, View};
use poverty::report::{Locale, ReportError, Section, of};
use poverty::source::{Language, Text};

const JOURNAL: &str = include_str!("../data/register/journal.jsonl");
const PLACES: &str = include_str!("../data/register/places.toml");
const COMMUNE: &str = "66-X1";
const STANDARD: &str = "vn-decree-07-2021";

fn register() -> Result<Register, Failure> {
    let mut store = FileStore::<Change, _>::on(sealed::Bytes(JOURNAL.as_bytes().to_vec()), "journal.jsonl")?;
    let places = Gazetteer::builder().provinces_of_viet_nam()?.toml("places.toml", PLACES)?.build()?;
    let calendar = WorkingDays::over("2022-01-01/2026-01-01".parse()?);
    let register = Register::with_places(places).reviewing_by(Procedure::vn_decision_24_2021()?, calendar);
    register.filled(store.read()?).map_err(|(entry, error)| format!("entry {entry}: {error}").into())
}

pub(crate) fn section() -> Result<Section, Failure> {
    let register = register()?;
    let ends = [register.as_of("2022-12-31".parse()?), register.as_of("2023-12-31".parse()?)];
    let [earlier, later] = &ends;
    let passed = Transitions::within(COMMUNE, earlier, later);
    let rate = |view: &View<'_>| view.figures(Some(COMMUNE), STANDARD).and_then(|figures| figures.rate());
    let (before, after) = (rate(earlier)?, rate(later)?);
    // Flows and rates are counted on two ways; here they meet, or nothing is printed.
    let change = passed.reconcile(&before, &after)?.change.points()?.points(2, HalfUp).number().to_string();
    let percent = |locale: Locale, rate: &poverty::measure::administrative::AdministrativeRate| {
        locale.digits(&rate.rate().percent(2, HalfUp).number().to_string())
    };
    let both = |said: &dyn Fn(Locale) -> (String, &'static str)| -> Result<Text, Failure> {
        let (english, unit) = said(Locale::of(Language::English));
        let (vietnamese, of_vietnamese) = said(Locale::of(Language::Vietnamese));
        text(format!("{english} {unit}"), format!("{vietnamese} {of_vietnamese}"))
    };
    let key = vec![
        (
            text("Poor at the end of 2022", "Tỷ lệ nghèo cuối năm 2022")?,
            both(&|locale| (percent(locale, &before), "%"))?,
        ),
        (text("at the end of 2023", "cuối năm 2023")?, both(&|locale| (percent(locale, &after), "%"))?),
        (
            text("Change", "Thay đổi")?,
            both(&|locale| {
                let unit = if locale.language() == Language::Vietnamese { "điểm %" } else { "points" };
                (locale.digits(&change), unit)
            })?,
        ),
    ];
    let year = text("2022 to 2023", "2022 đến 2023")?;
    let flows = of::flows(text("year", "năm")?, [Ok((year, &passed))])?;
    let passages = of::passages(&passed)?;

    let sized = later.households_in(COMMUNE).map(|state| {
        let size = if state.members().len() >= 5 { "5+".to_owned() } else { state.members().len().to_string() };
        (state.standing().to_string(), size)
    });
    let published = CountTable::of_pairs(sized)?.protect(DisclosureRule::at_least(3)?);
    let title = text("Households by standing and number of members", "Số hộ theo phân loại và số nhân khẩu")?;
    let table = of::publication("sizes", title, &published, name)?;
    Ok(Section::new("review", text("The annual review", "Rà soát hằng năm")?)
        .words(text(
            "One commune's register over a year. What entered and left poverty leads from one rate to the other, household by \
             household. The first two tables are for the office; the third is fit to publish, its small numbers withheld.",
            "Sổ hộ của một xã trong một năm. Số hộ rơi vào nghèo và thoát nghèo khớp với hai tỷ lệ đến từng hộ. Hai bảng đầu \
             dùng nội bộ; bảng thứ ba có thể công bố, các số nhỏ được giữ kín.",
        )?)
        .key(key)
        .table(flows)
        .table(passages)
        .table(table))
}

fn name(label: &str) -> Result<Text, ReportError> {
    Ok(match label {
        "poor" => Text::english("poor")?.and(Language::Vietnamese, "nghèo")?,
        "near-poor" => Text::english("near-poor")?.and(Language::Vietnamese, "cận nghèo")?,
        "not poor" => Text::english("not poor")?.and(Language::Vietnamese, "không nghèo")?,
        "5+" => Text::english("5 and more")?.and(Language::Vietnamese, "5 trở lên")?,
        other => Text::english(other)?,
    })
}
