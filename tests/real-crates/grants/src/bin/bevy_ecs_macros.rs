//! Derives of components, bundles, resources, labels and parameters, in a world with one system.

use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;

#[derive(Component, Debug, Clone)]
#[require(Speed(2))]
struct Position(i32);

#[derive(Component, Debug, Clone)]
#[component(storage = "SparseSet", immutable)]
struct Speed(i32);

#[derive(Component, Debug)]
struct Label(&'static str);

#[derive(Bundle)]
struct Unit {
    position: Position,
    label: Label,
}

#[derive(Resource, Default)]
struct Steps(u32);

#[derive(SystemSet, Clone, PartialEq, Eq, Hash, Debug)]
enum Set {
    Move,
}

#[derive(SystemParam)]
struct Movers<'w, 's> {
    all: Query<'w, 's, (&'static mut Position, &'static Speed)>,
    steps: ResMut<'w, Steps>,
}

fn step(mut movers: Movers) {
    movers.steps.0 += 1;
    for (mut position, speed) in &mut movers.all {
        position.0 += speed.0;
    }
}

fn main() {
    let mut world = World::new();
    world.init_resource::<Steps>();
    world.spawn(Unit { position: Position(5), label: Label("one") });
    world.spawn((Position(7), Speed(-3)));
    let mut schedule = Schedule::default();
    schedule.add_systems(step.in_set(Set::Move));
    for _ in 0..2 {
        schedule.run(&mut world);
    }
    println!("{} {:?}", world.resource::<Steps>().0, Set::Move);
    let mut query = world.query::<(&Position, Option<&Label>)>();
    for (position, label) in query.iter(&world) {
        println!("{position:?} {label:?}");
    }
}
