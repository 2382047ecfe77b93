//! A panic deep in closures, iterators and trait objects.
//@ run-status: abort
trait Step {
    fn step(&self, n: u32) -> u32;
}

struct Check(u32);

impl Step for Check {
    fn step(&self, n: u32) -> u32 {
        assert_ne!(n, self.0, "step {} of {n}", self.0);
        n + 1
    }
}

fn main() {
    let steps: Vec<Box<dyn Step>> = (0..4).map(|n| Box::new(Check(36 - n)) as Box<dyn Step>).collect();
    let run = |start: u32| steps.iter().fold(start, |n, step| step.step(n));
    for start in std::hint::black_box([0, 20, 30]) {
        println!("{}", run(start));
    }
}
