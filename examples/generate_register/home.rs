//! Invented households: incomes, what they lack, and members whose schooling follows their age.

use super::draw::Draw;
use chrono::{Datelike, NaiveDate};
use poverty::household::{
    Disability, Dwelling, Education, EthnicGroup, Floor, Frame, HealthCare, Household, HouseholdError, Item, Member,
    Nutrition, Possessions, Relationship, Roof, Services, Toilet, Wall, WaterSource, Work,
};
use poverty::place::Area;
use poverty::quantity::{FloorArea, Money};

/// A household as it lives, of which surveys write down what they see.
#[derive(Clone, Debug)]
pub(crate) struct Home {
    pub(crate) number: u32,
    pub(crate) village: &'static str,
    /// Thousand dong a person and month.
    pub(crate) income: u32,
    /// How many of six things it lacks.
    pub(crate) lacks: u32,
    pub(crate) minority: bool,
    /// Persons of the register with their births.
    pub(crate) people: Vec<(u64, NaiveDate)>,
}

impl Home {
    pub(crate) fn drawn(draw: &mut Draw, number: u32, village: &'static str) -> Self {
        let (low, high) =
            draw.pick(&[(30, (700, 1_490)), (15, (1_510, 2_200)), (55, (2_300, 6_500))]).unwrap_or((0, 0));
        let income = draw.between(low, high);
        let lacks = if income < 1_500 { draw.between(1, 5) } else { draw.below(3) };
        let minority = village.ends_with("-1") || draw.happens(250);
        let first = u64::from(number) * 100;
        let mut born = vec![draw.between(1962, 1995)];
        if draw.happens(850) {
            born.push(draw.between(1962, 1997));
        }
        for _ in 0..draw.below(4) {
            born.push(draw.between(2008, 2021));
        }
        let people = (first..).zip(born).map(|(id, year)| (id, birth(draw, year))).collect();
        Self { number, village, income, lacks, minority, people }
    }

    pub(crate) fn id(&self) -> String {
        format!("EM-{:04}", self.number)
    }

    /// The household as a survey sees it on a day; an income that was misread takes the place of its own.
    pub(crate) fn seen(&self, on: NaiveDate, misread: Option<u32>) -> Result<Household, Box<dyn std::error::Error>> {
        let lacks = |thing: u32| self.lacks > thing;
        let floor_area = if lacks(2) { 5 } else { 60 };
        let dwelling = Dwelling::default()
            .with_floor(if lacks(2) { Floor::Cement } else { Floor::Tile })
            .with_frame(Frame::BrickStone)
            .with_wall(Wall::BrickStone)
            .with_roof(Roof::DurableSheet)
            .with_area(FloorArea::square_metres(floor_area)?);
        let services = Services::default()
            .with_toilet(if lacks(0) { Toilet::OpenPit } else { Toilet::Septic })
            .with_water_source(if lacks(1) { WaterSource::Surface } else { WaterSource::Piped })
            .with_internet(!lacks(3));
        let possessions =
            if lacks(5) { Possessions::only([Item::Motorbike]) } else { Possessions::only([Item::Television]) };
        let mut members = Vec::new();
        for (index, (_, born)) in self.people.iter().enumerate() {
            members.push(self.member(index, *born, on)?);
        }
        let household = Household::builder(self.id(), self.village, Area::Rural)
            .ethnicity(if self.minority { EthnicGroup::E_DE } else { EthnicGroup::KINH })
            .income_per_person_month(Money::vnd(i64::from(misread.unwrap_or(self.income)) * 1_000))
            .dwelling(dwelling)
            .services(services)
            .possessions(possessions)
            .members(members);
        Ok(household.build()?)
    }

    pub(crate) fn member(&self, index: usize, born: NaiveDate, on: NaiveDate) -> Result<Member, HouseholdError> {
        let age = on.year() - born.year() - i32::from((on.month(), on.day()) < (born.month(), born.day()));
        let relationship = match index {
            0 => Relationship::Head,
            1 if age >= 18 => Relationship::Spouse,
            _ => Relationship::Child,
        };
        let member = Member::born(born)
            .with_relationship(relationship)
            .with_health_insurance(self.lacks <= 4 || index != 0)
            .with_health_care(HealthCare::NotIll)
            .with_uses_internet(self.lacks <= 3)
            .with_social_allowance(false)
            .with_disability(Disability::None);
        Ok(match age {
            ..3 => member.with_nutrition(Nutrition::Adequate),
            3..16 => {
                let level = match age {
                    ..6 => Education::Preschool,
                    6..11 => Education::Primary,
                    11..15 => Education::LowerSecondary,
                    _ => Education::UpperSecondary,
                };
                member.with_nutrition(Nutrition::Adequate).with_attending(level)
            }
            16..18 => member
                .with_attending(Education::UpperSecondary)
                .with_attained(Education::LowerSecondary)
                .with_work(Work::Student),
            _ => member
                .with_attending(Education::None)
                .with_attained(Education::UpperSecondary)
                .with_work(Work::SelfEmployed),
        })
    }
}

pub(crate) fn birth(draw: &mut Draw, year: u32) -> NaiveDate {
    let day = i32::try_from(year).ok().and_then(|year| NaiveDate::from_yo_opt(year, draw.between(1, 365)));
    day.unwrap_or_default()
}
