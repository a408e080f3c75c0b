//! Findings in words, in English and Vietnamese.

use super::Report;
use super::number::{gap_text, interval, percent, points, printed};
use crate::published::finding::{Detail, Finding, FindingKind, Repair, Side, Slip, TargetDetail};
use crate::published::unknown::{Quantity, QuantityKind, class_name, group_name};
use crate::published::{DenominatorEffect, Interval, Qualifier};
use crate::quantity::{PercentagePoints, Ratio};
use crate::source::Language;

/// So many claims are named; of more the number is told.
const NAMED: usize = 4;

/// A finding as sentences.
pub(super) fn of(report: &Report<'_>, finding: &Finding, language: Language) -> String {
    let vi = language == Language::Vietnamese;
    let mut text = match &finding.detail {
        Detail::Sides { quantity, sides } => contradiction(report, finding, quantity, sides, vi),
        Detail::Reading { quantity, fits, fits_kind, years, .. } => {
            reading(finding, *years, &interval(*fits, *fits_kind, vi), quantity, vi)
        }
        Detail::Unlike { quantity, earlier, later } => unlike(finding.kind, quantity, earlier, later, vi),
        Detail::Denominator { quantity, effect } => denominator(quantity, effect, vi),
        Detail::Growth { quantity, group, all } => growth(quantity, *group, *all, vi),
        Detail::Mixed { date, class, camps } => {
            let name = class_name(class, vi);
            let camps: Vec<String> = camps
                .iter()
                .map(|(standard, claims)| format!("{standard} ({})", figures(report, claims, vi)))
                .collect();
            let camps = camps.join("; ");
            if vi {
                format!("{name}, {date}: các số liệu theo những cơ sở khác nhau, không so sánh được với nhau: {camps}.")
            } else {
                format!("{name}, {date}: the figures rest on different bases and can't be compared: {camps}.")
            }
        }
        Detail::Target(target) => self::target(target, vi),
        Detail::Fits { quantity, formula } => {
            let formula = if vi { super::number::localised(formula, true) } else { formula.clone() };
            format!("{}: {formula}.", quantity.name(language))
        }
    };
    if !finding.more.is_empty() {
        let more = names(report, &finding.more, vi);
        text.push_str(&if vi {
            format!(" Cũng trái với {more}.")
        } else {
            format!(" It contradicts {more} as well.")
        });
    }
    if let Some(slips) = slips(&finding.repairs, vi) {
        text.push(' ');
        text.push_str(&slips);
    }
    text
}

