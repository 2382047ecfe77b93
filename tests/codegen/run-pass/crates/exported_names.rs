//! `#[no_mangle]` and `#[export_name]`: functions and statics by their names, in both directions.
//@ aux-build: exported_names.rs
extern crate exported_names;

unsafe extern "C" {
    fn plain_name(a: i32, b: u64) -> u64;
    #[link_name = "name.with-odd$characters"]
    fn divided(x: f64) -> f64;
    static SHARED_TABLE: [u16; 4];
    static mut SHARED_COUNTER: i64;
}

unsafe extern "Rust" {
    fn rust_abi(text: &str, numbers: &[i32]) -> String;
}

#[unsafe(no_mangle)]
extern "C" fn from_program(x: i32) -> i32 {
    // SAFETY: there are no threads.
    unsafe { SHARED_COUNTER += i64::from(x) };
    x + 1
}

fn main() {
    // SAFETY: they are declared as they are defined.
    unsafe {
        println!("{:x} {}", plain_name(-1, 0xFF), divided(std::hint::black_box(10.0)));
        println!("{:?} {}", SHARED_TABLE, rust_abi("sum ", &[1, -2, 30]));
        println!("{} {}", exported_names::call_back(20), SHARED_COUNTER);
        let pointer: unsafe extern "C" fn(i32, u64) -> u64 = plain_name;
        println!("{} {}", pointer(1, 2), pointer as usize == exported_names::plain_name as *const () as usize);
        println!("{}", (&raw const SHARED_TABLE).addr() == (&raw const exported_names::SHARED_TABLE).addr());
    }
}
