//! Traits whose objects have metadata.

#[ptr_meta::pointee]
trait Speak {
    fn speak(&self) -> String;
}

impl Speak for u8 {
    fn speak(&self) -> String {
        format!("u8 {self}")
    }
}

fn main() {
    let speaker: &dyn Speak = &7u8;
    println!("{} {}", speaker.speak(), ptr_meta::metadata(speaker).size_of());
}
