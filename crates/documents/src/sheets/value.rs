//! A cell's value as a person sees it, as far as its number format matters to a reader of figures.

use calamine::{DataRef, ExcelDateTime, Style};

/// What the number format adds to a number.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) enum Shape {
    #[default]
    Bare,
    /// `0%`: 0.12 shows as 12%.
    Percent,
    /// `"£"#,##0`: 5356 shows as £5356.
    Pounds,
}

impl Shape {
    pub(super) fn of(style: &Style) -> Self {
        let Some(format) = &style.number_format else { return Self::Bare };
        let positive = format.format_code.split(';').next().unwrap_or_default();
        match (positive.contains('%'), positive.contains('£')) {
            (true, _) => Self::Percent,
            (_, true) => Self::Pounds,
            _ => Self::Bare,
        }
    }
}

/// The value as text. Whole numbers have no point, dates are ISO 8601.
pub(super) fn written(value: &DataRef<'_>, shape: Shape) -> String {
    match value {
        DataRef::Int(number) => shaped(&number.to_string(), shape),
        DataRef::Float(number) => shaped(&decimal(*number), shape),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(moment) => dated(moment),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn shaped(number: &str, shape: Shape) -> String {
    let (sign, size) = number.strip_prefix('-').map_or(("", number), |size| ("-", size));
    match shape {
        Shape::Bare => number.to_owned(),
        Shape::Pounds => format!("{sign}£{size}"),
        Shape::Percent => format!("{sign}{}%", shifted(size, 2)),
    }
}

/// Moves the decimal point to the right by text, so that 0.07 gives exactly 7.
fn shifted(number: &str, places: usize) -> String {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let digits = format!("{whole}{part:0<places$}");
    let (whole, part) = digits.split_at(whole.len() + places);
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") }
}

/// Excel shows fifteen digits; more are noise of binary fractions (0.1 + 0.2).
fn decimal(number: f64) -> String {
    let rounded = format!("{number:.14e}").parse().unwrap_or(number);
    let rounded = if rounded == 0.0 { 0.0 } else { rounded };
    format!("{rounded}")
}

fn dated(moment: &ExcelDateTime) -> String {
    if moment.is_duration() {
        return lasted(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    match (moment.as_f64() < 1.0, time.as_str()) {
        (true, _) => time,
        (false, "00:00:00") => date,
        (false, _) => format!("{date} {time}"),
    }
}

/// Days as hours, minutes and seconds: `[h]:mm:ss`.
fn lasted(days: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the cast saturates, and no duration comes near the ends"
    )]
    let seconds = (days * 86_400.0).round() as i64;
    let sign = if seconds < 0 { "-" } else { "" };
    let seconds = seconds.unsigned_abs();
    format!("{sign}{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType::{DateTime, TimeDelta};

    fn check(value: &DataRef<'_>, shape: Shape, text: &str) {
        assert_eq!(written(value, shape), text, "{value:?}");
    }

    #[test]
    fn values_are_written_as_a_person_sees_them() {
        for (number, shape, text) in [
            (5356.0, Shape::Bare, "5356"),
            (0.1 + 0.2, Shape::Bare, "0.3"),
            (-0.0, Shape::Bare, "0"),
            (90.42, Shape::Bare, "90.42"),
            (0.12, Shape::Percent, "12%"),
            (0.07, Shape::Percent, "7%"),
            (-0.955, Shape::Percent, "-95.5%"),
            (1.0, Shape::Percent, "100%"),
            (0.0, Shape::Percent, "0%"),
            (5356.0, Shape::Pounds, "£5356"),
            (-1527.5, Shape::Pounds, "-£1527.5"),
        ] {
            check(&DataRef::Float(number), shape, text);
        }
        check(&DataRef::Int(3), Shape::Bare, "3");
        check(&DataRef::Bool(true), Shape::Bare, "TRUE");
        check(&DataRef::SharedString("nil"), Shape::Pounds, "nil");
    }

    #[test]
    fn dates_are_iso_8601() {
        for (days, kind, text) in [
            (43332.0, DateTime, "2018-08-20"),
            (43332.5, DateTime, "2018-08-20 12:00:00"),
            (0.75, DateTime, "18:00:00"),
            (1.5, TimeDelta, "36:00:00"),
            (f64::NAN, TimeDelta, "0:00:00"),
        ] {
            check(&DataRef::DateTime(ExcelDateTime::new(days, kind, false)), Shape::Bare, text);
        }
    }
}
