//! Clocks: the monotonic one does not go back, and the wall's is after 2020.
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

fn main() {
    let start = Instant::now();
    let mut last = start;
    let mut steps = 0u32;
    for _ in 0..200 {
        let now = Instant::now();
        assert!(now >= last);
        steps += u32::from(now.duration_since(last) < Duration::from_secs(60));
        last = now;
    }
    println!("{steps} {}", start.elapsed() >= last - start);
    println!("{:?}", start.checked_duration_since(start + Duration::from_secs(5)));
    println!("{:?}", (start + Duration::from_millis(1500)).duration_since(start));
    println!("{:?}", start.saturating_duration_since(start + Duration::from_nanos(1)));
    let wall = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    println!("{}", wall > Duration::from_secs(1_577_836_800));
    let later = UNIX_EPOCH + Duration::new(1_000_000_000, 7);
    println!("{:?} {:?}", later.duration_since(UNIX_EPOCH), UNIX_EPOCH.duration_since(later).map_err(|e| e.duration()));
    println!("{:?}", later.checked_sub(Duration::from_secs(2_000_000_000)).is_some());
    let before = Instant::now();
    std::thread::sleep(Duration::from_millis(20));
    println!("{}", before.elapsed() >= Duration::from_millis(20));
}