/// Some claims by their names.
fn names(report: &Report<'_>, claims: &[usize], vi: bool) -> String {
    let name = |claim: &usize| report.claims.all().get(*claim).and_then(|claim| claim.id()).unwrap_or_default();
    let named: Vec<&str> = claims.iter().take(NAMED).map(name).collect();
    match claims.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more if vi => format!("{} và {more} số liệu khác", named.join(", ")),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

/// Some claims by their areas and rates.
fn figures(report: &Report<'_>, claims: &[usize], vi: bool) -> String {
    let figure = |claim: &usize| {
        let claim = report.claims.all().get(*claim)?;
        let rate = printed(claim.printed_rate()?, vi);
        Some(format!("{} {rate}", claim.subject().area()))
    };
    let shown: Vec<String> = claims.iter().filter_map(figure).take(NAMED).collect();
    match claims.len().saturating_sub(shown.len()) {
        0 => shown.join(", "),
        more if vi => format!("{} và {more} số liệu khác", shown.join(", ")),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// What one side says.
fn voice(report: &Report<'_>, side: &Side, kind: QuantityKind, vi: bool) -> String {
    match side.printed {
        Some(number) => {
            let claims = names(report, &side.claims, vi);
            let number = printed(number, vi);
            if vi { format!("{claims} in {number}") } else { format!("{claims} prints {number}") }
        }
        None => {
            let value = interval(side.interval, kind, vi);
            let claims = names(report, &side.claims, vi);
            match (vi, side.claims.is_empty()) {
                (false, false) => format!("{claims} give{} {value}", if side.claims.len() == 1 { "s" } else { "" }),
                (true, false) => format!("{claims} cho {value}"),
                (false, true) => format!("it can only be {value}"),
                (true, true) => format!("giá trị chỉ có thể là {value}"),
            }
        }
    }
}

fn contradiction(report: &Report<'_>, finding: &Finding, quantity: &Quantity, sides: &[Side], vi: bool) -> String {
    let name = quantity.name(if vi { Language::Vietnamese } else { Language::English });
    let voices: Vec<String> = sides.iter().map(|side| voice(report, side, quantity.kind(), vi)).collect();
    let voices = voices.join(if vi { ", nhưng " } else { ", but " });
    let gap = finding.gap.map(|gap| gap_text(gap, vi)).unwrap_or_default();
    let others = if sides.len() < 2 {
        let all = names(report, &finding.claims, vi);
        if vi { format!(" (cùng với {all})") } else { format!(" (together with {all})") }
    } else {
        String::new()
    };
    let verdict = match (finding.kind, vi) {
        (FindingKind::PartsDoNotSum, false) => "the parts don't sum to the whole",
        (FindingKind::PartsDoNotSum, true) => "các phần cộng lại không bằng tổng",
        (FindingKind::NoSharedDenominator, false) => "the rates can't share a denominator",
        (FindingKind::NoSharedDenominator, true) => "các tỷ lệ không thể có chung mẫu số",
        (FindingKind::ClassesOverlap, false) => "the classes overlap",
        (FindingKind::ClassesOverlap, true) => "các nhóm hộ chồng lên nhau",
        (FindingKind::TwoValues, false) => "one figure is printed with two values",
        (FindingKind::TwoValues, true) => "một số liệu được in với hai giá trị",
        (FindingKind::ImpossibleValue, false) => "the figure is impossible",
        (FindingKind::ImpossibleValue, true) => "số liệu không thể có",
        (_, false) => "rounding can't explain it",
        (_, true) => "làm tròn không giải thích được",
    };
    let apart = match (gap.is_empty(), vi) {
        (true, _) => String::new(),
        (false, false) => format!(" ({gap} apart)"),
        (false, true) => format!(" (lệch {gap})"),
    };
    format!("{name}: {voices}{others}; {verdict}{apart}.")
}

fn reading(finding: &Finding, years: Option<(u32, u32)>, fits: &str, quantity: &Quantity, vi: bool) -> String {
    let name = quantity.name(if vi { Language::Vietnamese } else { Language::English });
    let number = finding.repairs.first().map(|repair| printed(repair.printed, vi)).unwrap_or_default();
    match (years, finding.kind, vi) {
        (Some((intervals, years)), _, false) => format!(
            "{name}: {number} is printed, but the figures give {fits}; it was divided by the {years} years that are named, \
             not by the {intervals} intervals between them."
        ),
        (Some((intervals, years)), _, true) => format!(
            "{name}: số in là {number}, nhưng các số liệu cho {fits}; đã chia cho {years} năm được nêu thay vì {intervals} \
             khoảng thời gian giữa chúng."
        ),
        (None, FindingKind::PercentForPoints, false) => {
            format!("{name}: {number} is printed, but the figures give {fits}; points are meant, not percent.")
        }
        (None, FindingKind::PercentForPoints, true) => format!(
            "{name}: số in là {number}, nhưng các số liệu cho {fits}; đúng ra là điểm phần trăm, không phải phần trăm."
        ),
        (None, _, false) => {
            format!("{name}: {number} is printed, but the figures give {fits}; percent is meant, not points.")
        }
        (None, _, true) => format!(
            "{name}: số in là {number}, nhưng các số liệu cho {fits}; đúng ra là phần trăm, không phải điểm phần trăm."
        ),
    }
}

fn unlike(kind: FindingKind, quantity: &Quantity, earlier: &str, later: &str, vi: bool) -> String {
    let name = quantity.name(if vi { Language::Vietnamese } else { Language::English });
    let what = match (kind, vi) {
        (FindingKind::ComparesStandards, false) => "two standards",
        (FindingKind::ComparesStandards, true) => "hai chuẩn nghèo khác nhau",
        (FindingKind::ComparesMeasurements, false) => "a register with a survey",
        (FindingKind::ComparesMeasurements, true) => "số liệu rà soát với số liệu điều tra",
        (_, false) => "two territories",
        (_, true) => "hai địa bàn khác nhau",
    };
    if vi {
        format!("{name}: mức thay đổi so sánh {what}: {earlier} và {later}.")
    } else {
        format!("{name}: the change compares {what}: {earlier} and {later}.")
    }
}

fn denominator(quantity: &Quantity, effect: &DenominatorEffect, vi: bool) -> String {
    let name = quantity.name(if vi { Language::Vietnamese } else { Language::English });
    let shown = |change: Result<PercentagePoints, crate::published::PublishedError>| {
        change.map(|change| points(change, 2, vi)).unwrap_or_default()
    };
    let (all, count, rest) = (shown(effect.change()), shown(effect.by_count()), shown(effect.by_denominator()));
    let growth = interval(effect.growth_of_households().bounds(), QuantityKind::Rate, vi);
    let later = percent(effect.later_on_earlier_households().central(), 2, vi);
    let of_group = *quantity.group() != crate::published::Group::All;
    let households = match (of_group, vi) {
        (false, false) => "all households",
        (true, false) => "all households of the group",
        (false, true) => "tổng số hộ",
        (true, true) => "tổng số hộ của nhóm dân cư này",
    };
    if vi {
        format!(
            "{name}: trong mức thay đổi {all}, {count} do số hộ đếm được, {rest} do mẫu số: {households} tăng {growth}; \
             tính trên {households} đầu kỳ thì tỷ lệ cuối kỳ là {later}."
        )
    } else {
        format!(
            "{name}: of the change of {all}, {count} come from the count and {rest} from the denominator: {households} \
             grew by {growth}; on the earlier households the later rate would be {later}."
        )
    }
}

fn growth(quantity: &Quantity, group: Interval, all: Interval, vi: bool) -> String {
    let since = quantity.since().map(|since| since.to_string()).unwrap_or_default();
    let (area, date) = (quantity.area(), quantity.date());
    let who = group_name(quantity.group(), vi);
    let (group, all) = (interval(group, QuantityKind::Rate, vi), interval(all, QuantityKind::Rate, vi));
    if vi {
        format!("{area}, {since} – {date}: số hộ nhóm {who} tăng {group}, tổng số hộ tăng {all}.")
    } else {
        format!("{area}, {since} – {date}: the households of the group {who} grew by {group}, all households by {all}.")
    }
}

fn target(target: &TargetDetail, vi: bool) -> String {
    let name = target.quantity.name(if vi { Language::Vietnamese } else { Language::English });
    let number = printed(target.printed, vi);
    let strict = matches!(target.printed.qualifier(), Qualifier::LessThan | Qualifier::MoreThan);
    let fall = |size: Ratio| points(PercentagePoints::from_difference(size), 2, vi);
    let mut text = if vi { format!("{name}: mục tiêu {number}") } else { format!("{name}: the target is {number}") };
    if let Some((date, rate)) = target.from {
        let rate = percent(rate, 2, vi);
        text.push_str(&if vi { format!("; {date}: {rate}") } else { format!("; on {date} it was {rate}") });
    }
    if let Some((size, intervals)) = target.needed {
        let (size, least) = (fall(size), if strict { ("more than", "hơn") } else { ("at least", "ít nhất") });
        text.push_str(&match (vi, intervals) {
            (false, 1) => format!("; it needs a fall of {} {size} in the one interval left", least.0),
            (false, _) => format!("; it needs a fall of {} {size} in each of {intervals} intervals left", least.0),
            (true, _) => format!("; cần giảm {} {size} mỗi năm trong {intervals} năm còn lại", least.1),
        });
    }
    if let Some(mean) = target.so_far {
        let mean = fall(mean);
        text.push_str(&if vi {
            format!("; đến nay giảm bình quân {mean} mỗi năm")
        } else {
            format!("; so far it fell by {mean} an interval")
        });
    }
    text.push_str(match (target.on_track, target.reached, vi) {
        (Some(true), true, false) => ": the target was met",
        (Some(true), true, true) => ": đạt mục tiêu",
        (Some(false), true, false) => ": the target was missed",
        (Some(false), true, true) => ": không đạt mục tiêu",
        (Some(true), false, false) => ": on track",
        (Some(true), false, true) => ": đúng tiến độ",
        (Some(false), false, false) => ": not on track",
        (Some(false), false, true) => ": chậm tiến độ",
        (None, _, _) => "",
    });
    text.push('.');
    text
}

/// What could have been meant; alternatives in one sentence.
fn slips(repairs: &[Repair], vi: bool) -> Option<String> {
    let first = repairs.first()?;
    let claim = &first.claim;
    let shown = |repair: &Repair| (printed(repair.printed, vi), printed(repair.instead, vi));
    let (was, instead) = shown(first);
    let what = match (first.slip, vi) {
        (Slip::Unit, false) => return Some(format!("{claim}: {instead}, not {was}.")),
        (Slip::Unit, true) => return Some(format!("{claim}: {instead}, không phải {was}.")),
        (Slip::Years, _) => return None,
        (Slip::Rounding, false) => {
            return Some(format!("{claim}: {was} would agree if it was cut off or rounded to even."));
        }
        (Slip::Rounding, true) => {
            return Some(format!("{claim}: {was} sẽ khớp nếu bị cắt bớt hoặc làm tròn về số chẵn."));
        }
        (Slip::DigitsSwapped | Slip::DistantDigitsSwapped, false) => "two digits swapped",
        (Slip::DigitsSwapped | Slip::DistantDigitsSwapped, true) => "đảo hai chữ số",
        (Slip::DigitWrong, false) => "one digit wrong",
        (Slip::DigitWrong, true) => "sai một chữ số",
        (Slip::Thousandfold, false) => "off by a thousand",
        (Slip::Thousandfold, true) => "sai đơn vị nghìn lần",
    };
    let each = repairs.iter().filter(|repair| repair.slip != Slip::Rounding).map(|repair| {
        let (was, instead) = shown(repair);
        let claim = &repair.claim;
        if vi { format!("{claim}: {instead} thay vì {was}") } else { format!("{claim}: {instead} instead of {was}") }
    });
    let each = each.collect::<Vec<String>>().join(if vi { ", hoặc " } else { ", or " });
    Some(if vi { format!("Có thể {what} ({each}).") } else { format!("Perhaps {what} ({each}).") })
}
