//! Numbers in the words that trusts put around them.

use rand::RngExt;
use rust_decimal::{Decimal, RoundingStrategy};

use super::MONEY;
use super::number::{capital, count, grouped, pounds, word};
use crate::dice::{Dice, chance, pick, weighed};

/// The number as it stands under its question; `staff` is the number of employees, where that is stated too.
pub(super) fn answer(question: usize, value: Decimal, staff: Option<Decimal>, dice: &mut Dice) -> String {
    if chance(dice, 45) {
        return sentence(question, value, dice);
    }
    if value.is_zero() {
        return zero_alone(question, dice);
    }
    match question {
        MONEY => money_alone(value, dice),
        1 => few(value, dice),
        2 => trained_alone(value, staff, dice),
        _ => staff_alone(value, dice),
    }
}

/// The number in a whole sentence that names what it counts.
pub(super) fn sentence(question: usize, value: Decimal, dice: &mut Dice) -> String {
    match question {
        MONEY if value.is_zero() => nothing_spent(dice).to_owned(),
        1 if value.is_zero() => nobody_qualified(dice).to_owned(),
        MONEY => money_sentence(&pounds(value, dice), dice),
        1 => qualified_sentence(value, dice),
        2 => trained_sentence(&count(value, dice), dice),
        _ => staff_sentence(value, dice),
    }
}

/// The number as it stands in a cell.
pub(super) fn cell(question: usize, value: Decimal, dice: &mut Dice) -> String {
    match question {
        MONEY if value.is_zero() => pick(dice, ["£0", "£0.00", "Nil", "0", "None", "Zero"]).to_owned(),
        MONEY => pounds(value, dice),
        _ if value.is_zero() => pick(dice, ["0", "None", "Nil", "Zero"]).to_owned(),
        _ => count(value, dice),
    }
}

fn zero_alone(question: usize, dice: &mut Dice) -> String {
    let money = pick(dice, ["£0", "£0.00", "Nil", "Zero", "£nil", "None", "0", "£0."]);
    let people = pick(dice, ["0", "None", "Nil", "Zero", "None.", "0 employees", "Nil."]);
    if question == MONEY { money } else { people }.to_owned()
}

fn staff_alone(value: Decimal, dice: &mut Dice) -> String {
    let number = count(value, dice);
    match dice.random_range(0..6) {
        0 => split(value, dice),
        1 => format!("{number} employees"),
        2 => format!("{number} (headcount)"),
        3 => format!("Total: {number}"),
        _ => number,
    }
}

/// Full-time and part-time employees, always with the total.
fn split(value: Decimal, dice: &mut Dice) -> String {
    let share = Decimal::new(dice.random_range(480..680), 3);
    let full = (value * share).round();
    let (full, part, total) = (grouped(full), grouped(value - full), grouped(value));
    match dice.random_range(0..3) {
        0 => format!("Full-time: {full}\nPart-time: {part}\nTotal: {total}"),
        1 => format!("Full time {full}, part time {part}, total {total}"),
        _ => format!("{total} in total ({full} full-time and {part} part-time)"),
    }
}

fn few(value: Decimal, dice: &mut Dice) -> String {
    let number = count(value, dice);
    match (dice.random_range(0..5), word(value)) {
        (0, Some(word)) => format!("{}.", capital(word)),
        (1, Some(word)) => capital(word),
        (2, _) if value == Decimal::ONE => format!("{number} member of staff"),
        (2, _) => format!("{number} members of staff"),
        _ => number,
    }
}

fn trained_alone(value: Decimal, staff: Option<Decimal>, dice: &mut Dice) -> String {
    let number = count(value, dice);
    let share = staff.and_then(|staff| (value * Decimal::ONE_HUNDRED).checked_div(staff));
    let share = share.map(|share| share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero));
    match (dice.random_range(0..6), share) {
        (0, Some(share)) => format!("{number} ({share}%)"),
        (1, Some(share)) => format!("{number}, which is {share}% of our staff"),
        (2, _) => format!("{number} employees"),
        (3, _) => format!("{number} staff"),
        _ => number,
    }
}

fn money_alone(value: Decimal, dice: &mut Dice) -> String {
    let amount = pounds(value, dice);
    match dice.random_range(0..7) {
        0 => format!("{amount} (excluding VAT)"),
        1 => format!("{amount} in total"),
        2 => format!("Total spend: {amount}"),
        _ => amount,
    }
}

fn staff_sentence(value: Decimal, dice: &mut Dice) -> String {
    let number = count(value, dice);
    match dice.random_range(0..5) {
        0 => format!("At 1 August 2018 the Trust employed {number} members of staff."),
        1 => format!("The Trust had {number} employees as at 1 August 2018."),
        2 => {
            format!("As of 1 August 2018 there were {number} full-time and part-time employees at the Trust.")
        }
        3 => format!("There were {number} employees in post on 1 August 2018."),
        _ => format!("The total number of employees was {number}."),
    }
}

fn qualified_sentence(value: Decimal, dice: &mut Dice) -> String {
    let number = word(value).filter(|_| chance(dice, 50)).map_or_else(|| count(value, dice), str::to_owned);
    let first = capital(&number);
    if value == Decimal::ONE {
        return match dice.random_range(0..2) {
            0 => format!(
                "{first} employee holds a professional data security or cyber security qualification."
            ),
            _ => format!(
                "The Trust has {number} member of staff with a professional cyber security qualification."
            ),
        };
    }
    match dice.random_range(0..3) {
        0 => format!(
            "{first} of these employees hold professional data security or cyber security qualifications."
        ),
        1 => format!(
            "The Trust has {number} members of staff with professional cyber security qualifications."
        ),
        _ => format!("{first} members of our IT department have professional data security qualifications."),
    }
}

fn trained_sentence(number: &str, dice: &mut Dice) -> String {
    match dice.random_range(0..4) {
        0 => format!(
            "{number} employees completed data security awareness training in the 12 months to 1 August 2018."
        ),
        1 => format!(
            "In the 12 months before 1 August 2018, {number} members of staff completed the training."
        ),
        2 => format!("{number} staff completed security training in this period."),
        _ => format!(
            "A total of {number} full-time and part-time employees completed the mandatory security training."
        ),
    }
}

fn money_sentence(amount: &str, dice: &mut Dice) -> String {
    match dice.random_range(0..4) {
        0 => format!(
            "The Trust spent {amount} on data security training in the 12 months before 1 August 2018."
        ),
        1 => format!("A total of {amount} was spent on data security training."),
        2 => format!("The amount spent on data security training, including GDPR courses, was {amount}."),
        _ => format!("{amount} was spent on data security training in this period."),
    }
}

fn nobody_qualified(dice: &mut Dice) -> &'static str {
    weighed(
        dice,
        [
            (4, "None of our staff hold a professional data security or cyber security qualification."),
            (
                3,
                "The Trust has no employees with professional data security or cyber security qualifications.",
            ),
            (2, "No members of staff hold professional cyber security qualifications."),
            (1, "There are no staff with such qualifications, although some are currently studying for one."),
        ],
    )
}

fn nothing_spent(dice: &mut Dice) -> &'static str {
    pick(
        dice,
        [
            "No money has been spent on data security training.",
            "The Trust has not spent any money on data security training in this period.",
            "The Trust spent nothing on data security training in the 12 months before 1 August 2018.",
            "£0 was spent on data security training, as all training is delivered in-house.",
            "There was no spend on data security training.",
        ],
    )
}
