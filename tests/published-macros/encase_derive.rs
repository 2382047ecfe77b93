//! `#[derive(ShaderType)]`: structs as the memory of shaders lays them out.
//@ dependency: encase = { version = "0.12", default-features = false }

use encase::{ArrayLength, ShaderSize, ShaderType, StorageBuffer, UniformBuffer};

#[derive(ShaderType)]
struct Point {
    x: f32,
    #[shader(align(16))]
    y: u32,
    #[shader(size(12))]
    z: i32,
}

#[derive(ShaderType)]
struct Points {
    length: ArrayLength,
    one: Point,
    #[shader(size(runtime))]
    many: Vec<f32>,
}

fn main() {
    println!("{} {}", Point::SHADER_SIZE, Points::min_size());
    let mut buffer = UniformBuffer::new(Vec::<u8>::new());
    buffer.write(&Point { x: 1.0, y: 2, z: -1 }).unwrap();
    println!("{:?}", buffer.into_inner());
    let mut buffer = StorageBuffer::new(Vec::<u8>::new());
    let points = Points { length: ArrayLength, one: Point { x: 0.0, y: 0, z: 0 }, many: vec![1.0, 2.0] };
    buffer.write(&points).unwrap();
    println!("{:?} {}", buffer.into_inner(), points.size());
}
