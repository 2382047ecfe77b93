//! Dates from days and back, weekdays, leap years, and texts of dates that are parsed.
use std::fmt;
use std::hint::black_box;
use std::str::FromStr;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Date {
    year: i32,
    month: u8,
    day: u8,
}

const NAMES: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in(year: i32, month: u8) -> u8 {
    match month {
        2 => 28 + u8::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Date {
    fn days(self) -> i64 {
        let (y, m) = (i64::from(self.year) - i64::from(self.month <= 2), i64::from(self.month));
        let (era, of_era) = (y.div_euclid(400), y.rem_euclid(400));
        let of_year = (153 * (m + if m > 2 { -3 } else { 9 }) + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    fn from_days(days: i64) -> Date {
        let days = days + 719_468;
        let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let m = (5 * of_year + 2) / 153;
        let (day, month) = (of_year - (153 * m + 2) / 5 + 1, if m < 10 { m + 3 } else { m - 9 });
        Date { year: (year + era * 400 + i64::from(month <= 2)) as i32, month: month as u8, day: day as u8 }
    }

    fn weekday(self) -> &'static str {
        NAMES[(self.days() + 3).rem_euclid(7) as usize]
    }
}

impl FromStr for Date {
    type Err = String;
    fn from_str(text: &str) -> Result<Date, String> {
        let mut parts = text.splitn(3, '-');
        let mut part = |name: &str| {
            let part = parts.next().ok_or(format!("no {name}"))?;
            part.parse::<i32>().map_err(|e| format!("{name}: {e}"))
        };
        let (year, month, day) = (part("year")?, part("month")?, part("day")?);
        let month = u8::try_from(month).ok().filter(|m| (1..=12).contains(m)).ok_or("bad month")?;
        let day = u8::try_from(day).ok().filter(|d| (1..=days_in(year, month)).contains(d)).ok_or("bad day")?;
        Ok(Date { year, month, day })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn main() {
    for text in black_box(["1970-01-01", "2000-02-29", "1900-02-29", "2024-12-31", "0001-1-1", "2024-13-01", "x", "2024", "9999-12-31", "2024-04-31", "1582-10-15"]) {
        match text.parse::<Date>() {
            Ok(date) => println!("{date} {} {} {}", date.days(), date.weekday(), Date::from_days(date.days() + 1)),
            Err(error) => println!("{text}: {error}"),
        }
    }
    assert!((-800_000..800_000).step_by(37).all(|days| Date::from_days(days).days() == days));
    let friday13 = (1..=12).filter(|&month| Date { year: black_box(2026), month, day: 13 }.weekday() == "Fr").collect::<Vec<u8>>();
    println!("{friday13:?} {} {}", Date::from_days(-1_000_000), Date::from_days(i64::from(i32::MAX)));
}
