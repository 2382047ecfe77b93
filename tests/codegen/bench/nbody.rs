//! The planets' orbits: floating point numbers in structs, in loops over pairs.

#[derive(Clone, Copy)]
struct Body {
    position: [f64; 3],
    velocity: [f64; 3],
    mass: f64,
}

const STEP: f64 = 0.001;

fn bodies() -> Vec<Body> {
    let body = |index: u32| {
        let angle = f64::from(index) * 1.3;
        let distance = 1.0 + f64::from(index) * 2.5;
        let speed = 1.0 / distance.sqrt();
        Body {
            position: [distance * angle.cos(), distance * angle.sin(), 0.1 * angle],
            velocity: [-speed * angle.sin(), speed * angle.cos(), 0.0],
            mass: 0.001 / (1.0 + f64::from(index)),
        }
    };
    let sun = Body { position: [0.0; 3], velocity: [0.0; 3], mass: 1.0 };
    std::iter::once(sun).chain((0..4).map(body)).collect()
}

fn attract(bodies: &mut [Body]) {
    for first in 0..bodies.len() {
        for second in first + 1..bodies.len() {
            let mut apart = [0.0; 3];
            for axis in 0..3 {
                apart[axis] = bodies[first].position[axis] - bodies[second].position[axis];
            }
            let square = apart.iter().map(|x| x * x).sum::<f64>();
            let strength = STEP / (square * square.sqrt());
            let (mass, other_mass) = (bodies[first].mass, bodies[second].mass);
            for axis in 0..3 {
                bodies[first].velocity[axis] -= apart[axis] * other_mass * strength;
                bodies[second].velocity[axis] += apart[axis] * mass * strength;
            }
        }
    }
}

fn advance(bodies: &mut [Body]) {
    for body in bodies {
        for axis in 0..3 {
            body.position[axis] += STEP * body.velocity[axis];
        }
    }
}

/// How much there is to do.
fn scale() -> u32 {
    std::env::args().nth(1).map_or(1, |scale| scale.parse().expect("the scale is a number"))
}

fn main() {
    let mut bodies = bodies();
    for _ in 0..600_000 * scale() {
        attract(&mut bodies);
        advance(&mut bodies);
    }
    for body in bodies {
        let [x, y, z] = body.position.map(f64::to_bits);
        println!("{x:016x} {y:016x} {z:016x}");
    }
}
