//! `date!`, `time!`, `datetime!`, `offset!` and `format_description!`, which are checked when they are compiled.
//@ dependency: time = { version = "0.3", features = ["macros", "formatting", "parsing"] }

use time::format_description::BorrowedFormatItem;
use time::macros::{date, datetime, format_description, offset, time};
use time::{Date, OffsetDateTime, PrimitiveDateTime};

const LEAP_DAY: Date = date!(2024 - 02 - 29);
const FORMAT: &[BorrowedFormatItem<'_>] = format_description!(
    "[weekday], [day padding:none] [month repr:short] [year] at [hour]:[minute][optional [:[second]]]"
);

fn main() {
    println!("{LEAP_DAY} {} {}", date!(2020 - W10 - 3), date!(2021 - 365).next_day().is_some());
    println!("{} {} {}", time!(1:02:03.004), time!(12:30 pm), offset!(-3:30));
    let moment: OffsetDateTime = datetime!(1999-12-31 23:59:59.5 +01:00);
    let plain: PrimitiveDateTime = datetime!(2000-01-01 0:00);
    println!("{moment} {plain} {}", moment.to_offset(offset!(UTC)));
    println!("{}", moment.format(FORMAT).unwrap());
}
