//! A type of one's own under a standard of one's own: schools, by what a school needs.
//!
//! `cargo run --release --example custom_subject`
//!
//! One trait, [`Assessable`], says what an indicator finds in a school. Assessment, explanations, profiles and every counting
//! measure follow.

mod shown;

use comfy_table::{CellAlignment, LineStyle, Table, TableStyle};
use poverty::measure::{Axes, Group, PatternTable, Structure, Weighting};
use poverty::quantity::{Persons, Rounding, Weight};
use poverty::source::Language;
use poverty::standard::{Assessable, Deprivation, Question, Standard};
use std::borrow::Cow;
use std::error::Error;
use std::io::Write;

/// A school as an inspector saw it. What was not asked is `None`.
struct School {
    name: &'static str,
    district: &'static str,
    pupils: u32,
    toilets: Option<u32>,
    teachers: Option<u32>,
    electricity: Option<bool>,
    minutes_on_foot: Option<u32>,
}

impl School {
    /// How many pupils share one of something.
    fn pupils_to_each(&self, things: Option<u32>, limit: u32) -> Deprivation {
        things.map_or(Deprivation::Missing, |things| Deprivation::when(self.pupils > things.saturating_mul(limit)))
    }
}

impl Assessable for School {
    fn identifier(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.name)
    }

    fn noun(&self, _: Language) -> &'static str {
        "School"
    }

    fn answer(&self, question: &Question<'_>) -> Deprivation {
        // Thresholds stay in the file of the standard.
        let limit = question.parameter("limit").and_then(|limit| limit.parse().ok()).unwrap_or(0);
        match question.indicator().id() {
            "toilets" => self.pupils_to_each(self.toilets, limit),
            "teachers" => self.pupils_to_each(self.teachers, limit),
            "electricity" => self.electricity.map_or(Deprivation::Missing, |there| Deprivation::when(!there)),
            "way" => self.minutes_on_foot.map_or(Deprivation::Missing, |minutes| Deprivation::when(minutes > limit)),
            _ => Deprivation::Missing,
        }
    }

    fn observation(&self, question: &Question<'_>, _: Language) -> String {
        let seen = |what: Option<String>| what.unwrap_or_else(|| "not asked".to_owned());
        match question.indicator().id() {
            "toilets" => seen(self.toilets.map(|toilets| format!("{} pupils, {toilets} toilets", self.pupils))),
            "teachers" => seen(self.teachers.map(|teachers| format!("{} pupils, {teachers} teachers", self.pupils))),
            "electricity" => seen(self.electricity.map(|there| if there { "yes" } else { "no" }.to_owned())),
            _ => seen(self.minutes_on_foot.map(|minutes| format!("{minutes} minutes on foot"))),
        }
    }
}

fn schools() -> Vec<School> {
    let school = |name, district, pupils, toilets, teachers, electricity, minutes_on_foot| School {
        name,
        district,
        pupils,
        toilets,
        teachers,
        electricity,
        minutes_on_foot,
    };
    vec![
        school("Ea Súp 1", "Ea Súp", 240, Some(12), Some(12), Some(true), Some(25)),
        school("Ea Súp 2", "Ea Súp", 101, Some(4), Some(3), Some(false), Some(70)),
        school("Cư M'Lan", "Ea Súp", 88, Some(2), Some(4), Some(false), Some(45)),
        school("Krông Na", "Buôn Đôn", 130, None, Some(5), Some(true), Some(80)),
        school("Ea Huar", "Buôn Đôn", 175, Some(8), Some(9), Some(true), Some(35)),
    ]
}

fn main() -> Result<(), Box<dyn Error>> {
    shown::whole(write)
}

fn write(out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let standard = Standard::from_toml("schools.toml", include_str!("data/schools.toml"))?;
    let schools = schools();
    let on = "2024-12-31".parse()?;

    let mut page = Table::new();
    page.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─')));
    page.set_header(["school", "district", "pupils", "class", "lacks"]);
    let structure = Structure::of_standard(&standard)?;
    let mut table = PatternTable::<Persons>::new(&structure, Axes::new().subgroup("district")?)?;
    for school in &schools {
        let assessment = standard.assess(school, on)?;
        let lacks: Vec<&str> = standard.indicators_of(assessment.profile().deprived()).collect();
        let class = assessment.class().map_or("not determined", |class| class.id());
        page.add_row([school.name, school.district, &school.pupils.to_string(), class, &lacks.join(", ")]);
        // A school weighs as many as the pupils who go there.
        let cell = table.cell(&[school.district])?;
        table.add(cell, assessment.profile(), Weight::from_integer(school.pupils.into())?)?;
    }
    if let Some(pupils) = page.column_mut(2) {
        pupils.set_cell_alignment(CellAlignment::Right);
    }
    writeln!(out, "{page}\n")?;

    // The measure treats what was not asked as the standard does: the weight goes to the rest of the dimension.
    let policy = standard.missing_policy().ok_or("the standard names no rule for missing answers")?;
    let poverty =
        Weighting::of_standard(&standard)?.cutoff(standard.cutoffs().first().ok_or("no cutoff")?.k())?.missing(policy);
    for (name, group) in [
        ("all districts", Group::whole()),
        ("Ea Súp", Group::whole().and("district", "Ea Súp")),
        ("Buôn Đôn", Group::whole().and("district", "Buôn Đôn")),
    ] {
        let tally = table.tally(&poverty, &group)?;
        writeln!(
            out,
            "{name:<14} {:>8} of pupils in lacking schools, {:>8} mean share lacked there, M0 = {}",
            tally.headcount_ratio()?.percent(1, Rounding::HalfUp).to_string(),
            tally.intensity()?.percent(1, Rounding::HalfUp).to_string(),
            tally.adjusted_headcount_ratio()?,
        )?;
    }
    let doubtful = schools.iter().find(|school| school.toilets.is_none()).ok_or("every school was asked everything")?;
    Ok(writeln!(out, "\n{}", standard.assess(doubtful, on)?.explain(Language::English))?)
}
