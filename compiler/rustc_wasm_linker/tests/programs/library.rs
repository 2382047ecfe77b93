//! A module without a start: functions and data that are exported, functions that are imported.

#![crate_type = "cdylib"]

#[unsafe(no_mangle)]
pub static ANSWER: u32 = 42;

#[unsafe(no_mangle)]
pub extern "C" fn sum(count: u32) -> u64 {
    (0..count).map(|n| format!("{n:>4}").trim().parse::<u64>().unwrap()).sum()
}

#[unsafe(no_mangle)]
pub extern "C" fn answer() -> u32 {
    let answer = std::hint::black_box(&raw const ANSWER);
    unsafe { answer.read_volatile() }
}

#[unsafe(export_name = "with a space")]
pub extern "C" fn with_a_space() -> f32 {
    let mut sorted = [3.5f32, 1.25, 2.0];
    sorted.sort_by(f32::total_cmp);
    sorted[0]
}
