//! `#[derive(Accessors)]`: getters and setters.
//@ dependency: accessory = "2"

use accessory::Accessors;

#[derive(Accessors, Default)]
struct Settings<T: Default> {
    /// How large.
    #[access(get(cp), get_mut, set)]
    size: u32,
    #[access(get, set(vis(pub(crate)), suffix(called)))]
    name: String,
    #[access(get(ty(&str)))]
    text: String,
    #[access(get_mut)]
    inner: T,
    other: bool,
}

fn main() {
    let mut settings = Settings::<u8>::default();
    settings.set_size(3);
    *settings.size_mut() += 1;
    *settings.inner_mut() = 5;
    println!("{} {:?} {:?} {} {}", settings.size(), settings.name(), settings.text(), settings.inner, settings.other);
}
