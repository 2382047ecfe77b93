//! `#[derive(Enum)]`: enums as keys of arrays.

use enum_map::{Enum, EnumMap, enum_map};

#[derive(Clone, Copy, Debug, Enum, PartialEq)]
enum Light {
    Red,
    Yellow,
    Green,
}

#[derive(Clone, Copy, Debug, Enum)]
enum Signal {
    Off,
    Car(Light),
    Tram { on: bool, light: Light },
}

#[derive(Clone, Copy, Debug, Enum)]
struct Crossing {
    left: Light,
    right: bool,
}

#[derive(Enum, Debug)]
enum Never {}

fn main() {
    let mut seconds = enum_map! { Light::Red => 30, Light::Yellow => 3, Light::Green => 20 };
    seconds[Light::Green] += 5;
    println!("{seconds:?} {}", seconds.values().sum::<i32>());
    println!("{} {} {}", Light::LENGTH, Signal::LENGTH, Crossing::LENGTH);
    for index in 0..Signal::LENGTH {
        let signal = Signal::from_usize(index);
        println!("{signal:?} {}", signal.into_usize() == index);
    }
    let map: EnumMap<Crossing, usize> = EnumMap::from_fn(|key: Crossing| key.into_usize());
    println!("{map:?} {}", Never::LENGTH);
    println!("{}", std::panic::catch_unwind(|| Light::from_usize(3)).is_err());
}
