//! `#[derive(Reflect)]`, which finds out from `Cargo.toml` what bevy's crates are called.

use bevy_reflect::{FromReflect, PartialReflect, Reflect, ReflectRef, TypePath};

#[derive(Reflect, Debug, Clone, PartialEq)]
#[reflect(Debug, PartialEq)]
struct Player {
    /// Shown to others.
    name: String,
    #[reflect(ignore)]
    secret: u8,
    place: Place,
    path: Vec<Place>,
}

#[derive(Reflect, Debug, Clone, PartialEq, Default)]
enum Place {
    #[default]
    Nowhere,
    At(i32, i32),
    Named {
        name: String,
    },
}

#[derive(Reflect, Debug)]
struct Pair<A, B>(A, B);

fn main() {
    let place = Place::At(1, 2);
    let player = Player { name: "me".into(), secret: 7, place: place.clone(), path: vec![place, Place::default()] };
    let ReflectRef::Struct(fields) = player.reflect_ref() else { unreachable!() };
    for (index, value) in fields.iter_fields().enumerate() {
        println!("{:?}: {value:?}", fields.name_at(index));
    }
    println!("{} {}", Player::type_path(), Pair::<u8, Place>::short_type_path());
    println!("{:?}", player.path[0].reflect_partial_eq(&Place::At(1, 2)));
    let dynamic = player.place.to_dynamic();
    println!("{:?} {:?}", Place::from_reflect(&*dynamic), Pair(1u8, "a".to_string()).reflect_ref().kind());
}
