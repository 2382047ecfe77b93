//! Log messages of which only the arguments are sent. What is logged depends on the variable `DEFMT_LOG`.

use std::sync::Mutex;

use defmt::Format;

#[defmt::global_logger]
struct Logger;

static SENT: Mutex<Vec<u8>> = Mutex::new(Vec::new());

unsafe impl defmt::Logger for Logger {
    fn acquire() {}
    unsafe fn flush() {}
    unsafe fn release() {}
    unsafe fn write(bytes: &[u8]) {
        SENT.lock().unwrap().extend(bytes);
    }
}

defmt::timestamp!("{=u32:us}", 7);

#[derive(Format)]
struct Point {
    x: u8,
    y: i16,
}

#[derive(Format)]
enum Shape {
    Empty,
    Circle { center: Point, radius: u8 },
}

/// What a message sends after its number, which is where the linker has put its text.
fn sent(log: impl FnOnce()) -> Vec<u8> {
    SENT.lock().unwrap().clear();
    log();
    SENT.lock().unwrap().iter().copied().skip(2).collect()
}

fn main() {
    println!("{:?}", sent(|| defmt::info!("{=u8} and {=str:?}", 5, "text")));
    println!("{:?}", sent(|| defmt::debug!("below the level {=u8}", 5)));
    println!("{:?}", sent(|| defmt::warn!("{0=0..3}, {0=3..8}, {1=[u8; 2]:#x}", 0b1010_1010u8, [1, 2])));
    println!("{}", sent(|| defmt::error!("{}", Shape::Circle { center: Point { x: 1, y: -2 }, radius: 3 })).len());
    println!("{}", sent(|| defmt::error!("{}", Shape::Empty)).len());
}
