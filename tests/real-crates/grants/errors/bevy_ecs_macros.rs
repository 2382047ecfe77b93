//! What the derives of bevy_ecs refuse.

use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;

#[derive(Component)]
#[component(storage = "Heap")]
struct Storage;

#[derive(Component)]
#[component(no_such_option)]
struct Unknown;

#[derive(Bundle)]
enum NotAStruct {
    A,
}

#[derive(SystemParam)]
struct NotAParameter<'w> {
    a: &'w u8,
}

#[derive(Component)]
#[relationship(relationship_target = Missing)]
struct Relation {
    a: u8,
    b: u8,
}

fn main() {}
