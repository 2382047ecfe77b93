//! Planets that attract each other, for a fixed number of steps.
use std::hint::black_box;

#[derive(Clone, Copy)]
struct Body {
    at: [f64; 3],
    speed: [f64; 3],
    mass: f64,
}

fn energy(bodies: &[Body]) -> f64 {
    let mut energy = 0.0;
    for (i, a) in bodies.iter().enumerate() {
        energy += 0.5 * a.mass * a.speed.iter().map(|v| v * v).sum::<f64>();
        for b in &bodies[i + 1..] {
            let distance = a.at.iter().zip(b.at).map(|(x, y)| (x - y) * (x - y)).sum::<f64>().sqrt();
            energy -= a.mass * b.mass / distance;
        }
    }
    energy
}

fn step(bodies: &mut [Body], dt: f64) {
    for i in 0..bodies.len() {
        let (left, right) = bodies.split_at_mut(i + 1);
        let a = &mut left[i];
        for b in right {
            let d: [f64; 3] = std::array::from_fn(|k| a.at[k] - b.at[k]);
            let square = d[0] * d[0] + d[1] * d[1] + d[2] * d[2];
            let magnitude = dt / (square * square.sqrt());
            for k in 0..3 {
                a.speed[k] -= d[k] * b.mass * magnitude;
                b.speed[k] += d[k] * a.mass * magnitude;
            }
        }
    }
    for body in bodies {
        for k in 0..3 {
            body.at[k] += dt * body.speed[k];
        }
    }
}

fn main() {
    let mut bodies = black_box([
        Body { at: [0.0; 3], speed: [0.0; 3], mass: 39.5 },
        Body { at: [4.84, -1.16, -0.10], speed: [0.6, 2.8, -0.02], mass: 0.037 },
        Body { at: [8.34, 4.12, -0.4], speed: [-1.01, 1.82, 0.008], mass: 0.011 },
        Body { at: [12.89, -15.11, -0.22], speed: [1.08, 0.86, -0.01], mass: 0.0017 },
        Body { at: [15.37, -25.9, 0.17], speed: [0.97, 0.59, -0.03], mass: 0.002 },
    ]);
    println!("{:?}", energy(&bodies));
    for _ in 0..10 {
        for _ in 0..200 {
            step(&mut bodies, 0.01);
        }
        println!("{:?} {:?}", energy(&bodies), bodies[1].at);
    }
}
