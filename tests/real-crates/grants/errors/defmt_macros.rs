//! Format strings that defmt refuses.

fn main() {
    defmt::info!("{} {}", 1u8);
    defmt::info!("{=u8}", "text");
    defmt::info!("{=no_such_type}", 1);
    defmt::info!("{=u8:no_such_hint}", 1);
    defmt::warn!("{", 1);
    defmt::error!(5);
}

#[defmt::global_logger]
fn logger() {}

#[derive(defmt::Format)]
union Both {
    a: u8,
    b: i8,
}
