//! `jiff::tz::get!` and `include!`: time zones that are read from the crate's own database when they are compiled.
//@ dependency: jiff = { version = "0.2", default-features = false, features = ["std", "static", "alloc"] }

use jiff::Timestamp;
use jiff::tz::TimeZone;

static ZONE: TimeZone = jiff::tz::get!("America/New_York");

fn main() {
    for second in [0, 1_700_000_000, 1_750_000_000] {
        let timestamp = Timestamp::from_second(second).unwrap();
        println!("{} {}", timestamp.to_zoned(ZONE.clone()), timestamp.to_zoned(jiff::tz::get!("Europe/Berlin")));
    }
    println!("{:?}", ZONE.iana_name());
}
